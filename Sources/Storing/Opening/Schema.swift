import GRDB

/// The tables of the database, as a series of migrations; a released one is never edited.
///
/// Times are integers, milliseconds since 1970. Hashes are the bit patterns of unsigned 64-bit values.
enum Schema {
    /// The number of the newest migration; the database holds its own as `user_version`.
    static let current = 5

    static func version(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    }

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            for sql in [feeds, articles, memoryOfArticles, stories, search, journal, deliveries, memory] {
                try db.execute(sql: sql)
            }
            try db.execute(sql: "PRAGMA user_version = 1")
        }
        migrator.registerMigration("2") { db in
            try db.execute(sql: reviews)
            try db.execute(sql: "PRAGMA user_version = 2")
        }
        migrator.registerMigration("3") { db in
            try db.execute(sql: silence)
            try db.execute(sql: "PRAGMA user_version = 3")
        }
        migrator.registerMigration("4") { db in
            try db.execute(sql: indexing)
            try db.execute(sql: SearchIndex.tuning(of: "search"))
            try db.execute(sql: "PRAGMA user_version = 4")
        }
        migrator.registerMigration("5") { db in
            try db.execute(sql: volumes)
            try SearchIndex.keepTitlesOfDropped(db)
            try db.execute(sql: runs)
            try BandMerge.takeOver(from: "band", db)
            try db.execute(sql: "DROP TABLE band")
            try db.execute(sql: "PRAGMA user_version = 5")
        }
        return migrator
    }

    private static let feeds = """
        CREATE TABLE feed (
            id INTEGER PRIMARY KEY,
            -- what the settings say
            name TEXT NOT NULL, url TEXT NOT NULL, listed INTEGER NOT NULL, enabled INTEGER NOT NULL,
            language TEXT, feed_group TEXT, interval_ms INTEGER, forced_encoding TEXT, time_zone TEXT,
            certificate_file TEXT, proxy TEXT,
            -- what was learnt
            title TEXT, etag TEXT, last_modified TEXT, body_fingerprint INTEGER,
            due INTEGER NOT NULL,
            last_attempt INTEGER, last_success INTEGER, last_new_entry INTEGER, last_unconditional INTEGER,
            entries_per_day REAL, window_entries INTEGER, usual_silence_s REAL, chosen_interval_s REAL,
            ttl_minutes INTEGER, skip_hours INTEGER NOT NULL DEFAULT 0, skip_days INTEGER NOT NULL DEFAULT 0,
            update_period_s INTEGER,
            failures INTEGER NOT NULL DEFAULT 0, failure_kind TEXT, failure_reason TEXT, failure_at INTEGER, failures_began INTEGER,
            failing_since INTEGER, silent_since INTEGER, flood_since INTEGER, gone_since INTEGER,
            moved_to TEXT, moved_count INTEGER NOT NULL DEFAULT 0,
            move_from TEXT, move_to TEXT, held_until INTEGER, last_overflow INTEGER,
            encoding_name TEXT, encoding_step TEXT, encoding_garbled INTEGER
        );
        CREATE INDEX feed_due ON feed (due) WHERE listed = 1 AND enabled = 1 AND gone_since IS NULL;
        CREATE INDEX feed_name ON feed (name);
        CREATE TABLE host_hold (host TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
        """

    /// The texts lie apart from the facts, so that lists read few pages and retention drops a text by its row.
    private static let articles = """
        CREATE TABLE topic (id INTEGER PRIMARY KEY, name TEXT NOT NULL, threshold REAL NOT NULL, UNIQUE (name, threshold));
        CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE article (
            id INTEGER PRIMARY KEY,
            story INTEGER NOT NULL,
            feed INTEGER NOT NULL,
            -- the feed whose text is kept
            text_feed INTEGER NOT NULL,
            first_seen INTEGER NOT NULL,
            published INTEGER,
            revision INTEGER NOT NULL DEFAULT 1,
            -- the revision that is searched and compared: the newest that did not shrink
            trusted INTEGER NOT NULL DEFAULT 1,
            relevance INTEGER NOT NULL, score REAL NOT NULL, topic INTEGER NOT NULL,
            -- the text was dropped by retention
            dropped INTEGER NOT NULL DEFAULT 0,
            language TEXT, url TEXT
        );
        CREATE INDEX article_seen ON article (first_seen);
        CREATE INDEX article_story ON article (story);
        CREATE INDEX article_feed ON article (feed);
        CREATE INDEX article_relevant ON article (relevance, first_seen) WHERE relevance > 0;
        -- id is article * 4096 + revision: no further index, and the versions of an article lie together
        CREATE TABLE text (
            id INTEGER PRIMARY KEY, title TEXT NOT NULL, seen INTEGER NOT NULL, kinds INTEGER NOT NULL,
            summary TEXT NOT NULL, body TEXT NOT NULL
        );
        CREATE TABLE verdict (article INTEGER PRIMARY KEY, reasons TEXT NOT NULL);
        CREATE TABLE article_tag (tag INTEGER, article INTEGER, PRIMARY KEY (tag, article)) WITHOUT ROWID;
        CREATE INDEX article_tag_article ON article_tag (article);
        -- the feeds that carried an article after the first one
        CREATE TABLE source (
            article INTEGER, feed INTEGER, seen INTEGER NOT NULL, PRIMARY KEY (article, feed)
        ) WITHOUT ROWID;
        CREATE INDEX source_feed ON source (feed, article);
        """

    /// What must outlive the texts: without it, old news would be new again.
    private static let memoryOfArticles = """
        CREATE TABLE entry (
            feed INTEGER, key INTEGER, fingerprint INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (feed, key)
        ) WITHOUT ROWID;
        CREATE TABLE address (hash INTEGER PRIMARY KEY, article INTEGER NOT NULL);
        -- slot is a span of publication time: inserts stay in few pages, and old spans are dropped whole
        CREATE TABLE band (slot INTEGER, hash INTEGER, article INTEGER, PRIMARY KEY (slot, hash, article)) WITHOUT ROWID;
        """

    private static let stories = """
        CREATE TABLE story (
            id INTEGER PRIMARY KEY,
            first_seen INTEGER NOT NULL, last_changed INTEGER NOT NULL,
            -- the span of its articles' publication
            earliest INTEGER NOT NULL, latest INTEGER NOT NULL,
            articles INTEGER NOT NULL, relevance INTEGER NOT NULL, score REAL NOT NULL,
            -- the highest relevance that a story.new told, and when the first one did
            announced INTEGER, announced_at INTEGER,
            merged_into INTEGER, tags TEXT
        );
        CREATE INDEX story_changed ON story (last_changed);
        CREATE INDEX story_relevant ON story (last_changed) WHERE relevance > 0;
        """

    private static let search = SearchIndex.creation(named: "search", detail: SearchIndex.detail)

    private static let journal = """
        CREATE TABLE change (
            id INTEGER PRIMARY KEY,
            kind INTEGER NOT NULL, at INTEGER NOT NULL, feed INTEGER, quiet INTEGER NOT NULL,
            article INTEGER,
            -- only of stories that are at least related
            story INTEGER,
            -- absent for a new article that is off topic: its facts are read from its first version
            detail TEXT
        );
        CREATE INDEX change_story ON change (at) WHERE story IS NOT NULL;
        CREATE TABLE reader (name TEXT PRIMARY KEY, change INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE coverage (
            hour INTEGER PRIMARY KEY, fetched INTEGER NOT NULL, unchanged INTEGER NOT NULL, failed INTEGER NOT NULL
        );
        """

    private static let deliveries = """
        CREATE TABLE endpoint (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, disabled_at INTEGER, disabled_reason TEXT
        );
        CREATE TABLE delivery (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            endpoint INTEGER NOT NULL, change INTEGER NOT NULL, story INTEGER,
            state INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0,
            next_try INTEGER NOT NULL, created INTEGER NOT NULL, finished INTEGER, last_error TEXT,
            UNIQUE (endpoint, change)
        );
        CREATE INDEX delivery_due ON delivery (endpoint, next_try) WHERE state = 0;
        CREATE INDEX delivery_order ON delivery (endpoint, story, id) WHERE state = 0;
        CREATE INDEX delivery_dead ON delivery (endpoint) WHERE state = 2;
        """

    private static let memory = """
        CREATE TABLE memory (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        -- the last number given to an article and to a change: none is given twice, whatever retention drops
        CREATE TABLE numbering (name TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;
        """

    private static let reviews = """
        -- relevance and topic are those of the verdict that the mark is about
        CREATE TABLE review (
            article INTEGER PRIMARY KEY, mark INTEGER NOT NULL, relevance INTEGER NOT NULL, topic INTEGER NOT NULL,
            at INTEGER NOT NULL
        );
        """

    /// What keeps an alert from people for a time or for ever, and what is known of endpoints that fail.
    private static let silence = """
        -- tries in a row that failed, since when, and when people were told that it is down
        ALTER TABLE endpoint ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE endpoint ADD COLUMN failing_since INTEGER;
        ALTER TABLE endpoint ADD COLUMN told_at INTEGER;
        -- why it was held back; whether it was asked for by hand; the delivery whose message tells it; what silenced it
        ALTER TABLE delivery ADD COLUMN held INTEGER;
        ALTER TABLE delivery ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE delivery ADD COLUMN carrier INTEGER;
        ALTER TABLE delivery ADD COLUMN mute INTEGER;
        CREATE INDEX delivery_sent ON delivery (endpoint, finished) WHERE state = 1;
        CREATE INDEX delivery_carried ON delivery (carrier) WHERE carrier IS NOT NULL;
        CREATE INDEX delivery_muted ON delivery (finished) WHERE state = 3;
        CREATE TABLE mute (
            id INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER NOT NULL, story INTEGER, name TEXT,
            since INTEGER NOT NULL, until INTEGER, removed INTEGER
        );
        """

    /// What is no article's are the events of feeds and endpoints: few, and sought in a journal of many.
    private static let indexing = """
        CREATE INDEX change_event ON change (at) WHERE article IS NULL;
        """

    private static let volumes = """
        -- the tables of the search index by the number of their first article: see SearchVolume
        CREATE TABLE search_volume (first INTEGER, kind INTEGER, PRIMARY KEY (first, kind)) WITHOUT ROWID;
        INSERT INTO search_volume (first, kind) VALUES (0, 0);
        """

    /// What `band` held, in another form: see `BandRun`.
    private static let runs = """
        -- slot is a span of publication time; of a run that retention is dropping, records counts too many
        CREATE TABLE band_run (id INTEGER PRIMARY KEY, slot INTEGER NOT NULL, records INTEGER NOT NULL);
        CREATE INDEX band_run_slot ON band_run (slot);
        -- id is run << 32 | the first hash
        CREATE TABLE band_leaf (id INTEGER PRIMARY KEY, records BLOB NOT NULL);
        """
}
