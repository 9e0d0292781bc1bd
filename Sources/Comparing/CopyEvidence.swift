/// What speaks for and against two articles being copies of one text.
package struct CopyEvidence: Sendable {
    /// Neither title is empty.
    package var hasTitles = false
    /// The titles read the same; false when either is too short to be told from others.
    package var sameTitle = false
    /// Words in the title, where they are the same.
    package var titleWords = 0
    /// 0...1: the part of the longer title that stands in the other one, in order.
    package var titleLikeness = 0.0
    /// Each title has numbers, and they are not the same.
    package var titleNumbersDiffer = false
    /// The titles are built alike, but a word or a number in one place differs, and differs in the same way in the texts.
    package var sameTemplate = false
    /// 0...1: the part of the shorter text that stands in the longer one.
    package var containment = 0.0
    /// 0...1: shingles in common of all shingles.
    package var resemblance = 0.0
    /// Runs of words in common.
    package var sharedShingles = 0
    /// In words, of the shorter text.
    package var shorterWords = 0
    /// The beginning of each text stands in the other one.
    package var sharedLead = false
    /// In words: how far into either text the first shared run of words stands.
    package var wordsBeforeShared = 0
    /// Numbers that stand at the same place in both.
    package var numbersKept = 0
    /// Places where each text has its own number.
    package var numbersReplaced = 0
    /// Places where each text has words of its own between words in common.
    package var replacements = 0

    package init(_ a: ComparableText, _ b: ComparableText) {
        shorterWords = min(a.text.words, b.text.words)
        if let title = TitleKey.of(a.title), title == TitleKey.of(b.title) {
            sameTitle = true
            titleWords = a.title.words
        }
        let titles = Alignment(a.title[...], b.title[...])
        hasTitles = !a.title.isEmpty && !b.title.isEmpty
        titleLikeness = hasTitles ? Double(titles.kept) / Double(max(a.title.count, b.title.count)) : 0
        titleNumbersDiffer = titles.numbersReplaced > 0
        let (left, right) = (Set(a.shingles), Set(b.shingles))
        let (fewer, more) = left.count <= right.count ? (left, right) : (right, left)
        guard !fewer.isEmpty else { return }
        sharedShingles = fewer.count { more.contains($0) }
        containment = Double(sharedShingles) / Double(fewer.count)
        resemblance = Double(sharedShingles) / Double(fewer.count + more.count - sharedShingles)
        guard containment >= 0.2 else { return }
        var (leftCommon, rightCommon) = (Self.common(a, right), Self.common(b, left))
        wordsBeforeShared = max(a.text[..<leftCommon.startIndex].words, b.text[..<rightCommon.startIndex].words)
        // A name or a figure that opens both texts stands before the first run in common.
        if max(leftCommon.startIndex, rightCommon.startIndex) <= Self.longestOpening {
            (leftCommon, rightCommon) = (a.text[..<leftCommon.endIndex], b.text[..<rightCommon.endIndex])
        }
        let alignment = Alignment(leftCommon, rightCommon)
        numbersKept = alignment.numbersKept
        numbersReplaced = alignment.numbersReplaced
        replacements = alignment.replacements.count
        sameTemplate = titleLikeness >= 0.5 && Self.isTemplate(titles, alignment)
        let reach = min(10, a.shingles.count, b.shingles.count)
        sharedLead = Self.leadIsShared(a, right, reach) && Self.leadIsShared(b, left, reach)
    }

    /// The part of the text from the first shared run of words to the last.
    private static func common(_ text: ComparableText, _ other: Set<UInt64>) -> ArraySlice<Token> {
        guard let first = text.shingles.firstIndex(where: other.contains),
            let last = text.shingles.lastIndex(where: other.contains)
        else { return [] }
        return text.text[first..<min(last + margin, text.text.count)]
    }

    /// In tokens: what may stand before the first run in common for the texts to begin alike.
    private static let longestOpening = 20
    /// In tokens: more than the longest run that makes a shingle.
    private static let margin = 12

    private static func isTemplate(_ titles: Alignment, _ texts: Alignment) -> Bool {
        titles.replacements.contains { title in
            texts.replacements.contains { text in
                !Set(title.old).isDisjoint(with: text.old) && !Set(title.new).isDisjoint(with: text.new)
            }
        }
    }

    private static func leadIsShared(_ text: ComparableText, _ other: Set<UInt64>, _ reach: Int) -> Bool {
        text.shingles.prefix(reach).count { other.contains($0) } * 2 >= reach
    }
}

/// Two runs of tokens laid side by side.
struct Alignment {
    private(set) var kept = 0
    private(set) var numbersKept = 0
    private(set) var numbersReplaced = 0
    /// Where both have tokens of their own.
    private(set) var replacements: [(old: ArraySlice<Token>, new: ArraySlice<Token>)] = []

    init(_ old: ArraySlice<Token>, _ new: ArraySlice<Token>) {
        var numbers: [UInt64: Int32] = [:]
        func number(_ token: Token) -> Int32 {
            if let known = numbers[token.hash] { return known }
            let next = Int32(truncatingIfNeeded: numbers.count)
            numbers[token.hash] = next
            return next
        }
        let (oldNumbers, newNumbers) = (old.map(number), new.map(number))
        let difference = SequenceDiff(from: oldNumbers, to: newNumbers, alphabet: numbers.count, budget: 200_000)
        var (left, right) = (old.startIndex, new.startIndex)
        while left < old.endIndex || right < new.endIndex {
            let (leftStart, rightStart) = (left, right)
            while left < old.endIndex, !difference.oldKept[left - old.startIndex] { left += 1 }
            while right < new.endIndex, !difference.newKept[right - new.startIndex] { right += 1 }
            if leftStart < left, rightStart < right { note(old[leftStart..<left], new[rightStart..<right]) }
            guard left < old.endIndex, right < new.endIndex else { break }
            kept += 1
            if old[left].kind == .number { numbersKept += 1 }
            left += 1
            right += 1
        }
    }

    private mutating func note(_ old: ArraySlice<Token>, _ new: ArraySlice<Token>) {
        replacements.append((old, new))
        let pairs = min(old.count { $0.kind == .number }, new.count { $0.kind == .number })
        numbersReplaced += pairs
    }
}
