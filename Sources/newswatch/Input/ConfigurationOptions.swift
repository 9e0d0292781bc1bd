import ArgumentParser
import Foundation
import Logging
import NewsModel
import StrictYAML
import Watching

/// Where the settings are, for every command that needs them.
struct ConfigurationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The settings.", discussion: "Default: config/newswatch.yaml, then /etc/newswatch/newswatch.yaml.",
            valueName: "file"),
        completion: .file(extensions: ["yaml"]))
    var config: String?

    /// The settings file that is to be read.
    func file() throws -> URL {
        let candidates = config.map { [$0] } ?? ["config/newswatch.yaml", "/etc/newswatch/newswatch.yaml"]
        for candidate in candidates where FileManager.default.fileExists(atPath: candidate) {
            return URL(fileURLWithPath: candidate)
        }
        throw CommandFailure(
            .noInput,
            "there is no settings file at \(candidates.joined(separator: " or ")); name one with --config FILE")
    }

    func settings() throws -> Settings {
        try Plan.settings(at: file(), environment: ProcessInfo.processInfo.environment)
    }

    /// - Parameter secrets: A command that sends asks for them; every other one works without.
    func plan(secrets: SecretUse = .unread) throws -> Plan {
        try Plan.load(at: file(), environment: ProcessInfo.processInfo.environment, secrets: secrets)
    }
}
