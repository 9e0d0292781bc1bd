/// A letter of the matcher's alphabet: every code point that some form uses has a number of its own.
typealias Symbol = UInt16

extension Symbol {
    /// A letter that no form uses; not zero, so that numbers made of several symbols keep their length.
    static let stranger: Symbol = 2
    /// Whatever lies between words: space, punctuation, or the seam between a spaced and an unspaced script.
    ///
    /// The code of the space, so that plain words become symbols together with the spaces between them.
    static let boundary: Symbol = 0x20
    /// The first number given to a letter beyond ASCII; a to z and the digits are their own codes.
    static let firstLetter: Symbol = 128
    /// No letter at all.
    static let none: Symbol = .max
}

/// The letters that the forms of a topic use, as symbols.
///
/// ASCII keeps its codes, so that eight bytes of plain text can be made symbols at one stroke.
struct Alphabet: Sendable {
    private var symbols: [Unicode.Scalar: Symbol] = [:]

    /// - Parameter letters: Folded code points; those for which no number is left are strangers.
    init(_ letters: Set<Unicode.Scalar>) {
        for letter in letters.sorted() where !letter.isASCII {
            let number = symbols.count + Int(Symbol.firstLetter)
            guard number < Int(Symbol.none) else { break }
            symbols[letter] = Symbol(number)
        }
    }

    /// One more than the largest symbol.
    var count: Int { symbols.count + Int(Symbol.firstLetter) }

    /// Those beyond ASCII.
    var letters: [Unicode.Scalar] { Array(symbols.keys) }

    /// The symbol of a folded letter.
    func symbol(_ letter: Unicode.Scalar) -> Symbol {
        if letter.isASCII { return ScriptRanges.isWordLetter(letter) ? Symbol(letter.value) : .boundary }
        return symbols[letter] ?? .stranger
    }
}
