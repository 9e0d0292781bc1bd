/// Reads numbers and words off a date, from left to right.
struct DateScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    var index = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { index >= bytes.count }

    var next: UInt8 { index < bytes.count ? bytes[index] : 0 }

    mutating func skipSpaces() { while index < bytes.count, bytes[index].isSpace { index += 1 } }

    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte, !isAtEnd else { return false }
        index += 1
        return true
    }

    /// A number of `least...most` digits, not followed by another digit.
    mutating func number(_ least: Int, _ most: Int) -> Int? {
        var value = 0
        var end = index
        while end < bytes.count, bytes[end].isDigit, end - index <= most {
            value = value * 10 + Int(bytes[end] - 0x30)
            end += 1
        }
        guard (least...most).contains(end - index) else { return nil }
        index = end
        return value
    }

    /// Exactly so many digits, whatever follows.
    mutating func digits(_ count: Int) -> Int? {
        guard index + count <= bytes.count else { return nil }
        var value = 0
        for offset in 0..<count {
            guard bytes[index + offset].isDigit else { return nil }
            value = value * 10 + Int(bytes[index + offset] - 0x30)
        }
        index += count
        return value
    }

    /// `Z`, `+HH:MM`, `-HHMM`, `+HH`, or a name; `nil` with nothing taken when none stands here.
    ///
    /// - Returns: Seconds east of UTC.
    mutating func zone() -> Int? {
        if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { return numericZone() }
        let start = index
        var end = index
        while end < bytes.count, bytes[end].isASCIILetter { end += 1 }
        guard let seconds = ZoneName.offset(UnsafeBufferPointer(rebasing: bytes[start..<end])) else { return nil }
        index = end
        // "GMT+0300" counts from GMT; "EST-0500" and "EST -0500" name the zone twice, and the number is the surer one.
        guard end - start >= 2 else { return seconds }
        let afterName = index
        skipSpaces()
        let isCounted = next == UInt8(ascii: "+") || next == UInt8(ascii: "-")
        if isCounted, let counted = numericZone() { return counted }
        index = afterName
        return seconds
    }

    private mutating func numericZone() -> Int? {
        let start = index
        let sign = next == UInt8(ascii: "-") ? -1 : 1
        index += 1
        var end = index
        while end < bytes.count, bytes[end].isDigit { end += 1 }
        var hours: Int?
        var minutes: Int? = 0
        switch end - index {
        case 1, 2:
            hours = digits(end - index)
            if take(UInt8(ascii: ":")) { minutes = digits(2) }
        case 3: (hours, minutes) = (digits(1), digits(2))
        case 4: (hours, minutes) = (digits(2), digits(2))
        default: hours = nil
        }
        guard let hours, let minutes, hours <= 23, minutes <= 59 else {
            index = start
            return nil
        }
        // Seconds of a zone are those of local mean time, and mean none in feeds.
        if next == UInt8(ascii: ":"), bytes.holds(":00", at: index) { index += 3 }
        return sign * (hours * 3600 + minutes * 60)
    }
}
