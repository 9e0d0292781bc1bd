/// What must hold behind the words that the automaton finds: the steps of all patterns, and how they end.
///
/// Side by side in plain arrays, because they are asked for at every such word, and the arrays of a `Pattern` would be
/// counted each time and take ten times the room.
struct PatternTails: Sendable {
    private enum Kind: UInt8 {
        case restOfWord
        case gap
        case gapAfterWholeWord
        case literal
    }

    private struct Step {
        let kind: Kind
        /// Of a literal: its place in `letters`.
        let begin: UInt32
        let length: UInt32
    }

    private struct Tail {
        /// Its steps in `steps`.
        let begin: UInt32
        let end: UInt32
        let ending: Pattern.Ending
    }

    private var tails: [Tail] = []
    private var steps: [Step] = []
    private var letters: [Symbol] = []
    private let particles: ShortWordSet

    /// - Parameter patterns: A tail is asked for by the place of its pattern here.
    init(_ patterns: [Pattern], particles: ShortWordSet) {
        self.particles = particles
        for pattern in patterns {
            let begin = UInt32(steps.count)
            for step in pattern.steps { append(step) }
            tails.append(Tail(begin: begin, end: UInt32(steps.count), ending: pattern.ending))
        }
    }

    private mutating func append(_ step: Pattern.Step) {
        switch step {
        case .restOfWord: steps.append(Step(kind: .restOfWord, begin: 0, length: 0))
        case .gap(let afterWholeWord):
            steps.append(Step(kind: afterWholeWord ? .gapAfterWholeWord : .gap, begin: 0, length: 0))
        case .literal(let literal):
            steps.append(Step(kind: .literal, begin: UInt32(letters.count), length: UInt32(literal.count)))
            letters += literal
        }
    }

    /// Where the match of a pattern ends if its tail follows from `place` on.
    func end(of pattern: Int, from place: Int, _ symbols: UnsafeBufferPointer<Symbol>) -> Int? {
        let tail = tails[pattern]
        return finish(tail, Int(tail.begin), at: place, symbols)
    }

    private func finish(_ tail: Tail, _ step: Int, at place: Int, _ symbols: UnsafeBufferPointer<Symbol>) -> Int? {
        guard step < tail.end else { return ends(tail.ending, at: place, symbols) ? place : nil }
        switch steps[step].kind {
        case .restOfWord:
            return finish(tail, step + 1, at: wordEnd(from: place, symbols), symbols)
        case .literal:
            guard follows(steps[step], at: place, symbols) else { return nil }
            return finish(tail, step + 1, at: place + Int(steps[step].length), symbols)
        case .gap:
            return finish(tail, step + 1, afterGapFrom: place, symbols)
        case .gapAfterWholeWord:
            return symbols[place] == .boundary ? finish(tail, step + 1, afterGapFrom: place, symbols) : nil
        }
    }

    /// A gap spends points: three a word, one a letter of a script without spaces; it ends with the sentence.
    private func finish(
        _ tail: Tail, _ step: Int, afterGapFrom place: Int, _ symbols: UnsafeBufferPointer<Symbol>
    ) -> Int? {
        let opening = opening(of: step)
        var points = 15
        var place = place
        while place < symbols.count, points > 0 {
            let symbol = symbols[place]
            if opening == nil || symbol == opening, let end = finish(tail, step, at: place, symbols) { return end }
            if symbol == .boundary {
                // Two boundaries stand between sentences.
                if place > 0, symbols[place - 1] == .boundary { return nil }
                points -= 3
                place += 1
            } else if let opening, opening != .boundary {
                // Inside a run without spaces every letter may be the one; a spaced word is passed whole.
                points -= 1
                place += 1
            } else {
                place = wordEnd(from: place, symbols)
            }
        }
        return nil
    }

    /// The first symbol of a literal; any may follow where another gap does.
    private func opening(of step: Int) -> Symbol? {
        steps[step].kind == .literal ? letters[Int(steps[step].begin)] : nil
    }

    private func ends(_ ending: Pattern.Ending, at place: Int, _ symbols: UnsafeBufferPointer<Symbol>) -> Bool {
        switch ending {
        case .free: return true
        case .boundary: return place >= symbols.count || symbols[place] == .boundary
        case .particle:
            let end = wordEnd(from: place, symbols)
            return end == place || isParticle(UnsafeBufferPointer(rebasing: symbols[place..<end]))
        }
    }

    private func isParticle(_ word: UnsafeBufferPointer<Symbol>) -> Bool {
        ShortWord(word).map(particles.contains) ?? false
    }

    /// Looks at four symbols at a time, for most of what a gap costs is going past words.
    ///
    /// - Parameter symbols: End with a boundary, and four more can be read behind it.
    private func wordEnd(from place: Int, _ symbols: UnsafeBufferPointer<Symbol>) -> Int {
        let raw = UnsafeRawBufferPointer(symbols).baseAddress
        guard let raw, place < symbols.count else { return place }
        var place = place
        while true {
            let four = (raw + 2 &* place).loadUnaligned(as: UInt64.self) ^ 0x0020_0020_0020_0020
            // The top bit of the first that is zero; what stands above it does not matter.
            let zeros = (four &- 0x0001_0001_0001_0001) & ~four & 0x8000_8000_8000_8000
            if zeros != 0 { return place &+ zeros.trailingZeroBitCount >> 4 }
            place &+= 4
        }
    }

    private func follows(_ literal: Step, at place: Int, _ symbols: UnsafeBufferPointer<Symbol>) -> Bool {
        let length = Int(literal.length)
        guard place + length <= symbols.count else { return false }
        return letters.withUnsafeBufferPointer { letters in
            for index in 0..<length where symbols[place + index] != letters[Int(literal.begin) + index] { return false }
            return true
        }
    }
}
