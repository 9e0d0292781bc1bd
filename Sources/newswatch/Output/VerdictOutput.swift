import Foundation
import Glibc
import JSONText
import NewsModel

/// Gathers what goes to standard output, so that it is written in large pieces.
struct Output {
    private var writer = JSONWriter(reservingCapacity: 128 << 10)
    private static let pieceBytes = 64 << 10

    mutating func write(_ verdict: Verdict, id: String?) throws {
        writer.object { writer in
            writer.member("id", id)
            writer.member("relevance", verdict.relevance.rawValue)
            writer.member("score", verdict.score)
            writer.member("tags", verdict.tags)
            writer.key("evidence")
            writer.array { writer in
                for evidence in verdict.evidence { writer.evidence(evidence) }
            }
        }
        writer.endLine()
        if writer.bytes.count >= Self.pieceBytes { try flush() }
    }

    mutating func write(_ text: String) throws {
        try flush()
        try put(Array(text.utf8))
    }

    mutating func flush() throws {
        try put(writer.bytes)
        writer.removeAll()
    }

    private func put(_ bytes: [UInt8]) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(1, $0.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            if count < 0 {
                throw CommandFailure(
                    .inputOutput, "standard output: cannot be written: \(String(cString: strerror(errno)))")
            }
            written += count
        }
    }
}

extension JSONWriter {
    fileprivate mutating func evidence(_ evidence: Evidence) {
        object { writer in
            writer.member("concept", evidence.concept)
            writer.member("gloss", evidence.gloss)
            writer.member("text", evidence.text)
            writer.member("field", evidence.field.rawValue)
            writer.member("offset", evidence.offset)
        }
    }
}
