import Foundation
import NewsModel
import Scheduling
import Testing

@Suite("The network's own incidents")
struct NetworkWatchTests {
    private func fail(
        _ watch: inout NetworkWatch,
        _ numbers: [Int64],
        kind: FeedFailure.Kind = .dns,
        wasFailing: Bool = false
    ) -> [NetworkWatch.Blame] {
        numbers.map { number in
            watch.failed(
                FeedID(rawValue: number),
                host: "host\(number)",
                kind: kind,
                wasFailing: wasFailing,
                at: noon.addingTimeInterval(Double(number))
            )
        }
    }

    @Test("When host after host fails and nothing answers, no feed is blamed")
    func down() {
        var watch = NetworkWatch(hosts: 400)
        #expect(fail(&watch, [1, 2, 3, 4]) == [.feed, .feed, .feed, .feed])
        #expect(watch.downSince == nil)
        let excused = [1, 2, 3, 4].map { FeedID(rawValue: $0) }
        #expect(fail(&watch, [5, 6]) == [.network(alsoExcused: excused), .network(alsoExcused: [])])
        #expect(watch.downSince == noon.addingTimeInterval(1))
        #expect(watch.answered() == noon.addingTimeInterval(1))
        #expect(watch.downSince == nil)
        #expect(watch.answered() == nil)
        #expect(fail(&watch, [7]) == [.feed])
    }

    @Test(
        "One answer among the failures, and it is the hosts'", arguments: [FeedFailure.Kind.status, .gone, .notAFeed])
    func answers(kind: FeedFailure.Kind) {
        var watch = NetworkWatch(hosts: 400)
        for _ in 0..<5 {
            _ = fail(&watch, [1, 2, 3, 4])
            #expect(fail(&watch, [9], kind: kind) == [.feed])
        }
        #expect(watch.downSince == nil)
    }

    @Test("Feeds that failed before, many feeds of one host, and our own refusals tell nothing")
    func tellsNothing() {
        var watch = NetworkWatch(hosts: 400)
        #expect(fail(&watch, Array(1...20), wasFailing: true).allSatisfy { $0 == .feed })
        #expect(fail(&watch, Array(repeating: 1, count: 20)).allSatisfy { $0 == .feed })
        #expect(fail(&watch, Array(1...20), kind: .forbidden).allSatisfy { $0 == .feed })
        #expect(watch.downSince == nil)
    }

    @Test("While it is down only a few feeds are tried, less and less often")
    func probes() {
        var watch = NetworkWatch(hosts: 2)
        #expect(watch.nextProbe == nil)
        _ = fail(&watch, [1, 2])
        #expect(watch.nextProbe == noon.addingTimeInterval(2 + 15))
        watch.probed(at: noon)
        #expect(watch.nextProbe == noon.addingTimeInterval(30))
        for _ in 0..<10 { watch.probed(at: noon) }
        #expect(watch.nextProbe == noon.addingTimeInterval(300))
        watch.answered()
        watch.probed(at: noon)
        #expect(watch.nextProbe == nil)
    }
}
