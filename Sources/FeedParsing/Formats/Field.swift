/// A piece of text that an element brings.
enum Field {
    case title(rank: UInt8)
    /// The URL is the element's text.
    case link(rank: UInt8)
    case guid(isPermalink: Bool)
    case id(rank: UInt8)
    case summary(rank: UInt8)
    case content(rank: UInt8)
    case published(rank: UInt8)
    case modified(rank: UInt8)
    /// Both, for vocabularies with one kind of date.
    case date(rank: UInt8)
    case author(rank: UInt8)
    case personName, personEmail
    case category
    /// Comma-separated categories.
    case keywords
    case language(rank: UInt8)
    case ttl, skipHour, skipDay, updatePeriod, updateFrequency

    /// Whether mark-up inside the field belongs to its text; in an address or a date it is an accident.
    var holdsMarkup: Bool {
        switch self {
        case .title, .summary, .content, .author, .personName, .category: true
        case .link, .guid, .id, .published, .modified, .date, .personEmail, .keywords, .language: false
        case .ttl, .skipHour, .skipDay, .updatePeriod, .updateFrequency: false
        }
    }
}

/// How the characters of a field are meant.
enum TextKind {
    /// They are the text.
    case plain
    /// They are the text, and go into a field of HTML.
    case escaped
    /// They are HTML, once the XML is read.
    case html
    /// A title that most publishers write as plain text and some as HTML.
    case maybeHTML
    /// The mark-up is the document's own: XHTML.
    case markup
    case base64
}

/// Where an element stands.
enum Scope: UInt8 {
    case document, feed, entry, person
}

/// What an element is for.
enum Role {
    case scope(Scope)
    case text(Field, TextKind)
    /// Of no meaning itself, with meaningful elements inside.
    case transparent
    case ignored
}
