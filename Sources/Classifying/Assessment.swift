package import NewsModel

/// How verdicts compare with labels.
package struct Assessment: Sendable {
    /// Hits, false alarms and misses of one class or tag.
    package struct Tally: Sendable, Hashable {
        package var hits = 0
        package var alarms = 0
        package var misses = 0

        package var precision: Double { hits == 0 ? 0 : Double(hits) / Double(hits + alarms) }
        package var recall: Double { hits == 0 ? 0 : Double(hits) / Double(hits + misses) }
        package var f1: Double { hits == 0 ? 0 : 2 * Double(hits) / Double(2 * hits + alarms + misses) }

        fileprivate mutating func count(said: Bool, labelled: Bool) {
            switch (said, labelled) {
            case (true, true): hits += 1
            case (true, false): alarms += 1
            case (false, true): misses += 1
            case (false, false): break
            }
        }
    }

    /// What a person says and what the classifier says.
    package struct Pair: Sendable, Hashable {
        package let label: Relevance
        package let verdict: Relevance

        package init(label: Relevance, verdict: Relevance) {
            self.label = label
            self.verdict = verdict
        }
    }

    package struct Language: Sendable {
        package fileprivate(set) var articles = 0
        fileprivate var right = 0
        package fileprivate(set) var onTopic = Tally()

        package var accuracy: Double { articles == 0 ? 0 : Double(right) / Double(articles) }
    }

    /// An article whose relevance, or tags where it is on topic, are not those of its label.
    package struct Mistake: Sendable {
        package let article: LabelledArticle
        package let verdict: Verdict

        /// Empty unless the label is on topic, since other labels are silent on tags.
        package var missedTags: [String] { isOnTopic ? article.tags.filter { !verdict.tags.contains($0) } : [] }
        package var wrongTags: [String] { isOnTopic ? verdict.tags.filter { !article.tags.contains($0) } : [] }

        private var isOnTopic: Bool { article.relevance == .onTopic }
        fileprivate var isOne: Bool {
            verdict.relevance != article.relevance || !missedTags.isEmpty || !wrongTags.isEmpty
        }
    }

    package private(set) var articles = 0
    package private(set) var onTopic = Tally()
    package private(set) var confusion: [Pair: Int] = [:]
    package private(set) var languages: [String: Language] = [:]
    package private(set) var mistakes: [Mistake] = []
    /// Over the articles that are labelled as on topic.
    package private(set) var tags: [String: Tally] = [:]

    package init() {}

    package var accuracy: Double {
        let right = Relevance.allCases.reduce(0) { $0 + (confusion[Pair(label: $1, verdict: $1)] ?? 0) }
        return articles == 0 ? 0 : Double(right) / Double(articles)
    }

    /// All tags together.
    package var allTags: Tally {
        tags.values.reduce(into: Tally()) { sum, tally in
            sum.hits += tally.hits
            sum.alarms += tally.alarms
            sum.misses += tally.misses
        }
    }

    package mutating func add(_ verdict: Verdict, for article: LabelledArticle) {
        articles += 1
        confusion[Pair(label: article.relevance, verdict: verdict.relevance), default: 0] += 1
        let (said, labelled) = (verdict.relevance == .onTopic, article.relevance == .onTopic)
        onTopic.count(said: said, labelled: labelled)
        let language = article.text.language ?? "?"
        languages[language, default: Language()].articles += 1
        if verdict.relevance == article.relevance { languages[language]?.right += 1 }
        languages[language]?.onTopic.count(said: said, labelled: labelled)
        let mistake = Mistake(article: article, verdict: verdict)
        if mistake.isOne { mistakes.append(mistake) }
        guard labelled else { return }
        for tag in Set(verdict.tags).union(article.tags) {
            tags[tag, default: Tally()].count(said: verdict.tags.contains(tag), labelled: article.tags.contains(tag))
        }
    }
}

extension Topic {
    /// What the topic as it is says of the articles.
    package func assessed(on articles: [LabelledArticle]) -> Assessment {
        let classifier = Classifier(topic: self)
        var assessment = Assessment()
        for article in articles { assessment.add(classifier.verdict(for: article.text), for: article) }
        return assessment
    }

    /// Fits the weights on all folds but one and judges that one, in turn; the forms are the file's in every fold.
    package func crossValidated(on articles: [LabelledArticle], folds: Int) -> Assessment {
        let articles = articles.sorted {
            ($0.relevance, $0.text.language ?? "", $0.id) < ($1.relevance, $1.text.language ?? "", $1.id)
        }
        let classifier = Classifier(topic: self)
        let samples = Self.samples(articles, classifier)
        let examples = Self.samples(labelledExamples, classifier)
        var assessment = Assessment()
        for fold in 0..<max(folds, 1) {
            let (held, kept) = (0..<articles.count).reduce(into: ([Int](), [Int]())) { parts, index in
                if index % max(folds, 1) == fold { parts.0.append(index) } else { parts.1.append(index) }
            }
            let classifier = Classifier(topic: fitted(to: kept.map { samples[$0] } + examples))
            for index in held { assessment.add(classifier.verdict(for: articles[index].text), for: articles[index]) }
        }
        return assessment
    }
}
