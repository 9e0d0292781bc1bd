/// The forms of a concept as the topic file writes them, one behind the other in one text.
///
/// They are taken apart where they are asked for: ten thousand forms in pieces are megabytes of small blocks, and a
/// watch needs them once, for its classifier.
struct FormList: Sendable {
    private var text: [UInt8] = []
    /// Where each form ends in the text.
    private var ends: [Int] = []

    /// - Parameter form: One that `Form.isForm` accepts.
    mutating func append(_ form: String) {
        text += form.utf8
        ends.append(text.count)
    }

    /// Each form once, though it may stand under several languages.
    var forms: [Form] {
        var seen: Set<String> = []
        return zip([0] + ends, ends).compactMap { begin, end in
            let form = String(decoding: text[begin..<end], as: UTF8.self)
            return seen.insert(form).inserted ? Form(form) : nil
        }
    }
}
