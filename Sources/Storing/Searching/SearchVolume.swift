import GRDB

/// One of the tables that the search index is made of: the words of articles from a number on.
///
/// A merge of FTS5 cannot stop within the list of articles that have one word, and there are words that all have: in one
/// index of a million articles a commit that merged would now and then take a tenth of a second for such a word. So an
/// index that is full is left as it is, and another one begun.
///
/// Nothing is taken out of a volume when retention drops a text: a merge that finds what is no more reads on without
/// writing, and nothing stops it. The article's title goes into a volume of titles beside it, and a volume is dropped
/// whole when no article needs it any more.
struct SearchVolume {
    /// Of what articles its words are.
    enum Kind: Int64 {
        /// Of those that have their text; of others its words mean nothing any more.
        case texts = 0
        /// Of those that have but a title.
        case titles = 1
    }

    /// So many numbers of articles belong to a volume: a word of all its articles is merged in some 15 ms.
    static let size: Int64 = 1 << 17

    /// The number of the first article.
    let first: Int64
    let kind: Kind
    let table: String
    private let insertion: String
    private let deletion: String
    private let merging: String

    init(first: Int64, kind: Kind = .texts) {
        self.first = first
        self.kind = kind
        table =
            switch kind {
            case .texts: first == 0 ? "search" : "search_from_\(first)"
            case .titles: "search_titles_from_\(first)"
            }
        insertion = "INSERT INTO \(table) (rowid, words) VALUES (?, ?)"
        deletion = "INSERT INTO \(table) (\(table), rowid, words) VALUES ('delete', ?, ?)"
        merging = "INSERT INTO \(table) (\(table), rank) VALUES ('merge', ?)"
    }

    /// The oldest first; there is always one of texts.
    static func all(_ db: Database) throws -> [SearchVolume] {
        try db.all("SELECT first, kind FROM search_volume ORDER BY first, kind") { row in
            SearchVolume(first: row[0], kind: Kind(rawValue: row[1]) ?? .texts)
        }
    }

    /// Begins a volume.
    func create(_ db: Database) throws {
        try db.execute(sql: SearchIndex.creation(named: table, detail: SearchIndex.detail))
        try db.execute(sql: SearchIndex.tuning(of: table))
        try db.run("INSERT INTO search_volume (first, kind) VALUES (?, ?)", key)
    }

    func drop(_ db: Database) throws {
        try db.execute(sql: "DROP TABLE \(table)")
        try db.run("DELETE FROM search_volume WHERE first = ? AND kind = ?", key)
    }

    private var key: [DatabaseValue] { [first.databaseValue, kind.rawValue.databaseValue] }

    /// Whether an article of the volume's, of those before `next`, is found by it.
    func isNeeded(before next: Int64, _ db: Database) throws -> Bool {
        try db.integer(
            "SELECT 1 FROM article WHERE id >= ? AND id < ? AND dropped = ? ORDER BY id DESC LIMIT 1",
            [first.databaseValue, next.databaseValue, kind.rawValue.databaseValue]) != nil
    }

    func insert(_ words: String, of article: Int64, _ db: Database) throws {
        try db.run(insertion, [article.databaseValue, words.databaseValue])
    }

    func delete(_ words: String, of article: Int64, _ db: Database) throws {
        try db.run(deletion, [article.databaseValue, words.databaseValue])
    }

    /// Merges parts of the index that are of one size.
    ///
    /// - Parameter leaves: How many are written at the most, or a few more.
    func merge(leaves: Int, _ db: Database) throws { try db.run(merging, [leaves.databaseValue]) }
}
