import ArgumentParser
import Foundation
import NewsModel
import Storing

/// What articles and stories are listed by.
struct ListingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only of this relevance; several are allowed.", valueName: "on_topic|related|off_topic"))
    var relevance: [Relevance] = []
    @Option(help: "Only those with this tag; several must all be there.")
    var tag: [String] = []
    @Option(help: ArgumentHelp("Only those seen since then.", discussion: TimeArgument.help, valueName: "time"))
    var since: TimeArgument?
    @Option(help: "Only those that this feed carried; any of several.")
    var feed: [String] = []
    @Option(help: "At most so many, the newest first.")
    var limit = PositiveCount(50)
    @Flag(help: "Print JSON lines.")
    var json = false

    var articleFilter: ArticleFilter {
        var filter = ArticleFilter()
        filter.relevance = Set(relevance)
        filter.tags = tag
        filter.feeds = feed
        filter.since = since?.date(now: Date())
        filter.limit = limit.value
        filter.includesText = false
        return filter
    }

    var storyFilter: StoryFilter {
        var filter = StoryFilter()
        filter.relevance = Set(relevance)
        filter.tags = tag
        filter.feeds = feed
        filter.since = since?.date(now: Date())
        filter.limit = limit.value
        return filter
    }
}

extension Relevance: ExpressibleByArgument {}
