import Foundation
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Watching

@Suite("The program's own log")
struct WatchLogHandlerTests {
    private final class Lines: Sendable {
        let written = Mutex<[String]>([])
        func add(_ bytes: [UInt8]) { written.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } }
    }

    private func line(_ format: LogSettings.Format, level: Logger.Level = .info, _ body: (Logger) -> Void) -> String {
        let lines = Lines()
        let logger = Logger(label: "test") { _ in
            WatchLogHandler(
                style: LogStyle(LogSettings(level: level, format: format), journalPath: "/nowhere"),
                write: { lines.add($0) })
        }
        body(logger)
        return lines.written.withLock { $0.joined() }
    }

    @Test("Neither a message nor a value can forge a line or steer a terminal", arguments: LogSettings.Format.allCases)
    func forging(format: LogSettings.Format) {
        let text = line(format) {
            $0.error("refresh failed", metadata: ["feed": "A\nB\u{1B}[31m\u{202E}", "cause": "x\r\u{85}\u{2028}y"])
        }
        #expect(text.hasSuffix("\n"))
        #expect(text.dropLast().allSatisfy { !$0.isNewline })
        #expect(!text.contains("\u{1B}"))
    }

    @Test("Text carries the facts in a fixed order, quoted where they hold a space")
    func text() {
        let text = line(.text) { $0.warning("refresh failed", metadata: ["feed": "BBC Asia", "cause": "dns"]) }
        #expect(text.hasSuffix(" warning refresh failed cause=dns feed=\"BBC Asia\"\n"))
    }

    @Test("The journal gets fields, and no value can forge another one")
    func fields() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appendingPathComponent("journal").path
            let socket = try DatagramSocket(at: path)
            let lines = Lines()
            let logger = Logger(label: "test") { _ in
                WatchLogHandler(
                    style: LogStyle(LogSettings(format: .journal), journalPath: path), write: { lines.add($0) })
            }
            logger.warning("refresh failed", metadata: ["feed": "BBC Asia", "last-cause": "no\nPRIORITY=0\u{1B}[2J"])
            let cause = "no\nPRIORITY=0\u{FFFD}[2J"
            let length = withUnsafeBytes(of: UInt64(cause.utf8.count).littleEndian) { Array($0) }
            let entry = socket.receive()
            #expect(
                entry.hasPrefix("PRIORITY=4\nSYSLOG_IDENTIFIER=newswatch\nMESSAGE=refresh failed feed=\"BBC Asia\" "))
            #expect(entry.contains("\nNEWSWATCH_FEED=BBC Asia\nNEWSWATCH_LAST_CAUSE\n"))
            #expect(entry.hasSuffix(String(decoding: length, as: UTF8.self) + cause + "\n"))
            #expect(lines.written.withLock { $0.isEmpty })
        }
    }

    @Test("Without a journal the line on standard error begins with the priority")
    func journal() {
        #expect(line(.journal) { $0.error("gone") } == "<3>gone\n")
        #expect(line(.journal) { $0.info("here") } == "<6>here\n")
    }

    @Test("JSON is one object a line")
    func json() throws {
        let text = line(.json) { $0.notice("moved", metadata: ["to": "https://a.example/\"x\""]) }
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String])
        #expect(object["message"] == "moved")
        #expect(object["level"] == "notice")
        #expect(object["to"] == "https://a.example/\"x\"")
    }

    @Test("A reload changes level and format under the loggers that are there")
    func reloaded() {
        let lines = Lines()
        let style = LogStyle(LogSettings(level: .warning), journalPath: "/nowhere")
        let logger = Logger(label: "test") { _ in WatchLogHandler(style: style, write: { lines.add($0) }) }
        logger.info("before")
        style.use(LogSettings(level: .debug, format: .journal))
        logger.debug("after")
        #expect(lines.written.withLock { $0 } == ["<7>after\n"])
    }

    @Test("What lies under the level is not written")
    func level() {
        #expect(line(.text, level: .warning) { $0.info("quiet") }.isEmpty)
    }
}
