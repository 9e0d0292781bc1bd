package import Foundation

/// A named pipe that is full and that nobody drains: whoever writes to it waits.
package final class FullPipe: Sendable {
    package let path: String
    private let descriptor: Int32

    package init(at file: URL) throws {
        path = file.path
        guard mkfifo(path, 0o600) == 0 else { throw POSIXError(.EIO) }
        descriptor = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw POSIXError(.EIO) }
        let block = [UInt8](repeating: 0x20, count: 4096)
        while write(descriptor, block, block.count) > 0 {}
    }

    /// Whoever waits at the pipe meets its end.
    deinit { close(descriptor) }
}
