import Foundation
import NewsModel
import Synchronization

/// A try that was made, and what became of it.
struct MadeTry: Sendable {
    let delivery: Delivery
    let outcome: DeliveryOutcome
    /// Until when the endpoint is left alone.
    let pause: Date?
    let at: Date
}

/// The tries that the store does not know of yet, one of each endpoint at the most.
///
/// A store that cannot be written takes no outcome: the delivery would stay due, and its receiver would be told again and
/// again. Nothing more is sent to an endpoint before its try is recorded. It outlives a reload of the settings.
package final class UnrecordedOutcomes: Sendable {
    private let tries = Mutex<[String: MadeTry]>([:])

    package init() {}

    func keep(_ made: MadeTry) { tries.withLock { $0[made.delivery.endpoint] = made } }

    func of(_ endpoint: String) -> MadeTry? { tries.withLock { $0[endpoint] } }

    func forget(_ endpoint: String) { tries.withLock { _ = $0.removeValue(forKey: endpoint) } }
}
