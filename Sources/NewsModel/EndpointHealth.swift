package import Foundation

/// How an endpoint has answered lately.
package struct EndpointHealth: Hashable, Sendable {
    /// Tries in a row that failed, of whatever delivery.
    package var failures = 0
    /// When the first of them failed.
    package var failingSince: Date?
    /// When people were told that it is down.
    package var toldAt: Date?

    package init() {}
}

/// Something that people are told of an endpoint.
package struct EndpointEvent: Hashable, Sendable {
    package var kind: ChangeKind
    package var snapshot: EndpointSnapshot

    package init(kind: ChangeKind, snapshot: EndpointSnapshot) {
        self.kind = kind
        self.snapshot = snapshot
    }
}
