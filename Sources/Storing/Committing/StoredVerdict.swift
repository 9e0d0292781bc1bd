import Foundation
import GRDB
import JSONText
import NewsModel

/// Why an article was judged as it was, as the database holds it.
///
/// An article without any reason, as most that are off topic, has no row.
struct StoredVerdict: Decodable {
    var tags: [String]?
    var evidence: [Evidence]?
    var contributions: [Contribution]?

    private enum CodingKeys: String, CodingKey {
        case tags = "t"
        case evidence = "e"
        case contributions = "c"
    }

    /// How many pieces of evidence a change carries.
    private static let told = 12
    /// How many reasons are kept of an article that is off topic, and of others.
    private static let keptOffTopic = 3
    private static let kept = 64

    static func told(_ evidence: [Evidence]) -> [Evidence] { Array(evidence.prefix(told)) }

    /// - Parameters:
    ///   - reasons: What `json(_:)` makes of the verdict.
    ///   - isReplacing: Whether one stands already.
    static func save(
        _ verdict: Verdict,
        _ reasons: String?,
        of article: Int64,
        _ transaction: Transaction,
        replacing isReplacing: Bool = false
    ) throws {
        let db = transaction.db
        if isReplacing {
            try db.run("DELETE FROM verdict WHERE article = ?", [article.databaseValue])
            try db.run("DELETE FROM article_tag WHERE article = ?", [article.databaseValue])
        }
        for tag in verdict.tags {
            try db.run(
                "INSERT OR IGNORE INTO article_tag (tag, article) VALUES (?, ?)",
                [try transaction.tag(tag).databaseValue, article.databaseValue]
            )
        }
        guard let reasons else { return }
        try db.run(
            "INSERT INTO verdict (article, reasons) VALUES (?, ?)",
            [article.databaseValue, reasons.databaseValue]
        )
    }

    /// Nil when there is no reason to keep.
    static func json(_ verdict: Verdict) -> String? {
        guard !verdict.tags.isEmpty || !verdict.evidence.isEmpty || !verdict.contributions.isEmpty else { return nil }
        let limit = verdict.relevance == .offTopic ? keptOffTopic : kept
        var writer = JSONWriter(reservingCapacity: 256)
        writer.object { writer in
            if !verdict.tags.isEmpty { writer.member("t", verdict.tags) }
            if !verdict.evidence.isEmpty {
                writer.member(
                    "e",
                    array: { writer in
                        for evidence in verdict.evidence.prefix(limit) { writer.object { evidence.write(to: &$0) } }
                    })
            }
            if !verdict.contributions.isEmpty {
                writer.member(
                    "c",
                    array: { writer in
                        for contribution in verdict.contributions.prefix(limit) {
                            writer.object { writer in
                                writer.member("feature", contribution.feature)
                                writer.member("value", contribution.value)
                            }
                        }
                    })
            }
        }
        return writer.text
    }

    init(json: String?) {
        self = json.flatMap { try? JSONDecoder().decode(Self.self, from: Data($0.utf8)) } ?? Self()
    }

    private init() {}
}

extension Evidence {
    func write(to writer: inout JSONWriter) {
        writer.member("concept", concept)
        writer.member("gloss", gloss)
        writer.member("text", text)
        writer.member("field", field.rawValue)
        writer.member("offset", offset)
    }
}
