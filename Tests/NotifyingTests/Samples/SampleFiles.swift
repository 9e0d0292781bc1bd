import Foundation
import Notifying
import Testing

/// Writes the samples as files to look at in a browser, where `NEWSWATCH_SAMPLES` names a folder for them.
@Test(.enabled(if: ProcessInfo.processInfo.environment["NEWSWATCH_SAMPLES"] != nil))
func writesSamples() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["NEWSWATCH_SAMPLES"])
    for (name, material) in [("rich", SampleMaterial.rich), ("empty", SampleMaterial.empty)] {
        let settings = SampleMaterial.settings
        try DigestFile.replace(path: "\(folder)/\(name).html", contents: HTMLDigest.render(material, settings))
        try DigestFile.replace(path: "\(folder)/\(name).md", contents: MarkdownDigest.render(material, settings))
        try DigestFile.replace(path: "\(folder)/\(name).json", contents: JSONDigest.render(material, settings))
        try DigestFile.replace(path: "\(folder)/\(name).atom", contents: AtomDigest.render(material, settings))
    }
    let days = ["2026-11-21", "2026-11-20", "2026-11-19", "2026-10-31"].flatMap { ["\($0).html", "\($0).md"] }
    try DigestFile.replace(path: "\(folder)/index.html", contents: DigestArchive.index(days, SampleMaterial.settings))
}
