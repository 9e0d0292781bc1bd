import JSONText

extension JSONWriter {
    /// A member whose value is an object.
    mutating func object(_ name: String, _ members: (inout JSONWriter) -> Void) {
        member(name, object: members)
    }

    /// A member whose value is an array.
    mutating func array(_ name: String, _ elements: (inout JSONWriter) -> Void) {
        member(name, array: elements)
    }
}
