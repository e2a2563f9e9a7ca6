extension Expression {
    /// The canonical text: one space around operators, brackets only where needed. Parsing it gives the same tree.
    var canonicalText: String { text(above: 0) }

    private func text(above strength: Int) -> String {
        switch self {
        case .literal(let literal, _): return literal.canonicalText
        case .name(let parts, _): return parts.joined(separator: ".")
        case .unary(.not, let operand, _): return bracketed("not \(operand.text(above: 3))", 3, strength)
        case .unary(.minus, let operand, _): return bracketed("-\(operand.text(above: 7))", 7, strength)
        case .binary(let sign, let left, let right, _):
            let own = sign.precedence
            // A comparison does not chain; the right side of - and / needs brackets at equal strength.
            let leftText = left.text(above: sign.precedence == 4 ? 5 : own)
            let rightText = right.text(above: own + 1)
            return bracketed("\(leftText) \(sign.rawValue) \(rightText)", own, strength)
        case .choice(let condition, let yes, let no, _):
            let text = "if \(condition.text(above: 0)) then \(yes.text(above: 0)) else \(no.text(above: 0))"
            return strength > 0 ? "(\(text))" : text
        case .call(let name, let arguments, _):
            return "\(name)(\(arguments.map { $0.text(above: 0) }.joined(separator: ", ")))"
        case .history(let history): return history.canonicalText
        }
    }

    private func bracketed(_ text: String, _ own: Int, _ strength: Int) -> String {
        own < strength ? "(\(text))" : text
    }
}

extension Literal {
    var canonicalText: String {
        switch self {
        case .number(let digits, let unit): unit.map { $0 == "%" ? "\(digits)%" : "\(digits) \($0)" } ?? digits
        case .text(let text): "\"\(text)\""
        case .bool(let value): value ? "true" : "false"
        }
    }
}

extension HistoryExpression {
    var canonicalText: String {
        var text = (isOthers ? "others." : "history.") + (kind.plural ?? kind.rawValue)
        if let field { text += "." + field.joined(separator: ".") }
        text += " by " + keys.map { $0.joined(separator: ".") }.joined(separator: ", ")
        switch window {
        case .within(let width, let bothWays):
            text += " within \(width.canonicalOperand)" + (bothWays ? " both ways" : "")
        case .before(let name): text += " before " + name.joined(separator: ".")
        case .sameDay(let name): text += " on same day in " + name.joined(separator: ".")
        case nil: break
        }
        if let grace { text += " grace \(grace.canonicalOperand)" }
        if let hops { text += " hops \(hops.canonicalOperand)" }
        if let keep { text += " keep \(keep.canonicalOperand)" }
        if let filter { text += " where \(filter.canonicalText)" }
        return text
    }
}

extension Expression {
    /// Text for a clause that takes a sum or an atom.
    fileprivate var canonicalOperand: String {
        switch self {
        case .literal, .name, .call: canonicalText
        default: "(\(canonicalText))"
        }
    }
}
