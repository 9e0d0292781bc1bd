import ArgumentParser
import Foundation
import JSONText
import NewsModel

/// Articles as JSON lines, from a file or standard input.
struct ArticleLines {
    /// `nil` is standard input.
    let path: String?

    /// What a line may say; members that are not known are skipped.
    struct Line {
        var id: String?
        var text = ArticleText(title: "")
        var relevance: Relevance?
        var tags: [String] = []
    }

    /// After so many bad lines the file is no JSON lines.
    private static let badLineLimit = 20

    /// Calls `body` for each line; a bad line is reported, passed over, and ends the command with 65.
    ///
    /// - Parameter drained: Called when the next line may be long in coming, and at the end.
    func read(_ body: (Line) throws -> Void, drained: () throws -> Void = {}) throws {
        var badLines = 0
        do {
            var reader =
                try path.map { (path) throws(LineReader.Failure) in try LineReader(path: path) } ?? .standardInput()
            while badLines < Self.badLineLimit {
                let more = try reader.next { number, bytes in
                    guard bytes.contains(where: { $0 > 0x20 }) else { return }
                    do {
                        try body(try Self.line(bytes))
                    } catch let error as JSONError {
                        badLines += 1
                        writeToStandardError("\(name):\(number): error: \(error); write one JSON object a line\n")
                    }
                }
                if !more { break }
                if reader.isDrained { try drained() }
            }
        } catch let failure as LineReader.Failure {
            try drained()
            throw CommandFailure(failure, reading: path)
        }
        try drained()
        if badLines > 0 { throw ExitCode(SystemExit.badData.rawValue) }
    }

    private var name: String { path ?? "standard input" }

    private static func line(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> Line {
        var line = Line()
        var scanner = JSONScanner(bytes)
        try scanner.object { (name, scanner) throws(JSONError) in
            switch name {
            case "id": line.id = try scanner.text()
            case "title": line.text.title = try scanner.text() ?? ""
            case "summary": line.text.summary = try scanner.text() ?? ""
            case "body": line.text.body = try scanner.text() ?? ""
            case "lang": line.text.language = try scanner.text()
            case "relevance": line.relevance = try scanner.text().flatMap(Relevance.init)
            case "tags":
                try scanner.array { (scanner) throws(JSONError) in line.tags.append(try scanner.string()) }
            default: try scanner.skip()
            }
        }
        try scanner.end()
        return line
    }
}

extension CommandFailure {
    /// - Parameter path: `nil` is standard input.
    init(_ failure: LineReader.Failure, reading path: String?) {
        let name = path ?? "standard input"
        self =
            switch failure {
            case .cannotOpen(ENOENT):
                CommandFailure(.noInput, "\(name): there is no such file; name one that exists")
            case .cannotOpen(let code):
                CommandFailure(.noInput, "\(name): cannot be opened: \(String(cString: strerror(code)))")
            case .cannotRead(let code):
                CommandFailure(.inputOutput, "\(name): cannot be read: \(String(cString: strerror(code)))")
            case .lineTooLong(let line, let limit):
                CommandFailure(.badData, "\(name):\(line): error: the line is longer than \(limit >> 20) MiB; cut it")
            }
    }
}
