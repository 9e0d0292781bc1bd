import Foundation
import Measuring

/// What parsing alone costs, from bytes to entries, without reading files and writing JSON.
struct ParseTime {
    private var documents = 0
    private var bytes = 0
    /// CPU time of this thread, so that other work on the machine counts little.
    private var seconds = 0.0

    mutating func measuring<Value>(_ size: Int, _ parse: () throws -> Value) rethrows -> Value {
        let start = SystemClock.threadProcessor
        defer {
            seconds += SystemClock.threadProcessor - start
            documents += 1
            bytes += size
        }
        return try parse()
    }

    var text: String {
        let megabytes = Double(bytes) / 1e6
        let rate = seconds > 0 ? megabytes / seconds : 0
        return String(
            format: "parsed %d documents, %.2f MB in %.4f s of CPU: %.1f MB/s", documents, megabytes, seconds, rate)
    }
}
