import Foundation
import FoundationXML
import NewsModel
import Testing

@testable import Notifying

@Suite("Atom digest")
struct AtomDigestTests {
    private let document = AtomDigest.render(SampleMaterial.rich, SampleMaterial.settings)

    @Test("Every entry has what RFC 4287 asks for")
    func required() throws {
        let feed = try AtomReader(document)
        #expect(feed.feed["id"]?.hasPrefix("urn:uuid:") == true)
        #expect(feed.feed["title"] == "Russia–DPRK treaty")
        #expect(feed.feed["updated"] == "2026-11-21T10:00:00Z")
        #expect(feed.entries.count == 6)
        for entry in feed.entries {
            for name in ["id", "title", "updated", "published", "name", "content"] {
                #expect(entry[name]?.isEmpty == false, "\(name)")
            }
            #expect(entry["link"]?.hasPrefix("https://news.example/") == true)
        }
        #expect(Set(feed.entries.map { $0["id"] }).count == 6)
    }

    @Test("The newest is first, and stories beside the topic are left out")
    func order() throws {
        let updated = try AtomReader(document).entries.compactMap { $0["updated"] }
        #expect(updated == updated.sorted(by: >))
        #expect(!document.contains("Tumen"))
    }

    @Test("An id is a UUID of version 5 and outlives everything but the story")
    func ids() throws {
        var material = SampleMaterial.rich
        material.stories = [SampleMaterial.korean]
        let before = try #require(
            try AtomReader(AtomDigest.render(material, SampleMaterial.settings)).entries.first?["id"])
        #expect(before.contains(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/))
        material.stories[0].story.title = "Another title"
        material.stories[0].story.lastChanged = SampleMaterial.to
        material.stories[0].story.tags = []
        #expect(try AtomReader(AtomDigest.render(material, SampleMaterial.settings)).entries.first?["id"] == before)
        material.stories[0].story.id = StoryID(rawValue: 99)
        #expect(try AtomReader(AtomDigest.render(material, SampleMaterial.settings)).entries.first?["id"] != before)
    }

    @Test("The HTML of an entry is escaped once more, and well formed when read")
    func content() throws {
        for material in [SampleMaterial.rich, DigestTests.poisoned] {
            for entry in try AtomReader(AtomDigest.render(material, SampleMaterial.settings)).entries {
                let content = try #require(entry["content"]).replacing("<br>", with: "<br/>")
                let outline = try PageOutline("<div>\(content)</div>")
                #expect(outline.elements.isSubset(of: ["div", "p", "a", "q", "bdi", "span", "ins", "del", "br"]))
            }
        }
    }

    @Test("A day without stories is a valid feed")
    func empty() throws {
        let feed = try AtomReader(AtomDigest.render(SampleMaterial.empty, SampleMaterial.settings))
        #expect(feed.entries.isEmpty)
        #expect(feed.feed["updated"] == "2026-11-21T12:00:00Z")
    }
}

/// The texts of a feed's own elements and of its entries'.
private final class AtomReader: NSObject, XMLParserDelegate {
    private(set) var feed: [String: String] = [:]
    private(set) var entries: [[String: String]] = []
    private var text = ""
    private var isInEntry = false

    init(_ document: String) throws {
        super.init()
        let parser = XMLParser(data: Data(document.utf8))
        parser.delegate = self
        if !parser.parse() { throw parser.parserError ?? CocoaError(.propertyListReadCorrupt) }
    }

    func parser(
        _ parser: XMLParser,
        didStartElement element: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        text = ""
        if element == "entry" {
            entries.append([:])
            isInEntry = true
        }
        if element == "link" { entries[entries.count - 1]["link"] = attributes["href"] }
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }

    func parser(_ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?) {
        if element == "entry" {
            isInEntry = false
        } else if element != "link" {
            if isInEntry { entries[entries.count - 1][element] = text } else { feed[element] = text }
        }
    }
}
