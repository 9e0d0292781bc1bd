import Classifying
import Foundation
import JSONText
package import NewsModel
import Storing

/// What an import did.
package struct ImportReport: Hashable, Sendable {
    package var read = 0
    package var commits = CommitReport()
}

/// Why an import ended early; what stood before the trouble is stored.
package enum ImportError: Error, CustomStringConvertible {
    case noFile(path: String, reason: String)
    case notRead(path: String, reason: String)
    /// - Parameter line: From 1.
    case badLine(path: String, line: Int, reason: String)

    package var description: String {
        switch self {
        case .noFile(let path, let reason): "\(path) cannot be opened: \(reason)"
        case .notRead(let path, let reason): "\(path) cannot be read: \(reason)"
        case .badLine(let path, let line, let reason):
            "\(path):\(line): \(reason); mend the line and import again, what was imported is known and passed over"
        }
    }
}

extension Watch {
    /// So many articles in one transaction, for the search index costs the less the more it takes at once; and fewer where
    /// they hold so many bytes, since two batches stand in memory.
    private static let batch = (articles: 4000, weight: 48 << 20)

    /// Classifies and stores articles, one JSON object a line, as a backfill that raises no alert.
    ///
    /// - Parameter path: `-` is standard input.
    /// - Throws: `ImportError` after the lines before the trouble were stored; `StoreError`.
    package func importArticles(from path: String) async throws -> ImportReport {
        let classifier = Classifier(topic: parts.plan.topic)
        var report = ImportReport()
        var lines = try Self.reader(of: path)
        var next: Piece? = Self.read(&lines, path, classifier)
        while let piece = next {
            report.read += piece.articles.count
            // The next piece is read while this one is stored.
            let (articles, time) = (piece.articles, now())
            async let stored = articles.isEmpty ? CommitReport() : store.importArticles(articles, at: time)
            next = piece.isMore && piece.trouble == nil ? Self.read(&lines, path, classifier) : nil
            report.commits += try await stored
            await store.catchUp()
            if let trouble = piece.trouble { throw trouble }
        }
        return report
    }

    /// What one transaction stores.
    private struct Piece: Sendable {
        let articles: [ImportedArticle]
        let isMore: Bool
        let trouble: ImportError?
    }

    private static func reader(of path: String) throws(ImportError) -> LineReader {
        do {
            return path == "-" ? .standardInput() : try LineReader(path: path)
        } catch {
            throw .noFile(path: path, reason: reason(error))
        }
    }

    /// The next lines, as many as one transaction takes.
    private static func read(
        _ lines: inout LineReader, _ path: String, _ classifier: Classifier
    ) -> Piece {
        var articles: [ImportedArticle] = []
        var weight = 0
        var trouble: ImportError?
        do {
            while articles.count < batch.articles, weight < batch.weight, trouble == nil {
                let isMore = try lines.next { number, bytes in
                    guard bytes.contains(where: { $0 > 0x20 }) else { return }
                    do {
                        let article = try ImportedLine(bytes).article(classifier)
                        weight += article.weight
                        articles.append(article)
                    } catch let error as ImportedLine.Unusable {
                        trouble = .badLine(path: path, line: number, reason: error.reason)
                    } catch {
                        trouble = .badLine(path: path, line: number, reason: "\(error)")
                    }
                }
                if !isMore { return Piece(articles: articles, isMore: false, trouble: trouble) }
            }
        } catch let failure as LineReader.Failure {
            trouble = .notRead(path: path, reason: reason(failure))
        } catch {
            trouble = .notRead(path: path, reason: "\(error)")
        }
        return Piece(articles: articles, isMore: true, trouble: trouble)
    }

    private static func reason(_ failure: LineReader.Failure) -> String {
        switch failure {
        case .cannotOpen(let code), .cannotRead(let code): String(cString: strerror(code))
        case .lineTooLong(let line, let limit): "line \(line) is longer than \(limit >> 20) MiB"
        }
    }
}
