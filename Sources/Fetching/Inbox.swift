import CCurl
import Synchronization

typealias TransferOutcome = Result<RawAnswer, FetchError>

/// Names one transfer on every thread, and says whether its caller has lost interest.
///
/// A cancellation may be posted before the start of the same transfer, so the start looks here as well.
final class Ticket: Sendable {
    private let cancelled = Atomic(false)
    var isCancelled: Bool { cancelled.load(ordering: .acquiring) }
    func cancel() { cancelled.store(true, ordering: .releasing) }
}

/// A transfer that waits to be started, and whom to tell.
struct TransferJob: Sendable {
    let ticket: Ticket
    let task: TransferTask
    let continuation: CheckedContinuation<TransferOutcome, Never>
}

/// What callers post to the thread that owns the multi handle.
final class Inbox: Sendable {
    enum Message: Sendable {
        case start(TransferJob)
        case cancel(Ticket)
        case stop
    }

    private struct State {
        var messages: [Message] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let multi: MultiHandle

    init(_ multi: MultiHandle) { self.multi = multi }

    /// - Returns: `false` when nobody reads the inbox any more; the message is then dropped.
    @discardableResult
    func post(_ message: Message) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            state.messages.append(message)
            // Waking up under the lock keeps the handle alive meanwhile: it is freed after the inbox was closed.
            if state.messages.count == 1 { multi.wakeUp() }
            return true
        }
    }

    /// All messages since the last call.
    func take() -> [Message] {
        state.withLock { state in
            defer { state.messages = [] }
            return state.messages
        }
    }

    /// Refuses further messages.
    ///
    /// - Returns: The ones that nobody took.
    func close() -> [Message] {
        state.withLock { state in
            defer { state.messages = [] }
            state.isClosed = true
            return state.messages
        }
    }
}
