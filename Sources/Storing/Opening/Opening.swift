import Foundation
import GRDB

/// When the whole file is read through at the opening.
///
/// `PRAGMA quick_check` reads every page, a hundred megabytes a second and more. That is cheap for a small file and worth
/// its time after a power cut; `doctor` examines a large file whenever asked.
enum IntegrityPolicy {
    static let smallBytes: Int64 = 64 << 20

    static func isDue(sizeBytes: Int64, followsPowerCut: Bool) -> Bool {
        sizeBytes <= smallBytes || followsPowerCut
    }
}

extension NewsStore {
    static func openPool(_ state: StateDirectory, access: Access) throws(StoreError) -> DatabasePool {
        var configuration = Configuration()
        // A raised priority is refused by the service's sandbox, with a line in the log for each thread.
        configuration.qos = .default
        configuration.label = "newswatch store"
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.readonly = access == .reader
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { db in
            // Texts of one to two kilobytes leave less room unused in larger pages. Of effect in a new file only.
            if access != .reader { try db.execute(sql: "PRAGMA page_size = 8192") }
            // In kilobytes: the writer meets pages again and again, a reader mostly once.
            try db.execute(sql: "PRAGMA cache_size = \(db.configuration.readonly ? -4096 : -16384)")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            // Debian's SQLite writes zeros over all that is deleted, and the search index deletes as much as it adds.
            try db.execute(sql: "PRAGMA secure_delete = OFF")
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
        }
        do {
            let pool = try DatabasePool(path: state.databasePath, configuration: configuration)
            if access != .reader {
                try pool.writeWithoutTransaction { db in
                    try db.execute(sql: "PRAGMA journal_size_limit = 67108864")
                    // Of a guest; the owner has a checkpointer.
                    try db.execute(sql: "PRAGMA wal_autocheckpoint = \(CheckpointPlan.Limits().begin)")
                }
            }
            return pool
        } catch {
            throw StoreError(error, path: state.databasePath)
        }
    }

    /// Looks at the file without changing it: whether it is a database of a version that is known and, when due, sound.
    static func inspect(_ state: StateDirectory, checking isCheckDue: Bool) throws(StoreError) {
        guard state.databaseSize > 0 || state.logSize > 0 else { return }
        let path = state.databasePath
        do {
            var configuration = Configuration()
            configuration.qos = .default
            configuration.readonly = true
            configuration.busyMode = .timeout(5)
            let database = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? database.close() }
            try database.read { db in
                let found = try Schema.version(db)
                if found > Schema.current {
                    throw StoreError.newerSchema(path: path, found: found, known: Schema.current)
                }
                guard isCheckDue else { return }
                let complaint = try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
                if let complaint, complaint != "ok" { throw StoreError.damaged(path: path, what: complaint) }
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    static func migrate(_ pool: DatabasePool, _ state: StateDirectory) throws(StoreError) {
        do {
            try Schema.migrator.migrate(pool)
        } catch {
            throw StoreError(error, path: state.databasePath)
        }
    }

    static func checkpointer(of pool: DatabasePool, _ state: StateDirectory) -> Checkpointer {
        let checkpointer = Checkpointer(path: state.databasePath)
        pool.writeWithoutTransaction { checkpointer.attach(to: $0) }
        return checkpointer
    }

    static func requireCurrentSchema(_ pool: DatabasePool, _ state: StateDirectory) throws(StoreError) {
        let found: Int
        do {
            found = try pool.read(Schema.version)
        } catch {
            throw StoreError(error, path: state.databasePath)
        }
        let path = state.databasePath
        if found == 0 { throw .missing(path: path) }
        if found > Schema.current { throw .newerSchema(path: path, found: found, known: Schema.current) }
        if found < Schema.current { throw .olderSchema(path: path, found: found, known: Schema.current) }
    }
}
