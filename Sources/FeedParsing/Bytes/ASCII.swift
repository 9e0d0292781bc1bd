import Glibc

extension UInt8 {
    /// Space, tab, line feed, carriage return, form feed.
    var isSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }

    var isDigit: Bool { self >= 0x30 && self <= 0x39 }

    var isASCIILetter: Bool { (asciiLowercased >= 0x61 && asciiLowercased <= 0x7A) }

    var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

    /// A letter, `_`, `:` or a byte of a character beyond ASCII: what a name of XML may begin with.
    var startsXMLName: Bool { isASCIILetter || self == 0x5F || self == 0x3A || self >= 0x80 }

    var continuesXMLName: Bool { startsXMLName || isDigit || self == 0x2D || self == 0x2E }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether the bytes from `index` on spell `word`, which is in lower case, in any case.
    func spells(_ word: StaticString, at index: Int) -> Bool {
        let length = word.utf8CodeUnitCount
        guard index >= 0, index + length <= count else { return false }
        for offset in 0..<length where self[index + offset].asciiLowercased != word.utf8Start[offset] { return false }
        return true
    }

    /// Whether a range spells `word`, which is in lower case, in any case.
    func spell(_ word: StaticString, _ range: Range<Int>) -> Bool {
        range.count == word.utf8CodeUnitCount && spells(word, at: range.lowerBound)
    }

    /// Whether the bytes from `index` on are `word`, letter for letter.
    func holds(_ word: StaticString, at index: Int) -> Bool {
        let length = word.utf8CodeUnitCount
        guard index >= 0, index + length <= count else { return false }
        for offset in 0..<length where self[index + offset] != word.utf8Start[offset] { return false }
        return true
    }

    func areSame(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        guard one.count == other.count, let base = baseAddress else { return false }
        return memcmp(base + one.lowerBound, base + other.lowerBound, one.count) == 0
    }

    /// Where the byte stands next, before `end`.
    func firstPosition(of byte: UInt8, from start: Int, before end: Int? = nil) -> Int? {
        let end = end ?? count
        guard let base = baseAddress, start < end else { return nil }
        guard let found = memchr(base + start, Int32(byte), end - start) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// Where `word` begins next, letter for letter.
    func firstPosition(of word: StaticString, from start: Int) -> Int? {
        var index = start
        while let found = firstPosition(of: word.utf8Start[0], from: index) {
            if holds(word, at: found) { return found }
            index = found + 1
        }
        return nil
    }

    /// Where `word` (in lower case) begins, from `start` on and before `end`.
    func position(of word: StaticString, from start: Int, before end: Int? = nil) -> Int? {
        let last = Swift.min(end ?? count, count) - word.utf8CodeUnitCount
        guard start <= last else { return nil }
        let first = word.utf8Start[0]
        for index in start...last where self[index].asciiLowercased == first && spells(word, at: index) { return index }
        return nil
    }
}
