import Foundation
import NewsModel
import StrictYAML

extension YAMLValue {
    private static let proxySchemes = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"]

    /// A proxy's address, or `none` for a direct connection.
    func proxy() -> Proxy? {
        guard let text = string() else { return nil }
        let proxy = Proxy(rawValue: text)
        guard case .address = proxy else { return proxy }
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(), Self.proxySchemes.contains(scheme),
            url.host()?.isEmpty == false
        else {
            // Not the text itself: it may hold a password.
            problem(
                "this is no proxy's address",
                "write one such as http://proxy.example:3128 or socks5h://127.0.0.1:9050, or none")
            return nil
        }
        return proxy
    }

    /// The path of a file of certificates in PEM form; a relative one starts at the folder.
    func certificateFile(in folder: URL) -> String? {
        guard let path = string() else { return nil }
        let file = URL(fileURLWithPath: path, relativeTo: folder).standardizedFileURL
        guard let bytes = try? Data(contentsOf: file) else {
            problem("the file \(file.path) cannot be read", "name a file of certificates in PEM form")
            return nil
        }
        // libcurl says no more than that it failed, and that only when the feed is asked.
        guard
            bytes.range(of: Data("-----BEGIN CERTIFICATE-----".utf8)) != nil
                || bytes.range(of: Data("-----BEGIN TRUSTED CERTIFICATE-----".utf8)) != nil
        else {
            problem("the file \(file.path) holds no certificate", "name one in PEM form: -----BEGIN CERTIFICATE-----")
            return nil
        }
        return file.path
    }
}
