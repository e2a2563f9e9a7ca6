import Domain

extension Compiler {
    mutating func aggregate(
        _ function: String, _ history: HistoryExpression, _ rest: [Expression], _ offset: Int
    ) throws(ExpressionError) -> Typed {
        guard rest.count == (function == "percentile" ? 1 : 0) else {
            throw ExpressionError(
                offset, "'\(function)' with \(rest.count) arguments after the history",
                expected: function == "percentile" ? "the rank, such as 0.9" : "none")
        }
        switch function {
        case "share": return try share(history, offset)
        case "cycle": return try cycle(history)
        case "peer_median": return try peerMedian(history)
        default: break
        }
        if let part = history.hops ?? history.keep {
            throw ExpressionError(
                part.offset, "hops and keep belong to cycle", expected: "cycle(history.… hops … keep …)")
        }
        let (kind, type, value) = try shape(function, history)
        guard program.calls.count < 20 else { throw tooManyCalls(offset) }
        let argument = try self.argument(kind, history, rest, offset)
        var window = try self.window(history)
        var keys = try history.keys.map { parts throws(ExpressionError) in try key(parts, history) }
        var fixed: [FieldID] = []
        var read = history
        if kind == .count, history.kind == .session, case .everything = window, let rest = Self.withoutTimes(keys) {
            (fixed, keys, window) = (Self.times, rest, .sameEnd)
            read.filter = Self.startsWithEvent(and: history.filter, history.offset)
        }
        let (filter, streamFilter, streamNode, fields) = try self.filter(read)
        var columns: [FieldID] = fields.sorted()
        if let value, !columns.contains(value) { columns.append(value) }
        if kind == .overlaps { columns += [FieldID.start, .end].filter { !columns.contains($0) } }
        if kind == .last, history.kind == .session, case .before = window, !columns.contains(.end) {
            columns.append(.end)
        }
        program.calls.append(
            HistoryCall(
                aggregate: kind, kind: history.kind, isOthers: history.isOthers, keys: keys, value: value,
                window: window,
                argument: argument, filter: filter, streamFilter: streamFilter, streamFilterNode: streamNode,
                columns: columns, summed: kind == .sum || kind == .average ? value : nil, filterFields: fields.sorted(),
                fixed: fixed))
        return Typed(node: add(.history, Int32(truncatingIfNeeded: program.calls.count - 1)), type: type)
    }

    private static let times: [FieldID] = [.start, .end]

    /// The other fields of a key that has start and end; nil for one that has not both, or nothing else.
    private static func withoutTimes(_ keys: [FieldID]) -> [FieldID]? {
        let rest = keys.filter { !times.contains($0) }
        return times.allSatisfy(keys.contains) && !rest.isEmpty ? rest : nil
    }

    /// `known(start) and start == self.start and …`: a row that does not say when it began has no such key.
    private static func startsWithEvent(and filter: Expression?, _ offset: Int) -> Expression {
        let start = Expression.name([FieldID.start.name], offset)
        let isKnown = Expression.call("known", [start], offset)
        let isSame = Expression.binary(.equal, start, .name(["self", FieldID.start.name], offset), offset)
        let same = Expression.binary(.and, isKnown, isSame, offset)
        return filter.map { .binary(.and, same, $0, offset) } ?? same
    }

    /// The aggregate, the type of its result and the field it reads.
    private func shape(
        _ function: String, _ history: HistoryExpression
    ) throws(ExpressionError) -> (Aggregate, ValueType, FieldID?) {
        let field = try history.field.map { parts throws(ExpressionError) in
            try lookup(parts, history.offset, .row(history.kind))
        }
        func rows(_ aggregate: Aggregate, _ type: ValueType) throws(ExpressionError) -> (Aggregate, ValueType, FieldID?)
        {
            guard field == nil else {
                throw ExpressionError(history.offset, "'\(function)' of a field", expected: "'\(function)' of rows")
            }
            return (aggregate, type, nil)
        }
        switch function {
        case "count": return try rows(.count, .count)
        case "overlaps":
            guard history.kind == .session else {
                throw ExpressionError(history.offset, "overlaps of \(history.kind.rawValue)s", expected: "sessions")
            }
            return try rows(.overlaps, .count)
        case "first": return try rows(.first, .row(history.kind))
        case "last": return try rows(.last, .row(history.kind))
        default: break
        }
        guard let field else {
            throw ExpressionError(
                history.offset, "'\(function)' without a field",
                expected: "\(function)(history.\(history.kind.plural ?? "").FIELD by …)")
        }
        if function == "distinct" { return (.distinct, .count, field) }
        guard case .number = field.type else {
            throw ExpressionError(history.offset, "'\(function)' of \(field.type.name)", expected: "a number")
        }
        let aggregates: [String: Aggregate] = [
            "sum": .sum, "avg": .average, "min": .least, "max": .greatest, "median": .percentile,
            "percentile": .percentile, "stddev": .deviation,
        ]
        return (aggregates[function] ?? .sum, field.type, field)
    }

    private mutating func argument(
        _ aggregate: Aggregate, _ history: HistoryExpression, _ rest: [Expression], _ offset: Int
    ) throws(ExpressionError) -> Int32 {
        if aggregate == .percentile {
            guard let rank = rest.first else { return constant(.number(Rational(1, over: 2)), .count).node }
            let value = try compile(rank, .event)
            guard value.type == .count else {
                throw ExpressionError(rank.offset, "a rank of \(value.type.name)", expected: "a number such as 0.9")
            }
            return value.node
        }
        guard aggregate == .overlaps else {
            try refuseGrace(history)
            return -1
        }
        guard let grace = history.grace else { return constant(.number(.zero), .number(.duration)).node }
        let value = try compile(grace, .event)
        guard value.type == .number(.duration) else {
            throw ExpressionError(grace.offset, "a grace of \(value.type.name)", expected: "a duration")
        }
        return value.node
    }

    func tooManyCalls(_ offset: Int) -> ExpressionError {
        ExpressionError(offset, "more than 20 history calls in a rule", expected: "at most 20, equal ones as a let")
    }

    func refuseGrace(_ history: HistoryExpression) throws(ExpressionError) {
        guard let grace = history.grace else { return }
        throw ExpressionError(grace.offset, "grace belongs to overlaps", expected: "overlaps(history.… grace …)")
    }

    mutating func window(_ history: HistoryExpression) throws(ExpressionError) -> HistoryCall.Window {
        switch history.window {
        case nil: return .everything
        case .before(let parts)?:
            let field = try lookup(parts, history.offset, .event)
            guard field.type == .instant else {
                throw ExpressionError(
                    history.offset, "before \(field.type.name)", expected: "an instant, such as start")
            }
            usedFields.insert(field)
            return .before(field)
        case .sameDay(let parts)?:
            guard parts == ["country", "zone"] else {
                throw ExpressionError(
                    history.offset, "same day in '\(parts.joined(separator: "."))'", expected: "country.zone")
            }
            usedFields.formUnion([.dayStart, .country])
            return .sameDay
        case .within(let width, let bothWays)?:
            let value = try compile(width, .event)
            guard value.type == .number(.duration) else {
                throw ExpressionError(
                    width.offset, "a window of \(value.type.name)", expected: "a duration such as 7 d")
            }
            guard isFixed(width) else {
                throw ExpressionError(
                    width.offset, "a window that depends on the event", expected: "parameters and literals")
            }
            return .within(node: value.node, bothWays: bothWays)
        }
    }

    private func isFixed(_ expression: Expression) -> Bool {
        switch expression {
        case .literal: true
        case .name(let parts, _): parts.count == 2 && parts[0] == "p"
        case .unary(_, let operand, _): isFixed(operand)
        case .binary(_, let left, let right, _): isFixed(left) && isFixed(right)
        case .choice, .call, .history: false
        }
    }

    mutating func key(_ parts: [String], _ history: HistoryExpression) throws(ExpressionError) -> FieldID {
        let field = try lookup(parts, history.offset, .row(history.kind))
        guard try lookup(parts, history.offset, .event) == field else {
            throw ExpressionError(
                history.offset, "'\(parts.joined(separator: "."))' is not a field of the event",
                expected: "a key that event and history have")
        }
        usedFields.insert(field)
        return field
    }

    /// Compiles `where`: part of the stream if it reads only the row and fixed parameters, else evaluated row by row.
    mutating func filter(
        _ history: HistoryExpression
    ) throws(ExpressionError) -> (node: Int32, stream: String, streamNode: Int32, fields: [FieldID]) {
        guard let expression = history.filter else { return (-1, "", -1, []) }
        rowFields = []
        filterIsStatic = true
        let node = try condition(expression, .row(history.kind), "where")
        let fields = Array(rowFields)
        guard filterIsStatic else { return (node, "", -1, fields) }
        return (-1, substituted(expression).canonicalText, node, fields)
    }

    /// The expression with parameters replaced by their values, so that equal streams of different rules are found equal.
    private func substituted(_ expression: Expression) -> Expression {
        switch expression {
        case .name(let parts, let offset):
            guard parts.count == 2, parts[0] == "p", let symbol = parameters.first(where: { $0.name == parts[1] })
            else {
                return expression
            }
            return .literal(.text(symbol.text), offset)
        case .literal, .history: return expression
        case .unary(let sign, let operand, let offset): return .unary(sign, substituted(operand), offset)
        case .binary(let sign, let left, let right, let offset):
            return .binary(sign, substituted(left), substituted(right), offset)
        case .choice(let test, let yes, let no, let offset):
            return .choice(substituted(test), substituted(yes), substituted(no), offset)
        case .call(let name, let arguments, let offset): return .call(name, arguments.map(substituted), offset)
        }
    }

    /// `share(h where c)`: the part of the rows that pass `where`; absent where there are no rows.
    private mutating func share(_ history: HistoryExpression, _ offset: Int) throws(ExpressionError) -> Typed {
        guard history.filter != nil else { throw ExpressionError(offset, "share without where", expected: "where …") }
        let part = try aggregate("count", history, [], offset)
        var all = history
        all.filter = nil
        let whole = try aggregate("count", all, [], offset)
        return Typed(node: add(.share, part.node, whole.node), type: .count)
    }

    /// Ends compilation: every row held by a let offers the members that were asked of its kind.
    mutating func finish(when node: Int32) {
        program.when = node
        let members = memberFields.values.reduce(into: Set<FieldID>()) { $0.formUnion($1) }
        for index in program.calls.indices {
            let call = program.calls[index]
            guard call.aggregate == .last || call.aggregate == .first else { continue }
            let asked = members.filter { FieldRegistry.fields[Int($0.index)].exists(in: call.kind) }.sorted()
            program.calls[index] = call.adding(columns: asked)
        }
    }
}
