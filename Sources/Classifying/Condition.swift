/// The stretch of text in which the concepts of a condition must meet.
enum Window: String, CaseIterable, Sendable, Hashable {
    case title
    /// Headline and lead together; the lead is the summary, or the first sentences of the body if there is none.
    case lead
    case sentence
    case paragraph
    case article
}

/// Concepts that meet in a window.
struct Condition: Hashable, Sendable {
    var window: Window
    /// Of each of these sets at least one concept must be there.
    var all: [ConceptSet]
    /// None of these may be there.
    var none: ConceptSet
    /// What must hold besides, in windows of their own.
    var given: [Condition] = []

    /// In how many windows it holds, counted up to `limit`.
    func count(in scene: Scene, upTo limit: Int) -> Int {
        for condition in given where condition.count(in: scene, upTo: 1) == 0 { return 0 }
        return switch window {
        case .title: holds(in: scene.title) ? 1 : 0
        case .lead: holds(in: scene.lead) ? 1 : 0
        case .article: holds(in: scene.article) ? 1 : 0
        case .sentence: count(scene.sentences, upTo: limit, in: scene)
        case .paragraph: count(scene.paragraphs, upTo: limit, in: scene)
        }
    }

    /// Every concept that it asks for.
    var asked: ConceptSet {
        var set = ConceptSet()
        for needed in all { set.formUnion(needed) }
        for condition in given { set.formUnion(condition.asked) }
        return set
    }

    private func count(_ windows: [ConceptSet], upTo limit: Int, in scene: Scene) -> Int {
        for needed in all where !scene.article.intersects(needed) { return 0 }
        var count = 0
        for window in windows where count < limit && holds(in: window) { count += 1 }
        return count
    }

    private func holds(in set: ConceptSet) -> Bool {
        for needed in all where !set.intersects(needed) { return false }
        return !set.intersects(none)
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
