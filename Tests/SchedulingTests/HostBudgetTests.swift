import Foundation
import NewsModel
import Testing

@testable import Scheduling

@Suite("Hosts")
struct HostBudgetTests {
    private func feed(_ number: Int64) -> FeedID { FeedID(rawValue: number) }

    @Test(
        "The host of an address",
        arguments: [
            ("https://Example.ORG/feed", "example.org"), ("http://example.org:8080/", "example.org"),
            ("http://user:p@ss@example.org./x", "example.org"), ("http://[::1]:80/x", "::1"),
            ("HTTP://example.org", "example.org"),
            ("https://example.org?x=/", "example.org"), ("https://ПРИМЕР.рф/x", "пример.рф"), ("", nil),
            ("http://", nil), ("http://@:/", nil),
            ("ftp://example.org", nil), ("httpx://example.org", nil), ("file:///etc/hosts", nil), ("https:///x", nil),
            ("example.org/feed", nil),
        ] as [(String, String?)]
    )
    func names(url: String, host: String?) {
        #expect(HostName.of(url) == host)
    }

    @Test("One at a time and a gap apart, however many wait; other hosts go on")
    func gap() {
        var budget = HostBudget(connections: 1, gap: .seconds(2))
        for number in 1...4 { budget.enqueue(feed(Int64(number)), host: "a") }
        budget.enqueue(feed(9), host: "b")
        #expect(budget.next(10, at: noon) == [feed(1), feed(9)])
        #expect(budget.next(10, at: noon.addingTimeInterval(60)).isEmpty)
        budget.finished(feed(1), at: noon.addingTimeInterval(60))
        #expect(budget.next(10, at: noon.addingTimeInterval(61)).isEmpty)
        #expect(budget.lookAgain == noon.addingTimeInterval(62))
        #expect(budget.next(10, at: noon.addingTimeInterval(62)) == [feed(2)])
    }

    @Test("Several connections keep the gap between their starts")
    func connections() {
        var budget = HostBudget(connections: 2, gap: .seconds(2))
        for number in 1...3 { budget.enqueue(feed(Int64(number)), host: "a") }
        #expect(budget.next(10, at: noon) == [feed(1)])
        #expect(budget.lookAgain == noon.addingTimeInterval(2))
        #expect(budget.next(10, at: noon.addingTimeInterval(2)) == [feed(2)])
        #expect(budget.next(10, at: noon.addingTimeInterval(100)).isEmpty)
        #expect(budget.lookAgain == nil)
    }

    @Test("A feed is in line once, until it is finished")
    func once() {
        var budget = HostBudget(connections: 1, gap: .zero)
        #expect(budget.enqueue(feed(1), host: "a") == true)
        #expect(budget.enqueue(feed(1), host: "a") == false)
        #expect(budget.next(10, at: noon) == [feed(1)])
        #expect(budget.enqueue(feed(1), host: "a") == false)
        budget.finished(feed(1), at: noon)
        #expect(budget.enqueue(feed(1), host: "a") == true)
        #expect(budget.count == 1)
    }

    @Test("A host that is held back is left alone until then, by those in line and by those who come later")
    func heldBack() {
        var budget = HostBudget(connections: 1, gap: .seconds(1))
        budget.enqueue(feed(1), host: "a")
        budget.holdBack("a", until: noon.addingTimeInterval(100))
        budget.holdBack("a", until: noon.addingTimeInterval(50))
        budget.holdBack("c", until: noon.addingTimeInterval(30))
        budget.enqueue(feed(2), host: "a")
        budget.enqueue(feed(3), host: "b")
        budget.enqueue(feed(4), host: "c")
        #expect(budget.next(10, at: noon) == [feed(3)])
        #expect(budget.next(10, at: noon.addingTimeInterval(99)) == [feed(4)])
        #expect(budget.lookAgain == noon.addingTimeInterval(100))
        #expect(budget.next(10, at: noon.addingTimeInterval(100)) == [feed(1)])
    }

    @Test("A host that says it is asked too often gets a longer gap, and its old one back as it answers")
    func refusals() {
        var budget = HostBudget(connections: 1, gap: .seconds(2))
        var now = noon
        var number: Int64 = 0
        /// Seconds until the host may be asked again after an answer.
        func gap(isRefusal: Bool) -> TimeInterval {
            number += 1
            budget.enqueue(feed(number), host: "a")
            now = budget.lookAgain ?? now
            #expect(budget.next(1, at: now) == [feed(number)])
            budget.finished(feed(number), isRefusal: isRefusal, at: now)
            budget.enqueue(feed(0), host: "a")
            let wait = budget.lookAgain?.timeIntervalSince(now) ?? 0
            now = now.addingTimeInterval(wait)
            _ = budget.next(1, at: now)
            budget.finished(feed(0), isRefusal: isRefusal, at: now)
            return wait
        }
        now = noon
        #expect(gap(isRefusal: false) == 2)
        #expect(gap(isRefusal: true) == 5)
        #expect(gap(isRefusal: true) == 20)
        for _ in 0..<10 { _ = gap(isRefusal: true) }
        #expect(gap(isRefusal: true) == 600)
        for _ in 0..<60 { _ = gap(isRefusal: false) }
        #expect(gap(isRefusal: false) < 2.1)
    }

    @Test("Files are nobody's host")
    func files() {
        var budget = HostBudget(connections: 1, gap: .seconds(60))
        for number in 1...3 { budget.enqueue(feed(Int64(number)), host: nil) }
        #expect(budget.lookAgain ?? noon <= noon)
        #expect(budget.next(2, at: noon) == [feed(1), feed(2)])
        #expect(budget.next(2, at: noon) == [feed(3)])
        #expect(budget.lookAgain == nil)
    }

    @Test("The limit is shared by all hosts in the order of their turns")
    func limit() {
        var budget = HostBudget(connections: 1, gap: .zero)
        for number in 1...6 { budget.enqueue(feed(Int64(number)), host: "h\(number % 3)") }
        #expect(budget.next(2, at: noon) == [feed(1), feed(2)])
        #expect(budget.next(2, at: noon) == [feed(3)])
        budget.finished(feed(2), at: noon)
        #expect(budget.next(2, at: noon) == [feed(5)])
    }

    @Test(
        "Over random histories no host is asked too often, too soon or while it is held back, and nobody is forgotten",
        arguments: 0..<50)
    func holds(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let connections = Int.random(in: 1...3, using: &random)
        let gap = Double(Int.random(in: 0...5, using: &random))
        var budget = HostBudget(connections: connections, gap: .seconds(gap))
        let hosts = Dictionary(
            uniqueKeysWithValues: (0..<60).map { (feed($0), "h\(Int.random(in: 0..<8, using: &random))") })
        for (feed, host) in hosts { budget.enqueue(feed, host: host) }
        var (running, held, lastStart): ([FeedID], [String: Date], [String: Date]) = ([], [:], [:])
        var asked: Set<FeedID> = []
        var now = noon
        for _ in 0..<2000 where asked.count < hosts.count {
            for feed in budget.next(Int.random(in: 0...4, using: &random), at: now) {
                let host = hosts[feed] ?? ""
                #expect(asked.insert(feed).inserted)
                #expect(held[host] ?? .distantPast <= now)
                #expect(lastStart[host].map { now.timeIntervalSince($0) >= gap } ?? true)
                lastStart[host] = now
                running.append(feed)
                #expect(running.filter { hosts[$0] == host }.count <= connections)
            }
            if Bool.random(using: &random), let index = running.indices.randomElement(using: &random) {
                budget.finished(running.remove(at: index), at: now)
            }
            if Int.random(in: 0..<40, using: &random) == 0 {
                let host = "h\(Int.random(in: 0..<8, using: &random))"
                let until = now.addingTimeInterval(20)
                budget.holdBack(host, until: until)
                held[host] = until
            }
            now += Bool.random(using: &random) ? 1 : 0
        }
        #expect(asked.count == hosts.count)
    }

    @Test("A clock that is set back makes no host wait for what the clock showed before")
    func clockSetBack() {
        var budget = HostBudget(connections: 1, gap: .seconds(2))
        for number in 1...2 { budget.enqueue(feed(Int64(number)), host: "a") }
        let ahead = noon.addingTimeInterval(9 * hour)
        #expect(budget.next(10, at: ahead) == [feed(1)])
        budget.finished(feed(1), at: ahead)
        #expect(budget.next(10, at: noon).isEmpty)
        budget.clockWasSetBack(to: noon)
        #expect(budget.lookAgain == noon.addingTimeInterval(2))
        #expect(budget.next(10, at: noon.addingTimeInterval(2)) == [feed(2)])
    }
}
