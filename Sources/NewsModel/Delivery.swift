package import Foundation

/// Which changes an endpoint wants.
///
/// A pure value, so that the store can write deliveries in the transaction of their change.
package struct Route: Hashable, Sendable {
    /// The endpoint's name in the settings.
    package var endpoint: String
    package var kinds: Set<ChangeKind>
    /// The least relevance of changes about articles and stories.
    package var relevance: Relevance
    /// Any of these; empty wants all.
    package var tags: Set<String>

    package init(endpoint: String, kinds: Set<ChangeKind>, relevance: Relevance = .onTopic, tags: Set<String> = []) {
        self.endpoint = endpoint
        self.kinds = kinds
        self.relevance = relevance
        self.tags = tags
    }

    /// Whether the endpoint is to be told of the change; a quiet change is told to nobody.
    package func wants(_ kind: ChangeKind, quiet: Bool, detail: ChangeDetail) -> Bool {
        guard !quiet, kinds.contains(kind) else { return false }
        guard let relevance = detail.relevance else { return true }
        guard relevance >= self.relevance else { return false }
        return tags.isEmpty || !tags.isDisjoint(with: detail.tags ?? [])
    }
}

/// Why an alert waits although its endpoint would take it.
package enum Hold: String, Hashable, Sendable, CaseIterable {
    case quietHours = "quiet_hours"
    case hourlyCap = "alerts_per_hour"
}

/// A change on its way to an endpoint.
package struct Delivery: Hashable, Sendable, Identifiable {
    package enum State: String, Hashable, Sendable, Codable {
        case pending, sent, dead
        /// Told to nobody, because someone wants to hear nothing of its subject.
        case muted
    }

    package var id: Int64
    package var endpoint: String
    package var change: Change
    package var state: State
    /// Tries made so far.
    package var attempts: Int
    package var nextTry: Date
    package var lastError: String?
    package var created: Date
    /// Why it was held back last; stays when it goes out at last.
    package var held: Hold?
    /// Asked for by hand: it goes out whatever the hour.
    package var isUrgent = false
    /// The delivery whose message tells this one as well.
    package var carrier: Int64?
    /// Further changes that this one's message tells, the oldest first.
    package var gathered: [Change] = []
    /// The change's story as it is known now: stories that turn out to be one are joined.
    package var story: StoryID?

    package init(
        id: Int64,
        endpoint: String,
        change: Change,
        state: State,
        attempts: Int,
        nextTry: Date,
        lastError: String?,
        created: Date
    ) {
        self.id = id
        self.endpoint = endpoint
        self.change = change
        self.state = state
        self.attempts = attempts
        self.nextTry = nextTry
        self.lastError = lastError
        self.created = created
    }
}

/// What became of one try.
package enum DeliveryOutcome: Hashable, Sendable {
    case sent
    case retry(at: Date, reason: String)
    case dead(reason: String)
    /// 410: the endpoint wants nothing any more. The delivery is dead and the endpoint is disabled.
    case endpointGone(reason: String)
}
