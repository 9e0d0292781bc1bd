import Foundation

/// A program that was started and is waited for.
struct ChildProcess {
    enum End: Hashable, Sendable {
        case exited(Int32)
        case killed(signal: Int32)
        /// It was still running when its time was over, and was stopped.
        case late
    }

    struct NotStarted: Error {
        let reason: String
    }

    /// What it says beyond this is read and dropped.
    private static let mostWords = 4096

    private let id: pid_t

    /// Starts a program in a process group of its own, with its two outputs as one.
    ///
    /// Signals that we ignore would stay ignored in it, so they are set back.
    static func start(_ command: [String], input: Int32, output: Int32) -> Result<ChildProcess, NotStarted> {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
        for descriptor in openDescriptors() { posix_spawn_file_actions_addclose(&actions, descriptor) }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var id: pid_t = 0
        let words = command.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        let path = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"]
        let environment = path.map { strdup($0) } + [nil]
        defer { for word in environment { free(word) } }
        let code = posix_spawn(&id, command.first ?? "", &actions, &attributes, words, environment)
        guard code == 0 else { return .failure(NotStarted(reason: String(cString: strerror(code)))) }
        return .success(ChildProcess(id: id))
    }

    /// What libraries left open to programs that we start; one that is closed meanwhile does no harm.
    private static func openDescriptors() -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { Int32($0) }.filter { $0 > STDERR_FILENO }
    }

    /// Waits for its end, and stops it and all that it started when that does not come in time.
    ///
    /// - Returns: How it ended, and the beginning of what it said.
    func wait(reading output: Int32, until deadline: ContinuousClock.Instant) -> (End, [UInt8]) {
        var words: [UInt8] = []
        var isOpen = true
        while true {
            var status: Int32 = 0
            // What it started itself may keep the pipe open for long: its own end is what counts.
            if waitpid(id, &status, WNOHANG) == id {
                if isOpen { drain(output, into: &words) }
                return (Self.end(status), words)
            }
            guard ContinuousClock.now < deadline else {
                kill(-id, SIGKILL)
                waitpid(id, &status, 0)
                return (.late, words)
            }
            guard isOpen else {
                usleep(10_000)
                continue
            }
            var wanted = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            if poll(&wanted, 1, 50) > 0 { isOpen = read(output, into: &words) }
        }
    }

    /// What is there already, without waiting for more.
    private func drain(_ output: Int32, into words: inout [UInt8]) {
        var wanted = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        var rounds = 0
        while rounds < 16, poll(&wanted, 1, 0) > 0, read(output, into: &words) { rounds += 1 }
    }

    /// - Returns: Whether there may be more.
    private func read(_ output: Int32, into words: inout [UInt8]) -> Bool {
        var block = [UInt8](repeating: 0, count: 4096)
        let count = Foundation.read(output, &block, block.count)
        guard count > 0 else { return false }
        words += block.prefix(min(count, Self.mostWords - words.count))
        return true
    }

    private static func end(_ status: Int32) -> End {
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal: signal)
    }
}
