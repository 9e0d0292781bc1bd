/// What one metric means: its name, its type and one line for people.
///
/// Names follow Prometheus's conventions: a prefix, base units, `_total` behind a counter.
package struct MetricFamily: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case counter, gauge, histogram
    }

    package let name: String
    package let kind: Kind
    /// One line.
    package let help: String
    /// The names of its labels, in the order in which their values are given.
    package let labels: [String]

    package init(_ name: String, _ kind: Kind, labels: [String] = [], _ help: String) {
        self.name = name
        self.kind = kind
        self.help = help
        self.labels = labels
    }
}
