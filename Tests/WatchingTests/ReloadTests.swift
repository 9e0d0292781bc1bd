import Foundation
import StrictYAML
import TestSupport
import Testing

@testable import Watching

@Suite("A reload puts all of the new settings in force, or none")
struct ReloadTests {
    @Test("Another state directory is refused, for the store cannot move while it is in use")
    func state() async throws {
        try await withTemporaryFolder { folder in
            try await withTemporaryFolder { other in
                let test = try await TestWatch(in: folder, feeds: [])
                let plan = try TestWatch.foreignPlan(in: other)
                let error = await #expect(throws: Problems.self) { try await test.watch.apply(plan) }
                #expect(error?.description.contains("restart newswatch to change it") == true)
                #expect(test.watch.parts.plan.settings.file == folder.appendingPathComponent("newswatch.yaml"))
                #expect(!FileManager.default.fileExists(atPath: plan.statePath("changes.jsonl")))
                try await test.watch.close()
            }
        }
    }
}
