import NewsModel

/// How a service writes text, labels and changed words.
struct AlertNotation: Sendable {
    /// Escapes a text and cuts it to a number of characters.
    var text: @Sendable (_ text: String, _ limit: Int) -> String
    /// Sets off the name of a fact; gets no text from elsewhere.
    var label: @Sendable (_ name: String) -> String
    var removed: @Sendable (_ escaped: String) -> String
    var added: @Sendable (_ escaped: String) -> String
    var link: @Sendable (_ escaped: String, _ link: WebLink) -> String

    /// Summary, changes, reasons, tags and outlets, a line each; a line that does not fit is left out whole.
    ///
    /// - Parameter limit: For all lines and the breaks between them.
    func lines(of alert: Alert, limit: Int, by measure: Excerpt.Measure = .utf16) -> [String] {
        if !alert.items.isEmpty { return items(alert.items, limit: limit, by: measure) }
        var lines: [String] = []
        func add(_ name: String, _ content: String) {
            if !content.isEmpty { lines.append("\(label(name)) \(content)") }
        }
        if !alert.summary.isEmpty { lines.append(text(alert.summary, 600)) }
        add("Changed", changes(alert.diff))
        add("Why", text(alert.why.joined(separator: "; "), 600))
        add("Tags", text(alert.tagList, 400))
        add("Also reported by", text(alert.outletList, 400))
        var room = limit
        return lines.filter { line in
            let cost = measure.count(line) + 1
            guard cost <= room else { return false }
            room -= cost
            return true
        }
    }

    /// One line for each, all of them: what one does not need of its share of the room goes to those after it.
    private func items(_ items: [Alert.Item], limit: Int, by measure: Excerpt.Measure) -> [String] {
        var room = limit
        return items.enumerated().map { index, item in
            // Limits of texts count UTF-16; one of those is at most three bytes.
            let share = room / (items.count - index) - 1
            let unit = measure == .bytes ? 3 : 1
            let head = "• \(text(item.kicker, 40)): "
            let outlet = item.outlet.isEmpty ? "" : " (\(text(item.outlet, 40)))"
            let frame = measure.count(head) + measure.count(outlet)
            func line(_ title: String) -> String { head + title + outlet }
            var result = line(text(item.title, max(8, (share - frame) / unit)))
            if let address = item.link {
                let cost = measure.count(link("", address))
                let titleRoom = (share - frame - cost) / unit
                if titleRoom >= min(60, item.title.utf16.count) {
                    result = line(link(text(item.title, titleRoom), address))
                }
            }
            room -= measure.count(result) + 1
            return result
        }
    }

    /// Marks stand between spaces, since next to letters or punctuation no service reads them.
    private func changes(_ pieces: [DiffText.Piece]) -> String {
        var result = ""
        var followsMark = false
        for piece in pieces {
            let isMark = piece.kind != .same
            if !result.isEmpty, piece.needsSpace || isMark || followsMark { result += " " }
            let escaped = text(piece.text, 300)
            switch piece.kind {
            case .same: result += escaped
            case .removed: result += removed(escaped)
            case .added: result += added(escaped)
            }
            followsMark = isMark
        }
        return result
    }
}

extension Alert {
    /// The tags, those that are new to the story marked.
    var tagList: String {
        let listed = tags.prefix(12).map { newTags.contains($0) && newTags.count < tags.count ? "\($0) (new)" : $0 }
        return Excerpt.of(listed.joined(separator: ", "), limit: 400)
    }

    /// The other outlets: the first few by name, the rest counted.
    var outletList: String {
        let named = alsoReportedBy.prefix(6).map { Excerpt.of($0, limit: 60) }.joined(separator: ", ")
        let rest = alsoReportedBy.count - 6
        return rest > 0 ? "\(named) and \(rest) more" : named
    }

    /// The title, with what happened where the title is only a feed's name.
    var headline: String { isAboutNews ? title : "\(kicker): \(title)" }
}
