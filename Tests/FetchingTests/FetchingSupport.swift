import Fetching
import NewsModel
import TestSupport

/// A fetcher that may talk to the loopback interface.
func makeFetcher(_ change: (inout FetcherConfiguration) -> Void = { _ in }) -> Fetcher {
    var configuration = FetcherConfiguration(userAgent: "newswatch/test (+https://example.org/reader)")
    configuration.privateAddresses = .allow
    change(&configuration)
    return Fetcher(configuration: configuration)
}

func request(
    _ url: String,
    etag: String? = nil,
    lastModified: String? = nil,
    timeout: Duration = .seconds(20),
    bodyLimitBytes: Int = 1 << 20
) -> FetchRequest {
    FetchRequest(
        url: url,
        validators: Validators(etag: etag, lastModified: lastModified),
        timeout: timeout,
        bodyLimitBytes: bodyLimitBytes
    )
}

extension Fetcher {
    /// The error of a fetch that must fail; `nil` when it did not.
    func failure(_ request: FetchRequest) async -> FetchError? {
        do throws(FetchError) {
            _ = try await fetch(request)
            return nil
        } catch {
            return error
        }
    }
}

extension FetchAnswer {
    var text: String? {
        switch body {
        case .unchanged: nil
        case .content(let bytes): String(decoding: bytes, as: UTF8.self)
        }
    }
}
