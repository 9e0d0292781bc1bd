/// What may stand in a header's value.
enum HeaderValue {
    /// Longer ones are forgotten: nothing that we send back is near this length.
    static let limitBytes = 8192

    /// Whether the text stays inside its line: not empty, and no control character but the tab.
    ///
    /// A value may have come from a hostile server and through a store; a line break in it would start a header of its
    /// own. Source: RFC 9110 section 5.5.
    static func isSendable(_ text: String) -> Bool {
        let bytes = text.utf8
        return !bytes.isEmpty && bytes.count <= limitBytes && bytes.allSatisfy { ($0 >= 0x20 && $0 != 0x7F) || $0 == 9 }
    }

    /// Whether the text is a header's name.
    ///
    /// Source: RFC 9110 section 5.6.2.
    static func isName(_ text: String) -> Bool {
        let marks = Array("!#$%&'*+-.^_`|~".utf8)
        return !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || marks.contains(byte)
            }
    }

    /// The text without control characters, for messages and for the User-Agent.
    static func printable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.properties.generalCategory != .control }))
    }
}
