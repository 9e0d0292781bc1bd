import Foundation
import Measuring
import TestSupport
import Testing

@testable import Watching

@Suite("The documents about metrics and the metrics themselves")
struct MonitoringFilesTests {
    private static let docs = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("docs")

    private func contents(_ path: String) throws -> String {
        try String(contentsOf: Self.docs.appendingPathComponent(path), encoding: .utf8)
    }

    @Test("The alert rules and the dashboard ask for metrics that exist", arguments: ["alerts.yaml", "dashboard.json"])
    func names(file: String) throws {
        let known = Set(
            MetricCatalogue.all.flatMap { family in
                family.kind == .histogram
                    ? ["_bucket", "_sum", "_count"].map { family.name + $0 } : [family.name]
            })
        let used = try contents("monitoring/\(file)").matches(of: /\b(?:newswatch|process)_[a-z_]+/).map {
            String($0.0)
        }
        #expect(used.count > 10)
        #expect(Set(used).subtracting(known) == [])
    }

    @Test("The alert rules are good, and each is explained")
    func rules() throws {
        let path = Self.docs.appendingPathComponent("monitoring/alerts.yaml").path
        if let promtool = Promtool() { #expect(try promtool.complaints(ofRules: path) == "") }
        let page = try contents("metrics.md")
        let alerts = try contents("monitoring/alerts.yaml").matches(of: /alert: (\w+)/).map { String($0.1) }
        #expect(alerts.count > 10)
        for alert in alerts { #expect(page.contains("| `\(alert)` |"), "\(alert)") }
    }

    @Test("The dashboard is JSON whose panels each ask for something")
    func dashboard() throws {
        let data = Data(try contents("monitoring/dashboard.json").utf8)
        let board = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let panels = try #require(board["panels"] as? [[String: Any]])
        #expect(panels.count > 10)
        for panel in panels { #expect((panel["targets"] as? [[String: Any]])?.isEmpty == false) }
    }

    @Test("Every metric is documented by its name, type, labels and meaning")
    func page() throws {
        let page = try contents("metrics.md")
        for family in MetricCatalogue.all {
            let labels = family.labels.map { "`\($0)`" }.joined(separator: ", ")
            let row = "| `\(family.name)` | \(family.kind.rawValue) | \(labels) | \(family.help) |"
            #expect(page.contains(row), "\(row)")
        }
    }
}
