import Dispatch
import Synchronization

/// Runs what blocks its thread on a thread of its own, away from those that everything else shares.
enum Blocking {
    static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: work()) }
        }
    }

    /// As `run`, but a task that is cancelled waits no longer: work that hangs does not keep the program from its end.
    ///
    /// Work that is left behind goes on, with nobody to see its value, until it is done or the process ends.
    static func runUnlessCancelled<Value: Sendable>(
        _ work: @escaping @Sendable () -> Value
    ) async throws(CancellationError) -> Value {
        let wait = Wait<Value>()
        let value: Value? = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard wait.begin(continuation) else { return }
                queue.async { wait.end(work()) }
            }
        } onCancel: {
            wait.end(nil)
        }
        guard let value else { throw CancellationError() }
        return value
    }

    private static let queue = DispatchQueue(label: "newswatch.blocking", attributes: .concurrent)
}

/// Resumes a task once, by whichever comes first: the value or the cancellation.
private final class Wait<Value: Sendable>: Sendable {
    private enum State {
        case idle
        case waiting(CheckedContinuation<Value?, Never>)
        case over
    }

    private let state = Mutex(State.idle)

    /// - Returns: Whether there is still something to wait for.
    func begin(_ continuation: CheckedContinuation<Value?, Never>) -> Bool {
        let isOver = state.withLock { state in
            if case .over = state { return true }
            state = .waiting(continuation)
            return false
        }
        if isOver { continuation.resume(returning: nil) }
        return !isOver
    }

    func end(_ value: Value?) {
        let sleeper: CheckedContinuation<Value?, Never>? = state.withLock { state in
            defer { state = .over }
            guard case .waiting(let continuation) = state else { return nil }
            return continuation
        }
        sleeper?.resume(returning: value)
    }
}
