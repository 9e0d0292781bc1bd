import ArgumentParser
import Foundation
import JSONText
import NewsModel
import Storing
import Watching

struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows one article: its verdict and why, its story and its revisions.",
        discussion: "Example: newswatch show 42"
    )

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The article's number, as `articles` lists it.")
    var id: Int64
    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        try await reportingFailures {
            let store = try NewsStore(directory: options.settings().state, access: .reader)
            let article = try await store.foundArticle(id)
            let revisions = try await store.revisions(of: article.id)
            let timeline = try await store.timeline(of: article.story)
            var output = StandardOutput()
            if json {
                try output.json { ArticleReport.write(article, revisions, timeline, to: &$0) }
            } else {
                for line in ArticleReport.lines(article, revisions, timeline, output) { try output.text(line + "\n") }
            }
            try output.flush()
        }
    }
}

extension NewsStore {
    /// The article, or a plain word that there is none.
    func foundArticle(_ id: Int64) async throws -> Article {
        guard let article = try await article(ArticleID(rawValue: id)) else {
            throw CommandFailure(.noInput, "there is no article \(id); `newswatch articles` lists them")
        }
        return article
    }
}

struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Shows the words that changed between two revisions of an article.",
        discussion: """
            Removed words stand in [-brackets-], added ones in {+braces+}; at a terminal they are coloured too.

            Example: newswatch diff 42 --from 1 --to 3
            """
    )

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The article's number, as `articles` lists it.")
    var id: Int64
    @Option(help: "The older revision; the one before the newer by default.")
    var from: Int?
    @Option(help: "The newer revision; the last one by default.")
    var to: Int?
    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        try await reportingFailures {
            let store = try NewsStore(directory: options.settings().state, access: .reader)
            let article = try await store.foundArticle(id)
            let revisions = try await store.revisions(of: article.id)
            let newer = try Self.revision(to ?? article.revision, of: id, in: revisions)
            guard newer.number > 1 || from != nil else {
                throw CommandFailure(.noInput, "article \(id) has only one revision")
            }
            let older = try Self.revision(from ?? newer.number - 1, of: id, in: revisions)
            let comparison = RevisionReport(from: older, to: newer)
            var output = StandardOutput()
            if json {
                try output.json { comparison.write(to: &$0) }
            } else {
                try output.text(comparison.text(coloured: output.isTerminal))
            }
            try output.flush()
        }
    }

    private static func revision(_ number: Int, of id: Int64, in revisions: [Revision]) throws -> Revision {
        guard let revision = revisions.first(where: { $0.number == number }) else {
            let known = revisions.map { "\($0.number)" }.joined(separator: ", ")
            throw CommandFailure(.noInput, "article \(id) has no revision \(number); it has: \(known)")
        }
        return revision
    }
}
