import Foundation
import Notifying
import StrictYAML

/// What a command wants of the secrets that the settings name.
package enum SecretUse: Sendable {
    /// It sends: every secret must be there.
    case required
    /// It checks: what only the service is given, a credential or a variable, may be missing here.
    case reachable
    /// It sends nothing, and must work where the secrets cannot be read.
    case unread
}

extension SecretSource {
    /// The source that a section names with one of `NAME`, `NAME_file`, `NAME_env` and `NAME_credential`; two are a problem.
    static func named(_ name: String, in members: [String: YAMLValue], folder: URL) -> SecretSource? {
        let keys = [name, "\(name)_file", "\(name)_env", "\(name)_credential"]
        let named = keys.filter { members[$0] != nil }
        if named.count > 1 {
            members[named[1]]?.problem("'\(named[0])' and '\(named[1])' both name the \(name)", "keep one of them")
        }
        guard let key = named.first, let value = members[key] else { return nil }
        switch key {
        case name: return .values(value.strings())
        case "\(name)_file": return value.string().map { .file(URL(fileURLWithPath: $0, relativeTo: folder)) }
        case "\(name)_env": return value.string().map { .environment($0) }
        default: return value.string().map { .credential($0) }
        }
    }

    /// The secrets as text, or `nil` where they are not wanted.
    func read(for use: SecretUse, environment: [String: String]) throws(SecretMissing) -> [String]? {
        switch use {
        case .unread: nil
        case .reachable where isForServiceAlone(environment): nil
        case .required, .reachable: try read(environment: environment)
        }
    }

    /// Whether it comes from the service's surroundings, and this process has others.
    private func isForServiceAlone(_ environment: [String: String]) -> Bool {
        switch self {
        case .values, .file: false
        case .environment(let name): environment[name] == nil
        case .credential: environment["CREDENTIALS_DIRECTORY"] == nil
        }
    }

    /// The secrets as text, one each; reading is all that is done with them here.
    ///
    /// - Throws: A reason in words that never holds a secret.
    private func read(environment: [String: String]) throws(SecretMissing) -> [String] {
        switch self {
        case .values(let values): return values
        case .file(let url): return try Self.lines(of: url)
        case .environment(let name):
            guard let value = environment[name], !value.isEmpty else {
                throw SecretMissing(reason: "the environment variable \(name) is not set")
            }
            return value.split(whereSeparator: \.isWhitespace).map(String.init)
        case .credential(let name):
            guard let folder = environment["CREDENTIALS_DIRECTORY"] else {
                throw SecretMissing(reason: "systemd gave no credentials; add LoadCredential=\(name):FILE to the unit")
            }
            return try Self.lines(of: URL(fileURLWithPath: folder).appendingPathComponent(name))
        }
    }

    private static func lines(of url: URL) throws(SecretMissing) -> [String] {
        guard let text = try? String(contentsOf: url, encoding: .utf8) else {
            throw SecretMissing(reason: "the file \(url.path) cannot be read")
        }
        return text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}

struct SecretMissing: Error {
    let reason: String
}
