import Foundation
import NewsModel
import Testing

@testable import Notifying

@Suite("The digest by mail")
struct MailTests {
    private static func endpoint() throws -> MailEndpoint {
        MailEndpoint(
            name: "mail", to: ["desk@example.org", "Späher <second@example.org>"].compactMap(MailAddress.init),
            from: try #require(MailAddress("newswatch@example.org")), command: ["/bin/false"])
    }

    private static var delivery: Delivery { SampleChanges.delivery(SampleChanges.change(.digestReady)) }

    @Test(
        "An address is one mailbox that cannot leave its header",
        arguments: [
            ("desk@example.org", "desk@example.org"),
            ("News desk <desk@example.org>", "News desk <desk@example.org>"),
            ("\"Desk, night\" <desk@example.org>", "=?UTF-8?B?RGVzaywgbmlnaHQ=?= <desk@example.org>"),
            ("편집국 <desk@example.org>", "=?UTF-8?B?7Y647KeR6rWt?= <desk@example.org>"),
            ("desk@example.org\nBcc: all@example.org", nil), ("a@b, c@d", nil), ("desk", nil), ("@example.org", nil),
            ("a@b@c", nil), ("a..b@c", nil), ("-t@example.org", nil), ("a b@example.org", nil), ("<>", nil),
        ] as [(String, String?)])
    func address(text: String, header: String?) { #expect(MailAddress(text)?.header == header) }

    private static func message(title: String) throws -> (headers: String, parts: [String]) {
        var settings = SampleMaterial.settings
        settings.topicTitle = title
        let bytes = MailMessage.bytes(SampleMaterial.rich, for: delivery, to: try endpoint(), settings)
        let text = String(decoding: bytes, as: UTF8.self)
        let parts = text.components(separatedBy: "\n--=_chg_7_mail_1795251012")
        return (parts[0].components(separatedBy: "\n\n")[0], Array(parts.dropFirst()))
    }

    @Test("A message has a text and a page, both whole, in lines that every server takes")
    func parts() throws {
        let (headers, parts) = try Self.message(title: "Treaty")
        #expect(headers.contains("\nMIME-Version: 1.0\n"))
        #expect(headers.contains("\nDate: Sat, 21 Nov 2026 08:50:12 +0000\n"))
        #expect(headers.contains("\nMessage-ID: <chg_7_mail.1795251012@example.org>\n"))
        #expect(headers.contains("\nAuto-Submitted: auto-generated\n"))
        #expect(parts.count == 3)
        #expect(parts[2] == "--\n")
        let bodies = try parts[..<2].map { part in
            let pieces = part.components(separatedBy: "\n\n")
            #expect(part.split(separator: "\n").allSatisfy { $0.utf8.count <= 76 })
            let lines = pieces.dropFirst().joined().replacing("\n", with: "")
            return String(decoding: try #require(Data(base64Encoded: lines)), as: UTF8.self)
        }
        #expect(
            bodies[0].replacing("\r\n", with: "\n")
                == MarkdownDigest.render(SampleMaterial.rich, Self.settings("Treaty")))
        #expect(
            bodies[1].replacing("\r\n", with: "\n") == HTMLDigest.render(SampleMaterial.rich, Self.settings("Treaty")))
        #expect(!bodies[0].replacing("\r\n", with: "").contains("\n"))
    }

    private static func settings(_ title: String) -> DigestSettings {
        var settings = SampleMaterial.settings
        settings.topicTitle = title
        return settings
    }

    @Test(
        "No title can make a header or leave ASCII, and no line of the headers is long",
        arguments: SampleChanges.nastyTexts + ["조약", "a\r\nBcc: all@example.org\r\n\r\nbody", "=?UTF-8?B?eA==?="])
    func headers(title: String) throws {
        let (headers, _) = try Self.message(title: title)
        let lines = headers.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.utf8.count <= 78 || !$0.contains(" ") })
        #expect(headers.utf8.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0A })
        let names = lines.filter { !$0.hasPrefix(" ") }.compactMap { $0.split(separator: ":").first.map(String.init) }
        #expect(
            names == ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Auto-Submitted", "Content-Type"])
    }

    // MARK: The program that mails

    /// Runs a shell script as the mail command.
    private func answer(_ script: String, timeout: Duration = .seconds(20), message: String = "hello\n") throws
        -> (DeliveryAnswer, URL)
    {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let answer = Sendmail.send(
            Array(message.utf8), by: ["/bin/sh", "-c", script, "sh", folder.path, "$(touch /tmp/x) ; & |"],
            timeout: timeout)
        return (answer, folder)
    }

    @Test("The program gets the message and its arguments as they are")
    func accepted() throws {
        let message = String(repeating: "a line of the message\n", count: 20_000)
        let (answer, folder) = try answer("cat >$1/mail; printf %s \"$2\" >$1/arguments", message: message)
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(answer == .accepted)
        #expect(try String(contentsOf: folder.appendingPathComponent("mail"), encoding: .utf8) == message)
        #expect(
            try String(contentsOf: folder.appendingPathComponent("arguments"), encoding: .utf8)
                == "$(touch /tmp/x) ; & |")
    }

    @Test(
        "What goes wrong is told in the program's own words, cleaned and cut",
        arguments: [
            ("echo 'no route to host' >&2; exit 75", "/bin/sh ended with code 75: no route to host"),
            ("printf 'a\\033[2Jb\\nc'; exit 1", "/bin/sh ended with code 1: a[2Jb c"),
            ("kill -TERM $$", "/bin/sh was ended by signal 15"),
            ("exit 1", "/bin/sh ended with code 1"),
        ])
    func failed(script: String, reason: String) throws {
        let (answer, folder) = try answer(script)
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(answer == .failure(reason))
    }

    @Test("A program that talks without end is heard out to a limit, one that reads nothing does no harm")
    func flood() throws {
        let (answer, folder) = try answer("head -c 3000000 /dev/zero | tr '\\0' x; exit 3")
        defer { try? FileManager.default.removeItem(at: folder) }
        guard case .failure(let reason) = answer else {
            Issue.record("accepted")
            return
        }
        #expect(reason.utf8.count < 300)
    }

    @Test(
        "A program that hangs is stopped with all that it started; one that leaves something behind is not waited for")
    func hanging() throws {
        let (late, folder) = try answer("sleep 1000 & echo $! >$1/id; sleep 1000", timeout: .milliseconds(500))
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(late == .failure("/bin/sh did not end within 0 s and was stopped"))
        let id = try String(contentsOf: folder.appendingPathComponent("id"), encoding: .utf8)
        // It dies when it is next scheduled, and stays a zombie until whoever adopted it has buried it.
        let file = "/proc/\(id.trimmingCharacters(in: .newlines))/stat"
        func lives() -> Bool {
            (try? String(contentsOfFile: file, encoding: .utf8)).map { !$0.contains(") Z ") } ?? false
        }
        for _ in 0..<5000 where lives() { usleep(1000) }
        #expect(!lives())
        let (early, other) = try answer("sleep 5 & exit 0")
        defer { try? FileManager.default.removeItem(at: other) }
        #expect(early == .accepted)
    }

    @Test("A program that is not there is a failure in words")
    func missing() {
        let answer = Sendmail.send([], by: ["/nowhere/sendmail"], timeout: .seconds(5))
        #expect(answer == .failure("/nowhere/sendmail cannot be started: No such file or directory"))
    }
}
