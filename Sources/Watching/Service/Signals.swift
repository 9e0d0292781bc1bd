import Dispatch
import Foundation

/// The signals that a service is steered by, as a sequence.
package enum Signals {
    /// Delivers each of the signals from now on instead of letting it end the process.
    ///
    /// The handler closures are built here, outside any actor: one that inherits an actor's isolation traps when
    /// Dispatch calls it on its own queue.
    package static func stream(of numbers: [Int32]) -> AsyncStream<Int32> {
        AsyncStream { continuation in
            let queue = DispatchQueue(label: "newswatch.signals")
            let sources = numbers.map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
                source.setEventHandler { continuation.yield(number) }
                source.resume()
                return SignalSource(source: source)
            }
            continuation.onTermination = { _ in
                for held in sources { held.source.cancel() }
            }
        }
    }

    /// Keeps a source alive.
    ///
    /// Sendable without the compiler's check because it is only ever cancelled, which Dispatch allows from any thread.
    private struct SignalSource: @unchecked Sendable {
        let source: any DispatchSourceSignal
    }
}
