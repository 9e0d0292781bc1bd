/// The parts of a `Content-Type` header that matter here.
struct ContentType {
    /// Lower case, without parameters.
    let mediaType: String
    /// As written.
    let charset: String?

    init(_ header: String) {
        var parts = header.split(separator: ";").makeIterator()
        mediaType = (parts.next() ?? "").trimmingSpaces().lowercased()
        var charset: String?
        while let part = parts.next() {
            guard let equals = part.firstIndex(of: "=") else { continue }
            guard part[..<equals].trimmingSpaces().lowercased() == "charset" else { continue }
            charset = part[part.index(after: equals)...].trimmingSpaces().filter { $0 != "\"" && $0 != "'" }
        }
        self.charset = charset.flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension StringProtocol {
    /// Without the white space of ASCII at both ends.
    func trimmingSpaces() -> String {
        guard let first = Substring(self).utf8.first, let last = Substring(self).utf8.last else { return "" }
        if !first.isSpace, !last.isSpace { return String(self) }
        var rest = Substring(self).utf8
        while let first = rest.first, first.isSpace { rest.removeFirst() }
        while let last = rest.last, last.isSpace { rest.removeLast() }
        return String(Substring(rest))
    }
}
