import Foundation
import TestSupport
import Testing

/// An analyst's round with the built program: marks go in, the topic is fitted, the store is judged anew.
@Suite("The review of verdicts", .timeLimit(.minutes(2)))
struct JudgingTests {
    private static let topic = """
        name: rovers
        version: 1
        concepts:
          rover: { gloss: rover, forms: { en: [rover] } }
          wheel: { gloss: wheel, forms: { en: [wheel] } }
          dog: { gloss: dog, forms: { en: [dog] } }
        relevance:
          features:
            named: { says: names a rover, when: [{ window: article, all: [rover] }] }
            wheels: { says: names a wheel, when: [{ window: article, all: [wheel] }] }
            dogs: { says: names a dog, against: true, when: [{ window: article, all: [dog] }] }
          weights: { named: 8, wheels: 0, dogs: 0 }
          baseline: -4
          thresholds: { on_topic: 0.5, related: 0.3 }
        tags: {}
        """

    private static let articles = [
        "Rover lands near the crater", "Rover the dog wins the show", "A wheel of cheese is stolen",
        "The fair opens early",
    ]

    private struct Setting {
        let program: Program
        let folder: URL

        var settings: String { path("newswatch.yaml") }

        func path(_ file: String) -> String { folder.appendingPathComponent(file).path }

        func write(_ text: String, to file: String) throws {
            try text.write(toFile: path(file), atomically: true, encoding: .utf8)
        }

        func run(_ arguments: String...) async throws -> Program.Result {
            try await program.run(arguments + ["--config", settings])
        }
    }

    /// A store with the articles, numbered from 1 in their order.
    private func withArticles(_ body: (Setting) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let setting = Setting(program: try Program(), folder: folder)
            try setting.write(Self.topic, to: "topic.yaml")
            try setting.write(
                "feeds: [{ name: One, url: 'https://outlet.example/feed', enabled: false }]", to: "feeds.yaml")
            try setting.write("topic: topic.yaml\nfeeds: feeds.yaml\nstate: state\n", to: "newswatch.yaml")
            let lines = Self.articles.enumerated().map { "{\"id\":\"\($0.offset)\",\"title\":\"\($0.element)\"}\n" }
            try setting.write(lines.joined(), to: "articles.jsonl")
            let imported = try await setting.run("import", setting.path("articles.jsonl"))
            try #require(imported.status == 0, "\(imported.errors)")
            try await body(setting)
        }
    }

    private static func mark(_ mark: String, _ article: Int) -> String {
        let boxes = ["right", "wrong", "unsure"].map { "[\($0 == mark ? "x" : " ")] \($0)" }
        return "verdict: \(boxes.joined(separator: " ")) (article \(article))\n"
    }

    private func objects(_ lines: String) throws -> [[String: Any]] {
        try lines.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    @Test("Marks are taken in, with their precision and what misled")
    func review() async throws {
        try await withArticles { setting in
            try setting.write(Self.mark("right", 1) + Self.mark("wrong", 2) + Self.mark("wrong", 3), to: "digest.md")
            let text = try await setting.run("review", "import", setting.path("digest.md"))
            try #require(text.status == 0, "\(text.errors)")
            #expect(text.output.contains("Precision 0.50: 1 of 2"))
            #expect(text.output.contains("title: Rover = rover"))
            let json = try await setting.run("review", "import", "--json", setting.path("digest.md"))
            let summary = try #require(try objects(json.output).first)
            #expect(summary["right"] as? Int == 1)
            #expect(summary["wrong"] as? Int == 2)
            #expect(summary["precision"] as? Double == 0.5)
            #expect(summary["missed"] as? Int == 1)
            let wrong = try #require(summary["wrong_articles"] as? [[String: Any]])
            #expect(wrong.compactMap { $0["title"] as? String } == [Self.articles[1], Self.articles[2]])
        }
    }

    @Test("What cannot be read ends with its own code")
    func failures() async throws {
        try await withArticles { setting in
            try setting.write("verdict: [ ] right [ ] wrong [ ] unsure (article 1)", to: "unmarked.md")
            #expect(try await setting.run("review", "import", setting.path("unmarked.md")).status == 65)
            #expect(try await setting.run("review", "import", setting.path("nowhere.md")).status == 66)
            #expect(try await setting.run("reclassify", "--dry-run", "--alert").status == 64)
        }
    }

    @Test("A topic fitted to marks judges the store differently, first shown and then applied")
    func fitted() async throws {
        try await withArticles { setting in
            let labels = [
                "{\"title\":\"Rover drives on\",\"relevance\":\"on_topic\"}",
                "{\"title\":\"Second rover is built\",\"relevance\":\"on_topic\"}",
                "{\"title\":\"Wheel maker hires\",\"relevance\":\"related\"}",
                "{\"title\":\"New wheel is tested\",\"relevance\":\"related\"}",
                "{\"title\":\"Rain expected\",\"relevance\":\"off_topic\"}",
                "{\"title\":\"Bread is dearer\",\"relevance\":\"off_topic\"}",
            ]
            try setting.write(labels.joined(separator: "\n") + "\n", to: "labels.jsonl")
            try setting.write(Self.mark("right", 1) + Self.mark("wrong", 2), to: "digest.md")
            #expect(try await setting.run("review", "import", setting.path("digest.md")).status == 0)
            let fit = ["topic", "fit", "--labels", setting.path("labels.jsonl"), "--topic", setting.path("topic.yaml")]

            let without = try await setting.program.run(fit)
            try #require(without.status == 0, "\(without.errors)")
            let same = try await setting.run("reclassify", "--dry-run", "--json")
            #expect(try objects(same.output).last?["no_longer_on_topic"] as? Int == 0)

            // The settings name the topic file as well.
            let with = try await setting.run(
                "topic", "fit", "--labels", setting.path("labels.jsonl"), "--reviews")
            try #require(with.status == 0, "\(with.errors)")
            #expect(with.errors.contains("2 of 2 stored marks"))
            let dry = try await setting.run("reclassify", "--dry-run", "--json")
            #expect(dry.status == 0)
            let differences = try objects(dry.output)
            #expect(differences.last?["no_longer_on_topic"] as? Int == 1)
            #expect(differences.last?["applied"] is NSNull)
            let lost = try #require(differences.first { $0["difference"] as? String == "no_longer_on_topic" })
            #expect(lost["title"] as? String == Self.articles[1])

            #expect(try await setting.run("articles", "--relevance", "on_topic", "--json").output.contains("dog"))
            let applied = try await setting.run("reclassify")
            try #require(applied.status == 0, "\(applied.errors)")
            #expect(applied.output.contains("1 no longer on topic"))
            let left = try await setting.run("articles", "--relevance", "on_topic", "--json")
            #expect(try objects(left.output).map { $0["title"] as? String } == [Self.articles[0]])
            #expect(try await setting.run("deliveries", "--sent").output.contains("Nothing found."))
        }
    }

    @Test("Figures show what is taken for what, and list each mistake with its reasons where asked to")
    func figures() async throws {
        try await withArticles { setting in
            let labels = [
                "{\"id\":\"a\",\"title\":\"Rover drives on\",\"lang\":\"en\",\"relevance\":\"on_topic\"}",
                "{\"id\":\"b\",\"title\":\"A rover rolls\",\"lang\":\"en\",\"relevance\":\"on_topic\"}",
                "{\"id\":\"c\",\"title\":\"The band Rover plays\",\"lang\":\"fr\",\"relevance\":\"off_topic\"}",
                "{\"id\":\"d\",\"title\":\"Rain expected\",\"lang\":\"fr\",\"relevance\":\"off_topic\"}",
                "{\"id\":\"e\",\"title\":\"Wheel maker hires\",\"lang\":\"fr\",\"relevance\":\"related\"}",
            ]
            try setting.write(labels.joined(separator: "\n") + "\n", to: "labels.jsonl")
            let fit = [
                "topic", "fit", "--dry-run", "--labels", setting.path("labels.jsonl"), "--topic",
                setting.path("topic.yaml"),
            ]
            let figures = try await setting.program.run(fit)
            try #require(figures.status == 0, "\(figures.errors)")
            #expect(figures.output.contains("all labels: 5 articles\n  accuracy 0."))
            #expect(figures.output.contains("label \\ verdict"))
            #expect(!figures.output.contains("[Rover]"))
            let errors = try await setting.program.run(fit + ["--errors"])
            #expect(errors.output.contains("fr: label off_topic, verdict on_topic\nc  on_topic"))
            #expect(errors.output.contains("The band [Rover] plays"))
        }
    }

    @Test("Lines of a text with any form are counted")
    func scan() async throws {
        try await withArticles { setting in
            try setting.write("A ROVER.\nNothing\n\nrovers\nwheel and rover", to: "text.txt")
            let scan = ["topic", "scan", "--topic", setting.path("topic.yaml")]
            let counted = try await setting.program.run(scan + [setting.path("text.txt")])
            #expect(counted.status == 0 && counted.output == "2\n")
            #expect(try await setting.program.run(scan + [setting.path("nowhere.txt")]).status == 66)
        }
    }

    @Test("Beside a daemon nothing is applied")
    func locked() async throws {
        let server = try ScriptedServer { _ in .answer(200, body: "") }
        defer { server.close() }
        try await withArticles { setting in
            try setting.write("feeds: [{ name: One, url: '\(server.url())' }]", to: "feeds.yaml")
            try setting.write(
                "topic: topic.yaml\nfeeds: feeds.yaml\nstate: state\nfetch: { private_addresses: allow }\n",
                to: "newswatch.yaml")
            let daemon = try setting.program.start(["run", "--config", setting.settings])
            _ = await server.requests(atLeast: 1)
            #expect(try await setting.run("reclassify").status == 75)
            #expect(try await setting.run("reclassify", "--dry-run").status == 0)
            daemon.send(signal: SIGTERM)
            #expect(try await daemon.result().status == 0)
        }
    }
}
