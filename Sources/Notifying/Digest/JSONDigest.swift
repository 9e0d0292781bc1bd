import JSONText
package import NewsModel

/// The digest as one JSON object, for programs.
///
/// `topic`, `from`, `to`, `stories[]` in the digest's order (each with `new`, its `articles[]`, `revisions[]`),
/// `near_misses[]`, `feeds[]` and `endpoints[]` in trouble, what `silence` kept from people, `coverage`. Times are RFC 3339 in UTC.
package enum JSONDigest {
    package static func render(_ material: DigestMaterial, _ settings: DigestSettings) -> String {
        let outline = DigestOutline(material, settings)
        var writer = JSONWriter(reservingCapacity: 64 * 1024)
        writer.object { writer in
            writer.member("topic", PlainText.line(settings.topicTitle))
            writer.member("from", Timestamp.machine(material.from))
            writer.member("to", Timestamp.machine(material.to))
            writer.array("stories") { writer in
                for story in outline.told { writer.object { write(story, to: &$0) } }
            }
            writer.member("omitted_stories", outline.omittedStories)
            writer.array("near_misses") { writer in
                for article in outline.nearMisses { writer.object { write(article, to: &$0) } }
            }
            writer.member("omitted_near_misses", outline.omittedNearMisses)
            writer.array("feeds") { writer in
                for state in material.troubledFeeds { write(state, to: &writer) }
            }
            writer.array("endpoints") { writer in
                for endpoint in material.troubledEndpoints { writer.object { write(endpoint, to: &$0) } }
            }
            writer.array("recovered_endpoints") { writer in
                for endpoint in material.recoveredEndpoints { writer.object { ChangeRecord.write(endpoint, to: &$0) } }
            }
            writer.object("silence") { write(material.silence, to: &$0) }
            writer.object("coverage") { write(material.coverage, to: &$0) }
        }
        writer.endLine()
        return writer.text
    }

    // MARK: Stories

    private static func write(_ story: DigestStory, to writer: inout JSONWriter) {
        writer.member("id", Int(story.story.id.rawValue))
        writer.member("new", story.isNew)
        writer.member("title", PlainText.line(story.story.title))
        writer.member("first_seen", Timestamp.machine(story.story.firstSeen))
        writer.member("last_changed", Timestamp.machine(story.story.lastChanged))
        writer.member("relevance", story.story.relevance.rawValue)
        writer.member("score", story.story.score)
        writer.member("tags", story.story.tags.map(PlainText.line))
        writer.member("outlets", story.story.outlets.map(PlainText.line))
        writer.array("articles") { writer in
            for article in story.articles { writer.object { write(article, to: &$0) } }
        }
        writer.array("revisions") { writer in
            for revision in story.revisions { writer.object { write(revision, to: &$0) } }
        }
    }

    private static func write(_ article: Article, to writer: inout JSONWriter) {
        writer.member("id", Int(article.id.rawValue))
        writer.member("story", Int(article.story.rawValue))
        writer.member("feed", PlainText.line(article.feed))
        writer.member("feeds", article.feeds.map(PlainText.line))
        writer.member("url", WebLink(article.url) == nil ? nil : article.url)
        writer.member("title", PlainText.line(article.text.title))
        writer.member("lead", article.lead(limit: 500))
        writer.member("published", article.published.map(Timestamp.machine))
        writer.member("first_seen", Timestamp.machine(article.firstSeen))
        writer.member("language", LanguageTag(article.text.language)?.text)
        writer.member("revision", article.revision)
        writer.member("relevance", article.verdict.relevance.rawValue)
        writer.member("score", article.verdict.score)
        writer.member("threshold", article.verdict.threshold)
        writer.member("tags", article.verdict.tags.map(PlainText.line))
        writer.array("evidence") { writer in
            for piece in article.verdict.evidence {
                writer.object { ChangeRecord.write(RecordLimits.none.applied(to: piece), to: &$0) }
            }
        }
    }

    private static func write(_ revision: DigestRevision, to writer: inout JSONWriter) {
        writer.member("article", Int(revision.article.rawValue))
        writer.member("feed", PlainText.line(revision.feed))
        writer.member("at", Timestamp.machine(revision.at))
        writer.member("number", revision.revision.number)
        writer.member("kinds", revision.revision.kinds.map(\.rawValue))
        writer.array("diff") { writer in
            for segment in revision.revision.diff {
                writer.object { writer in
                    writer.member("kind", segment.kind.rawValue)
                    writer.member("text", PlainText.part(segment.text))
                }
            }
        }
    }

    // MARK: The watch

    private static func write(_ state: FeedState, to writer: inout JSONWriter) {
        for trouble in FeedTrouble.of(state) {
            writer.object { writer in
                writer.member("feed", PlainText.line(state.feed.name))
                writer.member("condition", trouble.condition)
                writer.member("since", trouble.since.map(Timestamp.machine))
                writer.member("reason", trouble.reason)
            }
        }
    }

    private static func write(_ endpoint: TroubledEndpoint, to writer: inout JSONWriter) {
        writer.member("name", PlainText.line(endpoint.name))
        writer.member("pending", endpoint.pending)
        writer.member("dead", endpoint.dead)
        writer.member("last_error", endpoint.lastError.map(PlainText.line))
        writer.member("failing_since", endpoint.failingSince.map(Timestamp.machine))
        writer.member("disabled", endpoint.isDisabled)
    }

    private static func write(_ silence: Silence, to writer: inout JSONWriter) {
        writer.array("held") { writer in
            for held in silence.held {
                writer.object { writer in
                    writer.member("endpoint", PlainText.line(held.endpoint))
                    writer.member("reason", held.reason.rawValue)
                    writer.member("alerts", held.count)
                    writer.member("until", Timestamp.machine(held.until))
                }
            }
        }
        writer.array("gathered") { writer in
            for gathered in silence.gathered {
                writer.object { writer in
                    writer.member("endpoint", PlainText.line(gathered.endpoint))
                    writer.member("reason", gathered.reason.rawValue)
                    writer.member("alerts", gathered.alerts)
                    writer.member("messages", gathered.messages)
                }
            }
        }
        writer.array("muted") { writer in
            for muted in silence.muted {
                writer.object { writer in
                    writer.member("mute", Int(muted.mute.id))
                    writer.member("subject", PlainText.line(muted.mute.subject.description))
                    writer.member("title", muted.title.map(PlainText.line))
                    writer.member("alerts", muted.alerts)
                    writer.member("stands", muted.stands)
                    writer.member("until", muted.mute.until.map(Timestamp.machine))
                }
            }
        }
    }

    private static func write(_ coverage: Coverage, to writer: inout JSONWriter) {
        writer.member("feeds", coverage.feeds)
        writer.member("fetched", coverage.fetched)
        writer.member("unchanged", coverage.unchanged)
        writer.member("failed", coverage.failed)
        writer.member("new_articles", coverage.newArticles)
        for relevance in Relevance.allCases { writer.member(relevance.rawValue, coverage.relevance[relevance] ?? 0) }
    }
}
