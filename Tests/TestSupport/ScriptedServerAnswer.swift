/// What a scripted server sends back, step by step.
package struct ScriptedAnswer: Sendable {
    package enum Step: Sendable {
        case bytes([UInt8])
        /// Goes on when the test opens the gate.
        case wait(Gate)
        /// One byte at a time, with a pause before each, as long as the client listens.
        case drip([UInt8], pauseMilliseconds: Int32)
        /// The same bytes again and again, as long as the client listens.
        case endless([UInt8])
        /// Sends nothing more until the client goes away.
        case hang
        /// Closes the connection, whether or not what was promised has been sent.
        case close
    }

    package var steps: [Step]

    package init(steps: [Step]) { self.steps = steps }

    /// A whole answer with its length.
    package static func answer(_ status: Int, headers: [(String, String)] = [], body: [UInt8] = []) -> ScriptedAnswer {
        // 1xx, 204 and 304 have no body and need no length (RFC 9112 section 6.3).
        let length = status == 304 || status == 204 ? [] : [("Content-Length", "\(body.count)")]
        return ScriptedAnswer(steps: [.bytes(head(status, headers: headers + length) + body)])
    }

    package static func answer(_ status: Int, headers: [(String, String)] = [], body: String) -> ScriptedAnswer {
        answer(status, headers: headers, body: Array(body.utf8))
    }

    package static func redirect(_ status: Int = 302, to location: String) -> ScriptedAnswer {
        answer(status, headers: [("Location", location)])
    }

    /// These bytes and nothing else; then the connection is closed.
    package static func raw(_ text: String) -> ScriptedAnswer {
        ScriptedAnswer(steps: [.bytes(Array(text.utf8)), .close])
    }

    package static var hang: ScriptedAnswer { ScriptedAnswer(steps: [.hang]) }

    /// The same answer, held back until the gate opens.
    package func after(_ gate: Gate) -> ScriptedAnswer { ScriptedAnswer(steps: [.wait(gate)] + steps) }

    /// A status line and headers, with the empty line that ends them.
    package static func head(_ status: Int, headers: [(String, String)] = []) -> [UInt8] {
        let lines = headers.map { "\($0.0): \($0.1)\r\n" }.joined()
        return Array("HTTP/1.1 \(status) Scripted\r\n\(lines)\r\n".utf8)
    }
}
