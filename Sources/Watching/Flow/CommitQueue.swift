import Measuring
package import NewsModel
package import Storing

/// Joins the passes that wait while a commit runs into the next transaction.
///
/// Each pass is still committed whole or not at all. Two thousand unchanged feeds cost some dozens of transactions
/// instead of two thousand, and a slow disk holds up no transfer.
package actor CommitQueue {
    private struct Waiting {
        let pass: PreparedPass
        let done: CheckedContinuation<Result<CommitReport, StoreError>, Never>
    }

    /// So many passes at the most in one transaction, so that none grows without bounds.
    private static let limit = 64

    private let store: NewsStore
    private let routes: [Route]
    private let measures: Measures
    private var waiting: [Waiting] = []
    private var isCommitting = false

    package init(store: NewsStore, routes: [Route], measures: Measures) {
        self.store = store
        self.routes = routes
        self.measures = measures
    }

    /// Returns when the pass is on the disk.
    package func commit(_ pass: PreparedPass) async throws(StoreError) -> CommitReport {
        let result = await withCheckedContinuation { continuation in
            waiting.append(Waiting(pass: pass, done: continuation))
            if !isCommitting {
                isCommitting = true
                Task { await commitWaiting() }
            }
        }
        return try result.get()
    }

    private func commitWaiting() async {
        while !waiting.isEmpty {
            let batch = Array(waiting.prefix(Self.limit))
            waiting.removeFirst(batch.count)
            do {
                let reports = try await measures.commitTime.time {
                    try await store.commit(batch.map(\.pass), routes: routes)
                }
                for (waiting, report) in zip(batch, reports) { waiting.done.resume(returning: .success(report)) }
            } catch {
                // One pass may be at fault: the others are not to suffer for it.
                for waiting in batch { waiting.done.resume(returning: await commitAlone(waiting.pass)) }
            }
        }
        isCommitting = false
    }

    private func commitAlone(_ pass: PreparedPass) async -> Result<CommitReport, StoreError> {
        do {
            return .success(try await store.commit([pass], routes: routes).first ?? CommitReport())
        } catch {
            return .failure(error)
        }
    }
}
