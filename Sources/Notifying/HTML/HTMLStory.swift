import Foundation
import NewsModel

/// Stories and articles of a digest in HTML.
struct HTMLStory {
    let settings: DigestSettings
    /// The end of the window; times of the same day are told without the day.
    let now: Date
    /// From when on something is new.
    let lastDigest: Date

    func full(_ story: DigestStory) -> String {
        guard let first = story.articles.first else { return "" }
        var rows: [String] = []
        let others = others(of: story)
        if !others.isEmpty { rows.append(row("Also reported by", list(others))) }
        let why = why(story.articles)
        if !why.isEmpty { rows.append(row("Why", list(why))) }
        let revisions = revisions(of: story)
        if !revisions.isEmpty { rows.append(row("Revised", list(revisions))) }
        let facts = rows.isEmpty ? "" : "\n<dl class=\"facts\">\n\(rows.joined(separator: "\n"))\n</dl>"
        return """
            <article class="story" id="story-\(story.story.id.rawValue)">
            \(heading(first))
            \(meta(first, score: story.story.score, outlets: story.story.outlets.count))\(lead(first))\
            \(tags(story.story.tags))\(facts)
            <p class="mark">\(VerdictMark.line(for: first.id))</p>
            </article>
            """
    }

    /// The story without heading and mark, for a feed reader.
    func brief(_ story: DigestStory) -> String {
        guard let first = story.articles.first else { return "" }
        var parts = [lead(first)]
        let others = others(of: story)
        if !others.isEmpty { parts.append("<p>Also reported by \(others.joined(separator: "; "))</p>") }
        let why = why(story.articles)
        if !why.isEmpty { parts.append("<p>Why: \(why.joined(separator: "; "))</p>") }
        parts += revisions(of: story).map { "<p>Revised: \($0)</p>" }
        return parts.filter { !$0.isEmpty }.joined()
    }

    func nearMiss(_ article: Article) -> String {
        let verdict = article.verdict
        let why = why([article]).joined(separator: "; ")
        let threshold = "threshold \(Score.text(verdict.threshold))"
        return """
            <article class="miss" id="article-\(article.id.rawValue)">
            \(heading(article))
            \(meta(article, score: verdict.score, note: threshold))
            \(why.isEmpty ? "" : "<p class=\"why\">Why: \(why)</p>")
            <p class="mark">\(VerdictMark.line(for: article.id))</p>
            </article>
            """
    }

    // MARK: Parts

    private func heading(_ article: Article) -> String {
        let title = Markup.line(article.headline, limit: 300)
        let text = WebLink(article.url).map { "<a href=\"\(Markup.line($0.text))\">\(title)</a>" } ?? title
        return "<h3\(Foreign.attributes(article.headline, language: article.text.language))>\(text)</h3>"
    }

    private func meta(_ article: Article, score: Double, outlets: Int = 1, note: String? = nil) -> String {
        let time = article.time
        var parts = [
            "<b>\(Foreign.name(article.feed, language: article.text.language))</b>",
            "<time datetime=\"\(Timestamp.machine(time))\">\(settings.clock.short(time, near: now))</time>",
        ]
        if let language = LanguageTag(article.text.language) { parts.append(Markup.line(language.englishName)) }
        if outlets > 1 { parts.append("\(outlets)&nbsp;outlets") }
        parts.append("score&nbsp;\(Score.text(score))" + (note.map { ", \($0)" } ?? ""))
        return "<p class=\"meta\">\(parts.joined(separator: " <span class=\"dot\">·</span> "))</p>"
    }

    private func lead(_ article: Article) -> String {
        let lead = article.lead(limit: 320)
        guard !lead.isEmpty, lead != article.headline else { return "" }
        return
            "\n<p class=\"text\"\(Foreign.attributes(lead, language: article.text.language))>\(Markup.line(lead))</p>"
    }

    private func tags(_ keys: [String]) -> String {
        guard !keys.isEmpty else { return "" }
        let items = keys.map { "<li>\(Markup.line(settings.tagName($0)))</li>" }
        return "\n<ul class=\"tags\" aria-label=\"Tags\">\(items.joined())</ul>"
    }

    private func row(_ name: String, _ content: String) -> String {
        "<dt>\(name)</dt>\n<dd>\(content)</dd>"
    }

    /// One line as it is, several as a list.
    private func list(_ lines: [String]) -> String {
        lines.count == 1 ? lines[0] : "<ul>\(lines.map { "<li>\($0)</li>" }.joined())</ul>"
    }

    private func others(of story: DigestStory) -> [String] {
        let others = StorySource.others(of: story, since: lastDigest)
        let rest = others.count > StorySource.shown ? ["\(others.count - StorySource.shown) more"] : []
        return others.prefix(StorySource.shown).map(source) + rest
    }

    private func source(_ source: StorySource) -> String {
        let name = Foreign.name(source.outlet, language: source.language?.text)
        var text = source.link.map { "<a href=\"\(Markup.line($0.text))\">\(name)</a>" } ?? name
        if let title = source.title { text += " \(Foreign.span(title, language: source.language?.text, limit: 160))" }
        let details = [source.language?.englishName, source.time.map { settings.clock.brief($0, near: now) }]
            .compactMap(\.self).map { Markup.line($0) }
        if !details.isEmpty { text += " <span class=\"aside\">\(details.joined(separator: ", "))</span>" }
        return source.isNew ? text + " <span class=\"new\">new</span>" : text
    }

    /// The English name of the concept, and the words of the text where they are others.
    private func why(_ articles: [Article]) -> [String] {
        EvidenceText.grouped(articles).map { reason in
            let words = reason.words.map { "<q>\(Foreign.name($0.text, language: $0.language))</q>" }
            let list = words.joined(separator: ", ")
            return reason.isPlain ? list : "\(Markup.line(reason.gloss)): \(list)"
        }
    }

    private func revisions(of story: DigestStory) -> [String] {
        story.revisions.suffix(5).map { revision in
            let article = story.articles.first { $0.id == revision.article }
            return self.revision(revision, language: article?.text.language)
        }
    }

    private func revision(_ revision: DigestRevision, language: String?) -> String {
        let text = DiffText.marked(revision.revision.diff, limit: 600) { Markup.line($0) }
        let kinds = revision.revision.kinds.map(\.rawValue).joined(separator: ", ")
        let details = [settings.clock.brief(revision.at, near: now), kinds].filter { !$0.isEmpty }.joined(
            separator: ", ")
        let outlet = Foreign.name(revision.feed, language: language)
        return
            "\(outlet) <span class=\"aside\">\(details)</span><br><span\(Foreign.attributes(text, language: language))>\(text)</span>"
    }
}
