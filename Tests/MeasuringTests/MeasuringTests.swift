import Foundation
import TestSupport
import Testing

@testable import Measuring

@Suite("What is counted and how it is shown")
struct MeasuringTests {
    @Test("A counter counts from many tasks at once")
    func counter() async {
        let counter = Counter()
        let set = CounterSet(["dns", "tls"])
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<100 {
                group.addTask {
                    counter.add(2)
                    set.add(to: index.isMultiple(of: 4) ? "dns" : "other")
                }
            }
        }
        #expect(counter.value == 200)
        #expect(set.values == ["dns": 25, "tls": 0, "other": 75])
    }

    @Test("An observation lies in the first bucket whose bound it does not pass")
    func histogram() {
        let histogram = Histogram(bounds: [0.1, 1, 10])
        for milliseconds in [50, 100, 101, 1000, 9999, 60_000] { histogram.observe(.milliseconds(milliseconds)) }
        let reading = histogram.reading
        #expect(reading.cumulative == [2, 4, 5])
        #expect(reading.count == 6)
        #expect(abs(reading.sum - 71.25) < 0.001)
    }

    @Test("What fails is timed like what succeeds")
    func timing() async {
        struct Trouble: Error {}
        let histogram = Histogram(bounds: [1])
        await histogram.time {}
        await #expect(throws: Trouble.self) { try await histogram.time { throw Trouble() } }
        #expect(histogram.reading.count == 2)
    }

    @Test("Families are written in Prometheus's format, whatever their labels hold")
    func text() throws {
        let feeds = MetricFamily(
            "test_feed_failures", .gauge, labels: ["feed", "kind"], "Failures, \\ and \n in a row.")
        let events = MetricFamily("test_events_total", .counter, "Events.")
        let absent = MetricFamily("test_absent", .gauge, "Never known.")
        let length = MetricFamily("test_work_seconds", .histogram, labels: ["part"], "How long.")
        let hostile = "a \"quoted\" \\ name\nwith # HELP x, {le=\"1\"} 신문"
        let histogram = Histogram(bounds: [0.5, 2.5])
        histogram.observe(.seconds(1))
        histogram.observe(.seconds(3))

        var page = MetricText()
        page.write(feeds, [(["plain", "dns"], 3), ([hostile, "tls"], 0.25)])
        page.write(events, 12_345_678_901)
        page.write(absent, nil)
        page.write(absent, [(labels: [String], value: Double)]())
        page.write(length, [(["one"], histogram.reading)])

        let read = try PrometheusText(page.text)
        #expect(read.value("test_feed_failures", ["feed": hostile, "kind": "tls"]) == 0.25)
        #expect(read.value("test_events_total") == 12_345_678_901)
        #expect(read.families["test_absent"] == nil)
        #expect(read.value("test_work_seconds_bucket", ["part": "one", "le": "2.5"]) == 1)
        #expect(read.value("test_work_seconds_bucket", ["part": "one", "le": "+Inf"]) == 2)
        #expect(read.value("test_work_seconds_sum", ["part": "one"]) == 4)
        if let promtool = Promtool() { #expect(try promtool.complaints(ofMetrics: page.text) == "") }
    }

    @Test(
        "The strict reader refuses what the format does not allow",
        arguments: [
            "a 1\n", "# HELP a x\n# TYPE a gauge\na 1", "# HELP a x\n# TYPE a gauge\na one\n",
            "# HELP a x\n# TYPE a gauge\nb 1\n", "# HELP a x\n# TYPE a gauge\na 1\na 2\n",
            "# HELP a x\n# TYPE a gauge\na{b=\"x\"y\"} 1\n", "# HELP a x\n# TYPE a gauge\na{b=\"\\t\"} 1\n",
            "# HELP a x\n# TYPE a histogram\na_bucket{le=\"1\"} 1\na_sum 1\na_count 1\n",
            "# HELP a x\n# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 1\n",
        ])
    func strictness(text: String) {
        #expect(throws: PrometheusText.Fault.self) { try PrometheusText(text) }
    }

    @Test("The process's own figures are those of the system")
    func process() throws {
        let before = ProcessFigures.now()
        #expect(before.residentBytes > 1 << 20)
        #expect(before.virtualBytes >= before.residentBytes)
        #expect(before.cpuSeconds > 0)
        #expect(before.openFilesLimit >= before.openFiles)
        #expect(before.started < Date())
        #expect(before.started.timeIntervalSinceNow > -24 * 3600)
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/dev/null"))
        #expect(ProcessFigures.now().openFiles >= before.openFiles)
        #expect(ProcessFigures.now().started == before.started)
        try file.close()
    }
}
