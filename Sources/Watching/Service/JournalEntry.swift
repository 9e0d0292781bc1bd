/// A record of the log as systemd's journal takes it: fields by name, so that a value can hold anything.
///
/// Source: systemd, "Native Journal Protocol" (JOURNAL_NATIVE_PROTOCOL).
struct JournalEntry {
    /// Where the journal listens.
    static let socketPath = "/run/systemd/journal/socket"

    /// Longer values are cut: a datagram holds no more than about 200 KiB.
    private static let mostBytes = 8192

    private(set) var bytes: [UInt8] = []

    init(priority: Int, message: String, facts: [(key: String, value: String)]) {
        add("PRIORITY", "\(priority)")
        add("SYSLOG_IDENTIFIER", "newswatch")
        add("MESSAGE", message)
        for fact in facts { add(Self.fieldName(fact.key), fact.value) }
    }

    /// A line feed ends the short form of a field; the long form gives the length instead.
    private mutating func add(_ name: String, _ value: String) {
        let value = Self.cut(value)
        bytes += Array(name.utf8)
        if value.contains(UInt8(ascii: "\n")) {
            bytes.append(UInt8(ascii: "\n"))
            withUnsafeBytes(of: UInt64(value.count).littleEndian) { bytes += Array($0) }
        } else {
            bytes.append(UInt8(ascii: "="))
        }
        bytes += value
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Whole characters only.
    private static func cut(_ value: String) -> [UInt8] {
        guard value.utf8.count > mostBytes else { return Array(value.utf8) }
        var end = value.utf8.index(value.utf8.startIndex, offsetBy: mostBytes)
        while end > value.startIndex, end.samePosition(in: value.unicodeScalars) == nil {
            end = value.utf8.index(before: end)
        }
        return Array(value[..<end].utf8)
    }

    /// `NEWSWATCH_FEED` of `feed`: capital letters, digits and underscores, at most 64.
    private static func fieldName(_ key: String) -> String {
        let name = key.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
        return String("NEWSWATCH_" + name.prefix(54))
    }
}
