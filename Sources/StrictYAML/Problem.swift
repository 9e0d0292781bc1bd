/// Something wrong in a file that a person wrote, said so that the person can mend it.
package struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    package let file: String
    /// From 1; 0 when the file as a whole is meant.
    package let line: Int
    package let column: Int
    package let what: String
    package let advice: String

    package init(file: String, line: Int = 0, column: Int = 0, what: String, advice: String) {
        self.file = file
        self.line = line
        self.column = column
        self.what = what
        self.advice = advice
    }

    /// Another problem at the same place.
    package func saying(_ what: String, _ advice: String) -> Problem {
        Problem(file: file, line: line, column: column, what: what, advice: advice)
    }

    /// `file:line:column: error: what; what to do`, the form that editors and compilers share.
    package var description: String { "\(file):\(line):\(column): error: \(what); \(advice)" }
}

/// Every problem that was found, in the order of the files and lines.
package struct Problems: Error, Sendable, CustomStringConvertible {
    package let list: [Problem]

    package init(_ list: [Problem]) { self.list = list }

    package var description: String { list.map(\.description).joined(separator: "\n") }
}

/// Gathers problems while a file is read, so that a person sees all of them at once.
package final class ProblemLog {
    package private(set) var problems: [Problem] = []

    package init() {}

    package func add(_ problem: Problem) { problems.append(problem) }

    /// Throws what was gathered, if anything was.
    package func check() throws(Problems) {
        if !problems.isEmpty { throw Problems(problems) }
    }
}
