import Fetching
import Foundation
import NewsModel
import TestSupport
import Testing

@Suite("Feeds that are files")
struct LocalFileTests {
    private func fileRequest(_ url: URL, validators: Validators? = nil, limit: Int = 1000) -> FetchRequest {
        FetchRequest(
            url: url.absoluteString,
            validators: validators,
            timeout: .seconds(5),
            bodyLimitBytes: limit,
            allowsFile: true
        )
    }

    @Test("A file is read, is unchanged while nobody writes it, and is read again when somebody did")
    func unchanged() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("ein Feed é.xml")
            try Data("<rss/>".utf8).write(to: file)
            let fetcher = makeFetcher { $0.privateAddresses = .deny }
            let first = try await fetcher.fetch(fileRequest(file))
            #expect(first.text == "<rss/>")
            let second = try await fetcher.fetch(fileRequest(file, validators: first.validators))
            #expect(second.body == .unchanged)
            #expect(second.validators == first.validators)
            try Data("<rss></rss>".utf8).write(to: file)
            #expect(try await fetcher.fetch(fileRequest(file, validators: first.validators)).text == "<rss></rss>")
        }
    }

    @Test("The limits of a server's answer hold for a file")
    func limits() async throws {
        try await withTemporaryFolder { folder in
            let fetcher = makeFetcher()
            let file = folder.appendingPathComponent("feed.xml")
            try Data(count: 1001).write(to: file)
            #expect(await fetcher.failure(fileRequest(file)) == .bodyTooLarge(limitBytes: 1000))
            try Data().write(to: file)
            #expect(await fetcher.failure(fileRequest(file)) == .emptyBody)
            let missing = folder.appendingPathComponent("none.xml")
            #expect(await fetcher.failure(fileRequest(missing)) == .fileMissing(missing.path))
            #expect(await fetcher.failure(fileRequest(folder))?.kind == .missing)
            let pipe = folder.appendingPathComponent("pipe")
            #expect(mkfifo(pipe.path, 0o600) == 0)
            #expect(await fetcher.failure(fileRequest(pipe))?.kind == .missing)
        }
    }

    @Test("A file is only read where the settings may name one")
    func notAllowed() async throws {
        let fetcher = makeFetcher()
        for url in ["file:///etc/hostname", "FILE:///etc/hostname"] {
            #expect(await fetcher.failure(request(url)) == .schemeNotAllowed(url))
        }
        var remote = request("file://example.org/etc/hostname")
        remote.allowsFile = true
        #expect(await fetcher.failure(remote)?.kind == .other)
    }
}
