import FeedParsing
import Foundation
import NewsModel
import Testing

@Suite("Encodings")
struct EncodingTests {
    /// "Treaty" in Korean, EUC-KR.
    private static let korean: [UInt8] = [0xC1, 0xB6, 0xBE, 0xE0]
    /// A document with a title of raw bytes.
    private static func document(_ title: [UInt8], declaring encoding: String? = nil) -> [UInt8] {
        let declaration = encoding.map { "<?xml version=\"1.0\" encoding=\"\($0)\"?>" } ?? ""
        return Array("\(declaration)<rss version=\"2.0\"><channel><title>".utf8) + title
            + Array("</title></channel></rss>".utf8)
    }

    private static func bytes(_ text: String, _ encoding: String.Encoding) throws -> [UInt8] {
        Array(try #require(text.data(using: encoding)))
    }

    @Test("Each step of the ladder wins where those above it are silent")
    func ladder() throws {
        let setting = try FeedParser.parse(
            Self.document(Self.korean, declaring: "utf-8"), contentType: nil, url: nil, encoding: "euc-kr")
        #expect(setting.title == "조약")
        #expect(setting.encoding?.step == .setting)

        let mark = try FeedParser.parse(
            [0xEF, 0xBB, 0xBF] + Self.document(Array("조약".utf8), declaring: "euc-kr"), contentType: nil, url: nil)
        #expect(mark.title == "조약")
        #expect(mark.encoding?.step == .byteOrderMark)

        let declared = try FeedParser.parse(
            Self.document(Self.korean, declaring: "ks_c_5601-1987"), contentType: "text/xml; charset=utf-8", url: nil)
        #expect(declared.title == "조약")
        #expect(declared.encoding == TextEncoding(name: "CP949", step: .declaration))

        let server = try FeedParser.parse(
            Self.document(Self.korean), contentType: "text/xml; charset=\"EUC-KR\"", url: nil)
        #expect(server.title == "조약")
        #expect(server.encoding?.step == .httpCharset)

        let plain = try FeedParser.parse(Self.document(Array("조약".utf8)), contentType: nil, url: nil)
        #expect(plain.title == "조약")
        #expect(plain.encoding == TextEncoding(name: "UTF-8", step: .utf8))
    }

    @Test(
        "UTF-16 and UTF-32 in both orders, with and without a mark",
        arguments: [
            (String.Encoding.utf16, "utf-16"), (.utf16LittleEndian, "utf-16"), (.utf16BigEndian, "utf-16"),
            (.utf32, "utf-32"), (.utf32LittleEndian, "utf-32"), (.utf32BigEndian, "utf-8"),
        ])
    func wide(encoding: String.Encoding, declared: String) throws {
        let text =
            "<?xml version=\"1.0\" encoding=\"\(declared)\"?><rss><channel><title>Договор 조약 𝄞</title></channel></rss>"
        #expect(try FeedParser.parse(Self.bytes(text, encoding), contentType: nil, url: nil).title == "Договор 조약 𝄞")
    }

    @Test(
        "A name that contradicts the bytes is passed over",
        arguments: [
            ("utf-16", "조약 협정"), ("iso-8859-1", "Kim’s “visit” – été, Ærø"), ("x-unknown", "조약"),
            ("us-ascii", "조약 협정 체결 서명"),
        ])
    func contradiction(declared: String, title: String) throws {
        #expect(
            try FeedParser.parse(Self.document(Array(title.utf8), declaring: declared), contentType: nil, url: nil)
                .title == title)
    }

    @Test(
        "Old names and aliases are known",
        arguments: [
            ("cp1251", [0xC4], "Д"), ("windows_1251", [0xC4], "Д"), ("koi8-r", [0xE4], "Д"), ("866", [0x84], "Д"),
            ("x-sjis", [0x93, 0xFA], "日"), ("euc-jp", [0xC6, 0xFC], "日"), ("gb2312", [0xC8, 0xD5], "日"),
            ("big5", [0xA4, 0xE9], "日"),
            ("latin-1", [0x93], "“"), ("iso8859-15", [0xA4], "€"), ("macgreek", [0x9C], "€"),
            ("hz-gb-2312", Array("~{HU~}".utf8), "日"),
        ] as [(String, [UInt8], String)])
    func names(encoding: String, title: [UInt8], text: String) throws {
        #expect(
            try FeedParser.parse(Self.document(title, declaring: encoding), contentType: nil, url: nil).title == text)
    }

    @Test(
        "An undeclared encoding is guessed from how the text reads",
        arguments: [
            ("WINDOWS-1251", "Россия и КНДР подписали договор о всеобъемлющем стратегическом партнёрстве"),
            ("KOI8-R", "Россия и КНДР подписали договор о всеобъемлющем стратегическом партнёрстве"),
            ("CP949", "러시아와 북한이 포괄적인 전략적 동반자 관계에 관한 조약을 체결했다"),
            ("GB18030", "俄罗斯与朝鲜签署全面战略伙伴关系条约，两国领导人会谈"),
            ("BIG5", "俄羅斯與朝鮮簽署全面戰略夥伴關係條約，兩國領導人會談"),
            ("CP932", "ロシアと北朝鮮は包括的戦略パートナーシップ条約に署名した"),
            ("GB18030", "普京抵达朝鲜"), ("CP949", "푸틴, 평양 도착"),
            ("CP932", "露朝条約が発効 軍事同盟が復活"),
            ("WINDOWS-1252", "La Russie oppose son veto à la surveillance"),
            ("EUC-JP", "ロシアと北朝鮮は包括的戦略パートナーシップ条約に署名した"),
            ("WINDOWS-1252", "Première visite d’État à Pyongyang : le traité a été signé"),
            ("CP874", "รัสเซียและเกาหลีเหนือลงนามสนธิสัญญา"), ("WINDOWS-1255", "רוסיה וצפון קוריאה חתמו על הסכם"),
            ("WINDOWS-1253", "Η Ρωσία και η Βόρεια Κορέα υπέγραψαν συνθήκη"),
            ("WINDOWS-1256", "روسيا وكوريا الشمالية توقعان معاهدة"),
        ])
    func guess(encoding: String, title: String) throws {
        let raw = try #require(Self.encoded(title, encoding))
        let feed = try FeedParser.parse(Self.document(raw), contentType: nil, url: nil)
        #expect(feed.title == title)
        #expect(feed.encoding?.step == .guess)
    }

    /// The text in an encoding that Foundation may lack, by the system's converter.
    private static func encoded(_ text: String, _ encoding: String) -> [UInt8]? {
        let descriptor = iconv_open(encoding, "UTF-8")
        guard descriptor != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(descriptor) }
        var input = text.utf8.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: input.count * 4)
        let free = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var (from, left) = (input.baseAddress, input.count)
                var (to, free) = (output.baseAddress, output.count)
                return iconv(descriptor, &from, &left, &to, &free) == -1 ? nil : free
            }
        }
        return free.map { output[..<(output.count - $0)].map { UInt8(bitPattern: $0) } }
    }

    @Test("A few wrong bytes in UTF-8 are replaced and noted")
    func accidents() throws {
        let title = Array("조약 체결 ".utf8) + [0xFF] + Array(" 서명".utf8)
        let feed = try FeedParser.parse(Self.document(title, declaring: "utf-8"), contentType: nil, url: nil)
        #expect(feed.title == "조약 체결 \u{FFFD} 서명")
        #expect(feed.mended.count == 1)
    }

    @Test("UTF-8 under an older name, with pieces that really are in it, is read as both")
    func mixed() throws {
        let title = Array("Brøndby møder København på søndag, ".utf8) + [0xE6] + Array(" og ø".utf8)
        let feed = try FeedParser.parse(Self.document(title, declaring: "iso-8859-1"), contentType: nil, url: nil)
        #expect(feed.title == "Brøndby møder København på søndag, æ og ø")
        #expect(feed.encoding == TextEncoding(name: "UTF-8", step: .utf8))
        #expect(feed.mended == ["1 bytes that are not UTF-8 read as WINDOWS-1252"])
    }

    @Test(
        "Bytes of UTF-8 that were each written as a reference are one character again",
        arguments: [
            ("isn&#226;&#128;&#153;t", "isn’t"), ("&#xE2;&#x80;&#xA6;", "…"), ("&acirc;&#128;&brvbar;", "…"),
            ("&#195;&#169;", "Ã©"), ("&#226;&#128;", "â€"), ("a & &#226;&#128;&#153;", "a & ’"),
        ])
    func encodedTwice(written: String, meant: String) throws {
        #expect(try Sample.item("<title>\(written)</title>")?.title == meant)
    }

    @Test("Control characters that windows-1252 left behind become what was meant")
    func controls() throws {
        #expect(try Sample.item("<title>Kim\u{92}s &#147;visit&#x94;</title>")?.title == "Kim’s “visit”")
    }

    @Test("Text that was decoded wrongly before is noticed")
    func mojibake() throws {
        let garbled = "PremiÃ¨re visite Ã  Pyongyang, le traitÃ© a Ã©tÃ© signÃ©"
        #expect(
            try Sample.feed("<rss><channel><title>\(garbled)</title></channel></rss>").encoding?.looksGarbled == true)
        let sound = "Première visite à Pyongyang; on écrit parfois Ã© pour é. Договор России и КНДР. 조약"
        #expect(
            try Sample.feed("<rss><channel><title>\(sound)</title></channel></rss>").encoding?.looksGarbled == false)
    }

    @Test("A setting that cannot be is an error")
    func impossible() {
        #expect(throws: FeedParseError.undecodable(encoding: "no-such-thing")) {
            try FeedParser.parse(Self.document([]), contentType: nil, url: nil, encoding: "no-such-thing")
        }
    }
}
