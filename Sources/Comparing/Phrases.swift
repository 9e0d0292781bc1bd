/// Phrases to be found in tokens; 0 stands for any number.
///
/// They are written as text and cut by the same tokenizer as the articles, so that case, accents written apart and
/// spaces in Chinese or Korean make no difference.
struct Phrases: Sendable {
    private let byFirst: [UInt64: [[UInt64]]]
    private static let anyNumber: UInt64 = 0

    init(_ phrases: [String]) {
        let patterns = phrases.map { Tokenizer.tokens(of: $0).map(Self.key) }.filter { !$0.isEmpty }
        byFirst = Dictionary(grouping: patterns, by: { $0[0] }).mapValues { $0.sorted { $0.count > $1.count } }
    }

    /// The length of the longest phrase that begins at an index; nil when none does.
    func matches(_ tokens: ArraySlice<Token>, at index: Int) -> Int? {
        byFirst[Self.key(tokens[index])]?.first { phrase in
            index + phrase.count <= tokens.endIndex
                && phrase.indices.allSatisfy { phrase[$0] == Self.key(tokens[index + $0]) }
        }?.count
    }

    private static func key(_ token: Token) -> UInt64 { token.kind == .number ? anyNumber : token.hash }
}
