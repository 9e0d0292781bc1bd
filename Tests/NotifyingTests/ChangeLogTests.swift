import Foundation
import JSONText
import NewsModel
import Notifying
import Testing

@Suite("Change log")
struct ChangeLogTests {
    @Test("A line is one JSON object with the documented fields", arguments: SampleChanges.all)
    func line(change: Change) throws {
        var writer = JSONWriter()
        ChangeLogLine.write(change, to: &writer)
        #expect(writer.text.hasSuffix("\n"))
        #expect(writer.text.count(where: { $0 == "\n" }) == 1)
        let object = try JSONObject(writer.bytes)
        #expect(object.keys == ["type", "timestamp", "data", "quiet", "feed"])
        #expect(object["type"] as? String == change.kind.rawValue)
        #expect(object["feed"] as? String == "Han River Post")
    }

    @Test("No headline forges a line or drives a terminal", arguments: SampleChanges.nastyTexts)
    func forgery(text: String) {
        var writer = JSONWriter()
        ChangeLogLine.write(
            SampleChanges.monstrous("a\n{\"type\":\"forged\"}\u{9B}31m\u{202E}\u{1B}]0;x\u{7}" + text), to: &writer)
        let scalars = writer.text.dropLast().unicodeScalars
        #expect(!scalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.value == 0x202E })
    }

    @Test("Lines are appended to what is there")
    func appends() throws {
        try withFolder { folder in
            let path = folder.appending(path: "changes.jsonl").path
            try ChangeLogFile(path: path).append([SampleChanges.change(.storyNew, id: 1)])
            let log = try ChangeLogFile(path: path)
            try log.append([SampleChanges.change(.storyNew, id: 2), SampleChanges.change(.feedGone, id: 3)])
            try log.append([])
            #expect(try numbers(path) == [1, 2, 3])
            let permissions = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(permissions as? Int == 0o600)
        }
    }

    @Test(
        "A line that a crash cut short is removed before the next",
        arguments: ["", "{\"type\":\"sto", String(repeating: "x", count: 9_000)])
    func tornLine(torn: String) throws {
        try withFolder { folder in
            let path = folder.appending(path: "changes.jsonl").path
            try ChangeLogFile(path: path).append([SampleChanges.change(.storyNew, id: 1)])
            let whole = try String(contentsOfFile: path, encoding: .utf8)
            try (whole + torn).write(toFile: path, atomically: false, encoding: .utf8)
            try ChangeLogFile(path: path).append([SampleChanges.change(.storyNew, id: 2)])
            #expect(try numbers(path) == [1, 2])
        }
    }

    @Test("Standard output is appended to as it was opened, and nothing in it is cut", arguments: [O_WRONLY, O_RDWR])
    func standardOutput(access: Int32) throws {
        try withFolder { folder in
            let path = folder.appending(path: "log").path
            try "somebody's words".write(toFile: path, atomically: false, encoding: .utf8)
            let descriptor = open(path, access | O_APPEND)
            defer { close(descriptor) }
            do {
                let log = try ChangeLogFile(path: "-", standardOutput: descriptor)
                try log.append([SampleChanges.change(.storyNew, id: 1)])
                // Without a name it is still whoever's it was.
                unlink(path)
                try log.append([SampleChanges.change(.storyNew, id: 2)])
            }
            var status = stat()
            #expect(fstat(descriptor, &status) == 0)
            let text = String(decoding: try readAll(of: descriptor), as: UTF8.self)
            #expect(text.hasPrefix("somebody's words{"))
            #expect(text.split(separator: "\n").count == 2)
        }
    }

    /// By way of its number, for the file may have no name any more.
    private func readAll(of descriptor: Int32) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: "/proc/self/fd/\(descriptor)"))
    }

    @Test("After rotation the lines go to a new file")
    func reopens() throws {
        try withFolder { folder in
            let path = folder.appending(path: "changes.jsonl").path
            let log = try ChangeLogFile(path: path)
            try log.append([SampleChanges.change(.storyNew, id: 1)])
            try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
            try log.append([SampleChanges.change(.storyNew, id: 2)])
            try log.reopen()
            try log.append([SampleChanges.change(.storyNew, id: 3)])
            #expect(try numbers(path + ".1") == [1, 2])
            #expect(try numbers(path) == [3])
        }
    }

    @Test("A file that somebody removed is made again, and no line goes after it")
    func deleted() throws {
        try withFolder { folder in
            let path = folder.appending(path: "changes.jsonl").path
            let log = try ChangeLogFile(path: path)
            try log.append([SampleChanges.change(.storyNew, id: 1)])
            try FileManager.default.removeItem(atPath: path)
            try log.append([SampleChanges.change(.storyNew, id: 2)])
            #expect(try numbers(path) == [2])
        }
    }

    @Test("When the new file cannot be opened the old one goes on")
    func reopenFails() throws {
        try withFolder { folder in
            let inner = folder.appending(path: "logs")
            try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
            let log = try ChangeLogFile(path: inner.appending(path: "changes.jsonl").path)
            let moved = folder.appending(path: "old")
            try FileManager.default.moveItem(at: inner, to: moved)
            #expect(throws: ChangeLogError.self) { try log.reopen() }
            try log.append([SampleChanges.change(.storyNew, id: 1)])
            #expect(try numbers(moved.appending(path: "changes.jsonl").path) == [1])
        }
    }

    @Test("A full disk is reported with what to do")
    func fullDisk() throws {
        let log = try ChangeLogFile(path: "/dev/full")
        let error = #expect(throws: ChangeLogError.self) { try log.append([SampleChanges.change(.storyNew)]) }
        #expect(error?.description.contains("/dev/full") == true)
    }

    @Test("A path that cannot be opened is reported")
    func missingFolder() {
        #expect(throws: ChangeLogError.self) { try ChangeLogFile(path: "/no/such/folder/changes.jsonl") }
    }

    private func numbers(_ path: String) throws -> [Int] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
            let data = try #require(try JSONObject(Array(line.utf8))["data"] as? [String: Any])
            return try #require(data["change"] as? Int)
        }
    }
}
