import Comparing
import GRDB
import NewsModel

/// The full text of articles: the newest version that is trusted.
///
/// The index holds words only and no text. An entry is deleted by the text that it was made from, so what `words(of:)`
/// gives for a text may only change together with a migration that builds the index anew.
enum SearchIndex {
    /// How the tokenizer cuts: vowel signs of Indian scripts are parts of words.
    static let tokenizer = ["unicode61", "remove_diacritics", "2", "categories", "L* N* Co Mn Mc"]

    static func creation(named name: String, detail: String) -> String {
        """
        CREATE VIRTUAL TABLE \(name) USING fts5 (
            words, content = '', columnsize = 0, detail = \(detail),
            tokenize = "\(tokenizer.map { $0.contains(" ") ? "'\($0)'" : $0 }.joined(separator: " "))"
        )
        """
    }

    /// - Parameter words: What `words(of:)` makes of the article's text.
    static func insert(_ words: String, of article: Int64, _ db: Database) throws {
        try db.run("INSERT INTO search (rowid, words) VALUES (?, ?)", [article.databaseValue, words.databaseValue])
    }

    /// - Parameter words: Those that were inserted.
    static func delete(_ words: String, of article: Int64, _ db: Database) throws {
        try db.run(
            "INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)",
            [article.databaseValue, words.databaseValue]
        )
    }

    /// Merges parts of the index that are of one size, as far as it takes to keep them few; what is left goes on the next time.
    ///
    /// An article fills up to a leaf where few are written at once, and half a leaf where thousands are; it is written anew
    /// as its part is merged into larger ones. A merge of much is spread over many transactions, for the file grows by all
    /// that one transaction merges.
    ///
    /// - Parameter changes: How many articles were inserted and deleted in this transaction.
    static func merge(after changes: Int, _ db: Database) throws {
        guard changes > 0 else { return }
        try merge(leaves: max(64, 2 * changes), db)
    }

    /// The same for a while: where much was deleted, a merge reads far more leaves than it writes.
    static func merge(for time: Duration, _ db: Database) throws {
        let begin = ContinuousClock.now
        while begin.duration(to: .now) < time, try merge(leaves: 8, db) {}
    }

    /// - Parameter leaves: How many are written at the most, or a few more.
    /// - Returns: Whether there was anything to merge.
    @discardableResult
    private static func merge(leaves: Int, _ db: Database) throws -> Bool {
        let before = db.totalChangesCount
        try db.run("INSERT INTO search (search, rank) VALUES ('merge', ?)", [leaves.databaseValue])
        // The command itself counts for one.
        return db.totalChangesCount - before > 1
    }

    /// Every word of an article once: the index does not know places, and a word that it has seen costs it as much again.
    static func words(of text: ArticleText) -> String { DistinctWords.text(of: self.text(of: text)) }

    /// The words of an article in their order, as an index that knows their places takes them.
    static func text(of text: ArticleText) -> String {
        let summary = text.body.beginsWith(bytesOf: text.summary) ? "" : text.summary
        return SearchWords.indexed([text.title, summary, text.body].joined(separator: "\n"))
    }
}
