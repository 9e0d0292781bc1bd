import CCurl
import Glibc

/// libcurl's multi handle: the transfers under way, the connections kept open and the names resolved.
///
/// Sendable without the compiler's check because `wakeUp()` is the one call that libcurl allows from any thread
/// (curl_multi_wakeup(3)); all the others are made by the thread of the `TransferLoop` alone.
struct MultiHandle: @unchecked Sendable {
    private let raw: UnsafeMutableRawPointer

    /// `nil` when there is no memory.
    init?(_ configuration: FetcherConfiguration) {
        guard Self.isCurlReady, let raw = curl_multi_init() else { return nil }
        self.raw = raw
        ccurl_multi_set_long(raw, CURLMOPT_MAX_HOST_CONNECTIONS, max(0, configuration.connectionsPerHost))
        // One transfer a connection, HTTP/2 too: the limit above is meant for questions, not for sockets.
        ccurl_multi_set_long(raw, CURLMOPT_PIPELINING, Int(CURLPIPE_NOTHING))
        ccurl_multi_set_long(raw, CURLMOPT_MAXCONNECTS, max(1, configuration.connections))
    }

    private static let isCurlReady = ccurl_global_init() == CURLE_OK

    func wakeUp() { curl_multi_wakeup(raw) }

    // MARK: The loop's thread only

    func add(_ easy: EasyHandle) -> Bool { curl_multi_add_handle(raw, easy.raw) == CURLM_OK }

    func remove(_ easy: EasyHandle) { curl_multi_remove_handle(raw, easy.raw) }

    /// Does what can be done without waiting.
    func perform() {
        var running: Int32 = 0
        curl_multi_perform(raw, &running)
    }

    /// Waits for the network, for a timeout of a transfer or for `wakeUp()`.
    ///
    /// While transfers run it returns ten times a second: libcurl 7.88 may read an HTTP/2 answer while it still sends the
    /// question, and then waits for a socket on which nothing more will come. A look at the transfer finds the answer.
    func wait(transfersRun: Bool) {
        guard curl_multi_poll(raw, nil, 0, transfersRun ? 100 : 3_600_000, nil) != CURLM_OK else { return }
        usleep(100_000)  // Out of memory or of descriptors: no reason to spin until that is over.
    }

    /// A transfer that has ended: its easy handle and libcurl's verdict.
    func nextEnded() -> (easy: UnsafeMutableRawPointer, code: CURLcode)? {
        var remaining: Int32 = 0
        while let message = curl_multi_info_read(raw, &remaining) {
            // The message dies with the removal of its handle, so the result is read first.
            if message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle {
                return (easy, ccurl_message_result(message))
            }
        }
        return nil
    }

    /// All easy handles must have been removed.
    func free() { curl_multi_cleanup(raw) }
}
