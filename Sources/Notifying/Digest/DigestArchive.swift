package import Foundation

/// Digests kept by day, and the page that lists them.
///
/// Pure: it names files and says which are over their time; others write and remove them.
package enum DigestArchive {
    package enum Format: String, Hashable, Sendable, CaseIterable {
        case html
        case markdown = "md"
    }

    /// The file of the day on which the date falls for the reader: `2026-11-21.md`.
    package static func fileName(for date: Date, _ format: Format, _ settings: DigestSettings) -> String {
        "\(settings.clock.day(date)).\(format.rawValue)"
    }

    /// Of the files in the archive's folder, those to remove; files that are no digests are left alone.
    ///
    /// - Parameter days: How many days are kept, the date's own among them; at least that one.
    package static func expired(
        _ names: [String],
        keeping days: Int,
        at date: Date,
        _ settings: DigestSettings
    ) -> [String] {
        let oldest = settings.clock.day(date.addingTimeInterval(-86_400 * Double(max(1, days) - 1)))
        // Days in this form sort as text as they do in time.
        return names.filter { name in day(of: name).map { $0 < oldest } ?? false }.sorted()
    }

    /// The page that lists the days, the newest first, by month.
    package static func index(_ names: [String], _ settings: DigestSettings) -> String {
        var formats: [String: Set<Format>] = [:]
        for name in names {
            guard let day = day(of: name), let format = format(of: name) else { continue }
            formats[day, default: []].insert(format)
        }
        let months = Dictionary(grouping: formats.keys) { $0.prefix(7) }.sorted { $0.key > $1.key }
        let sections = months.map { month, days in
            let items = days.sorted(by: >).map { item($0, formats[$0] ?? []) }
            return """
                <section>
                <h2>\(monthName(month))</h2>
                <ul class="troubles">
                \(items.joined(separator: "\n"))
                </ul>
                </section>
                """
        }
        return HTMLPageFrame.page(
            title: "\(settings.topicTitle): digests",
            body: """
                <header class="top">
                <p class="kicker">News digests</p>
                <h1>\(Markup.line(settings.topicTitle, limit: 200))</h1>
                <p class="window">\(Count.text(formats.count, "day", "days"))</p>
                </header>
                <main>
                \(sections.isEmpty ? "<p class=\"quiet\">No digest yet.</p>" : sections.joined(separator: "\n"))
                </main>
                """)
    }

    // MARK: Names

    /// `2026-11-21` of a digest's file name.
    private static func day(of name: String) -> String? {
        guard format(of: name) != nil, let day = name.split(separator: ".").first, day.utf8.count == 10 else {
            return nil
        }
        let fits = day.utf8.enumerated().allSatisfy { index, byte in
            index == 4 || index == 7
                ? byte == UInt8(ascii: "-") : (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        return fits ? String(day) : nil
    }

    private static func format(of name: String) -> Format? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2 ? Format(rawValue: String(parts[1])) : nil
    }

    private static func item(_ day: String, _ formats: Set<Format>) -> String {
        let link = formats.contains(.html) ? "<a href=\"\(day).html\">\(day)</a>" : day
        let plain = formats.contains(.markdown) ? " <a class=\"aside\" href=\"\(day).md\">Markdown</a>" : ""
        return "<li><time datetime=\"\(day)\">\(link)</time>\(plain)</li>"
    }

    private static func monthName(_ month: Substring) -> String {
        let parts = month.split(separator: "-")
        guard parts.count == 2, let number = Int(parts[1]), (1...12).contains(number) else { return String(month) }
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        return "\(names[number - 1]) \(parts[0])"
    }
}
