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
    /// The beginning of one of the texts stands in the other one.
    private(set) var takenLead = false
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
        let (left, right) = (Runs(a), Runs(b))
        let (fewer, more) = left.set.count <= right.set.count ? (left.set, right.set) : (right.set, left.set)
        guard fewer.count > 0 else { return }
        sharedShingles = fewer.count(sharedWith: more)
        containment = Double(sharedShingles) / Double(fewer.count)
        resemblance = Double(sharedShingles) / Double(fewer.count + more.count - sharedShingles)
        guard containment >= 0.2 else { return }
        var (leftCommon, rightCommon) = (left.common(with: right), right.common(with: left))
        wordsBeforeShared = max(a.text[..<leftCommon.startIndex].words, b.text[..<rightCommon.startIndex].words)
        // A name or a figure that opens both texts stands before the first run in common.
        if max(leftCommon.startIndex, rightCommon.startIndex) <= Self.longestOpening {
            (leftCommon, rightCommon) = (a.text[..<leftCommon.endIndex], b.text[..<rightCommon.endIndex])
        }
        let alignment = Alignment(leftCommon, rightCommon)
        numbersKept = alignment.numbersKept
        numbersReplaced = alignment.numbersReplaced
        sameTemplate = titleLikeness >= 0.5 && Self.isTemplate(titles, alignment)
        let reach = min(10, left.shingles.count, right.shingles.count)
        let leads = (left.leadStands(in: right, reach), right.leadStands(in: left, reach))
        sharedLead = leads.0 && leads.1
        takenLead = leads.0 || leads.1
    }

    /// In tokens: what may stand before the first run in common for the texts to begin alike.
    private static let longestOpening = 20

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
}

/// A text with its runs of words.
private struct Runs {
    private let text: [Token]
    let shingles: [UInt64]
    let set: HashSet

    init(_ text: ComparableText) {
        self.text = text.text
        shingles = text.shingles
        set = HashSet(shingles)
    }

    /// In tokens: more than the longest run that makes a shingle.
    private static let margin = 12

    /// The part of the text from the first shared run of words to the last.
    func common(with other: Runs) -> ArraySlice<Token> {
        guard let first = shingles.firstIndex(where: other.set.contains),
            let last = shingles.lastIndex(where: other.set.contains)
        else { return [] }
        return text[first..<min(last + Self.margin, text.count)]
    }

    func leadStands(in other: Runs, _ reach: Int) -> Bool {
        shingles.prefix(reach).count { other.set.contains($0) } * 2 >= reach
    }
}
