import NIOCore
import Synchronization

/// The connections that are open, so that they can be cut.
final class OpenConnections: Sendable {
    private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])

    /// Cuts all of them, whatever their clients still have to read.
    func cut() {
        for channel in channels.withLock({ Array($0.values) }) { channel.close(mode: .all, promise: nil) }
    }

    fileprivate func insert(_ channel: any Channel) {
        channels.withLock { $0[ObjectIdentifier(channel)] = channel }
    }

    fileprivate func remove(_ channel: any Channel) {
        channels.withLock { $0[ObjectIdentifier(channel)] = nil }
    }
}

/// Cuts a connection on which something came that is no request, and one whose client takes nothing in: the HTTP library
/// would wait for such a client to close, for ever.
final class ConnectionGuard: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    /// How long the refusal of what is no request has to reach the client.
    private static let farewell = TimeAmount.milliseconds(500)

    private let connections: OpenConnections
    private let patience: TimeAmount
    private var cutting: Scheduled<Void>?
    private var isRefused = false

    /// - Parameter patience: How long a client may leave what was sent to it unread.
    init(among connections: OpenConnections, patience: TimeAmount) {
        self.connections = connections
        self.patience = patience
    }

    func handlerAdded(context: ChannelHandlerContext) {
        connections.insert(context.channel)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        cutting?.cancel()
        connections.remove(context.channel)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if !isRefused { cut(context.channel, after: Self.farewell) }
        isRefused = true
        context.fireErrorCaught(error)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if !isRefused {
            if context.channel.isWritable { cutting?.cancel() } else { cut(context.channel, after: patience) }
        }
        context.fireChannelWritabilityChanged()
    }

    private func cut(_ channel: any Channel, after time: TimeAmount) {
        cutting?.cancel()
        cutting = channel.eventLoop.scheduleTask(in: time) { channel.close(mode: .all, promise: nil) }
    }
}
