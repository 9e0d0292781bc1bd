package import Foundation

/// A file in the state directory that stands as long as the daemon runs, so that a death leaves a trace.
///
/// A run that is told to stop removes it. One that crashes, is killed or loses its machine leaves it behind, and the next
/// start finds it. The file is locked while its run lives: the lock goes with the process, however it ends.
package final class RunMarker: Sendable {
    /// What the marker tells to one who looks.
    package enum Sighting: Hashable, Sendable {
        /// No run, or one that stopped in order.
        case none
        case running(RunRecord)
        /// A run that ended without stopping.
        case died(RunRecord)
    }

    private let path: String
    private let descriptor: Int32
    /// The run before this one, when it ended without stopping.
    package let died: RunRecord?

    /// Sets the marker for this run; `nil` when the file cannot be written, which is no reason not to run.
    package init?(directory: URL, run: RunRecord) {
        path = Self.path(in: directory)
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        died = Self.record(in: descriptor)
        guard let bytes = try? Self.encoder.encode(run), ftruncate(descriptor, 0) == 0 else {
            close(descriptor)
            return nil
        }
        _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        fsync(descriptor)
    }

    deinit { close(descriptor) }

    /// The run stops in order.
    package func remove() { unlink(path) }

    package static func sighting(in directory: URL) -> Sighting {
        let descriptor = open(path(in: directory), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return .none }
        defer { close(descriptor) }
        guard let run = record(in: descriptor) else { return .none }
        // A shared lock, given back at once: two who look at the same time do not take each other for the run.
        return flock(descriptor, LOCK_SH | LOCK_NB) == 0 ? .died(run) : .running(run)
    }

    private static func path(in directory: URL) -> String { directory.path + "/newswatch.run" }

    private static func record(in descriptor: Int32) -> RunRecord? {
        var bytes = [UInt8](repeating: 0, count: 1024)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return try? decoder.decode(RunRecord.self, from: Data(bytes.prefix(count)))
    }

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = .sortedKeys
        return encoder
    }

    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return decoder
    }
}
