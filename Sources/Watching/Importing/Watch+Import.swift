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
    /// So many articles in one transaction.
    private static let batch = 500

    /// Classifies and stores articles, one JSON object a line, as a backfill that raises no alert.
    ///
    /// - Parameter path: `-` is standard input.
    /// - Throws: `ImportError` after the lines before the trouble were stored; `StoreError`.
    package func importArticles(from path: String) async throws -> ImportReport {
        let classifier = Classifier(topic: parts.plan.topic)
        var report = ImportReport()
        var lines = try Self.reader(of: path)
        var isMore = true
        while isMore {
            let piece = Self.read(&lines, path, classifier)
            isMore = piece.isMore
            report.read += piece.articles.count
            if !piece.articles.isEmpty {
                report.commits += try await store.importArticles(piece.articles, at: now())
            }
            if let trouble = piece.trouble { throw trouble }
        }
        return report
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
    ) -> (articles: [ImportedArticle], isMore: Bool, trouble: ImportError?) {
        var articles: [ImportedArticle] = []
        var trouble: ImportError?
        do {
            while articles.count < batch, trouble == nil {
                let isMore = try lines.next { number, bytes in
                    guard bytes.contains(where: { $0 > 0x20 }) else { return }
                    do {
                        articles.append(try ImportedLine(bytes).article(classifier))
                    } catch let error as ImportedLine.Unusable {
                        trouble = .badLine(path: path, line: number, reason: error.reason)
                    } catch {
                        trouble = .badLine(path: path, line: number, reason: "\(error)")
                    }
                }
                if !isMore { return (articles, false, trouble) }
            }
        } catch let failure as LineReader.Failure {
            trouble = .notRead(path: path, reason: reason(failure))
        } catch {
            trouble = .notRead(path: path, reason: "\(error)")
        }
        return (articles, true, trouble)
    }

    private static func reason(_ failure: LineReader.Failure) -> String {
        switch failure {
        case .cannotOpen(let code), .cannotRead(let code): String(cString: strerror(code))
        case .lineTooLong(let line, let limit): "line \(line) is longer than \(limit >> 20) MiB"
        }
    }
}
