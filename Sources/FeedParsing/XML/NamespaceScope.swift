/// Which namespace each prefix stands for, and the elements' names with it.
struct NamespaceScope {
    private struct Binding {
        var prefix: Range<Int>
        var uri: Range<Int>
        var namespace: Namespace
        /// The depth of the element that declares it.
        var depth: Int
    }

    /// A name that was met, so that its words are looked up once.
    private struct Slot {
        var name = 0..<0
        var local = 0..<0
        var word = LocalName.unknown
        var namespace = Namespace.other
        /// The state of the bindings for which `namespace` holds.
        var version = -1
    }

    /// Bindings at a time; each name that is new is looked up among them all.
    private static let bindingLimit = 256

    private let bytes: UnsafeBufferPointer<UInt8>
    private var bindings: [Binding] = []
    /// One for each state of `bindings`.
    private var version = 0
    private var slots = [Slot](repeating: Slot(), count: 256)
    /// The root's own namespace, which means the format's words whatever it is called.
    private var rootURI: Range<Int>?
    private var hasRoot = false

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func declare(_ attributes: Attributes, depth: Int) {
        for declaration in attributes.declarations.prefix(max(0, Self.bindingLimit - bindings.count)) {
            let (uri, prefix) = (declaration.uri, declaration.prefix)
            var namespace = Namespace(
                uri: String(decoding: bytes[uri], as: UTF8.self),
                prefix: prefix.isEmpty ? nil : String(decoding: bytes[prefix], as: UTF8.self))
            if namespace == .other, let rootURI, bytes.areSame(uri, rootURI) { namespace = .rss }
            bindings.append(Binding(prefix: prefix, uri: uri, namespace: namespace, depth: depth))
        }
        version += 1
    }

    /// Forgets what the element at this depth declared.
    mutating func leave(depth: Int) {
        guard let last = bindings.last, last.depth == depth else { return }
        while let last = bindings.last, last.depth == depth { bindings.removeLast() }
        version += 1
    }

    /// What an element's name means, and its local part as written.
    mutating func name(_ written: Range<Int>) -> (ElementName, local: UnsafeBufferPointer<UInt8>) {
        let slot = slot(of: written)
        if slots[slot].version != version {
            slots[slot].namespace = namespace(of: slots[slot].name, local: slots[slot].local)
            slots[slot].version = version
        }
        let local = UnsafeBufferPointer(rebasing: bytes[slots[slot].local])
        return (ElementName(namespace: slots[slot].namespace, local: slots[slot].word), local)
    }

    private mutating func slot(of name: Range<Int>) -> Int {
        var hash: UInt32 = UInt32(truncatingIfNeeded: name.count)
        for byte in bytes[name].suffix(16) { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        let index = Int((hash ^ (hash >> 15)) & 255)
        guard slots[index].name.isEmpty || !bytes.areSame(slots[index].name, name) else { return index }
        let local = bytes.localRange(name)
        slots[index] = Slot(
            name: name, local: local, word: LocalName(String(decoding: bytes[local], as: UTF8.self)))
        return index
    }

    private mutating func namespace(of name: Range<Int>, local: Range<Int>) -> Namespace {
        let prefix = name.lowerBound..<max(name.lowerBound, local.lowerBound - 1)
        let binding = bindings.last { bytes.areSame($0.prefix, prefix) }
        if !hasRoot {
            hasRoot = true
            rootURI = binding?.uri
            for index in bindings.indices where bindings[index].namespace == .other {
                if let rootURI, bytes.areSame(bindings[index].uri, rootURI) { bindings[index].namespace = .rss }
            }
            if let binding { return binding.namespace == .other ? .rss : binding.namespace }
        }
        if let binding { return binding.namespace }
        return Namespace(uri: nil, prefix: prefix.isEmpty ? nil : String(decoding: bytes[prefix], as: UTF8.self))
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The part of a name behind its prefix.
    func localRange(_ name: Range<Int>) -> Range<Int> {
        guard let colon = self[name].firstIndex(of: UInt8(ascii: ":")), colon > name.lowerBound,
            colon + 1 < name.upperBound
        else { return name }
        return (colon + 1)..<name.upperBound
    }

    func localName(_ name: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: self[localRange(name)])
    }
}
