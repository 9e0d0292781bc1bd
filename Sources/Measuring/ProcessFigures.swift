package import Foundation

/// What the system counts of this process, as `/proc/self` and `getrusage` tell it.
///
/// Source: proc(5).
package struct ProcessFigures: Hashable, Sendable {
    package let residentBytes: Int
    package let virtualBytes: Int
    /// User and system time.
    package let cpuSeconds: Double
    package let openFiles: Int
    package let openFilesLimit: Int
    package let started: Date

    package static func now() -> ProcessFigures {
        let pages = memoryPages()
        let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
        return ProcessFigures(
            residentBytes: pages.resident * pageSize, virtualBytes: pages.total * pageSize, cpuSeconds: cpuSeconds(),
            openFiles: openFileCount(), openFilesLimit: fileLimit(), started: start)
    }

    /// Reckoned once: the clocks are read apart from each other, and a start that moves looks like a restart.
    private static let start: Date = {
        let ticks = words(of: "/proc/self/stat", after: ")").dropFirst(19).first.flatMap { Double($0) } ?? 0
        let age = SystemClock.sinceBoot - ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
        return Date(timeIntervalSinceNow: -max(0, age))
    }()

    private static func memoryPages() -> (total: Int, resident: Int) {
        let pages = words(of: "/proc/self/statm").prefix(2).map { Int($0) ?? 0 }
        return pages.count == 2 ? (pages[0], pages[1]) : (0, 0)
    }

    private static func cpuSeconds() -> Double {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    private static func openFileCount() -> Int {
        guard let folder = opendir("/proc/self/fd") else { return 0 }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        // Itself, and the two names of folders that every folder has.
        return max(0, count - 3)
    }

    private static func fileLimit() -> Int {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return Int(clamping: limit.rlim_cur)
    }

    /// The words of a file of `/proc`, those behind a mark when one is given.
    private static func words(of path: String, after mark: Character? = nil) -> [Substring] {
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        let text = String(decoding: data, as: UTF8.self)
        // The program's name stands in brackets and may hold spaces and brackets of its own.
        let begin = mark.flatMap { text.lastIndex(of: $0) }.map { text.index(after: $0) } ?? text.startIndex
        return text[begin...].split(whereSeparator: \.isWhitespace)
    }
}
