import FeedParsing
import Foundation
import JSONText
import NewsModel

/// What libFuzzer calls with each input: bytes into a feed, its texts into plain text, the feed into JSON.
///
/// The first byte chooses what the server and the settings would say; the rest is the document.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    guard let choice = input.first else { return 0 }
    let contentTypes = [nil, "text/xml", "text/xml; charset=euc-kr", "application/json", "text/xml; charset=utf-16"]
    let feed = try? FeedParser.parse(
        Array(input.dropFirst()),
        contentType: contentTypes[Int(choice) % contentTypes.count],
        url: choice & 0x40 == 0 ? nil : "http://n.example/d/f?q",
        encoding: choice & 0x80 == 0 ? nil : "koi8-r",
        timeZone: choice & 0x20 == 0 ? nil : TimeZone(identifier: "America/New_York"))
    guard let feed else { return 0 }
    var writer = JSONWriter()
    NeutralObject(feed).write(to: &writer)
    for entry in feed.entries.prefix(50) {
        for html in [entry.summaryHTML, entry.contentHTML].compactMap({ $0 }) { _ = PlainText.text(html: html) }
    }
    // The output must read back: whatever the document holds, a consumer gets JSON.
    writer.bytes.withUnsafeBufferPointer { bytes in
        var scanner = JSONScanner(bytes)
        do {
            try scanner.skip()
            try scanner.end()
        } catch {
            fatalError("the neutral object is no JSON: \(error)")
        }
    }
    return 0
}
