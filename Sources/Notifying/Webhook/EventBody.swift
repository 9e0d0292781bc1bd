import Foundation
import JSONText
import NewsModel

/// The JSON body of a `standard` webhook: `{"type", "timestamp", "data"}`.
package enum EventBody {
    /// Bodies are shorter than this many bytes.
    ///
    /// Source: Standard Webhooks 1.0, "Payload size".
    package static let limit = 20_000

    /// The body of a delivery's message: its change, or all that it gathers.
    static func bytes(_ delivery: Delivery) -> [UInt8] {
        delivery.gathered.isEmpty
            ? bytes(delivery.change)
            : bytes(gathered: [delivery.change] + delivery.gathered, reason: delivery.held)
    }

    /// The body, with texts shortened only as far as the limit asks; it then says `"truncated": true`.
    static func bytes(_ change: Change) -> [UInt8] {
        fitting(.wide) { limits, isTruncated in
            var writer = JSONWriter(reservingCapacity: 4096)
            writer.object {
                ChangeRecord.writeMembers(limits.applied(to: change), truncated: isTruncated, to: &$0)
            }
            return writer.bytes
        }
    }

    /// `alerts.gathered`: each change as it would have been sent alone, with as much of its texts as all leave room for.
    private static func bytes(gathered changes: [Change], reason: Hold?) -> [UInt8] {
        let last = changes.map(\.at).max() ?? .distantPast
        var wide = RecordLimits.wide
        // Half of the room is enough for all addresses.
        wide.url = limit / 2 / max(1, changes.count)
        return fitting(wide) { limits, isTruncated in
            var writer = JSONWriter(reservingCapacity: limit)
            writer.object { writer in
                writer.member("type", "alerts.gathered")
                writer.member("timestamp", Timestamp.machine(last))
                writer.object("data") { writer in
                    writer.member("reason", reason?.rawValue)
                    writer.array("alerts") { writer in
                        for change in changes {
                            writer.object {
                                ChangeRecord.writeMembers(
                                    limits.applied(to: change), truncated: isTruncated, to: &$0)
                            }
                        }
                    }
                }
            }
            return writer.bytes
        }
    }

    private static func fitting(
        _ wide: RecordLimits,
        _ write: (_ limits: RecordLimits, _ isTruncated: Bool) -> [UInt8]
    ) -> [UInt8] {
        var body = write(.none, false)
        // What limits do not cut, numbers and the frame, stays far below.
        var limits = wide
        while body.count >= limit, limits.title > 0 {
            body = write(limits, true)
            limits = limits.halved
        }
        return body
    }
}
