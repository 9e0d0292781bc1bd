import FeedParsing
import Foundation
import NewsModel
import Testing

@Suite("Dates")
struct PublishedDateTests {
    /// What a date means, as RFC 3339 in UTC.
    private static func meaning(_ text: String, zone: String? = nil) -> String? {
        PublishedDate(text, timeZone: zone.flatMap { TimeZone(identifier: $0) })?.date.formatted(.iso8601)
    }

    @Test(
        "RFC 822, 2822 and what is made of them",
        arguments: [
            ("Wed, 19 Jun 2024 09:30:00 +0900", "2024-06-19T00:30:00Z"),
            ("Wed, 19 Jun 2024 09:30:00 GMT", "2024-06-19T09:30:00Z"),
            ("19 Jun 24 09:30 EST", "2024-06-19T14:30:00Z"), ("Wed, 19 Jun 2024", "2024-06-19T00:00:00Z"),
            ("Fri, 09 Feb 96 23:59:45 Z", "1996-02-09T23:59:45Z"),
            ("Wed, 19 June 2024 09:30:00 +03:00", "2024-06-19T06:30:00Z"),
            ("Wed, 19 Jun 2024 09:30:00 KST", "2024-06-19T00:30:00Z"),
            ("Wed, 19 Jun 2024 09:30:00 JST", "2024-06-19T00:30:00Z"),
            ("Wed, 19 Jun 2024 09:30:00 MSK", "2024-06-19T06:30:00Z"),
            ("Wed, 19 Jun 2024 09:30:00 GMT+0300", "2024-06-19T06:30:00Z"),
            ("Wed, 19 Jun 2024 09:30:00 Asia/Seoul", "2024-06-19T00:30:00Z"),
            ("Wed 19(th) Jun(e) 2024 09:30:00 +0000", "2024-06-19T09:30:00Z"),
            ("Wed, 19th Jun 2024 09:30:00 GMT", "2024-06-19T09:30:00Z"),
            ("Wed, 19 Jun, 2024 09:30:00 UTC", "2024-06-19T09:30:00Z"),
            ("Wed Jun 19 09:30:00 2024", "2024-06-19T09:30:00Z"),
            ("Wed Jun 19 09:30:00 +0000 2024", "2024-06-19T09:30:00Z"),
            ("June 19, 2024, 9:30 p.m.", "2024-06-19T21:30:00Z"),
            ("Wednesday, June 19, 2024 - 12:05am", "2024-06-19T00:05:00Z"),
            ("Wed, 06/19/2024 - 09:30", "2024-06-19T09:30:00Z"), ("19/06/2024 09:30:00", "2024-06-19T09:30:00Z"),
            ("19.06.2024 09:30", "2024-06-19T09:30:00Z"), ("Sat, 11 04 2020 08:51:49 +0100", "2020-04-11T07:51:49Z"),
        ])
    func message(text: String, meaning: String) {
        #expect(Self.meaning(text) == meaning)
    }

    @Test(
        "ISO 8601, RFC 3339, W3CDTF",
        arguments: [
            ("2024-06-19T09:30:00Z", "2024-06-19T09:30:00Z"),
            ("2024-06-19T09:30:00.123456+09:00", "2024-06-19T00:30:00Z"),
            ("2024-06-19 09:30:00 +0900", "2024-06-19T00:30:00Z"), ("2024-06-19T09:30+09", "2024-06-19T00:30:00Z"),
            ("2024-06-19T09Z", "2024-06-19T09:00:00Z"), ("2024-06-19", "2024-06-19T00:00:00Z"),
            ("2024-06", "2024-06-01T00:00:00Z"),
            ("2024", "2024-01-01T00:00:00Z"), ("20240619", "2024-06-19T00:00:00Z"),
            ("20240619T093000Z", "2024-06-19T09:30:00Z"),
            ("20240619093000", "2024-06-19T09:30:00Z"), ("2024-171", "2024-06-19T00:00:00Z"),
            ("-2406", "2024-06-01T00:00:00Z"),
            ("2024/06/19 09:30", "2024-06-19T09:30:00Z"), ("2024-6-9T9:3:0Z", "2024-06-09T09:03:00Z"),
            ("2024-06-19T24:00:00Z", "2024-06-20T00:00:00Z"), ("2024-06-19T09:30:60Z", "2024-06-19T09:30:59Z"),
            ("1718789400", "2024-06-19T09:30:00Z"), ("1718789400000", "2024-06-19T09:30:00Z"),
            ("2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z"), ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
        ])
    func iso(text: String, meaning: String) {
        #expect(Self.meaning(text) == meaning)
    }

    @Test(
        "Words of other languages",
        arguments: [
            ("2024-06-19 오후 3:05:00", "2024-06-19T06:05:00Z"), ("2024년 6월 19일 15:05", "2024-06-19T06:05:00Z"),
            ("2024. 6. 19. 오전 9:30", "2024-06-19T00:30:00Z"), ("2024年6月19日 09:30", "2024-06-19T09:30:00Z"),
            ("2024年6月19日 午後3時5分", "2024-06-19T06:05:00Z"), ("2024年06月19日 15时05分", "2024-06-19T07:05:00Z"),
            ("2024-06-19 下午3:05", "2024-06-19T07:05:00Z"), ("Ср, 19 июня 2024 09:30:00 +0300", "2024-06-19T06:30:00Z"),
            ("19 червня 2024 09:30", "2024-06-19T09:30:00Z"),
            ("Τετ, 19 Ιούν 2024 09:30:00 EET", "2024-06-19T07:30:00Z"),
            ("2024-június-19T9:30+02:00", "2024-06-19T07:30:00Z"),
            ("mer., 19 juin 2024 09:30:00 +0200", "2024-06-19T07:30:00Z"),
            ("mar., 18 déc. 2024 09:30:00 +0000", "2024-12-18T09:30:00Z"),
            ("Mi, 19 Mär 2024 09:30:00 +0100", "2024-03-19T08:30:00Z"),
            ("miércoles, 19 de junio de 2024 09:30", "2024-06-19T09:30:00Z"),
        ])
    func words(text: String, meaning: String) {
        #expect(Self.meaning(text) == meaning)
    }

    @Test(
        "No date comes of what is none",
        arguments: [
            "", "-3", "yesterday", "12:30", "0000-00-00 00:00:00", "2024-02-30", "Wed, 31 Jun 2024 09:30:00 GMT",
            "2024-06-19T25:00:00Z",
            "2024-06-19T09:61:00Z", "Sun, 16 Dec zz 11:47:32 GMT", "Sun, Dec x 2012 11:47:32 GMT",
            "Sun, 16 Dec 2012 11:47:32 +00:zz",
            "2024-W25-3", "99999999999999999999", "((((((((((", "Sun, 16 Dec 99999 11:47:32 GMT",
        ])
    func none(text: String) {
        #expect(PublishedDate(text) == nil)
    }

    @Test(
        "The feed's zone holds where the date names none, and nowhere else",
        arguments: [
            ("2024-06-19 09:30", "2024-06-19T00:30:00Z"), ("19 Jun 2024 09:30", "2024-06-19T00:30:00Z"),
            ("2024-06-19T09:30:00Z", "2024-06-19T09:30:00Z"), ("19 Jun 2024 09:30 GMT", "2024-06-19T09:30:00Z"),
        ])
    func zone(text: String, meaning: String) {
        #expect(Self.meaning(text, zone: "Asia/Seoul") == meaning)
    }

    @Test(
        "Summer time is that of the date",
        arguments: [
            ("2024-01-15 12:00", "2024-01-15T17:00:00Z"), ("2024-07-15 12:00", "2024-07-15T16:00:00Z"),
            ("2024-03-10 03:30", "2024-03-10T07:30:00Z"),
        ])
    func summerTime(text: String, meaning: String) {
        #expect(Self.meaning(text, zone: "America/New_York") == meaning)
    }

    @Test("A date ahead of the clock is told")
    func future() throws {
        let now = Date(timeIntervalSince1970: 1_718_755_200)
        #expect(try #require(PublishedDate("2024-06-20")).isInFuture(at: now))
        #expect(try !#require(PublishedDate("2024-06-19T00:30:00Z")).isInFuture(at: now))
    }
}
