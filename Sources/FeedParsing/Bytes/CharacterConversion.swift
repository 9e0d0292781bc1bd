import Glibc

/// Conversion into UTF-8 by the system's iconv.
enum CharacterConversion {
    /// What came out of a conversion.
    struct Result {
        var utf8: [UInt8]
        /// Bytes that stand for nothing in the encoding; each became U+FFFD.
        var invalid: Int
    }

    /// Whether iconv knows the encoding.
    static func knows(_ encoding: String) -> Bool {
        let descriptor = iconv_open("UTF-8", encoding)
        guard isOpen(descriptor) else { return false }
        iconv_close(descriptor)
        return true
    }

    /// Converts everything, putting U+FFFD where the bytes are wrong.
    ///
    /// - Parameter invalidLimit: Gives up with `nil` after so many wrong bytes.
    /// - Returns: `nil` for an encoding that iconv does not know.
    static func utf8(
        _ bytes: UnsafeBufferPointer<UInt8>, from encoding: String, invalidLimit: Int = .max
    ) -> Result? {
        let descriptor = iconv_open("UTF-8", encoding)
        guard isOpen(descriptor) else { return nil }
        defer { iconv_close(descriptor) }
        var result = Result(utf8: [], invalid: 0)
        result.utf8.reserveCapacity(bytes.count + bytes.count / 2 + 16)
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return result }

        var input: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: base).assumingMemoryBound(
            to: CChar.self)
        var left = bytes.count
        let completed = withUnsafeTemporaryAllocation(byteCount: 1 << 15, alignment: 8) { room -> Bool in
            while left > 0 {
                var output = room.baseAddress?.assumingMemoryBound(to: CChar.self)
                var free = room.count
                let status = iconv(descriptor, &input, &left, &output, &free)
                let cause = errno
                result.utf8.append(contentsOf: UnsafeRawBufferPointer(rebasing: room[..<(room.count - free)]))
                guard status == -1 else { continue }
                guard cause == EILSEQ || cause == EINVAL else { continue }
                result.utf8.append(contentsOf: [0xEF, 0xBF, 0xBD])
                result.invalid += 1
                guard result.invalid < invalidLimit else { return false }
                input = input?.advanced(by: 1)
                left -= 1
                iconv(descriptor, nil, nil, nil, nil)
            }
            return true
        }
        return completed ? result : nil
    }

    /// iconv_open answers `(iconv_t)-1` on failure.
    private static func isOpen(_ descriptor: iconv_t?) -> Bool {
        descriptor != nil && descriptor != iconv_t(bitPattern: -1)
    }
}
