import CLibXML2

/// The entities that libxml2 asks for: HTML's, which feeds use without declaring them, and the document's own.
///
/// Every entity is handed over as a predefined one, so its text is taken as it is and nothing in it is expanded.
/// One table serves one document and owns what it gave out.
struct EntityTable: ~Copyable {
    /// How much text all references to the document's own entities may stand for together.
    static let declaredTextLimit = 1 << 20

    private let declared: [String: String]
    private var declaredText = 0
    private var given: [String: UnsafeMutablePointer<xmlEntity>] = [:]
    private var texts: [UnsafeMutablePointer<xmlChar>] = []

    init(declared: [String: String]) { self.declared = declared }

    deinit {
        for entity in given.values { entity.deallocate() }
        for text in texts { text.deallocate() }
    }

    mutating func entity(named name: String) -> UnsafeMutablePointer<xmlEntity>? {
        if let text = declared[name] {
            declaredText += text.utf8.count
            guard declaredText <= Self.declaredTextLimit else { return nil }
        }
        if let known = given[name] { return known }
        guard let text = declared[name] ?? CharacterReference.named(name).map(String.init) else { return nil }
        let bytes = UnsafeMutablePointer<xmlChar>.allocate(capacity: text.utf8.count + 1)
        for (index, byte) in text.utf8.enumerated() { bytes[index] = byte }
        bytes[text.utf8.count] = 0
        let entity = UnsafeMutablePointer<xmlEntity>.allocate(capacity: 1)
        entity.initialize(to: xmlEntity())
        entity.pointee.type = XML_ENTITY_DECL
        entity.pointee.etype = XML_INTERNAL_PREDEFINED_ENTITY
        entity.pointee.content = bytes
        entity.pointee.length = Int32(text.utf8.count)
        texts.append(bytes)
        given[name] = entity
        return entity
    }
}
