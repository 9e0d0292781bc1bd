import Comparing
import GRDB
import NewsModel

/// What was seen, by entry and by address: it outlives the articles.
enum EntryMemory {
    struct Entry {
        let fingerprint: UInt64
        let article: Int64
    }

    static func entry(_ key: Int64, in feed: Int64, _ db: Database) throws -> Entry? {
        try db.first(
            "SELECT fingerprint, article FROM entry WHERE feed = ? AND key = ?",
            [feed.databaseValue, key.databaseValue]
        ) { Entry(fingerprint: UInt64(bitPattern: $0[0]), article: $0[1]) }
    }

    static func remember(_ article: PreparedArticle, in feed: Int64, as id: Int64, _ db: Database) throws {
        try db.run(
            "INSERT INTO entry (feed, key, fingerprint, article) VALUES (?, ?, ?, ?)",
            [feed.databaseValue, article.key.databaseValue, fingerprint(article), id.databaseValue]
        )
    }

    /// Notes how the feed writes a known entry now.
    static func update(_ article: PreparedArticle, in feed: Int64, _ db: Database) throws {
        try db.run(
            "UPDATE entry SET fingerprint = ? WHERE feed = ? AND key = ?",
            [fingerprint(article), feed.databaseValue, article.key.databaseValue]
        )
    }

    private static func fingerprint(_ article: PreparedArticle) -> DatabaseValue {
        Int64(bitPattern: article.incoming.entryFingerprint).databaseValue
    }

    static func article(at address: Int64, _ db: Database) throws -> Int64? {
        try db.integer("SELECT article FROM address WHERE hash = ?", [address.databaseValue])
    }

    /// An address stays with the article that had it first.
    static func remember(address: Int64, of article: Int64, _ db: Database) throws {
        try db.run(
            "INSERT OR IGNORE INTO address (hash, article) VALUES (?, ?)",
            [address.databaseValue, article.databaseValue]
        )
    }

    /// The hash of an address that can name an article; a site's front page, which many entries link to, cannot.
    static func address(_ url: String?) -> Int64? {
        guard let canonical = url.flatMap({ CanonicalURL($0) })?.rawValue,
            canonical.utf8.contains(UInt8(ascii: "/"))
                || canonical.utf8.contains(UInt8(ascii: "?"))
        else { return nil }
        return Int64(bitPattern: Fingerprint.of(canonical))
    }

    static func hash(_ key: EntryKey) -> Int64 { Int64(bitPattern: Fingerprint.of(key.rawValue)) }
}
