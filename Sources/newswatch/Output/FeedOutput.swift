import Foundation
import JSONText
import NewsModel
import Scheduling
import Watching

/// How feeds and their health are listed.
enum FeedOutput {
    static let header = [
        "FEED", "STATE", "LAST SUCCESS (UTC)", "LAST NEW (UTC)", "PACE", "DUE (UTC)", "ENCODING", "WHY",
    ]

    static func row(_ state: FeedState, at now: Date) -> [String] {
        [
            shortened(state.feed.name, to: 36), state.condition.rawValue,
            state.lastSuccess.map(Listing.minute) ?? "never",
            state.lastNewEntry.map(Listing.minute) ?? "never", pace(state),
            state.feed.enabled && state.health.goneSince == nil ? Listing.minute(state.due) : "-",
            state.encoding.map(words) ?? "-", reason(state, at: now) ?? "",
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

    static func write(_ state: FeedState, at now: Date, to writer: inout JSONWriter) {
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
        writer.member("due", state.health.goneSince == nil ? timestamp(state.due) : nil)
        writer.member("interval_seconds", state.pace.intervalSeconds)
        writer.member("entries_per_day", state.pace.entriesPerDay)
        writer.member("window", state.pace.window)
        writer.member("failures", state.health.consecutiveFailures)
        writer.member("failure", state.health.lastFailure?.kind.rawValue)
        writer.member("reason", reason(state, at: now))
        writer.member("may_lose_entries", state.mayLoseEntries(at: now))
        writer.member("moved_to", state.believedMove)
        writer.member("encoding", state.encoding?.name)
        writer.member("encoding_from", state.encoding?.step.rawValue)
        writer.member("garbled", state.encoding?.looksGarbled ?? false)
    }

    /// Whether somebody should look at it.
    static func isTroubled(_ state: FeedState, at now: Date) -> Bool {
        state.condition.isTrouble || state.condition == .retrying
            || (state.feed.enabled && state.mayLoseEntries(at: now))
    }

    /// Why it stands as it does, and what it holds for the near future; `nil` when there is nothing to say.
    private static func reason(_ state: FeedState, at now: Date) -> String? {
        var reasons = state.reason.map { [$0] } ?? []
        if let until = state.health.heldUntil, until > now {
            reasons.append("its server asked not to be asked before \(Listing.minute(until))")
        }
        if state.mayLoseEntries(at: now) {
            let window = state.pace.window.map { "it shows only \($0) entries" } ?? "it shows few entries"
            reasons.append("entries may be lost: \(window); a shorter interval asks it more often")
        }
        return reasons.isEmpty ? nil : reasons.joined(separator: "; ")
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
