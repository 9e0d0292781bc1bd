import ArgumentParser
import Foundation
import Notifying
import Storing
import StrictYAML
import Watching

/// The exit codes of sysexits.h, by what they mean.
enum SystemExit: Int32 {
    case usage = 64
    case badData = 65
    case noInput = 66
    case unavailable = 69
    case software = 70
    case inputOutput = 74
    case tryLater = 75
    case badSettings = 78
}

/// An end of the program that a person is told about in one line.
struct CommandFailure: Error {
    let exit: SystemExit
    let message: String

    init(_ exit: SystemExit, _ message: String) {
        self.exit = exit
        self.message = message
    }

    /// What any error means to the person at the command line.
    init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let problems as Problems: self.init(.badSettings, problems.description)
        case let error as StoreError: self.init(error.exit, error.description)
        case let error as ImportError: self.init(error.exit, error.description)
        case let error as DigestReviewError: self.init(error.exit, error.description)
        case let error as SearchQueryError: self.init(.usage, error.description)
        case let error as ChangeLogError: self.init(.inputOutput, error.description)
        case let error as DigestFileError: self.init(.inputOutput, error.description)
        case let error as CocoaError: self.init(.inputOutput, error.localizedDescription)
        default: self.init(.software, "\(error)")
        }
    }
}

extension StoreError {
    fileprivate var exit: SystemExit {
        switch self {
        case .locked, .busy: .tryLater
        case .missing: .noInput
        case .damaged, .newerSchema, .olderSchema, .full, .readOnly, .inputOutput: .inputOutput
        case .cancelled: .tryLater
        case .unexpected: .software
        }
    }
}

extension ImportError {
    fileprivate var exit: SystemExit {
        switch self {
        case .badLine: .badData
        case .noFile: .noInput
        case .notRead: .inputOutput
        }
    }
}

extension DigestReviewError {
    fileprivate var exit: SystemExit {
        switch self {
        case .noFile: .noInput
        case .notRead: .inputOutput
        case .noMarks, .tooLarge: .badData
        }
    }
}

extension AsyncParsableCommand {
    /// Runs the body; an error goes to standard error in plain words and ends the program with its exit code.
    func reportingFailures(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let exit as ExitCode {
            throw exit
        } catch let error as CleanExit {
            throw error
        } catch let error as ValidationError {
            throw error
        } catch {
            throw CommandFailure.reported(error)
        }
    }
}

extension CommandFailure {
    /// Tells of the error on standard error in plain words.
    ///
    /// - Returns: What ends the program with the error's exit code.
    static func reported(_ error: any Error) -> ExitCode {
        let failure = CommandFailure(error)
        let lines = failure.message.split(separator: "\n").map { line in
            failure.exit == .badSettings ? String(line) : "newswatch: \(line)"
        }
        writeToStandardError(lines.joined(separator: "\n") + "\n")
        return ExitCode(failure.exit.rawValue)
    }
}

func writeToStandardError(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
}
