/// What speaks for and against two articles being copies of one text.
struct CopyEvidence: Sendable {
    /// Neither title is empty.
    private(set) var hasTitles = false
    /// The titles read the same; false when either is too short to be told from others.
    private(set) var sameTitle = false
    /// Words in the title, where they are the same.
    private(set) var titleWords = 0
    /// 0...1: the part of the longer title that stands in the other one, in order.
    private(set) var titleLikeness = 0.0
    /// Each title has numbers, and they are not the same.
    private(set) var titleNumbersDiffer = false
    /// The titles are built alike, but a word in one place differs, and differs in the same way in the texts.
    private(set) var sameTemplate = false
    /// 0...1: the part of the shorter text that stands in the longer one.
    private(set) var containment = 0.0
    /// 0...1: shingles in common of all shingles.
    private(set) var resemblance = 0.0
    /// Runs of words in common.
    private(set) var sharedShingles = 0
    /// In words, of the shorter text.
    private(set) var shorterWords = 0
    /// The beginning of each text stands in the other one.
    private(set) var sharedLead = false
    /// In words: how far into either text the first shared run of words stands.
    private(set) var wordsBeforeShared = 0
    /// Numbers that stand at the same place in both.
    private(set) var numbersKept = 0
    /// Places where each text has its own number.
    private(set) var numbersReplaced = 0

    init(_ a: ComparableText, _ b: ComparableText) {
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

    /// Whether the titles differ in a word just as the texts do; figures are weighed by themselves.
    private static func isTemplate(_ titles: Alignment, _ texts: Alignment) -> Bool {
        titles.replacements.contains { title in
            if title.old.count == 1, title.new.count == 1, let old = title.old.first, let new = title.new.first,
                old.mayBeSpelling(of: new)
            {
                return false
            }
            let (old, new) = (title.old.filter { $0.kind != .number }, title.new.filter { $0.kind != .number })
            return texts.replacements.contains { text in
                !Set(old).isDisjoint(with: text.old) && !Set(new).isDisjoint(with: text.new)
            }
        }
    }

    private static func leadIsShared(_ text: ComparableText, _ other: Set<UInt64>, _ reach: Int) -> Bool {
        text.shingles.prefix(reach).count { other.contains($0) } * 2 >= reach
    }
}
