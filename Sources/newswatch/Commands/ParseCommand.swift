import ArgumentParser
import FeedParsing
import Foundation
import JSONText
import NewsModel

struct ParseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: "Prints a feed document as one JSON object.",
        discussion: """
            FILE is a path, or - for the standard input. With --batch each line of the standard input is a JSON object \
            {"file", "content_type", "url"} and is answered by one line.

            Example: newswatch parse feed.xml --content-type application/rss+xml
            """)

    @Argument(help: "The document; - reads the standard input.", completion: .file())
    var file: String?

    @Option(help: "The Content-Type that the server sent.")
    var contentType: String?

    @Option(help: "The address that relative links start from.")
    var url: String?

    @Option(help: "The character encoding, whatever the document says.")
    var encoding: String?

    @Option(help: "The IANA zone of dates that name none.")
    var timezone: String?

    @Flag(help: "Says on the standard error how the document was decoded and mended; with --batch, how fast it went.")
    var verbose = false

    @Flag(help: "Parses the documents named on the standard input.")
    var batch = false

    /// Every command takes it, whether it needs settings or not.
    @OptionGroup var options: ConfigurationOptions

    func validate() throws {
        guard batch != (file != nil) else { throw ValidationError("Give a FILE or --batch.") }
        if let timezone, TimeZone(identifier: timezone) == nil {
            throw ValidationError("--timezone: “\(timezone)” is no zone; write it as Asia/Seoul.")
        }
    }

    func run() async throws {
        try await reportingFailures {
            if batch {
                var batch = ParseBatch()
                batch.run()
                if verbose { writeToStandardError(batch.time.text + "\n") }
            } else if let file {
                try parse(file)
            }
        }
    }

    private func parse(_ path: String) throws {
        let bytes: [UInt8]
        do {
            bytes = try DocumentFile.read(path)
        } catch {
            throw CommandFailure(.noInput, "\(path): \(error)")
        }
        let feed: ParsedFeed
        do {
            feed = try FeedParser.parse(
                bytes, contentType: contentType, url: url, encoding: encoding,
                timeZone: timezone.flatMap(TimeZone.init(identifier:)))
        } catch {
            throw CommandFailure(.badData, "\(path): \(error)")
        }
        if verbose { explain(feed) }
        var writer = JSONWriter(reservingCapacity: bytes.count + bytes.count / 4)
        NeutralObject(feed).write(to: &writer)
        writer.endLine()
        do {
            try DocumentFile.write(writer.bytes)
        } catch {
            throw CommandFailure(.inputOutput, "standard output: \(error)")
        }
    }

    private func explain(_ feed: ParsedFeed) {
        if let encoding = feed.encoding {
            writeToStandardError(
                "encoding: \(encoding.name) (\(encoding.step.rawValue))\(encoding.looksGarbled ? ", garbled" : "")\n")
        }
        for phrase in feed.mended { writeToStandardError("mended: \(phrase)\n") }
        let ahead = feed.entries.count { ($0.published ?? $0.modified)?.isAhead(of: Date()) ?? false }
        if ahead > 0 { writeToStandardError("dates: \(ahead) entries are dated ahead of now\n") }
    }
}
