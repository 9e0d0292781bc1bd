import Foundation
import JSONText
import NewsModel
import Watching

/// How feeds and their health are listed.
enum FeedOutput {
    static let header = [
        "FEED", "STATE", "LAST SUCCESS (UTC)", "LAST NEW (UTC)", "PACE", "DUE (UTC)", "ENCODING", "WHY",
    ]

    static func row(_ state: FeedState) -> [String] {
        [
            shortened(state.feed.name, to: 36), state.condition.rawValue,
            state.lastSuccess.map(Listing.minute) ?? "never",
            state.lastNewEntry.map(Listing.minute) ?? "never", pace(state),
            state.feed.enabled && state.health.goneSince == nil ? Listing.minute(state.due) : "-",
            state.encoding.map(words) ?? "-", state.reason ?? "",
        ]
    }

    /// The encoding and what decided for it.
    private static func words(_ encoding: TextEncoding) -> String {
        let step =
            switch encoding.step {
            case .setting: "set"
            case .byteOrderMark: "by its mark"
            case .declaration: "declared"
            case .httpCharset: "said the server"
            case .utf8: "by its bytes"
            case .guess: "guessed"
            }
        return "\(encoding.name), \(step)"
    }

    static func write(_ state: FeedState, to writer: inout JSONWriter) {
        writer.member("name", state.feed.name)
        writer.member("url", state.feed.url)
        writer.member("group", state.feed.group)
        writer.member("language", state.feed.language)
        writer.member("enabled", state.feed.enabled)
        writer.member("state", state.condition.rawValue)
        writer.member("title", state.title)
        writer.member("last_attempt", state.lastAttempt.map(timestamp))
        writer.member("last_success", state.lastSuccess.map(timestamp))
        writer.member("last_new_entry", state.lastNewEntry.map(timestamp))
        writer.member("due", timestamp(state.due))
        writer.member("interval_seconds", state.pace.intervalSeconds)
        writer.member("entries_per_day", state.pace.entriesPerDay)
        writer.member("window", state.pace.window)
        writer.member("failures", state.health.consecutiveFailures)
        writer.member("failure", state.health.lastFailure?.kind.rawValue)
        writer.member("reason", state.reason)
        writer.member("moved_to", state.health.movedTo)
        writer.member("encoding", state.encoding?.name)
        writer.member("encoding_from", state.encoding?.step.rawValue)
        writer.member("garbled", state.encoding?.looksGarbled ?? false)
    }

    private static func pace(_ state: FeedState) -> String {
        let interval = state.pace.intervalSeconds.map { "every \(length(seconds: $0))" } ?? "-"
        return state.pace.entriesPerDay.map { "\(interval), \(String(format: "%.1f", $0))/day" } ?? interval
    }

    /// A length of time in its largest fitting unit.
    static func length(seconds: Double) -> String {
        switch seconds {
        case ..<120: "\(Int(seconds))s"
        case ..<7200: "\(Int(seconds / 60))m"
        case ..<172_800: "\(Int(seconds / 3600))h"
        default: "\(Int(min(seconds, 1e9) / 86_400))d"
        }
    }
}
