import ArgumentParser
import Foundation
import Storing
import Watching

struct ArticlesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "articles",
        abstract: "Lists articles, the newest first.",
        discussion: "Example: newswatch articles --relevance on_topic --since 24h"
    )

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var listing: ListingOptions

    func run() async throws {
        try await reportingFailures {
            let store = try NewsStore(directory: options.settings().state, access: .reader)
            let articles = try await store.articles(listing.articleFilter)
            var output = StandardOutput()
            if listing.json {
                for article in articles { try output.json { Listing.write(article, to: &$0) } }
            } else {
                try output.table(header: Listing.articleHeader, rows: articles.map(Listing.row))
            }
            try output.flush()
        }
    }
}

struct StoriesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stories",
        abstract: "Lists stories, the newest first: copies of one text are one story.",
        discussion: "Example: newswatch stories --tag sanctions --json"
    )

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var listing: ListingOptions

    func run() async throws {
        try await reportingFailures {
            let store = try NewsStore(directory: options.settings().state, access: .reader)
            let stories = try await store.stories(listing.storyFilter)
            var output = StandardOutput()
            if listing.json {
                for story in stories { try output.json { Listing.write(story, to: &$0) } }
            } else {
                try output.table(header: Listing.storyHeader, rows: stories.map(Listing.row))
            }
            try output.flush()
        }
    }
}

struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Finds articles by their words, in every script.",
        discussion: """
            Words are all wanted; "a phrase", OR, NOT, tag:KEY, feed:NAME, lang:CODE and since:TIME narrow it.

            Example: newswatch search '조약 tag:ratification since:7d'
            """
    )

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "What to look for.")
    var query: [String]
    @Option(help: "At most so many.")
    var limit = PositiveCount(50)
    @Flag(help: "Print JSON lines.")
    var json = false

    func run() async throws {
        try await reportingFailures {
            let store = try NewsStore(directory: options.settings().state, access: .reader)
            let articles = try await store.search(
                SearchQuery(query.joined(separator: " "), now: Date()), limit: limit.value)
            var output = StandardOutput()
            if json {
                for article in articles { try output.json { Listing.write(article, to: &$0) } }
            } else {
                try output.table(header: Listing.articleHeader, rows: articles.map(Listing.row))
            }
            try output.flush()
        }
    }
}
