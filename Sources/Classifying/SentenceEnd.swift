/// Whether a stop ends its sentence: a full stop also stands in abbreviations, initials, ordinals and numbers.
struct SentenceEnd {
    let bytes: UnsafeBufferPointer<UInt8>
    /// Where the text goes on after the stop.
    let after: Int

    /// - Parameter stop: The code point of the stop.
    /// - Parameter stream: Ends with the word before the stop, if one touches it.
    func follows(_ stop: UInt32, _ stream: borrowing SymbolStream, _ table: borrowing SymbolTable) -> Bool {
        guard after < bytes.count else { return true }
        switch bytes[after] {
        case 0x20, 0x0A, 0x0D, 0x09, 0x22, 0x27, 0x29, 0x5D, 0x80...: break
        default: return false
        }
        if stop == 0x2E, isAbbreviated(stream, table) { return false }
        return !goesOnInLowerCase
    }

    private func isAbbreviated(_ stream: borrowing SymbolStream, _ table: borrowing SymbolTable) -> Bool {
        let word = stream.lastWord(limit: ShortWord.limit)
        guard let short = ShortWord(word) else { return false }
        if word.allSatisfy({ (0x30...0x39).contains($0) }) { return isBeforeMonth }
        return word.count == 1 || table.abbreviations.contains(short)
    }

    /// Whether a German month follows, for its days are written as ordinals; languages with small months need no help.
    private var isBeforeMonth: Bool {
        let rest = bytes[after...].prefix(while: { $0 == 0x20 }).endIndex
        return Self.months.contains { bytes[rest...].starts(with: $0) }
    }

    private static let months = [
        "Januar", "Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
        "November",
        "Dezember", "Jahrhundert",
    ].map { Array($0.utf8) }

    /// Whether the next letter, behind quotes, brackets and dashes, is a small one; no sentence begins so.
    private var goesOnInLowerCase: Bool {
        var index = after
        for _ in 0..<8 where index < bytes.count {
            let value = SymbolReader.scalar(in: bytes, at: &index)
            switch value {
            case 0x0A: return false
            case 0x61...0x7A: return true
            case 0x30...0x39, 0x41...0x5A: return false
            case ..<0x80, 0x00A0, 0x00AB, 0x00BB, 0x2010...0x2060: continue
            default: return Self.isLowercase(value)
            }
        }
        return false
    }

    /// Asking the standard library costs as much as reading the sentence, so that it is only asked about small alphabets.
    static func isLowercase(_ value: UInt32) -> Bool {
        switch value {
        case 0x0410...0x042F, 0x0590...0x109F, 0x2E80...0xA63F, 0xAC00...0xD7FF: false
        case 0x0430...0x045F: true
        default: Unicode.Scalar(value)?.properties.isLowercase ?? false
        }
    }
}
