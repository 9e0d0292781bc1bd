import Foundation
import TestSupport
import Testing

@Suite("Explanations on a terminal")
struct ExplanationTests {
    @Test("Neither a headline nor an id can steer the terminal or turn a line around")
    func hostile() async throws {
        let program = try Program()
        try await withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("articles.jsonl")
            try #"""
            {"id":"a\u001b[31m","title":"Russia and North Korea\u202e sign a treaty","body":"Their treaty\u0007 pledges\u009b aid."}
            """#.write(to: file, atomically: true, encoding: .utf8)
            let topic = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appendingPathComponent("config/topics/russia-dprk-treaty.yaml")
            let result = try await program.run(["classify", "--explain", "--topic", topic.path, file.path])
            #expect(result.status == 0)
            #expect(result.output.contains("[treaty]"))
            for scalar in result.output.unicodeScalars where scalar != "\n" {
                #expect(![.control, .format].contains(scalar.properties.generalCategory))
            }
        }
    }
}
