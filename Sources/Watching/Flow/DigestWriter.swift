package import Foundation
package import NewsModel
import Notifying
package import Storing

/// Reads the journal's window and replaces the digest files.
package struct DigestWriter: Sendable {
    private static let lastDigest = "last digest"

    private let store: NewsStore
    private let plan: Plan

    package init(store: NewsStore, plan: Plan) {
        self.store = store
        self.plan = plan
    }

    /// Writes the digest of the window that ends now, and remembers when.
    package func write(at now: Date) async throws {
        let output = plan.settings.notify.digest
        let material = try await material(from: now.addingTimeInterval(-output.window.inSeconds), to: now)
        let settings = plan.digestSettings
        try DigestFile.replace(
            path: plan.statePath(output.path), contents: MarkdownDigest.render(material, settings))
        if let html = output.htmlPath {
            try DigestFile.replace(path: plan.statePath(html), contents: HTMLDigest.render(material, settings))
        }
        try await store.remember(Self.lastDigest, now.formatted(.iso8601))
    }

    /// What a digest of the time between the two moments tells.
    package func material(from: Date, to: Date) async throws -> DigestMaterial {
        try await store.digestMaterial(from: from, to: to, lastDigest: lastWritten())
    }

    /// When the digest files were last replaced.
    package func lastWritten() async throws(StoreError) -> Date? {
        try await store.memory(Self.lastDigest).flatMap { try? Date($0, strategy: .iso8601) }
    }
}
