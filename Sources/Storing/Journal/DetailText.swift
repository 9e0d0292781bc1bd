import Foundation
import NewsModel

/// The detail of a change as JSON.
enum DetailText {
    static func json(_ detail: ChangeDetail) throws -> String {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .custom { date, encoder in
            // Whole and within bounds, as in the tables: JSON has no infinity.
            var container = encoder.singleValueContainer()
            try container.encode(date.milliseconds)
        }
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(detail), as: UTF8.self)
    }

    static func detail(_ json: String) throws -> ChangeDetail {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .millisecondsSince1970
        return try decoder.decode(ChangeDetail.self, from: Data(json.utf8))
    }
}
