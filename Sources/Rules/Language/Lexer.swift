/// A piece of an expression and where it begins, in Unicode scalars from the expression's start.
struct Token: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case number(String)
        case string(String)
        case word(String)
        case symbol(String)
        case end
    }

    let kind: Kind
    let offset: Int
    /// Whether white space stands before it: `7 d` and `7d` are one literal, `km/h` only without gaps.
    let spaced: Bool
}

/// An error in an expression: where, what, and what was expected.
struct ExpressionError: Error, Hashable, Sendable {
    let offset: Int
    let message: String
    let expected: String

    init(_ offset: Int, _ message: String, expected: String) {
        self.offset = offset
        self.message = message
        self.expected = expected
    }
}

/// Cuts an expression into tokens; the language is ASCII outside of strings.
struct Lexer {
    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    static func tokens(_ text: String) throws(ExpressionError) -> [Token] {
        guard text.utf8.count <= 4096 else {
            throw ExpressionError(0, "an expression of \(text.utf8.count) bytes", expected: "at most 4096; use let")
        }
        var lexer = Lexer(text)
        var tokens: [Token] = []
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    private mutating func next() throws(ExpressionError) -> Token {
        let before = position
        while position < scalars.count, scalars[position] == " " || scalars[position] == "\n" { position += 1 }
        let start = position
        let spaced = start > before
        guard start < scalars.count else { return Token(kind: .end, offset: start, spaced: spaced) }
        let scalar = scalars[start]
        if isDigit(scalar) { return Token(kind: .number(try number()), offset: start, spaced: spaced) }
        if isLetter(scalar) {
            while position < scalars.count, isLetter(scalars[position]) || isDigit(scalars[position]) { position += 1 }
            return Token(kind: .word(text(start)), offset: start, spaced: spaced)
        }
        if scalar == "\"" { return Token(kind: .string(try string()), offset: start, spaced: spaced) }
        let pair = start + 1 < scalars.count ? text(start, start + 2) : ""
        for symbol in ["<=", ">=", "==", "!="] where pair == symbol {
            position += 2
            return Token(kind: .symbol(symbol), offset: start, spaced: spaced)
        }
        guard "<>+-*/(),.%".unicodeScalars.contains(scalar) else { throw unexpected(scalar, start) }
        position += 1
        return Token(kind: .symbol(String(scalar)), offset: start, spaced: spaced)
    }

    private func unexpected(_ scalar: Unicode.Scalar, _ offset: Int) -> ExpressionError {
        switch scalar {
        case "=": ExpressionError(offset, "'=' is not an operator", expected: "== for equality; there is no assignment")
        case ":": ExpressionError(offset, "the language has no colon", expected: "if … then … else …")
        case "&", "|": ExpressionError(offset, "'\(scalar)' is not an operator", expected: "and, or")
        case "!": ExpressionError(offset, "'!' is not an operator", expected: "not, or != for inequality")
        case "'": ExpressionError(offset, "a text stands in double quotes", expected: "\"…\"")
        case "#": ExpressionError(offset, "'#' begins a comment of the file", expected: "an expression without it")
        default:
            ExpressionError(
                offset, "unexpected character U+\(String(scalar.value, radix: 16, uppercase: true))",
                expected: "letters, digits, double quotes or one of < > = ! + - * / ( ) , . %")
        }
    }

    private mutating func number() throws(ExpressionError) -> String {
        let start = position
        while position < scalars.count, isDigit(scalars[position]) { position += 1 }
        if position + 1 < scalars.count, scalars[position] == ".", isDigit(scalars[position + 1]) {
            position += 1
            while position < scalars.count, isDigit(scalars[position]) { position += 1 }
        }
        if position - start > 30 {
            throw ExpressionError(start, "a number of more than 30 digits", expected: "at most 30")
        }
        return text(start)
    }

    private mutating func string() throws(ExpressionError) -> String {
        let start = position
        position += 1
        while position < scalars.count, scalars[position] != "\"" { position += 1 }
        guard position < scalars.count else {
            throw ExpressionError(start, "a text that does not end", expected: "a closing double quote")
        }
        position += 1
        return text(start + 1, position - 1)
    }

    private func text(_ from: Int, _ to: Int? = nil) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[from..<(to ?? position)])
        return String(text)
    }

    private func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

    private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        (scalar >= "a" && scalar <= "z") || (scalar >= "A" && scalar <= "Z") || scalar == "_"
    }
}
