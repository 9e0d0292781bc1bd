import Foundation
import NewsModel

/// Bars of how many articles the window brought, by tag and by language, drawn as inline SVG.
///
/// Readable without colour: every bar has its name and number, and the part of new stories is solid while the rest is
/// outlined. The drawing takes its colours from the page, so it follows light, dark and print.
enum CoverageChart {
    struct Bar: Hashable, Sendable {
        var name: String
        /// Articles in stories that are new.
        var fresh: Int
        /// Articles in all stories.
        var total: Int
    }

    static func charts(_ stories: [DigestStory], _ settings: DigestSettings) -> String {
        let tags = bars(stories, limit: 12) {
            Set($0.verdict.tags)
        } name: {
            settings.tagName($0)
        }
        let languages = bars(stories, limit: 12) {
            [LanguageTag($0.text.language)?.language ?? ""]
        } name: { code in
            code.isEmpty ? "unknown" : LanguageTag(code)?.englishName ?? code
        }
        guard !tags.isEmpty || !languages.isEmpty else { return "" }
        let figures = [
            figure("chart-tags", "Articles by tag", tags), figure("chart-languages", "Articles by language", languages),
        ]
        return """
            <div class="charts">
            \(figures.filter { !$0.isEmpty }.joined(separator: "\n"))
            </div>
            <p class="legend"><svg width="22" height="10" aria-hidden="true">\
            <rect class="solid" width="22" height="10"></rect></svg> in new stories
            <svg width="22" height="10" aria-hidden="true">\
            <rect class="outlined" width="22" height="10"></rect></svg> in continuing ones</p>
            """
    }

    /// Counts articles under each key, the most frequent first; what is over the limit becomes one bar.
    static func bars(
        _ stories: [DigestStory],
        limit: Int,
        keys: (Article) -> Set<String>,
        name: (String) -> String
    ) -> [Bar] {
        var counts: [String: Bar] = [:]
        for story in stories {
            for article in story.articles {
                for key in keys(article) {
                    counts[key, default: Bar(name: name(key), fresh: 0, total: 0)].total += 1
                    if story.isNew { counts[key]?.fresh += 1 }
                }
            }
        }
        let sorted = counts.values.sorted { ($1.total, $0.name) < ($0.total, $1.name) }
        guard sorted.count > limit else { return sorted }
        let rest = sorted[(limit - 1)...].reduce(into: Bar(name: "others", fresh: 0, total: 0)) { sum, bar in
            sum.fresh += bar.fresh
            sum.total += bar.total
        }
        return sorted[..<(limit - 1)] + [rest]
    }

    // MARK: Drawing

    private static let width = 340
    private static let rowHeight = 38
    private static let barHeight = 10

    private static func figure(_ id: String, _ title: String, _ bars: [Bar]) -> String {
        guard let most = bars.map(\.total).max(), most > 0 else { return "" }
        let height = bars.count * rowHeight
        let description = bars.map { "\($0.name) \($0.total), of them \($0.fresh) new" }.joined(separator: "; ")
        let rows = bars.enumerated().map { index, bar in row(bar, top: index * rowHeight, most: most) }
        return """
            <figure>
            <figcaption id="\(id)">\(title)</figcaption>
            <svg viewBox="0 0 \(width) \(height)" role="img" aria-labelledby="\(id) \(id)-text">
            <desc id="\(id)-text">\(Markup.line(description))</desc>
            \(rows.joined(separator: "\n"))
            </svg>
            </figure>
            """
    }

    private static func row(_ bar: Bar, top: Int, most: Int) -> String {
        func length(_ count: Int) -> Int { max(count == 0 ? 0 : 2, count * width / most) }
        let (y, textY) = (top + 20, top + 14)
        return """
            <text x="0" y="\(textY)">\(Markup.line(bar.name, limit: 36))</text>\
            <text x="\(width)" y="\(textY)" text-anchor="end">\(bar.total)</text>\
            <rect class="outlined" x="0" y="\(y)" width="\(length(bar.total))" height="\(barHeight)"></rect>\
            <rect class="solid" x="0" y="\(y)" width="\(length(bar.fresh))" height="\(barHeight)"></rect>
            """
    }
}
