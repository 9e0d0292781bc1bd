import Glibc

/// Reads lines from an open file, in pieces, so that memory stays flat however long the input is.
package struct LineReader: ~Copyable {
    private let descriptor: Int32
    private let closes: Bool
    private var buffer: [UInt8] = []
    private var start = 0
    private var atEnd = false
    private var lineNumber = 0

    /// Whether the next line has to be waited for.
    package var isDrained: Bool { start == buffer.count }

    package enum Failure: Error, Hashable, Sendable {
        case cannotOpen(code: Int32)
        case cannotRead(code: Int32)
        case lineTooLong(line: Int, limitBytes: Int)
    }

    /// No line of news is longer.
    package static let lineLimitBytes = 64 << 20
    private static let pieceBytes = 256 << 10

    package static func standardInput() -> LineReader { LineReader(descriptor: 0, closes: false) }

    package init(path: String) throws(Failure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(code: errno) }
        self.init(descriptor: descriptor, closes: true)
    }

    private init(descriptor: Int32, closes: Bool) {
        self.descriptor = descriptor
        self.closes = closes
    }

    deinit { if closes { close(descriptor) } }

    /// Calls `body` with the next line's number, from 1, and its bytes without the line feed; `false` at the end.
    ///
    /// The bytes are only valid inside `body`.
    package mutating func next(_ body: (_ number: Int, UnsafeBufferPointer<UInt8>) throws -> Void) throws -> Bool {
        var searched = start
        while true {
            if let feed = lineFeed(from: searched) {
                lineNumber += 1
                let line = start..<feed
                start = feed + 1
                try buffer.withUnsafeBufferPointer { try body(lineNumber, UnsafeBufferPointer(rebasing: $0[line])) }
                return true
            }
            searched = buffer.count - start
            if atEnd { break }
            try fill()
            searched += start
        }
        guard start < buffer.count else { return false }
        lineNumber += 1
        let line = start..<buffer.count
        start = buffer.count
        try buffer.withUnsafeBufferPointer { try body(lineNumber, UnsafeBufferPointer(rebasing: $0[line])) }
        return true
    }

    private func lineFeed(from index: Int) -> Int? {
        buffer.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress, index < bytes.count,
                let found = memchr(base + index, 0x0A, bytes.count - index)
            else { return nil }
            return UnsafeRawPointer(found) - UnsafeRawPointer(base)
        }
    }

    private mutating func fill() throws(Failure) {
        buffer.removeFirst(start)
        start = 0
        guard buffer.count <= Self.lineLimitBytes else {
            throw .lineTooLong(line: lineNumber + 1, limitBytes: Self.lineLimitBytes)
        }
        let old = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: Self.pieceBytes))
        var count: Int
        repeat {
            count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress.map { $0 + old }, Self.pieceBytes) }
        } while count < 0 && errno == EINTR
        let code = errno
        buffer.removeLast(Self.pieceBytes - max(count, 0))
        if count < 0 { throw .cannotRead(code: code) }
        if count == 0 { atEnd = true }
    }
}
