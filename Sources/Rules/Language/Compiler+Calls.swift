import Domain
import Patterns

extension Compiler {
    private static let scalars = [
        "abs", "min", "max", "date", "age", "exists", "known", "haversine", "multiple", "lower", "matches",
    ]
    private static let aggregates = [
        "count", "sum", "avg", "min", "max", "median", "percentile", "distinct", "stddev", "first", "last", "overlaps",
        "share", "cycle", "peer_median",
    ]

    mutating func compile(
        _ function: String, _ arguments: [Expression], _ offset: Int, _ scope: Scope
    ) throws(ExpressionError) -> Typed {
        if case .history(let history)? = arguments.first {
            guard scope == .event else {
                throw ExpressionError(offset, "history inside where", expected: "a let of its own")
            }
            guard Self.aggregates.contains(function) else {
                throw ExpressionError(
                    offset, "unknown aggregate '\(function)'",
                    expected: nearest(function, Self.aggregates) ?? Self.aggregates.joined(separator: ", "))
            }
            return try aggregate(function, history, Array(arguments.dropFirst()), offset)
        }
        guard Self.scalars.contains(function) else {
            let isAggregate = Self.aggregates.contains(function)
            throw ExpressionError(
                offset, isAggregate ? "'\(function)' needs a history" : "unknown function '\(function)'",
                expected: isAggregate
                    ? "\(function)(history.… by …)" : nearest(function, Self.scalars + Self.aggregates) ?? "a function")
        }
        return try scalar(function, arguments, offset, scope)
    }

    private mutating func scalar(
        _ function: String, _ arguments: [Expression], _ offset: Int, _ scope: Scope
    ) throws(ExpressionError) -> Typed {
        func expects(_ count: Int) throws(ExpressionError) {
            guard arguments.count == count else {
                throw ExpressionError(offset, "'\(function)' with \(arguments.count) arguments", expected: "\(count)")
            }
        }
        switch function {
        case "min", "max": return try extremum(function, arguments, offset, scope)
        case "matches":
            try expects(2)
            return try pattern(arguments, offset, scope)
        case "haversine", "multiple": try expects(2)
        default: try expects(1)
        }
        let first = try compile(arguments[0], scope)
        switch (function, first.type) {
        case ("abs", .number): return Typed(node: add(.absolute, first.node), type: first.type)
        case ("date", .instant): return Typed(node: add(.dateOf, first.node), type: .date)
        case ("age", .instant): return Typed(node: add(.age, first.node), type: .number(.duration))
        case ("exists", _): return Typed(node: add(.exists, first.node), type: .bool)
        case ("known", _): return Typed(node: add(.known, first.node), type: .bool)
        case ("lower", .text), ("lower", .id): return Typed(node: add(.lower, first.node), type: .text)
        case ("haversine", .location):
            let second = try compile(arguments[1], scope)
            guard second.type == .location else { throw mismatch(offset, function, second.type) }
            return Typed(node: add(.haversine, first.node, second.node), type: .number(.length))
        case ("multiple", .number):
            let second = try compile(arguments[1], scope)
            guard second.type == first.type else {
                throw ExpressionError(
                    offset, "multiple of \(first.type.name) and \(second.type.name)",
                    expected: Self.sameType(first, second))
            }
            mayFail(in: scope)
            return Typed(node: add(.multiple, first.node, second.node), type: .bool)
        default: throw mismatch(offset, function, first.type)
        }
    }

    private mutating func extremum(
        _ function: String, _ arguments: [Expression], _ offset: Int, _ scope: Scope
    ) throws(ExpressionError) -> Typed {
        guard arguments.count >= 2 else {
            throw ExpressionError(offset, "'\(function)' of one value", expected: "two or more values, or a history")
        }
        var result = try compile(arguments[0], scope)
        switch result.type {
        case .number, .instant, .date: break
        default: throw mismatch(offset, function, result.type)
        }
        for argument in arguments.dropFirst() {
            let next = try compile(argument, scope)
            guard next.type == result.type else {
                throw ExpressionError(
                    offset, "\(function) of \(result.type.name) and \(next.type.name)",
                    expected: Self.sameType(result, next))
            }
            result = Typed(node: add(function == "min" ? .least : .greatest, result.node, next.node), type: result.type)
        }
        return result
    }

    private mutating func pattern(
        _ arguments: [Expression], _ offset: Int, _ scope: Scope
    ) throws(ExpressionError) -> Typed {
        let value = try compile(arguments[0], scope)
        mayFail(in: scope)
        switch value.type {
        case .text, .id: break
        default: throw mismatch(offset, "matches", value.type)
        }
        guard case .literal(.text(let text), let place) = arguments[1] else {
            throw ExpressionError(
                arguments[1].offset, "a pattern that is not a text literal", expected: "\"…\" in double quotes")
        }
        do {
            program.patterns.append(try CompiledPattern(Array(text.utf8)))
        } catch {
            throw ExpressionError(place, "pattern: \(error)", expected: "a regular expression as PCRE2 reads it")
        }
        return Typed(
            node: add(.matches, value.node, Int32(truncatingIfNeeded: program.patterns.count - 1)), type: .bool)
    }
}
