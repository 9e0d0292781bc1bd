/// The attributes of the element that is being opened, without its declarations of namespaces.
struct Attributes {
    struct Attribute {
        /// Without the prefix.
        var local: Range<Int>
        /// Whether the prefix is `xml`.
        var isXML: Bool
        var value: Range<Int>
        /// Whether the value is what stands there: no references, no line breaks.
        var isPlain: Bool
    }

    /// A namespace by its prefix, which is empty for the default one.
    struct Declaration {
        var prefix: Range<Int>
        var uri: Range<Int>
    }

    /// Attributes and declarations of one element; the rest is left out.
    private static let limit = 1024

    private let bytes: UnsafeBufferPointer<UInt8>
    private var attributes: [Attribute] = []
    private(set) var declarations: [Declaration] = []
    /// Texts of declared entities that stand in this element's values.
    private var texts: [String: String] = [:]

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var count: Int { attributes.count }

    var declaresNamespaces: Bool { !declarations.isEmpty }

    mutating func removeAll() {
        attributes.removeAll(keepingCapacity: true)
        declarations.removeAll(keepingCapacity: true)
        if !texts.isEmpty { texts = [:] }
    }

    /// - Returns: `false` when a reference in the value stands for nothing.
    mutating func append(
        _ name: Range<Int>, _ value: Range<Int>, isPlain: Bool, entities: inout DeclaredEntities
    ) -> Bool {
        if bytes.holds("xmlns", at: name.lowerBound), name.count == 5 || bytes[name.lowerBound + 5] == UInt8(ascii: ":")
        {
            let prefix = name.lowerBound + min(6, name.count)
            guard declarations.count < Self.limit else { return true }
            declarations.append(Declaration(prefix: prefix..<name.upperBound, uri: value))
            return true
        }
        if !isPlain, !readReferences(value, &entities) { return false }
        guard attributes.count < Self.limit else { return true }
        let isXML = bytes.holds("xml:", at: name.lowerBound)
        let local = bytes.localRange(name)
        attributes.append(Attribute(local: local, isXML: isXML, value: value, isPlain: isPlain))
        return true
    }

    private mutating func readReferences(_ value: Range<Int>, _ entities: inout DeclaredEntities) -> Bool {
        var index = value.lowerBound
        while let ampersand = bytes.firstPosition(of: UInt8(ascii: "&"), from: index, before: value.upperBound) {
            guard let match = CharacterReference.match(bytes, at: ampersand), match.isTerminated else { return false }
            switch match.kind {
            case .number(let number): guard CharacterReference.numbered(number) != nil else { return false }
            case .name(let name):
                if let text = entities.text(of: name) {
                    texts[name] = text
                } else {
                    guard !entities.declares(name), CharacterReference.named(name) != nil else { return false }
                }
            }
            index = match.end
        }
        return true
    }

    /// The URI that this element's `xmlns` gives.
    var defaultNamespace: String? {
        declarations.first { $0.prefix.isEmpty }.map { String(decoding: bytes[$0.uri], as: UTF8.self) }
    }

    /// The value of the attribute with this name, in lower case, whatever its namespace.
    subscript(name: StaticString) -> String? {
        for index in attributes.indices where matches(index, name) { return value(at: index) }
        return nil
    }

    /// The value of `xml:base`, `xml:lang` and their like.
    subscript(xml name: StaticString) -> String? {
        for index in attributes.indices where attributes[index].isXML && matches(index, name) {
            return value(at: index)
        }
        return nil
    }

    func holds(_ name: StaticString) -> Bool { attributes.indices.contains { matches($0, name) } }

    /// Whether the value of an attribute holds a word in lower case, in any case; `nil` when there is no such attribute.
    func mentions(_ word: StaticString, in name: StaticString) -> Bool? {
        attributes.indices.first { matches($0, name) }.map { index in
            UnsafeBufferPointer(rebasing: bytes[attributes[index].value]).position(of: word, from: 0) != nil
        }
    }

    /// Without its prefix.
    func name(at index: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[attributes[index].local])
    }

    func isXML(at index: Int) -> Bool { attributes[index].isXML }

    /// See `CharacterReference.attributeValue(_:declared:)`.
    func value(at index: Int) -> String {
        let attribute = attributes[index]
        guard !attribute.isPlain else { return String(decoding: bytes[attribute.value], as: UTF8.self) }
        return CharacterReference.attributeValue(bytes[attribute.value], declared: texts)
    }

    private func matches(_ index: Int, _ name: StaticString) -> Bool {
        bytes.spell(name, attributes[index].local)
    }
}
