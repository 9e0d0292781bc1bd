import Foundation
import JSONText

/// Standard output, written in large pieces and safe for terminals.
struct StandardOutput {
    private var buffer: [UInt8] = []
    /// Whether a person is looking.
    let isTerminal = isatty(STDOUT_FILENO) == 1

    /// One line of text; characters that could steer a terminal are replaced.
    mutating func line(_ text: String = "") throws {
        buffer.append(contentsOf: Self.harmless(text).utf8)
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count > 1 << 16 { try flush() }
    }

    /// Text that the program itself wrote, with its newlines.
    mutating func text(_ text: String) throws {
        buffer.append(contentsOf: text.utf8)
        try flush()
    }

    /// One JSON object on a line of its own.
    mutating func json(_ members: (inout JSONWriter) -> Void) throws {
        var writer = JSONWriter()
        writer.object(members)
        writer.endLine()
        buffer.append(contentsOf: writer.bytes)
        if buffer.count > 1 << 16 { try flush() }
    }

    mutating func flush() throws {
        try FileHandle.standardOutput.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    /// The text in bold when a person is looking.
    func bold(_ text: String) -> String {
        let text = Self.harmless(text)
        return isTerminal ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }

    static func harmless(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
                    case .format where !keptFormats.contains(scalar): "\u{FFFD}"
                    default: scalar
                    }
                }))
    }

    /// Joiners that shape words and emoji; other format characters can turn a line around.
    private static let keptFormats: Set<Unicode.Scalar> = ["\u{200C}", "\u{200D}", "\u{00AD}"]
}
