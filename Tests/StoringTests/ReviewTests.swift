import Foundation
import NewsModel
import Storing
import Testing

struct ReviewTests {
    private func rejudged(_ store: NewsStore, as relevance: Relevance) async throws {
        var next: StoryID? = StoryID(rawValue: 0)
        while let story = next {
            next = try await store.rejudge(after: story, alerting: nil, at: minutes(30)) { _ in
                var new = verdict(relevance)
                new.topic = "test/2"
                return new
            }.reached
        }
    }

    @Test("A mark is stored with the verdict that it is about")
    func stored() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [])
            let id = try #require(try await store.articles(ArticleFilter()).first?.id)
            let unknown = try await store.save([VerdictMark(article: id, mark: .wrong)], at: minutes(5))
            #expect(unknown == [])
            try await rejudged(store, as: .related)
            let reviewed = try #require(try await store.reviewedArticles().first)
            #expect(
                reviewed.review
                    == Review(article: id, mark: .wrong, relevance: .onTopic, topic: "test/1", at: minutes(5)))
            #expect(reviewed.article.relevance == .related)
            #expect(reviewed.article.text == Story.harbour.text)
            #expect(!reviewed.isDropped)
        }
    }

    @Test("A later mark replaces the earlier one; the same mark again stays about its verdict")
    func replaced() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [])
            let id = try #require(try await store.articles(ArticleFilter()).first?.id)
            _ = try await store.save([VerdictMark(article: id, mark: .right)], at: minutes(5))
            try await rejudged(store, as: .related)
            _ = try await store.save([VerdictMark(article: id, mark: .right)], at: minutes(40))
            let kept = try await store.review(of: id)?.review
            #expect(kept == Review(article: id, mark: .right, relevance: .onTopic, topic: "test/1", at: minutes(5)))
            let marks = [AnalystMark.unsure, .wrong].map { VerdictMark(article: id, mark: $0) }
            _ = try await store.save(marks, at: minutes(50))
            let reviews = try await store.reviewedArticles().map(\.review)
            #expect(
                reviews
                    == [Review(article: id, mark: .wrong, relevance: .related, topic: "test/2", at: minutes(50))])
        }
    }

    @Test("Articles that are not known are named, and the others stored")
    func unknown() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [])
            let id = try #require(try await store.articles(ArticleFilter()).first?.id)
            let strange = ArticleID(rawValue: 99)
            let marks = [strange, id, strange].map { VerdictMark(article: $0, mark: .right) }
            #expect(try await store.save(marks, at: minutes(5)) == [strange])
            #expect(try await store.reviewedArticles().map(\.article.id) == [id])
        }
    }

    @Test("A guest stores marks beside the owner")
    func guest() async throws {
        try await withStore { store, feeds, folder in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [])
            let id = try #require(try await store.articles(ArticleFilter()).first?.id)
            let guest = try NewsStore(directory: folder.appendingPathComponent("state"), access: .guest)
            _ = try await guest.save([VerdictMark(article: id, mark: .right)], at: minutes(5))
            #expect(try await store.reviewedArticles().count == 1)
        }
    }
}
