import Classifying
package import Foundation
import NewsModel
package import Storing

/// The stored articles, judged anew by the topic file as it is now.
///
/// Memory does not grow with the store: articles are read and judged page by page, once to compare and once to apply.
package struct Reclassification: Sendable {
    private let store: NewsStore
    private let routes: [Route]
    private let classifier: Classifier

    /// - Parameter access: `.owner` to apply, which no daemon may run beside; `.reader` is enough to compare.
    package init(plan: Plan, access: NewsStore.Access) throws(StoreError) {
        store = try NewsStore(directory: plan.settings.state, access: access)
        routes = plan.routes
        classifier = Classifier(topic: plan.topic)
    }

    package func close() throws(StoreError) { try store.close() }

    /// Compares what is stored with what the topic says now; nothing is written.
    ///
    /// - Parameter each: Called for each article that is judged differently, by number.
    package func compare(_ each: (VerdictDifference) throws -> Void) async throws -> VerdictDifferences {
        var differences = VerdictDifferences()
        differences.dropped = try await store.judgeableArticles().dropped
        var reached = ArticleID(rawValue: 0)
        while true {
            let page = try await store.judgedArticles(after: reached)
            guard let last = page.last else { return differences }
            reached = last.id
            for article in page {
                differences.judged += 1
                guard let difference = VerdictDifference(article, classifier.verdict(for: article.text)) else {
                    continue
                }
                differences.counts[difference.kind, default: 0] += 1
                try each(difference)
            }
        }
    }

    /// Stores the new verdicts, slice by slice; what was applied before an interruption stays applied.
    ///
    /// - Parameters:
    ///   - alerting: Record changes and deliveries for stories that rose nearer to the topic than they were announced.
    ///   - progress: Told how many more articles were judged.
    package func apply(
        alerting: Bool, at now: Date, progress: (Int) -> Void = { _ in }
    ) async throws -> Rejudgement {
        var sum = Rejudgement()
        var next: StoryID? = StoryID(rawValue: 0)
        while let story = next {
            let slice = try await store.rejudge(after: story, alerting: alerting ? routes : nil, at: now) {
                [classifier] in classifier.verdict(for: $0)
            }
            sum.judged += slice.judged
            sum.rewritten += slice.rewritten
            sum.newStories += slice.newStories
            sum.updatedStories += slice.updatedStories
            sum.deliveries += slice.deliveries
            progress(slice.judged)
            next = slice.reached
        }
        return sum
    }
}
