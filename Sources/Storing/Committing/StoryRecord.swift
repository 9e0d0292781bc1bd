import GRDB
import NewsModel

/// A story's row.
struct StoryRecord {
    let id: Int64
    var firstSeen: Int64
    var lastChanged: Int64
    /// The span of its articles' publication.
    var earliest: Int64
    var latest: Int64
    var articles: Int64 = 0
    var relevance: Relevance = .offTopic
    var score: Double = 0
    /// The highest relevance that a story.new told.
    var announced: Relevance?
    var announcedAt: Int64?
    var tags: [String] = []

    /// Told in the journal and the digest: at least related, or announced to those who want everything.
    var isTold: Bool { relevance > .offTopic || announced != nil }

    init(id: Int64, firstSeen: Int64, time: Int64) {
        self.id = id
        self.firstSeen = firstSeen
        lastChanged = firstSeen
        earliest = time
        latest = time
    }

    /// Takes an article in, or a new verdict on one that it has.
    ///
    /// - Returns: The tags that it did not have.
    mutating func join(_ verdict: Verdict, time: Int64, seen: Int64, counting: Bool = true) -> [String] {
        if counting {
            articles += 1
            firstSeen = min(firstSeen, seen)
        }
        (earliest, latest) = (min(earliest, time), max(latest, time))
        lastChanged = max(lastChanged, seen)
        if verdict.relevance > relevance { relevance = verdict.relevance }
        score = max(score, verdict.score)
        let fresh = verdict.tags.filter { !tags.contains($0) }
        tags += fresh
        return fresh
    }

    // MARK: Rows

    static func find(_ id: Int64, _ db: Database) throws -> StoryRecord? {
        try db.first(
            """
            SELECT id, first_seen, earliest, last_changed, latest, articles, relevance, score, announced, announced_at, tags \
            FROM story WHERE id = ? AND merged_into IS NULL
            """,
            [id.databaseValue]
        ) { row in
            var story = StoryRecord(id: row[0], firstSeen: row[1], time: row[2])
            story.lastChanged = row[3]
            story.latest = row[4]
            story.articles = row[5]
            story.relevance = Relevance(code: row[6])
            story.score = row[7]
            story.announced = (row[8] as Int64?).map(Relevance.init(code:))
            story.announcedAt = row[9]
            story.tags = TagList.tags(row[10])
            return story
        }
    }

    /// Writes the row; `isNew` for one that is not there yet.
    ///
    /// No INSERT OR REPLACE: that statement, as any that may have to be undone halfway, makes the full-text index write out
    /// what it has gathered, article by article.
    func save(_ db: Database, isNew: Bool = false) throws {
        let values: [DatabaseValue] = [
            firstSeen.databaseValue, lastChanged.databaseValue, earliest.databaseValue, latest.databaseValue,
            articles.databaseValue, relevance.code.databaseValue, score.databaseValue, .value(announced?.code),
            .value(announcedAt), .value(TagList.text(tags)), id.databaseValue,
        ]
        try db.run(
            isNew
                ? """
                INSERT INTO story (first_seen, last_changed, earliest, latest, articles, relevance, score, announced, \
                announced_at, tags, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
                : """
                UPDATE story SET first_seen = ?, last_changed = ?, earliest = ?, latest = ?, articles = ?, relevance = ?, \
                score = ?, announced = ?, announced_at = ?, tags = ? WHERE id = ?
                """,
            values
        )
    }

    // MARK: Merging

    /// The story that a copy of several stories' articles joins: the oldest, which takes in the others.
    ///
    /// Nothing is told of it: everything that the stories hold was told when it came. Numbers of stories taken in keep
    /// leading to what became of them.
    static func joined(_ ids: [Int64], _ db: Database) throws -> StoryRecord? {
        let stories = try ids.compactMap { try find($0, db) }
            .sorted { ($0.firstSeen, $0.id) < ($1.firstSeen, $1.id) }
        guard var oldest = stories.first else { return nil }
        for other in stories.dropFirst() { try oldest.takeIn(other, db) }
        return oldest
    }

    private mutating func takeIn(_ other: StoryRecord, _ db: Database) throws {
        earliest = min(earliest, other.earliest)
        latest = max(latest, other.latest)
        lastChanged = max(lastChanged, other.lastChanged)
        articles += other.articles
        relevance = max(relevance, other.relevance)
        score = max(score, other.score)
        tags += other.tags.filter { !tags.contains($0) }
        if let announced = other.announced { self.announced = self.announced.map { max($0, announced) } ?? announced }
        announcedAt = [announcedAt, other.announcedAt].compactMap(\.self).min()
        let ids = [id.databaseValue, other.id.databaseValue]
        try db.run("UPDATE article SET story = ? WHERE story = ?", ids)
        try db.run("UPDATE story SET merged_into = ? WHERE merged_into = ?", ids)
        try db.run("UPDATE story SET merged_into = ?, articles = 0, relevance = 0 WHERE id = ?", ids)
        // Later news of the joint story wait for what is still to be delivered of both.
        try db.run("UPDATE delivery SET story = ? WHERE story = ? AND state = 0", ids)
        try save(db)
    }
}

/// Tags in one column, in the order in which they came.
enum TagList {
    static func text(_ tags: [String]) -> String? { tags.isEmpty ? nil : tags.joined(separator: "\n") }

    static func tags(_ text: String?) -> [String] {
        text.map { $0.split(separator: "\n").map(String.init) } ?? []
    }
}
