import Foundation
import Synchronization

/// What the threads of a scripted server share.
final class ScriptedServerCore: Sendable {
    private struct Waiting {
        var count: Int
        var continuation: CheckedContinuation<[ScriptedRequest], Never>
    }

    private struct State {
        var isClosed = false
        var connections = 0
        var open: Set<Int32> = []
        var requests: [ScriptedRequest] = []
        var waiting: [Waiting] = []
    }

    private let listener: Int32
    private let script: ScriptedServer.Script
    private let state = Mutex(State())

    init(listener: Int32, script: @escaping ScriptedServer.Script) {
        self.listener = listener
        self.script = script
    }

    var requests: [ScriptedRequest] { state.withLock { $0.requests } }
    var connections: Int { state.withLock { $0.connections } }

    func requests(atLeast count: Int) async -> [ScriptedRequest] {
        await withCheckedContinuation { continuation in
            let known = state.withLock { state -> [ScriptedRequest]? in
                if state.requests.count >= count || state.isClosed { return state.requests }
                state.waiting.append(Waiting(count: count, continuation: continuation))
                return nil
            }
            if let known { continuation.resume(returning: known) }
        }
    }

    func acceptConnections() {
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else {
                if errno == EINTR { continue }
                break
            }
            let number = state.withLock { state -> Int? in
                guard !state.isClosed else { return nil }
                state.open.insert(descriptor)
                state.connections += 1
                return state.connections - 1
            }
            guard let number else {
                Glibc.close(descriptor)
                continue
            }
            Thread.detachNewThread { self.serve(descriptor, number: number) }
        }
        Glibc.close(listener)
    }

    private func serve(_ descriptor: Int32, number: Int) {
        var connection = ScriptedConnection(descriptor: descriptor)
        while let request = connection.nextRequest(connection: number) {
            guard connection.play(script(record(request))) else { break }
        }
        state.withLock { state in
            state.open.remove(descriptor)
            Glibc.close(descriptor)
        }
    }

    private func record(_ request: ScriptedRequest) -> ScriptedRequest {
        var request = request
        let (ready, requests) = state.withLock { state in
            request.number = state.requests.count
            state.requests.append(request)
            let ready = state.waiting.filter { $0.count <= state.requests.count }
            state.waiting.removeAll { $0.count <= state.requests.count }
            return (ready, state.requests)
        }
        for waiting in ready { waiting.continuation.resume(returning: requests) }
        return request
    }

    /// Shutting a socket down wakes the thread that sits in a call on it; that thread closes it.
    func close() {
        let (waiting, requests) = state.withLock { state in
            guard !state.isClosed else { return ([Waiting](), state.requests) }
            state.isClosed = true
            shutdown(listener, Int32(SHUT_RDWR))
            for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
            defer { state.waiting = [] }
            return (state.waiting, state.requests)
        }
        for waiting in waiting { waiting.continuation.resume(returning: requests) }
    }
}
