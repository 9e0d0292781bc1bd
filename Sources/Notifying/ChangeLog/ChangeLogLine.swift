package import JSONText
package import NewsModel

/// One line of the change log: a JSON object with `type`, `timestamp`, `quiet`, `feed` and `data`.
///
/// `docs/webhooks.md` documents it field by field; `data` is that of a webhook, with no text cut.
package enum ChangeLogLine {
    /// Appends the line with its newline.
    package static func write(_ change: Change, to writer: inout JSONWriter) {
        let change = RecordLimits.none.applied(to: change)
        writer.object { writer in
            ChangeRecord.writeMembers(change, to: &writer)
            writer.member("quiet", change.quiet)
            writer.member("feed", change.feed)
        }
        writer.endLine()
    }
}
