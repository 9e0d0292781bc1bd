/// What an operator may ask the running watch, and how it is answered.
///
/// Apart from the server, so that what is answered can be told without one.
package struct HealthPages: Sendable {
    private let token: BearerToken?
    private let problems: @Sendable () async -> [String]
    private let metrics: @Sendable () async -> String
    private let status: @Sendable () async -> String

    /// - Parameters:
    ///   - token: Asked of everybody who wants more than to know that the program lives; `nil` asks for none.
    ///   - problems: Why the watch does not do its work, one line each; empty when it does.
    ///   - metrics: In Prometheus's text format.
    ///   - status: One JSON object.
    package init(
        token: BearerToken?,
        problems: @escaping @Sendable () async -> [String],
        metrics: @escaping @Sendable () async -> String,
        status: @escaping @Sendable () async -> String
    ) {
        self.token = token
        self.problems = problems
        self.metrics = metrics
        self.status = status
    }

    package func answer(_ method: String, _ path: String, authorization: String?) async -> HealthAnswer {
        guard method == "GET" || method == "HEAD" else {
            return HealthAnswer(405, text: "only GET and HEAD are answered\n", allow: "GET, HEAD")
        }
        if path == "/healthz" { return HealthAnswer(200, text: "alive\n") }
        if let token, !token.isShown(in: authorization) {
            return HealthAnswer(
                401, text: "show the token: Authorization: Bearer ...\n", challenge: "Bearer realm=\"newswatch\"")
        }
        switch path {
        case "/": return HealthAnswer(200, text: "/healthz\n/readyz\n/metrics\n/status\n")
        case "/readyz":
            let problems = await problems()
            return problems.isEmpty
                ? HealthAnswer(200, text: "ready\n")
                : HealthAnswer(503, text: problems.map { "\($0)\n" }.joined())
        case "/metrics":
            return HealthAnswer(200, type: "text/plain; version=0.0.4; charset=utf-8", text: await metrics())
        case "/status": return HealthAnswer(200, type: "application/json", text: await status() + "\n")
        default: return HealthAnswer(404, text: "there are /healthz, /readyz, /metrics and /status\n")
        }
    }
}

/// A whole answer.
package struct HealthAnswer: Sendable {
    package let status: Int
    package let contentType: String
    package let body: String
    /// The methods that may be used, when another one was.
    package let allow: String?
    /// How to show who one is, when nobody did.
    package let challenge: String?

    init(
        _ status: Int, type: String = "text/plain; charset=utf-8", text: String, allow: String? = nil,
        challenge: String? = nil
    ) {
        self.status = status
        contentType = type
        body = text
        self.allow = allow
        self.challenge = challenge
    }
}
