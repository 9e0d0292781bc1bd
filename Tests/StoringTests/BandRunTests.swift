import Comparing
import Foundation
import GRDB
import NewsModel
import Testing

@testable import Storing

@Suite("Runs of bands")
struct BandRunTests {
    private static let slot: Int64 = 640

    /// As the copy search asks: the newest articles that have a band.
    private static func articles(with hash: UInt32, _ db: Database) throws -> [Int64] {
        let found = try BandRun.all(in: slot, db).flatMap { try $0.articles(with: hash, db) }
        return Array(Set(found).sorted(by: >).prefix(CandidateChoice.rowsPerBand))
    }

    private static func add(_ records: [BandRecord], in slot: Int64 = slot, _ db: Database) throws {
        try BandMerge.add(records.sorted()[...], in: slot, db)
    }

    @Test("Every band is found however its runs were merged", arguments: [7, 400, 3000])
    func found(perTransaction size: Int) async throws {
        try await withStore { store, _, _ in
            try await store.write { db in
                var random = SystemRandomNumberGenerator()
                var expected: [UInt32: Set<Int64>] = [0: [], .max: []]
                for transaction in 1...30 {
                    var records: [BandRecord] = []
                    for number in 0..<size {
                        // Few hashes that many articles have, many that few have, and both ends of what a hash may be.
                        let hash: UInt32 =
                            switch number % 5 {
                            case 0: UInt32.random(in: 0...3, using: &random) &- 2
                            case 1: UInt32.random(in: 1000...1100, using: &random)
                            default: UInt32.random(in: 0...(.max), using: &random)
                            }
                        let article = Int64(transaction) << 33 | Int64(number / 2)
                        expected[hash, default: []].insert(article)
                        records.append(BandRecord(hash: hash, article: article))
                    }
                    try Self.add(records, db)
                }
                for (hash, articles) in expected {
                    let newest = Array(articles.sorted(by: >).prefix(CandidateChoice.rowsPerBand))
                    #expect(try Self.articles(with: hash, db) == newest)
                }
                #expect(try Self.articles(with: 999, db) == [])
                #expect(try BandRun.all(in: Self.slot, db).count <= 6)
                #expect(try BandRun.all(in: Self.slot + 1, db).isEmpty)
            }
        }
    }

    @Test("Runs are merged with those of like size, and no further than is quickly written")
    func chosen() {
        func merged(_ count: Int, with others: [Int]) -> [Int] {
            BandMerge.chosen(from: others.map { BandRun(id: 0, count: $0) }, for: count).map(\.count)
        }
        #expect(merged(10, with: []) == [])
        #expect(merged(10, with: [20]) == [20])
        #expect(merged(10, with: [21]) == [])
        #expect(merged(10, with: [1000, 60, 20, 300]) == [20, 60])
        #expect(merged(600_000, with: [500_000]) == [])
        #expect(merged(500_000, with: [500_000, 100_000]) == [100_000])
    }

    @Test("Retention drops the spans that no copy can be of, a few leaves at once")
    func retention() async throws {
        try await withStore { store, _, _ in
            let current = CopySearch.slot(of: noon.milliseconds)
            try await store.write { db in
                for slot in current - 5...current {
                    let records = (0..<5000).map { BandRecord(hash: UInt32($0) << 16, article: Int64($0)) }
                    try Self.add(records, in: slot, db)
                }
            }
            var slices = 1
            while try await store.retain(RetentionLimits(), at: noon, slice: 3) { slices += 1 }
            #expect(slices > 6)
            try await store.read { db in
                let slots = try Int64.fetchAll(db, sql: "SELECT slot FROM band_run ORDER BY slot")
                #expect(slots == Array(current - 2...current))
                let leaves = try Int.fetchOne(db, sql: "SELECT count(*) FROM band_leaf")
                #expect(leaves == 3 * 8)
            }
        }
    }
}
