import Foundation

/// The system's clocks that Foundation does not offer, in seconds.
///
/// Source: clock_gettime(2).
package enum SystemClock {
    /// Since the machine started, the time that it slept included.
    package static var sinceBoot: Double { seconds(CLOCK_BOOTTIME) }

    /// Since the machine started, without the time that it slept; what systemd means by monotonic.
    package static var monotonic: Double { seconds(CLOCK_MONOTONIC) }

    /// What this thread has used of a processor.
    package static var threadProcessor: Double { seconds(CLOCK_THREAD_CPUTIME_ID) }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
