import Foundation
import Glibc

/// The sole ownership of a state directory, for as long as the value lives.
///
/// The lock goes with the process that holds it, however it ends, so that no stale lock is ever left behind.
final class StateLock: Sendable {
    private let descriptor: Int32
    /// The owner before this one neither said that it had finished, nor was it merely killed since the machine started.
    ///
    /// A process that is killed leaves the database whole: what it wrote is with the system. A machine that goes down
    /// may not.
    let followsPowerCut: Bool
    private let boot = StateLock.boot()

    init(_ state: StateDirectory) throws(StoreError) {
        let path = state.lockPath
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StateDirectory.error(errno, path: path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            let owner = Int32(Self.content(of: descriptor).prefix { $0.isNumber })
            close(descriptor)
            guard code == EWOULDBLOCK else { throw StateDirectory.error(code, path: path) }
            throw .locked(directory: state.path, by: owner)
        }
        let note = Self.content(of: descriptor)
        followsPowerCut = !note.isEmpty && (boot.isEmpty || !note.contains(boot))
        self.descriptor = descriptor
        // After a power cut the note stays the old one until the file was looked at, so that who is stopped before that
        // leaves it to the next.
        let noted = followsPowerCut ? Self.boot(in: note) : Substring(boot)
        Self.replaceContent(of: descriptor, by: "\(getpid())\n\(noted)\n")
    }

    /// Notes that the database is sound, as of this start of the machine.
    func noteSound() {
        Self.replaceContent(of: descriptor, by: "\(getpid())\n\(boot)\n")
    }

    deinit { close(descriptor) }

    /// Whether a process holds the directory now.
    static func isHeld(_ state: StateDirectory) -> Bool {
        let descriptor = open(state.lockPath, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        // A shared lock, given back at once: two who look at the same time do not take each other for the owner.
        guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { return errno == EWOULDBLOCK }
        return false
    }

    /// Gives the directory up after the database was closed in order.
    func release() {
        Self.replaceContent(of: descriptor, by: "")
        flock(descriptor, LOCK_UN)
    }

    /// What tells this start of the machine from others; empty where the system does not say.
    private static func boot() -> String {
        guard let data = FileManager.default.contents(atPath: "/proc/sys/kernel/random/boot_id") else { return "" }
        return String(decoding: data.prefix(64), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func boot(in note: String) -> Substring {
        note.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().first ?? ""
    }

    private static func content(of descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 128)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : ""
    }

    /// The content is a note for people and for the choice of checks; that it cannot be written is no reason to stop.
    private static func replaceContent(of descriptor: Int32, by text: String) {
        guard ftruncate(descriptor, 0) == 0 else { return }
        _ = Array(text.utf8).withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }
}
