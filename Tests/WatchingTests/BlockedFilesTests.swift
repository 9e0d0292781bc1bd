import Foundation
import NewsModel
import Notifying
import Storing
import Synchronization
import TestSupport
import Testing

@testable import Watching

@Suite("Files that hang or cannot be written cost no alert", .timeLimit(.minutes(1)))
struct BlockedFilesTests {
    private static let feed = TestWatch.rss([.init(id: "1", title: "A moon base is planned")])

    /// Stands for the daemon: it writes the digest and has other things to do.
    private actor Host {
        private(set) var turns = 0

        func write(_ digest: DigestWriter, at now: Date) async throws { try await digest.write(at: now) }

        func turn() { turns += 1 }
    }

    @Test("A disk that hangs under the digest holds up nothing else, nor the program's end")
    func digest() async throws {
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(in: folder, feeds: [])
            let gate = Gate()
            let (hangs, hanging) = AsyncStream.makeStream(of: Void.self)
            let digest = DigestWriter(store: test.watch.store, plan: test.watch.parts.plan) { _, _ in
                hanging.yield()
                gate.wait()
            }
            defer { gate.open() }
            let host = Host()
            let writing = Task { try await host.write(digest, at: test.clock.now) }
            var iterator = hangs.makeAsyncIterator()
            _ = await iterator.next()
            await host.turn()
            #expect(await host.turns == 1)
            writing.cancel()
            await #expect(throws: CancellationError.self) { try await writing.value }
            try await test.watch.close()
        }
    }

    @Test("A pass delivers and writes the digest although the change log takes nothing, and fails after that")
    func changeLog() async throws {
        let well: ScriptedServer.Script = { _ in .answer(200) }
        try await TestWatch.withReceiver(feed: Self.feed, answering: well, more: ", log: { path: /dev/full }") {
            test, receiver in
            await #expect(throws: ChangeLogError.self) { try await test.watch.once(all: true) }
            #expect(receiver.requests.count == 1)
            let pending = try await test.watch.store.pendingDeliveries()
            #expect(pending == 0)
            #expect(try !test.contents(of: "digest.md").isEmpty)
        }
    }
}
