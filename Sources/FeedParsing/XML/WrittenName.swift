import CLibXML2

/// An element's local name as the document writes it; valid during the call alone.
struct WrittenName {
    let pointer: UnsafePointer<xmlChar>

    var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: pointer, count: Int(xmlStrlen(pointer)))
    }

    var isDiv: Bool { bytes.count == 3 && bytes.spells("div", at: 0) }
}
