import Foundation
import TestSupport
import Testing

@Suite("Arguments that cannot be meant", .timeLimit(.minutes(2)))
struct ArgumentTests {
    @Test(
        "They end with a word on the usage",
        arguments: [
            ["search", "\"a b\"", "--limit=-1"], ["articles", "--limit", "0"], ["deliveries", "list", "--limit=-5"],
            ["classify", "--no-such"], ["parse"], ["feeds", "add"],
        ])
    func usage(arguments: [String]) async throws {
        let result = try await Program().run(arguments)
        #expect(result.status == 64)
        #expect(result.errors.contains("Usage:") || result.errors.contains("--help"))
    }

    @Test("A command that needs a topic and finds none says how to name one")
    func noTopic() async throws {
        try await withTemporaryFolder { folder in
            let missing = folder.appendingPathComponent("none.yaml").path
            let result = try await Program().run(["classify", "--config", missing])
            #expect(result.status == 66)
            #expect(result.errors.contains(missing))
        }
    }
}
