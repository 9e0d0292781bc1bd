import GRDB

/// Why the store could not be opened, read or written.
package enum StoreError: Error, Hashable, Sendable {
    /// Another process owns the state directory; its process id where it is known.
    case locked(directory: String, by: Int32?)
    /// Another program holds the database for longer than the store waits.
    case busy(path: String)
    /// Nothing was stored here yet.
    case missing(path: String)
    /// The file is no readable database. It is never overwritten.
    case damaged(path: String, what: String)
    /// A later version of the program wrote the database.
    case newerSchema(path: String, found: Int, known: Int)
    /// An earlier version of the program wrote the database, and only its owner may migrate it.
    case olderSchema(path: String, found: Int, known: Int)
    case full(path: String)
    case readOnly(path: String)
    case inputOutput(path: String, what: String)
    /// The task that asked was cancelled; nothing of it was written.
    case cancelled
    /// SQLite refused for a reason that should not occur: our mistake.
    case unexpected(path: String, what: String)

    /// Whether the next write is likely to meet the same: the fault is not that of what was written.
    var concernsEveryWrite: Bool {
        switch self {
        case .busy, .damaged, .full, .readOnly, .inputOutput: true
        case .locked, .missing, .newerSchema, .olderSchema, .cancelled, .unexpected: false
        }
    }

    init(_ error: any Error, path: String) {
        if let error = error as? StoreError {
            self = error
            return
        }
        if error is CancellationError {
            self = .cancelled
            return
        }
        guard let error = error as? DatabaseError else {
            self = .unexpected(path: path, what: "\(error)")
            return
        }
        let what = error.message ?? "\(error.resultCode)"
        switch error.resultCode.primaryResultCode {
        case .SQLITE_INTERRUPT, .SQLITE_ABORT: self = .cancelled
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(path: path, what: what)
        case .SQLITE_FULL: self = .full(path: path)
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: self = .readOnly(path: path)
        case .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_NOLFS:
            self = .inputOutput(path: path, what: what)
        default: self = .unexpected(path: path, what: "\(error)")
        }
    }
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .locked(let directory, let process):
            "\(directory) is in use by another newswatch\(process.map { " (process \($0))" } ?? ""); "
                + "stop it, or give this one a state directory of its own"
        case .busy(let path):
            "\(path) is held by another program; try again when it has finished"
        case .missing(let path):
            "\(path) does not exist: nothing was stored yet; run `newswatch once` first"
        case .damaged(let path, let what):
            "\(path) is damaged: \(what); nothing was changed. Move it away and restore a backup, "
                + "or save what can be read with `sqlite3 \(path) .recover`"
        case .newerSchema(let path, let found, let known):
            "\(path) was written by a later version of newswatch (schema \(found), this one knows \(known)); "
                + "install that version, or restore a backup"
        case .olderSchema(let path, let found, let known):
            "\(path) was written by an earlier version of newswatch (schema \(found), this one needs \(known)); "
                + "run `newswatch once` to bring it up to date"
        case .full(let path):
            "no room left to write \(path); free some space, nothing was lost"
        case .readOnly(let path):
            "\(path) cannot be written; check who owns the state directory and its permissions"
        case .inputOutput(let path, let what):
            "reading or writing \(path) failed: \(what); check the disk and the permissions of its directory"
        case .cancelled:
            "the work on the store was cancelled; nothing of it was written"
        case .unexpected(let path, let what):
            "the store at \(path) failed unexpectedly: \(what); please report this"
        }
    }
}
