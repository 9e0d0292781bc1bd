import Foundation
import GRDB
import NewsModel

extension Transaction {
    /// Writes a change and the deliveries of it that the routes want.
    ///
    /// - Parameters:
    ///   - detail: Nil for an article that is off topic: its facts are read from its first version.
    ///   - isFor: Which of the routes that want the change are to have it.
    /// - Returns: How many deliveries were made.
    @discardableResult
    func record(
        _ kind: ChangeKind,
        quiet: Bool = false,
        feed: Int64? = nil,
        article: Int64? = nil,
        story: Int64? = nil,
        detail: ChangeDetail?,
        at: Date,
        isFor: (Route) -> Bool = { _ in true }
    ) throws -> Int {
        let change = try newChangeID()
        try db.run(
            "INSERT INTO change (id, kind, at, feed, quiet, article, story, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                change.databaseValue, kind.code.databaseValue, at.milliseconds.databaseValue, .value(feed),
                quiet.databaseValue,
                .value(article), .value(story), .value(detail.map(DetailText.json)),
            ]
        )
        guard !quiet, !routes.isEmpty else { return 0 }
        let facts = detail ?? ChangeDetail(relevance: .offTopic)
        var deliveries = 0
        for route in routes where route.wants(kind, quiet: quiet, detail: facts) && isFor(route) {
            guard let endpoint = try openEndpoint(route.endpoint) else { continue }
            try db.run(
                "INSERT OR IGNORE INTO delivery (endpoint, change, story, next_try, created) VALUES (?, ?, ?, ?, ?)",
                [
                    endpoint.databaseValue, change.databaseValue, .value(story), at.milliseconds.databaseValue,
                    at.milliseconds.databaseValue,
                ]
            )
            if db.changesCount > 0 { deliveries += 1 }
        }
        return deliveries
    }
}
