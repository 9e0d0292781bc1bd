import Foundation
import NewsModel
import Notifying
import Testing

/// Writes the samples as files to look at in a browser, where `NEWSWATCH_SAMPLES` names a folder for them.
@Test(.enabled(if: ProcessInfo.processInfo.environment["NEWSWATCH_SAMPLES"] != nil))
func writesSamples() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["NEWSWATCH_SAMPLES"])
    for (name, material) in [
        ("rich", SampleMaterial.rich), ("empty", SampleMaterial.empty), ("hostile", DigestTests.poisoned),
    ] {
        let settings = SampleMaterial.settings
        try DigestFile.replace(path: "\(folder)/\(name).html", contents: HTMLDigest.render(material, settings))
        try DigestFile.replace(path: "\(folder)/\(name).md", contents: MarkdownDigest.render(material, settings))
        try DigestFile.replace(path: "\(folder)/\(name).json", contents: JSONDigest.render(material, settings))
        try DigestFile.replace(path: "\(folder)/\(name).atom", contents: AtomDigest.render(material, settings))
    }
    let days = ["2026-11-21", "2026-11-20", "2026-11-19", "2026-10-31"].flatMap { ["\($0).html", "\($0).md"] }
    try DigestFile.replace(path: "\(folder)/index.html", contents: DigestArchive.index(days, SampleMaterial.settings))
}

/// Writes one request of every format, with its headers, for other verifiers than ours.
@Test(.enabled(if: ProcessInfo.processInfo.environment["NEWSWATCH_SAMPLES"] != nil))
func writesRequests() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["NEWSWATCH_SAMPLES"])
    let secret = try WebhookSecret(WebhookSecretTests.published)
    for format in WebhookFormat.allCases {
        for change in SampleChanges.all {
            let endpoint = WebhookEndpoint(
                name: "desk", url: "https://a.example/hook", secrets: [secret], format: format,
                tagNames: SampleMaterial.settings.tagNames)
            let request = WebhookMessage.request(for: SampleChanges.delivery(change), to: endpoint, at: Date())
            let name = "\(folder)/\(format.rawValue)-\(change.kind.rawValue)"
            let headers = request.headers.map { "\($0.name): \($0.value)\n" }.joined()
            try DigestFile.replace(path: "\(name).headers", contents: headers)
            try DigestFile.replace(path: "\(name).body", contents: request.body)
        }
    }
}
