import Testing

@testable import StrictYAML

@Suite("A file that a person wrote is read strictly, with every problem told at its place")
struct YAMLValueTests {
    private func problems(in text: String, reading read: (YAMLValue) -> Void) -> [String] {
        let log = ProblemLog()
        YAMLValue.document(text, file: "a.yaml", log: log).map(read)
        return log.problems.map(\.description)
    }

    @Test("An unknown key names the nearest known one, or all of them")
    func unknownKeys() {
        let found = problems(in: "fetch: 1\nintervall: 2\nzzz: 3\n") { _ = $0.mapping(keys: ["fetch", "interval"]) }
        #expect(
            found == [
                "a.yaml:2:1: error: unknown key 'intervall'; did you mean 'interval'?",
                "a.yaml:3:1: error: unknown key 'zzz'; known here: fetch, interval",
            ])
    }

    @Test("A key that stands twice is a problem")
    func doubledKey() {
        let found = problems(in: "a: 1\na: 2\n") { _ = $0.mapping(keys: ["a"]) }
        #expect(found.count == 1)
        #expect(found.first?.contains("twice") == true || found.first?.contains("duplicate") == true)
    }

    @Test("Broken YAML is told with its line")
    func syntax() {
        let found = problems(in: "a: [1, 2\nb: 3\n") { _ in }
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("a.yaml:2:") == true)
    }

    @Test("An empty file is an empty mapping")
    func empty() {
        var members: Int?
        let found = problems(in: "") { members = $0.mapping(keys: ["a"]).count }
        #expect(found.isEmpty)
        #expect(members == 0)
    }

    @Test(
        "Lengths of time",
        arguments: [
            ("90s", .seconds(90)), ("15m", .seconds(900)), ("2h", .seconds(7200)), ("1d", .seconds(86_400)),
            ("0", .zero),
            ("0s", .zero), ("3y", .seconds(94_608_000)), ("15", nil), ("-5m", nil), ("1.5h", nil), ("", nil),
            ("m", nil), ("99999999999999d", nil),
        ] as [(String, Duration?)])
    func durations(text: String, duration: Duration?) {
        var read: Duration?
        let found = problems(in: "a: '\(text)'") { read = $0.mapping(keys: ["a"])["a"]?.duration() }
        #expect(read == duration)
        #expect(found.isEmpty == (duration != nil))
    }

    @Test(
        "Sizes",
        arguments: [
            ("512KiB", 524_288), ("16MiB", 16_777_216), ("1GiB", 1_073_741_824), ("100B", 100), ("100", 100),
            ("16MB", nil),
            ("-1KiB", nil), ("9999999999999GiB", nil),
        ] as [(String, Int?)])
    func sizes(text: String, bytes: Int?) {
        var read: Int?
        _ = problems(in: "a: \(text)") { read = $0.mapping(keys: ["a"])["a"]?.byteCount() }
        #expect(read == bytes)
    }

    private enum Colour: String, CaseIterable { case red, green }

    @Test("A word outside the choice names the nearest one")
    func choices() {
        let found = problems(in: "a: gren") { #expect($0.mapping(keys: ["a"])["a"]?.choice(Colour.self) == nil) }
        #expect(found == ["a.yaml:1:4: error: 'gren' is none of red, green; did you mean 'green'?"])
    }

    @Test(
        "The nearest word is near",
        arguments: [
            ("shortes_interval", "shortest_interval"), ("tpoic", "topic"), ("webhook", "webhooks"), ("colour", nil),
        ] as [(String, String?)])
    func nearest(word: String, expected: String?) {
        #expect(nearestWord(to: word, among: ["shortest_interval", "topic", "webhooks", "interval"]) == expected)
    }
}
