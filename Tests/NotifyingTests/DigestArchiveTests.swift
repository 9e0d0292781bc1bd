import Foundation
import Testing

@testable import Notifying

@Suite("Digest archive")
struct DigestArchiveTests {
    private let settings = SampleMaterial.settings
    private let names = [
        "2026-11-21.html", "2026-11-21.md", "2026-11-20.md", "2026-10-31.html", "index.html", "notes.md", "2026-1-1.md",
        "2026-11-19.md.bak", "2026-11-xx.md", ".md", "2026-11-19",
    ]

    @Test("A day is the reader's day")
    func fileName() {
        #expect(DigestArchive.fileName(for: SampleMaterial.to, .markdown, settings) == "2026-11-21.md")
        let evening = SampleMaterial.to.addingTimeInterval(3 * 3600)
        #expect(DigestArchive.fileName(for: evening, .html, settings) == "2026-11-22.html")
    }

    @Test(
        "Only digests over their time expire",
        arguments: [
            (1, ["2026-10-31.html", "2026-11-20.md"]), (2, ["2026-10-31.html"]), (22, []), (21, ["2026-10-31.html"]),
            (0, ["2026-10-31.html", "2026-11-20.md"]), (.min, ["2026-10-31.html", "2026-11-20.md"]), (.max, []),
        ] as [(Int, [String])])
    func expired(days: Int, expected: [String]) {
        #expect(DigestArchive.expired(names, keeping: days, at: SampleMaterial.to, settings) == expected)
    }

    @Test("The index lists the days by month, the newest first, and nothing else")
    func index() throws {
        let page = DigestArchive.index(names, settings)
        let links = page.matches(of: /href="([^"]+)"/).map { String($0.output.1) }
        #expect(links == ["2026-11-21.html", "2026-11-21.md", "2026-11-20.md", "2026-10-31.html"])
        #expect(page.contains("<h2>November 2026</h2>") && page.contains("<h2>October 2026</h2>"))
        #expect(page.contains("3 days"))
        #expect(DigestArchive.index([], settings).contains("No digest yet"))
    }
}
