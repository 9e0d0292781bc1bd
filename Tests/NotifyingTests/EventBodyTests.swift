import Foundation
import NewsModel
import Testing

@testable import Notifying

@Suite("Bodies of standard webhooks")
struct EventBodyTests {
    @Test("A body holds what the design promises")
    func story() throws {
        let body = try JSONObject(EventBody.bytes(SampleChanges.change(.storyUpdated)))
        #expect(body["type"] as? String == "story.updated")
        #expect(body["timestamp"] as? String == "2026-11-21T08:50:12Z")
        let data = try #require(body["data"] as? [String: Any])
        #expect(
            Set(data.keys) == [
                "change", "story", "article", "relevance", "score", "tags", "new_tags", "evidence", "revision", "diff",
            ])
        #expect((data["diff"] as? [[String: String]])?.map { $0["kind"] } == ["same", "removed", "added"])
        #expect((data["article"] as? [String: Any])?["url"] as? String == "https://news.example/42?a=1&b=2")
    }

    @Test("A change that fits is whole; one that does not says so")
    func truncated() throws {
        let whole = try JSONObject(
            EventBody.bytes(SampleChanges.change(.storyNew, title: String(repeating: "a", count: 3_000))))
        #expect((whole["data"] as? [String: Any])?["truncated"] == nil)
        let cut = try JSONObject(
            EventBody.bytes(SampleChanges.change(.storyNew, title: String(repeating: "a", count: 30_000))))
        #expect((cut["data"] as? [String: Any])?["truncated"] as? Bool == true)
    }

    @Test("Under 20 kB and valid JSON whatever the texts are", arguments: SampleChanges.nastyTexts)
    func bounded(text: String) throws {
        for kind in [ChangeKind.storyUpdated, .feedMoved] {
            let change = SampleChanges.monstrous(text, kind: kind)
            let bytes = EventBody.bytes(change)
            #expect(bytes.count < 20_000)
            #expect(bytes == EventBody.bytes(change))
            _ = try JSONObject(bytes)
            #expect(String(validating: bytes, as: UTF8.self) != nil)
        }
    }

    @Test(
        "An address that is no web address is not passed on", arguments: ["javascript:alert(1)", "file:///etc/passwd"])
    func addresses(url: String) throws {
        var change = SampleChanges.change(.storyNew)
        change.detail.article?.url = url
        let data = try #require(try JSONObject(EventBody.bytes(change))["data"] as? [String: Any])
        #expect((data["article"] as? [String: Any])?["url"] is NSNull)
    }
}
