import CLibXML2

/// Characters by number and by name.
enum CharacterReference {
    /// What a named reference of XML or HTML stands for; names are those of libxml2's table of HTML 4, and `apos`.
    static func named(_ name: String) -> Unicode.Scalar? {
        scalars[name]
    }

    /// libxml2 itself goes through its table from the beginning for each name.
    private static let scalars: [String: Unicode.Scalar] = {
        var scalars: [String: Unicode.Scalar] = ["apos": "'"]
        // The last is the suit of diamonds.
        for number in UInt32(1)...0x2666 {
            guard let entry = htmlEntityValueLookup(number), let name = entry.pointee.name else { continue }
            scalars[String(cString: name)] = Unicode.Scalar(number)
        }
        return scalars
    }()

    /// The character of a number as publishers use it: 128...159 are windows-1252's, as in HTML.
    ///
    /// - Returns: `nil` where XML 1.0 allows no such character (section 2.2).
    static func numbered(_ number: UInt32) -> Unicode.Scalar? {
        switch number {
        case 0x80...0x9F: return Unicode.Scalar(windows1252[Int(number - 0x80)])
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: return Unicode.Scalar(number)
        default: return nil
        }
    }

    /// Windows-1252's characters for 0x80...0x9F; those that it leaves open stand for themselves.
    ///
    /// Source: WHATWG HTML, table of numeric character references.
    private static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    /// A reference that begins at an `&`, its end, and whether the semicolon was there.
    struct Match {
        enum Kind {
            case number(UInt32)
            case name(String)
        }
        var kind: Kind
        /// Just past the reference.
        var end: Int
        var isTerminated: Bool
    }

    /// Reads the reference at `start`, where an `&` stands; `nil` when it is a mere ampersand.
    static func match(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Match? {
        var index = start + 1
        guard index < bytes.count else { return nil }
        if bytes[index] == UInt8(ascii: "#") {
            index += 1
            let isHexadecimal = index < bytes.count && bytes[index].asciiLowercased == UInt8(ascii: "x")
            if isHexadecimal { index += 1 }
            let digits = index
            var number: UInt32 = 0
            while index < bytes.count, let digit = bytes[index].digitValue, isHexadecimal || digit < 10 {
                number = min(number, 0x1_000_000) * (isHexadecimal ? 16 : 10) + UInt32(digit)
                index += 1
            }
            guard index > digits else { return nil }
            let isTerminated = index < bytes.count && bytes[index] == UInt8(ascii: ";")
            return Match(kind: .number(number), end: isTerminated ? index + 1 : index, isTerminated: isTerminated)
        }
        let nameStart = index
        while index < bytes.count, index - nameStart < 32, bytes[index].isASCIILetter || bytes[index].isDigit {
            index += 1
        }
        guard index > nameStart, bytes[nameStart].isASCIILetter else { return nil }
        let isTerminated = index < bytes.count && bytes[index] == UInt8(ascii: ";")
        let name = String(decoding: bytes[nameStart..<index], as: UTF8.self)
        return Match(kind: .name(name), end: isTerminated ? index + 1 : index, isTerminated: isTerminated)
    }

    /// The text with `&#...;` resolved and everything else left alone.
    static func resolvingNumbers(in text: String) -> String {
        decoding(text) { kind in
            if case .number(let number) = kind { numbered(number).map(String.init) } else { nil }
        }
    }

    /// The text with every reference of HTML resolved that ends in a semicolon.
    ///
    /// - Parameter declared: Texts that the document gives to names of its own.
    static func resolvingAll(in text: String, declared: [String: String] = [:]) -> String {
        decoding(text) { kind in
            switch kind {
            case .number(let number): numbered(number).map(String.init)
            case .name(let name): declared[name] ?? named(name).map(String.init)
            }
        }
    }

    /// The value of an attribute, its references resolved and its line breaks as spaces (XML 1.0, section 3.3.3).
    static func attributeValue(
        _ written: Slice<UnsafeBufferPointer<UInt8>>, declared: [String: String]
    ) -> String {
        let spaced = String(decoding: written.lazy.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
        return resolvingAll(in: spaced, declared: declared)
    }

    private static func decoding(_ text: String, _ meaning: (Match.Kind) -> String?) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var text = text
        return text.withUTF8 { bytes in
            var result: [UInt8] = []
            result.reserveCapacity(bytes.count)
            var index = 0
            while index < bytes.count {
                if bytes[index] == UInt8(ascii: "&"), let match = match(bytes, at: index), match.isTerminated,
                    let meant = meaning(match.kind)
                {
                    result.append(contentsOf: meant.utf8)
                    index = match.end
                } else {
                    result.append(bytes[index])
                    index += 1
                }
            }
            return String(decoding: result, as: UTF8.self)
        }
    }
}

extension UInt8 {
    /// 0...15 for a hexadecimal digit.
    var digitValue: UInt8? {
        if isDigit { return self - 0x30 }
        let lower = asciiLowercased
        return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : nil
    }
}
