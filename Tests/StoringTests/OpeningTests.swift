import Foundation
import NewsModel
import TestSupport
import Testing

@testable import Storing

struct OpeningTests {
    private func permissions(_ url: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
    }

    @Test("The state is private to the user, also when it was not")
    func privacy() async throws {
        try await withTemporaryFolder { folder in
            let state = folder.appendingPathComponent("state")
            try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: state.path)
            let store = try NewsStore(directory: state, access: .owner)
            try await store.register([Feed(name: "a", url: "https://a.example/")], at: noon)
            #expect(try permissions(state) == 0o700)
            for file in try FileManager.default.contentsOfDirectory(at: state, includingPropertiesForKeys: nil) {
                #expect(try permissions(file) == 0o600, "\(file.lastPathComponent)")
            }
        }
    }

    @Test("A second owner is refused while the first lives, and told by whom")
    func locked() async throws {
        try await withStore { store, _, folder in
            let state = folder.appendingPathComponent("state")
            #expect(throws: StoreError.locked(directory: state.path, by: ProcessInfo.processInfo.processIdentifier)) {
                try NewsStore(directory: state, access: .owner)
            }
            try store.close()
        }
    }

    @Test("A reader and a guest work beside the owner")
    func beside() async throws {
        try await withStore { store, feeds, folder in
            let state = folder.appendingPathComponent("state")
            let reader = try NewsStore(directory: state, access: .reader)
            let guest = try NewsStore(directory: state, access: .guest)
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [everything])
            #expect(try await reader.articles(ArticleFilter()).count == 1)
            let delivery = try #require(try await reader.due().first)
            #expect(try await guest.retry(delivery.id, at: minutes(3)))
            #expect(try await store.due().map(\.id) != [delivery.id])
            await #expect(throws: StoreError.self) { try await reader.remember("a", "b") }
        }
    }

    @Test("A reader reads when no owner lives", arguments: [true, false])
    func readerAlone(closedInOrder: Bool) async throws {
        try await withTemporaryFolder { folder in
            do {
                let owner = try NewsStore(directory: folder, access: .owner)
                let feeds = try await owner.registered([Feed(name: "a", url: "https://a.example/")], at: noon)
                try await owner.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [everything])
                if closedInOrder { try owner.close() }
            }
            for access in [NewsStore.Access.reader, .guest] {
                let store = try NewsStore(directory: folder, access: access)
                #expect(try await store.articles(ArticleFilter()).count == 1)
                #expect(
                    try await store.search(SearchQuery("pier OR \"cracks in four\"", now: noon), limit: 9).count == 1)
                #expect(try await store.examine().findings == [])
                try store.close()
            }
            let owner = try NewsStore(directory: folder, access: .owner)
            #expect(try await owner.due().count == 1)
        }
    }

    @Test("The lock tells a killed process from a machine that went down")
    func powerCut() async throws {
        try await withTemporaryFolder { folder in
            let state = StateDirectory(folder)
            let file = URL(fileURLWithPath: state.lockPath)
            let first = try StateLock(state)
            #expect(!first.followsPowerCut)
            let killed = try Data(contentsOf: file)
            first.release()

            try killed.write(to: file)
            let second = try StateLock(state)
            #expect(!second.followsPowerCut)
            second.release()

            try Data("4711\n00000000-0000-0000-0000-000000000000\n".utf8).write(to: file)
            let third = try StateLock(state)
            #expect(third.followsPowerCut)
            // Killed before the file was looked at: the next one is to look.
            let stopped = try Data(contentsOf: file)
            third.noteSound()
            let sound = try Data(contentsOf: file)
            third.release()
            for (note, followsPowerCut) in [(stopped, true), (sound, false)] {
                try note.write(to: file)
                let next = try StateLock(state)
                #expect(next.followsPowerCut == followsPowerCut)
                next.release()
            }
            #expect(try Data(contentsOf: file).isEmpty)
        }
    }

    @Test(
        "The whole file is read when it is small, or after a power cut",
        arguments: [(0, false, true), (64 << 20, false, true), (65 << 20, false, false), (4 << 30, true, true)]
            as [(Int64, Bool, Bool)]
    )
    func integrityPolicy(sizeBytes: Int64, followsPowerCut: Bool, expected: Bool) {
        #expect(IntegrityPolicy.isDue(sizeBytes: sizeBytes, followsPowerCut: followsPowerCut) == expected)
    }

    @Test("Nothing was stored yet: readers say so")
    func missing() async throws {
        try await withTemporaryFolder { folder in
            _ = #expect(throws: StoreError.missing(path: folder.path + "/newswatch.db")) {
                try NewsStore(directory: folder, access: .reader)
            }
        }
    }

    @Test("What was committed is there after an end without a close")
    func crash() async throws {
        try await withTemporaryFolder { folder in
            let before = try NewsStore(directory: folder, access: .owner)
            let feeds = try await before.registered([Feed(name: "a", url: "https://a.example/")], at: noon)
            try await before.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [everything])
            // What a crash leaves: the database with its log, as the files are now.
            let copy = folder.appendingPathComponent("after")
            try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
            for name in ["newswatch.db", "newswatch.db-wal", "newswatch.lock"] {
                try FileManager.default.copyItem(
                    at: folder.appendingPathComponent(name), to: copy.appendingPathComponent(name))
            }
            let after = try NewsStore(directory: copy, access: .owner)
            #expect(try await after.articles(ArticleFilter()).count == 1)
            #expect(try await after.due().count == 1)
            #expect(try await after.examine().findings == [])
            withExtendedLifetime(before) {}
        }
    }

    @Test("A damaged database is reported and stays as it is", arguments: [0, 4096, 40_960])
    func damaged(offset: Int) async throws {
        try await withTemporaryFolder { folder in
            let store = try NewsStore(directory: folder, access: .owner)
            let feeds = try await store.registered([Feed(name: "a", url: "https://a.example/")], at: noon)
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [])
            try store.close()
            let file = folder.appendingPathComponent("newswatch.db")
            var bytes = try Data(contentsOf: file)
            try #require(bytes.count > offset + 4096)
            bytes.replaceSubrange(offset..<(offset + 4096), with: Data(repeating: 0xA5, count: 4096))
            try bytes.write(to: file)
            let error = #expect(throws: StoreError.self) { try NewsStore(directory: folder, access: .owner) }
            guard case .damaged(let path, _) = error else {
                Issue.record("\(String(describing: error)) is no .damaged")
                return
            }
            #expect(path == file.path)
            #expect(try Data(contentsOf: file) == bytes)
        }
    }

    @Test("A database of a later version is left alone")
    func newer() async throws {
        try await withTemporaryFolder { folder in
            try NewsStore(directory: folder, access: .owner).close()
            let file = folder.appendingPathComponent("newswatch.db")
            var bytes = try Data(contentsOf: file)
            // user_version: a big-endian number at offset 60. Source: https://sqlite.org/fileformat.html section 1.3.
            bytes.replaceSubrange(60..<64, with: [0, 0, 0, 99])
            try bytes.write(to: file)
            for access in [NewsStore.Access.owner, .reader] {
                #expect(throws: StoreError.newerSchema(path: file.path, found: 99, known: Schema.current)) {
                    try NewsStore(directory: folder, access: access)
                }
            }
            #expect(try Data(contentsOf: file) == bytes)
        }
    }

    @Test("Opening again changes nothing")
    func reopen() async throws {
        try await withTemporaryFolder { folder in
            let first = try NewsStore(directory: folder, access: .owner)
            let feeds = try await first.registered([Feed(name: "a", url: "https://a.example/")], at: noon)
            try await first.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [everything])
            let journal = try await first.journal()
            try first.close()
            let second = try NewsStore(directory: folder, access: .owner)
            #expect(try await second.journal() == journal)
            #expect(try await second.feedStates().map(\.id) == feeds.map(\.id))
            #expect(try await second.due().count == 1)
        }
    }
}
