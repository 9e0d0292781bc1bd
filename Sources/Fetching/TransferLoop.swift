import CCurl

/// The thread's work: starts transfers, lets libcurl drive them, tells their callers how they ended.
///
/// Everything in here belongs to one thread; the `Inbox` is the only door to it.
final class TransferLoop {
    private struct Running {
        let job: TransferJob
        let transfer: Transfer
        let easy: EasyHandle
    }

    private let multi: MultiHandle
    private let inbox: Inbox
    private let configuration: FetcherConfiguration
    private var waiting = WaitingJobs()
    private var running: [UnsafeMutableRawPointer: Running] = [:]
    private var idle: [EasyHandle] = []

    init(multi: MultiHandle, inbox: Inbox, configuration: FetcherConfiguration) {
        self.multi = multi
        self.inbox = inbox
        self.configuration = configuration
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
            case .start(let job): waiting.append(job)
            case .cancel(let ticket): cancel(ticket)
            case .stop: goesOn = false
            }
        }
        return goesOn
    }

    /// A job that still waits is answered when its turn comes, which looks at the ticket.
    private func cancel(_ ticket: Ticket) {
        guard let key = running.first(where: { $0.value.job.ticket === ticket })?.key,
            let ended = running.removeValue(forKey: key)
        else {
            waiting.dropCancelled()
            return
        }
        release(ended.easy)
        ended.job.continuation.resume(returning: .failure(.cancelled))
    }

    private func stop() {
        for message in inbox.close() {
            if case .start(let job) = message { waiting.append(job) }
        }
        for ended in running.values {
            multi.remove(ended.easy)
            ended.job.continuation.resume(returning: .failure(.closed))
        }
        while let job = waiting.popFirst() { job.continuation.resume(returning: .failure(.closed)) }
        running = [:]
        idle = []
        multi.free()
    }

    // MARK: Transfers

    private func startWaiting() {
        while running.count < max(1, configuration.connections), let job = waiting.popFirst() { start(job) }
    }

    private func start(_ job: TransferJob) {
        guard !job.ticket.isCancelled else {
            job.continuation.resume(returning: .failure(.cancelled))
            return
        }
        let transfer = Transfer(job.task, configuration: configuration)
        if let refusal = transfer.refusalThroughProxy {
            job.continuation.resume(returning: .failure(refusal))
            return
        }
        guard let easy = idle.popLast() ?? EasyHandle(configuration) else {
            job.continuation.resume(returning: .failure(.other("out of memory")))
            return
        }
        easy.prepare(job.task, for: transfer)
        // libcurl keeps the transfer's address, and this entry keeps the transfer.
        running[easy.raw] = Running(job: job, transfer: transfer, easy: easy)
        guard multi.add(easy) else {
            running[easy.raw] = nil
            job.continuation.resume(returning: .failure(.other("out of memory")))
            return
        }
    }

    private func finish(_ raw: UnsafeMutableRawPointer, _ code: CURLcode) {
        guard let ended = running.removeValue(forKey: raw) else { return }
        let outcome = outcome(of: ended, code)
        release(ended.easy)
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

    private func release(_ easy: EasyHandle) {
        multi.remove(easy)
        if easy.isReusable { idle.append(easy) }
    }
}

/// Jobs in the order in which they came.
struct WaitingJobs {
    private var jobs: [TransferJob] = []
    private var first = 0

    mutating func append(_ job: TransferJob) { jobs.append(job) }

    mutating func popFirst() -> TransferJob? {
        guard first < jobs.count else {
            jobs.removeAll(keepingCapacity: true)
            first = 0
            return nil
        }
        defer { first += 1 }
        return jobs[first]
    }

    /// Answers those whose callers have lost interest.
    mutating func dropCancelled() {
        jobs = jobs[first...].filter { job in
            guard job.ticket.isCancelled else { return true }
            job.continuation.resume(returning: .failure(.cancelled))
            return false
        }
        first = 0
    }
}
