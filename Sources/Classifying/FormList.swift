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

    var forms: [Form] {
        zip([0] + ends, ends).compactMap { Form(String(decoding: text[$0..<$1], as: UTF8.self)) }
    }
}
