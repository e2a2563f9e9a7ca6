/// Recursive descent over the grammar of rules.md section 3.
struct Parser {
    static let maximumDepth = 32
    static let units: Set<String> = ["kWh", "Wh", "MWh", "kW", "W", "d", "h", "min", "s", "km", "m"]
    static let reserved: Set<String> = [
        "and", "or", "not", "in", "if", "then", "else", "true", "false", "by", "within", "where", "before", "grace",
        "history", "others", "hops", "keep", "on", "both", "same",
    ]

    private let tokens: [Token]
    private var index = 0
    private var depth = 0
    private var historyCount = 0

    private init(_ text: String) throws(ExpressionError) { tokens = try Lexer.tokens(text) }

    static func parse(_ text: String) throws(ExpressionError) -> Expression {
        var parser = try Parser(text)
        let expression = try parser.expression()
        guard case .end = parser.current.kind else {
            throw parser.failure("unexpected \(parser.describe(parser.current))", expected: "an operator or the end")
        }
        return expression
    }

    // MARK: operators, loosest first

    private mutating func expression() throws(ExpressionError) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw failure("nesting deeper than \(Self.maximumDepth)", expected: "let for parts of it")
        }
        var left = try conjunction()
        while isWord("or") {
            let offset = take().offset
            left = .binary(.or, left, try conjunction(), offset)
        }
        return left
    }

    private mutating func conjunction() throws(ExpressionError) -> Expression {
        var left = try negation()
        while isWord("and") {
            let offset = take().offset
            left = .binary(.and, left, try negation(), offset)
        }
        return left
    }

    private mutating func negation() throws(ExpressionError) -> Expression {
        var offsets: [Int] = []
        while isWord("not") { offsets.append(take().offset) }
        guard offsets.count <= Self.maximumDepth else {
            throw failure("more than \(Self.maximumDepth) nots in a row", expected: "one not, or none: two cancel out")
        }
        var operand = try comparison()
        for offset in offsets.reversed() { operand = .unary(.not, operand, offset) }
        return operand
    }

    private mutating func comparison() throws(ExpressionError) -> Expression {
        let left = try sum()
        guard let (sign, offset) = comparisonSign() else { return left }
        let right = try sum()
        if comparisonSign() != nil {
            index -= 1
            throw failure("a comparison does not chain", expected: "a < b and b < c")
        }
        return .binary(sign, left, right, offset)
    }

    private mutating func comparisonSign() -> (BinaryOperator, Int)? {
        let offset = current.offset
        if case .symbol(let text) = current.kind, let sign = BinaryOperator(rawValue: text), sign.isComparison {
            index += 1
            return (sign, offset)
        }
        if isWord("in") {
            index += 1
            return (.isIn, offset)
        }
        if isWord("not"), index + 1 < tokens.count, tokens[index + 1].kind == .word("in") {
            index += 2
            return (.isNotIn, offset)
        }
        return nil
    }

    private mutating func sum() throws(ExpressionError) -> Expression {
        var left = try term()
        while isSymbol("+") || isSymbol("-") {
            let sign: BinaryOperator = isSymbol("+") ? .plus : .minus
            let offset = take().offset
            left = .binary(sign, left, try term(), offset)
        }
        return left
    }

    private mutating func term() throws(ExpressionError) -> Expression {
        var left = try unary()
        while isSymbol("*") || isSymbol("/") {
            let sign: BinaryOperator = isSymbol("*") ? .times : .over
            let offset = take().offset
            left = .binary(sign, left, try unary(), offset)
        }
        return left
    }

    private mutating func unary() throws(ExpressionError) -> Expression {
        guard isSymbol("-") else { return try atom() }
        let offset = take().offset
        if isSymbol("-") { throw failure("two minus signs in a row", expected: "brackets") }
        return .unary(.minus, try atom(), offset)
    }

    // MARK: atoms

    private mutating func atom() throws(ExpressionError) -> Expression {
        let token = current
        switch token.kind {
        case .number(let digits):
            index += 1
            return .literal(.number(digits, unit: try unit()), token.offset)
        case .string(let text):
            index += 1
            return .literal(.text(text), token.offset)
        case .symbol("("):
            index += 1
            let inner = try expression()
            try expect(")")
            return inner
        case .word(let word): return try wordAtom(word, token)
        default: throw failure("unexpected \(describe(token))", expected: "a value, a name or a function")
        }
    }

    private mutating func wordAtom(_ word: String, _ token: Token) throws(ExpressionError) -> Expression {
        switch word {
        case "true", "false":
            index += 1
            return .literal(.bool(word == "true"), token.offset)
        case "if":
            index += 1
            let condition = try expression()
            try expect(word: "then")
            let yes = try expression()
            try expect(word: "else")
            let no = try expression()
            return .choice(condition, yes, no, token.offset)
        case "history", "others": throw failure("'\(word)' stands only inside a function", expected: "count(\(word).…)")
        default:
            guard !Self.reserved.contains(word) else {
                throw failure("unexpected '\(word)'", expected: "a value, a name or a function")
            }
            index += 1
            if isSymbol("(") { return try call(word, token.offset) }
            return .name(try dotted(from: word), token.offset)
        }
    }

    /// The rest of a dotted name whose first part was taken.
    private mutating func dotted(from first: String) throws(ExpressionError) -> [String] {
        var parts = [first]
        while isSymbol(".") {
            index += 1
            guard case .word(let part) = current.kind else {
                throw failure("a name that ends with a dot", expected: "a member")
            }
            index += 1
            parts.append(part)
        }
        return parts
    }

    private mutating func name() throws(ExpressionError) -> [String] {
        guard case .word(let word) = current.kind, !Self.reserved.contains(word) else {
            throw failure("unexpected \(describe(current))", expected: "a name")
        }
        index += 1
        return try dotted(from: word)
    }

    private mutating func call(_ function: String, _ offset: Int) throws(ExpressionError) -> Expression {
        try expect("(")
        var arguments: [Expression] = []
        while !isSymbol(")") {
            if !arguments.isEmpty { try expect(",") }
            if isWord("history") || isWord("others") {
                arguments.append(.history(try history()))
            } else {
                arguments.append(try expression())
            }
        }
        try expect(")")
        return .call(function, arguments, offset)
    }

    private mutating func unit() throws(ExpressionError) -> String? {
        if isSymbol("%") {
            index += 1
            return "%"
        }
        guard case .word(let word) = current.kind else { return nil }
        if word == "pp" {
            index += 1
            return word
        }
        if word == "km", index + 2 < tokens.count, tokens[index + 1].kind == .symbol("/"), !tokens[index + 1].spaced,
            tokens[index + 2].kind == .word("h"), !tokens[index + 2].spaced
        {
            index += 3
            return "km/h"
        }
        let isCurrency = word.utf8.count == 3 && word.utf8.allSatisfy { (65...90).contains($0) }
        if Self.units.contains(word) || isCurrency {
            index += 1
            return word
        }
        guard Self.reserved.contains(word) else {
            throw failure(
                "unknown unit '\(word)'",
                expected: Quantity.unitNames)
        }
        return nil
    }

    // MARK: history

    private mutating func history() throws(ExpressionError) -> HistoryExpression {
        let start = take()
        historyCount += 1
        guard historyCount <= 20 else {
            throw failure("more than 20 history calls in one expression", expected: "at most 20, equal ones as a let")
        }
        try expect(".")
        guard case .word(let plural) = current.kind, let kind = RuleKind.byPlural[plural] else {
            throw failure(
                "unknown history \(describe(current))",
                expected: RuleKind.byPlural.keys.sorted().joined(separator: ", "))
        }
        index += 1
        var field: [String]?
        if isSymbol(".") {
            index += 1
            field = try name()
        }
        guard isWord("by") else { throw failure("a history without its key", expected: "by and a field") }
        index += 1
        var keys = [try name()]
        // A comma after the key goes on with the key unless a function argument follows.
        while isSymbol(","), case .word(let word) = tokens[index + 1].kind, !Self.reserved.contains(word),
            isKeyContinuation()
        {
            index += 1
            keys.append(try name())
        }
        var result = HistoryExpression(
            isOthers: start.kind == .word("others"), kind: kind, field: field, keys: keys, window: nil, grace: nil,
            filter: nil, hops: nil, keep: nil, offset: start.offset)
        while try clause(&result) {}
        return result
    }

    /// Whether what follows the comma is a bare field name and not the next argument of the function.
    private func isKeyContinuation() -> Bool {
        guard case .word(let word) = tokens[index + 1].kind else { return false }
        return word != "p" && FieldRegistry.byName.keys.contains { $0 == word || $0.hasPrefix(word + ".") }
    }

    private mutating func clause(_ history: inout HistoryExpression) throws(ExpressionError) -> Bool {
        guard case .word(let word) = current.kind else { return false }
        switch word {
        case "within", "before", "on":
            if history.window != nil {
                throw failure("a second window", expected: "one of within, before, on same day")
            }
            index += 1
            history.window = try window(word)
        case "grace", "hops", "keep", "where":
            let taken = ["grace": history.grace, "hops": history.hops, "keep": history.keep, "where": history.filter]
            if taken[word] ?? nil != nil { throw failure("'\(word)' twice", expected: "it once") }
            index += 1
            if word == "where" {
                history.filter = try expression()
            } else if word == "grace" {
                history.grace = try atom()
            } else if word == "hops" {
                history.hops = try atom()
            } else {
                history.keep = try atom()
            }
        default: return false
        }
        return true
    }

    private mutating func window(_ word: String) throws(ExpressionError) -> HistoryExpression.Window {
        if word == "before" { return .before(try name()) }
        if word == "on" {
            for part in ["same", "day", "in"] { try expect(word: part) }
            return .sameDay(try name())
        }
        let width = try sum()
        guard isWord("both") else { return .within(width, bothWays: false) }
        index += 1
        try expect(word: "ways")
        return .within(width, bothWays: true)
    }

    // MARK: tokens

    private var current: Token { tokens[index] }

    private mutating func take() -> Token {
        index += 1
        return tokens[index - 1]
    }

    private func isWord(_ word: String) -> Bool { current.kind == .word(word) }

    private func isSymbol(_ symbol: String) -> Bool { current.kind == .symbol(symbol) }

    private mutating func expect(_ symbol: String) throws(ExpressionError) {
        guard isSymbol(symbol) else { throw failure("unexpected \(describe(current))", expected: "'\(symbol)'") }
        index += 1
    }

    private mutating func expect(word: String) throws(ExpressionError) {
        guard isWord(word) else { throw failure("unexpected \(describe(current))", expected: "'\(word)'") }
        index += 1
    }

    private func failure(_ message: String, expected: String) -> ExpressionError {
        ExpressionError(current.offset, message, expected: expected)
    }

    private func describe(_ token: Token) -> String {
        switch token.kind {
        case .number(let text): "number \(text)"
        case .string(let text): "text \"\(text)\""
        case .word(let text): "'\(text)'"
        case .symbol(let text): "'\(text)'"
        case .end: "end of the expression"
        }
    }
}
