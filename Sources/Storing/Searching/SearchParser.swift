/// Builds the expression of a query: OR of ANDs of words, NOTs and parentheses.
struct SearchParser {
    private var tokens: ArraySlice<SearchToken>
    private var depth = 0
    private static let maximumDepth = 50

    init(_ tokens: [SearchToken]) { self.tokens = tokens[...] }

    mutating func expression() throws(SearchQueryError) -> SearchExpression {
        let expression = try any()
        if tokens.first == .close { throw .strayParenthesis }
        return expression
    }

    private mutating func any() throws(SearchQueryError) -> SearchExpression {
        var choices = [try all()]
        while tokens.first == .or {
            tokens.removeFirst()
            choices.append(try all(after: "OR"))
        }
        return choices.count == 1 ? choices[0] : .any(choices)
    }

    private mutating func all(after word: String? = nil) throws(SearchQueryError) -> SearchExpression {
        var wanted: [SearchExpression] = []
        var unwanted: [SearchExpression] = []
        var pending: String? = word
        loop: while let token = tokens.first {
            switch token {
            case .or, .close: break loop
            case .and:
                guard pending == nil, !wanted.isEmpty || !unwanted.isEmpty else { throw .missingOperand("AND") }
                tokens.removeFirst()
                pending = "AND"
            case .not:
                tokens.removeFirst()
                guard let expression = try operand() else { throw .missingOperand("NOT") }
                unwanted.append(expression)
                pending = nil
            case .phrase, .open, .condition:
                if let expression = try operand() { wanted.append(expression) }
                pending = nil
            }
        }
        if let pending { throw .missingOperand(pending) }
        guard let first = wanted.first else {
            if !unwanted.isEmpty { throw .onlyNegation }
            if tokens.first == .or { throw .missingOperand("OR") }
            throw .nothingToFind
        }
        let found = wanted.count == 1 ? first : .all(wanted)
        guard let firstUnwanted = unwanted.first else { return found }
        return .without(found, unwanted.count == 1 ? firstUnwanted : .any(unwanted))
    }

    private mutating func operand() throws(SearchQueryError) -> SearchExpression? {
        switch tokens.first {
        case .phrase(let text, let isPrefix):
            tokens.removeFirst()
            return .phrase(text, isPrefix: isPrefix)
        case .open:
            tokens.removeFirst()
            depth += 1
            guard depth <= Self.maximumDepth else { throw .tooLong }
            let expression = try any()
            guard tokens.first == .close else { throw .openParenthesis }
            tokens.removeFirst()
            depth -= 1
            return expression
        default: return nil
        }
    }
}
