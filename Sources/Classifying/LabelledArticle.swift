package import NewsModel

/// An article with what a person says of it.
package struct LabelledArticle: Sendable, Hashable {
    package var id: String
    package var text: ArticleText
    package var relevance: Relevance
    package var tags: [String]

    package init(id: String, text: ArticleText, relevance: Relevance, tags: [String] = []) {
        self.id = id
        self.text = text
        self.relevance = relevance
        self.tags = tags
    }
}
