import Foundation
import Testing

@testable import Watching

@Suite("Memory that is not needed any more")
struct SpareMemoryTests {
    private func resident(_ key: String) throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix(key) })
        return try #require(line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) })
    }

    @Test("The program lets go of its code, and goes on with what it needs of it")
    func code() throws {
        let before = try resident("RssFile:")
        SpareMemory.forgetStart()
        SpareMemory.release()
        #expect(try resident("RssFile:") < before)
    }
}
