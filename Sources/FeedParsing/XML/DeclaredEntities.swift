/// The entities that a document declares, as texts that are taken as they are: nothing in them is expanded.
struct DeclaredEntities {
    /// How much text all references together may stand for, in bytes.
    static let textLimit = 1 << 20

    private let texts: [String: String]
    private var used = 0

    init(_ texts: [String: String]) { self.texts = texts }

    func declares(_ name: String) -> Bool { texts[name] != nil }

    /// - Returns: `nil` for an entity that is not declared, and beyond the limit.
    mutating func text(of name: String) -> String? {
        guard let text = texts[name] else { return nil }
        used += text.utf8.count
        return used <= Self.textLimit ? text : nil
    }
}
