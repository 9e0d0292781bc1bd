import NewsModel

/// How much of a change's texts a record may carry, in bytes of UTF-8 and in counts.
///
/// Applying limits also cleans every text with ``PlainText``, so that a headline can forge neither lines nor terminal
/// escapes for whoever reads the record with `tail`.
struct RecordLimits: Hashable, Sendable {
    var title: Int
    /// Summaries.
    var text: Int
    /// Addresses: those that are longer are left out.
    var url: Int
    /// Names of feeds, tags and concepts, and the words of evidence.
    var name: Int
    /// How many outlets and tags.
    var names: Int
    /// How many pieces of evidence.
    var evidence: Int
    /// All segments of a diff together.
    var diff: Int

    static let none = RecordLimits(
        title: .max, text: .max, url: .max, name: .max, names: .max, evidence: .max, diff: .max)

    /// Room for what almost every change holds.
    static let wide = RecordLimits(title: 1000, text: 2500, url: 2000, name: 200, names: 24, evidence: 16, diff: 3000)

    /// Half as much of everything but addresses.
    var halved: RecordLimits {
        RecordLimits(
            title: title / 2, text: text / 2, url: url, name: name / 2, names: names / 2, evidence: evidence / 2,
            diff: diff / 2)
    }

    func applied(to change: Change) -> Change {
        var change = change
        change.feed = change.feed.map(cutName)
        change.detail.story = change.detail.story.map(applied)
        change.detail.article = change.detail.article.map(applied)
        change.detail.tags = change.detail.tags.map(cutNames)
        change.detail.newTags = change.detail.newTags.map(cutNames)
        change.detail.evidence = change.detail.evidence?.prefix(evidence).map(applied)
        change.detail.revision = change.detail.revision.map(applied)
        change.detail.feed = change.detail.feed.map(applied)
        change.detail.endpoint = change.detail.endpoint.map(applied)
        return change
    }

    // MARK: Parts

    private func applied(to story: StorySnapshot) -> StorySnapshot {
        var story = story
        story.title = cut(story.title, title)
        story.outlets = cutNames(story.outlets)
        return story
    }

    private func applied(to article: ArticleSnapshot) -> ArticleSnapshot {
        var article = article
        article.url = address(article.url)
        article.title = cut(article.title, title)
        article.feed = cutName(article.feed)
        article.language = LanguageTag(article.language)?.text
        article.summary = article.summary.map { cut($0, text) }
        return article
    }

    func applied(to piece: Evidence) -> Evidence {
        var piece = piece
        piece.concept = cutName(piece.concept)
        piece.gloss = cutName(piece.gloss)
        piece.text = cutName(piece.text)
        return piece
    }

    private func applied(to revision: RevisionSnapshot) -> RevisionSnapshot {
        var cutRevision = revision
        cutRevision.diff = []
        var room = diff
        for segment in revision.diff where room >= Self.segmentCost {
            room -= Self.segmentCost
            let text = Excerpt.of(PlainText.part(segment.text), limit: room, by: .bytes)
            room -= text.utf8.count
            if !text.isEmpty { cutRevision.diff.append(DiffSegment(segment.kind, text)) }
        }
        return cutRevision
    }

    private func applied(to feed: FeedSnapshot) -> FeedSnapshot {
        var feed = feed
        feed.name = cutName(feed.name)
        feed.url = cut(feed.url, min(url, WebLink.longest))
        feed.reason = feed.reason.map { cut($0, title) }
        feed.movedTo = address(feed.movedTo)
        return feed
    }

    private func applied(to endpoint: EndpointSnapshot) -> EndpointSnapshot {
        var endpoint = endpoint
        endpoint.name = cutName(endpoint.name)
        endpoint.reason = endpoint.reason.map { cut($0, title) }
        return endpoint
    }

    /// An address is whole or absent: half of one leads elsewhere.
    private func address(_ text: String?) -> String? {
        guard let text, WebLink(text) != nil, text.utf8.count <= url else { return nil }
        return text
    }

    private func cut(_ text: String, _ limit: Int) -> String {
        Excerpt.of(PlainText.line(text), limit: limit, by: .bytes)
    }

    private func cutName(_ text: String) -> String { cut(text, name) }

    private func cutNames(_ texts: [String]) -> [String] { texts.prefix(names).map(cutName) }

    /// What a segment's JSON costs beside its text.
    private static let segmentCost = 30
}
