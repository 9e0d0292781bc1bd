package import Foundation
import GRDB
import Glibc

extension NewsStore {
    /// Writes a compact copy of the database, beside whatever else goes on; the copy is one consistent state.
    ///
    /// - Throws: `.inputOutput` when the file is there already: a backup overwrites nothing.
    package func backup(to file: URL) async throws(StoreError) {
        let path = file.path
        let partial = path + ".partial"
        guard access(path, F_OK) != 0 else { throw .inputOutput(path: path, what: "the file exists") }
        unlink(partial)
        // Made beforehand, so that it is private from its first byte on.
        let descriptor = open(partial, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StateDirectory.error(errno, path: partial) }
        defer { Glibc.close(descriptor) }
        do {
            try await pool.barrierFreeVacuum(into: partial)
        } catch {
            unlink(partial)
            throw StoreError(error, path: partial)
        }
        guard fsync(descriptor) == 0, rename(partial, path) == 0 else {
            let code = errno
            unlink(partial)
            throw StateDirectory.error(code, path: path)
        }
    }
}

extension DatabasePool {
    /// VACUUM INTO reads one snapshot; copying page by page would begin anew whenever the daemon writes.
    fileprivate func barrierFreeVacuum(into path: String) async throws {
        try await unsafeRead { db in
            try db.execute(sql: "VACUUM INTO ?", arguments: [path])
        }
    }
}
