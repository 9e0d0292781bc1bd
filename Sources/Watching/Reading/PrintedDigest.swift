package import Foundation
import NewsModel
import Notifying
import Storing

/// A digest on demand: it is printed, and leaves the digest files and their memory alone.
package struct PrintedDigest: Sendable {
    private let material: DigestMaterial
    private let settings: DigestSettings

    /// - Parameter since: Where the window begins; `nil` takes the settings' length.
    package init(plan: Plan, since: Date?, now: Date) async throws {
        let store = try NewsStore(directory: plan.settings.state, access: .reader)
        let from = since ?? now.addingTimeInterval(-plan.settings.notify.digest.window.inSeconds)
        material = try await DigestWriter(store: store, plan: plan).material(from: from, to: now)
        settings = plan.digestSettings
    }

    package var markdown: String { MarkdownDigest.render(material, settings) }
    package var html: String { HTMLDigest.render(material, settings) }
    package var json: String { JSONDigest.render(material, settings) }
}
