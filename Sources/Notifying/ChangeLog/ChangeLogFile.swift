import Foundation
import JSONText
package import NewsModel
import Synchronization

/// Where the change log goes: a file that grows by whole lines, or standard output.
///
/// An append returns after the lines are on the disk, so that the reader of the journal may move its cursor then and
/// only then. A crash in between repeats lines, under the same change numbers, and loses none.
package final class ChangeLogFile: Sendable {
    package let path: String
    private let state: Mutex<State>

    /// Opens the file, making it where it is missing.
    ///
    /// - Parameters:
    ///   - path: `-` is standard output.
    ///   - standardOutput: Stays open.
    package init(path: String, standardOutput: Int32 = STDOUT_FILENO) throws(ChangeLogError) {
        self.path = path
        let isOurs = path != "-"
        state = Mutex(State(descriptor: isOurs ? try Self.open(path) : standardOutput, isOurs: isOurs))
    }

    deinit {
        state.withLock { state in
            if state.isOurs { close(state.descriptor) }
        }
    }

    /// Appends one line for each change: all of them, or none and an error.
    ///
    /// When only the sync fails the lines may be there already; they come again with the next try.
    package func append(_ changes: [Change]) throws(ChangeLogError) {
        guard !changes.isEmpty else { return }
        var writer = JSONWriter(reservingCapacity: changes.count * 1024)
        for change in changes { ChangeLogLine.write(change, to: &writer) }
        let lines = writer.bytes
        try state.withLock { state throws(ChangeLogError) in
            if state.isDeleted { try reopen(&state) }
            if let failure = state.append(lines) { throw .cannotWrite(path: path, reason: failure) }
        }
    }

    /// Opens the path anew, after logrotate moved the old file away.
    ///
    /// When that fails the old file stays open, and lines go on there.
    package func reopen() throws(ChangeLogError) {
        try state.withLock { state throws(ChangeLogError) in
            if state.isOurs { try reopen(&state) }
        }
    }

    private func reopen(_ state: inout State) throws(ChangeLogError) {
        let descriptor = try Self.open(path)
        close(state.descriptor)
        state = State(descriptor: descriptor, isOurs: true)
    }

    private static func open(_ path: String) throws(ChangeLogError) -> Int32 {
        let descriptor = Foundation.open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: SystemError.current) }
        return descriptor
    }
}

/// Why the change log could not be written.
package enum ChangeLogError: Error, Hashable, CustomStringConvertible {
    case cannotOpen(path: String, reason: String)
    case cannotWrite(path: String, reason: String)

    package var description: String {
        switch self {
        case .cannotOpen(let path, let reason):
            "cannot open the change log \(path): \(reason); make its folder writable for newswatch or set notify.log.path"
        case .cannotWrite(let path, let reason):
            "cannot write the change log \(path): \(reason); its lines wait in the journal until this is mended"
        }
    }
}

/// An open log.
private struct State {
    var descriptor: Int32
    /// Opened here, for this log alone.
    ///
    /// Standard output is the caller's, who may have opened it for writing only, and what stands in it is not for us to cut.
    let isOurs: Bool
    /// The file's end is known to be the end of a line.
    var endsWhole = false

    init(descriptor: Int32, isOurs: Bool) {
        self.descriptor = descriptor
        self.isOurs = isOurs
    }

    /// Somebody removed the file: what is appended to it is lost.
    var isDeleted: Bool {
        var status = stat()
        return isOurs && fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_nlink == 0
    }

    /// - Returns: Why it failed; a file of ours then ends where it ended before.
    mutating func append(_ lines: [UInt8]) -> String? {
        var before = stat()
        guard fstat(descriptor, &before) == 0 else { return SystemError.current }
        let isFile = before.st_mode & S_IFMT == S_IFREG
        if isFile, isOurs, !endsWhole {
            if let failure = dropTornLine(size: &before.st_size) { return failure }
            endsWhole = true
        }
        if let failure = FileBytes.write(lines, to: descriptor) {
            // Half a line would make the next one unreadable too.
            if isFile, isOurs, ftruncate(descriptor, before.st_size) != 0 { endsWhole = false }
            return failure
        }
        if isFile, fdatasync(descriptor) != 0 { return SystemError.current }
        return nil
    }

    /// Removes what follows the last newline: a line that a crash or a full disk cut short, and that comes again.
    private func dropTornLine(size: inout off_t) -> String? {
        var end = size
        var block = [UInt8](repeating: 0, count: 4096)
        while end > 0 {
            let start = max(0, end - off_t(block.count))
            let count = pread(descriptor, &block, Int(end - start), start)
            guard count == Int(end - start) else { return SystemError.current }
            if let newline = block[..<count].lastIndex(of: UInt8(ascii: "\n")) {
                end = start + off_t(newline) + 1
                break
            }
            end = start
        }
        guard end < size else { return nil }
        guard ftruncate(descriptor, end) == 0 else { return SystemError.current }
        size = end
        return nil
    }
}
