import Foundation
import Synchronization

/// A progress bar on standard error for a person at a terminal; a pipe gets none.
final class Progress: Sendable {
    private static let width = 30

    private let total: Int
    private let done = Mutex(0)
    private let isShown = isatty(STDERR_FILENO) == 1

    init(total: Int) { self.total = total }

    func step() {
        let count = done.withLock { done in
            done += 1
            return done
        }
        guard isShown, total > 0 else { return }
        let filled = min(Self.width, Self.width * count / total)
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
        writeToStandardError("\r[\(bar)] \(count)/\(total)")
    }

    func end() {
        if isShown { writeToStandardError("\r\u{1B}[K") }
    }
}
