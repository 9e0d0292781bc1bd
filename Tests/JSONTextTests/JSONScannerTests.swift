import JSONText
import Testing

@Suite("JSON scanner")
struct JSONScannerTests {
    private func scan<Result>(
        _ text: String, _ body: (inout JSONScanner) throws(JSONError) -> Result
    ) throws(JSONError) -> Result {
        try scan(Array(text.utf8), body)
    }

    private func scan<Result>(
        _ bytes: [UInt8], _ body: (inout JSONScanner) throws(JSONError) -> Result
    ) throws(JSONError) -> Result {
        try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) in
            var scanner = JSONScanner(buffer)
            let result = try body(&scanner)
            try scanner.end()
            return result
        }
    }

    @Test(
        "Strings are decoded",
        arguments: [
            (#""""#, ""), (#" "a" "#, "a"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""조약é""#, "조약é"),
            (#""\u00e9\uD55C""#, "é한"), (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"),
            (#""\ud83dx""#, "\u{FFFD}x"),
            (#""\ude00\ud83d\u0041""#, "\u{FFFD}\u{FFFD}A"),
        ] as [(String, String)])
    func strings(_ json: String, _ text: String) throws {
        let found = try scan(json) { (scanner) throws(JSONError) in try scanner.string() }
        #expect(Array(found.unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test("Members are handed out in order, and what is skipped may be anything")
    func object() throws {
        let json = #" { "a" : 1 , "b":[true,false,null,{"c":[[]]},-0.5e+3,"\""], "d" : null,"e":"x" } "#
        var names: [String] = []
        var texts: [String?] = []
        try scan(json) { (scanner) throws(JSONError) in
            try scanner.object { (name, scanner) throws(JSONError) in
                names.append(name)
                if name == "b" { try scanner.skip() } else { texts.append(try scanner.text()) }
            }
        }
        #expect(names == ["a", "b", "d", "e"])
        #expect(texts == ["1", nil, "x"])
    }

    @Test(
        "Arrays are read one by one",
        arguments: [("[]", []), (#"["a"]"#, ["a"]), (#"[ "a" , "b" ]"#, ["a", "b"])] as [(String, [String])])
    func array(_ json: String, _ strings: [String]) throws {
        var found: [String] = []
        try scan(json) { (scanner) throws(JSONError) in
            try scanner.array { (scanner) throws(JSONError) in found.append(try scanner.string()) }
        }
        #expect(found == strings)
    }

    @Test(
        "What is no JSON is an error that says where",
        arguments: [
            ("", 0), ("{", 1), ("{}x", 2), ("{\"a\"}", 4), ("{\"a\":}", 5), ("{\"a\":1,}", 7), ("[1", 2), ("[1,]", 3),
            ("\"a", 2), ("\"\\x\"", 3), ("\"\\u12\"", 3), ("\"\n\"", 1), ("nul", 3), ("01", 2), ("1.", 2), ("-", 1),
            ("1e", 2),
            ("tru", 3), ("'a'", 0),
        ] as [(String, Int)])
    func errors(_ json: String, _ offset: Int) {
        let error = #expect(throws: JSONError.self) {
            try scan(json) { (scanner) throws(JSONError) in try scanner.skip() }
        }
        #expect(error?.offset == offset, "\(String(describing: error))")
    }

    @Test("Bytes that are not UTF-8 are an error")
    func encoding() {
        #expect(throws: JSONError.self) {
            try scan([0x22, 0xFF, 0x22]) { (scanner) throws(JSONError) in try scanner.string() }
        }
    }

    @Test("Deep nesting is refused, not followed")
    func depth() throws {
        let deep = { (count: Int) in String(repeating: "[", count: count) + String(repeating: "]", count: count) }
        try scan(deep(JSONScanner.depthLimit)) { (scanner) throws(JSONError) in try scanner.skip() }
        #expect(throws: JSONError.self) {
            try scan(deep(100_000)) { (scanner) throws(JSONError) in try scanner.skip() }
        }
    }
}
