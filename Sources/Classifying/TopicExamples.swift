import NewsModel
package import StrictYAML

extension Topic {
    /// The examples of the file that the topic gets wrong, each with its line.
    package func exampleProblems() -> [Problem] {
        let classifier = Classifier(topic: self)
        return examples.compactMap { example in
            let verdict = classifier.verdict(for: example.text)
            if verdict.relevance != example.relevance {
                return problem(
                    example,
                    "this example is \(verdict.relevance.rawValue) (score \(verdict.score)), not "
                        + example.relevance.rawValue,
                    "see why with 'newswatch classify --explain', then add the forms it lacks")
            }
            guard let tags = example.tags, Set(tags) != Set(verdict.tags) else { return nil }
            return problem(
                example,
                "this example gets the tags [\(verdict.tags.joined(separator: ", "))], not "
                    + "[\(tags.joined(separator: ", "))]",
                "mend the tags' conditions or the example")
        }
    }

    private func problem(_ example: Example, _ what: String, _ advice: String) -> Problem {
        Problem(
            file: example.place.file, line: example.place.line, column: example.place.column, what: what,
            advice: advice)
    }
}
