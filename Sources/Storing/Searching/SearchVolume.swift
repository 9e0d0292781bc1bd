import GRDB

/// One of the tables that the search index is made of: the words of articles from a number on.
///
/// A merge of FTS5 cannot stop within the list of articles that have one word, and there are words that all have: in one
/// index of a million articles a commit that merged would now and then take a tenth of a second for such a word. So an
/// index that is full is left as it is, and another one begun.
struct SearchVolume {
    /// So many numbers of articles belong to a volume: a word of all its articles is merged in some 15 ms.
    static let size: Int64 = 1 << 17

    /// The number of the first article.
    let first: Int64
    let table: String
    private let insertion: String
    private let deletion: String
    private let merging: String

    init(first: Int64) {
        self.first = first
        table = first == 0 ? "search" : "search_from_\(first)"
        insertion = "INSERT INTO \(table) (rowid, words) VALUES (?, ?)"
        deletion = "INSERT INTO \(table) (\(table), rowid, words) VALUES ('delete', ?, ?)"
        merging = "INSERT INTO \(table) (\(table), rank) VALUES ('merge', ?)"
    }

    /// The oldest first; there is always one.
    static func all(_ db: Database) throws -> [SearchVolume] {
        try db.all("SELECT first FROM search_volume ORDER BY first") { SearchVolume(first: $0[0]) }
    }

    /// Begins a volume.
    func create(_ db: Database) throws {
        try db.execute(sql: SearchIndex.creation(named: table, detail: SearchIndex.detail))
        try db.execute(sql: SearchIndex.tuning(of: table))
        try db.run("INSERT INTO search_volume (first) VALUES (?)", [first.databaseValue])
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
    /// - Returns: Whether there was anything to merge.
    @discardableResult
    func merge(leaves: Int, _ db: Database) throws -> Bool {
        let before = db.totalChangesCount
        try db.run(merging, [leaves.databaseValue])
        // The command itself counts for one.
        return db.totalChangesCount - before > 1
    }
}
