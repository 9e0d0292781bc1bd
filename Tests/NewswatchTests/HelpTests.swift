import Foundation
import TestSupport
import Testing

/// What the program says of itself, which the manual page and the completions are made from.
@Suite("Help")
struct HelpTests {
    private struct Description: Decodable {
        let command: Command
    }

    private struct Command: Decodable {
        let commandName: String
        let abstract: String?
        let discussion: String?
        let arguments: [Argument]?
        let subcommands: [Command]?

        /// The commands that can be given, with the words they are given by.
        func leaves(below path: [String] = []) -> [(path: [String], command: Command)] {
            let path = path + [commandName]
            guard let subcommands, !subcommands.isEmpty else { return [(path, self)] }
            return subcommands.filter { $0.commandName != "help" }.flatMap { $0.leaves(below: path) }
        }
    }

    private struct Argument: Decodable {
        let valueName: String?
        let abstract: String?
    }

    private func described() async throws -> Command {
        let result = try await Program().run(["--experimental-dump-help"])
        return try JSONDecoder().decode(Description.self, from: Data(result.output.utf8)).command
    }

    @Test("Every command says what it does and shows an example of itself; every option says what it is for")
    func explained() async throws {
        let leaves = try await described().leaves()
        #expect(leaves.count > 20)
        for (path, command) in leaves {
            let name = path.joined(separator: " ")
            #expect(command.abstract?.isEmpty == false, "\(name) has no sentence")
            #expect(command.discussion?.contains("Example: \(name)") == true, "\(name) has no example of its own")
            for argument in command.arguments ?? [] {
                #expect(argument.abstract?.isEmpty == false, "\(name): \(argument.valueName ?? "?") is not explained")
            }
        }
    }

    @Test("The manual page is made from it: every command and option is there", .enabled(if: hasPython))
    func manual() async throws {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let description = try await Program().run(["--experimental-dump-help"])
        try await withTemporaryFolder { folder in
            let input = folder.appendingPathComponent("help.json")
            try description.output.write(to: input, atomically: true, encoding: .utf8)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = [
                "python3", root.appendingPathComponent("packaging/manual").path,
                root.appendingPathComponent("docs/newswatch.1.in").path, "0.1.0", "2026-11-26",
            ]
            let output = Pipe()
            process.standardInput = try FileHandle(forReadingFrom: input)
            process.standardOutput = output
            try process.run()
            let page = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            for (path, command) in try await described().leaves() {
                #expect(page.contains(".Cm \(path.dropFirst().joined(separator: " "))\n"))
                for argument in command.arguments ?? [] {
                    guard let name = argument.valueName else { continue }
                    #expect(page.contains(name.replacingOccurrences(of: "-", with: "\\-")) || page.contains(name))
                }
            }
            #expect(!page.contains("@"), "a place of the frame was not filled")
        }
    }

    private static let hasPython = ["/usr/bin/python3", "/usr/local/bin/python3"]
        .contains { FileManager.default.isExecutableFile(atPath: $0) }
}
