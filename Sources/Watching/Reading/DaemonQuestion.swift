import Fetching
import Foundation
import NewsModel
import Serving
import StrictYAML

/// Asks the running daemon how it is, where the settings say that it answers.
package struct DaemonQuestion: Sendable {
    /// Why it did not answer, in words.
    package struct Unanswered: Error, Hashable {
        package let reason: String
    }

    private static let timeout = Duration.seconds(5)
    private static let answerLimitBytes = 4 << 20

    private let service: HTTPService

    /// - Throws: `Unanswered` when the settings serve nothing or the token cannot be read by this user.
    package init(_ settings: Settings, environment: [String: String]) throws(Unanswered) {
        guard let http = settings.http else { throw Unanswered(reason: "http.listen is not set") }
        let log = ProblemLog()
        guard let service = HTTPService(http, secrets: .required, environment: environment, log: log) else {
            throw Unanswered(reason: log.problems.map(\.what).joined(separator: "; "))
        }
        self.service = service
    }

    package func status() async throws(Unanswered) -> StatusReport {
        var configuration = FetcherConfiguration(userAgent: "newswatch/\(Newswatch.version)")
        configuration.privateAddresses = .allow
        let host: String
        switch service.address {
        case .tcp(let name, let port):
            host = name.contains(":") ? "[\(Self.reachable(name))]:\(port)" : "\(Self.reachable(name)):\(port)"
        case .unix(let path):
            configuration.unixSocket = path
            host = "localhost"
        }
        let fetcher = Fetcher(configuration: configuration)
        defer { fetcher.close() }
        let request = FetchRequest(
            url: "http://\(host)/status", validators: nil, timeout: Self.timeout, bodyLimitBytes: Self.answerLimitBytes,
            authorization: service.token.map { "Bearer \($0.value)" })
        let answer: FetchAnswer
        do {
            answer = try await fetcher.fetch(request)
        } catch {
            throw Unanswered(reason: "\(service.address) does not answer: \(error)")
        }
        guard case .content(let bytes) = answer.body, let report = StatusReport(json: bytes) else {
            throw Unanswered(reason: "what answers at \(service.address) is no newswatch of this version")
        }
        return report
    }

    /// "Every address" is an address to listen at, not one to ask.
    private static func reachable(_ host: String) -> String {
        switch host {
        case "0.0.0.0": "127.0.0.1"
        case "::": "::1"
        default: host
        }
    }
}
