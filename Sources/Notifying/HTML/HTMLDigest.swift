import Foundation
package import NewsModel

/// The digest as one HTML page that needs nothing else: no script, no font, no image from anywhere.
///
/// Reads on a phone and in print, light and dark; foreign text carries its language and direction.
package enum HTMLDigest {
    package static func render(_ material: DigestMaterial, _ settings: DigestSettings) -> String {
        let outline = DigestOutline(material, settings)
        let page = HTMLPage(material: material, settings: settings, outline: outline)
        return HTMLPageFrame.page(
            title: "\(settings.topicTitle): news digest, \(page.day)",
            body: """
                \(page.header)
                <main>
                \(page.main)
                </main>
                \(page.footer)
                """)
    }
}

/// The page's large parts.
private struct HTMLPage {
    let material: DigestMaterial
    let settings: DigestSettings
    let outline: DigestOutline

    var day: String { settings.clock.day(material.to) }

    private var stories: HTMLStory {
        HTMLStory(settings: settings, now: material.to, lastDigest: material.lastDigest ?? material.from)
    }

    var header: String {
        let clock = settings.clock
        let times = [material.from, material.to].map { date in
            "<time datetime=\"\(Timestamp.machine(date))\">\(clock.full(date))</time>"
        }
        return """
            <header class="top">
            <p class="kicker">News digest</p>
            <h1>\(Markup.line(settings.topicTitle, limit: 200))</h1>
            <p class="window">\(times[0]) to \(times[1]), \(Markup.line(clock.zoneName(at: material.to)))</p>
            <p class="summary">\(outline.summary)</p>
            </header>
            """
    }

    var main: String {
        var parts: [String] = []
        if outline.told.count > 5 { parts.append(contents) }
        if outline.isEmpty { parts.append(quiet) }
        parts += [
            section("new", "New since the last digest", outline.fresh.map(stories.full)),
            section("continuing", "Continuing", outline.continuing.map(stories.full)),
            section("related", "Related", outline.related.map(stories.full)),
        ]
        if outline.omittedStories > 0 {
            parts.append("<p class=\"more\">\(outline.omittedStories) further stories are not shown.</p>")
        }
        parts += [nearMisses, feeds, endpoints, silence, coverage]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func section(_ id: String, _ heading: String, _ items: [String], lead: String = "") -> String {
        guard !items.isEmpty else { return "" }
        return """
            <section aria-labelledby="\(id)">
            <h2 id="\(id)">\(heading) <span class="count">\(items.count)</span></h2>
            \(lead)\(items.joined(separator: "\n"))
            </section>
            """
    }

    private var contents: String {
        let items = outline.told.compactMap { story -> String? in
            guard let first = story.articles.first else { return nil }
            let title = Foreign.span(first.headline, language: first.text.language, limit: 160)
            return "<li><a href=\"#story-\(story.story.id.rawValue)\">\(title)</a></li>"
        }
        return """
            <nav class="contents" aria-labelledby="contents">
            <h2 id="contents">In this digest</h2>
            <ol>
            \(items.joined(separator: "\n"))
            </ol>
            </nav>
            """
    }

    /// An empty digest still says that somebody looked.
    private var quiet: String {
        "<p class=\"quiet\">\(material.coverage.proof)</p>"
    }

    private var nearMisses: String {
        var items = outline.nearMisses.map(stories.nearMiss)
        if outline.omittedNearMisses > 0 {
            items.append("<p class=\"more\">\(outline.omittedNearMisses) further near misses are not shown.</p>")
        }
        let lead = "<p class=\"lead\">Just under the threshold. Mark one wrong if it should have been on topic.</p>\n"
        return section("near-misses", "Near misses", items, lead: lead)
    }

    // MARK: Trouble

    private var feeds: String {
        let items = material.troubledFeeds.flatMap { state in
            FeedTrouble.of(state).map { trouble in
                let since = trouble.since.map { " since \(settings.clock.short($0, near: material.to))" } ?? ""
                return item(state.feed.name, trouble.condition + since, Markup.line(trouble.reason, limit: 300))
            }
        }
        return troubles("feeds", "Feeds in trouble", items)
    }

    private var endpoints: String {
        let down = material.troubledEndpoints.map { endpoint in
            item(
                endpoint.name, "not delivering",
                Markup.line(endpoint.condition(settings.clock, now: material.to)))
        }
        let back = material.recoveredEndpoints.map { endpoint in
            item(endpoint.name, "back", Markup.line(endpoint.condition(settings.clock, now: material.to)))
        }
        return troubles("endpoints", "Endpoints in trouble", down + back)
    }

    private var silence: String {
        let items = SilenceText.lines(material.silence, settings.clock, now: material.to).map { line in
            let title = line.title.map { " \(Foreign.span($0, language: nil, limit: 160))" } ?? ""
            return
                "<li><strong>\(Markup.line(line.subject, limit: 80))</strong>\(title)<br>\(Markup.line(line.fact))</li>"
        }
        return troubles("quiet", "Kept quiet", items)
    }

    private func item(_ name: String, _ state: String, _ reason: String) -> String {
        "<li><strong>\(Markup.line(name, limit: 80))</strong> <span class=\"state\">\(state)</span><br>\(reason)</li>"
    }

    private func troubles(_ id: String, _ heading: String, _ items: [String]) -> String {
        guard !items.isEmpty else { return "" }
        return """
            <section aria-labelledby="\(id)">
            <h2 id="\(id)">\(heading) <span class="count">\(items.count)</span></h2>
            <ul class="troubles">
            \(items.joined(separator: "\n"))
            </ul>
            </section>
            """
    }

    // MARK: Coverage

    private var coverage: String {
        let figures = material.coverage
        let rows = [
            ("feeds", figures.feeds), ("fetched", figures.fetched), ("unchanged", figures.unchanged),
            ("failed", figures.failed), ("new articles", figures.newArticles),
            ("on topic", figures.relevance[.onTopic] ?? 0), ("related", figures.relevance[.related] ?? 0),
        ].map { "<li><b>\(Count.text($0.1))</b> \($0.0)</li>" }
        return """
            <section aria-labelledby="coverage">
            <h2 id="coverage">Coverage</h2>
            <ul class="figures">
            \(rows.joined(separator: "\n"))
            </ul>
            \(CoverageChart.charts(outline.told, settings))
            </section>
            """
    }

    var footer: String {
        """
        <footer>
        <p>Written by newswatch at <time datetime="\(Timestamp.machine(material.to))">\
        \(settings.clock.full(material.to))</time>. Headlines and texts belong to their outlets.</p>
        </footer>
        """
    }
}
