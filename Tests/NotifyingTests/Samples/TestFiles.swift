import Foundation
import Testing

/// Runs the body with a fresh folder and removes it afterwards.
func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "newswatch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
}

/// An object read by Foundation, not by the code that wrote it.
struct JSONObject {
    let members: [String: Any]

    init(_ bytes: [UInt8]) throws {
        members = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    var keys: Set<String> { Set(members.keys) }

    subscript(key: String) -> Any? { members[key] }

    /// Every string in it, at any depth, keys left out.
    var strings: [String] { Self.strings(members) }

    private static func strings(_ value: Any) -> [String] {
        if let text = value as? String { return [text] }
        if let object = value as? [String: Any] { return object.values.flatMap(strings) }
        if let array = value as? [Any] { return array.flatMap(strings) }
        return []
    }
}
