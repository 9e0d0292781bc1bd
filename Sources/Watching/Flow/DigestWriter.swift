package import Foundation
package import NewsModel
import Notifying
package import Storing

/// Reads the journal's window and replaces the digest files.
///
/// "New" in a digest is what came since the last one of the day before in the reader's zone: the files are written anew
/// every few minutes, but people read them once or twice a day.
package struct DigestWriter: Sendable {
    private static let written = "digest written"
    private static let day = "digest day"
    private static let dayBefore = "digest of the day before"

    private let store: NewsStore
    private let plan: Plan
    private let replace: @Sendable (_ path: String, _ contents: String) throws -> Void

    /// - Parameter replace: Replaces a file whole; it may block its thread.
    package init(
        store: NewsStore,
        plan: Plan,
        replace: @escaping @Sendable (_ path: String, _ contents: String) throws -> Void = {
            try DigestFile.replace(path: $0, contents: $1)
        }
    ) {
        self.store = store
        self.plan = plan
        self.replace = replace
    }

    /// Writes the digest of the window that ends now, keeps a copy under its day, and remembers when.
    ///
    /// It neither renders nor waits for the disk on its caller's actor: the daemon has alerts to send meanwhile.
    @concurrent package func write(at now: Date) async throws {
        try await beginDay(at: now)
        let output = plan.settings.notify.digest
        let settings = plan.digestSettings
        let material = try await material(from: now.addingTimeInterval(-output.window.inSeconds), to: now)
        let markdown = MarkdownDigest.render(material, settings)
        let atom = output.atomPath.map { (path: $0, text: AtomDigest.render(material, settings)) }
        let html = output.htmlPath.map { (path: $0, text: HTMLDigest.render(material, settings)) }
        try await Blocking.runUnlessCancelled {
            Result {
                try replace(plan.statePath(output.path), markdown)
                if let atom { try replace(plan.statePath(atom.path), atom.text) }
                if let html {
                    try replace(plan.statePath(html.path), html.text)
                    try keep(html.text, .html, at: now)
                }
                try keep(markdown, .markdown, at: now)
            }
        }.get()
        try await store.remember(Self.written, now.formatted(.iso8601))
    }

    /// What a digest of the time between the two moments tells.
    package func material(from: Date, to: Date) async throws(StoreError) -> DigestMaterial {
        var material = try await store.digestMaterial(from: from, to: to, lastDigest: date(Self.dayBefore))
        // Nobody can mend what the settings no longer name.
        let named = plan.endpointNames
        material.troubledEndpoints.removeAll { !named.contains($0.name) }
        return material
    }

    /// When the digest files were last replaced.
    package func lastWritten() async throws(StoreError) -> Date? { try await date(Self.written) }

    private func date(_ key: String) async throws(StoreError) -> Date? {
        try await store.memory(key).flatMap { try? Date($0, strategy: .iso8601) }
    }

    /// On the first digest of a day, remembers when the last one of the days before was written.
    private func beginDay(at now: Date) async throws(StoreError) {
        let today = DigestArchive.fileName(for: now, .markdown, plan.digestSettings)
        guard try await store.memory(Self.day) != today else { return }
        try await store.remember(Self.dayBefore, store.memory(Self.written))
        try await store.remember(Self.day, today)
    }

    // MARK: The archive

    private func keep(_ text: String, _ format: DigestArchive.Format, at now: Date) throws {
        let output = plan.settings.notify.digest
        guard let path = output.archivePath else { return }
        let settings = plan.digestSettings
        let folder = URL(fileURLWithPath: plan.statePath(path))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let name = DigestArchive.fileName(for: now, format, settings)
        try replace(folder.appendingPathComponent(name).path, text)
        let days = Int(output.keep.components.seconds / 86_400)
        var names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        for expired in DigestArchive.expired(names, keeping: days, at: now, settings) {
            try FileManager.default.removeItem(at: folder.appendingPathComponent(expired))
            names.removeAll { $0 == expired }
        }
        try replace(folder.appendingPathComponent("index.html").path, DigestArchive.index(names, settings))
    }
}
