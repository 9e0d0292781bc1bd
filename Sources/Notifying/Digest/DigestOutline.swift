import Foundation
import NewsModel

/// What a digest tells and in which order, for every format alike.
struct DigestOutline: Hashable, Sendable {
    /// On topic and in no earlier digest, the weightiest first.
    var fresh: [DigestStory]
    /// On topic, told before, with something new within the window.
    var continuing: [DigestStory]
    /// Beside the topic.
    var related: [DigestStory]
    /// Stories left out because there are too many.
    var omittedStories: Int
    var nearMisses: [Article]
    var omittedNearMisses: Int

    init(_ material: DigestMaterial, _ settings: DigestSettings) {
        let stories = material.stories.filter { !$0.articles.isEmpty }.sorted(by: Self.isWeightier)
        let told = stories.prefix(max(0, settings.storyLimit))
        omittedStories = material.omittedStories + stories.count - told.count
        fresh = told.filter { $0.isNew && $0.story.relevance == .onTopic }
        continuing = told.filter { !$0.isNew && $0.story.relevance == .onTopic }
        related = told.filter { $0.story.relevance != .onTopic }
        let misses = material.nearMisses.sorted { left, right in
            (right.verdict.score, left.id.rawValue) < (left.verdict.score, right.id.rawValue)
        }
        nearMisses = Array(misses.prefix(max(0, settings.nearMissLimit)))
        omittedNearMisses = misses.count - nearMisses.count
    }

    var told: [DigestStory] { fresh + continuing + related }
    var isEmpty: Bool { fresh.isEmpty && continuing.isEmpty && related.isEmpty }

    /// Score, raised by how many outlets thought it worth telling: one more for each doubling counts like 0.1.
    static func weight(_ story: Story) -> Double {
        let score = story.score.isFinite ? story.score : 0
        return score + 0.1 * log2(Double(max(1, story.outlets.count)))
    }

    private static func isWeightier(_ left: DigestStory, _ right: DigestStory) -> Bool {
        if left.story.relevance != right.story.relevance { return left.story.relevance > right.story.relevance }
        if left.isNew != right.isNew { return left.isNew }
        let (leftWeight, rightWeight) = (weight(left.story), weight(right.story))
        if leftWeight != rightWeight { return leftWeight > rightWeight }
        if left.story.lastChanged != right.story.lastChanged { return left.story.lastChanged > right.story.lastChanged }
        return left.story.id.rawValue < right.story.id.rawValue
    }

    // MARK: Words

    /// One sentence: how much there is, from how many places.
    var summary: String {
        guard !isEmpty else { return "Nothing on the topic in this window." }
        var counts: [String] = []
        if !fresh.isEmpty { counts.append(Count.text(fresh.count, "new story", "new stories")) }
        if !continuing.isEmpty { counts.append("\(continuing.count) continuing") }
        if !related.isEmpty { counts.append("\(related.count) related") }
        let outlets = Set(told.flatMap(\.story.outlets)).count
        let languages = Set(told.flatMap(\.articles).compactMap { LanguageTag($0.text.language)?.language }).count
        var text = counts.joined(separator: ", ")
        text += ", from \(Count.text(outlets, "outlet", "outlets"))"
        if languages > 1 { text += " in \(languages) languages" }
        return text + "."
    }
}
