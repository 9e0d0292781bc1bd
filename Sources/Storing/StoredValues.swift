import Foundation
import GRDB
import NewsModel

/// Times as the database holds them: milliseconds since 1970.
extension Date {
    init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }

    /// Times that no calendar needs are brought to the nearest end of year 1 ...
    ///
    /// 9999; publishers write any.
    var milliseconds: Int64 {
        let seconds = timeIntervalSince1970
        guard seconds.isFinite else { return 0 }
        return Int64((min(max(seconds, -62_135_596_800), 253_402_300_799) * 1000).rounded())
    }
}

extension Duration {
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        let bounded = min(max(seconds, -1_000_000_000_000), 1_000_000_000_000)
        return bounded * 1000 + attoseconds / 1_000_000_000_000_000
    }
}

/// Codes of closed sets of values. They are stored: an old one never changes its meaning.
extension Relevance {
    var code: Int64 {
        switch self {
        case .offTopic: 0
        case .related: 1
        case .onTopic: 2
        }
    }

    init(code: Int64) {
        switch code {
        case 2...: self = .onTopic
        case 1: self = .related
        default: self = .offTopic
        }
    }
}

extension ChangeKind {
    private static let byCode: [ChangeKind] = [
        .articleNew, .articleRevised, .storyNew, .storyUpdated, .feedFailing, .feedSilent, .feedRecovered, .feedMoved,
        .feedGone, .feedFlood, .endpointFailing, .endpointRecovered, .digestReady,
    ]

    var code: Int64 {
        switch self {
        case .articleNew: 0
        case .articleRevised: 1
        case .storyNew: 2
        case .storyUpdated: 3
        case .feedFailing: 4
        case .feedSilent: 5
        case .feedRecovered: 6
        case .feedMoved: 7
        case .feedGone: 8
        case .feedFlood: 9
        case .endpointFailing: 10
        case .endpointRecovered: 11
        case .digestReady: 12
        }
    }

    init?(code: Int64) {
        guard let index = Int(exactly: code), Self.byCode.indices.contains(index) else { return nil }
        self = Self.byCode[index]
    }
}

extension Delivery.State {
    var code: Int64 {
        switch self {
        case .pending: 0
        case .sent: 1
        case .dead: 2
        case .muted: 3
        }
    }

    init(code: Int64) {
        switch code {
        case 0: self = .pending
        case 1: self = .sent
        case 3: self = .muted
        default: self = .dead
        }
    }
}

extension Hold {
    var code: Int64 {
        switch self {
        case .quietHours: 0
        case .hourlyCap: 1
        }
    }

    init(code: Int64) { self = code == 0 ? .quietHours : .hourlyCap }
}

extension Mute.Subject {
    var code: Int64 {
        switch self {
        case .story: 0
        case .tag: 1
        case .feed: 2
        }
    }
}

/// The kinds of a revision, one bit each.
extension RevisionKind {
    private static let byBit: [RevisionKind] = [.headline, .lead, .body, .numbers, .shrunk, .withdrawn]

    static func mask(_ kinds: [RevisionKind]) -> Int64 {
        byBit.enumerated().reduce(0) { kinds.contains($1.element) ? $0 | 1 << Int64($1.offset) : $0 }
    }

    static func kinds(mask: Int64) -> [RevisionKind] {
        byBit.enumerated().filter { mask & 1 << Int64($0.offset) != 0 }.map(\.element)
    }
}

/// Sets of small numbers, one bit each.
enum BitSet {
    static func mask(_ numbers: Set<Int>) -> Int64 {
        numbers.reduce(0) { (0...31).contains($1) ? $0 | 1 << Int64($1) : $0 }
    }

    static func numbers(mask: Int64) -> Set<Int> {
        mask == 0 ? [] : Set((0...31).filter { mask & 1 << Int64($0) != 0 })
    }
}

extension [DatabaseValue] {
    /// As arguments of a statement; GRDB's shorter way makes a key path each time, which costs more than the statement.
    var bound: StatementArguments { StatementArguments(map { $0 as (any DatabaseValueConvertible)? }) }
}
