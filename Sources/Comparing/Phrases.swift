/// Phrases to be found in tokens; 0 stands for any number.
///
/// They are written as text and cut by the same tokenizer as the articles, so that case, accents written apart and
/// spaces in Chinese or Korean make no difference.
struct Phrases: Sendable {
    private let byFirst: [UInt64: [[UInt64]]]
    /// A bit for the last digits of each first key: most words of a text begin no phrase, and cost no look-up.
    private let beginnings: [UInt64]
    private static let anyNumber: UInt64 = 0

    init(_ phrases: [String]) {
        let patterns = phrases.map { Tokenizer.tokens(of: $0).map(Self.key) }.filter { !$0.isEmpty }
        byFirst = Dictionary(grouping: patterns, by: { $0[0] }).mapValues { $0.sorted { $0.count > $1.count } }
        var beginnings = [UInt64](repeating: 0, count: 64)
        for key in byFirst.keys { beginnings[Self.word(key)] |= Self.bit(key) }
        self.beginnings = beginnings
    }

    /// The length of the longest phrase that begins at an index; nil when none does.
    func matches(_ tokens: ArraySlice<Token>, at index: Int) -> Int? {
        let key = Self.key(tokens[index])
        guard beginnings[Self.word(key)] & Self.bit(key) != 0 else { return nil }
        return byFirst[key]?.first { phrase in
            index + phrase.count <= tokens.endIndex
                && phrase.indices.allSatisfy { phrase[$0] == Self.key(tokens[index + $0]) }
        }?.count
    }

    private static func word(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key >> 6 & 63) }

    private static func bit(_ key: UInt64) -> UInt64 { 1 << (key & 63) }

    private static func key(_ token: Token) -> UInt64 { token.kind == .number ? anyNumber : token.hash }
}
