import Foundation

/// Prometheus's own judge of metrics and rules, where it is installed (Debian's package `prometheus`).
package struct Promtool: Sendable {
    private let path: String

    /// `nil` when it is not installed.
    package init?() {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        guard let path = folders.map({ "\($0)/promtool" }).first(where: FileManager.default.isExecutableFile(atPath:))
        else { return nil }
        self.path = path
    }

    /// What it says of a page of metrics; empty when it finds nothing.
    package func complaints(ofMetrics text: String) throws -> String { try run(["check", "metrics"], input: text) }

    /// What it says of a file of rules; empty when they are good.
    package func complaints(ofRules path: String) throws -> String { try run(["check", "rules", path], input: "") }

    private func run(_ arguments: [String], input: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let (standardInput, output) = (Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try standardInput.fileHandleForWriting.close()
        let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return process.terminationStatus == 0 ? "" : said
    }
}
