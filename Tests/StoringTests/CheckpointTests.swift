import Foundation
import GRDB
import TestSupport
import Testing

@testable import Storing

@Suite("Copying the write-ahead log back")
struct CheckpointTests {
    private static let limits = CheckpointPlan.Limits(begin: 100, short: 10, most: 400)

    @Test("Nothing is done before the log is long enough, and then it is copied beside the writer")
    func begins() {
        var plan = CheckpointPlan(Self.limits)
        #expect(
            [10, 99, 100, 130, 399].map { plan.step(pages: $0) } == [.nothing, .nothing, .beside, .nothing, .nothing])
    }

    @Test("The little that was added meanwhile is copied by the writer, and much of it beside again")
    func catchesUp() {
        var plan = CheckpointPlan(Self.limits)
        #expect(plan.step(pages: 100) == .beside)
        plan.endedBeside((pages: 120, copied: 120))
        #expect(plan.step(pages: 180) == .beside)
        plan.endedBeside((pages: 185, copied: 185))
        #expect(plan.step(pages: 190) == .here)
        plan.endedHere((pages: 190, copied: 190))
        // The log began anew.
        #expect(plan.step(pages: 5) == .nothing)
        #expect(plan.step(pages: 99) == .nothing)
        #expect(plan.step(pages: 100) == .beside)
    }

    @Test("A log of full length makes the writer wait")
    func bounded() {
        var plan = CheckpointPlan(Self.limits)
        #expect(plan.step(pages: 100) == .beside)
        #expect(plan.step(pages: 400) == .hereAfterwards)
        plan.endedBeside((pages: 300, copied: 300))
        plan.endedHere((pages: 400, copied: 400))
        #expect(plan.step(pages: 3) == .nothing)
        // A single commit may bring more than the log is to hold.
        #expect(plan.step(pages: 700) == .here)
    }

    @Test("Work in bulk waits while much of the log is yet to be copied, and not for the sake of little")
    func behind() {
        var plan = CheckpointPlan(Self.limits)
        #expect(plan.step(pages: 100) == .beside)
        #expect(!plan.isBehind)
        #expect(plan.step(pages: 200) == .nothing)
        #expect(plan.isBehind)
        plan.endedBeside((pages: 200, copied: 200))
        #expect(!plan.isBehind)
    }

    @Test(
        "Whoever reads an old state or fills the disk is not asked at every commit",
        arguments: [(pages: 150, copied: 40), nil])
    func hindered(outcome: (pages: Int, copied: Int)?) {
        var plan = CheckpointPlan(Self.limits)
        #expect(plan.step(pages: 100) == .beside)
        plan.endedBeside(outcome)
        #expect(plan.step(pages: 109) == .nothing)
        #expect(plan.step(pages: 110) == .beside)
        plan.endedBeside(outcome)
        #expect(plan.step(pages: 500) == .here)
        plan.endedHere(outcome)
        #expect(plan.step(pages: 509) == .nothing)
        #expect(plan.step(pages: 510) == .here)
    }

    @Test("A log that somebody reads to its end is not copied at every commit either")
    func held() {
        var plan = CheckpointPlan(Self.limits)
        #expect(plan.step(pages: 100) == .beside)
        plan.endedBeside((pages: 100, copied: 100))
        #expect(plan.step(pages: 104) == .here)
        plan.endedHere((pages: 104, copied: 104))
        #expect((105..<114).map { plan.step(pages: $0) } == Array(repeating: .nothing, count: 9))
        #expect(plan.step(pages: 114) == .here)
    }

    @Test(
        "While much is written the log stays short, the shorter where writing waits for it, and nothing is lost",
        arguments: [(nil, 240), (false, 120), (true, 60)])
    func written(waitingEntirely: Bool?, atMost most: Int) async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appendingPathComponent("test.db").path
            let pool = try DatabasePool(path: path)
            let limits = CheckpointPlan.Limits(begin: 40, short: 8, most: 120)
            let checkpointer = Checkpointer(path: path, limits: limits)
            try await pool.writeWithoutTransaction { db in
                try db.execute(sql: "CREATE TABLE item (id INTEGER PRIMARY KEY, content BLOB)")
                checkpointer.attach(to: db)
            }
            for number in 0..<400 {
                try await pool.write { db in
                    let content = Data(repeating: UInt8(truncatingIfNeeded: number), count: 9000)
                    try db.execute(sql: "INSERT INTO item (content) VALUES (?)", arguments: [content])
                }
                if let waitingEntirely { await checkpointer.catchUp(entirely: waitingEntirely) }
            }
            let log = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int ?? .max
            // 400 commits of three pages and more.
            #expect(log < most * 4096)
            checkpointer.close()
            try pool.close()
            let again = try DatabaseQueue(path: path)
            let count = try await again.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM item") }
            #expect(count == 400)
        }
    }
}
