import Foundation

/// A BCP 47 tag that feeds gave, checked before it goes into a page.
struct LanguageTag: Hashable, Sendable {
    /// Letters, digits and hyphens only.
    let text: String

    init?(_ tag: String?) {
        guard let tag, (2...35).contains(tag.utf8.count) else { return nil }
        let parts = tag.replacing("_", with: "-").split(separator: "-", omittingEmptySubsequences: false)
        let fits = parts.allSatisfy { part in
            (1...8).contains(part.count) && part.utf8.allSatisfy(Self.isAlphanumeric)
        }
        guard fits, let first = parts.first, (2...3).contains(first.count), first.utf8.allSatisfy(Self.isLetter) else {
            return nil
        }
        text = parts.joined(separator: "-")
    }

    /// The language alone, lower case: `ko` of `ko-KR`.
    var language: String { String(text.prefix { $0 != "-" }).lowercased() }

    var isRightToLeft: Bool {
        if text.lowercased().contains("-latn") { return false }
        return ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
            .contains(language)
    }

    /// In English: `Korean`; the tag itself when it has no name.
    var englishName: String {
        Self.english.localizedString(forLanguageCode: language) ?? text
    }

    private static let english = Locale(identifier: "en")

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
