import Foundation
import NewsModel

extension FeedBuilder {
    /// Files the text of a field that is complete.
    mutating func finish(_ field: Field, as kind: TextKind) {
        switch field {
        case .title(let rank): offerTitle(plainText(kind), rank: rank)
        case .link(let rank): offerLink(trimmedText(), rank: rank)
        case .guid(let isPermalink): finishGUID(isPermalink: isPermalink)
        case .id(let rank):
            let id = trimmedText()
            entry?.id.offer(id, rank: rank)
            if isAtom, let id, Link.isWebAddress(id) { entry?.permalink = id }
        case .summary(let rank): finishSummary(kind, rank: rank)
        case .content(let rank):
            guard entry?.content.wants(rank: rank) == true else { return }
            let html = htmlText(kind)
            entry?.content.offer(html, rank: rank)
        case .published, .modified, .date: finishDate(field)
        case .author(let rank): addAuthor(AuthorName.name(in: plainText(kind)), rank: rank)
        case .personName: personName = plainText(kind) ?? personName
        case .personEmail: personEmail = trimmedText() ?? personEmail
        case .category:
            let category = plainText(kind)
            entry?.addCategory(category)
        case .keywords:
            for word in (plainText(kind) ?? "").split(separator: ",") { entry?.addCategory(word.trimmingSpaces()) }
        case .language(let rank):
            let language = trimmedText()
            if entry == nil { feed.language.offer(language, rank: rank) }
            if entry?.language == nil { entry?.language = language }
        case .ttl: feed.hints.ttlMinutes = feed.hints.ttlMinutes ?? positiveNumber()
        case .skipHour: if let hour = positiveNumber(), hour <= 24 { feed.hints.skipHours.insert(hour % 24) }
        case .skipDay: if let day = trimmedText().flatMap(PublisherHints.day) { feed.hints.skipDays.insert(day) }
        case .updatePeriod: feed.period = trimmedText().flatMap(PublisherHints.seconds(period:))
        case .updateFrequency: feed.frequency = positiveNumber()
        }
    }

    /// Of two texts under the names of RSS the first is the summary and the second the content, unless there is a better
    /// one; neither is dropped.
    private mutating func finishSummary(_ kind: TextKind, rank: UInt8) {
        guard let summary = entry?.summary else { return }
        if !isAtom, rank <= Self.lastPlainRank, let rankOfFirst = summary.rank, rankOfFirst <= Self.lastPlainRank {
            guard entry?.content.wants(rank: 7) == true, let html = htmlText(kind), html != summary.value else {
                return
            }
            entry?.content.offer(html, rank: 7)
        } else if summary.wants(rank: rank) {
            let html = htmlText(kind)
            entry?.summary.offer(html, rank: rank)
        }
    }

    /// The ranks of RSS's own `description` and of `summary`.
    private static let lastPlainRank: UInt8 = 2

    /// Of a date that stands twice the last is the latest known.
    private mutating func finishDate(_ field: Field) {
        let date = date()
        let isEntry = entry != nil
        switch field {
        case .modified(let rank) where isEntry: entry?.modified.offer(date, rank: rank, replacing: true)
        case .published(let rank) where isEntry, .date(let rank) where isEntry:
            entry?.published.offer(date, rank: rank, replacing: true)
        case .modified(let rank), .date(let rank): feed.updated.offer(date, rank: rank, replacing: true)
        // When a channel was published says less than when it was built.
        case .published(let rank): feed.updated.offer(date, rank: rank + 8, replacing: true)
        default: break
        }
    }

    private mutating func offerTitle(_ title: String?, rank: UInt8) {
        if entry != nil { entry?.title.offer(title, rank: rank) } else { feed.title.offer(title, rank: rank) }
    }

    mutating func offerLink(_ written: String?, rank: UInt8) {
        guard let written, !written.isEmpty else { return }
        let url = links.resolve(written, against: base)
        if entry != nil { entry?.url.offer(url, rank: rank) } else { feed.homePageURL.offer(url, rank: rank) }
    }

    private mutating func finishGUID(isPermalink: Bool) {
        guard let written = trimmedText(), entry != nil else { return }
        entry?.id.offer(written, rank: 0)
        guard isPermalink, Link.hasScheme(written) || base != nil && Link.looksRelative(written) else { return }
        let permalink = links.resolve(written, against: base)
        entry?.permalink = permalink
    }

    mutating func addAuthor(_ name: String?, rank: UInt8) {
        if entry != nil { entry?.authors.add(name, rank: rank) } else { feed.authors.add(name, rank: rank) }
    }

    // MARK: The buffer as a value

    /// Without the white space around it; `nil` when nothing is left.
    func trimmedText() -> String? {
        let bytes = trimmedBytes()
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    func trimmedBytes() -> ArraySlice<UInt8> {
        var (start, end) = (0, text.count)
        while start < end, text[start].isSpace { start += 1 }
        while start < end, text[end - 1].isSpace { end -= 1 }
        return text[start..<end]
    }

    /// One line of plain text.
    func plainText(_ kind: TextKind) -> String? {
        guard let written = kind == .base64 ? decodedBase64() : trimmedText() else { return nil }
        let plain =
            switch kind {
            case .plain, .escaped: written
            case .html, .markup, .base64: PlainText.line(html: written, isAnnounced: true)
            case .maybeHTML: PlainText.line(maybeHTML: written)
            }
        let folded = PlainText.folded(plain)
        return folded.isEmpty ? nil : folded
    }

    /// HTML with absolute links.
    mutating func htmlText(_ kind: TextKind) -> String? {
        switch kind {
        case .plain, .escaped:
            let bytes = trimmedBytes()
            guard !bytes.isEmpty else { return nil }
            var escaped: [UInt8] = []
            escaped.reserveCapacity(bytes.count + 16)
            bytes.withUnsafeBufferPointer { HTMLText.escape($0, into: &escaped) }
            return String(decoding: escaped, as: UTF8.self)
        case .markup: return trimmedText()
        case .base64:
            return decodedBase64().map { HTMLLinks.resolved(in: $0, against: base, by: &links) }
        case .html, .maybeHTML:
            let bytes = trimmedBytes()
            guard !bytes.isEmpty else { return nil }
            return bytes.withUnsafeBufferPointer { HTMLLinks.resolved(in: $0, against: base, by: &links) }
        }
    }

    private func decodedBase64() -> String? {
        guard let written = trimmedText() else { return nil }
        // A media type alone does not make base64 of a plain text.
        let data = Data(base64Encoded: written, options: .ignoreUnknownCharacters)
        return data.flatMap { String(validating: $0, as: UTF8.self) } ?? written
    }

    private func date() -> Date? {
        let bytes = trimmedBytes()
        return bytes.withUnsafeBufferPointer { PublishedDate($0, timeZone: timeZone)?.date }
    }

    private func positiveNumber() -> Int? {
        guard let number = trimmedText().flatMap({ Int($0) }), number >= 0, number <= 1_000_000 else { return nil }
        return number
    }
}
