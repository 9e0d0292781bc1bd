import JSONText
import NewsModel

/// The JSON body of a `standard` webhook: `{"type", "timestamp", "data"}`.
package enum EventBody {
    /// Bodies are shorter than this many bytes.
    ///
    /// Source: Standard Webhooks 1.0, "Payload size".
    package static let limit = 20_000

    /// The body, with texts shortened only as far as the limit asks; it then says `"truncated": true`.
    static func bytes(_ change: Change) -> [UInt8] {
        let whole = RecordLimits.none.applied(to: change)
        let body = written(whole, truncated: false)
        if body.count < limit { return body }
        var limits = RecordLimits.wide
        for _ in 0..<8 {
            let body = written(limits.applied(to: change), truncated: true)
            if body.count < limit { return body }
            limits = limits.halved
        }
        return written(bare(whole), truncated: true)
    }

    /// What is left when even the shortest texts are too long: the numbers.
    private static func bare(_ change: Change) -> Change {
        var change = RecordLimits(title: 0, text: 0, name: 0, names: 0, evidence: 0, diff: 0).applied(to: change)
        change.detail.article?.url = nil
        change.detail.feed?.url = ""
        change.detail.feed?.movedTo = nil
        return change
    }

    private static func written(_ change: Change, truncated: Bool) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 4096)
        writer.object { ChangeRecord.writeMembers(change, truncated: truncated, to: &$0) }
        return writer.bytes
    }
}
