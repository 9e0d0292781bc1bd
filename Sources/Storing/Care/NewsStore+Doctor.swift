import Foundation
import GRDB

/// What an examination of the database found.
package struct DoctorReport: Hashable, Sendable {
    /// One line each, in words; empty when all is well.
    package var findings: [String] = []
    /// By table or index, the largest first, in bytes.
    package var sizes: [(name: String, bytes: Int64)] { rawSizes.map { ($0.name, $0.bytes) } }
    fileprivate var rawSizes: [ObjectSize] = []
    /// Pages that a later insert uses again, in bytes.
    package var freeBytes: Int64 = 0
}

private struct ObjectSize: Hashable, Sendable {
    let name: String
    let bytes: Int64
}

extension NewsStore {
    /// Reads the whole database: integrity, rows that point nowhere, size by table.
    ///
    /// Takes its time on a large one.
    package func examine() async throws(StoreError) -> DoctorReport {
        try await read { db in
            var report = DoctorReport()
            let integrity = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)")
            report.findings += integrity.filter { $0 != "ok" }.map { "integrity: \($0)" }
            for (what, sql) in Orphans.queries {
                let count = try Int.fetchOne(db, sql: sql) ?? 0
                if count > 0 { report.findings.append("\(count) \(what)") }
            }
            let sizes = try db.all("SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name ORDER BY bytes DESC") {
                ObjectSize(name: $0[0], bytes: $0[1])
            }
            report.rawSizes = sizes
            let pages = try Int64.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
            report.freeBytes = pages * (try Int64.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
            return report
        }
    }
}

/// Rows that can only be there, or be missing, by a mistake.
enum Orphans {
    static let queries: [(String, String)] = [
        (
            "articles without a story",
            "SELECT count(*) FROM article LEFT JOIN story ON story.id = article.story WHERE story.id IS NULL"
        ),
        (
            "articles in a story that was merged into another",
            "SELECT count(*) FROM article JOIN story ON story.id = article.story WHERE story.merged_into IS NOT NULL"
        ),
        (
            "articles without their newest version",
            """
            SELECT count(*) FROM article LEFT JOIN text \
            ON text.id = article.id * \(StoredText.versionsPerArticle) + article.revision WHERE text.id IS NULL
            """
        ),
        (
            "versions without an article",
            """
            SELECT count(*) FROM text LEFT JOIN article ON article.id = text.id / \(StoredText.versionsPerArticle) \
            WHERE article.id IS NULL
            """
        ),
        (
            "stories whose number of articles is wrong",
            """
            SELECT count(*) FROM story WHERE merged_into IS NULL \
            AND articles <> (SELECT count(*) FROM article WHERE article.story = story.id)
            """
        ),
        (
            "leaves of bands without a run",
            "SELECT count(*) FROM band_leaf LEFT JOIN band_run ON band_run.id = band_leaf.id >> 32 WHERE band_run.id IS NULL"
        ),
        (
            "deliveries without a change",
            "SELECT count(*) FROM delivery LEFT JOIN change ON change.id = delivery.change WHERE change.id IS NULL"
        ),
    ]
}
