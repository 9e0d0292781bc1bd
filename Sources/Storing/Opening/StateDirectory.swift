import Foundation
import Glibc

/// Where the store lives: one database and one lock, private to the user.
struct StateDirectory: Sendable {
    let path: String

    init(_ url: URL) { path = url.path }

    var databasePath: String { path + "/newswatch.db" }
    var lockPath: String { path + "/newswatch.lock" }

    var hasDatabase: Bool { access(databasePath, F_OK) == 0 }

    /// In bytes; 0 when there is none.
    var databaseSize: Int64 { Self.size(of: databasePath) }

    /// What the write-ahead log holds, in bytes.
    var logSize: Int64 { Self.size(of: databasePath + "-wal") }

    /// Creates what is missing and closes to others what was open to them.
    func prepare() throws(StoreError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            let reason = (error as NSError).userInfo[NSUnderlyingErrorKey].map { "\($0)" } ?? error.localizedDescription
            throw .inputOutput(path: path, what: reason)
        }
        Self.makePrivate(path, mode: 0o700)
        // SQLite gives its log the permissions of the database, so the database is made before SQLite makes it.
        let descriptor = open(databasePath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.error(errno, path: databasePath) }
        close(descriptor)
        for suffix in ["", "-wal", "-shm"] { Self.makePrivate(databasePath + suffix, mode: 0o600) }
    }

    static func error(_ code: Int32, path: String) -> StoreError {
        switch code {
        case EACCES, EROFS, EPERM: .readOnly(path: path)
        case ENOSPC, EDQUOT: .full(path: path)
        default: .inputOutput(path: path, what: String(cString: strerror(code)))
        }
    }

    static func size(of path: String) -> Int64 {
        var facts = stat()
        return stat(path, &facts) == 0 ? Int64(facts.st_size) : 0
    }

    /// Leaves alone what is not ours.
    private static func makePrivate(_ path: String, mode: mode_t) {
        var facts = stat()
        guard stat(path, &facts) == 0, facts.st_uid == geteuid(), facts.st_mode & 0o077 != 0 else { return }
        _ = chmod(path, mode)
    }
}
