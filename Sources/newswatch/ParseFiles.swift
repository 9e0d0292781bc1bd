import Glibc

/// Whole documents from files and to the standard output.
enum DocumentFile {
    /// Why a document could not be read or written; the system's error number.
    struct Failed: Error, CustomStringConvertible {
        var code: Int32
        var description: String { String(cString: strerror(code)) }
    }

    /// A document longer than this is refused.
    private static let sizeLimit = 256 << 20

    /// - Parameter path: `-` is the standard input.
    static func read(_ path: String) throws(Failed) -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failed(code: errno) }
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        var status = stat()
        let expected = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(max(expected, 4096), sizeLimit) + 1)
        while true {
            let step = max(65_536, min(expected - bytes.count + 1, sizeLimit))
            let before = bytes.count
            var failure: Int32 = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: step) { buffer, count in
                let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                if got < 0 { failure = errno }
                count = max(0, got)
            }
            if failure == EINTR { continue }
            if failure != 0 { throw Failed(code: failure) }
            if chunk.isEmpty { return bytes }
            if bytes.isEmpty { bytes = chunk } else { bytes.append(contentsOf: chunk) }
            guard before + chunk.count <= sizeLimit else { throw Failed(code: EFBIG) }
        }
    }

    /// Writes everything to the standard output.
    static func write(_ bytes: [UInt8]) throws(Failed) {
        var written = 0
        while written < bytes.count {
            let status = bytes.withUnsafeBytes {
                Glibc.write(STDOUT_FILENO, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            if status < 0, errno == EINTR { continue }
            guard status >= 0 else { throw Failed(code: errno) }
            written += status
        }
    }
}
