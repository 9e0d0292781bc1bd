import Foundation
import NewsModel
import Testing

@testable import Notifying

@Suite("Messages to chat services")
struct ChatMessageTests {
    static let hostile = "<!channel> <@U1> @here @everyone *b* _i_ `c` [x](javascript:alert(1)) & <b> ||s|| #t :tada:"

    private func body(_ format: WebhookFormat, _ change: Change) -> [UInt8] {
        let endpoint = WebhookEndpoint(
            name: "desk", url: "https://a.example/hook", format: format, tagNames: ["ratification": "Ratification"])
        return WebhookMessage.request(for: SampleChanges.delivery(change), to: endpoint, at: SampleChanges.at).body
    }

    @Test(
        "Every format tells what, why, tags, sources and link",
        arguments: WebhookFormat.allCases.filter { $0 != .standard })
    func content(format: WebhookFormat) throws {
        let change = SampleChanges.change(.storyUpdated)
        let endpoint = WebhookEndpoint(
            name: "desk", url: "https://a.example/hook", format: format, tagNames: ["ratification": "Ratification"])
        let request = WebhookMessage.request(for: SampleChanges.delivery(change), to: endpoint, at: SampleChanges.at)
        let isJSON = request.header("content-type") == "application/json"
        let text =
            isJSON
            ? try JSONObject(request.body).strings.joined(separator: "\n")
            : String(decoding: request.body, as: UTF8.self)
        let everything = text + request.headers.map(\.value).joined(separator: "\n")
        for expected in [
            "Treaty enters into force", "Story updated", "비준서 교환", "Ratification", "Peninsula Wire", "Han River Post",
        ] {
            #expect(everything.contains(expected), "\(expected)")
        }
        #expect(
            everything.contains("https://news.example/42?a=1&b=2")
                || everything.contains("https://news.example/42?a=1&amp;b=2"))
    }

    @Test(
        "A feed in trouble is told in every format", arguments: WebhookFormat.allCases,
        [ChangeKind.feedFailing, .feedMoved])
    func feeds(format: WebhookFormat, kind: ChangeKind) throws {
        let text = String(decoding: body(format, SampleChanges.change(kind)), as: UTF8.self)
        #expect(text.contains("certificate has ended"))
    }

    @Test("Slack: control sequences are escaped and nothing is looked up")
    func slack() throws {
        let json = try JSONObject(body(.slack, SampleChanges.change(.storyNew, title: Self.hostile)))
        let texts = json.strings.filter { $0.contains("channel") }
        #expect(!texts.isEmpty)
        for text in texts {
            #expect(!text.contains("<!") && !text.contains("<@"))
            #expect(text.contains("&lt;!channel&gt;"))
        }
        let blocks = try #require(json["blocks"] as? [[String: Any]])
        for block in blocks {
            let elements = block["elements"] as? [[String: Any]] ?? [block["text"] as? [String: Any] ?? [:]]
            for element in elements { #expect(element["verbatim"] as? Bool == true) }
        }
    }

    @Test("Discord: nobody is mentioned and no markup gets through")
    func discord() throws {
        let json = try JSONObject(body(.discord, SampleChanges.change(.storyNew, title: Self.hostile)))
        let mentions = try #require(json["allowed_mentions"] as? [String: Any])
        #expect((mentions["parse"] as? [String])?.isEmpty == true)
        let embed = try #require((json["embeds"] as? [[String: Any]])?.first)
        let title = try #require(embed["title"] as? String)
        #expect(title.contains("@\u{200B}everyone") && title.contains("\\*b\\*") && title.contains("\\[x\\]"))
    }

    @Test("Mattermost: no name follows an at sign")
    func mattermost() throws {
        let json = try JSONObject(body(.mattermost, SampleChanges.monstrous(Self.hostile)))
        for text in json.strings { #expect(!text.contains("@here") && !text.contains("@everyone")) }
    }

    @Test("Teams: texts are runs of rich text, which read no Markdown, and the link is a button")
    func teams() throws {
        let json = try JSONObject(body(.teams, SampleChanges.change(.storyNew, title: Self.hostile)))
        let attachment = try #require((json["attachments"] as? [[String: Any]])?.first)
        #expect(attachment["contentType"] as? String == "application/vnd.microsoft.card.adaptive")
        let card = try #require(attachment["content"] as? [String: Any])
        let blocks = try #require(card["body"] as? [[String: Any]])
        #expect(blocks.allSatisfy { $0["type"] as? String == "RichTextBlock" })
        let action = try #require((card["actions"] as? [[String: Any]])?.first)
        #expect(action["url"] as? String == "https://news.example/42?a=1&b=2")
    }

    @Test("ntfy: the title is an encoded header that decodes to the headline")
    func ntfy() throws {
        let title = "북러 조약 비준서 교환…무력 침공 시 지체 없이 군사 원조를 규정한 제4조 효력 발생"
        let endpoint = WebhookEndpoint(name: "desk", url: "https://a.example/t", format: .ntfy)
        let request = WebhookMessage.request(
            for: SampleChanges.delivery(SampleChanges.change(.storyNew, title: title)), to: endpoint,
            at: SampleChanges.at)
        let words = try #require(request.header("Title")).split(separator: " ")
        #expect(words.count > 1)
        var decoded = ""
        for word in words {
            #expect(word.count <= 75)
            let base64 = word.dropFirst("=?UTF-8?B?".count).dropLast(2)
            decoded += String(decoding: try #require(Data(base64Encoded: String(base64))), as: UTF8.self)
        }
        #expect(decoded == title)
        #expect(request.header("Click") == "https://news.example/42?a=1&b=2")
    }

    @Test("A link that may not be one is none", arguments: WebhookFormat.allCases)
    func links(format: WebhookFormat) throws {
        var change = SampleChanges.change(.storyNew)
        change.detail.article?.url = "javascript:alert(1)"
        let endpoint = WebhookEndpoint(name: "desk", url: "https://a.example/t", format: format)
        let request = WebhookMessage.request(for: SampleChanges.delivery(change), to: endpoint, at: SampleChanges.at)
        #expect(!String(decoding: request.body, as: UTF8.self).contains("javascript:"))
        #expect(request.header("Click") == nil)
    }

    @Test("Limits hold whatever the texts are", arguments: SampleChanges.nastyTexts + [hostile])
    func limits(text: String) throws {
        for kind in [ChangeKind.storyUpdated, .feedFlood] {
            let change = SampleChanges.monstrous(text, kind: kind)
            for format in WebhookFormat.allCases { #expect(body(format, change).count < 20_000, "\(format)") }
            #expect(body(.ntfy, change).count <= 4_096)
            #expect(body(.text, change).count <= 4_001)
            try slackLimits(change)
            try discordLimits(change)
            let mattermost = try JSONObject(body(.mattermost, change))
            #expect(mattermost.strings.reduce(0) { $0 + $1.utf16.count } <= 7_900)
        }
    }

    @Test("Several alerts in one message keep every limit, and none is left out", arguments: SampleChanges.nastyTexts)
    func gathered(text: String) throws {
        var delivery = SampleChanges.delivery(SampleChanges.monstrous(text, kind: .storyNew))
        delivery.held = .quietHours
        let kinds: [ChangeKind] = [.storyNew, .feedFlood, .storyUpdated]
        delivery.gathered = (1..<AlertPacing.mostGathered).map { SampleChanges.monstrous(text, kind: kinds[$0 % 3]) }
        func body(_ format: WebhookFormat) -> [UInt8] {
            let endpoint = WebhookEndpoint(name: "desk", url: "https://a.example/hook", format: format)
            return WebhookMessage.request(for: delivery, to: endpoint, at: SampleChanges.at).body
        }
        try slackLimits(body(.slack))
        try discordLimits(body(.discord))
        #expect(body(.teams).count <= 28_000)
        #expect(body(.ntfy).count <= 4_096)
        #expect(body(.text).count <= 4_001)
        let mattermost = try JSONObject(body(.mattermost)).strings
        #expect(mattermost.reduce(0) { $0 + $1.utf16.count } <= 7_900)
        for format in WebhookFormat.allCases where ![.standard, .teams].contains(format) {
            let text = String(decoding: body(format), as: UTF8.self)
            #expect(text.components(separatedBy: "• ").count == AlertPacing.mostGathered + 1, "\(format)")
            #expect(!text.contains("\u{1B}"))
            // What pings people where; plain text and ntfy know no mentions.
            switch format {
            case .slack: #expect(!text.contains("<!channel"))
            case .discord, .mattermost: #expect(!text.contains("@everyone"))
            case .standard, .teams, .ntfy, .text: break
            }
        }
    }

    private func slackLimits(_ change: Change) throws { try slackLimits(body(.slack, change)) }

    private func slackLimits(_ body: [UInt8]) throws {
        let json = try JSONObject(body)
        let blocks = try #require(json["blocks"] as? [[String: Any]])
        #expect(blocks.count <= 50)
        for text in json.strings { #expect(text.utf16.count <= 3_000) }
    }

    private func discordLimits(_ change: Change) throws { try discordLimits(body(.discord, change)) }

    private func discordLimits(_ body: [UInt8]) throws {
        let embed = try #require((try JSONObject(body)["embeds"] as? [[String: Any]])?.first)
        let title = try #require(embed["title"] as? String)
        let description = embed["description"] as? String ?? ""
        let footer = try #require((embed["footer"] as? [String: Any])?["text"] as? String)
        #expect(!title.isEmpty && title.utf16.count <= 256)
        #expect(description.utf16.count <= 4_096)
        #expect(footer.utf16.count <= 2_048)
        #expect(title.utf16.count + description.utf16.count + footer.utf16.count <= 6_000)
    }
}
