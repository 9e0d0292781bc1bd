import Foundation
package import NewsModel

/// What tells an entry apart from the others of its feed.
package enum EntryIdentity {
    /// The guid, else the canonical URL, else a hash of title and date; nil when there is nothing to tell it by.
    ///
    /// A guid is taken as it is written, even when it looks like an address: publishers tell entries apart by fragments.
    package static func key(of entry: ParsedEntry) -> EntryKey? {
        if let id = entry.id.map(trimmed), !id.isEmpty { return EntryKey(rawValue: bounded(guidMark + id)) }
        if let url = entry.url.flatMap({ CanonicalURL($0) }) {
            return EntryKey(rawValue: bounded("url:" + url.rawValue))
        }
        let title = Tokenizer.tokens(of: entry.title ?? "")
        guard !title.isEmpty else { return textKey(of: entry) }
        var mixer = Fingerprint.Mixer()
        for token in title { mixer.mix(token.hash) }
        mixer.mix(entry.published?.timeIntervalSinceReferenceDate.rounded().bitPattern ?? 0)
        return EntryKey(rawValue: "title:" + hexadecimal(mixer.finish()))
    }

    /// The keys of a document's entries, in their order.
    ///
    /// Some feeds write one guid into several entries. Where their addresses differ the guid tells nothing apart, and the
    /// address has to: one article would be taken for versions of another, for ever in turn.
    package static func keys(of entries: [ParsedEntry]) -> [EntryKey?] {
        var keys = entries.map { key(of: $0) }
        let places = Dictionary(grouping: keys.indices.filter { keys[$0]?.isGuid == true }, by: { keys[$0] })
        for (key, places) in places where places.count > 1 {
            let addresses = places.map { entries[$0].url.flatMap { CanonicalURL($0) }?.rawValue }
            guard let key, Set(addresses.compactMap(\.self)).count > 1 else { continue }
            for case (let place, let address?) in zip(places, addresses) {
                keys[place] = EntryKey(rawValue: bounded("\(key.rawValue) \(address)"))
            }
        }
        return keys
    }

    /// For an entry that has a text and neither guid, address nor title, as microblogs write them.
    private static func textKey(of entry: ParsedEntry) -> EntryKey? {
        guard
            let text = [entry.contentHTML, entry.summaryHTML].compactMap(\.self).first(where: { !trimmed($0).isEmpty })
        else { return nil }
        return EntryKey(rawValue: "text:" + hexadecimal(Fingerprint.of(trimmed(text))))
    }

    fileprivate static let guidMark = "id:"

    private static func trimmed(_ text: String) -> String {
        // As nearly all are written: a character that begins or ends with such a byte is no space.
        let isPlain: (UInt8) -> Bool = { (0x21...0x7E).contains($0) }
        if text.utf8.first.map(isPlain) ?? true, text.utf8.last.map(isPlain) ?? true { return text }
        let isSpace: (Character) -> Bool = { $0.isWhitespace }
        return String(text.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }

    /// A key of at most 512 bytes: a longer one keeps its beginning and the hash of the whole.
    private static func bounded(_ key: String) -> String {
        guard key.utf8.count > 512 else { return key }
        return key.prefix(100) + "#" + hexadecimal(Fingerprint.of(key))
    }

    private static func hexadecimal(_ hash: UInt64) -> String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension EntryKey {
    fileprivate var isGuid: Bool { rawValue.hasPrefix(EntryIdentity.guidMark) }
}
