import FeedParsing
import NewsModel
import Testing

@Suite("Many documents at once")
struct ConcurrencyTests {
    @Test("Parsers on several threads do not touch one another")
    func parallel() async {
        let documents = [
            "<rss><channel><item><title>caf&eacute; & x</title><description>&lt;p&gt;a</description></item></channel></rss>",
            #"<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">a &lt;b&gt;c</title></entry></feed>"#,
            #"{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "title": "<i>x</i> y"}]}"#,
            #"<?xml version="1.0" encoding="macgreek"?><rss><channel><item><title>x</title></item></channel></rss>"#,
        ]
        let expected = ["café & x", "a c", "x y", "x"]
        let wrong = await withTaskGroup(of: Int.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    (0..<200).count { round in
                        let index = (worker + round) % documents.count
                        return (try? Sample.feed(documents[index]))?.entries.first?.title != expected[index]
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }
}
