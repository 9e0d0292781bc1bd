internal import Yams

/// A YAML node that knows where it stands, reads itself as a typed value and reports when it cannot.
package struct YAMLValue {
    private let node: Node
    private let file: String
    private let log: ProblemLog

    private init(node: Node, file: String, log: ProblemLog) {
        self.node = node
        self.file = file
        self.log = log
    }

    /// The only document of a file, or `nil` with a problem in the log.
    ///
    /// An empty file is an empty mapping.
    package static func document(_ text: String, file: String, log: ProblemLog) -> YAMLValue? {
        do {
            // Without rules for what a plain word may mean: each key would be matched against seven patterns.
            let node = try Yams.compose(yaml: text, .basic) ?? Node.mapping(Node.Mapping([]))
            return YAMLValue(node: node, file: file, log: log)
        } catch let error as YamlError {
            log.add(syntaxProblem(error, file: file))
        } catch {
            log.add(Problem(file: file, what: "\(error)", advice: "mend the YAML"))
        }
        return nil
    }

    private static func syntaxProblem(_ error: YamlError, file: String) -> Problem {
        switch error {
        case .scanner(_, let what, let mark, _), .parser(_, let what, let mark, _), .composer(_, let what, let mark, _):
            Problem(
                file: file, line: mark.line, column: mark.column, what: what, advice: "mend the YAML at this place")
        default:
            Problem(file: file, line: 1, column: 1, what: "\(error)", advice: "mend the YAML")
        }
    }

    // MARK: Reporting

    package func problem(_ what: String, _ advice: String) { log.add(located(what, advice)) }

    /// A problem at this place that is not reported yet, for what can only be judged once the whole file is read.
    package func located(_ what: String, _ advice: String) -> Problem {
        Problem(file: file, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0, what: what, advice: advice)
    }

    // MARK: Containers

    /// The members of a mapping by name.
    ///
    /// A key that is not in `keys` is a problem that names the nearest one that is.
    package func mapping(keys: [String]) -> [String: YAMLValue] {
        guard let pairs = pairs() else { return [:] }
        var members: [String: YAMLValue] = [:]
        for (key, value) in pairs {
            guard let name = key.node.string else {
                key.problem("this key is no plain word", "write one of: \(keys.joined(separator: ", "))")
                continue
            }
            if !keys.contains(name) {
                let nearest = nearestWord(to: name, among: keys)
                let advice =
                    nearest.map { "did you mean '\($0)'?" } ?? "known here: \(keys.joined(separator: ", "))"
                key.problem("unknown key '\(name)'", advice)
            } else if members.updateValue(value, forKey: name) != nil {
                key.problem("the key '\(name)' stands twice", "keep one of them")
            }
        }
        return members
    }

    /// The members of a mapping whose keys are free, in the file's order.
    package func freeMapping() -> [(name: YAMLValue, value: YAMLValue)] {
        (pairs() ?? []).map { (name: $0.0, value: $0.1) }
    }

    private func pairs() -> [(YAMLValue, YAMLValue)]? {
        if isNull { return [] }
        guard let mapping = node.mapping else {
            problem("expected 'key: value' pairs here", "indent the keys under this name")
            return nil
        }
        return mapping.map { (at($0.key), at($0.value)) }
    }

    package func list() -> [YAMLValue] {
        if isNull { return [] }
        guard let sequence = node.sequence else {
            problem("expected a list here", "write '- ' before each item, or [a, b]")
            return []
        }
        return sequence.map(at)
    }

    private func at(_ child: Node) -> YAMLValue { YAMLValue(node: child, file: file, log: log) }

    // MARK: Scalars

    package var isNull: Bool { node.null != nil }

    /// Whether it is a list, for keys that take either one value or several.
    package var isList: Bool { node.sequence != nil }

    /// Whether it is a mapping, for items that may be written short as one text.
    package var isMapping: Bool { node.mapping != nil }

    package func string() -> String? {
        guard case .scalar(let scalar) = node else {
            problem("expected one text here", "write a single value")
            return nil
        }
        return scalar.string
    }

    package func strings() -> [String] {
        isList ? list().compactMap { $0.string() } : [string()].compactMap { $0 }
    }

    package func integer(in range: ClosedRange<Int>) -> Int? {
        guard let value = node.int, range.contains(value) else {
            problem("expected a whole number here", "write one from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return value
    }

    package func number() -> Double? {
        guard let value = node.float, value.isFinite else {
            problem("expected a number here", "write one such as 1.5")
            return nil
        }
        return value
    }

    package func bool() -> Bool? {
        // A word in quotes is a text.
        if case .scalar(let scalar) = node, scalar.style == .plain {
            switch scalar.string.lowercased() {
            case "true", "yes", "on": return true
            case "false", "no", "off": return false
            default: break
            }
        }
        problem("expected true or false here", "write one of them")
        return nil
    }

    /// One of the raw values of an enumeration.
    package func choice<Choice: RawRepresentable & CaseIterable>(_: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        guard let word = string() else { return nil }
        if let choice = Choice(rawValue: word) { return choice }
        let known = Choice.allCases.map(\.rawValue)
        let nearest = nearestWord(to: word, among: known)
        problem(
            "'\(word)' is none of \(known.joined(separator: ", "))",
            nearest.map { "did you mean '\($0)'?" } ?? "write one of them")
        return nil
    }
}
