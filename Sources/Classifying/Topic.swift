import NewsModel
import StrictYAML

/// One subject to watch for, as its file describes it.
///
/// The program itself knows no word of any subject.
package struct Topic: Sendable {
    package let name: String
    /// For people, as the heading of a digest; the name where the file gives none.
    package let title: String
    package let version: Int
    /// The tags in the file's order.
    package var tags: [Tag] { tagRules.map(\.tag) }

    let concepts: [Concept]
    let features: [Feature]
    let model: RelevanceModel
    let tagRules: [TagRule]
    let examples: [Example]

    /// `name/version`, as verdicts carry it.
    package var label: String { "\(name)/\(version)" }

    package struct Tag: Hashable, Sendable {
        package let key: String
        package let name: String
    }
}

/// Something that texts speak of, with every way to write it.
struct Concept: Sendable {
    let key: String
    /// Its name in English.
    let gloss: String
    let written: FormList
    /// Places of the concepts of which this one is the sum.
    let parts: [Int]
    /// A look-alike: whatever it covers in the text is no hit for other concepts.
    let isDecoy: Bool
}

/// One named fact about a text that the relevance depends on.
struct Feature: Sendable {
    let key: String
    /// What it means, for people.
    let says: String
    /// It holds where any of these does.
    let when: [Condition]
    /// How often it may count; the value is the share of that number.
    let times: Int
    /// Whether it speaks against the topic, so that its weight may not be positive.
    let isAgainst: Bool
    /// The weight that was set by hand, which fitting leaves as it is.
    let fixedWeight: Double?
}

/// When an article gets a tag.
struct TagRule: Sendable {
    let tag: Topic.Tag
    let when: [Condition]
    let unless: [Condition]
}

/// A headline, with or without a lead, and what must be said of it.
struct Example: Sendable {
    let text: ArticleText
    let relevance: Relevance
    /// The tags it must get; `nil` when the example is silent on tags.
    let tags: [String]?
    /// What to report when the classifier disagrees: the place in the file.
    let place: Problem
}
