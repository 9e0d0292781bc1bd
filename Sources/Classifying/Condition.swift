/// The stretch of text in which the concepts of a condition must meet.
enum Window: String, CaseIterable, Sendable, Hashable {
    case title
    /// Headline and lead together; the lead is the summary, or the beginning of the body if there is none.
    case lead
    case sentence
    case paragraph
    case article
}

/// Concepts that meet in a window.
struct Condition: Sendable {
    /// The most sets that one condition may ask for.
    static let limit = 6

    let window: Window
    /// None of these may be there.
    private let none: ConceptSet
    /// Every concept that it asks for, those of `given` included.
    let asked: ConceptSet
    /// Of each of the first `neededCount` sets at least one concept must be there; kept inside the value, for this is
    /// read some hundred times an article.
    private var needed = InlineArray<6, ConceptSet>(repeating: ConceptSet())
    private let neededCount: Int
    /// What must hold besides, in windows of its own.
    private let given: [Condition]
    private let isAlone: Bool

    /// - Parameter all: At most `limit` sets; more are not looked at.
    init(window: Window, all: [ConceptSet], none: ConceptSet = ConceptSet(), given: [Condition] = []) {
        self.window = window
        self.none = none
        self.given = given
        isAlone = given.isEmpty
        neededCount = min(all.count, Self.limit)
        for index in 0..<neededCount { needed[index] = all[index] }
        var asked = ConceptSet()
        for set in all { asked.formUnion(set) }
        for condition in given { asked.formUnion(condition.asked) }
        self.asked = asked
    }

    /// In how many windows it holds, counted up to `limit`.
    func count(in scene: Scene, upTo limit: Int) -> Int {
        guard hasAll(scene.article) else { return 0 }
        let count =
            switch window {
            case .title: holds(in: scene.title) ? 1 : 0
            case .lead: holds(in: scene.lead) ? 1 : 0
            case .article: holds(in: scene.article) ? 1 : 0
            case .sentence: self.count(scene.sentences, upTo: limit)
            case .paragraph: self.count(scene.paragraphs, upTo: limit)
            }
        if count == 0 || isAlone { return count }
        return given.allSatisfy { $0.count(in: scene, upTo: 1) > 0 } ? count : 0
    }

    private func count(_ windows: [ConceptSet], upTo limit: Int) -> Int {
        var count = 0
        for window in windows where count < limit && holds(in: window) { count += 1 }
        return count
    }

    @inline(__always)
    private func holds(in set: ConceptSet) -> Bool { hasAll(set) && !set.intersects(none) }

    @inline(__always)
    private func hasAll(_ set: ConceptSet) -> Bool {
        for index in 0..<neededCount where !set.intersects(needed[index]) { return false }
        return true
    }
}

/// Which concepts an article names, by the windows that conditions ask for.
struct Scene: Sendable {
    var title = ConceptSet()
    var lead = ConceptSet()
    var article = ConceptSet()
    /// Every sentence, the headline being the first; those without a concept are left out.
    var sentences: [ConceptSet] = []
    var paragraphs: [ConceptSet] = []
}
