/// Zones by the names that dates carry.
enum ZoneName {
    /// Seconds east of UTC; a name that nobody knows counts as UTC (RFC 5322, section 4.3).
    ///
    /// - Returns: `nil` for an empty name and for what is no name of a zone, such as `pm`.
    static func offset(_ name: UnsafeBufferPointer<UInt8>) -> Int? {
        switch name.count {
        case 1: return name[0].isASCIILetter ? 0 : nil
        case 2...5: break
        default: return nil
        }
        if name.count == 3, name.spells("gmt", at: 0) || name.spells("utc", at: 0) { return 0 }
        let key = String(decoding: name, as: UTF8.self).uppercased()
        if key == "AM" || key == "PM" { return nil }
        guard let hours = hours[key] else { return name.count >= 3 ? 0 : nil }
        return Int(hours * 3600)
    }

    static func isKnown(_ name: String) -> Bool { hours[name.uppercased()] != nil }

    /// Where a name stands for several zones, the one that feeds mean by it.
    private static let hours: [String: Double] = [
        "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "IST": 5.5, "CET": 1, "MET": 1, "MEZ": 1,
        "CEST": 2, "MEST": 2, "MESZ": 2, "EET": 2, "SAST": 2, "CAT": 2, "EEST": 3, "MSK": 3, "EAT": 3, "TRT": 3,
        "MSD": 4,
        "IDT": 3, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
        "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "AT": -4, "ET": -5, "CT": -6, "MT": -7, "PT": -8, "NST": -3.5,
        "NDT": -2.5, "BRT": -3, "BRST": -2, "ART": -3, "CLT": -4, "CLST": -3, "COT": -5, "PET": -5, "VET": -4,
        "GST": 4, "IRST": 3.5, "PKT": 5, "UZT": 5, "YEKT": 5, "OMST": 6, "BDT": 6, "NPT": 5.75, "MMT": 6.5, "ICT": 7,
        "WIB": 7, "KRAT": 7, "NOVT": 7, "HKT": 8, "SGT": 8, "MYT": 8, "PHT": 8, "WITA": 8, "IRKT": 8, "AWST": 8,
        "ULAT": 8,
        "KST": 9, "JST": 9, "WIT": 9, "YAKT": 9, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "VLAT": 10,
        "SAKT": 11,
        "MAGT": 11, "PETT": 12, "NZST": 12, "NZDT": 13, "NZT": 12,
    ]
}
