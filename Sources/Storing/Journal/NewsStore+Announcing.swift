package import Foundation
import GRDB
package import NewsModel

extension NewsStore {
    /// Records a digest that is to be sent, with the deliveries that the routes want, and that it was made.
    ///
    /// One transaction: after a crash it is due once, or not yet.
    package func announce(
        _ digest: DigestSnapshot,
        remembering key: String,
        as value: String,
        routes: [Route],
        at now: Date
    ) async throws(StoreError) {
        try await write(changing: true) { db in
            _ = try Transaction.run(db, routes: routes) { transaction in
                try transaction.record(.digestReady, detail: ChangeDetail(digest: digest), at: now)
            }
            try db.remember(key, value)
        }
    }
}
