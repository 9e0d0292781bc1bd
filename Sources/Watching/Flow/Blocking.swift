import Dispatch

/// Runs what blocks its thread on a thread of its own, away from those that everything else shares.
enum Blocking {
    static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: work()) }
        }
    }

    private static let queue = DispatchQueue(label: "newswatch.blocking", attributes: .concurrent)
}
