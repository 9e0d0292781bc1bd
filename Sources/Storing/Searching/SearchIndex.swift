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
        if let last = volumes.last?.volume, article - last.first >= SearchVolume.size {
            let volume = SearchVolume(first: article)
            try volume.create(db)
            volumes.append((volume, 0))
        }
        try change(article) { try $0.insert(words, of: article, db) }
    }

    /// - Parameter words: Those that were inserted.
    mutating func delete(_ words: String, of article: Int64, _ db: Database) throws {
        try change(article) { try $0.delete(words, of: article, db) }
    }

    private mutating func change(_ article: Int64, _ body: (SearchVolume) throws -> Void) throws {
        guard let place = volumes.lastIndex(where: { $0.volume.first <= article }) else { return }
        try body(volumes[place].volume)
        volumes[place].changes += 1
    }

    /// Merges parts of the index that are of one size, as far as it takes to keep them few; what is left goes on the next time.
    ///
    /// An article fills up to a leaf where few are written at once, and half a leaf where thousands are; it is written anew
    /// as its part is merged into larger ones. A merge of much is spread over many transactions, for the file grows by all
    /// that one transaction merges.
    func merge(_ db: Database) throws {
        for (volume, changes) in volumes where changes > 0 { try volume.merge(leaves: max(64, 2 * changes), db) }
    }

    /// The same for a while: where much was deleted, a merge reads far more leaves than it writes.
    func merge(for time: Duration, _ db: Database) throws {
        let begin = ContinuousClock.now
        for (volume, changes) in volumes where changes > 0 {
            while begin.duration(to: .now) < time, try volume.merge(leaves: 8, db) {}
        }
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
