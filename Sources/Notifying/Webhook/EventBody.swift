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
        var body = written(RecordLimits.none.applied(to: change), truncated: false)
        // What limits do not cut, addresses and numbers, stays far below.
        var limits = RecordLimits.wide
        while body.count >= limit, limits.title > 0 {
            body = written(limits.applied(to: change), truncated: true)
            limits = limits.halved
        }
        return body
    }

    private static func written(_ change: Change, truncated: Bool) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 4096)
        writer.object { ChangeRecord.writeMembers(change, truncated: truncated, to: &$0) }
        return writer.bytes
    }
}
