import Fetching
import NewsModel
import Testing

@Suite("What is said of failures")
struct FetchErrorTests {
    @Test(
        "Each failure says in plain words what happened and, where it can, what to do",
        arguments: [
            (.schemeNotAllowed("gopher://x/"), .forbidden, "http: or https:"),
            (.addressRefused("10.0.0.1"), .forbidden, "fetch.private_addresses"),
            (.nameNotResolved("Could not resolve host: x"), .dns, "name was not found"),
            (.notConnected("Connection refused"), .connect, "no connection (Connection refused)"),
            (.tls("certificate has expired"), .tls, "certificate has expired"),
            (.timedOut(after: .seconds(30)), .timeout, "within 30 s"),
            (.tooSlow(bytesPerSecond: 64), .timeout, "64 bytes a second"),
            (.refused(status: 304, retryAfter: nil), .status, "not conditional"),
            (.refused(status: 401, retryAfter: nil), .status, "password"),
            (.refused(status: 403, retryAfter: nil), .status, "403 (forbidden)"),
            (.refused(status: 404, retryAfter: nil), .status, "404 (not found)"),
            (.refused(status: 410, retryAfter: nil), .gone, "410 (gone)"),
            (.refused(status: 429, retryAfter: "9"), .status, "too many requests"),
            (.refused(status: 502, retryAfter: nil), .status, "in trouble"),
            (.refused(status: 418, retryAfter: nil), .status, "answered 418"),
            (.challenged(status: 200, retryAfter: nil), .blockedPage, "test for browsers"),
            (.tooManyRedirects(limit: 8), .redirect, "more than 8 redirects"),
            (.redirectRefused("Protocol \"file\" not supported"), .redirect, "may not lead"),
            (.bodyTooLarge(limitBytes: 100), .tooLarge, "fetch.body_limit"), (.headersTooLarge, .tooLarge, "headers"),
            (.tooMuchAtOnce, .tooLarge, "at the same time"),
            (.brokenOff("end"), .connect, "broke off"), (.badAnswer("x"), .other, "cannot be read"),
            (.wrongEncoding("x"), .other, "cannot be read"), (.emptyBody, .empty, "empty"),
            (.fileMissing("/x"), .missing, "no file /x"), (.fileNotRead("/x: denied"), .missing, "denied"),
            (.badRequest("x"), .other, "cannot be asked"), (.cancelled, .other, "cancelled"),
            (.closed, .other, "stopping"),
            (.other("odd"), .other, "odd"),
        ] as [(FetchError, FeedFailure.Kind, String)]
    )
    func words(error: FetchError, kind: FeedFailure.Kind, part: String) {
        #expect(error.kind == kind)
        #expect(error.description.contains(part))
    }

    @Test("429 and 503 ask for patience", arguments: [(429, true), (503, true), (500, false), (404, false)])
    func patience(status: Int, asks: Bool) {
        #expect(FetchError.refused(status: status, retryAfter: nil).asksForPatience == asks)
        #expect(FetchError.challenged(status: status, retryAfter: "5").asksForPatience == asks)
        #expect(!FetchError.timedOut(after: .seconds(1)).asksForPatience)
    }
}
