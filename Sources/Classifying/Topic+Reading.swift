import NewsModel
package import StrictYAML

extension Topic {
    /// Reads a topic file, or reports every problem in it and gives `nil`.
    package static func read(_ text: String, file: String, log: ProblemLog) -> Topic? {
        let before = log.problems.count
        guard let document = YAMLValue.document(text, file: file, log: log) else { return nil }
        let keys = ["name", "title", "version", "concepts", "decoys", "relevance", "tags", "examples"]
        let members = document.mapping(keys: keys)
        for key in ["name", "version", "concepts", "relevance"] where members[key] == nil {
            document.problem("the key '\(key)' is missing", "every topic file needs name, version, concepts, relevance")
        }
        var concepts = ConceptReader()
        concepts.read(members["concepts"], areDecoys: false)
        concepts.read(members["decoys"], areDecoys: true)
        concepts.resolve()
        let relevance = RelevanceReader(concepts: concepts).read(members["relevance"])
        let tags = TagReader(concepts: concepts).read(members["tags"])
        let examples = ExampleReader(tags: tags.map(\.tag.key)).read(members["examples"])
        let name = members["name"]?.string()
        let version = members["version"]?.integer(in: 1...1_000_000)
        guard log.problems.count == before, let name, let version, let relevance else { return nil }
        return Topic(
            name: name, title: members["title"]?.string() ?? name, version: version, concepts: concepts.concepts,
            features: relevance.features, model: relevance.model, tagRules: tags, examples: examples)
    }
}

/// Reads `concepts` and `decoys` and gives each a number.
struct ConceptReader {
    private(set) var concepts: [Concept] = []
    private(set) var numbers: [String: Int] = [:]
    private var open: [(concept: Int, part: YAMLValue)] = []

    mutating func read(_ value: YAMLValue?, areDecoys: Bool) {
        for (name, value) in value?.freeMapping() ?? [] {
            guard let key = name.string() else { continue }
            let members = value.mapping(keys: ["gloss", "forms", "any"])
            if concepts.count == ConceptSet.limit {
                name.problem("more than \(ConceptSet.limit) concepts", "join some of them")
                return
            }
            if numbers.updateValue(concepts.count, forKey: key) != nil {
                name.problem("the concept '\(key)' stands twice", "keep one of them")
            }
            if members["forms"] == nil && members["any"] == nil {
                name.problem("the concept '\(key)' has neither 'forms' nor 'any'", "list how texts write it")
            }
            for part in members["any"]?.list() ?? [] { open.append((concepts.count, part)) }
            concepts.append(
                Concept(
                    key: key,
                    gloss: members["gloss"]?.string() ?? key.replacing("_", with: " "),
                    written: forms(members["forms"]),
                    parts: [],
                    isDecoy: areDecoys))
        }
    }

    private func forms(_ value: YAMLValue?) -> FormList {
        var list = FormList()
        for item in (value?.freeMapping() ?? []).flatMap({ _, list in list.list() }) {
            guard let text = item.string() else { continue }
            if Form.isForm(text) {
                list.append(text)
            } else {
                item.problem("'\(text)' has no letter to look for", "write a word or a phrase")
            }
        }
        return list
    }

    /// Joins the sums to their parts, which may stand later in the file.
    mutating func resolve() {
        for (concept, part) in open {
            guard let number = number(part) else { continue }
            let old = concepts[concept]
            concepts[concept] = Concept(
                key: old.key, gloss: old.gloss, written: old.written, parts: old.parts + [number], isDecoy: old.isDecoy)
        }
        open = []
    }

    func number(_ value: YAMLValue) -> Int? {
        guard let key = value.string() else { return nil }
        if let number = numbers[key] { return number }
        let nearest = nearestWord(to: key, among: numbers.keys.sorted())
        value.problem("there is no concept '\(key)'", nearest.map { "did you mean '\($0)'?" } ?? "add it to 'concepts'")
        return nil
    }

    func set(_ value: YAMLValue) -> ConceptSet {
        var set = ConceptSet()
        for item in value.isList ? value.list() : [value] {
            if let number = number(item) { set.insert(number) }
        }
        return set
    }

    static let conditionKeys = ["window", "all", "none", "given"]

    /// A condition from members already read; `all` lists concepts, or lists of which one is enough.
    func condition(_ members: [String: YAMLValue], at place: YAMLValue) -> Condition? {
        guard let window = members["window"]?.choice(Window.self) else {
            if members["window"] == nil {
                place.problem("'window' is missing", "write one of title, lead, sentence, paragraph, article")
            }
            return nil
        }
        let all = (members["all"]?.list() ?? []).map(set)
        if all.count > Condition.limit {
            place.problem(
                "'all' asks for more than \(Condition.limit) things", "join some of them in a list of their own")
        }
        if all.isEmpty && members["none"] == nil {
            place.problem("neither 'all' nor 'none' names a concept", "write all: [concept, ...]")
        }
        return Condition(
            window: window, all: all, none: members["none"].map(set) ?? ConceptSet(),
            given: conditions(members["given"]))
    }

    func conditions(_ value: YAMLValue?) -> [Condition] {
        guard let value else { return [] }
        return (value.isList ? value.list() : [value]).compactMap { item in
            condition(item.mapping(keys: Self.conditionKeys), at: item)
        }
    }
}
