import CLibXML2

/// Names that were met in this document, by the address under which libxml2 keeps them.
///
/// libxml2 stores each distinct string once for each parser, so an address stands for a name and text is compared
/// only when a name is met for the first time.
struct NameCache {
    private struct Slot {
        var local: UnsafePointer<xmlChar>?
        var prefix: UnsafePointer<xmlChar>?
        var uri: UnsafePointer<xmlChar>?
        var name = ElementName(namespace: .other, local: .unknown)
    }

    /// The root's own namespace, which means the format's words whatever it is called.
    private var root: UnsafePointer<xmlChar>?
    private var isEmpty = true
    private var slots = [Slot](repeating: Slot(), count: 256)

    mutating func name(
        local: UnsafePointer<xmlChar>, prefix: UnsafePointer<xmlChar>?, uri: UnsafePointer<xmlChar>?
    ) -> ElementName {
        let mixed = UInt(bitPattern: local) &* 31 &+ UInt(bitPattern: uri) &* 17 &+ UInt(bitPattern: prefix)
        let index = Int((mixed ^ (mixed >> 9)) & 255)
        let slot = slots[index]
        if slot.local == local && slot.prefix == prefix && slot.uri == uri { return slot.name }
        if isEmpty { (root, isEmpty) = (uri, false) }
        var namespace = Namespace(uri: uri.map { String(cString: $0) }, prefix: prefix.map { String(cString: $0) })
        if namespace == .other, uri == root { namespace = .rss }
        let name = ElementName(
            namespace: namespace,
            local: LocalName(String(cString: local)))
        slots[index] = Slot(local: local, prefix: prefix, uri: uri, name: name)
        return name
    }
}
