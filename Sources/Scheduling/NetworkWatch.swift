package import Foundation
package import NewsModel

/// Tells a feed's own failure from the network's.
///
/// When one host after the other fails and nothing answers in between, it is not the hosts. A feed that failed before says
/// nothing about the network, so a handful of dead feeds never looks like an outage.
package struct NetworkWatch: Hashable, Sendable {
    package enum Blame: Hashable, Sendable {
        case feed
        /// - Parameter alsoExcused: Feeds that were blamed before the outage was known; their failures do not count either.
        case network(alsoExcused: [FeedID])
    }

    /// Of the incident; `nil` while the network works.
    package private(set) var downSince: Date?
    /// When to try whether the network is back, with `probes` feeds; `nil` while it works.
    package private(set) var nextProbe: Date?
    /// How many feeds to ask at once while the network is down.
    package static let probes = 3

    /// Hosts that must fail in a row.
    private let hostsToJudge: Int
    private var failedHosts: Set<String> = []
    private var blamed: [FeedID] = []
    private var firstFailure: Date?
    private var probeWait = NetworkWatch.firstProbeWait

    private static let firstProbeWait: TimeInterval = 15
    private static let longestProbeWait: TimeInterval = 300

    /// - Parameter hosts: How many hosts the enabled feeds have; with fewer than two nothing can be told apart.
    package init(hosts: Int) { hostsToJudge = min(max(hosts, 2), 5) }

    /// A server answered, were it with a refusal; the network works.
    ///
    /// - Returns: Since when it did not, if this ends an incident.
    @discardableResult
    package mutating func answered() -> Date? {
        defer { downSince = nil }
        failedHosts = []
        blamed = []
        firstFailure = nil
        nextProbe = nil
        probeWait = Self.firstProbeWait
        return downSince
    }

    /// A feed failed; a failure that proves that a server answered, such as a status, counts as an answer.
    ///
    /// - Parameter wasFailing: Its last refresh failed too.
    package mutating func failed(
        _ feed: FeedID,
        host: String,
        kind: FeedFailure.Kind,
        wasFailing: Bool,
        at now: Date
    ) -> Blame {
        switch kind {
        case .dns, .connect, .timeout, .tls: break
        case .forbidden, .missing, .other: return .feed  // Decided here, without the network.
        case .status, .gone, .redirect, .blockedPage, .tooLarge, .notAFeed, .charset, .empty:
            answered()
            return .feed
        }
        if downSince != nil { return .network(alsoExcused: []) }
        guard !wasFailing else { return .feed }
        let began = firstFailure ?? now
        firstFailure = began
        failedHosts.insert(host)
        guard failedHosts.count >= hostsToJudge else {
            blamed.append(feed)
            return .feed
        }
        defer { blamed = [] }
        downSince = began
        nextProbe = now.addingTimeInterval(probeWait)
        return .network(alsoExcused: blamed)
    }

    /// Whether the network is back is to be tried now.
    package mutating func probe(at now: Date) {
        if downSince != nil { nextProbe = now }
    }

    /// Feeds are being asked although the network is down; the next try is put off further, five minutes at most.
    package mutating func probed(at now: Date) {
        guard downSince != nil else { return }
        probeWait = min(probeWait * 2, Self.longestProbeWait)
        nextProbe = now.addingTimeInterval(probeWait)
    }
}
