import Foundation
import NewsModel
import Testing

@Suite("Dates ahead of the clock")
struct DatedAheadTests {
    @Test(
        "An hour is forgiven, since publishers' clocks go wrong",
        arguments: [(-86_400, false), (0, false), (3600, false), (3601, true), (31_536_000, true)] as [(Double, Bool)])
    func slack(seconds: Double, isAhead: Bool) {
        let now = Date(timeIntervalSince1970: 1_718_755_200)
        #expect(now.addingTimeInterval(seconds).isAhead(of: now) == isAhead)
    }
}
