import Foundation
import Storing

/// How far the feeds that fall due have been read, so that each is read once and what is not due costs nothing.
///
/// Every feed up to `position` is in hand or was asked, and so is due later again.
struct DueLine {
    private(set) var position: DuePosition?
    private var next = Date.distantPast
    private var lastLook = Date.distantPast
    private var restarts = 0
    /// The earliest time that was expected while a reading was under way.
    private var expectedMeanwhile = Date.distantFuture

    /// When there is something to read.
    var nextLook: Date { next }

    /// A reading that is under way, and what became known meanwhile.
    struct Reading {
        fileprivate let restarts: Int
    }

    /// Begins to read what comes after `position`.
    mutating func begin() -> Reading {
        next = .distantFuture
        expectedMeanwhile = .distantFuture
        return Reading(restarts: restarts)
    }

    /// - Parameter position: Of the last feed that was read.
    /// - Parameter next: When the first feed after it is due.
    mutating func end(_ reading: Reading, at position: DuePosition?, next: Date) {
        guard reading.restarts == restarts else { return }
        self.position = position
        self.next = min(self.next, next)
        expect(expectedMeanwhile)
    }

    /// A feed falls due then.
    ///
    /// One that was stored late may be due again at a time that has been read already: then all is read again.
    mutating func expect(_ date: Date) {
        expectedMeanwhile = min(expectedMeanwhile, date)
        if let position, date <= position.due {
            restart(at: date)
        } else {
            next = min(next, date)
        }
    }

    /// Reads everything again: what is due has changed otherwise than by a refresh.
    mutating func restart(at date: Date = .distantPast) {
        position = nil
        next = date
        restarts += 1
    }

    /// Whether the clock shows an earlier time than at the last look; true at the first one, which tells nothing.
    mutating func isClockSetBack(at now: Date) -> Bool {
        defer { lastLook = now }
        return lastLook == .distantPast || now < lastLook
    }
}
