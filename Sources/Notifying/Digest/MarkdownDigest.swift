package import NewsModel

/// The digest as Markdown that also reads well as plain text.
package enum MarkdownDigest {
    package static func render(_ material: DigestMaterial, _ settings: DigestSettings) -> String {
        let outline = DigestOutline(material, settings)
        let page = MarkdownPage(material: material, settings: settings)
        var blocks = [
            "# \(MarkdownText.line("\(settings.topicTitle): news digest", limit: 200))",
            "**\(page.window)**",
            outline.isEmpty ? "\(outline.summary) \(material.coverage.proof)" : outline.summary,
        ]
        blocks += page.stories("New since the last digest", outline.fresh)
        blocks += page.stories("Continuing", outline.continuing)
        blocks += page.stories("Related", outline.related)
        if outline.omittedStories > 0 { blocks.append("\(outline.omittedStories) further stories are not shown.") }
        blocks += page.nearMisses(outline)
        blocks += page.feeds()
        blocks += page.endpoints()
        blocks += page.silence()
        blocks += ["## Coverage", material.coverage.line]
        return blocks.joined(separator: "\n\n") + "\n"
    }
}

/// The parts of a digest in Markdown; every part is a list of blocks.
private struct MarkdownPage {
    let material: DigestMaterial
    let settings: DigestSettings

    var window: String {
        let clock = settings.clock
        return "\(clock.full(material.from)) to \(clock.full(material.to)), \(clock.zoneName(at: material.to))"
    }

    // MARK: Stories

    func stories(_ heading: String, _ stories: [DigestStory]) -> [String] {
        stories.isEmpty ? [] : ["## \(heading)"] + stories.flatMap(story)
    }

    private func story(_ story: DigestStory) -> [String] {
        guard let first = story.articles.first else { return [] }
        var blocks = [
            "### \(MarkdownText.link(first.headline, to: WebLink(first.url), limit: 300))", meta(story, first),
        ]
        let lead = first.lead(limit: 320)
        if !lead.isEmpty { blocks.append("> \(MarkdownText.line(lead))") }
        let facts = facts(story)
        if !facts.isEmpty { blocks.append(facts.map { "- \($0)" }.joined(separator: "\n")) }
        blocks.append(VerdictMark.line(for: first.id))
        return blocks
    }

    private func meta(_ story: DigestStory, _ first: Article) -> String {
        var parts = [outlet(first), settings.clock.short(first.time, near: material.to)]
        if let language = LanguageTag(first.text.language) { parts.append(language.englishName) }
        parts.append("score \(Score.text(story.story.score))")
        parts.append("story \(story.story.id.rawValue)")
        return parts.joined(separator: " · ")
    }

    /// Bold, which also keeps a name from being taken for the mark that a line may begin with.
    private func outlet(_ article: Article) -> String { "**\(MarkdownText.line(article.feed, limit: 80))**" }

    private func facts(_ story: DigestStory) -> [String] {
        var facts: [String] = []
        if !story.story.tags.isEmpty {
            facts.append(
                "**Tags** " + story.story.tags.map { MarkdownText.line(settings.tagName($0)) }.joined(separator: ", "))
        }
        let others = StorySource.others(of: story, since: material.lastDigest ?? material.from)
        if !others.isEmpty {
            let rest = others.count > StorySource.shown ? ["\(others.count - StorySource.shown) more"] : []
            let names = others.prefix(StorySource.shown).map(source) + rest
            facts.append("**Also reported by** " + names.joined(separator: "; "))
        }
        let why = why(story.articles)
        if !why.isEmpty { facts.append("**Why** " + why) }
        return facts + story.revisions.suffix(5).map(revision)
    }

    private func source(_ source: StorySource) -> String {
        var text = MarkdownText.link(Excerpt.of(source.outlet, limit: 80), to: source.link)
        if let title = source.title { text += " “\(MarkdownText.line(title, limit: 160))”" }
        let time = source.time.map { settings.clock.brief($0, near: material.to) }
        let details = [source.language?.englishName, time, source.isNew ? "new" : nil].compactMap(\.self)
        return details.isEmpty ? text : "\(text) (\(details.joined(separator: ", ")))"
    }

    private func why(_ articles: [Article]) -> String {
        EvidenceText.grouped(articles).map { MarkdownText.line(EvidenceText.text($0)) }.joined(separator: "; ")
    }

    /// HTML's own elements, since `**` and `~~` do not open beside punctuation in Chinese, Japanese and Korean.
    private func revision(_ revision: DigestRevision) -> String {
        let text = DiffText.marked(revision.revision.diff, limit: 600) { MarkdownText.line($0) }
        let kinds = revision.revision.kinds.map(\.rawValue).joined(separator: ", ")
        let time = settings.clock.brief(revision.at, near: material.to)
        let subject = kinds.isEmpty ? "" : " (\(kinds))"
        return "**Revised** by \(MarkdownText.line(revision.feed, limit: 80)) \(time)\(subject): \(text)"
    }

    // MARK: The rest

    func nearMisses(_ outline: DigestOutline) -> [String] {
        guard !outline.nearMisses.isEmpty else { return [] }
        var blocks = ["## Near misses", "Just under the threshold. Mark one wrong if it should have been on topic."]
        blocks += outline.nearMisses.flatMap { article in
            let link = MarkdownText.link(article.headline, to: WebLink(article.url), limit: 300)
            let source = outlet(article)
            let score = "score \(Score.text(article.verdict.score)), threshold \(Score.text(article.verdict.threshold))"
            let why = why([article])
            let item = "- \(link)  \n  \(source) · \(settings.clock.short(article.time, near: material.to)) · \(score)"
            let reason = why.isEmpty ? "" : "  \n  Why: \(why)"
            return [item + reason + "  \n  \(VerdictMark.line(for: article.id))"]
        }
        if outline.omittedNearMisses > 0 { blocks.append("\(outline.omittedNearMisses) further near misses.") }
        return blocks
    }

    func feeds() -> [String] {
        guard !material.troubledFeeds.isEmpty else { return [] }
        let lines = material.troubledFeeds.flatMap { state in
            FeedTrouble.of(state).map { trouble in
                let since = trouble.since.map { " since \(settings.clock.short($0, near: material.to))" } ?? ""
                let reason = trouble.reason.isEmpty ? "" : ": \(MarkdownText.line(trouble.reason, limit: 300))"
                return "- **\(MarkdownText.line(state.feed.name, limit: 80))** \(trouble.condition)\(since)\(reason)"
            }
        }
        return ["## Feeds in trouble", lines.joined(separator: "\n")]
    }

    func endpoints() -> [String] {
        let down = material.troubledEndpoints.map { ($0.name, $0.condition(settings.clock, now: material.to)) }
        let back = material.recoveredEndpoints.map { ($0.name, $0.condition(settings.clock, now: material.to)) }
        guard !down.isEmpty || !back.isEmpty else { return [] }
        let lines = (down + back).map { name, condition in
            "- **\(MarkdownText.line(name, limit: 80))** \(MarkdownText.line(condition))"
        }
        return ["## Endpoints in trouble", lines.joined(separator: "\n")]
    }

    func silence() -> [String] {
        let lines = SilenceText.lines(material.silence, settings.clock, now: material.to).map { line in
            let title = line.title.map { " “\(MarkdownText.line($0))”" } ?? ""
            return "- **\(MarkdownText.line(line.subject, limit: 80))**\(title) \(MarkdownText.line(line.fact))"
        }
        return lines.isEmpty ? [] : ["## Kept quiet", lines.joined(separator: "\n")]
    }
}
