import Foundation

/// Asks servers for documents, politely and within bounds, on a thread of its own.
///
/// Callers wait without holding a thread; cancelling the calling task ends the transfer. Everything that comes is hostile:
/// time, size, headers, redirects and the addresses connected to are bounded as `FetchRequest` and `FetcherConfiguration`
/// say. No cookie, no referrer and no proxy of the environment is ever used.
package final class Fetcher: Sendable {
    /// `nil` when there was no memory for it.
    private let inbox: Inbox?
    private let files = DispatchQueue(label: "newswatch.files", attributes: .concurrent)

    /// Starts the thread.
    package init(configuration: FetcherConfiguration) {
        guard let multi = MultiHandle(configuration) else {
            inbox = nil
            return
        }
        let inbox = Inbox(multi)
        self.inbox = inbox
        let thread = Thread { TransferLoop(multi: multi, inbox: inbox, configuration: configuration).run() }
        thread.name = "fetching"
        thread.start()
    }

    deinit { close() }

    /// Asks for one document.
    ///
    /// - Throws: `FetchError` for everything but the document or the word that it is unchanged; a status such as 404 too.
    package func fetch(_ request: FetchRequest) async throws(FetchError) -> FetchAnswer {
        if LocalFile.isFileURL(request.url) {
            guard request.allowsFile else { throw .schemeNotAllowed(request.url) }
            return try await readFile(request)
        }
        return try FetchAnswer(try await get(request), to: request)
    }

    /// Asks once more for the bare document where the encoding was not what the server said.
    ///
    /// `Content-Encoding: utf-8`, or gzip around a text that never was compressed, are faults of whole sites that browsers
    /// pass over.
    private func get(_ request: FetchRequest) async throws(FetchError) -> RawAnswer {
        do throws(FetchError) {
            return try await perform(.get(request))
        } catch .wrongEncoding {
            var request = request
            request.isWithoutEncodings = true
            return try await perform(.get(request))
        }
    }

    /// Sends a message to a receiver.
    ///
    /// - Returns: The answer whatever its status; a redirect is an answer like any other.
    package func post(_ request: PostRequest) async throws(FetchError) -> PostAnswer {
        guard !LocalFile.isFileURL(request.url) else { throw .schemeNotAllowed(request.url) }
        for header in request.headers {
            guard HeaderValue.isName(header.name), HeaderValue.isSendable(header.value) else {
                throw .badRequest("the header '\(HeaderValue.printable(header.name))' is not one line of plain text")
            }
        }
        let answer = try await perform(.post(request))
        return PostAnswer(status: answer.head.status, retryAfter: answer.head.retryAfter, body: answer.body)
    }

    /// Ends all transfers with `FetchError.closed` and lets the thread end; further calls do nothing.
    package func close() { inbox?.post(.stop) }

    private func perform(_ task: TransferTask) async throws(FetchError) -> RawAnswer {
        guard let inbox else { throw .other("out of memory") }
        guard let url = CurlURL.sendable(task.url) else {
            throw .badRequest("'\(HeaderValue.printable(task.url))' is no web address")
        }
        let task = task.asking(url)
        let ticket = Ticket()
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let job = TransferJob(ticket: ticket, task: task, continuation: continuation)
                if !inbox.post(.start(job)) { continuation.resume(returning: TransferOutcome.failure(.closed)) }
            }
        } onCancel: {
            ticket.cancel()
            inbox.post(.cancel(ticket))
        }
        return try outcome.get()
    }

    /// Reading a file blocks, so it happens on a queue of its own; a file on a dead share holds up no other.
    private func readFile(_ request: FetchRequest) async throws(FetchError) -> FetchAnswer {
        let outcome = await withCheckedContinuation { continuation in
            files.async { continuation.resume(returning: LocalFile.answer(to: request)) }
        }
        return try outcome.get()
    }
}
