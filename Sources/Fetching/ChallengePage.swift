/// A page that tests whether a person with a browser asks, sent with status 200 in place of the feed.
enum ChallengePage {
    /// Such pages show themselves early.
    static let lookedAtBytes = 64 * 1024

    /// Whether a document is such a page.
    ///
    /// Costs next to nothing for a feed: only what begins like HTML is looked at further.
    static func isOne(_ document: [UInt8]) -> Bool {
        guard beginsLikeHTML(document) else { return false }
        let text = String(decoding: document.prefix(lookedAtBytes), as: UTF8.self).lowercased()
        return marks.contains { text.contains($0) }
    }

    private static func beginsLikeHTML(_ document: [UInt8]) -> Bool {
        var start = document[...]
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
        start = start.drop { $0 <= 0x20 }
        let head = String(decoding: start.prefix(16), as: UTF8.self).lowercased()
        return head.hasPrefix("<!doctype html") || head.hasPrefix("<html") || head.hasPrefix("<head")
            || head.hasPrefix("<script")
    }

    /// What stands on such a page and not on the ordinary pages behind the same guard, in lower case.
    private static let marks = [
        "_cf_chl_opt", "cf-browser-verification",  // Cloudflare
        "incapsula incident id",  // Imperva
        "ddos-guard/js-challenge",  // DDoS-Guard
        "/.well-known/sgcaptcha",  // SiteGround
        "captcha-delivery.com",  // DataDome
        "window.gokuprops",  // AWS WAF
        "px-captcha",  // HUMAN
        "acw_sc__v2",  // Alibaba Cloud WAF
        "sucuri_cloudproxy_js",  // Sucuri
        "/_sec/cp_challenge/", "bm-verify",  // Akamai
        "anubis_challenge",  // Anubis
    ]
}
