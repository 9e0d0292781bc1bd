import Foundation
import NewsModel

/// An entry while its elements come in.
struct EntryDraft {
    var id = Ranked<String>()
    var url = Ranked<String>()
    var title = Ranked<String>()
    var summary = Ranked<String>()
    var content = Ranked<String>()
    var published = Ranked<Date>()
    var modified = Ranked<Date>()
    var authors = NameList()
    var categories: [String] = []
    var language: String?
    var enclosures: [Enclosure] = []
    var externalURL: String?
    /// What `guid` says, when it may serve as a link.
    var permalink: String?
    /// Whether the entry comes from another feed, by `atom:source`.
    var isCopied = false

    func finished() -> ParsedEntry {
        var entry = ParsedEntry()
        entry.id = id.value
        entry.url = url.value ?? permalink
        entry.title = title.value
        entry.summaryHTML = summary.value
        entry.contentHTML = content.value
        entry.published = published.value
        entry.modified = modified.value
        entry.authors = authors.names
        entry.categories = categories
        entry.language = language
        entry.enclosures = enclosures
        entry.externalURL = externalURL
        return entry
    }

    mutating func addCategory(_ category: String?) {
        guard let category, !category.isEmpty, categories.count < Bounds.listItems else { return }
        if !categories.contains(category) { categories.append(category) }
    }

    mutating func addEnclosure(_ enclosure: Enclosure) {
        guard enclosures.count < Bounds.listItems else { return }
        if enclosure.url != nil, enclosures.contains(where: { $0.url == enclosure.url }) { return }
        enclosures.append(enclosure)
    }
}

/// A feed while its elements come in.
struct FeedDraft {
    var format: FeedFormat?
    var title = Ranked<String>()
    var homePageURL = Ranked<String>()
    var feedURL = Ranked<String>()
    var language = Ranked<String>()
    var updated = Ranked<Date>()
    var authors = NameList()
    var hints = PublisherHints()
    /// `sy:updatePeriod` in seconds and `sy:updateFrequency`, which come apart.
    var period: Int?
    var frequency: Int?
    var entries: [ParsedEntry] = []
}

/// Names of people, each once, from the best kind of element that gave any.
struct NameList {
    private(set) var names: [String] = []
    private var rank = UInt8.max

    mutating func add(_ name: String?, rank: UInt8 = 0) {
        guard let name, !name.isEmpty, rank <= self.rank, names.count < Bounds.listItems else { return }
        if rank < self.rank { names = [] }
        self.rank = rank
        if !names.contains(name) { names.append(name) }
    }
}

/// How much of anything is taken from one document.
enum Bounds {
    /// Authors, categories or enclosures of one entry.
    static let listItems = 256
    static let entries = 50_000
    /// Values of `xml:base` within one another.
    static let bases = 64
    /// No code of a language is longer.
    static let languageBytes = 128

    /// Whether the feed's authors may stand for those of each entry that names none, which repeats them.
    static func mayRepeat(_ names: [String]) -> Bool { names.reduce(0) { $0 + $1.utf8.count } <= 4096 }
}
