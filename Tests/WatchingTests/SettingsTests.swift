import Foundation
import NewsModel
import Notifying
import StrictYAML
import Testing

@testable import Watching

@Suite("Settings are typed, defaulted and strict")
struct SettingsTests {
    private let file = URL(fileURLWithPath: "/etc/newswatch/newswatch.yaml")
    private let least = "topic: topics/t.yaml\nfeeds: feeds.yaml\nstate: ../state\n"

    private func read(_ text: String, environment: [String: String] = [:]) -> (settings: Settings?, problems: [String])
    {
        let log = ProblemLog()
        let settings = Settings.read(text, file: file, environment: environment, log: log)
        return (settings, log.problems.map(\.description))
    }

    @Test("The least settings give the documented defaults, and paths start at the file")
    func defaults() throws {
        let (settings, problems) = read(least)
        #expect(problems.isEmpty)
        let read = try #require(settings)
        #expect(read.topic.path == "/etc/newswatch/topics/t.yaml")
        #expect(read.state.path == "/etc/state")
        #expect(read.fetch.interval == .seconds(3600))
        #expect(read.fetch.bodyLimitBytes == 16 << 20)
        #expect(read.fetch.perHostGap == .seconds(2))
        #expect(read.fetch.proxy == .direct)
        #expect(read.notify.baseline == .quiet)
        #expect(read.notify.digest.htmlPath == "digest.html")
        #expect(read.http == nil)
    }

    @Test("systemd's state directory wins")
    func stateDirectory() {
        #expect(
            read(least, environment: ["STATE_DIRECTORY": "/var/lib/newswatch"]).settings?.state.path
                == "/var/lib/newswatch")
    }

    @Test("Every problem is told at once, each at its line")
    func problems() {
        let (settings, problems) = read(
            """
            topic: t.yaml
            feeds: feeds.yaml
            fetch: { intervall: 60m, timeout: soon }
            notify:
              webhooks:
                - { name: desk, url: ftp://example.org }
            """)
        #expect(settings == nil)
        #expect(
            problems.contains(
                "/etc/newswatch/newswatch.yaml:1:1: error: 'state' is missing; add 'state: PATH', relative to this file"
            ))
    }

    @Test(
        "What one section gets wrong",
        arguments: [
            ("fetch: { intervall: 60m }", "4:10: error: unknown key 'intervall'; did you mean 'interval'?"),
            ("fetch: { timeout: soon }", "4:19: error: 'soon' is no length of time"),
            ("fetch: { proxy: 'proxy.example:3128' }", "4:17: error: this is no proxy's address"),
            ("fetch: { shortest_interval: 2d }", "'shortest_interval' is longer"),
            ("notify: { digest: { timezone: Mars } }", "'Mars' is no time zone"),
            ("notify: { webhooks: [{ name: desk, url: 'https://a.example/' }] }", "has no secret to sign with"),
            ("notify: { webhooks: [{ name: desk, url: 'ftp://a.example/', format: slack }] }", "is no web address"),
            ("notify: { webhooks: [{ name: a, url: 'https://a.example/', format: slak }] }", "did you mean 'slack'?"),
            (
                "notify: { webhooks: [{ name: a, url: 'https://a.example/', format: text, events: [story.old] }] }",
                "'story.old'"
            ),
            ("log: { level: loud }", "'loud' is none of"),
            ("notify: { quiet_hours: { from: '22:00', to: '7:60' } }", "4:45: error: '7:60' is no time of day"),
            ("notify: { quiet_hours: { from: '22:00' } }", "need 'from' and 'to'"),
            ("notify: { quiet_hours: { from: '22:00', to: '22:00' } }", "end when they begin"),
            ("notify: { mail: { from: a@example.org, at: '07:00' } }", "'to' is missing"),
            ("notify: { mail: { to: 'a@b, c@d', from: a@example.org, at: '07:00' } }", "is no mail address"),
            ("notify: { mail: { to: a@b, from: a@b, at: '07:00', command: 'mail | cat' } }", "no whole path"),
            (
                """
                notify: { mail: { to: a@b, from: a@b, at: '07:00' }, \
                webhooks: [{ name: mail, url: 'https://a.example/', format: text }] }
                """, "named as the mail is"
            ),
        ])
    func sections(section: String, problem: String) {
        let (_, problems) = read(least + section + "\n")
        #expect(problems.count == 1)
        #expect(problems.first?.contains(problem) == true, "\(problems)")
    }

    @Test("Quiet hours are for every webhook that has none of its own; unquoted times are times")
    func quiet() throws {
        let (settings, problems) = read(
            least + """
                notify:
                  quiet_hours: { from: 22:00, to: 07:00, timezone: Asia/Seoul }
                  mail: { to: [Desk <a@example.org>, b@example.org], from: c@example.org, at: 06:30 }
                  webhooks:
                    - { name: a, url: 'https://a.example/', format: text }
                    - { name: b, url: 'https://a.example/', format: text, quiet_hours: off, alerts_per_hour: 12 }
                    - { name: c, url: 'https://a.example/', format: text, quiet_hours: { from: 12:00, to: 13:00 }, timeout: 5s }
                """)
        #expect(problems.isEmpty)
        let notify = try #require(settings?.notify)
        let usual = try #require(notify.quietHours)
        #expect("\(usual.from) \(usual.to) \(usual.timeZone.identifier)" == "22:00 07:00 Asia/Seoul")
        #expect(notify.webhooks.map(\.pacing.quietHours?.from.description) == ["22:00", nil, "12:00"])
        #expect(notify.webhooks.map(\.pacing.alertsPerHour) == [nil, 12, nil])
        #expect(notify.webhooks.map(\.timeout) == [.seconds(20), .seconds(20), .seconds(5)])
        let addresses = ["Desk <a@example.org>", "b@example.org"].compactMap(MailAddress.init)
        #expect(notify.mail?.to == addresses)
        #expect(notify.mail?.command == ["/usr/sbin/sendmail", "-t", "-i"])
    }

    @Test("A webhook's route says which changes it wants")
    func route() throws {
        let (settings, problems) = read(
            least + """
                notify:
                  webhooks:
                    - { name: desk, url: 'https://a.example/h', secret: [whsec_a, whsec_b], events: [story.new],
                        relevance: related, tags: [sanctions] }
                """)
        #expect(problems.isEmpty)
        let route = try #require(settings?.notify.webhooks.first?.route)
        #expect(route == Route(endpoint: "desk", kinds: [.storyNew], relevance: .related, tags: ["sanctions"]))
        #expect(route.wants(.storyNew, quiet: false, detail: ChangeDetail(relevance: .onTopic, tags: ["sanctions"])))
        #expect(!route.wants(.storyNew, quiet: true, detail: ChangeDetail(relevance: .onTopic, tags: ["sanctions"])))
        #expect(!route.wants(.storyNew, quiet: false, detail: ChangeDetail(relevance: .onTopic, tags: ["arms"])))
        #expect(!route.wants(.storyNew, quiet: false, detail: ChangeDetail(relevance: .offTopic, tags: ["sanctions"])))
        #expect(!route.wants(.feedGone, quiet: false, detail: ChangeDetail()))
    }
}
