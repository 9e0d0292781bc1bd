package import NewsModel

/// Decides which alerts nobody wants to hear of.
package enum Muting {
    /// The mute that silences a change; nil when it is to be told.
    ///
    /// A story's mute silences all of the story. A feed's silences what the feed says of itself, and stories that no other
    /// outlet carries. Tags silence a story only when they are all it has, or all that is new about it: a muted tag beside
    /// another one is no reason to miss the other.
    ///
    /// - Parameter story: The change's story as it is known now.
    package static func mute(of change: Change, story: StoryID?, among mutes: [Mute]) -> Mute? {
        guard !mutes.isEmpty else { return nil }
        var tags: [String: Mute] = [:]
        var feeds: [String: Mute] = [:]
        for mute in mutes {
            switch mute.subject {
            case .story(let id):
                if id == story || id == change.detail.story?.id { return mute }
            case .tag(let key): tags[key] = mute
            case .feed(let name): feeds[name] = mute
            }
        }
        return muteOfFeed(change, among: feeds) ?? muteOfTags(change, among: tags)
    }

    private static func muteOfFeed(_ change: Change, among feeds: [String: Mute]) -> Mute? {
        let detail = change.detail
        let outlets = Set(detail.story?.outlets ?? []).union([change.feed, detail.feed?.name].compactMap(\.self))
        guard !outlets.isEmpty, outlets.allSatisfy({ feeds[$0] != nil }) else { return nil }
        return feeds[change.feed ?? detail.feed?.name ?? ""] ?? outlets.sorted().first.flatMap { feeds[$0] }
    }

    private static func muteOfTags(_ change: Change, among tags: [String: Mute]) -> Mute? {
        let detail = change.detail
        let isUpdateByTags = change.kind == .storyUpdated && detail.revision == nil
        let told = (isUpdateByTags ? detail.newTags : nil) ?? detail.tags ?? []
        guard let first = told.first, told.allSatisfy({ tags[$0] != nil }) else { return nil }
        return tags[first]
    }

    /// As `deliveries list` gives it: `muted: tag sanctions`.
    package static func reason(_ mute: Mute) -> String {
        let end = mute.until.map { ", until \(Timestamp.machine($0))" } ?? ""
        return "muted: \(PlainText.line(mute.subject.description))\(end)"
    }
}
