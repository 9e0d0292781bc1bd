package import Foundation
import GRDB

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
    private let lock: StateLock?

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
            try Self.inspect(state, wasClosedCleanly: lock.wasClosedCleanly)
            pool = try Self.openPool(state, access: access)
            try Self.migrate(pool, state)
        case .guest, .reader:
            guard state.hasDatabase else { throw .missing(path: state.databasePath) }
            lock = nil
            pool = try Self.openPool(state, access: access)
            try Self.requireCurrentSchema(pool, state)
        }
    }

    /// Whether a process owns the directory now, a daemon for instance.
    package static func isOwned(directory: URL) -> Bool { StateLock.isHeld(StateDirectory(directory)) }

    /// Ends all work and folds the write-ahead log into the database; the store is of no use afterwards.
    package func close() throws(StoreError) {
        do {
            if lock != nil { try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) } }
            try pool.close()
        } catch {
            throw StoreError(error, path: state.databasePath)
        }
        lock?.release()
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws(StoreError) -> Value
    {
        do {
            return try await pool.read(body)
        } catch {
            throw StoreError(error, path: state.databasePath)
        }
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        do {
            return try await pool.write(body)
        } catch {
            throw StoreError(error, path: state.databasePath)
        }
    }
}
