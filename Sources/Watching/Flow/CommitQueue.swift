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

    /// So many passes at the most in one transaction, so that none grows without bounds, and no more once they hold so
    /// many bytes: while whole documents are stored others are to be read, and there is room for a few only.
    private static let limit = (passes: 64, weight: 6 << 20)
    /// How often a batch is tried while another program holds the database; each try waits some seconds.
    private static let tries = 60

    private let store: NewsStore
    private let routes: [Route]
    private let measures: Measures
    private var waiting: [Waiting] = []
    private var isCommitting = false
    /// The program ends: nothing is tried again.
    private var isEnding = false

    package init(store: NewsStore, routes: [Route], measures: Measures) {
        self.store = store
        self.routes = routes
        self.measures = measures
    }

    /// Returns when the pass is on the disk.
    package func commit(_ pass: PreparedPass) async throws(StoreError) -> CommitReport {
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                waiting.append(Waiting(pass: pass, done: continuation))
                if !isCommitting {
                    isCommitting = true
                    Task { await commitWaiting() }
                }
            }
        } onCancel: {
            Task { await end() }
        }
        return try result.get()
    }

    private func end() { isEnding = true }

    private func commitWaiting() async {
        while !waiting.isEmpty {
            let batch = takeBatch()
            do throws(StoreError) {
                let reports = try await commit(batch.map(\.pass))
                for (waiting, report) in zip(batch, reports) { waiting.done.resume(returning: .success(report)) }
            } catch .busy(let path) {
                for waiting in batch { waiting.done.resume(returning: .failure(.busy(path: path))) }
            } catch {
                // One pass may be at fault: the others are not to suffer for it.
                for waiting in batch { waiting.done.resume(returning: await commitAlone(waiting.pass)) }
            }
        }
        isCommitting = false
    }

    private func takeBatch() -> [Waiting] {
        var weight = 0
        let batch = waiting.prefix(Self.limit.passes).prefix { waiting in
            defer { weight += waiting.pass.weight }
            return weight < Self.limit.weight
        }
        waiting.removeFirst(batch.count)
        return Array(batch)
    }

    /// Tries again while another program holds the database, for what was read once is not to be asked for again.
    private func commit(_ passes: [PreparedPass]) async throws(StoreError) -> [CommitReport] {
        var remaining = Self.tries
        while true {
            do throws(StoreError) {
                return try await measures.commitTime.time { () async throws(StoreError) in
                    try await store.commit(passes, routes: routes)
                }
            } catch {
                remaining -= 1
                guard case .busy = error, remaining > 0, !isEnding else { throw error }
            }
        }
    }

    private func commitAlone(_ pass: PreparedPass) async -> Result<CommitReport, StoreError> {
        do throws(StoreError) {
            return .success(try await store.commit([pass], routes: routes).first ?? CommitReport())
        } catch {
            return .failure(error)
        }
    }
}
