import Domain

/// What a version sets its parameters to, by default or under one override.
private struct Setting {
    let values: [Value]
    /// The parameter that the override sets; nil for the defaults.
    let overridden: Int?
    let place: DocumentNode.Place?
    let path: String?
}

extension Linker {
    /// Widths of windows and ranks of percentiles that no event can be judged with, each at the value that makes it so.
    ///
    /// Drafts are looked at as well: what cannot run is no proposal.
    mutating func checkLimits(_ rule: Int, _ version: Int) {
        let definition = rules[rule].versions[version]
        for source in definition.lets.map(\.source) + [definition.condition] {
            var widths: [Expression] = []
            var ranks: [Expression] = []
            source.tree.forEachPart { part in
                switch part {
                case .history(let history):
                    if case .within(let width, _)? = history.window { widths.append(width) }
                case .call("percentile", let arguments, _) where arguments.count == 2: ranks.append(arguments[1])
                default: break
                }
            }
            for width in widths { check(width, source, definition, rule) { Self.width($0) } }
            for rank in ranks { check(rank, source, definition, rule) { Self.rank($0) } }
        }
    }

    /// What is wrong with a number, and what is expected of it.
    private typealias Fault = (message: String, expected: String)

    /// Longer windows mean a wrong unit, and event time less the width has to stay within the calendar.
    static let longestWindow = Rational(Int128(36_525) * 86_400_000_000)

    private static func width(_ value: Rational?) -> Fault? {
        guard let value, value.compared(to: longestWindow) <= 0 else {
            let text = value.map { " of \(ValueText.text(.number($0), .number(.duration)))" } ?? " beyond all numbers"
            return ("a window\(text)", "at most \(ValueText.text(.number(longestWindow), .number(.duration)))")
        }
        guard value.compared(to: .zero) <= 0 else { return nil }
        return ("a window of \(ValueText.text(.number(value), .number(.duration)))", "a positive duration")
    }

    /// One that cannot be computed, such as a division by a parameter that is zero, is an error of the rule when it judges.
    private static func rank(_ value: Rational?) -> Fault? {
        guard let value, value.compared(to: .zero) <= 0 || value.compared(to: Rational(1)) > 0 else { return nil }
        return ("a rank of \(ValueText.text(.number(value), .count))", "more than 0 and at most 1, such as 0.9")
    }

    private mutating func check(
        _ expression: Expression, _ source: SourceExpression, _ version: RuleVersion, _ rule: Int,
        _ fault: (Rational?) -> Fault?
    ) {
        let read = expression.parameterNames
        guard expression.isFixed else { return }
        for setting in version.settings {
            if let index = setting.overridden, !read.contains(version.parameters[index].name) { continue }
            guard let found = fault(expression.number(version.parameters, setting.values)) else { continue }
            var place = (source.place(expression.offset), nil as String?)
            if let overridden = setting.place {
                place = (overridden, setting.path)
            } else if read.count == 1, let parameter = version.parameters.first(where: { read.contains($0.name) }) {
                place = (parameter.place, parameter.path)
            }
            refuse(rule, found, place)
        }
        // Bounds are about the parameter itself: what a sum of several may be does not follow from the bounds of one.
        guard case .name(let parts, _) = expression,
            let parameter = version.parameters.first(where: { $0.name == parts[1] })
        else { return }
        for (bound, name) in [(parameter.least, "min"), (parameter.greatest, "max")] {
            guard let bound, let place = parameter.boundPlaces[name], let found = fault(bound) else { continue }
            refuse(rule, ("\(name) of \(parameter.name) allows \(found.message)", found.expected), (place, nil))
        }
    }

    /// Says it once, however many histories read the same value.
    private mutating func refuse(_ rule: Int, _ fault: Fault, _ found: (place: DocumentNode.Place, path: String?)) {
        let diagnostic = Diagnostic(
            .error, path: found.path ?? rules[rule].path, line: found.place.line, column: found.place.column,
            message: fault.message, expected: fault.expected)
        if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
    }
}

extension RuleVersion {
    fileprivate var settings: [Setting] {
        let defaults = parameters.map(\.value)
        return [Setting(values: defaults, overridden: nil, place: nil, path: nil)]
            + overrides.map { override in
                var values = defaults
                values[override.parameter] = override.value
                return Setting(values: values, overridden: override.parameter, place: override.place, path: nil)
            }
    }
}

extension Expression {
    /// Whether only numbers and parameters decide the value.
    fileprivate var isFixed: Bool {
        switch self {
        case .literal(.number, _): true
        case .name(let parts, _): parts.count == 2 && parts[0] == "p"
        case .unary(.minus, let operand, _): operand.isFixed
        case .binary(.plus, let left, let right, _), .binary(.minus, let left, let right, _),
            .binary(.times, let left, let right, _), .binary(.over, let left, let right, _):
            left.isFixed && right.isFixed
        default: false
        }
    }

    fileprivate var parameterNames: Set<String> {
        switch self {
        case .name(let parts, _): parts.count == 2 && parts[0] == "p" ? [parts[1]] : []
        case .unary(_, let operand, _): operand.parameterNames
        case .binary(_, let left, let right, _): left.parameterNames.union(right.parameterNames)
        default: []
        }
    }

    /// The number that literals alone make; nil where anything else takes part, or they make none.
    var constant: Rational? { isFixed && parameterNames.isEmpty ? number([], []) : nil }

    /// The number that a fixed expression makes; nil beyond 128 bits and for a division by zero.
    fileprivate func number(_ parameters: [Parameter], _ values: [Value]) -> Rational? {
        switch self {
        case .literal(.number(let digits, let unit), _): return Quantity(digits: digits, unit: unit)?.value
        case .name(let parts, _):
            guard let index = parameters.firstIndex(where: { $0.name == parts[1] }),
                case .number(let number) = values[index]
            else { return nil }
            return number
        case .unary(_, let operand, _): return operand.number(parameters, values).flatMap { try? $0.negated() }
        case .binary(let sign, let left, let right, _):
            guard let first = left.number(parameters, values), let second = right.number(parameters, values) else {
                return nil
            }
            switch sign {
            case .plus: return try? first.adding(second)
            case .minus: return try? first.subtracting(second)
            case .times: return try? first.multiplied(by: second)
            default: return try? first.divided(by: second)
            }
        default: return nil
        }
    }
}
