import Dispatch
import GRDB
import GRDBSQLite
import Synchronization

/// Copies the write-ahead log back into the database, as far as it can beside the writer.
///
/// By default SQLite lets whoever commits the page too many copy them all and wait for the disk twice, some hundred
/// milliseconds in which nothing else is stored. See `CheckpointPlan`.
final class Checkpointer: Sendable {
    private let path: String
    private let plan: Mutex<CheckpointPlan>
    private let queue = DispatchQueue(label: "newswatch checkpoint")
    /// Opened when first needed, and used on the queue only.
    private let connection = Mutex<DatabaseQueue?>(nil)

    init(path: String, limits: CheckpointPlan.Limits = CheckpointPlan.Limits()) {
        self.path = path
        plan = Mutex(CheckpointPlan(limits))
    }

    /// Takes the place of SQLite's own checkpoints on the writer's connection, which must not outlive the checkpointer.
    func attach(to writer: Database) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_wal_hook(
            writer.sqliteConnection,
            { context, writer, _, pages in
                if let context {
                    Unmanaged<Checkpointer>.fromOpaque(context).takeUnretainedValue().committed(Int(pages), writer)
                }
                return SQLITE_OK
            }, context)
    }

    /// See `NewsStore.catchUp(entirely:)`.
    func catchUp(entirely: Bool = false) async {
        guard plan.withLock({ entirely ? $0.isRunning : $0.isBehind }) else { return }
        await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
    }

    /// Ends what is being copied, and gives up the connection.
    func close() {
        queue.sync {
            connection.withLock { connection in
                try? connection?.close()
                connection = nil
            }
        }
    }

    private func committed(_ pages: Int, _ writer: OpaquePointer?) {
        switch plan.withLock({ $0.step(pages: pages) }) {
        case .nothing: break
        case .beside: queue.async { self.copyBeside() }
        case .here: copyHere(writer)
        case .hereAfterwards:
            queue.sync {}
            copyHere(writer)
        }
    }

    private func copyHere(_ writer: OpaquePointer?) {
        var (pages, copied): (CInt, CInt) = (0, 0)
        let code = sqlite3_wal_checkpoint_v2(writer, nil, SQLITE_CHECKPOINT_PASSIVE, &pages, &copied)
        let outcome = code == SQLITE_OK ? (pages: Int(pages), copied: Int(copied)) : nil
        plan.withLock { $0.endedHere(outcome) }
    }

    /// A failure is no one's loss: the pages stay in the log, and the writer hears of a full disk by its next commit.
    private func copyBeside() {
        let outcome = try? connection.withLock { connection in
            let open = try connection ?? DatabaseQueue(path: path, configuration: Self.configuration)
            connection = open
            return try open.writeWithoutTransaction { db in
                let result = try db.checkpoint(.passive)
                // SQLite leaves that to whoever copies the last page, which is the writer.
                try Self.sync(db)
                return (pages: result.walFrameCount, copied: result.checkpointedFrameCount)
            }
        }
        plan.withLock { $0.endedBeside(outcome) }
    }

    /// Waits until the database file is on the disk as far as it was written.
    private static func sync(_ db: Database) throws {
        var pointer: UnsafeMutableRawPointer?
        sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_FILE_POINTER, &pointer)
        let file = pointer?.assumingMemoryBound(to: sqlite3_file.self)
        let code = file?.pointee.pMethods?.pointee.xSync?(file, SQLITE_SYNC_NORMAL) ?? SQLITE_OK
        if code != SQLITE_OK { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.qos = .default
        configuration.label = "newswatch checkpoint"
        return configuration
    }
}
