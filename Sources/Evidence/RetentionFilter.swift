import Domain
import Formats

/// Which parts a hold covers, as an expression: `class = session and (country = DE or outcome >= hold) and not group = tax`.
///
/// Comparisons name a field, an operator and a value; `and` binds tighter than `or`. A value that is missing (no country, no
/// outcome) equals nothing. Whoever is unsure whether a filter covers a part can ask: it is a pure function of the part, here
/// and in the database (`retention_matches`), and a test holds the two against each other.
package indirect enum RetentionFilter: Hashable, Sendable {
    case and(RetentionFilter, RetentionFilter)
    case or(RetentionFilter, RetentionFilter)
    case not(RetentionFilter)
    case compare(Field, Comparison, String)

    package enum Field: String, Sendable, CaseIterable {
        case kind, group, country, subject, outcome
        case recordClass = "class"
        /// The civil date of the event in UTC.
        case occurred

        var isOrdered: Bool { self == .outcome || self == .occurred }
    }

    package enum Comparison: String, Sendable, CaseIterable {
        case equal = "="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    /// - Throws: `retention_invalid` with the column of what is not understood.
    package init(_ text: String) throws(EvidenceError) {
        var parser = FilterParser(text)
        self = try parser.expression()
        try parser.end()
    }

    /// Whether it covers a part.
    package func covers(_ part: RetentionPart) -> Bool {
        switch self {
        case .and(let left, let right): left.covers(part) && right.covers(part)
        case .or(let left, let right): left.covers(part) || right.covers(part)
        case .not(let inner): !inner.covers(part)
        case .compare(let field, let comparison, let value): Self.compare(field, comparison, value, part)
        }
    }

    private static func compare(
        _ field: Field, _ comparison: Comparison, _ value: String, _ part: RetentionPart
    ) -> Bool {
        guard let own = text(field, part) else { return comparison == .notEqual }
        switch comparison {
        case .equal: return own == value
        case .notEqual: return own != value
        case .less, .lessOrEqual, .greater, .greaterOrEqual: break
        }
        // Dates order as their text; outcomes by the lattice.
        let (left, right) = field == .outcome ? (rank(own), rank(value)) : (own, value)
        switch comparison {
        case .less: return left < right
        case .lessOrEqual: return left <= right
        case .greater: return left > right
        default: return left >= right
        }
    }

    private static func rank(_ outcome: String) -> String { Outcome(rawValue: outcome).map { "\($0.rank)" } ?? "" }

    private static func text(_ field: Field, _ part: RetentionPart) -> String? {
        switch field {
        case .kind: part.kind.rawValue
        case .group: part.group.rawValue
        case .country: part.country?.alpha2
        case .subject: part.subject?.hex
        case .outcome: part.outcome?.rawValue
        case .recordClass: part.recordClass.text
        case .occurred: part.occurred.utcDate.description
        }
    }

    /// The expression as nested JSON arrays, for the database: `["and",["=","class","session"],["not",…]]`.
    package var json: String {
        switch self {
        case .and(let left, let right): "[\"and\",\(left.json),\(right.json)]"
        case .or(let left, let right): "[\"or\",\(left.json),\(right.json)]"
        case .not(let inner): "[\"not\",\(inner.json)]"
        // Values passed their field's grammar, which has nothing to escape.
        case .compare(let field, let comparison, let value):
            "[\"\(comparison.rawValue)\",\"\(field.rawValue)\",\"\(value)\"]"
        }
    }

    /// Whether the database reads this filter in its own text of a condition: `["=", "class", "session"]`. What it does not
    /// understand covers everything there, as the holds of before filters were read; nothing goes by that.
    package func isRead(as condition: String) -> Bool {
        // No value holds a comma, so that the spaces behind them are all that PostgreSQL adds.
        condition == json.replacing(",", with: ", ") || condition == "[\"everything\"]"
    }
}

/// Reads a filter by recursive descent; bounded depth, so that a hostile text ends in an error.
private struct FilterParser {
    private struct Token {
        var text: String
        var column: Int
    }

    private var tokens: [Token] = []
    private var next = 0
    private var depth = 0
    private let length: Int

    init(_ text: String) {
        length = text.count
        var word = ""
        var start = 1
        func flush(_ tokens: inout [Token]) {
            if !word.isEmpty { tokens.append(Token(text: word, column: start)) }
            word = ""
        }
        for (offset, character) in text.enumerated() {
            switch character {
            case " ", "\t", "\n": flush(&tokens)
            case "(", ")":
                flush(&tokens)
                tokens.append(Token(text: String(character), column: offset + 1))
            case "=", "!", "<", ">":
                let isSecond = character == "=" && word.count == 1 && "!<>".contains(word)
                if !isSecond { flush(&tokens) }
                if word.isEmpty { start = offset + 1 }
                word.append(character)
                if isSecond || character == "=" { flush(&tokens) }
            default:
                if word.count == 1, "!<>".contains(word) { flush(&tokens) }
                if word.isEmpty { start = offset + 1 }
                word.append(character)
            }
        }
        flush(&tokens)
    }

    private func error(_ expected: String) -> EvidenceError {
        let column = next < tokens.count ? tokens[next].column : length + 1
        return EvidenceError(.retentionInvalid, "filter, column \(column): expected \(expected)")
    }

    private mutating func accept(_ word: String) -> Bool {
        guard next < tokens.count, tokens[next].text == word else { return false }
        next += 1
        return true
    }

    mutating func end() throws(EvidenceError) {
        guard next == tokens.count else { throw error("and, or, or the end") }
    }

    mutating func expression() throws(EvidenceError) -> RetentionFilter {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 32 else { throw error("at most 32 nested parts") }
        var left = try conjunction()
        while accept("or") { left = .or(left, try conjunction()) }
        return left
    }

    private mutating func conjunction() throws(EvidenceError) -> RetentionFilter {
        var left = try operand()
        while accept("and") { left = .and(left, try operand()) }
        return left
    }

    private mutating func operand() throws(EvidenceError) -> RetentionFilter {
        if accept("not") {
            depth += 1
            defer { depth -= 1 }
            guard depth <= 32 else { throw error("at most 32 nested parts") }
            return .not(try operand())
        }
        if accept("(") {
            let inner = try expression()
            guard accept(")") else { throw error(")") }
            return inner
        }
        return try comparison()
    }

    private mutating func comparison() throws(EvidenceError) -> RetentionFilter {
        guard next < tokens.count, let field = RetentionFilter.Field(rawValue: tokens[next].text) else {
            throw error(
                "one of " + RetentionFilter.Field.allCases.map(\.rawValue).sorted().joined(separator: ", ") + ", not, ("
            )
        }
        next += 1
        guard next < tokens.count, let comparison = RetentionFilter.Comparison(rawValue: tokens[next].text),
            field.isOrdered || comparison == .equal || comparison == .notEqual
        else { throw error(field.isOrdered ? "= != < <= > >=" : "= or !=") }
        next += 1
        guard next < tokens.count, Self.isValue(tokens[next].text, of: field) else {
            throw error(Self.grammar(of: field))
        }
        let value = tokens[next].text
        next += 1
        return .compare(field, comparison, value)
    }

    private static func isValue(_ text: String, of field: RetentionFilter.Field) -> Bool {
        switch field {
        case .kind: EnvelopeKind(rawValue: text) != nil
        case .group: FieldGroup(rawValue: text) != nil
        case .country: Country(alpha2: text)?.alpha2 == text
        case .subject: Pseudonym(hex: text) != nil
        case .outcome: Outcome(rawValue: text) != nil
        case .recordClass: RecordClass(text) != nil
        case .occurred: CivilDate(text)?.description == text
        }
    }

    private static func grammar(of field: RetentionFilter.Field) -> String {
        switch field {
        case .kind: "a kind of entry, such as assessment"
        case .group: "a field group: " + FieldGroup.allCases.map(\.rawValue).joined(separator: ", ")
        case .country: "an ISO 3166-1 code in capitals"
        case .subject: "an alias of 32 hexadecimal digits"
        case .outcome: "pass, review, hold or stop"
        case .recordClass: "a record class, such as session"
        case .occurred: "a date YYYY-MM-DD"
        }
    }
}
