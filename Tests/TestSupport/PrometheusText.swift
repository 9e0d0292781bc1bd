import Foundation

/// A page of metrics, read strictly: whatever Prometheus's text format 0.0.4 does not allow is an error.
///
/// Stricter than Prometheus where a mistake would pass in silence: a sample without its family's HELP and TYPE, a family
/// in two pieces, a series twice, and a histogram whose buckets shrink or do not end at `+Inf` are errors too.
package struct PrometheusText: Sendable {
    package struct Family: Hashable, Sendable {
        package var help: String
        package var type: String
    }

    package struct Sample: Hashable, Sendable {
        package var name: String
        package var labels: [String: String]
        package var value: Double
    }

    package struct Fault: Error, CustomStringConvertible {
        package let line: Int
        package let what: String

        package var description: String { "line \(line): \(what)" }
    }

    package private(set) var families: [String: Family] = [:]
    package private(set) var samples: [Sample] = []
    private var current = ""

    /// - Throws: `Fault` at the first line that is not allowed.
    package init(_ text: String) throws {
        guard text.hasSuffix("\n") else { throw Fault(line: 0, what: "the last line does not end") }
        var seen: Set<Sample> = []
        for (index, line) in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            do {
                try read(line)
            } catch let what as Reason {
                throw Fault(line: index + 1, what: "\(what.text) in '\(line)'")
            }
            guard !line.hasPrefix("#"), var sample = samples.last else { continue }
            sample.value = 0
            guard seen.insert(sample).inserted else { throw Fault(line: index + 1, what: "'\(line)' stands twice") }
        }
        try checkHistograms()
    }

    /// The value of the only series with these labels, or `nil`.
    package func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        samples.first { $0.name == name && $0.labels == labels }?.value
    }

    private struct Reason: Error {
        let text: String
        init(_ text: String) { self.text = text }
    }

    // MARK: Lines

    private mutating func read(_ line: Substring) throws {
        if line.hasPrefix("# HELP ") {
            let (name, help) = try Self.nameAndRest(line.dropFirst(7))
            guard families[name] == nil else { throw Reason("a second HELP") }
            families[name] = Family(help: help, type: "")
            current = name
        } else if line.hasPrefix("# TYPE ") {
            let (name, type) = try Self.nameAndRest(line.dropFirst(7))
            guard name == current, families[name]?.type == "" else { throw Reason("TYPE does not follow its HELP") }
            guard ["counter", "gauge", "histogram"].contains(type) else { throw Reason("an unknown type") }
            families[name]?.type = type
        } else {
            try readSample(line)
        }
    }

    private static func nameAndRest(_ text: Substring) throws -> (String, String) {
        guard let space = text.firstIndex(of: " ") else { throw Reason("nothing behind the name") }
        let name = String(text[..<space])
        guard name.wholeMatch(of: /[a-zA-Z_:][a-zA-Z0-9_:]*/) != nil else { throw Reason("a bad name") }
        return (name, String(text[text.index(after: space)...]))
    }

    private mutating func readSample(_ line: Substring) throws {
        guard let match = line.wholeMatch(of: /([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)/) else {
            throw Reason("no sample")
        }
        let name = String(match.1)
        let suffixes = families[current]?.type == "histogram" ? ["_bucket", "_sum", "_count"] : [""]
        guard suffixes.contains(where: { name == current + $0 }) else { throw Reason("a sample outside its family") }
        guard let value = Double(match.3 == "+Inf" ? "inf" : match.3 == "-Inf" ? "-inf" : String(match.3)) else {
            throw Reason("no number")
        }
        samples.append(Sample(name: name, labels: try Self.labels(match.2 ?? ""), value: value))
    }

    private static func labels(_ text: Substring) throws -> [String: String] {
        var labels: [String: String] = [:]
        var rest = text
        while !rest.isEmpty {
            guard let match = rest.prefixMatch(of: /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(,(?=.)|$)/)
            else {
                throw Reason("a bad label")
            }
            let value = String(match.2).replacing(/\\(.)/) { $0.1 == "n" ? "\n" : String($0.1) }
            guard labels.updateValue(value, forKey: String(match.1)) == nil else { throw Reason("a label twice") }
            rest = rest[match.range.upperBound...]
        }
        return labels
    }

    // MARK: Histograms

    private func checkHistograms() throws {
        for name in families.filter({ $0.value.type == "histogram" }).keys {
            let buckets = Dictionary(grouping: samples.filter { $0.name == "\(name)_bucket" }) { sample in
                sample.labels.filter { $0.key != "le" }
            }
            for (labels, buckets) in buckets {
                let bounds = buckets.map {
                    $0.labels["le"] == "+Inf" ? Double.infinity : Double($0.labels["le"] ?? "") ?? .nan
                }
                let ascend = zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 }
                let grow = zip(buckets, buckets.dropFirst()).allSatisfy { $0.value <= $1.value }
                guard ascend, grow, bounds.last == .infinity, buckets.last?.value == value("\(name)_count", labels),
                    value("\(name)_sum", labels) != nil
                else { throw Fault(line: 0, what: "the histogram \(name) \(labels) does not add up") }
            }
        }
    }
}
