import Foundation
import JSONText

/// Values of members, where one of the wrong kind is as good as none.
extension JSONFeed {
    /// A text without white space around it; a number as it is written, as ids often are.
    func text(_ scanner: inout JSONScanner) throws(JSONError) -> String? {
        let isOther =
            scanner.isNext(UInt8(ascii: "{")) || scanner.isNext(UInt8(ascii: "["))
            || scanner.isNext(UInt8(ascii: "t")) || scanner.isNext(UInt8(ascii: "f"))
        guard !isOther else {
            try scanner.skip()
            return nil
        }
        let text = try scanner.text()?.trimmingSpaces()
        return text?.isEmpty == true ? nil : text
    }

    /// One line of plain text.
    func line(_ scanner: inout JSONScanner) throws(JSONError) -> String? {
        guard let text = try text(&scanner) else { return nil }
        let line = PlainText.folded(PlainText.line(maybeHTML: text))
        return line.isEmpty ? nil : line
    }

    mutating func link(_ scanner: inout JSONScanner) throws(JSONError) -> String? {
        guard let written = try text(&scanner) else { return nil }
        return links.resolve(written, against: base)
    }

    func date(_ scanner: inout JSONScanner) throws(JSONError) -> Date? {
        guard let written = try text(&scanner) else { return nil }
        return PublishedDate(written, timeZone: timeZone)?.date
    }

    /// The values of an array; anything else is passed over.
    func each(
        _ scanner: inout JSONScanner, _ element: (inout JSONScanner) throws(JSONError) -> Void
    ) throws(JSONError) {
        if scanner.isNext(UInt8(ascii: "[")) { try scanner.array(element) } else { try scanner.skip() }
    }

    /// The members of an object; anything else is passed over.
    func members(
        _ scanner: inout JSONScanner, _ member: (String, inout JSONScanner) throws(JSONError) -> Void
    ) throws(JSONError) {
        if scanner.isNext(UInt8(ascii: "{")) { try scanner.object(member) } else { try scanner.skip() }
    }
}
