import ArgumentParser

/// How many of something a person wants to see: one or more.
struct PositiveCount: ExpressibleByArgument {
    let value: Int

    init(_ value: Int) { self.value = value }

    init?(argument: String) {
        guard let value = Int(argument), value > 0 else { return nil }
        self.value = value
    }

    var defaultValueDescription: String { String(value) }
}
