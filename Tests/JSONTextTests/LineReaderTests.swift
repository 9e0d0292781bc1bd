import Foundation
import JSONText
import Testing

@Suite("Line reader")
struct LineReaderTests {
    private func lines(_ text: String) throws -> [String] {
        let url = FileManager.default.temporaryDirectory.appending(path: "lines-\(UUID().uuidString)")
        try Data(text.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        var reader = try LineReader(path: url.path)
        var lines: [String] = []
        while try reader.next({ number, bytes in lines.append("\(number) \(String(decoding: bytes, as: UTF8.self))") })
        {}
        return lines
    }

    @Test(
        "Lines are numbered and end with the file, too",
        arguments: [
            ("", []), ("a", ["1 a"]), ("a\n", ["1 a"]), ("a\n\nb", ["1 a", "2 ", "3 b"]), ("\n", ["1 "]),
            ("a\r\nb", ["1 a\r", "2 b"]),
        ] as [(String, [String])])
    func numbered(_ text: String, _ expected: [String]) throws {
        #expect(try lines(text) == expected)
    }

    @Test("Lines longer than what is read at once come whole")
    func long() throws {
        let long = String(repeating: "x", count: 700_000)
        let found = try lines("\(long)\n\(long)\nend")
        #expect(found.map(\.count) == [700_002, 700_002, 5])
    }

    @Test("A file that is not there is told apart from one that cannot be read")
    func missing() {
        #expect(throws: LineReader.Failure.cannotOpen(code: ENOENT)) { _ = try LineReader(path: "/nonexistent/x") }
        #expect(throws: LineReader.Failure.cannotRead(code: EISDIR)) {
            var reader = try LineReader(path: "/")
            _ = try reader.next { _, _ in }
        }
    }
}
