import ArgumentParser
import Foundation
import Storing
import Watching

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Writes a consistent copy of the store, beside a running daemon too.",
        discussion: """
            The copy is private to the user and overwrites nothing. To restore one, stop the daemon, move newswatch.db with its \
            -wal and -shm away and put the copy in its place.

            Example: newswatch backup /var/backups/newswatch-2026-11-21.db
            """
    )

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The file to write.", completion: .file())
    var file: String

    func run() async throws {
        try await reportingFailures {
            let store = try NewsStore(directory: options.settings().state, access: .reader)
            try await store.backup(to: URL(fileURLWithPath: file))
            let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
            var output = StandardOutput()
            try output.line("\(file): \(size / 1024) KiB")
            try output.flush()
        }
    }
}

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Examines the store: integrity, rows that point nowhere, size by table.",
        discussion: """
            Reads the whole database and changes nothing. Findings end with exit code 74.

            Example: newswatch doctor
            """
    )

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        try await reportingFailures {
            let store = try NewsStore(directory: options.settings().state, access: .reader)
            let report = try await store.examine()
            var output = StandardOutput()
            var table = TextTable(header: ["KIB", "TABLE OR INDEX"])
            for size in report.sizes { table.add(["\(size.bytes / 1024)", size.name]) }
            table.add(["\(report.freeBytes / 1024)", "(free for later use)"])
            for line in table.lines { try output.line(line) }
            try output.line()
            try output.line(report.findings.isEmpty ? "All is well." : "Found:")
            for finding in report.findings { try output.line("  \(finding)") }
            try output.flush()
            guard report.findings.isEmpty else {
                throw CommandFailure(.inputOutput, "the store is not whole; restore a backup")
            }
        }
    }
}
