import NewsModel

extension Topic {
    /// Labels articles whose verdict "on topic" a person called wrong, without saying what would have been right.
    ///
    /// The label is the classifier's second choice: what it says by the weights of this topic, or, where that is still
    /// "on topic", what it would say if the reason that weighs most did not hold. So a report that was taken in by one
    /// feature and has others to show becomes "related", and one that had nothing else "off topic".
    package func labels(ofRefuted articles: [LabelledArticle]) -> [LabelledArticle] {
        let classifier = Classifier(topic: self)
        return articles.map { article in
            var label = article
            label.relevance = relevance(ofRefuted: classifier.values(for: article.text))
            label.tags = []
            return label
        }
    }

    private func relevance(ofRefuted values: [Double]) -> Relevance {
        var values = values
        if model.score(of: values) >= model.onTopic {
            let weighed = zip(model.weights, values).map { $0 * $1 }
            if let strongest = weighed.indices.max(by: { weighed[$0] < weighed[$1] }), weighed[strongest] > 0 {
                values[strongest] = 0
            }
        }
        return model.score(of: values) >= model.related ? .related : .offTopic
    }
}
