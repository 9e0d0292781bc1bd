import Foundation

/// Text in a header that is ASCII on the wire.
///
/// Source: RFC 2047.
enum EncodedWord {
    /// Printable ASCII as it is; anything else as encoded words of whole characters, at most 75 bytes each.
    static func header(_ line: String) -> String {
        isPlain(line) ? line : words(line).joined(separator: " ")
    }

    /// The same on several lines of a mail's header.
    static func folded(_ line: String) -> String {
        guard isPlain(line), line.split(separator: " ").allSatisfy({ $0.utf8.count <= bytesPerLine }) else {
            return words(line).joined(separator: "\n ")
        }
        var lines: [String] = []
        for word in line.split(separator: " ") {
            if let last = lines.last, last.utf8.count + word.utf8.count < bytesPerLine {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines.joined(separator: "\n ")
    }

    /// Encoded words even of what is ASCII, for places where some of it has a meaning.
    static func always(_ line: String) -> String { words(line).joined(separator: "\n ") }

    private static func isPlain(_ line: String) -> Bool {
        line.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !line.contains("=?")
    }

    private static func words(_ line: String) -> [String] {
        var words: [String] = []
        var chunk = ""
        for scalar in line.unicodeScalars {
            if chunk.utf8.count + scalar.utf8.count > bytesPerWord {
                words.append(encoded(chunk))
                chunk = ""
            }
            chunk.unicodeScalars.append(scalar)
        }
        words.append(encoded(chunk))
        return words
    }

    private static func encoded(_ text: String) -> String {
        "=?UTF-8?B?\(Data(text.utf8).base64EncodedString())?="
    }

    /// Base64 of 39 bytes is 52 characters; with the frame and the name of the header that is below 76 (section 2).
    private static let bytesPerWord = 39

    /// Lines of at most 78 bytes, with room for the longest name of a header here (RFC 5322 section 2.1.1).
    private static let bytesPerLine = 66
}
