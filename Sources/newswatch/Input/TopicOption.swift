import ArgumentParser
import Classifying
import Foundation
import StrictYAML
import Watching

/// The topic file that a command works with.
struct TopicOption: ParsableArguments {
    @Option(
        name: .customLong("topic"),
        help: ArgumentHelp(
            "The topic file.", discussion: "Default: the one that the settings name.", valueName: "file"),
        completion: .file(extensions: ["yaml"])
    )
    var given: String?

    @OptionGroup var configuration: ConfigurationOptions

    /// The file to work with.
    private func path() throws -> String {
        if let given { return given }
        do {
            return try configuration.settings().topic.path
        } catch let failure as CommandFailure where failure.exit == .noInput && configuration.config == nil {
            throw CommandFailure(.noInput, "there is neither --topic FILE nor a settings file that names a topic")
        }
    }

    /// The file's text and what it says; every problem goes to standard error.
    ///
    /// - Parameter keepingWeights: Whether the file's weights count, or are about to be replaced.
    func load(keepingWeights: Bool = true) throws -> (text: String, topic: Topic) {
        let path = try path()
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(.noInput, "\(path): there is no such file; name one with --topic")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw CommandFailure(.badSettings, "\(path): the file is not UTF-8; save it so")
        }
        let log = ProblemLog()
        let read = keepingWeights ? text : Topic.removingWeights(from: text)
        guard let topic = Topic.read(read, file: path, log: log) else {
            throw CommandFailure(.badSettings, log.problems.map(\.description).joined(separator: "\n"))
        }
        return (text, topic)
    }

    /// Replaces the file at once, if the new text can be read.
    func write(_ text: String) throws {
        let path = try path()
        let log = ProblemLog()
        guard Topic.read(text, file: path, log: log) != nil else {
            throw CommandFailure(.software, log.problems.map(\.description).joined(separator: "\n"))
        }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw CommandFailure(.inputOutput, "\(path): cannot be written: \(error.localizedDescription)")
        }
    }
}
