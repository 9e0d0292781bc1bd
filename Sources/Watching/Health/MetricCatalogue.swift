package import Measuring

/// Every metric that `/metrics` can show; docs/metrics.md explains them one by one.
package enum MetricCatalogue {
    static let buildInfo = MetricFamily(
        "newswatch_build_info", .gauge, labels: ["version"], "Always 1; the label is the program's version.")
    static let ready = MetricFamily("newswatch_ready", .gauge, "1 while /readyz answers 200, else 0.")
    static let previousRunDied = MetricFamily(
        "newswatch_previous_run_died", .gauge, "1 when the run before this one ended without stopping, else 0.")
    static let silence = MetricFamily(
        "newswatch_part_silence_seconds", .gauge, labels: ["part"],
        "How long ago a part of the daemon took its last turn.")
    static let settingsGood = MetricFamily(
        "newswatch_settings_last_reload_successful", .gauge, "1 when the settings read last are in force, else 0.")
    static let settingsLoaded = MetricFamily(
        "newswatch_settings_last_reload_success_timestamp_seconds", .gauge, "When the settings in force were read.")

    static let feeds = MetricFamily(
        "newswatch_feeds", .gauge, labels: ["condition"], "Feeds of the settings, by how they stand.")
    static let feedsOverdue = MetricFamily(
        "newswatch_feeds_overdue", .gauge, "Feeds that may be asked and whose time came more than five minutes ago.")
    static let feedsWithoutSeries = MetricFamily(
        "newswatch_feeds_without_series", .gauge, "Feeds beyond the first thousand, which have no series of their own.")
    static let feedSuccess = MetricFamily(
        "newswatch_feed_last_success_timestamp_seconds", .gauge, labels: ["feed"],
        "When a feed last answered with a document that was read, or with unchanged; absent before the first time.")
    static let feedNewEntry = MetricFamily(
        "newswatch_feed_last_new_entry_timestamp_seconds", .gauge, labels: ["feed"],
        "When a feed last had an entry that was not known; absent before the first document.")
    static let feedFailures = MetricFamily(
        "newswatch_feed_consecutive_failures", .gauge, labels: ["feed"], "Refreshes in a row that failed.")
    static let feedEntries = MetricFamily(
        "newswatch_feed_entries", .gauge, labels: ["feed"],
        "Entries in a feed's last document; absent before the first.")

    static let refreshes = MetricFamily(
        "newswatch_refreshes_total", .counter, labels: ["result"], "Refreshes of feeds, by what became of them.")
    static let failures = MetricFamily(
        "newswatch_refresh_failures_total", .counter, labels: ["kind"], "Refreshes that failed, by what went wrong.")
    static let bodyBytes = MetricFamily(
        "newswatch_fetched_bytes_total", .counter, "Bytes of the documents that came, after decompression.")
    static let articles = MetricFamily(
        "newswatch_articles_total", .counter, labels: ["sighting"], "Entries of documents, by whether they were known.")
    static let judged = MetricFamily(
        "newswatch_articles_judged_total", .counter, labels: ["relevance"], "New articles, by their relevance.")
    static let changes = MetricFamily(
        "newswatch_changes_total", .counter, labels: ["kind"], "Records of the change journal, by kind.")
    static let lastChange = MetricFamily(
        "newswatch_last_change_timestamp_seconds", .gauge, "When the newest record of the change journal was written.")

    static let deliveries = MetricFamily(
        "newswatch_deliveries_total", .counter, labels: ["endpoint", "result"],
        "Tries to deliver, by what became of them.")
    static let outboxPending = MetricFamily(
        "newswatch_outbox_pending", .gauge, labels: ["endpoint"], "Deliveries that wait.")
    static let outboxAge = MetricFamily(
        "newswatch_outbox_age_seconds", .gauge, labels: ["endpoint"],
        "Age of the oldest delivery that waits; 0 when none does.")
    static let outboxDead = MetricFamily(
        "newswatch_outbox_dead", .gauge, labels: ["endpoint"], "Deliveries that were given up.")
    static let endpointDisabled = MetricFamily(
        "newswatch_endpoint_disabled", .gauge, labels: ["endpoint"],
        "1 when the endpoint answered 410 and is told nothing, else 0.")

    static let fetchTime = MetricFamily(
        "newswatch_fetch_duration_seconds", .histogram, "From asking a server to the whole answer.")
    static let parseTime = MetricFamily("newswatch_parse_duration_seconds", .histogram, "Parsing one document.")
    static let commitTime = MetricFamily(
        "newswatch_commit_duration_seconds", .histogram, "One write transaction, with up to 64 refreshes in it.")
    static let refreshTime = MetricFamily(
        "newswatch_refresh_duration_seconds", .histogram, "One refresh as a whole, from asking to the commit.")
    static let deliveryTime = MetricFamily(
        "newswatch_delivery_duration_seconds", .histogram, labels: ["endpoint"], "One try to deliver.")

    static let databaseSize = MetricFamily("newswatch_database_size_bytes", .gauge, "Size of the database file.")
    static let logSize = MetricFamily("newswatch_database_log_size_bytes", .gauge, "Size of the write-ahead log.")
    static let digestWritten = MetricFamily(
        "newswatch_digest_last_written_timestamp_seconds", .gauge, "When the digest files were last replaced.")

    static let residentMemory = MetricFamily("process_resident_memory_bytes", .gauge, "Resident memory.")
    static let virtualMemory = MetricFamily("process_virtual_memory_bytes", .gauge, "Virtual memory.")
    static let cpu = MetricFamily("process_cpu_seconds_total", .counter, "User and system time.")
    static let openFiles = MetricFamily("process_open_fds", .gauge, "Open file descriptors.")
    static let openFilesLimit = MetricFamily("process_max_fds", .gauge, "The limit of open file descriptors.")
    static let started = MetricFamily("process_start_time_seconds", .gauge, "When the process was started.")

    package static let all = [
        buildInfo, ready, previousRunDied, silence, settingsGood, settingsLoaded, feeds, feedsOverdue,
        feedsWithoutSeries, feedSuccess, feedNewEntry, feedFailures, feedEntries, refreshes, failures, bodyBytes,
        articles, judged, changes, lastChange, deliveries, outboxPending, outboxAge, outboxDead, endpointDisabled,
        fetchTime, parseTime, commitTime, refreshTime, deliveryTime, databaseSize, logSize, digestWritten,
        residentMemory, virtualMemory, cpu, openFiles, openFilesLimit, started,
    ]
}
