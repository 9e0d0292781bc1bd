/// Documents that are not text at all, by their first bytes.
enum ForeignDocument {
    static func kind(of bytes: [UInt8]) -> String? {
        signatures.first { bytes.starts(with: $0.bytes) }?.what
    }

    private static let signatures: [(bytes: [UInt8], what: String)] = [
        ([0x1F, 0x8B], "data compressed with gzip"),
        (Array("PK\u{03}\u{04}".utf8), "a zip archive"),
        (Array("%PDF-".utf8), "a PDF document"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
        ([0xFF, 0xD8, 0xFF], "a JPEG image"),
        (Array("GIF8".utf8), "a GIF image"),
        ([0x28, 0xB5, 0x2F, 0xFD], "data compressed with zstd"),
        (Array("BZh".utf8), "data compressed with bzip2"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "data compressed with xz"),
        ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    ]
}
