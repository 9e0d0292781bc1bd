/// A score as people read it: two digits.
enum Score {
    static func text(_ score: Double) -> String {
        guard score.isFinite, abs(score) < 1000 else { return "–" }
        let hundredths = Int((score * 100).rounded())
        let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
        return "\(hundredths < 0 ? "−" : "")\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}

/// A count as people read it: `2,310`.
enum Count {
    /// With its noun: `1 story`, `2,310 stories`.
    static func text(_ count: Int, _ one: String, _ many: String) -> String {
        "\(text(count)) \(count == 1 ? one : many)"
    }

    static func text(_ count: Int) -> String {
        var digits = ""
        for (index, digit) in String(count.magnitude).reversed().enumerated() {
            if index > 0, index.isMultiple(of: 3) { digits.append(",") }
            digits.append(digit)
        }
        return (count < 0 ? "−" : "") + String(digits.reversed())
    }
}
