/// An alert as plain text, for receivers that print what they get.
enum TextMessage {
    /// Bytes of UTF-8.
    static let limit = 4000

    /// Changed words as wdiff writes them.
    static let notation = AlertNotation(
        text: { Excerpt.of($0, limit: $1) }, label: { "\($0):" }, removed: { "[-\($0)-]" }, added: { "{+\($0)+}" },
        link: { "\($0) \($1.text)" })

    static func body(_ alert: Alert) -> String {
        let link = alert.link.map { [$0.text] } ?? []
        let head = [
            Excerpt.of("\(alert.kicker): \(alert.title)", limit: 900, by: .bytes),
            Excerpt.of(alert.source, limit: 400, by: .bytes),
        ]
        let room = limit - (head + link).reduce(0) { $0 + $1.utf8.count + 1 }
        let lines = head + notation.lines(of: alert, limit: room, by: .bytes) + link
        return lines.map { $0 + "\n" }.joined()
    }
}
