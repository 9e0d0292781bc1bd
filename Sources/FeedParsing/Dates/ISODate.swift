/// RFC 3339, W3CDTF and the forms of ISO 8601 that feeds use.
///
/// Calendar dates (`2003-12-31`, `20031231`, `2003-12`, `2003`, `-0312`), ordinal dates (`2003-335`), with a time or
/// without; a space may stand for `T`, and `/` for `-`.
enum ISODate {
    static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> CivilTime? {
        var scanner = DateScanner(bytes)
        scanner.skipSpaces()
        guard var time = day(&scanner) else { return nil }
        if scanner.take(UInt8(ascii: "T")) || scanner.take(UInt8(ascii: "t")) {
            scanner.skipSpaces()
        } else if scanner.next.isSpace {
            scanner.skipSpaces()
        }
        if scanner.isAtEnd { return time }
        guard clock(&scanner, &time) else { return nil }
        scanner.skipSpaces()
        if scanner.isAtEnd { return time }
        guard let offset = scanner.zone() else { return nil }
        time.offset = offset
        // "+05:00Z" and "+05:00 (EST)" are met.
        scanner.skipSpaces()
        _ = scanner.take(UInt8(ascii: "Z"))
        scanner.skipSpaces()
        return scanner.isAtEnd ? time : nil
    }

    private static func day(_ scanner: inout DateScanner) -> CivilTime? {
        if scanner.take(UInt8(ascii: "-")) {
            // Two-digit year and month, the century left out.
            guard let year = scanner.digits(2) else { return nil }
            if scanner.isAtEnd { return CivilTime(year: CivilTime.fullYear(year, digits: 2)) }
            _ = scanner.take(UInt8(ascii: "-"))
            guard let month = scanner.digits(2), scanner.isAtEnd else { return nil }
            return CivilTime(year: CivilTime.fullYear(year, digits: 2), month: month)
        }
        guard let year = scanner.digits(4) else { return shortDay(&scanner) }
        let separator = scanner.next
        guard separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/") || separator == UInt8(ascii: ".") else {
            return compactDay(&scanner, year)
        }
        scanner.index += 1
        let start = scanner.index
        guard let second = scanner.number(1, 3) else { return nil }
        guard scanner.next == separator else {
            if scanner.index - start == 3 { return CivilTime.ordinal(second, of: year) }
            return separator == UInt8(ascii: "-") ? CivilTime(year: year, month: second) : nil
        }
        scanner.index += 1
        guard let day = scanner.number(1, 2) else { return nil }
        return CivilTime(year: year, month: second, day: day)
    }

    /// `03-12-31`.
    private static func shortDay(_ scanner: inout DateScanner) -> CivilTime? {
        guard let year = scanner.digits(2), scanner.take(UInt8(ascii: "-")), let month = scanner.number(1, 2),
            scanner.take(UInt8(ascii: "-")), let day = scanner.number(1, 2)
        else { return nil }
        return CivilTime(year: CivilTime.fullYear(year, digits: 2), month: month, day: day)
    }

    /// After the year come four digits, three, or nothing.
    private static func compactDay(_ scanner: inout DateScanner, _ year: Int) -> CivilTime? {
        let start = scanner.index
        if let number = scanner.number(2, 4) {
            switch scanner.index - start {
            case 2:
                // 200312 is a month, 031231 a day.
                if (1...12).contains(number) { return CivilTime(year: year, month: number) }
                return CivilTime(year: CivilTime.fullYear(year / 100, digits: 2), month: year % 100, day: number)
            case 3: return CivilTime.ordinal(number, of: year)
            default: return CivilTime(year: year, month: number / 100, day: number % 100)
            }
        }
        if scanner.isAtEnd { return CivilTime(year: year) }
        // A compact date and time without `T`: 20040708235658.
        if let month = scanner.digits(2), let day = scanner.digits(2), scanner.next.isDigit {
            return CivilTime(year: year, month: month, day: day)
        }
        return nil
    }

    private static func clock(_ scanner: inout DateScanner, _ time: inout CivilTime) -> Bool {
        let start = scanner.index
        guard let hour = scanner.digits(2) ?? scanner.digits(1) else { return false }
        time.hour = hour
        let isCompact = scanner.next.isDigit
        if isCompact || scanner.take(UInt8(ascii: ":")) {
            guard let minute = scanner.digits(2) else {
                scanner.index = start
                return false
            }
            time.minute = minute
            if isCompact ? scanner.next.isDigit : scanner.take(UInt8(ascii: ":")) {
                guard let second = scanner.digits(2) else { return false }
                time.second = second
            }
        }
        if scanner.next == UInt8(ascii: ".") || scanner.next == UInt8(ascii: ",") {
            scanner.index += 1
            while scanner.next.isDigit { scanner.index += 1 }
        }
        return true
    }
}
