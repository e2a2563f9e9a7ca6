import Windows

/// Percentiles, and comparisons with them.
extension Machine {
    mutating func percentile(_ call: HistoryCall, _ range: WindowRange) throws(EvaluationFault) -> Datum {
        guard let field = call.value, range.key.index >= 0 else { return .absent }
        if isOpen(call, range) { return .unknown }
        scratch.cells.removeAll(keepingCapacity: true)
        _ = windows.values(range, column: Int(call.valueColumn), into: &scratch.cells)
        let count = scratch.cells.count
        guard count > 0 else { return .absent }
        guard case .number(let rank) = try evaluate(call.argument) else { return .unknown }
        let place = try Self.place(of: rank, among: count)
        return .number(field.scaled(select(place - 1, &scratch.cells)))
    }

    /// Nearest rank: the ceil(q·n)-th smallest, at least the first.
    static func place(of rank: Rational, among count: Int) throws(EvaluationFault) -> Int {
        let place = try rank.multiplied(by: Rational(Int64(count)))
        var index = place.numerator / place.denominator
        if place.numerator % place.denominator != 0 { index += 1 }
        return Int(min(max(index, 1), Int128(count)))
    }

    /// A comparison with a percentile: how many values lie at or below a limit decides it, so that none is looked for.
    ///
    /// Every case that is not plain, among them each that ends unknown, is evaluated as it is written.
    mutating func comparisonByRank(_ question: RankComparison) throws(EvaluationFault) -> Datum {
        if question.letIndex >= 0, scratch.letState[Int(question.letIndex)].isComputed {
            return try evaluate(question.written)
        }
        let mark = scratch.missing.count
        let call = linked.calls[Int(question.call)]
        let other = try evaluate(question.other)
        guard let field = call.value, let key = key(of: call),
            let range = try range(of: call, key, linked.widths[Int(question.call)])
        else { return try asWritten(question, mark) }
        let total = key < 0 ? WindowTotal() : windows.total(range, column: nil)
        var limit = Int64.max
        if case .number(let number) = other {
            guard let found = Self.limit(question, number, field), total.sure > 0 else {
                return try asWritten(question, mark)
            }
            limit = found
        } else if !other.isMissing {
            return try asWritten(question, mark)
        }
        guard total.unsure == 0,
            let below = total.sure == 0 ? 0 : windows.countAtMost(limit, range, column: Int(call.valueColumn))
        else { return try asWritten(question, mark) }
        // What is missing on the other side is missing whatever the percentile would be.
        if other.isMissing || total.sure == 0 {
            if total.sure == 0 { noteAbsent(call) }
            return .unknown
        }
        let isBelow = below >= (try Self.place(of: question.rank, among: total.sure))
        // The percentile lies at or below the limit: it is less than, or at most, the other side.
        let holds = question.operation == .greater || question.operation == .greaterOrEqual
        return .bool(isBelow == holds)
    }

    private mutating func asWritten(_ question: RankComparison, _ mark: Int) throws(EvaluationFault) -> Datum {
        forget(mark, &scratch.missing)
        return try evaluate(question.written)
    }

    /// The greatest stored value v for which `v * factor` stands below the other side: strictly for `other > percentile` and its
    /// contrary `<=`, at most equal for the two others.
    private static func limit(_ question: RankComparison, _ other: Rational, _ field: FieldID) -> Int64? {
        let scale = FieldRegistry.fields[Int(field.index)].scale
        guard let bound = try? other.divided(by: question.factor), let stored = try? bound.divided(by: scale) else {
            return nil
        }
        var whole = stored.numerator / stored.denominator
        let rest = stored.numerator % stored.denominator
        let isStrict = question.operation == .greater || question.operation == .lessOrEqual
        if rest < 0 || rest == 0 && isStrict { whole -= 1 }
        return Int64(exactly: whole)
    }
}
