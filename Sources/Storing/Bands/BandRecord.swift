import Foundation

/// A band of an article as the store keeps it.
///
/// Thirty-two bits tell bands apart among those of a few months: of a million, one in some thousands is taken for
/// another, which costs a comparison of two texts.
struct BandRecord: Comparable {
    let hash: UInt32
    let article: Int64

    static func hash(of band: UInt64) -> UInt32 { UInt32(band >> 32) }

    static func < (a: BandRecord, b: BandRecord) -> Bool {
        a.hash != b.hash ? a.hash < b.hash : a.article < b.article
    }
}

/// Records in ascending order as one value of the database, twelve bytes each: the hash, then the article, little-endian.
enum BandLeaf {
    /// As many records as a page of the database has room for; the records of one hash lie in one leaf.
    static let capacity = 676
    private static let recordBytes = 12

    static func data(of records: [BandRecord]) -> Data {
        var data = Data(count: records.count * recordBytes)
        data.withUnsafeMutableBytes { bytes in
            for (index, record) in records.enumerated() {
                let place = index * recordBytes
                bytes.storeBytes(of: record.hash.littleEndian, toByteOffset: place, as: UInt32.self)
                bytes.storeBytes(of: record.article.littleEndian, toByteOffset: place + 4, as: Int64.self)
            }
        }
        return data
    }

    static func records(in bytes: UnsafeRawBufferPointer) -> [BandRecord] {
        (0..<count(in: bytes)).map { record($0, in: bytes) }
    }

    private static func count(in bytes: UnsafeRawBufferPointer) -> Int { bytes.count / recordBytes }

    private static func record(_ index: Int, in bytes: UnsafeRawBufferPointer) -> BandRecord {
        let article = bytes.loadUnaligned(fromByteOffset: index * recordBytes + 4, as: Int64.self)
        return BandRecord(hash: hash(index, in: bytes), article: Int64(littleEndian: article))
    }

    /// The articles that have a band, the newest first.
    static func articles(with hash: UInt32, in bytes: UnsafeRawBufferPointer) -> [Int64] {
        var low = 0
        var high = count(in: bytes)
        while low < high {
            let middle = (low + high) / 2
            if self.hash(middle, in: bytes) <= hash { low = middle + 1 } else { high = middle }
        }
        var articles: [Int64] = []
        while low > 0, self.hash(low - 1, in: bytes) == hash {
            low -= 1
            articles.append(record(low, in: bytes).article)
        }
        return articles
    }

    private static func hash(_ index: Int, in bytes: UnsafeRawBufferPointer) -> UInt32 {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index * recordBytes, as: UInt32.self))
    }
}
