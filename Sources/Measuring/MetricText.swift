/// Writes metrics in Prometheus's text format, version 0.0.4.
///
/// Source: prometheus.io/docs/instrumenting/exposition_formats.
package struct MetricText: Sendable {
    package private(set) var text = ""

    package init() {}

    /// A counter or gauge without labels; `nil` leaves the family out.
    package mutating func write(_ family: MetricFamily, _ value: Double?) {
        guard let value else { return }
        write(family, [([], value)])
    }

    /// One sample for each set of label values; none leaves the family out.
    package mutating func write(_ family: MetricFamily, _ samples: [(labels: [String], value: Double)]) {
        guard !samples.isEmpty else { return }
        head(family)
        for sample in samples { line(family.name, family.labels, sample.labels, sample.value) }
    }

    /// One histogram for each set of label values; none leaves the family out.
    package mutating func write(
        _ family: MetricFamily, _ histograms: [(labels: [String], reading: Histogram.Reading)]
    ) {
        guard !histograms.isEmpty else { return }
        head(family)
        for (labels, reading) in histograms {
            let bounds = reading.bounds.map(Self.number) + ["+Inf"]
            for (bound, count) in zip(bounds, reading.cumulative + [reading.count]) {
                line("\(family.name)_bucket", family.labels + ["le"], labels + [bound], Double(count))
            }
            line("\(family.name)_sum", family.labels, labels, reading.sum)
            line("\(family.name)_count", family.labels, labels, Double(reading.count))
        }
    }

    private mutating func head(_ family: MetricFamily) {
        text += "# HELP \(family.name) \(Self.escaped(family.help, quotes: false))\n"
        text += "# TYPE \(family.name) \(family.kind.rawValue)\n"
    }

    private mutating func line(_ name: String, _ labels: [String], _ values: [String], _ value: Double) {
        text += name
        if !labels.isEmpty {
            let pairs = zip(labels, values).map { "\($0)=\"\(Self.escaped($1, quotes: true))\"" }
            text += "{\(pairs.joined(separator: ","))}"
        }
        text += " \(Self.number(value))\n"
    }

    /// Whole numbers without a fraction; what is not finite in Prometheus's words.
    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        guard value.isFinite else { return value < 0 ? "-Inf" : "+Inf" }
        return Int(exactly: value).map(String.init) ?? "\(value)"
    }

    /// A line feed would begin a line of its own, a quote would end the value.
    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
