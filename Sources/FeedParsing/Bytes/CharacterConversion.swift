import CLibXML2
import Glibc

/// Conversion into UTF-8: by the system's iconv, and by libxml2's converters (ICU's among them) for what it lacks.
enum CharacterConversion {
    /// What came out of a conversion.
    struct Result {
        var utf8: [UInt8]
        /// Bytes that stand for nothing in the encoding; each became U+FFFD.
        var invalid: Int
    }

    static func knows(_ encoding: String) -> Bool {
        if let descriptor = open(encoding) {
            iconv_close(descriptor)
            return true
        }
        guard let handler = xmlFindCharEncodingHandler(encoding) else { return false }
        xmlCharEncCloseFunc(handler)
        return true
    }

    /// Converts everything, putting U+FFFD where the bytes are wrong.
    ///
    /// - Parameter invalidLimit: Gives up with `nil` after so many wrong bytes.
    /// - Returns: `nil` for an unknown encoding.
    static func utf8(
        _ bytes: UnsafeBufferPointer<UInt8>, from encoding: String, invalidLimit: Int = .max
    ) -> Result? {
        guard let descriptor = open(encoding) else { return utf8ByLibxml2(bytes, from: encoding) }
        defer { iconv_close(descriptor) }
        var result = Result(utf8: [], invalid: 0)
        result.utf8.reserveCapacity(bytes.count + bytes.count / 2 + 16)
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return result }

        var input: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: base)
            .assumingMemoryBound(to: CChar.self)
        var left = bytes.count
        let completed = withUnsafeTemporaryAllocation(byteCount: 1 << 15, alignment: 8) { room -> Bool in
            while left > 0 {
                var output = room.baseAddress?.assumingMemoryBound(to: CChar.self)
                var free = room.count
                let status = iconv(descriptor, &input, &left, &output, &free)
                let cause = errno
                result.utf8.append(contentsOf: UnsafeRawBufferPointer(rebasing: room[..<(room.count - free)]))
                guard status == -1, cause == EILSEQ || cause == EINVAL else { continue }
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

    /// - Returns: `nil` also where the bytes are not all in the encoding.
    private static func utf8ByLibxml2(_ bytes: UnsafeBufferPointer<UInt8>, from encoding: String) -> Result? {
        // libxml2 prints what it finds wrong unless somebody listens; the listener is the thread's own.
        xmlSetStructuredErrorFunc(nil) { _, _ in }
        guard let handler = xmlFindCharEncodingHandler(encoding) else { return nil }
        defer { xmlCharEncCloseFunc(handler) }
        guard let input = xmlBufferCreateSize(bytes.count + 1), let output = xmlBufferCreate() else { return nil }
        defer {
            xmlBufferFree(input)
            xmlBufferFree(output)
        }
        guard bytes.count < Int32.max / 4 else { return nil }
        xmlBufferAdd(input, bytes.baseAddress, Int32(bytes.count))
        while xmlBufferLength(input) > 0 {
            let before = xmlBufferLength(input)
            guard xmlCharEncInFunc(handler, output, input) >= 0, xmlBufferLength(input) < before else { return nil }
        }
        let content = UnsafeBufferPointer(start: xmlBufferContent(output), count: Int(xmlBufferLength(output)))
        return Result(utf8: Array(content), invalid: 0)
    }

    private static func open(_ encoding: String) -> iconv_t? {
        let descriptor = iconv_open("UTF-8", encoding)
        // `(iconv_t)-1` is the failure.
        return descriptor == iconv_t(bitPattern: -1) ? nil : descriptor
    }
}
