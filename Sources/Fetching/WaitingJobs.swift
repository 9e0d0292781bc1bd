/// Jobs that wait for their turn: in the order in which they came, but for those whose host has no room.
///
/// They wait here and not inside libcurl, where their time would run already.
struct WaitingJobs {
    private struct Line {
        var jobs = Queue<TransferJob>()
        var running = 0
        /// How often the host stands in `turns`.
        var turns = 0
    }

    private let perHost: Int
    private var lines: [String: Line] = [:]
    /// Hosts with a job that may start, one for each such job.
    private var turns = Queue<String>()

    /// - Parameter perHost: How many jobs of one host run at once; 0 sets no limit.
    init(perHost: Int) { self.perHost = perHost > 0 ? perHost : .max }

    mutating func append(_ job: TransferJob, host: String) {
        lines[host, default: Line()].jobs.append(job)
        grantTurn(host)
    }

    /// The next job, which counts as running until `finished(_:)`.
    mutating func popFirst() -> (job: TransferJob, host: String)? {
        while let host = turns.popFirst() {
            lines[host]?.turns -= 1
            guard let job = lines[host]?.jobs.popFirst() else {
                forgetIfIdle(host)
                continue
            }
            lines[host]?.running += 1
            return (job, host)
        }
        return nil
    }

    /// A job of the host has ended.
    mutating func finished(_ host: String) {
        lines[host]?.running -= 1
        grantTurn(host)
        forgetIfIdle(host)
    }

    /// Takes out the jobs that `isOut` names.
    mutating func remove(where isOut: (TransferJob) -> Bool) -> [TransferJob] {
        lines.keys.flatMap { host in lines[host]?.jobs.remove(where: isOut) ?? [] }
    }

    private mutating func forgetIfIdle(_ host: String) {
        if let line = lines[host], line.running == 0, line.turns == 0, line.jobs.count == 0 { lines[host] = nil }
    }

    private mutating func grantTurn(_ host: String) {
        guard let line = lines[host], line.turns < line.jobs.count, line.running + line.turns < perHost else { return }
        lines[host]?.turns += 1
        turns.append(host)
    }
}
