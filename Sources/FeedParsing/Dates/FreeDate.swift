import Foundation

/// A date in no standard form: words and numbers in any order that leaves one reading.
struct FreeDate {
    private var numbers: [(value: Int, digits: Int)] = []
    /// What stood before the second number of the date: `/`, `-`, `.` or a space.
    private var separator: UInt8 = 0x20
    private var year: Int?
    private var month: Int?
    private var isMonthNumeric = false
    private var day: Int?
    private var weekday: Int?
    private var clock: (hour: Int, minute: Int, second: Int)?
    private var isAfternoon: Bool?
    private var offset: Int?
    /// The zone of the country in whose words the date is written, or the one that it names by region.
    private var homeZone: TimeZone?
    /// How many more words are looked up among the zones' names, each of which means a search of the system's files.
    private var regionsLeft = 4
    private var isYearFirst = false
    private var eraStart: Int?

    /// - Returns: The time, and the zone that the language suggests when the text names none.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> (CivilTime, TimeZone?)? {
        let (plain, comments) = parted(bytes)
        var date = FreeDate()
        guard plain.withUnsafeBufferPointer({ date.scan($0) }) else { return nil }
        if date.offset == nil, date.clock != nil { date.offset = comments.withUnsafeBufferPointer(zone(inComments:)) }
        guard let time = date.resolved() else { return nil }
        return (time, date.homeZone)
    }

    /// "(GMT+7)" and "(KST)", where nothing outside names a zone.
    private static func zone(inComments bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var scanner = DateScanner(bytes)
        scanner.skipSpaces()
        while !scanner.isAtEnd {
            let name = bytes[scanner.index...].prefix { $0.isASCIILetter }
            if ZoneName.isKnown(String(decoding: name, as: UTF8.self)) { return scanner.zone() }
            while !scanner.isAtEnd, !scanner.next.isSpace { scanner.index += 1 }
            scanner.skipSpaces()
        }
        return nil
    }

    /// The bytes outside comments and those within; comments stand in parentheses, nest, and may hold `\)`.
    ///
    /// Source: RFC 5322, section 3.2.2.
    private static func parted(_ bytes: UnsafeBufferPointer<UInt8>) -> (plain: [UInt8], comments: [UInt8]) {
        var result: [UInt8] = []
        var comments: [UInt8] = []
        var depth = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\\"), depth > 0 {
                index += 1
            } else if byte == UInt8(ascii: "(") {
                depth += 1
                result.append(0x20)
            } else if byte == UInt8(ascii: ")"), depth > 0 {
                depth -= 1
                comments.append(0x20)
            } else if depth == 0 {
                result.append(byte)
            } else {
                comments.append(byte)
            }
            index += 1
        }
        return (result, comments)
    }

    // MARK: Reading

    private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var scanner = DateScanner(bytes)
        while !scanner.isAtEnd {
            let byte = scanner.next
            if byte.isDigit {
                guard number(&scanner) else { return false }
            } else if byte.isASCIILetter || byte >= 0x80 {
                guard word(&scanner) else { return false }
            } else if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"), clock != nil, offset == nil,
                scanner.index > 0,
                isZoneNext(scanner)
            {
                guard let zone = scanner.zone() else { return false }
                offset = zone
            } else {
                scanner.index += 1
                if numbers.count == 1,
                    byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                {
                    separator = byte
                }
            }
        }
        return true
    }

    /// Whether a sign begins a zone and not a mere dash between date and time.
    private func isZoneNext(_ scanner: DateScanner) -> Bool {
        scanner.index + 1 < scanner.bytes.count && scanner.bytes[scanner.index + 1].isDigit
    }

    private mutating func number(_ scanner: inout DateScanner) -> Bool {
        let start = scanner.index
        guard let value = scanner.number(1, 4) else { return false }
        let digits = scanner.index - start
        if clock == nil, digits <= 2, scanner.next == UInt8(ascii: ":") { return time(&scanner, hour: value) }
        let unit = suffix(&scanner)
        switch unit {
        case "年", "년":
            if unit == "년" { takeHomeZone(hours: 9) }
            year = eraStart.map { $0 + value } ?? CivilTime.fullYear(value, digits: digits)
        case "月", "월": (month, isMonthNumeric) = (value, true)
        case "日", "일", "号": day = value
        case "时", "時", "点", "點", "시":
            if unit == "时" { takeHomeZone(hours: 8) }
            clock = (value, clock?.minute ?? 0, clock?.second ?? 0)
        case "分", "분": clock?.minute = value
        case "秒", "초": clock?.second = value
        default:
            // A zone that lost its sign: "15:04:05 0000".
            let isApart = start > 0 && scanner.bytes[start - 1].isSpace
            if isApart, clock != nil, offset == nil, value == 0, digits == 2 || digits == 4 {
                offset = 0
                return true
            }
            numbers.append((value, digits))
            // English ordinals: 23rd, 16th.
            skipOrdinal(&scanner)
        }
        return true
    }

    /// The letters of 1st, 2nd, 3rd, 4th.
    private func skipOrdinal(_ scanner: inout DateScanner) {
        let (bytes, index) = (scanner.bytes, scanner.index)
        guard index + 2 <= bytes.count, bytes[index].isASCIILetter else { return }
        guard index + 2 == bytes.count || !bytes[index + 2].isASCIILetter else { return }
        let isOrdinal = bytes.spells("st", at: index) || bytes.spells("nd", at: index) || bytes.spells("rd", at: index)
        if isOrdinal || bytes.spells("th", at: index) { scanner.index += 2 }
    }

    private mutating func time(_ scanner: inout DateScanner, hour: Int) -> Bool {
        scanner.index += 1
        guard let minute = scanner.number(1, 2) else { return false }
        var second = 0
        if scanner.take(UInt8(ascii: ":")) {
            guard let value = scanner.number(1, 2) else { return false }
            second = value
        }
        if scanner.next == UInt8(ascii: "."), scanner.index + 1 < scanner.bytes.count,
            scanner.bytes[scanner.index + 1].isDigit
        {
            scanner.index += 1
            while scanner.next.isDigit { scanner.index += 1 }
        }
        clock = (hour, minute, second)
        return true
    }

    /// The Chinese, Japanese or Korean unit behind a number, taken when it is one.
    private func suffix(_ scanner: inout DateScanner) -> String? {
        var start = scanner.index
        if start < scanner.bytes.count, scanner.bytes[start] == 0x20 { start += 1 }
        guard start + 3 <= scanner.bytes.count, scanner.bytes[start] >= 0xE3 else { return nil }
        let unit = String(decoding: scanner.bytes[start..<(start + 3)], as: UTF8.self)
        guard Self.units.contains(unit) else { return nil }
        scanner.index = start + 3
        return unit
    }

    private static let units: Set<String> = [
        "年", "년", "月", "월", "日", "일", "号", "时", "時", "点", "點", "시", "分", "분", "秒", "초",
    ]

    private mutating func word(_ scanner: inout DateScanner) -> Bool {
        let start = scanner.index
        while !scanner.isAtEnd, scanner.next.isASCIILetter || scanner.next >= 0x80 || isInnerStop(scanner) {
            scanner.index += 1
        }
        let written = scanner.bytes[start..<scanner.index]
        var word = String(decoding: written, as: UTF8.self).lowercased()
        if written.contains(UInt8(ascii: ".")) { word.removeAll { $0 == "." } }
        switch DateWords.meaning(of: word) {
        case .halfDay(let isAfternoon, let zoneHours)?:
            self.isAfternoon = isAfternoon
            takeHomeZone(hours: zoneHours)
        // "mar." is Tuesday in French and Spanish when a month follows it.
        case .month(let value)?: if !isMonthNumeric { month = value }
        case .weekday(let value)?: weekday = weekday ?? value
        // A week's number is no day.
        case .week?: return false
        case .era(let start)?: eraStart = start
        case nil:
            guard clock != nil, offset == nil else { return true }
            if scanner.next == UInt8(ascii: "/") {
                region(&scanner, from: start)
            } else if ZoneName.isKnown(word) {
                scanner.index = start
                offset = scanner.zone()
            }
        }
        return true
    }

    /// `America/New_York`.
    private mutating func region(_ scanner: inout DateScanner, from start: Int) {
        while !scanner.isAtEnd, !scanner.next.isSpace { scanner.index += 1 }
        guard regionsLeft > 0 else { return }
        regionsLeft -= 1
        let name = String(decoding: scanner.bytes[start..<scanner.index], as: UTF8.self)
        homeZone = TimeZone(identifier: name) ?? homeZone
    }

    private mutating func takeHomeZone(hours: Int?) {
        if let hours { homeZone = TimeZone(secondsFromGMT: hours * 3600) }
    }

    /// The stop inside `p.m.`.
    private func isInnerStop(_ scanner: DateScanner) -> Bool {
        guard scanner.next == UInt8(ascii: "."), scanner.index > 0, scanner.index + 1 < scanner.bytes.count else {
            return false
        }
        return scanner.bytes[scanner.index + 1].isASCIILetter && scanner.bytes[scanner.index - 1].isASCIILetter
    }

    // MARK: Deciding

    private mutating func resolved() -> CivilTime? {
        if year == nil, let index = numbers.firstIndex(where: { $0.digits == 4 }) {
            year = numbers.remove(at: index).value
            isYearFirst = index == 0
        }
        if month == nil { takeMonthAndDay() }
        if day == nil, !numbers.isEmpty { day = numbers.removeFirst().value }
        if year == nil, let last = numbers.first, last.digits == 2 {
            year = CivilTime.fullYear(last.value, digits: 2)
            numbers.removeFirst()
        }
        guard let year, let month, numbers.isEmpty, day != nil || clock == nil else { return nil }
        var time = CivilTime(year: year, month: month, day: day ?? 1)
        if let clock {
            time.hour = hour(clock.hour)
            (time.minute, time.second) = (clock.minute, clock.second)
        }
        time.offset = offset
        return time
    }

    /// Tells day and month apart where neither is a name.
    ///
    /// The larger one decides, then the weekday, then custom: month first between slashes, day first otherwise.
    private mutating func takeMonthAndDay() {
        guard day == nil, numbers.count >= 2 else { return }
        let (first, second) = (numbers[0].value, numbers[1].value)
        numbers.removeFirst(2)
        let isDayFirst: Bool
        if isYearFirst {
            isDayFirst = false
        } else if first > 12 {
            isDayFirst = true
        } else if second > 12 {
            isDayFirst = false
        } else if let weekday, let year, first != second {
            isDayFirst = CivilTime(year: year, month: second, day: first).weekday == weekday
        } else {
            isDayFirst = separator != UInt8(ascii: "/")
        }
        (day, month) = isDayFirst ? (first, second) : (second, first)
    }

    private func hour(_ written: Int) -> Int {
        switch isAfternoon {
        case true? where written < 12: written + 12
        case false? where written == 12: 0
        default: written
        }
    }
}
