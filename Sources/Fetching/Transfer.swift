import CCurl

/// One transfer while it runs, on the loop's thread alone.
///
/// libcurl calls `receive(header:)`, `receive(body:)` and `openSocket(for:)` while the transfer is in its multi handle;
/// `end` says why one of them stopped it.
final class Transfer {
    enum End {
        /// The answer is known; the rest of its body is of no use.
        case enough
        case failed(FetchError)
    }

    let task: TransferTask
    let configuration: FetcherConfiguration

    private(set) var head = AnswerHead()
    private(set) var body: [UInt8] = []
    private(set) var end: End?
    private(set) var refusedAddress: IPAddress?
    private var chain: RedirectChain
    private var headerBytes = 0
    private var headerLines = 0
    private var droppedBytes = 0
    private let buffer: BufferedBytes
    private var bufferedBytes = 0

    /// How much of a body that nobody reads is taken off the wire so that the connection can be used again.
    private static let dropLimitBytes = 256 * 1024
    /// How large a body may grow whatever the others hold, so that large ones never starve the usual feed.
    private static let freeBytes = 1 << 20

    init(_ task: TransferTask, configuration: FetcherConfiguration, buffer: BufferedBytes) {
        self.task = task
        self.buffer = buffer
        self.configuration = configuration
        chain = RedirectChain(from: task.url)
    }

    var redirects: Int { chain.hops }

    func answer(finalURL: String) -> RawAnswer {
        RawAnswer(head: head, finalURL: finalURL, permanentURL: chain.permanentURL, body: body)
    }

    /// What forbids the current hop through a proxy, where no socket will show its address.
    var refusalThroughProxy: FetchError? {
        guard task.proxy != nil else { return nil }
        return chain.refusedLiteral(by: configuration).map { .addressRefused($0) }
    }

    // MARK: What libcurl calls

    /// - Returns: Whether to go on.
    func receive(header line: UnsafeBufferPointer<UInt8>) -> Bool {
        headerBytes += line.count
        headerLines += 1
        guard headerBytes <= configuration.headerLimitBytes, headerLines <= configuration.headerLimitLines else {
            end = .failed(.headersTooLarge)
            return false
        }
        let wasComplete = head.isComplete
        head.read(line)
        if head.isComplete, !wasComplete, head.isRedirect, !task.isPost {
            chain.follow(head)
            if let refusal = refusalThroughProxy {
                end = .failed(refusal)
                return false
            }
        }
        return true
    }

    /// - Returns: Whether to go on.
    func receive(body bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if task.isPost {
            let room = task.bodyLimitBytes - body.count
            body.append(contentsOf: bytes.prefix(room))
            return drop(max(0, bytes.count - room))
        }
        guard head.status == 200 || head.status == 203 else { return drop(bytes.count) }
        guard bytes.count <= task.bodyLimitBytes - body.count else {
            return giveUp(.bodyTooLarge(limitBytes: task.bodyLimitBytes))
        }
        guard
            body.count + bytes.count <= Self.freeBytes
                || buffer.count + bytes.count <= configuration.bufferLimitBytes
        else { return giveUp(.tooMuchAtOnce) }
        buffer.count += bytes.count
        bufferedBytes += bytes.count
        if body.isEmpty { body.reserveCapacity(expectedBytes) }
        body.append(contentsOf: bytes)
        return true
    }

    func openSocket(for address: UnsafePointer<curl_sockaddr>) -> curl_socket_t {
        // A Unix socket has no such address. A proxy is the operator's own and may well be private; what it connects to is
        // judged by name in the chain.
        if task.proxy == nil, configuration.unixSocket == nil {
            guard let ip = IPAddress(ccurl_address(address)) else { return CURL_SOCKET_BAD }
            guard configuration.allows(ip) else {
                refusedAddress = ip
                return CURL_SOCKET_BAD
            }
        }
        return ccurl_open_socket(address)
    }

    /// The body is somebody else's now, or nobody's.
    func leaveBuffer() {
        buffer.count -= bufferedBytes
        bufferedBytes = 0
    }

    private func giveUp(_ error: FetchError) -> Bool {
        end = .failed(error)
        body = []
        leaveBuffer()
        return false
    }

    private func drop(_ count: Int) -> Bool {
        droppedBytes += count
        guard droppedBytes <= Self.dropLimitBytes else {
            end = .enough
            return false
        }
        return true
    }

    /// A first guess that saves most of the copying while the body grows.
    private var expectedBytes: Int {
        let length = head.contentLength.flatMap { Int($0) } ?? 0
        let factor = head.contentEncoding == nil ? 1 : 4
        return max(0, min(length, task.bodyLimitBytes / factor, 1 << 20)) * factor
    }
}

/// The size of all bodies that transfers of one loop hold together.
final class BufferedBytes {
    var count = 0
}
