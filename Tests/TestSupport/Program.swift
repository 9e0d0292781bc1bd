import Foundation

/// The built program, run as a user runs it.
package struct Program: Sendable {
    package struct Result: Sendable {
        package let status: Int32
        package let output: String
        package let errors: String
    }

    private let url: URL

    /// The program that was built beside the tests.
    package init() throws {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        url = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("newswatch")
    }

    /// Starts it and returns at once.
    package func start(_ arguments: [String], environment: [String: String] = [:]) throws -> RunningProgram {
        let output = FileManager.default.temporaryDirectory.appendingPathComponent("newswatch-\(UUID().uuidString)")
        let errors = output.appendingPathExtension("err")
        for file in [output, errors] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        return RunningProgram(process: process, output: output, errors: errors)
    }

    /// Runs it to its end.
    package func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Result {
        try await start(arguments, environment: environment).result()
    }
}

/// A program that runs, or has ended.
///
/// Sendable by hand: Foundation's `Process` guards itself, but is not marked so on Linux.
package final class RunningProgram: @unchecked Sendable {
    private let process: Process
    private let output: URL
    private let errors: URL

    fileprivate init(process: Process, output: URL, errors: URL) {
        self.process = process
        self.output = output
        self.errors = errors
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: output)
        try? FileManager.default.removeItem(at: errors)
    }

    package func send(signal number: Int32) { kill(process.processIdentifier, number) }

    /// Waits for the end.
    package func result() async throws -> Program.Result {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [process] in
                process.waitUntilExit()
                continuation.resume()
            }
        }
        return Program.Result(
            status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
}
