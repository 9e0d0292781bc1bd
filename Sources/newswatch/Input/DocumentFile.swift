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
        guard expected <= sizeLimit else { throw Failed(code: EFBIG) }
        // One byte more than the file holds, so that one reading meets its end.
        var bytes = try chunk(of: max(expected + 1, 65_536), from: descriptor)
        var isFull = bytes.count > expected
        while isFull {
            let more = try chunk(of: 65_536, from: descriptor)
            bytes.append(contentsOf: more)
            guard bytes.count <= sizeLimit else { throw Failed(code: EFBIG) }
            isFull = !more.isEmpty
        }
        return bytes
    }

    /// Reads until the chunk is full or the file ends.
    private static func chunk(of size: Int, from descriptor: Int32) throws(Failed) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = Glibc.read(descriptor, buffer.baseAddress?.advanced(by: count), size - count)
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                guard got > 0 else { return }
                count += got
            }
        }
        guard failure == 0 else { throw Failed(code: failure) }
        return bytes
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
