import Foundation
import NewsModel
import Scheduling
import Testing

@Suite("What servers ask for")
struct HeaderTests {
    @Test(
        "HTTP writes a time in three forms",
        arguments: [
            "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
            "Sun, 6 Nov 1994 08:49:37 UTC",
        ]
    )
    func dates(text: String) {
        #expect(HTTPDate.parse(text) == Date(timeIntervalSince1970: 784_111_777))
    }

    @Test(
        "Dates around leap days and centuries",
        arguments: [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Tue, 29 Feb 2000 12:00:00 GMT", 951_825_600),
            ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800), ("Sat, 21 Nov 2026 12:00:00 GMT", 1_795_262_400),
            ("Monday, 01-Mar-27 00:00:00 GMT", 1_803_859_200), ("Fri, 31 Dec 1999 23:59:60 GMT", 946_684_800),
        ] as [(String, Double)]
    )
    func calendar(text: String, seconds: Double) {
        #expect(HTTPDate.parse(text) == Date(timeIntervalSince1970: seconds))
    }

    @Test(
        "What is no time is none",
        arguments: [
            "", "0", "-1", "tomorrow", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 32 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 25:00:00 GMT", "Sun, 06 Nov 1994 08:49 GMT",
            "Sun, 06 Nov 99999999999999999999 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:-1 GMT", "1994-11-06T08:49:37Z", "Sunday, 06-Nov 08:49:37 GMT",
        ]
    )
    func noDates(text: String) {
        #expect(HTTPDate.parse(text) == nil)
    }

    @Test(
        "Retry-After is seconds or a date, and a day at most",
        arguments: [
            ("120", 120), (" 0 ", 0), ("86400", 86_400), ("86401", 86_400), ("99999999999999999999999", 86_400),
            ("Sat, 21 Nov 2026 12:05:00 GMT", 300), ("Saturday, 21-Nov-26 13:00:00 GMT", 3600),
            ("Sat Nov 21 12:00:01 2026", 1), ("Sat, 21 Nov 2026 11:00:00 GMT", 0),
            ("Fri, 01 Jan 2100 00:00:00 GMT", 86_400),
            ("", nil), ("soon", nil), ("-5", nil), ("1.5", nil), (nil, nil),
        ] as [(String?, Int?)]
    )
    func retryAfter(text: String?, seconds: Int?) {
        #expect(RetryAfter.wait(text, at: noon) == seconds.map { .seconds($0) })
    }

    @Test(
        "Freshness by Cache-Control, then by Expires",
        arguments: [
            ("max-age=600", nil, nil, 600), ("public, MAX-AGE=\"600\"", nil, nil, 600), ("max-age=0", nil, nil, nil),
            ("no-cache, max-age=600", nil, nil, nil), ("no-store", nil, nil, nil), ("s-maxage=900", nil, nil, nil),
            ("max-age=-1", nil, nil, nil), ("max-age=1e9", nil, nil, nil), ("max-age=99999999999999", nil, nil, nil),
            (nil, "0", nil, nil), (nil, "-1", nil, nil),
            (nil, "Sat, 21 Nov 2026 13:00:00 GMT", "Sat, 21 Nov 2026 12:30:00 GMT", 1800),
            (nil, "Sat, 21 Nov 2026 13:00:00 GMT", nil, 3600),
            (nil, "Sat, 21 Nov 2026 11:00:00 GMT", "Sat, 21 Nov 2026 12:00:00 GMT", nil),
            ("max-age=60", "Sat, 21 Nov 2026 13:00:00 GMT", nil, 60),
            ("public", "Sat, 21 Nov 2026 13:00:00 GMT", nil, 3600),
        ] as [(String?, String?, String?, Double?)]
    )
    func freshness(cacheControl: String?, expires: String?, date: String?, seconds: Double?) {
        let hint = ServerHint(cacheControl: cacheControl, expires: expires, date: date, at: noon)
        #expect(hint.waitSeconds == seconds)
    }

    @Test("Of several wishes the longest counts")
    func longestWish() {
        var hints = PublisherHints()
        hints.ttlMinutes = 30
        #expect(ServerHint(cacheControl: "max-age=600", publisher: hints, at: noon).waitSeconds == 1800)
        hints.updatePeriodSeconds = 7200
        #expect(ServerHint(cacheControl: "max-age=600", publisher: hints, at: noon).waitSeconds == 7200)
        hints.ttlMinutes = -5
        hints.updatePeriodSeconds = nil
        #expect(ServerHint(publisher: hints, at: noon).waitSeconds == nil)
    }

    @Test("Skipped hours and days are waited for, in UTC")
    func skipping() {
        func allowed(hours: Set<Int> = [], days: Set<Int> = []) -> TimeInterval {
            var hints = PublisherHints()
            hints.skipHours = hours
            hints.skipDays = days
            return ServerHint(publisher: hints, at: noon).firstAllowed(from: noon.addingTimeInterval(600))
                .timeIntervalSince(noon)
        }
        #expect(allowed() == 600)
        #expect(allowed(hours: [11, 13]) == 600)
        #expect(allowed(hours: [12]) == hour)
        #expect(allowed(hours: [12, 13, 14]) == 3 * hour)
        #expect(allowed(days: [7]) == 12 * hour)
        #expect(allowed(days: [1, 7]) == 36 * hour)
        #expect(allowed(days: [2]) == 600)
        #expect(allowed(hours: [0], days: [7]) == 13 * hour)
        #expect(allowed(hours: Set(0...23)) == 600)
        #expect(allowed(days: Set(1...7)) == 600)
        #expect(allowed(hours: [99, -1], days: [0, 8]) == 600)
    }
}
