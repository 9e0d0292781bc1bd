import Foundation
import JSONText
package import Logging

/// The program's own log: one line a record on standard error, as text or JSON, or fields to systemd's journal.
///
/// Control characters never reach the line, so that a headline or a server's words cannot forge another one. Where no journal
/// listens, its records go to standard error as well, with their priorities before them.
package struct WatchLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    /// The style's, unless a logger was given one of its own.
    package var logLevel: Logger.Level {
        get { ownLevel ?? style.level }
        set { ownLevel = newValue }
    }
    private var ownLevel: Logger.Level?
    private let style: LogStyle
    private let write: @Sendable ([UInt8]) -> Void

    /// - Parameter write: Takes one whole line, with its newline; standard error unless a test wants it.
    package init(
        style: LogStyle,
        write: @escaping @Sendable ([UInt8]) -> Void = { try? FileHandle.standardError.write(contentsOf: $0) }
    ) {
        self.style = style
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { _, new in new }.sorted { $0.key < $1.key }
        switch style.format {
        case .text:
            write(Array("\(Self.now()) \(event.level) \(Self.line(event.message, facts))\n".utf8))
        case .journal:
            let entry = JournalEntry(
                priority: Self.priority(event.level), message: Self.line(event.message, facts),
                facts: facts.map { ($0.key, Self.printable("\($0.value)", keepingLines: true)) })
            if style.journal?.send(entry.bytes) == true { return }
            // Source: sd-daemon(3), the priority prefixes that journald reads from standard error.
            write(Array("<\(Self.priority(event.level))>\(Self.line(event.message, facts))\n".utf8))
        case .json:
            var writer = JSONWriter()
            writer.object { writer in
                writer.member("time", Self.now())
                writer.member("level", event.level.rawValue)
                writer.member("message", Self.printable("\(event.message)"))
                for (key, value) in facts { writer.member(key, Self.printable("\(value)")) }
            }
            writer.endLine()
            write(writer.bytes)
        }
    }

    private static func now() -> String { Date().formatted(.iso8601) }

    private static func line(_ message: Logger.Message, _ facts: [(key: String, value: Logger.MetadataValue)]) -> String
    {
        let words = facts.map { "\($0.key)=\(quoted("\($0.value)"))" }
        return ([printable("\(message)")] + words).joined(separator: " ")
    }

    private static func quoted(_ value: String) -> String {
        let plain = printable(value)
        guard plain.isEmpty || plain.contains(where: { $0 == " " || $0 == "\"" || $0 == "=" }) else { return plain }
        return "\"" + plain.replacingOccurrences(of: "\"", with: "'") + "\""
    }

    /// The text with every control and direction-changing character replaced.
    private static func printable(_ text: String, keepingLines: Bool = false) -> String {
        let scalars = text.unicodeScalars.map { scalar in
            isPrintable(scalar) || keepingLines && scalar == "\n" ? scalar : "\u{FFFD}"
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
        default: true
        }
    }

    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
