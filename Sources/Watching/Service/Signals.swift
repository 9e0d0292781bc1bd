import Dispatch
import Foundation
import Synchronization

/// The signals that a service is steered by, as a sequence.
package enum Signals {
    /// Delivers each of the signals from now on instead of letting it end the process.
    ///
    /// The handler closures are built here, outside any actor: one that inherits an actor's isolation traps when
    /// Dispatch calls it on its own queue.
    package static func stream(of numbers: [Int32]) -> AsyncStream<Int32> {
        AsyncStream { continuation in
            let sources = Mutex<[any DispatchSourceSignal]>([])
            sources.withLock { sources in
                let queue = DispatchQueue(label: "newswatch.signals")
                for number in numbers {
                    signal(number, SIG_IGN)
                    let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
                    source.setEventHandler { continuation.yield(number) }
                    source.resume()
                    sources.append(source)
                }
            }
            // Whoever ends the stream lets go of the sources, which live as long.
            continuation.onTermination = { _ in
                sources.withLock { sources in
                    for source in sources { source.cancel() }
                }
            }
        }
    }
}
