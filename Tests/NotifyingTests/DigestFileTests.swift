import Foundation
import Notifying
import Testing

@Suite("Digest file")
struct DigestFileTests {
    @Test("The file is made, then replaced, and nothing is left beside it")
    func replaces() throws {
        try withFolder { folder in
            let path = folder.appending(path: "digest.md").path
            try DigestFile.replace(path: path, contents: "one")
            try DigestFile.replace(path: path, contents: "two")
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "two")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["digest.md"])
        }
    }

    @Test("Somebody who reads the old file keeps it")
    func oldFileStays() throws {
        try withFolder { folder in
            let path = folder.appending(path: "digest.md").path
            try DigestFile.replace(path: path, contents: "one")
            let reader = try #require(FileHandle(forReadingAtPath: path))
            try DigestFile.replace(path: path, contents: "two")
            #expect(try reader.readToEnd() == Data("one".utf8))
        }
    }

    @Test("A link stays a link and permissions stay as they were")
    func keepsLinkAndMode() throws {
        try withFolder { folder in
            let files = FileManager.default
            let target = folder.appending(path: "real.md").path
            let link = folder.appending(path: "digest.md").path
            try DigestFile.replace(path: target, contents: "one")
            try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: target)
            try files.createSymbolicLink(atPath: link, withDestinationPath: target)
            try DigestFile.replace(path: link, contents: "two")
            #expect(try files.destinationOfSymbolicLink(atPath: link) == target)
            #expect(try String(contentsOfFile: target, encoding: .utf8) == "two")
            #expect(try files.attributesOfItem(atPath: target)[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test("What stands in the way is reported, and the old file stays")
    func reports() throws {
        try withFolder { folder in
            let path = folder.appending(path: "missing/digest.md").path
            let error = #expect(throws: DigestFileError.self) { try DigestFile.replace(path: path, contents: "x") }
            #expect(error?.description.contains("digest.md") == true)
            let occupied = folder.appending(path: "digest.md")
            try FileManager.default.createDirectory(at: occupied, withIntermediateDirectories: true)
            #expect(throws: DigestFileError.self) { try DigestFile.replace(path: occupied.path, contents: "x") }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["digest.md"])
        }
    }
}
