import Foundation
import FoundationXML
import NewsModel
import Testing

@testable import Notifying

@Suite("Digests")
struct DigestTests {
    static let rich = SampleMaterial.rich
    static let settings = SampleMaterial.settings
    static let hostile =
        "</h3><script>alert(1)</script>\n## Forged <!--\u{202E}\" onclick='x' [a](javascript:b) ](https://a.example) \"\u{301} onclick=x <\u{301} &\u{301} ![i](https://a.example/i.png)"

    @Test("New stories first, then by weight, then beside the topic")
    func order() {
        let outline = DigestOutline(Self.rich, Self.settings)
        #expect(outline.fresh.map(\.story.id.rawValue) == [17, 21, 18, 19])
        #expect(outline.continuing.map(\.story.id.rawValue) == [22, 20])
        #expect(outline.related.map(\.story.id.rawValue) == [23])
        #expect(outline.nearMisses.map(\.id.rawValue) == [50, 51])
    }

    @Test("The order does not depend on how the stories came")
    func stableOrder() {
        var shuffled = Self.rich
        shuffled.stories.reverse()
        shuffled.nearMisses.reverse()
        #expect(DigestOutline(shuffled, Self.settings) == DigestOutline(Self.rich, Self.settings))
        #expect(HTMLDigest.render(shuffled, Self.settings) == HTMLDigest.render(Self.rich, Self.settings))
    }

    @Test("More outlets weigh more")
    func weight() {
        var story = SampleMaterial.russian.story
        let alone = DigestOutline.weight(story)
        story.outlets = ["a", "b", "c", "d"]
        #expect(DigestOutline.weight(story) > alone)
        story.score = .nan
        #expect(DigestOutline.weight(story).isFinite)
    }

    @Test("What is over the limits is counted, not silently dropped")
    func limits() {
        var settings = Self.settings
        settings.storyLimit = 5
        settings.nearMissLimit = 1
        let outline = DigestOutline(Self.rich, settings)
        #expect(outline.told.count == 5)
        #expect((outline.omittedStories, outline.omittedNearMisses) == (2, 1))
        #expect(MarkdownDigest.render(Self.rich, settings).contains("2 further stories"))
        #expect(HTMLDigest.render(Self.rich, settings).contains("2 further stories"))
    }

    @Test("Both pages tell everything that a reader needs", arguments: ["markdown", "html"])
    func content(format: String) {
        let page = render(format, Self.rich)
        for expected in [
            "Russia–DPRK treaty", "Sat 21 Nov 2026, 21:00", "Asia/Seoul (UTC+9)", "New since the last digest",
            "Continuing",
            "Near misses", "Feeds in trouble", "Border Times", "certificate ended", "silent", "Endpoints in trouble",
            "desk",
            "1 dead", "Coverage", "148", "Mutual defence", "Also reported by", "Han River Post",
            "Comprehensive Strategic Partnership Treaty", "포괄적 전략적 동반자 관계 조약",
            "<del>рассмотрел</del> <ins>ратифицировал</ins>",
            "<del>「懸念」</del><ins>「深刻な懸念」</ins>", "21 Nov, 17:50", "0.97",
        ] {
            #expect(page.contains(expected), "\(expected)")
        }
    }

    @Test("An empty digest proves that the watch ran", arguments: ["markdown", "html"])
    func empty(format: String) {
        let page = render(format, SampleMaterial.empty)
        for expected in ["Nothing on the topic", "Coverage", "148", "2,310", "2,104", "412", "The watch ran"] {
            #expect(page.contains(expected), "\(expected)")
        }
        for absent in ["Near misses", "Feeds in trouble", "verdict:", "New since"] { #expect(!page.contains(absent)) }
    }

    @Test(
        "No text of a feed becomes markup",
        arguments: [
            ("markdown", ["<script", "<!--", "[a]", "](javascript", "\n## Forged", "![i]", "](https://a.example"]),
            ("html", ["<script", "<!--", "<img", "href=\"javascript", "onclick='x'", "\" onclick"]),
            ("atom", ["<script", "<!--", "href=\"javascript", "href=&quot;javascript", "\" onclick"]),
        ])
    func hostile(format: String, forbidden: [String]) {
        var settings = Self.settings
        settings.topicTitle = Self.hostile
        settings.tagNames = ["ratification": Self.hostile]
        var page = render(format, Self.poisoned, settings)
        #expect(!page.contains("\u{202E}"))
        // A character behind a backslash is itself and nothing more.
        if format == "markdown" { page = page.replacing(/\\[^A-Za-z0-9 ]/, with: "") }
        for text in forbidden { #expect(!page.contains(text), "\(text)") }
    }

    @Test(
        "The HTML is well formed, has one heading of the first level and no gap between levels",
        arguments: [Self.rich, SampleMaterial.empty, Self.poisoned])
    func wellFormed(material: DigestMaterial) throws {
        let page = HTMLDigest.render(material, Self.settings)
        // Elements without an end are the only thing that keeps the page from being XML.
        let closed = page.replacing(/<(meta|br)([^>]*)>/) { "<\($0.output.1)\($0.output.2)/>" }
            .replacing("<!DOCTYPE html>", with: "").replacing("&nbsp;", with: " ")
        let outline = try PageOutline(closed)
        #expect(outline.headings.count(where: { $0 == 1 }) == 1)
        for (previous, next) in zip(outline.headings, outline.headings.dropFirst()) { #expect(next <= previous + 1) }
        #expect(outline.ids.count == Set(outline.ids).count)
        #expect(outline.targets.allSatisfy { outline.ids.contains($0) })
        #expect(outline.elements.isDisjoint(with: ["script", "iframe", "img", "link", "form", "object"]))
        #expect(outline.sources.isEmpty)
    }

    @Test("Foreign text carries its language and direction")
    func languages() {
        let page = HTMLDigest.render(Self.rich, Self.settings)
        #expect(page.contains("<h3 lang=\"ar\" dir=\"rtl\">"))
        #expect(page.contains("<h3 lang=\"zh-Hans\">"))
        #expect(page.contains("<h3><a href=\"https://news.example/49"))
    }

    @Test("What came to a known story since the last digest is marked new, and nothing else is")
    func newSources() {
        #expect(MarkdownDigest.render(Self.rich, Self.settings).components(separatedBy: ", new)").count == 2)
        let html = HTMLDigest.render(Self.rich, Self.settings)
        #expect(html.components(separatedBy: "<span class=\"new\">").count == 2)
        #expect(
            html.contains(
                "artículo 4 del tratado</span> <span class=\"aside\">Spanish, 16:50</span> <span class=\"new\">"))
        var earlier = Self.rich
        earlier.lastDigest = SampleMaterial.to
        #expect(!HTMLDigest.render(earlier, Self.settings).contains("<span class=\"new\">"))
    }

    @Test("Text and ground differ enough in both schemes", arguments: [0, 1])
    func contrast(scheme: Int) throws {
        let sheet = try #require(HTMLStyle.sheet.split(separator: "*{box-sizing").first)
        let colors = sheet.split(separator: "@media")[scheme].matches(of: /--([a-z]+):(#[0-9a-f]+)/)
            .reduce(into: [Substring: Double]()) { $0[$1.output.1] = luminance($1.output.2) }
        for (text, ground) in [
            ("ink", "paper"), ("soft", "paper"), ("accent", "paper"), ("link", "paper"), ("bar", "paper"),
            ("ink", "chip"),
            ("link", "chip"), ("insink", "ins"), ("delink", "del"),
        ] {
            let pair = [try #require(colors[Substring(text)]), try #require(colors[Substring(ground)])].sorted()
            #expect((pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, "\(text) on \(ground)")
        }
    }

    /// Relative luminance.
    ///
    /// Source: WCAG 2.2.
    private func luminance(_ color: Substring) -> Double {
        let digits = color.dropFirst().count == 3 ? color.dropFirst().flatMap { [$0, $0] } : Array(color.dropFirst())
        let channels = stride(from: 0, to: 6, by: 2).map { index in
            let value = Double(Int(String(digits[index...(index + 1)]), radix: 16) ?? 0) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }

    @Test("An outlet is named once a headline, and one that only carried the article once")
    func sources() {
        var story = SampleMaterial.korean
        story.articles.append(story.articles[1])
        story.articles.append(story.articles[0])
        story.articles[0].feeds.append("Peninsula Wire")
        let names = StorySource.others(of: story, since: SampleMaterial.from).map(\.outlet)
        #expect(names == ["Han River Post", "南山新聞", "Peninsula Wire", "Вестник Приморья"])
    }

    @Test(
        "Direction follows the letters, and the language only where they agree",
        arguments: [
            ("روسيا", "ar", " lang=\"ar\" dir=\"rtl\""), ("NATO: روسيا", "ar", " lang=\"ar\" dir=\"rtl\""),
            ("Only English", "ar", " lang=\"ar\""), ("روسيا", "en", " dir=\"auto\""), ("שלום", nil, " dir=\"auto\""),
            ("조약", "ko", " lang=\"ko\""), ("Treaty", "en-GB", ""), ("Treaty", nil, ""), ("x", "\"><b>", ""),
        ] as [(String, String?, String)])
    func direction(text: String, language: String?, attributes: String) {
        #expect(Foreign.attributes(text, language: language) == attributes)
    }

    @Test("Every condition of a feed is told with its reason")
    func feedTroubles() {
        func troubles(_ change: (inout FeedHealth) -> Void) -> [String] {
            var state = SampleMaterial.troubledFeeds[0]
            state.health = FeedHealth()
            change(&state.health)
            return FeedTrouble.of(state).map { "\($0.condition): \($0.reason)" }
        }
        let failure = FeedFailure(kind: .gone, reason: "answered\n410", at: SampleMaterial.to)
        #expect(
            troubles {
                ($0.goneSince, $0.lastFailure) = (SampleMaterial.from, failure)
            } == ["gone: answered 410"])
        #expect(troubles { $0.consecutiveFailures = 1 } == ["failing: 1 failure in a row"])
        #expect(
            troubles { $0.floodSince = SampleMaterial.from }.first?.hasPrefix("flooded: most of its entries") == true)
        #expect(
            troubles {
                ($0.movedTo, $0.movedCount) = ("https://b.example/", 3)
            } == ["moved: answers at https://b.example/ now; set its url to that"])
        #expect(troubles { ($0.movedTo, $0.movedCount) = ("https://b.example/", 1) } == ["in trouble: "])
    }

    @Test("The chart counts articles by tag and language and folds what is over its limit")
    func chart() {
        let bars = CoverageChart.bars(Self.rich.stories, limit: 3) {
            Set($0.verdict.tags)
        } name: {
            $0
        }
        #expect(
            bars == [
                .init(name: "mutual_defence", fresh: 4, total: 7), .init(name: "ratification", fresh: 5, total: 5),
                .init(name: "others", fresh: 6, total: 7),
            ])
        #expect(HTMLDigest.render(Self.rich, Self.settings).contains("Korean 1, of them 1 new"))
    }

    @Test("JSON holds the same, for programs")
    func json() throws {
        let object = try JSONObject(Array(JSONDigest.render(Self.rich, Self.settings).utf8))
        #expect((object["stories"] as? [[String: Any]])?.map { $0["id"] as? Int } == [17, 21, 18, 19, 22, 20, 23])
        #expect((object["near_misses"] as? [Any])?.count == 2)
        #expect((object["feeds"] as? [[String: Any]])?.map { $0["condition"] as? String } == ["failing", "silent"])
        #expect((object["coverage"] as? [String: Int])?["on_topic"] == 14)
        #expect(object["to"] as? String == "2026-11-21T12:00:00Z")
    }

    static var poisoned: DigestMaterial {
        var material = rich
        for index in material.stories.indices {
            material.stories[index].story.title = hostile
            material.stories[index].story.tags.append(hostile)
            material.stories[index].story.outlets.append(hostile)
            for article in material.stories[index].articles.indices {
                poison(&material.stories[index].articles[article])
            }
            material.stories[index].revisions.append(
                DigestRevision(
                    article: ArticleID(rawValue: 1), feed: hostile, at: SampleMaterial.to,
                    revision: RevisionSnapshot(number: 2, kinds: [], diff: [.init(.added, hostile)])))
        }
        for index in material.nearMisses.indices { poison(&material.nearMisses[index]) }
        for index in material.troubledFeeds.indices {
            material.troubledFeeds[index].feed.name = hostile
            material.troubledFeeds[index].health.lastFailure?.reason = hostile
            material.troubledFeeds[index].health.movedTo = hostile
        }
        material.troubledEndpoints.append(TroubledEndpoint(name: hostile, pending: 1, dead: 0, lastError: hostile))
        return material
    }

    private static func poison(_ article: inout Article) {
        article.text = ArticleText(title: hostile, summary: hostile, body: hostile, language: hostile)
        article.feed = hostile
        article.feeds = [hostile]
        article.url = "javascript:alert(1)//\(hostile)"
        article.verdict.tags = [hostile]
        article.verdict.evidence = [Evidence(concept: hostile, gloss: hostile, text: hostile, field: .title, offset: 0)]
    }

    private func render(_ format: String, _ material: DigestMaterial, _ settings: DigestSettings = Self.settings)
        -> String
    {
        switch format {
        case "markdown": MarkdownDigest.render(material, settings)
        case "html": HTMLDigest.render(material, settings)
        default: AtomDigest.render(material, settings)
        }
    }
}

/// What a page is made of, read by an XML parser.
final class PageOutline: NSObject, XMLParserDelegate {
    private(set) var headings: [Int] = []
    private(set) var ids: [String] = []
    /// Where links within the page lead.
    private(set) var targets: [String] = []
    private(set) var elements: Set<String> = []
    /// What the page would load.
    private(set) var sources: [String] = []

    init(_ text: String) throws {
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
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
        elements.insert(element)
        if element.count == 2, element.hasPrefix("h"), let level = Int(element.dropFirst()) { headings.append(level) }
        if let id = attributes["id"] { ids.append(id) }
        if let href = attributes["href"], href.hasPrefix("#") { targets.append(String(href.dropFirst())) }
        if let source = attributes["src"] { sources.append(source) }
        for name in (attributes["aria-labelledby"] ?? "").split(separator: " ") { targets.append(String(name)) }
    }
}
