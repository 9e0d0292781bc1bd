package import NewsModel

/// Decides whether two articles tell one text.
package enum CopyJudgement {
    /// Whether one is a copy of the other: syndicated, cut short, re-headlined or updated.
    ///
    /// - Parameter publishedApart: Nil when a date is not known.
    package static func isCopy(_ a: ArticleText, _ b: ArticleText, publishedApart: Duration?) -> Bool {
        isCopy(ComparableText(a), ComparableText(b), publishedApart: publishedApart)
    }

    /// As above, for texts that are prepared already.
    package static func isCopy(_ a: ComparableText, _ b: ComparableText, publishedApart: Duration?) -> Bool {
        let evidence = CopyEvidence(a, b)
        let apart = publishedApart.map { $0 < .zero ? .zero - $0 : $0 }
        if evidence.sameTemplate || isSeries(evidence, apart) || isNextIssue(evidence, apart) { return false }
        return evidence.sameTitle ? isCopy(titled: evidence, apart) : isCopy(text: evidence, apart)
    }

    /// Bulletins of one kind: the same words around other figures.
    private static func isSeries(_ evidence: CopyEvidence, _ apart: Duration?) -> Bool {
        let replaced = evidence.numbersReplaced
        guard replaced > evidence.numbersKept, replaced * 25 >= evidence.shorterWords else { return false }
        // One figure put right in a longer text, or under the same title, or under quite another, is a correction.
        if replaced == 1, !evidence.titleNumbersDiffer {
            let isSameDay = isWithin(apart, hours: 20)
            let isReheadlined = evidence.hasTitles && evidence.titleLikeness < 0.4
            return !(evidence.shorterWords >= 25 || (isSameDay && (evidence.sameTitle || isReheadlined)))
        }
        return true
    }

    /// Like titles with other figures, as of day 559 and day 571.
    ///
    /// A toll that rises within a day leaves the other figures as they were.
    private static func isNextIssue(_ evidence: CopyEvidence, _ apart: Duration?) -> Bool {
        guard evidence.titleNumbersDiffer, evidence.titleLikeness >= 0.5 else { return false }
        let isUpdate = evidence.containment >= 0.75 && evidence.numbersKept > evidence.numbersReplaced
        return !(isUpdate && isWithin(apart, hours: 20))
    }

    /// Under one title.
    private static func isCopy(titled evidence: CopyEvidence, _ apart: Duration?) -> Bool {
        let isNear = apart == nil || isWithin(apart, hours: 36)
        // Formulae come again under the same title, but not on the same day.
        if evidence.containment >= (isNear ? 0.15 : 0.45) { return true }
        if evidence.shorterWords == 0 { return evidence.titleWords >= 5 && isNear }
        // Short texts that share nothing: a caption here, a teaser there. Only a title that says much by itself joins them.
        return evidence.shorterWords < 60 && evidence.titleWords >= 8 && isWithin(apart, hours: 20)
    }

    /// Under different titles.
    private static func isCopy(text evidence: CopyEvidence, _ apart: Duration?) -> Bool {
        // A teaser is taken from the beginning; what stands further in is quoted there, or gathered in a digest of the day.
        let isLate = evidence.wordsBeforeShared > 60
        if isLate, evidence.resemblance < 0.4 || evidence.wordsBeforeShared > evidence.shorterWords { return false }
        // Two reports that begin each in its own way share a statement, or the background of their matter.
        if !evidence.takenLead, evidence.containment < 0.8 || evidence.sharedShingles < 40 { return false }
        if evidence.sharedShingles >= 5, evidence.containment >= 0.65 { return true }
        // More than any closing sentence or background paragraph.
        if evidence.sharedShingles >= 40, evidence.containment >= 0.5 { return true }
        // A teaser of one line.
        if evidence.sharedShingles >= 3, evidence.containment >= 0.9, evidence.sharedLead { return true }
        // A lead rewritten within the day under nearly the same title.
        if evidence.sharedShingles >= 6, evidence.containment >= 0.3, evidence.titleLikeness >= 0.7,
            isWithin(apart, hours: 20)
        {
            return true
        }
        // Half of a short text can be a sentence that an outlet puts under everything: then the titles must be alike too.
        return evidence.sharedShingles >= 8 && evidence.containment >= 0.45 && evidence.titleLikeness >= 0.4
    }

    private static func isWithin(_ apart: Duration?, hours: Int) -> Bool {
        apart.map { $0 <= .seconds(hours * 3600) } ?? false
    }
}
