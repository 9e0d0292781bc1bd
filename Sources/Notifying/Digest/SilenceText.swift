import Foundation
import NewsModel

/// What was kept from people on purpose, in words: a line each.
struct SilenceText: Hashable, Sendable {
    /// What is quiet: an endpoint, or what was muted.
    var subject: String
    /// Its title, where the subject is only a number.
    var title: String?
    /// What became of it.
    var fact: String

    static func lines(_ silence: Silence, _ clock: ReaderClock, now: Date) -> [SilenceText] {
        let held = silence.held.map { held in
            SilenceText(
                subject: PlainText.line(held.endpoint),
                fact: "\(Count.text(held.count, "alert", "alerts")) \(held.reason.explanation), "
                    + "until \(clock.short(held.until, near: now))")
        }
        let gathered = silence.gathered.map { gathered in
            let messages = Count.text(gathered.messages, "message", "messages")
            return SilenceText(
                subject: PlainText.line(gathered.endpoint),
                fact: "\(Count.text(gathered.alerts, "alert", "alerts")) told in \(messages): "
                    + gathered.reason.explanation)
        }
        let muted = silence.muted.map { muted in
            let end = muted.mute.until.map { "until \(clock.short($0, near: now))" } ?? "until it is removed"
            let state = muted.stands ? "muted \(end) (mute \(muted.mute.id))" : "was muted"
            return SilenceText(
                subject: PlainText.line(muted.mute.subject.description),
                title: muted.title.map { Excerpt.of(PlainText.line($0), limit: 160) },
                fact: "\(state); \(Count.text(muted.alerts, "alert", "alerts")) not sent")
        }
        return held + gathered + muted
    }
}
