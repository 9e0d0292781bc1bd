/// What was mended in a document, and how often.
struct MendingFindings {
    var ampersands = 0
    var references = 0
    var brackets = 0
    var characters = 0
    var missingEnds = 0
    var strayEnds = 0
    var attributes = 0
    var flattened = 0
    var isCut = false

    var phrases: [String] {
        func count(_ number: Int, _ what: String) -> String? { number > 0 ? "\(number) × \(what)" : nil }
        return [
            count(ampersands, "unescaped ampersand"), count(references, "HTML reference in XML"),
            count(brackets, "unescaped <"), count(characters, "character that XML forbids"),
            count(missingEnds, "missing end tag"), count(strayEnds, "end tag without start"),
            count(attributes, "faulty attribute"), count(flattened, "element nested too deep"),
            isCut ? "document cut short" : nil,
        ].compactMap { $0 }
    }
}
