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

    static func insert(_ text: ArticleText, of article: Int64, _ db: Database) throws {
        try db.run(
            "INSERT INTO search (rowid, words) VALUES (?, ?)",
            [article.databaseValue, words(of: text).databaseValue]
        )
    }

    static func delete(_ text: ArticleText, of article: Int64, _ db: Database) throws {
        try db.run(
            "INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)",
            [article.databaseValue, words(of: text).databaseValue]
        )
    }

    static func words(of text: ArticleText) -> String {
        let body = text.body.hasPrefix(text.summary) ? "" : text.summary
        return SearchWords.indexed([text.title, body, text.body].joined(separator: "\n"))
    }
}
