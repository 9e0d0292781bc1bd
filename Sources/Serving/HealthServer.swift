import Foundation
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import NIOPosix

/// Serves the health pages over HTTP, on one thread that exists only while it serves.
///
/// A request's body is not read, and headers, connections and idle time are bounded: whoever can reach the address is
/// not to be able to use the watch up.
package struct HealthServer: Sendable {
    private static let connections = 64
    private static let idleTime = TimeAmount.seconds(30)
    private static let headerBytes = 16 * 1024
    /// How long connections have to end when the server stops.
    private static let grace = TimeAmount.milliseconds(300)

    private let address: ListenAddress
    private let pages: HealthPages
    private let log: Logger

    package init(address: ListenAddress, pages: HealthPages, log: Logger) {
        self.address = address
        self.pages = pages
        // What the library has to say is for those who look into the library.
        var log = log
        log.logLevel = max(log.logLevel, .error)
        self.log = log
    }

    /// Serves until the task is cancelled.
    ///
    /// - Parameter onListening: Called with the address once requests are answered; a port that was 0 is the real one.
    /// - Throws: `ServingError` when it cannot listen.
    package func run(onListening: @escaping @Sendable (ListenAddress) async -> Void) async throws(ServingError) {
        let threads = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let connections = OpenConnections()
        do {
            try await withTaskCancellationHandler {
                try await application(on: threads, among: connections, onListening: onListening).run()
            } onCancel: {
                // A client that takes nothing in would hold the end up.
                threads.next().scheduleTask(in: Self.grace) { connections.cut() }
            }
            try? await threads.shutdownGracefully()
        } catch {
            try? await threads.shutdownGracefully()
            guard !Task.isCancelled else { return }
            if let error = error as? IOError { throw ServingError(address, code: error.errnoCode) }
            throw ServingError(address, reason: "\(error)")
        }
    }

    private func application(
        on threads: MultiThreadedEventLoopGroup, among connections: OpenConnections,
        onListening: @escaping @Sendable (ListenAddress) async -> Void
    ) -> some ApplicationProtocol {
        let bind: BindAddress =
            switch address {
            case .tcp(let host, let port): .hostname(host, port: port)
            case .unix(let path): .unixDomainSocket(path: path)
            }
        return Application(
            responder: CallbackResponder { request, _ in await respond(to: request) } as CallbackResponder<Context>,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [ConnectionGuard(among: connections, patience: Self.idleTime)],
                    idleTimeout: Self.idleTime,
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: Self.headerBytes, maxHeaderListSize: Self.headerBytes,
                        maxHeaderFieldCount: 100))),
            configuration: ApplicationConfiguration(
                address: bind, availableConnectionsDelegate: .maximum(Self.connections, logger: log)),
            onServerRunning: { channel in await onListening(bound(to: channel)) },
            eventLoopGroupProvider: .shared(threads),
            logger: log)
    }

    private typealias Context = BasicRequestContext

    private func respond(to request: Request) async -> Response {
        let answer = await pages.answer(
            request.method.rawValue, request.uri.path, authorization: request.headers[.authorization])
        var headers = HTTPFields()
        headers[.contentType] = answer.contentType
        headers[.cacheControl] = "no-store"
        headers[.allow] = answer.allow
        headers[.wwwAuthenticate] = answer.challenge
        let body = ByteBuffer(string: answer.body)
        guard request.method != .head else {
            headers[.contentLength] = "\(body.readableBytes)"
            return Response(status: .init(code: answer.status), headers: headers)
        }
        return Response(status: .init(code: answer.status), headers: headers, body: .init(byteBuffer: body))
    }

    /// The address that it listens at, now that the system has chosen what was left open.
    private func bound(to channel: any Channel) -> ListenAddress {
        switch address {
        case .tcp(let host, let port): return .tcp(host: host, port: channel.localAddress?.port ?? port)
        case .unix(let path):
            // The group may ask as well; everybody else is kept out by the socket's permissions instead of a token.
            chmod(path, 0o660)
            return address
        }
    }
}
