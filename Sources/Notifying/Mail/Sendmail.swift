import Foundation

/// Hands a message to a program that mails it.
///
/// No shell reads the command. The program gets the message on standard input and nothing else of ours: no open file, no
/// ignored signal. It has its time and no more, and so much of what it says is kept as a person reads.
package enum Sendmail {
    /// Blocks its thread until the program has ended.
    package static func send(_ message: [UInt8], by command: [String], timeout: Duration) -> DeliveryAnswer {
        guard let program = command.first else { return .failure("no mail command is set") }
        guard let input = MessageFile(message) else {
            return .failure("the message cannot be put into a file: \(SystemError.current)")
        }
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return .failure("no pipe to \(program): \(SystemError.current)") }
        defer { close(ends[0]) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let started = ChildProcess.start(command, input: input.descriptor, output: ends[1])
        close(ends[1])
        switch started {
        case .failure(let failure):
            return .failure("\(program) cannot be started: \(failure.reason)")
        case .success(let child):
            let deadline = ContinuousClock.now + timeout
            let (end, words) = child.wait(reading: ends[0], until: deadline)
            return answer(end, words, program: program, timeout: timeout)
        }
    }

    private static func answer(
        _ end: ChildProcess.End, _ words: [UInt8], program: String, timeout: Duration
    ) -> DeliveryAnswer {
        let said = PlainText.line(String(decoding: words, as: UTF8.self))
        let reason = said.isEmpty ? "" : ": \(Excerpt.of(said, limit: 200))"
        return switch end {
        case .exited(0): .accepted
        case .exited(let code): .failure("\(program) ended with code \(code)\(reason)")
        case .killed(let signal): .failure("\(program) was ended by signal \(signal)\(reason)")
        case .late: .failure("\(program) did not end within \(timeout.components.seconds) s and was stopped\(reason)")
        }
    }
}

/// A message in a file that has no name and goes with its last user.
private struct MessageFile: ~Copyable {
    let descriptor: Int32

    init?(_ message: [UInt8]) {
        let folder = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
        var template = Array("\(folder)/newswatch-mail-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { return nil }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(template)
        guard FileBytes.write(message, to: descriptor) == nil else {
            close(descriptor)
            return nil
        }
        lseek(descriptor, 0, SEEK_SET)
    }

    deinit { close(descriptor) }
}
