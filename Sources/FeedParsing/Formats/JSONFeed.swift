import Foundation
import JSONText
import NewsModel

/// JSON Feed 1.0 and 1.1, read as it streams past.
///
/// Source: https://www.jsonfeed.org/version/1.1/
struct JSONFeed {
    let base: String?
    let timeZone: TimeZone?
    private var feed = ParsedFeed(format: .jsonFeed10)
    private var version = ""
    private var hasItems = false
    private var authors: [String] = []
    var links = LinkResolver()

    private init(base: String?, timeZone: TimeZone?) {
        self.base = LinkResolver.base(base)
        self.timeZone = timeZone
    }

    static func parse(_ utf8: [UInt8], documentURL: String?, timeZone: TimeZone?) throws(FeedParseError) -> ParsedFeed {
        var (reader, failure) = read(utf8, documentURL, timeZone)
        if failure != nil {
            (reader, failure) = read(JSONMender.mended(utf8), documentURL, timeZone)
            reader.feed.mended = [failure.map { "broken JSON, read as far as it goes: \($0)" } ?? "faulty JSON"]
        }
        let isNamed = reader.version.contains("jsonfeed.org")
        guard isNamed || (reader.hasItems && reader.feed.title != nil) else {
            throw .notAJSONFeed(why: failure?.description ?? "it names no version of JSON Feed")
        }
        if reader.version.hasSuffix("1.1") { reader.feed.format = .jsonFeed11 }
        let mayRepeat = Bounds.mayRepeat(reader.authors)
        for index in reader.feed.entries.indices where mayRepeat && reader.feed.entries[index].authors.isEmpty {
            reader.feed.entries[index].authors = reader.authors
        }
        return reader.feed
    }

    private static func read(_ utf8: [UInt8], _ base: String?, _ timeZone: TimeZone?) -> (JSONFeed, JSONError?) {
        var reader = JSONFeed(base: base, timeZone: timeZone)
        let failure = utf8.withUnsafeBufferPointer { bytes -> JSONError? in
            var scanner = JSONScanner(bytes)
            do throws(JSONError) {
                try reader.readFeed(&scanner)
                try scanner.end()
                return nil
            } catch {
                return error
            }
        }
        return (reader, failure)
    }

    private mutating func readFeed(_ scanner: inout JSONScanner) throws(JSONError) {
        try scanner.object { (name, scanner) throws(JSONError) in
            switch name {
            case "version": version = try text(&scanner) ?? ""
            case "title": feed.title = try line(&scanner)
            case "home_page_url": feed.homePageURL = try link(&scanner)
            case "feed_url": feed.feedURL = try link(&scanner)
            case "language": feed.language = try text(&scanner)
            case "author", "authors":
                authors += try people(&scanner).prefix(Bounds.listItems - authors.count)
            case "items":
                hasItems = true
                try readItems(&scanner)
            default: try scanner.skip()
            }
        }
    }

    private mutating func readItems(_ scanner: inout JSONScanner) throws(JSONError) {
        try each(&scanner) { (scanner) throws(JSONError) in
            var entry = ParsedEntry()
            // An entry that the document breaks off in is kept when it has come far enough to be told apart.
            do throws(JSONError) {
                try readItem(&scanner, &entry)
            } catch {
                if entry.id != nil || entry.url != nil { feed.entries.append(entry) }
                throw error
            }
            if feed.entries.count < Bounds.entries, entry != ParsedEntry() { feed.entries.append(entry) }
        }
    }

    private mutating func readItem(_ scanner: inout JSONScanner, _ entry: inout ParsedEntry) throws(JSONError) {
        var plain: String?
        try members(&scanner) { (name, scanner) throws(JSONError) in
            switch name {
            case "id": entry.id = try text(&scanner)
            case "url": entry.url = try link(&scanner)
            case "external_url": entry.externalURL = try link(&scanner)
            case "title": entry.title = try line(&scanner)
            case "summary": entry.summaryHTML = try text(&scanner).map(HTMLText.escaped)
            case "content_html":
                entry.contentHTML = try text(&scanner).map { HTMLLinks.resolved(in: $0, against: base, by: &links) }
            case "content_text": plain = try text(&scanner).map(HTMLText.escaped)
            case "date_published": entry.published = try date(&scanner)
            case "date_modified": entry.modified = try date(&scanner)
            case "author", "authors":
                for name in try people(&scanner) where entry.authors.count < Bounds.listItems {
                    if !entry.authors.contains(name) { entry.authors.append(name) }
                }
            case "tags":
                try each(&scanner) { (scanner) throws(JSONError) in
                    if let tag = try line(&scanner), entry.categories.count < Bounds.listItems {
                        entry.categories.append(tag)
                    }
                }
            case "language": entry.language = try text(&scanner)
            case "attachments":
                try each(&scanner) { (scanner) throws(JSONError) in
                    let attachment = try enclosure(&scanner)
                    if attachment.url != nil, entry.enclosures.count < Bounds.listItems {
                        entry.enclosures.append(attachment)
                    }
                }
            default: try scanner.skip()
            }
        }
        entry.contentHTML = entry.contentHTML ?? plain
        // What an entry without a page of its own points at is where it leads.
        entry.url = entry.url ?? entry.externalURL
    }

    private mutating func enclosure(_ scanner: inout JSONScanner) throws(JSONError) -> Enclosure {
        var enclosure = Enclosure()
        try members(&scanner) { (name, scanner) throws(JSONError) in
            switch name {
            case "url": enclosure.url = try link(&scanner)
            case "mime_type": enclosure.type = try text(&scanner)
            case "size_in_bytes":
                let size = try text(&scanner).flatMap(Double.init).flatMap { Int(exactly: $0.rounded()) }
                enclosure.length = size.flatMap { $0 < 0 ? nil : $0 }
            default: try scanner.skip()
            }
        }
        return enclosure
    }

    /// One person or a list of them, each an object with a name or a mere name.
    private func people(_ scanner: inout JSONScanner) throws(JSONError) -> [String] {
        var names: [String] = []
        func read(_ scanner: inout JSONScanner) throws(JSONError) {
            guard scanner.isNext(UInt8(ascii: "{")) else {
                if let name = try line(&scanner), names.count < Bounds.listItems { names.append(name) }
                return
            }
            try scanner.object { (key, scanner) throws(JSONError) in
                guard key == "name" else { return try scanner.skip() }
                if let name = try line(&scanner), names.count < Bounds.listItems { names.append(name) }
            }
        }
        if scanner.isNext(UInt8(ascii: "[")) {
            try scanner.array { (scanner) throws(JSONError) in try read(&scanner) }
        } else {
            try read(&scanner)
        }
        return names
    }
}
