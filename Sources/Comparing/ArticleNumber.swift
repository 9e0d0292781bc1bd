extension CanonicalURL {
    /// The host and the number that the publisher gave the article; nil when the address shows none.
    ///
    /// Publishers that reword a headline often move the article to a new slug and keep its number:
    /// `/2024/11/10/old-headline-a86966` and `/2024/11/10/new-headline-a86966` are two versions of one text. A reason to join
    /// two articles into one story; no proof that two addresses name one page.
    package var articleNumber: String? {
        let address = rawValue.prefix { $0 != "?" }
        let segments = address.split(separator: "/")
        guard segments.count >= 2, let host = segments.first, let slug = segments.last else { return nil }
        let words = slug.prefix { $0 != "." }.split { $0 == "-" || $0 == "_" }
        // A number alone is a path of its own, and "sends-10000-troops" tells a quantity.
        guard words.count >= 4, let number = words.last.flatMap(Self.number) else { return nil }
        return "\(host)#\(number)"
    }

    /// Five digits or more after a few letters at most; no date and no round figure.
    private static func number(_ word: Substring) -> Substring? {
        let letters = word.prefix { $0.isASCII && $0.isLetter }
        let digits = word.dropFirst(letters.count)
        guard letters.count <= 5, digits.count >= 5, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
            !digits.hasSuffix("000"), !looksLikeDate(digits)
        else { return nil }
        return word
    }

    private static func looksLikeDate(_ digits: Substring) -> Bool {
        (digits.hasPrefix("19") || digits.hasPrefix("20")) && [6, 8].contains(digits.count)
    }
}
