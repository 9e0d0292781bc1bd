extension YAMLValue {
    /// A length of time such as `90s`, `15m`, `2h`, `1d` or `3y`.
    package func duration() -> Duration? {
        guard let text = string() else { return nil }
        if let duration = Duration(settingsText: text) { return duration }
        problem("'\(text)' is no length of time", "write a number and a unit, such as 90s, 15m, 2h, 1d or 3y")
        return nil
    }

    /// A size in bytes such as `512KiB` or `16MiB`.
    package func byteCount() -> Int? {
        guard let text = string() else { return nil }
        if let bytes = byteCount(settingsText: text) { return bytes }
        problem("'\(text)' is no size", "write a number and a unit, such as 512KiB or 16MiB")
        return nil
    }

    private func byteCount(settingsText text: String) -> Int? {
        let units = ["KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "B": 1]
        for (unit, size) in units where text.hasSuffix(unit) {
            guard let count = Int(text.dropLast(unit.count)), count >= 0 else { continue }
            let product = count.multipliedReportingOverflow(by: size)
            return product.overflow ? nil : product.partialValue
        }
        return Int(text).flatMap { $0 >= 0 ? $0 : nil }
    }
}

extension Duration {
    /// Reads `90s`, `15m`, `2h`, `1d`, `3y` (years of 365 days); a bare `0` needs no unit.
    package init?(settingsText text: String) {
        if text == "0" {
            self = .zero
            return
        }
        let seconds: Int64? =
            switch text.last {
            case "s": 1
            case "m": 60
            case "h": 3600
            case "d": 86_400
            case "y": 365 * 86_400
            default: nil
            }
        guard let seconds, let count = Int64(text.dropLast()), (0...1_000_000).contains(count) else { return nil }
        self = .seconds(count * seconds)
    }
}
