import CCurl

/// The thread's work: starts transfers, lets libcurl drive them, tells their callers how they ended.
///
/// Everything in here belongs to one thread; the `Inbox` is the only door to it.
final class TransferLoop {
    private struct Running {
        let job: TransferJob
        let host: String
        let transfer: Transfer
        let easy: EasyHandle
    }

    private let multi: MultiHandle
    private let inbox: Inbox
    private let configuration: FetcherConfiguration
    private var waiting: WaitingJobs
    private var running: [UnsafeMutableRawPointer: Running] = [:]
    private var idle: [EasyHandle] = []
    private let buffer = BufferedBytes()

    init(multi: MultiHandle, inbox: Inbox, configuration: FetcherConfiguration) {
        self.multi = multi
        self.inbox = inbox
        self.configuration = configuration
        waiting = WaitingJobs(perHost: configuration.connectionsPerHost)
    }

    /// Returns when the inbox says stop.
    func run() {
        while readInbox() {
            startWaiting()
            multi.perform()
            while let (easy, code) = multi.nextEnded() { finish(easy, code) }
            startWaiting()
            multi.wait(transfersRun: !running.isEmpty)
        }
        stop()
    }

    // MARK: Messages

    /// - Returns: Whether to go on.
    private func readInbox() -> Bool {
        var goesOn = true
        for message in inbox.take() {
            switch message {
            case .start(let job): waiting.append(job, host: CurlURL.host(of: job.task.url) ?? "")
            case .cancel(let ticket): cancel(ticket)
            case .stop: goesOn = false
            }
        }
        return goesOn
    }

    private func cancel(_ ticket: Ticket) {
        guard let key = running.first(where: { $0.value.job.ticket === ticket })?.key,
            let ended = running.removeValue(forKey: key)
        else {
            for job in waiting.remove(where: { $0.ticket === ticket }) {
                job.continuation.resume(returning: .failure(.cancelled))
            }
            return
        }
        release(ended)
        ended.job.continuation.resume(returning: .failure(.cancelled))
    }

    private func stop() {
        for message in inbox.close() {
            guard case .start(let job) = message else { continue }
            job.continuation.resume(returning: .failure(.closed))
        }
        for ended in running.values {
            multi.remove(ended.easy)
            ended.job.continuation.resume(returning: .failure(.closed))
        }
        for job in waiting.remove(where: { _ in true }) { job.continuation.resume(returning: .failure(.closed)) }
        running = [:]
        idle = []
        multi.free()
    }

    // MARK: Transfers

    private func startWaiting() {
        while running.count < max(1, configuration.connections), let (job, host) = waiting.popFirst() {
            guard let error = start(job, host: host) else { continue }
            waiting.finished(host)
            job.continuation.resume(returning: .failure(error))
        }
    }

    /// - Returns: Why the job was not started.
    private func start(_ job: TransferJob, host: String) -> FetchError? {
        guard !job.ticket.isCancelled else { return .cancelled }
        let transfer = Transfer(job.task, configuration: configuration, buffer: buffer)
        if let refusal = transfer.refusalThroughProxy { return refusal }
        guard let easy = idle.popLast() ?? EasyHandle(configuration) else { return .other("out of memory") }
        easy.prepare(job.task, for: transfer)
        guard multi.add(easy) else { return .other("out of memory") }
        // libcurl keeps the transfer's address, and this entry keeps the transfer.
        running[easy.raw] = Running(job: job, host: host, transfer: transfer, easy: easy)
        return nil
    }

    private func finish(_ raw: UnsafeMutableRawPointer, _ code: CURLcode) {
        guard let ended = running.removeValue(forKey: raw) else { return }
        let outcome = outcome(of: ended, code)
        release(ended)
        ended.job.continuation.resume(returning: outcome)
    }

    private func outcome(of ended: Running, _ code: CURLcode) -> TransferOutcome {
        switch (code, ended.transfer.end) {
        case (CURLE_OK, _), (CURLE_WRITE_ERROR, .enough):
            .success(ended.transfer.answer(finalURL: ended.easy.finalURL))
        default:
            .failure(FetchError(code, of: ended.transfer, handle: ended.easy))
        }
    }

    private func release(_ ended: Running) {
        multi.remove(ended.easy)
        waiting.finished(ended.host)
        ended.transfer.leaveBuffer()
        if ended.easy.isReusable { idle.append(ended.easy) }
    }
}
