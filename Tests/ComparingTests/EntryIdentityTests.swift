import Comparing
import Foundation
import NewsModel
import Testing

@Suite("Identity of entries")
struct EntryIdentityTests {
    private func entry(
        id: String? = nil,
        url: String? = nil,
        title: String? = nil,
        content: String? = nil,
        published: Date? = nil
    ) -> ParsedEntry {
        var entry = ParsedEntry()
        (entry.id, entry.url, entry.title, entry.contentHTML, entry.published) = (id, url, title, content, published)
        return entry
    }

    @Test("The guid decides, whatever else changes")
    func guid() {
        let first = entry(id: "urn:1", url: "https://example.org/1", title: "Old")
        let second = entry(id: " urn:1\n", url: "https://example.org/2", title: "New")
        #expect(EntryIdentity.key(of: first) == EntryIdentity.key(of: second))
        #expect(
            EntryIdentity.key(of: entry(id: "https://example.org/#1"))
                != EntryIdentity.key(of: entry(id: "https://example.org/#2")))
    }

    @Test("Without a guid the canonical address decides")
    func address() {
        let first = entry(url: "https://example.org/1?utm_source=rss", title: "Old")
        let second = entry(id: "", url: "http://www.example.org/1/", title: "New")
        #expect(EntryIdentity.key(of: first) == EntryIdentity.key(of: second))
        #expect(EntryIdentity.key(of: first) != EntryIdentity.key(of: entry(url: "https://example.org/2")))
    }

    @Test("Without either, title and date decide")
    func titleAndDate() {
        let day = Date(timeIntervalSince1970: 1_718_755_200)
        let first = entry(title: "Daily briefing", published: day)
        #expect(EntryIdentity.key(of: first) == EntryIdentity.key(of: entry(title: " DAILY  Briefing", published: day)))
        #expect(
            EntryIdentity.key(of: first)
                != EntryIdentity.key(of: entry(title: "Daily briefing", published: day + 86_400)))
        #expect(EntryIdentity.key(of: entry(title: "Daily briefing")) != nil)
    }

    @Test("A text alone is something to tell it by, nothing is not")
    func textOnly() {
        #expect(EntryIdentity.key(of: entry(content: "A note")) != nil)
        #expect(EntryIdentity.key(of: entry(content: "A note")) != EntryIdentity.key(of: entry(content: "Another")))
        #expect(EntryIdentity.key(of: entry(id: " ", url: "", title: "…", content: " \n")) == nil)
    }

    @Test("A guid of any length makes a key of bounded length")
    func bounded() throws {
        let long = String(repeating: "x", count: 100_000)
        let first = try #require(EntryIdentity.key(of: entry(id: long + "1")))
        let second = try #require(EntryIdentity.key(of: entry(id: long + "2")))
        #expect(first.rawValue.utf8.count <= 512)
        #expect(first != second)
    }

    @Test("A guid that several entries of a document share leaves it to their addresses to tell them apart")
    func sharedGuid() {
        let entries = [
            entry(id: "news", url: "https://example.org/1"), entry(id: "news", url: "https://example.org/2"),
            entry(id: "news"), entry(id: "other", url: "https://example.org/3"),
            // The same entry twice.
            entry(id: "twice", url: "https://example.org/4"),
            entry(id: "twice", url: "https://example.org/4?utm_source=x"),
        ]
        let keys = EntryIdentity.keys(of: entries)
        #expect(Set(keys.prefix(3)).count == 3)
        #expect(keys[2] == EntryIdentity.key(of: entries[2]))
        #expect(keys[3] == EntryIdentity.key(of: entries[3]))
        #expect(keys[4] == keys[5])
        #expect(keys[4] == EntryIdentity.key(of: entries[4]))
        // Whatever else stands in the document.
        #expect(EntryIdentity.keys(of: Array(entries.prefix(2).reversed())) == [keys[1], keys[0]])
    }
}
