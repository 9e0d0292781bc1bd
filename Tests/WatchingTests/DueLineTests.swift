import Foundation
import NewsModel
import Storing
import Testing

@testable import Watching

@Suite("How far the line of due feeds has been read")
struct DueLineTests {
    private let noon = Date(timeIntervalSince1970: 1_750_000_000)

    private func position(_ seconds: TimeInterval) -> DuePosition {
        DuePosition(
            of: FeedState(
                id: FeedID(rawValue: 1), feed: Feed(name: "a", url: "https://a.example/"), due: noon + seconds))
    }

    /// A line that was read up to two minutes after noon; the next feed is due an hour after.
    private var line: DueLine {
        var line = DueLine()
        line.end(line.begin(), at: position(120), next: noon + 3600)
        return line
    }

    @Test("A feed that falls due later is looked for then")
    func later() {
        var line = line
        line.expect(noon + 600)
        #expect(line.position == position(120))
        #expect(line.nextLook == noon + 600)
    }

    @Test("A feed that was stored so late that its time has been read already is not passed over")
    func storedLate() {
        var line = line
        line.expect(noon + 60)
        #expect(line.position == nil)
        #expect(line.nextLook == noon + 60)
    }

    @Test("Nor is one that was stored while the line was being read")
    func storedMeanwhile() {
        var line = line
        let reading = line.begin()
        line.expect(noon + 300)
        line.end(reading, at: position(600), next: noon + 3600)
        #expect(line.position == nil)
        #expect(line.nextLook == noon + 300)
    }

    @Test("A reading that began before a restart does not count")
    func restart() {
        var line = line
        let reading = line.begin()
        line.restart()
        line.end(reading, at: position(600), next: noon + 3600)
        #expect(line.position == nil)
        #expect(line.nextLook == .distantPast)
    }
}
