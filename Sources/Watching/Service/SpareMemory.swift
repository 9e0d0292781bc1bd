import CMalloc
import Foundation
import Glibc

/// Gives memory back to the system that the start and a burst of news needed, and the hours after them do not.
enum SpareMemory {
    /// Lets all threads share two arenas, since each further one keeps what was freed in it.
    ///
    /// To be called at the start.
    static func keepFewArenas() { _ = mallopt(M_ARENA_MAX, 2) }

    /// Gives back what was freed.
    static func release() { _ = malloc_trim(0) }

    /// Lets go of the code of the program and its libraries, of which the start has used far more than the watch needs.
    ///
    /// Nothing is lost: the pages stay in the system's cache, and come back by themselves where they are needed.
    static func forgetStart() {
        guard let maps = FileManager.default.contents(atPath: "/proc/self/maps") else { return }
        // A line is `begin-end flags offset device inode path`; see proc(5).
        for line in String(decoding: maps, as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: " ")
            let ends = fields[0].split(separator: "-").compactMap { UInt(String($0), radix: 16) }
            guard fields.count > 5, fields[1].hasPrefix("r-x"), fields[5].hasPrefix("/"), ends.count == 2 else {
                continue
            }
            madvise(UnsafeMutableRawPointer(bitPattern: ends[0]), Int(ends[1] - ends[0]), MADV_DONTNEED)
        }
    }
}
