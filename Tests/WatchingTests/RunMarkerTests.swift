import Foundation
import TestSupport
import Testing

@testable import Watching

@Suite("The trace of a run that ended without stopping")
struct RunMarkerTests {
    private let first = RunRecord(pid: 11, version: "0.1.0", started: Date(timeIntervalSince1970: 1_795_000_000))
    private let second = RunRecord(pid: 12, version: "0.1.1", started: Date(timeIntervalSince1970: 1_795_000_500))

    @Test("A run that stops leaves nothing; one that dies is found by the next and by those who look")
    func marker() async throws {
        try await withTemporaryFolder { folder in
            #expect(RunMarker.sighting(in: folder) == .none)
            do {
                let marker = try #require(RunMarker(directory: folder, run: first))
                #expect(marker.died == nil)
                #expect(RunMarker.sighting(in: folder) == .running(first))
                // Goes without stopping: the lock goes with the descriptor, as with a process that is killed.
            }
            #expect(RunMarker.sighting(in: folder) == .died(first))
            do {
                let marker = try #require(RunMarker(directory: folder, run: second))
                #expect(marker.died == first)
                #expect(RunMarker.sighting(in: folder) == .running(second))
                marker.remove()
            }
            #expect(RunMarker.sighting(in: folder) == .none)
            #expect(try #require(RunMarker(directory: folder, run: first)).died == nil)
        }
    }

    @Test("A marker that cannot be read or written keeps no run from running")
    func damage() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("newswatch.run")
            for content in ["", "{", "{\"pid\":\"x\"}", String(repeating: "x", count: 5000)] {
                try content.write(to: file, atomically: true, encoding: .utf8)
                #expect(RunMarker.sighting(in: folder) == .none)
                #expect(try #require(RunMarker(directory: folder, run: first)).died == nil)
            }
            #expect(RunMarker(directory: folder.appendingPathComponent("missing"), run: first) == nil)
        }
    }

    @Test("A run that began before the machine did ended with the machine")
    func machine() {
        #expect(first.endedWithMachine(bootedAt: first.started.addingTimeInterval(1)))
        #expect(!first.endedWithMachine(bootedAt: first.started.addingTimeInterval(-1)))
    }
}
