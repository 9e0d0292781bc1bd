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

    /// Every word of an article once: the index does not know places, and a word that it has seen costs it as much again.
    static func words(of text: ArticleText) -> String { DistinctWords.text(of: self.text(of: text)) }

    /// The words of an article in their order, as an index that knows their places takes them.
    static func text(of text: ArticleText) -> String {
        let summary = text.body.beginsWith(bytesOf: text.summary) ? "" : text.summary
        return SearchWords.indexed([text.title, summary, text.body].joined(separator: "\n"))
    }
}
