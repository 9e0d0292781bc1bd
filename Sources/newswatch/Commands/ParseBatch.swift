import FeedParsing
import Foundation
import JSONText

/// One answer a line for each document named on the standard input.
struct ParseBatch {
    private struct Request: Decodable {
        var file: String
        var contentType: String?
        var url: String?

        enum CodingKeys: String, CodingKey {
            case file
            case contentType = "content_type"
            case url
        }
    }

    private(set) var time = ParseTime()

    mutating func run() {
        var writer = JSONWriter(reservingCapacity: 1 << 16)
        let decoder = JSONDecoder()
        while let line = readLine() {
            guard !line.isEmpty else { continue }
            writer.removeAll()
            answer(line, decoder, &writer)
            writer.endLine()
            guard (try? DocumentFile.write(writer.bytes)) != nil else { return }
        }
    }

    private mutating func answer(_ line: String, _ decoder: JSONDecoder, _ writer: inout JSONWriter) {
        do {
            let request = try decoder.decode(Request.self, from: Data(line.utf8))
            let bytes = try DocumentFile.read(request.file)
            let feed = try time.measuring(bytes.count) {
                try FeedParser.parse(bytes, contentType: request.contentType, url: request.url)
            }
            NeutralObject(feed).write(to: &writer)
        } catch let error as FeedParseError {
            writer.object { $0.member("error", error.description) }
        } catch let error as DocumentFile.Failed {
            writer.object { $0.member("error", error.description) }
        } catch {
            writer.object { $0.member("error", "the line is no request: a JSON object with \"file\"") }
        }
    }
}
