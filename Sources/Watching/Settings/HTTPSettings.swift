import Foundation
package import Serving
package import StrictYAML

/// Where health and metrics are served, and what must be shown to see them.
package struct HTTPSettings: Sendable {
    package var address: ListenAddress
    package var token: SecretSource?
    /// Reports a problem at the place where the section stands, once the token is read.
    package var problem: @Sendable (_ what: String, _ advice: String) -> Problem
}

/// What the settings lead to: the address and the token itself.
package struct HTTPService: Hashable, Sendable {
    package let address: ListenAddress
    package let token: BearerToken?

    package init(address: ListenAddress, token: BearerToken? = nil) {
        self.address = address
        self.token = token
    }
}

extension HTTPSettings {
    private static let tokenKeys = ["token_file", "token_env", "token_credential"]

    init?(_ value: YAMLValue, folder: URL) {
        let members = value.mapping(keys: ["listen"] + Self.tokenKeys)
        guard let listen = members["listen"] else {
            value.problem("'listen' is missing", "add listen: 127.0.0.1:8711, or remove the section")
            return nil
        }
        guard let text = listen.string() else { return nil }
        do throws(ListenAddress.Fault) {
            address = try ListenAddress(text)
        } catch {
            listen.problem(error.what, error.advice)
            return nil
        }
        token = SecretSource.named("token", in: members, folder: folder)
        let place = (members["token_file"] ?? members["token_env"] ?? members["token_credential"] ?? listen)
            .located("", "")
        problem = { place.saying($0, $1) }
        if !address.isLocal, token == nil {
            listen.problem(
                "whoever reaches \(address) could read what is watched",
                "add token_file, token_env or token_credential, or listen at 127.0.0.1:8711 or at a unix: socket")
        }
    }
}

extension HTTPService {
    /// The service with its token read, or `nil` with a problem in the log.
    init?(_ settings: HTTPSettings, secrets use: SecretUse, environment: [String: String], log: ProblemLog) {
        var token: BearerToken?
        do {
            let found = try settings.token?.read(for: use, environment: environment)
            if let found, found.count != 1 {
                log.add(settings.problem("\(found.count) tokens stand there", "keep one, on a line of its own"))
                return nil
            }
            token = try found?.first.map { text throws(BearerToken.Fault) in try BearerToken(text) }
        } catch let error as SecretMissing {
            log.add(settings.problem(error.reason, "set it, or name another source of the token"))
            return nil
        } catch {
            log.add(settings.problem("\(error)", "health and metrics are served to nobody without it"))
            return nil
        }
        self.init(address: settings.address, token: token)
    }
}
