import Foundation
import NewsModel

/// What is wrong with a feed, in words.
struct FeedTrouble: Hashable, Sendable {
    /// `failing`, `silent`, `gone`, `flooded` or `moved`.
    var condition: String
    var since: Date?
    /// What happened and, where it helps, what to do.
    var reason: String

    /// Every condition that stands, the gravest first.
    static func of(_ state: FeedState) -> [FeedTrouble] {
        let health = state.health
        var troubles: [FeedTrouble] = []
        let failure = health.lastFailure.map { PlainText.line($0.reason) } ?? ""
        if let since = health.goneSince {
            troubles.append(FeedTrouble(condition: "gone", since: since, reason: failure))
        } else if health.failingSince != nil || health.consecutiveFailures > 0 {
            let tries = Count.text(health.consecutiveFailures, "failure", "failures") + " in a row"
            let reason = failure.isEmpty ? tries : "\(failure) (\(tries))"
            troubles.append(FeedTrouble(condition: "failing", since: health.failingSince, reason: reason))
        }
        if let told = health.silentSince {
            let since = state.lastNewEntry ?? told
            troubles.append(FeedTrouble(condition: "silent", since: since, reason: "answers, but brings nothing new"))
        }
        if let since = health.floodSince {
            let reason = "most of its entries were suddenly new; they were recorded without alerts"
            troubles.append(FeedTrouble(condition: "flooded", since: since, reason: reason))
        }
        if let movedTo = health.movedTo, health.movedCount >= 3 {
            let address = PlainText.line(movedTo)
            troubles.append(
                FeedTrouble(condition: "moved", since: nil, reason: "answers at \(address) now; set its url to that"))
        }
        return troubles.isEmpty ? [FeedTrouble(condition: "in trouble", since: nil, reason: failure)] : troubles
    }
}

extension TroubledEndpoint {
    /// What waits and what is lost, in words.
    func condition(_ clock: ReaderClock, now: Date) -> String {
        var parts: [String] = []
        if isDisabled { parts.append("disabled by its own answer; opened by: newswatch deliveries retry --dead") }
        if let failingSince { parts.append("failing since \(clock.short(failingSince, near: now))") }
        if pending > 0 { parts.append("\(pending) waiting") }
        if dead > 0 { parts.append("\(dead) dead (send again with: newswatch deliveries retry --dead)") }
        if let lastError { parts.append("last answer: \(Excerpt.of(PlainText.line(lastError), limit: 200))") }
        return parts.joined(separator: "; ")
    }
}

extension EndpointSnapshot {
    /// That it was down, and is back.
    func condition(_ clock: ReaderClock, now: Date) -> String {
        let tries = Count.text(failures, "try", "tries")
        return "is back; it was down from \(clock.short(since, near: now)) on, for \(tries)"
    }
}

extension Coverage {
    /// One sentence for a day that brought nothing.
    var proof: String {
        guard fetched + unchanged > 0 else { return "No feed answered in this window." }
        let feeds = Count.text(feeds, "feed", "feeds")
        let articles = Count.text(newArticles, "new article", "new articles")
        let answers = Count.text(fetched + unchanged, "answer", "answers")
        return "The watch ran: \(feeds), \(answers), \(articles) read."
    }

    /// Proof that the watch ran, in one line.
    var line: String {
        let matched = "\(relevance[.onTopic] ?? 0) on topic, \(relevance[.related] ?? 0) related"
        return [
            "\(Count.text(feeds)) feeds watched", "\(Count.text(fetched)) fetched",
            "\(Count.text(unchanged)) unchanged",
            "\(Count.text(failed)) failed",
            "\(Count.text(newArticles)) new articles: \(matched)",
        ].joined(separator: " · ")
    }
}
