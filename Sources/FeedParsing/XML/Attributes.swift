import CLibXML2

/// The attributes of the element that is being opened; valid during that call alone.
struct Attributes {
    /// libxml2's five pointers for each attribute: local name, prefix, URI, start and end of the value.
    private let pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    let count: Int
    /// Prefix and URI of each namespace that is declared here.
    private let namespaces: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    private let namespaceCount: Int

    init(
        _ pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int,
        namespaces: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, namespaceCount: Int
    ) {
        self.pointers = pointers
        self.count = pointers == nil ? 0 : count
        self.namespaces = namespaces
        self.namespaceCount = namespaces == nil ? 0 : namespaceCount
    }

    /// The URI that this element's `xmlns` gives.
    var defaultNamespace: String? {
        for index in 0..<namespaceCount where namespaces?[index * 2] == nil {
            return namespaces?[index * 2 + 1].map { String(cString: $0) }
        }
        return nil
    }

    /// The value of the attribute with this name, in lower case, whatever its namespace.
    subscript(name: StaticString) -> String? {
        for index in 0..<count where matches(index, name) { return value(at: index) }
        return nil
    }

    /// The value of `xml:base`, `xml:lang` and their like.
    subscript(xml name: StaticString) -> String? {
        for index in 0..<count where matches(index, name) && hasXMLPrefix(index) { return value(at: index) }
        return nil
    }

    func name(at index: Int) -> UnsafePointer<xmlChar>? { pointers?[index * 5] }

    func hasXMLPrefix(_ index: Int) -> Bool {
        guard let prefix = pointers?[index * 5 + 1] else { return false }
        return prefix[0] == UInt8(ascii: "x") && prefix[1] == UInt8(ascii: "m") && prefix[2] == UInt8(ascii: "l")
            && prefix[3] == 0
    }

    /// The value with its references resolved.
    func value(at index: Int) -> String {
        guard let start = pointers?[index * 5 + 3], let end = pointers?[index * 5 + 4] else { return "" }
        let raw = UnsafeBufferPointer(start: start, count: max(0, end - start))
        let ampersand = StaticString("&#38;")
        guard raw.contains(UInt8(ascii: "&")) else { return String(decoding: raw, as: UTF8.self) }
        // Without entity substitution libxml2 leaves an ampersand as `&#38;`, and that alone.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(raw.count)
        var index = 0
        while index < raw.count {
            bytes.append(raw[index])
            let isReference =
                raw[index] == UInt8(ascii: "&") && index + 5 <= raw.count
                && (0..<5).allSatisfy { raw[index + $0] == ampersand.utf8Start[$0] }
            index += isReference ? 5 : 1
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func matches(_ index: Int, _ name: StaticString) -> Bool {
        guard let local = pointers?[index * 5] else { return false }
        let length = name.utf8CodeUnitCount
        for position in 0..<length where local[position].asciiLowercased != name.utf8Start[position] { return false }
        return local[length] == 0
    }
}
