import Measuring
import NewsModel
package import Notifying
package import Storing

/// Copies the journal into the change log, from where it left off.
///
/// The cursor moves only after the lines are on the disk: a crash in between repeats lines, under the same change
/// numbers, and loses none.
package actor JournalReader {
    private static let name = "log"
    /// So many changes are copied at once.
    private static let page = 500

    private let store: NewsStore
    private let measures: Measures
    private var file: ChangeLogFile
    private var isAdvancing = false
    private var hasNews = false

    package init(store: NewsStore, file: ChangeLogFile, measures: Measures) {
        self.store = store
        self.measures = measures
        self.file = file
    }

    /// Appends every change that is not in the log yet.
    ///
    /// A call while another one is at work returns at once; the one at work then takes another look.
    ///
    /// - Throws: `ChangeLogError`, `StoreError`, or `CancellationError` when the task was cancelled meanwhile.
    package func advance() async throws {
        hasNews = true
        guard !isAdvancing else { return }
        isAdvancing = true
        defer { isAdvancing = false }
        while hasNews {
            hasNews = false
            try await copy()
        }
    }

    private func copy() async throws {
        var changes = try await store.changes(after: store.cursor(of: Self.name), limit: Self.page)
        while let last = changes.last {
            // The next page is read while this one is written.
            async let next = store.changes(after: last.id, limit: Self.page)
            let (file, page) = (file, changes)
            // A full pipe or a stuck disk holds up this reader, and nothing that shares its actor's threads.
            try await Blocking.runUnlessCancelled {
                Result { () throws(ChangeLogError) in try file.append(page) }
            }.get()
            try await store.setCursor(of: Self.name, to: last.id)
            for change in page { measures.changes.add(to: change.kind) }
            changes = try await next
        }
    }

    /// Goes on in this file.
    package func use(_ file: ChangeLogFile) { self.file = file }
}
