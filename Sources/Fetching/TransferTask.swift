/// What a transfer is to do.
enum TransferTask: Sendable {
    case get(FetchRequest)
    case post(PostRequest)

    var isPost: Bool {
        switch self {
        case .get: false
        case .post: true
        }
    }

    var url: String {
        switch self {
        case .get(let request): request.url
        case .post(let request): request.url
        }
    }

    /// The same task at another address.
    func asking(_ url: String) -> TransferTask {
        switch self {
        case .get(var request):
            request.url = url
            return .get(request)
        case .post(var request):
            request.url = url
            return .post(request)
        }
    }

    /// `nil` is a direct connection.
    var proxy: String? {
        switch self {
        case .get(let request): request.proxy
        case .post: nil
        }
    }

    var timeout: Duration {
        switch self {
        case .get(let request): request.timeout
        case .post(let request): request.timeout
        }
    }

    /// How much of the body is kept; what exceeds it is an error for a GET and is dropped for a POST.
    var bodyLimitBytes: Int {
        switch self {
        case .get(let request): max(0, request.bodyLimitBytes)
        case .post: 1024
        }
    }
}

/// What a transfer brought: an answer of whatever status.
struct RawAnswer: Sendable {
    var head: AnswerHead
    var finalURL: String
    var permanentURL: String?
    var body: [UInt8]
}
