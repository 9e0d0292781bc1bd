import Foundation
import JSONText
import NewsModel
import Testing

@testable import Notifying

/// What is sent is checked against the schema that `docs/webhooks.md` publishes.
@Suite("Documented schema")
struct DocumentedSchemaTests {
    @Test("Every event type is sent as documented", arguments: SampleChanges.all)
    func events(change: Change) throws {
        let schema = try DocumentedSchema()
        #expect(schema.problems(of: try JSONObject(EventBody.bytes(change)).members, as: change.kind.rawValue) == [])
    }

    @Test("Cut bodies too", arguments: ChangeKind.allCases)
    func cutBodies(kind: ChangeKind) throws {
        var change = SampleChanges.monstrous(SampleChanges.nastyTexts[1], kind: kind)
        if kind.concernsNews {
            change.detail.feed = nil
        } else {
            change.detail = ChangeDetail(
                feed: change.detail.feed, endpoint: change.detail.endpoint, digest: change.detail.digest)
        }
        let schema = try DocumentedSchema()
        #expect(schema.problems(of: try JSONObject(EventBody.bytes(change)).members, as: kind.rawValue) == [])
    }

    @Test("Several alerts in one message are each as documented, and all of them fit")
    func gathered() throws {
        let schema = try DocumentedSchema()
        let kinds: [ChangeKind] = [.storyNew, .storyUpdated, .feedFailing, .endpointFailing]
        var delivery = SampleChanges.delivery(SampleChanges.monstrous(SampleChanges.nastyTexts[1], kind: .storyNew))
        delivery.change.detail.feed = nil
        delivery.held = .hourlyCap
        delivery.gathered = (1..<AlertPacing.mostGathered).map { number in
            SampleChanges.change(kinds[number % 4], id: Int64(number), title: SampleChanges.nastyTexts[number % 8])
        }
        let bytes = EventBody.bytes(delivery)
        #expect(bytes.count < EventBody.limit)
        let body = try JSONObject(bytes).members
        #expect(schema.problems(of: body, as: "alerts.gathered") == [])
        let alerts = try #require((body["data"] as? [String: Any])?["alerts"] as? [[String: Any]])
        #expect(alerts.count == AlertPacing.mostGathered)
        for alert in alerts {
            #expect(schema.problems(of: alert, as: try #require(alert["type"] as? String)) == [])
        }
    }

    @Test("Every event type stands in the schema's choice and in the table of types")
    func complete() throws {
        let schema = try DocumentedSchema()
        let choices = try #require(schema.root["oneOf"] as? [[String: String]]).compactMap { $0["$ref"] }
        let types = ChangeKind.allCases.map(\.rawValue) + ["alerts.gathered"]
        #expect(choices == types.map { "#/$defs/\($0)" })
        for kind in ChangeKind.allCases { #expect(schema.page.contains("| `\(kind.rawValue)` |")) }
    }

    @Test("The example is what it says")
    func example() throws {
        let schema = try DocumentedSchema()
        let example = try #require(
            try JSONSerialization.jsonObject(with: Data(schema.blocks[0].utf8)) as? [String: Any])
        #expect(schema.problems(of: example, as: "story.new") == [])
    }

    @Test("The fields of a log line are those of its table")
    func logLine() throws {
        let schema = try DocumentedSchema()
        let section = try #require(schema.page.split(separator: "## The change log").last)
        let rows = section.split(separator: "\n").filter { $0.hasPrefix("| `") }
        let documented = Set(rows.compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) })
        for change in SampleChanges.all {
            var writer = JSONWriter()
            ChangeLogLine.write(change, to: &writer)
            #expect(try JSONObject(writer.bytes).keys == documented)
        }
    }

    @Test("The checker itself finds what is wrong")
    func checker() throws {
        let schema = try DocumentedSchema()
        var object = try JSONObject(EventBody.bytes(SampleChanges.change(.storyNew))).members
        object["timestamp"] = 5
        object["type"] = "story.old"
        object["data"] = ["change": 1, "surprise": true, "tags": [1], "relevance": "odd"] as [String: Any]
        let problems = schema.problems(of: object, as: "story.new").joined(separator: "\n")
        for expected in ["timestamp", "type", "surprise is not documented", "story is missing", "tags", "relevance"] {
            #expect(problems.contains(expected), "\(expected)")
        }
    }
}

/// The part of JSON Schema 2020-12 that the documentation uses, and the rule that every member sent is documented.
private struct DocumentedSchema {
    let page: String
    /// The page's blocks of JSON.
    let blocks: [String]
    let root: [String: Any]

    init() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        page = try String(contentsOf: folder.appending(path: "docs/webhooks.md"), encoding: .utf8)
        blocks = page.split(separator: "```json\n").dropFirst().compactMap { $0.split(separator: "\n```").first }
            .map(String.init)
        let schema = try #require(blocks.last)
        root = try #require(try JSONSerialization.jsonObject(with: Data(schema.utf8)) as? [String: Any])
    }

    func problems(of value: Any, as name: String) -> [String] {
        check(value, ["$ref": "#/$defs/\(name)"], at: "$", knows: nil)
    }

    /// - Parameter knows: Members that the schemas around this one document.
    private func check(_ value: Any, _ schema: [String: Any], at path: String, knows: Set<String>?) -> [String] {
        if let reference = schema["$ref"] as? String {
            let name = reference.replacing("#/$defs/", with: "")
            guard let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else {
                return ["\(path): no \(name)"]
            }
            return check(value, target, at: path, knows: knows)
        }
        if let all = schema["allOf"] as? [[String: Any]] {
            let known = Set(all.flatMap { members($0) })
            return all.flatMap { check(value, $0, at: path, knows: known) }
        }
        var problems: [String] = []
        if let constant = schema["const"] as? NSObject, constant != value as? NSObject {
            problems.append("\(path): not \(constant)")
        }
        if let choices = schema["enum"] as? [NSObject], !choices.contains(where: { $0 == value as? NSObject }) {
            problems.append("\(path): not one of \(choices)")
        }
        if let types = schema["type"].map({ ($0 as? [String]) ?? [($0 as? String) ?? ""] }),
            !types.contains(where: { fits(value, $0) })
        {
            problems.append("\(path): not \(types)")
        }
        if schema["format"] as? String == "date-time", let text = value as? String {
            if (try? Date(text, strategy: .iso8601)) == nil { problems.append("\(path): no time") }
        }
        if let items = schema["items"] as? [String: Any], let array = value as? [Any] {
            problems += array.enumerated().flatMap { check($1, items, at: "\(path)[\($0)]", knows: nil) }
        }
        if let object = value as? [String: Any] { problems += check(object, schema, at: path, knows: knows) }
        return problems
    }

    private func check(_ object: [String: Any], _ schema: [String: Any], at path: String, knows: Set<String>?)
        -> [String]
    {
        // An object without properties is any object.
        if schema["properties"] == nil, knows == nil { return [] }
        let properties = schema["properties"] as? [String: Any] ?? [:]
        let known = knows ?? Set(properties.keys)
        let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
        let undocumented = object.keys.filter { !known.contains($0) }
        return missing.map { "\(path).\($0) is missing" } + undocumented.map { "\(path).\($0) is not documented" }
            + properties.flatMap { key, schema in
                guard let value = object[key], let schema = schema as? [String: Any] else { return [String]() }
                return check(value, schema, at: "\(path).\(key)", knows: nil)
            }
    }

    private func members(_ schema: [String: Any]) -> [String] {
        if let reference = schema["$ref"] as? String {
            let name = reference.replacing("#/$defs/", with: "")
            return ((root["$defs"] as? [String: Any])?[name] as? [String: Any]).map(members) ?? []
        }
        return Array((schema["properties"] as? [String: Any] ?? [:]).keys)
    }

    private func fits(_ value: Any, _ type: String) -> Bool {
        switch type {
        case "null": value is NSNull
        case "string": value is String
        case "array": value is [Any]
        case "object": value is [String: Any]
        case "integer":
            !(value is String) && (value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } ?? false
        case "number": !(value is String) && value is NSNumber
        default: false
        }
    }
}
