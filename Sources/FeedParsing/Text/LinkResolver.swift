/// Makes the relative links of one document absolute, as long as that is no more work than a document is worth.
///
/// Each link gets a copy of its base, so that a long base and a million short links would make gigabytes of text.
struct LinkResolver {
    /// Longer addresses are no bases, in bytes; hardly a server takes them.
    private static let baseLimit = 2048
    /// How much the bases of all links may add up to, in bytes; links beyond stay as they are written.
    private static let workLimit = 64 << 20
    /// What a link costs at the least.
    private static let leastCost = 64

    private var left: Int

    init(workLimit: Int = workLimit) { left = workLimit }

    /// The address where links may start from; `nil` for none and for one that is too long.
    static func base(_ address: String?) -> String? {
        address.flatMap { $0.utf8.count <= baseLimit ? $0 : nil }
    }

    /// Whether links at this base are made absolute.
    func hasRoom(for base: String) -> Bool { max(base.utf8.count, Self.leastCost) <= left }

    mutating func resolve(_ written: String, against base: String?) -> String {
        let reference = Link.resolve(written, against: nil)
        guard let base, !Link.hasScheme(reference), hasRoom(for: base) else { return reference }
        left -= max(base.utf8.count, Self.leastCost)
        return Link.resolve(reference, against: base)
    }
}
