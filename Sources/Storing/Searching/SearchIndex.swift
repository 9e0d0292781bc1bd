import Comparing
import GRDB
import NewsModel

/// The full text of articles, the newest version that is trusted, while it is changed in one transaction.
///
/// The index holds words only and no text. An entry is deleted by the text that it was made from, so what `words(of:)`
/// gives for a text may only change together with a migration that builds the index anew.
struct SearchIndex {
    /// The oldest first.
    private var volumes: [(volume: SearchVolume, changes: Int)]

    init(_ db: Database) throws { volumes = try SearchVolume.all(db).map { ($0, 0) } }

    /// - Parameter words: What `words(of:)` makes of the article's text.
    mutating func insert(_ words: String, of article: Int64, _ db: Database) throws {
        if let last = place(of: .max, .texts), article - volumes[last].volume.first >= SearchVolume.size {
            try begin(SearchVolume(first: article), db)
        }
        try change(article, .texts) { try $0.insert(words, of: article, db) }
    }

    /// - Parameter words: Those that were inserted.
    mutating func delete(_ words: String, of article: Int64, _ db: Database) throws {
        try change(article, .texts) { try $0.delete(words, of: article, db) }
    }

    /// Notes the title of an article whose text is dropped.
    mutating func keep(title: String, of article: Int64, _ db: Database) throws {
        guard let texts = place(of: article, .texts) else { return }
        let first = volumes[texts].volume.first
        if place(of: article, .titles).map({ volumes[$0].volume.first < first }) ?? true {
            try begin(SearchVolume(first: first, kind: .titles), db)
        }
        let words = Self.words(of: ArticleText(title: title))
        try change(article, .titles) { try $0.insert(words, of: article, db) }
    }

    private mutating func begin(_ volume: SearchVolume, _ db: Database) throws {
        try volume.create(db)
        volumes.append((volume, 0))
        volumes.sort { $0.volume.first < $1.volume.first }
    }

    /// The place of the volume of a kind in which an article stands.
    private func place(of article: Int64, _ kind: SearchVolume.Kind) -> Int? {
        volumes.lastIndex { $0.volume.kind == kind && $0.volume.first <= article }
    }

    private mutating func change(
        _ article: Int64, _ kind: SearchVolume.Kind, _ body: (SearchVolume) throws -> Void
    ) throws {
        guard let place = place(of: article, kind) else { return }
        try body(volumes[place].volume)
        volumes[place].changes += 1
    }

    /// Notes the titles of all articles whose text is dropped.
    static func keepTitlesOfDropped(_ db: Database) throws {
        var index = try SearchIndex(db)
        var last: Int64 = 0
        while true {
            let titles = try db.all(
                """
                SELECT article.id, text.title FROM article CROSS JOIN text \
                ON text.id = article.id * \(StoredText.versionsPerArticle) + article.trusted \
                WHERE article.id > ? AND dropped ORDER BY article.id LIMIT 10000
                """,
                [last.databaseValue]
            ) { (id: $0[0] as Int64, title: $0[1] as String) }
            guard let end = titles.last?.id else { break }
            for (id, title) in titles { try index.keep(title: title, of: id, db) }
            last = end
        }
        try index.merge(db)
    }

    /// Drops the oldest volume of either kind, when no article needs it.
    ///
    /// - Returns: Whether one was dropped.
    static func dropVolume(_ db: Database) throws -> Bool {
        let volumes = try SearchVolume.all(db)
        for kind in [SearchVolume.Kind.texts, .titles] {
            let same = volumes.filter { $0.kind == kind }
            // New articles go into the last one of texts.
            guard let oldest = same.first, kind == .titles || same.count > 1 else { continue }
            let next = volumes.first { $0.first > oldest.first }?.first ?? .max
            if try !oldest.isNeeded(before: next, db) {
                try oldest.drop(db)
                return true
            }
        }
        return false
    }

    /// Merges parts of the index that are of one size, as far as it takes to keep them few; what is left goes on the next time.
    ///
    /// An article fills up to a leaf where few are written at once, and half a leaf where thousands are; it is written anew
    /// as its part is merged into larger ones. A merge of much is spread over many transactions, for the file grows by all
    /// that one transaction merges.
    func merge(_ db: Database) throws {
        for (volume, changes) in volumes where changes > 0 { try volume.merge(leaves: max(64, 2 * changes), db) }
    }
}

extension SearchIndex {
    /// How the tokenizer cuts: vowel signs of Indian scripts are parts of words.
    static let tokenizer = ["unicode61", "remove_diacritics", "2", "categories", "L* N* Co Mn Mc"]

    /// Words without their places: a third of the room that places take.
    ///
    /// `SearchPlan` looks at places where it must.
    static let detail = "none"

    static func creation(named name: String, detail: String) -> String {
        """
        CREATE VIRTUAL TABLE \(name) USING fts5 (
            words, content = '', columnsize = 0, detail = \(detail),
            tokenize = "\(tokenizer.map { $0.contains(" ") ? "'\($0)'" : $0 }.joined(separator: " "))"
        )
        """
    }

    /// How an index gathers words before it writes them: the larger the heap, the fewer parts are merged later.
    ///
    /// Sixteen MiB hold the words of some ten thousand articles, more than one transaction brings; by default it would
    /// write after each MiB. Parts of one size are merged by eights, not by fours: half the writing, for a search that
    /// looks into a few parts more. Left to itself the index merges nothing for many transactions and then much in one, so
    /// each transaction asks it to; leaves of two thousand bytes, not four, keep what it then does short.
    static func tuning(of table: String) -> String {
        [("hashsize", 16_777_216), ("automerge", 0), ("usermerge", 8), ("pgsz", 2000)]
            .map { "INSERT INTO \(table) (\(table), rank) VALUES ('\($0)', \($1));" }.joined(separator: "\n")
    }

    /// Every word of an article once: the index does not know places, and a word that it has seen costs it as much again.
    static func words(of text: ArticleText) -> String { DistinctWords.text(of: self.text(of: text)) }

    /// The words of an article in their order, as an index that knows their places takes them.
    static func text(of text: ArticleText) -> String {
        let summary = text.body.beginsWith(bytesOf: text.summary) ? "" : text.summary
        return SearchWords.indexed([text.title, summary, text.body].joined(separator: "\n"))
    }
}
