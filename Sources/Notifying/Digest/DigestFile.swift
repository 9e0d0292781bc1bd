import Foundation

/// A file that readers see whole: the old one or the new one, never half.
package enum DigestFile {
    /// Writes the contents to a new file beside the path, syncs it and renames it over the path.
    ///
    /// The new file keeps the old one's permissions; a symbolic link stays, and its target is replaced. On an error
    /// the old file is untouched.
    package static func replace(path: String, contents: [UInt8]) throws(DigestFileError) {
        let target =
            realpath(path, nil).map { pointer in
                defer { free(pointer) }
                return String(cString: pointer)
            } ?? path
        let fresh = "\(target).\(getpid()).new"
        func failed(_ step: String) -> DigestFileError {
            let reason = SystemError.current
            unlink(fresh)
            return DigestFileError(path: path, step: step, reason: reason)
        }
        // A leftover of a crash under the same process number.
        unlink(fresh)
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw DigestFileError(path: path, step: "make a new file beside it", reason: SystemError.current)
        }
        defer { close(descriptor) }
        var old = stat()
        if stat(target, &old) == 0 { fchmod(descriptor, old.st_mode & 0o777) }
        if let reason = FileBytes.write(contents, to: descriptor) {
            unlink(fresh)
            throw DigestFileError(path: path, step: "write it", reason: reason)
        }
        guard fsync(descriptor) == 0 else { throw failed("sync it") }
        guard rename(fresh, target) == 0 else { throw failed("rename the new file over it") }
        syncFolder(of: target)
    }

    package static func replace(path: String, contents: String) throws(DigestFileError) {
        try replace(path: path, contents: Array(contents.utf8))
    }

    /// Makes the rename outlast a power cut; a file system that cannot do so is not an error.
    private static func syncFolder(of path: String) {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}

/// Why a digest could not be replaced.
package struct DigestFileError: Error, Hashable, CustomStringConvertible {
    package let path: String
    package let step: String
    package let reason: String

    package var description: String { "cannot replace \(path): could not \(step): \(reason)" }
}
