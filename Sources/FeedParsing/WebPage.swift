/// Pages that come in place of a feed.
enum WebPage {
    static func isRoot(_ name: String) -> Bool { tags.contains(name.lowercased()) }

    /// What pages begin with, the first of them often left out.
    private static let tags: Set<String> = [
        "html", "head", "body", "title", "meta", "script", "style", "noscript", "div", "p", "h1", "h2", "center",
        "table",
        "iframe", "form", "br", "img", "a",
    ]

    static func error(for bytes: UnsafeBufferPointer<UInt8>) -> FeedParseError {
        let opening = UnsafeBufferPointer(rebasing: bytes.prefix(65_536))
        if let service = service(behind: opening) { return .blockedPage(service: service) }
        return .htmlPage(title: title(of: opening))
    }

    private static func title(of page: UnsafeBufferPointer<UInt8>) -> String? {
        guard let tag = page.position(of: "<title", from: 0), let start = page.position(of: ">", from: tag) else {
            return nil
        }
        guard let end = page.position(of: "</title", from: start), end - start < 1000 else { return nil }
        let title = PlainText.folded(PlainText.line(html: String(decoding: page[(start + 1)..<end], as: UTF8.self)))
        return title.isEmpty ? nil : String(title.prefix(120))
    }

    private static func service(behind page: UnsafeBufferPointer<UInt8>) -> String? {
        marks.first { mark in page.position(of: mark.text, from: 0) != nil }?.service
    }

    /// What the pages of the known services hold, in lower case, the surest first.
    private static let marks: [(text: StaticString, service: String)] = [
        ("<title>just a moment...</title>", "Cloudflare"), ("cf-browser-verification", "Cloudflare"),
        ("cdn-cgi/challenge-platform/h/", "Cloudflare"), ("attention required! | cloudflare", "Cloudflare"),
        ("_incapsula_resource", "Incapsula"), ("incapsula incident id", "Incapsula"),
        ("<title>ddos-guard</title>", "DDoS-Guard"), ("check.ddos-guard.net", "DDoS-Guard"),
        ("_qrator", "Qrator"), ("captcha-delivery.com", "DataDome"), ("px-captcha", "PerimeterX"),
        ("awswafcookiedomainlist", "AWS WAF"), ("sucuri website firewall", "Sucuri"), ("/_sec/cp_challenge", "Akamai"),
        ("ak_bmsc", "Akamai"), ("anubis_challenge", "Anubis"), ("making sure you&#39;re not a bot", "Anubis"),
        ("servicepipe.ru", "ServicePipe"), ("kasada", "Kasada"), ("wordfence", "Wordfence"),
        ("checking your browser before accessing", "a protection service"),
        ("please enable javascript and cookies to continue", "a protection service"),
        ("enable javascript and cookies to continue", "a protection service"),
        ("verify you are human", "a protection service"), ("are you a robot?", "a protection service"),
    ]
}
