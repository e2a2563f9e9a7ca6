import Windows

/// Aggregates row by row.
extension Machine {
    /// Every aggregate row by row, for filters that depend on the event.
    mutating func scan(_ call: HistoryCall, _ range: WindowRange) throws(EvaluationFault) -> Datum {
        let mark = scratch.missing.count
        var sure: [RowHandle] = []
        var unsure: [RowHandle] = []
        for handle in collected(range) {
            let before = scratch.missing.count
            let passes = try filterPasses(call, handle)
            if passes.isBool(true) { sure.append(handle) }
            if passes.isUnknown { unsure.append(handle) } else { forget(before, &scratch.missing) }
        }
        switch call.aggregate {
        case .count:
            if unsure.isEmpty { return .number(Rational(Int64(sure.count))) }
            return interval(Rational(Int64(sure.count)), Rational(Int64(sure.count + unsure.count)))
        case .distinct: return distinct(call, sure, unsure)
        case .first, .last:
            guard unsure.isEmpty else { return .unknown }
            return call.aggregate == .last ? last(call, sure.last) : sure.first.map { .row($0) } ?? .absent
        default:
            guard unsure.isEmpty, let field = call.value else { return .unknown }
            scratch.numbers.removeAll(keepingCapacity: true)
            for handle in sure {
                guard case .number(let value) = readCell(handle, field) else { continue }
                scratch.numbers.append(value)
            }
            guard scratch.missing.count == mark else { return .unknown }
            return try reduce(call)
        }
    }

    private mutating func distinct(_ call: HistoryCall, _ sure: [RowHandle], _ unsure: [RowHandle]) -> Datum {
        guard let field = call.value else { return .unknown }
        let column = Int(call.valueColumn)
        var counter = DistinctCounter()
        for handle in sure {
            let flags = windows.flags(handle)
            if flags.isUnknown(column) {
                scratch.missing.append(MissingField(field: field, row: windows.stamp(handle).ordinal))
            }
            counter.add(flags, column, windows.cell(handle, column))
        }
        for handle in unsure {
            var flags = windows.flags(handle)
            flags.isUnsure = true
            counter.add(flags, column, windows.cell(handle, column))
        }
        return distinct(counter.result.bounds)
    }

    private mutating func reduce(_ call: HistoryCall) throws(EvaluationFault) -> Datum {
        guard var total = scratch.numbers.first else { return call.aggregate == .sum ? .number(.zero) : .absent }
        let count = scratch.numbers.count
        switch call.aggregate {
        case .sum, .average:
            for value in scratch.numbers.dropFirst() { total = try total.adding(value) }
            return .number(call.aggregate == .sum ? total : try total.divided(by: Rational(Int64(count))))
        case .least:
            for value in scratch.numbers where value.compared(to: total) < 0 { total = value }
            return .number(total)
        case .greatest:
            for value in scratch.numbers where value.compared(to: total) > 0 { total = value }
            return .number(total)
        case .percentile:
            guard case .number(let rank) = try evaluate(call.argument) else { return .unknown }
            let place = try Self.place(of: rank, among: count)
            scratch.numbers.sort { $0.compared(to: $1) < 0 }
            return .number(scratch.numbers[place - 1])
        case .deviation: return .number(try deviation(total, count))
        default: return .unknown
        }
    }

    /// Population standard deviation, cut to the stored unit of the field.
    private func deviation(_ first: Rational, _ count: Int) throws(EvaluationFault) -> Rational {
        let scale = first.denominator
        var sum = Rational.zero
        var squares = Rational.zero
        for value in scratch.numbers {
            sum = try sum.adding(value)
            squares = try squares.adding(value.multiplied(by: value))
        }
        let size = Rational(Int64(count))
        let variance = try squares.multiplied(by: size).subtracting(sum.multiplied(by: sum))
        let scaled = try variance.multiplied(by: Rational(scale)).multiplied(by: Rational(scale))
        let root = Haversine.integerRoot(UInt128(scaled.numerator / scaled.denominator))
        guard let whole = Int128(exactly: root) else { throw .overflow }
        return try Rational(whole, over: scale).divided(by: size)
    }
}
