/// `Tue, 03 Jun 2003 09:39:21 GMT`: the form of nearly every RSS feed, read strictly; anything else is left to
/// `FreeDate`.
///
/// Source: RFC 5322, section 3.3, and its obsolete forms in section 4.3.
enum InternetMessageDate {
    static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> CivilTime? {
        var scanner = DateScanner(bytes)
        scanner.skipSpaces()
        if scanner.next.isASCIILetter {
            while scanner.next.isASCIILetter { scanner.index += 1 }
            guard scanner.take(UInt8(ascii: ",")) else { return nil }
            scanner.skipSpaces()
        }
        guard let day = scanner.number(1, 2) else { return nil }
        scanner.skipSpaces()
        guard let month = month(&scanner) else { return nil }
        scanner.skipSpaces()
        let yearStart = scanner.index
        guard let written = scanner.number(2, 4) else { return nil }
        var time = CivilTime(
            year: CivilTime.fullYear(written, digits: scanner.index - yearStart), month: month, day: day)
        scanner.skipSpaces()
        if scanner.isAtEnd { return time }
        guard let hour = scanner.number(1, 2), scanner.take(UInt8(ascii: ":")), let minute = scanner.number(2, 2) else {
            return nil
        }
        (time.hour, time.minute) = (hour, minute)
        if scanner.take(UInt8(ascii: ":")) {
            guard let second = scanner.number(2, 2) else { return nil }
            time.second = second
        }
        scanner.skipSpaces()
        if scanner.isAtEnd { return time }
        guard let offset = scanner.zone() else { return nil }
        time.offset = offset
        scanner.skipSpaces()
        return scanner.isAtEnd ? time : nil
    }

    /// A three-letter English month, and no more letters after it.
    private static func month(_ scanner: inout DateScanner) -> Int? {
        let start = scanner.index
        guard start + 3 < scanner.bytes.count, !scanner.bytes[start + 3].isASCIILetter else { return nil }
        for (index, name) in names.enumerated() where scanner.bytes.spells(name, at: start) {
            scanner.index = start + 3
            return index + 1
        }
        return nil
    }

    private static let names: [StaticString] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
}
