package import Foundation
package import NewsModel
import Notifying
package import Storing

/// Why the marks of a digest could not be read.
package enum DigestReviewError: Error, CustomStringConvertible {
    case noFile(path: String)
    case notRead(path: String, reason: String)
    case tooLarge(path: String, limit: Int)
    /// - Parameter ambiguousLines: From 1.
    case noMarks(path: String, ambiguousLines: [Int])

    package var description: String {
        switch self {
        case .noFile(let path): "there is no file \(path); name an edited digest"
        case .notRead(let path, let reason): "\(path) cannot be read: \(reason)"
        case .tooLarge(let path, let limit): "\(path) is larger than \(limit >> 20) MiB, which no digest is"
        case .noMarks(let path, let lines):
            "\(path) holds no marks; put an x into one box of a verdict line and import it again"
                + (lines.isEmpty ? "" : " (more than one box is ticked in \(Self.list(lines)))")
        }
    }

    private static func list(_ lines: [Int]) -> String {
        let numbers = lines.prefix(20).map(String.init).joined(separator: ", ")
        return "line\(lines.count == 1 ? "" : "s") \(numbers)\(lines.count > 20 ? ", ..." : "")"
    }
}

/// An analyst's marks of one digest, stored, with what they say of the verdicts.
package struct DigestReview: Sendable {
    /// A mark with its article as it is stored.
    package struct Entry: Sendable {
        package let review: Review
        package let article: Article
    }

    /// By the order of the digest, each article once.
    package private(set) var entries: [Entry] = []
    /// Marked, but not in the store.
    package private(set) var unknown: [ArticleID] = []
    /// Lines, from 1, with more than one box ticked; they count for nothing.
    package private(set) var ambiguousLines: [Int] = []

    package func count(_ mark: AnalystMark) -> Int { entries.count { $0.review.mark == mark } }

    package var wrong: [Entry] { entries.filter { $0.review.mark == .wrong } }

    /// Of the verdicts "on topic" that were marked right or wrong, how many were right; nil when none was.
    package var precision: (right: Int, marked: Int)? {
        let marked = entries.filter { $0.review.relevance == .onTopic && $0.review.mark != .unsure }
        return marked.isEmpty ? nil : (marked.count { $0.review.mark == .right }, marked.count)
    }

    /// Near misses that were marked wrong: they should have been on topic.
    package var missed: Int { entries.count { $0.review.mark == .wrong && $0.review.relevance != .onTopic } }

    // MARK: Reading

    private static let sizeLimit = 64 << 20

    /// Reads the marks of an edited digest, in Markdown or HTML, and stores them.
    ///
    /// - Throws: `DigestReviewError`; `StoreError`.
    package init(of path: String, storingIn store: NewsStore, at now: Date) async throws {
        let read = VerdictMark.read(try Self.text(of: path))
        guard !read.marks.isEmpty else {
            throw DigestReviewError.noMarks(path: path, ambiguousLines: read.ambiguousLines)
        }
        ambiguousLines = read.ambiguousLines
        unknown = try await store.save(read.marks, at: now)
        var seen = Set(unknown)
        for mark in read.marks where seen.insert(mark.article).inserted {
            guard let stored = try await store.review(of: mark.article) else { continue }
            var article = stored.article
            article.text.summary = ""
            article.text.body = ""
            entries.append(Entry(review: stored.review, article: article))
        }
    }

    private static func text(of path: String) throws(DigestReviewError) -> String {
        let file = URL(fileURLWithPath: path)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
            throw .noFile(path: path)
        }
        do {
            let handle = try FileHandle(forReadingFrom: file)
            defer { try? handle.close() }
            let data = try handle.read(upToCount: sizeLimit + 1) ?? Data()
            guard data.count <= sizeLimit else { throw DigestReviewError.tooLarge(path: path, limit: sizeLimit) }
            return String(decoding: data, as: UTF8.self)
        } catch let error as DigestReviewError {
            throw error
        } catch {
            throw .notRead(path: path, reason: error.localizedDescription)
        }
    }
}
