import Domain

extension Compiler {
    mutating func compile(
        _ sign: BinaryOperator, _ left: Expression, _ right: Expression, _ offset: Int, _ scope: Scope
    ) throws(ExpressionError) -> Typed {
        switch sign {
        case .and, .or:
            let first = try condition(left, scope, sign.rawValue)
            let second = try condition(right, scope, sign.rawValue)
            return Typed(node: add(sign == .and ? .and : .or, first, second), type: .bool)
        case .isIn, .isNotIn: return try membership(left, right, offset, negated: sign == .isNotIn, scope)
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
            return try comparison(sign, left, right, offset, scope)
        case .plus, .minus, .times, .over: return try arithmetic(sign, left, right, offset, scope)
        }
    }

    /// What can fail for a row fails the rule that reads the row, not its storing: such a filter is no part of a stream.
    mutating func mayFail(in scope: Scope) {
        if case .row = scope { filterIsStatic = false }
    }

    private mutating func comparison(
        _ sign: BinaryOperator, _ left: Expression, _ right: Expression, _ offset: Int, _ scope: Scope
    ) throws(ExpressionError) -> Typed {
        let first = try compile(left, scope)
        let second = try compile(right, scope)
        let isEquality = sign == .equal || sign == .notEqual
        guard first.type.isComparable(with: second.type) || isZero(left, second) || isZero(right, first) else {
            throw ExpressionError(
                offset, "compares \(first.type.name) with \(second.type.name)", expected: Self.sameType(first, second))
        }
        try checkWords(left, against: right, second.type)
        try checkWords(right, against: left, first.type)
        switch first.type {
        case .number, .instant, .date: break
        case .bool, .text, .id, .location:
            guard isEquality else { throw mismatch(offset, sign.rawValue, first.type) }
        case .set, .list, .row: throw mismatch(offset, sign.rawValue, first.type)
        }
        return Typed(node: add(Self.operations[sign] ?? .equal, first.node, second.node), type: .bool)
    }

    /// What two values that meet must have in common.
    static func sameType(_ first: Typed, _ second: Typed) -> String {
        mixesCurrencies(first, second) ? "amounts in one currency" : "the same type"
    }

    private static func factors(_ first: Typed, _ second: Typed) -> String {
        mixesCurrencies(first, second) ? "amounts in one currency" : "numbers with or without a unit"
    }

    private static func mixesCurrencies(_ first: Typed, _ second: Typed) -> Bool {
        guard case .number(let a) = first.type, case .number(let b) = second.type else { return false }
        return a.currency != nil && b.currency != nil && a.currency != b.currency
    }

    /// A bare `0` compares with any quantity: zero needs no unit.
    private func isZero(_ expression: Expression, _ other: Typed) -> Bool {
        guard case .number = other.type, case .literal(.number(let digits, unit: nil), _) = expression else {
            return false
        }
        return digits.allSatisfy { $0 == "0" || $0 == "." }
    }

    private static let operations: [BinaryOperator: Operation] = [
        .less: .less, .lessOrEqual: .lessOrEqual, .greater: .greater, .greaterOrEqual: .greaterOrEqual,
        .equal: .equal, .notEqual: .notEqual, .plus: .plus, .minus: .minus, .times: .times, .over: .over,
    ]

    private mutating func membership(
        _ left: Expression, _ right: Expression, _ offset: Int, negated: Bool, _ scope: Scope
    ) throws(ExpressionError) -> Typed {
        let element = try compile(left, scope)
        let container = try compile(right, scope)
        switch element.type {
        case .text, .id: break
        case .set(let inner):
            guard case .list = container.type, inner.isComparable(with: .text) else {
                throw ExpressionError(offset, "a set in \(container.type.name)", expected: "a list")
            }
        default: throw ExpressionError(offset, "'in' looks up \(element.type.name)", expected: "a text or an id")
        }
        try checkWords(right, against: left, element.type)
        try checkWords(left, against: right, container.type)
        switch container.type {
        case .set:
            return Typed(node: add(.inSet, element.node, container.node, negated ? 1 : 0), type: .bool)
        case .list(let name):
            let index = program.lists.firstIndex(of: name) ?? program.lists.count
            if index == program.lists.count { program.lists.append(name) }
            let node = add(.inList, element.node, Int32(truncatingIfNeeded: index), negated ? 1 : 0)
            return Typed(node: node, type: .bool)
        default:
            throw ExpressionError(
                offset, "'in' over \(container.type.name)", expected: "a parameter of type set or list")
        }
    }

    private mutating func arithmetic(
        _ sign: BinaryOperator, _ left: Expression, _ right: Expression, _ offset: Int, _ scope: Scope
    ) throws(ExpressionError) -> Typed {
        let first = try compile(left, scope)
        let second = try compile(right, scope)
        func wrong() -> ExpressionError {
            let verb = [.plus: "adds", .minus: "subtracts", .times: "multiplies"][sign] ?? "divides"
            return ExpressionError(
                offset, "\(verb) \(first.type.name) and \(second.type.name)",
                expected: [.plus, .minus].contains(sign) ? Self.sameType(first, second) : Self.factors(first, second))
        }
        switch (sign, first.type, second.type) {
        case (.plus, .number(let a), .number(let b)), (.minus, .number(let a), .number(let b)):
            guard a == b else { throw wrong() }
            return Typed(node: add(sign == .plus ? .plus : .minus, first.node, second.node), type: first.type)
        case (.times, .number(let a), .number(let b)):
            guard let product = a.combined(b, sign: 1) else { throw wrong() }
            return Typed(node: add(.times, first.node, second.node), type: .number(product))
        case (.over, .number(let a), .number(let b)):
            guard let quotient = a.combined(b, sign: -1) else { throw wrong() }
            mayFail(in: scope)
            return Typed(node: add(.over, first.node, second.node), type: .number(quotient))
        case (.minus, .instant, .instant):
            return Typed(node: add(.instantDifference, first.node, second.node), type: .number(.duration))
        case (.plus, .instant, .number(.duration)):
            return Typed(node: add(.instantPlus, first.node, second.node), type: .instant)
        case (.minus, .instant, .number(.duration)):
            return Typed(node: add(.instantMinus, first.node, second.node), type: .instant)
        case (.minus, .date, .date):
            return Typed(node: add(.dateDifference, first.node, second.node), type: .number(.duration))
        default: throw wrong()
        }
    }
}
