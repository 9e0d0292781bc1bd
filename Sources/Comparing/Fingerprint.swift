import Foundation
package import NewsModel

/// Hashes that are stored, and so must be the same in every run and on every machine.
///
/// They tell versions apart; they are no defence against somebody who wants two texts to collide.
package enum Fingerprint {
    /// Fast 64-bit hash of bytes.
    package static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
        if let hash = bytes.withContiguousStorageIfAvailable({ of(UnsafeRawBufferPointer($0)) }) { return hash }
        return Array(bytes).withUnsafeBytes { of($0) }
    }

    package static func of(_ text: String) -> UInt64 {
        var text = text
        return text.withUTF8 { of(UnsafeRawBufferPointer($0)) }
    }

    private static let primes: (UInt64, UInt64, UInt64) = (
        0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3
    )

    /// Mum-hash over 32 bytes a step, in two independent lanes.
    package static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        // Unlike the factors below: a product of two like factors would not tell its halves apart.
        var first: UInt64 = 0x2D35_8DCC_AA6C_78A5
        var second: UInt64 = 0x8BB8_4B93_962E_ACC9
        var offset = 0
        while bytes.count - offset >= 32 {
            first = fold(word(bytes, offset) ^ primes.0, word(bytes, offset + 8) ^ first)
            second = fold(word(bytes, offset + 16) ^ primes.1, word(bytes, offset + 24) ^ second)
            offset += 32
        }
        while bytes.count - offset >= 8 {
            first = fold(word(bytes, offset) ^ primes.2, first)
            offset += 8
        }
        return fold(fold(first ^ tail(bytes, offset), primes.1) ^ second, primes.2 ^ UInt64(bytes.count))
    }

    /// The bytes from an offset on, seven at the most, as one number.
    ///
    /// Most words have four letters and more: two overlapping loads read them, without a step for each.
    private static func tail(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        let count = bytes.count - offset
        guard count >= 4 else { return bytes[offset...].reduce(0) { $0 << 8 | UInt64($1) } }
        func half(_ offset: Int) -> UInt64 {
            UInt64(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
        }
        let rest = UInt64(8 * (count - 4))
        return half(offset) << rest | half(bytes.count - 4) & (1 << rest - 1)
    }

    private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// Both halves of the 128-bit product, folded together.
    static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }

    /// A hash fed one value at a time.
    struct Mixer {
        private var state = Fingerprint.primes.0

        mutating func mix(_ value: UInt32) { mix(UInt64(value)) }

        mutating func mix(_ value: UInt64) {
            state = Fingerprint.fold(state ^ value, Fingerprint.primes.1) &+ Fingerprint.primes.2
        }

        func finish() -> UInt64 { Fingerprint.fold(state, Fingerprint.primes.2) ^ state }
    }
}

extension Fingerprint {
    /// Of the entry as the feed wrote it: equal means that nothing needs to be looked at.
    package static func of(entry: ParsedEntry) -> UInt64 {
        var mixer = Mixer()
        func mix(_ text: String?) {
            // Nil and empty differ, and no two neighbouring fields can run together.
            mixer.mix(text.map { of($0) } ?? 1)
        }
        func mix(_ texts: [String]) {
            mixer.mix(UInt64(texts.count))
            for text in texts { mix(text) }
        }
        func mix(_ date: Date?) { mixer.mix(date?.timeIntervalSinceReferenceDate.bitPattern ?? 1) }
        mix(entry.id)
        mix(entry.url)
        mix(entry.title)
        mix(entry.summaryHTML)
        mix(entry.contentHTML)
        mix(entry.published)
        mix(entry.modified)
        mix(entry.authors)
        mix(entry.categories)
        mix(entry.language)
        mix(entry.externalURL)
        mixer.mix(UInt64(entry.enclosures.count))
        for enclosure in entry.enclosures {
            mix(enclosure.url)
            mix(enclosure.type)
            mixer.mix(UInt64(bitPattern: Int64(enclosure.length ?? -1)))
        }
        return mixer.finish()
    }

    /// Of the words only: equal when only markup, white space, punctuation, counters or "updated 3 min ago" differ.
    package static func of(words text: ArticleText) -> UInt64 {
        var mixer = Mixer()
        for field in [text.title, text.summary, text.body] {
            let tokens = VolatilePhrases.removed(from: Tokenizer.tokens(of: field))
            mixer.mix(UInt64(tokens.count))
            for token in tokens { mixer.mix(token.hash) }
        }
        return mixer.finish()
    }
}
