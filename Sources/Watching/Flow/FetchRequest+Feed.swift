import Fetching
import NewsModel

extension FetchRequest {
    /// The question to a feed, under the settings and the feed's own exceptions from them.
    ///
    /// - Parameter url: The feed's address, or where it has moved to.
    init(_ feed: Feed, at url: String, validators: Validators?, _ settings: FetchSettings) {
        self.init(
            url: url, validators: validators, timeout: settings.timeout, bodyLimitBytes: settings.bodyLimitBytes,
            allowsFile: feed.url.hasPrefix("file:"), certificateFile: feed.certificateFile,
            proxy: (feed.proxy ?? settings.proxy).address)
    }

    /// The question to a page that no feed stands for yet.
    init(page url: String, _ settings: FetchSettings) {
        self.init(
            url: url, validators: nil, timeout: settings.timeout, bodyLimitBytes: settings.bodyLimitBytes,
            proxy: settings.proxy.address)
    }
}

extension Proxy {
    fileprivate var address: String? {
        switch self {
        case .direct: nil
        case .address(let address): address
        }
    }
}
