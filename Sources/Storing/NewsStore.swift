package import Foundation
import GRDB
import Synchronization

/// The memory of the watch: feeds, articles, stories, the change journal and the deliveries to make.
///
/// One writer and several readers on one SQLite database. Every function is one transaction, and every function that
/// reads sees one consistent state. The functions are spread by subject over extensions.
package final class NewsStore: Sendable {
    /// What a process may do with a state directory.
    package enum Access: Hashable, Sendable {
        /// Read and write, migrate and check; only one process at a time.
        case owner
        /// Short writes beside a running owner, for commands such as `deliveries retry`.
        case guest
        /// Read beside a running owner.
        case reader
    }

    let pool: DatabasePool
    let state: StateDirectory
    let filters = BandFilters()
    private let lock: StateLock?
    /// The owner's: guests write too little to need one.
    private let checkpointer: Checkpointer?
    /// How many commits wrote changes, and how many of them no power cut can take back.
    private let committed = Atomic(0)
    private let settled = Atomic(0)
    /// Why the last write failed; nil when it did not, or when the reason was its own.
    let writeFailure = Mutex<StoreError?>(nil)
    /// The time at which was last asked what is due: an earlier one means that the clock was set back.
    let latest = Mutex(Date.distantPast)

    /// Opens the store in a directory, which an owner creates.
    ///
    /// An owner brings the schema up to date and checks the file where there is reason to: see `IntegrityPolicy`.
    package init(directory: URL, access: Access) throws(StoreError) {
        state = StateDirectory(directory)
        switch access {
        case .owner:
            try state.prepare()
            let lock = try StateLock(state)
            self.lock = lock
            // Opening for writing writes: a file that is damaged or not ours to change is looked at before.
            let isCheckDue = IntegrityPolicy.isDue(
                sizeBytes: state.databaseSize,
                followsPowerCut: lock.followsPowerCut
            )
            try Self.inspect(state, checking: isCheckDue)
            lock.noteSound()
            pool = try Self.openPool(state, access: access)
            try Self.migrate(pool, state)
            checkpointer = Self.checkpointer(of: pool, state)
        case .guest, .reader:
            guard state.hasDatabase else { throw .missing(path: state.databasePath) }
            lock = nil
            checkpointer = nil
            try Self.inspect(state, checking: false)
            pool = try Self.openPool(state, access: access)
            try Self.requireCurrentSchema(pool, state)
        }
    }

    /// Whether a process owns the directory now, a daemon for instance.
    package static func isOwned(directory: URL) -> Bool { StateLock.isHeld(StateDirectory(directory)) }

    /// Ends all work and gives the directory up; the store is of no use afterwards.
    package func close() throws(StoreError) {
        checkpointer?.close()
        do {
            // The pool's own readers go after its writer and cannot fold the log in, so the owner does it before.
            // When another process reads just now the log stays, and is folded in the next time.
            if lock != nil { try? pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) } }
            try pool.close()
        } catch {
            throw StoreError(error, path: state.databasePath)
        }
        lock?.release()
    }

    /// Lets go of the pages that are kept for the next question; the system still has them.
    package func releaseMemory() { pool.releaseMemoryEventually() }

    /// Returns when the write-ahead log is so short that no commit will have to wait for its copying.
    ///
    /// For work in bulk, between its transactions: while it waits here it keeps nobody from writing.
    ///
    /// - Parameter entirely: Whether nothing may be copied any more: a transaction that reads meanwhile what was not read
    ///   for long may wait for the disk behind all that was copied, and others wait for it.
    package func catchUp(entirely: Bool = false) async { await checkpointer?.catchUp(entirely: entirely) }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws(StoreError) -> Value
    {
        do {
            return try await pool.read(body)
        } catch {
            throw StoreError(error, path: state.databasePath)
        }
    }

    /// One write transaction; one that writes changes says so.
    func write<Value: Sendable>(
        changing isChanging: Bool = false,
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        do {
            let value = try await pool.write { db in
                // Before the commit: whoever sees what is committed must find it counted.
                if isChanging { self.committed.add(1, ordering: .sequentiallyConsistent) }
                return try body(db)
            }
            writeFailure.withLock { $0 = nil }
            return value
        } catch {
            let failure = StoreError(error, path: state.databasePath)
            if failure.concernsEveryWrite { writeFailure.withLock { $0 = failure } }
            throw failure
        }
    }

    /// Waits until every change committed so far is on the disk.
    ///
    /// A commit leaves that to the system, which loses the last seconds in a power cut, and loses them whole: the feeds are
    /// read again. But whoever was told of a change under its number must not be told of another under the same, so nothing
    /// is told before it is settled. A full commit syncs the write-ahead log with all that stands in it.
    func settle() async throws(StoreError) {
        let wanted = committed.load(ordering: .sequentiallyConsistent)
        guard lock != nil, settled.load(ordering: .sequentiallyConsistent) < wanted else { return }
        do {
            try await pool.writeWithoutTransaction { db in
                // Writes come one after the other: all that are counted now are committed.
                let reached = self.committed.load(ordering: .sequentiallyConsistent)
                guard self.settled.load(ordering: .sequentiallyConsistent) < wanted else { return }
                try db.execute(sql: "PRAGMA synchronous = FULL")
                defer { try? db.execute(sql: "PRAGMA synchronous = NORMAL") }
                try db.inTransaction {
                    // Another number than last time: SQLite writes nothing, and syncs nothing, where nothing differs.
                    let last = try db.integer("SELECT last FROM numbering WHERE name = 'change'")
                    try db.remember("settled", "\(last ?? 0)")
                    return .commit
                }
                self.settled.store(reached, ordering: .sequentiallyConsistent)
            }
        } catch {
            throw StoreError(error, path: state.databasePath)
        }
    }
}
