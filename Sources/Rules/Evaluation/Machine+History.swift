import Windows

extension Machine {
    mutating func history(_ index: Int) throws(EvaluationFault) -> Value {
        let call = linked.program.calls[index]
        guard let key = key(of: call) else { return .unknown }
        guard let range = try range(of: call, key) else { return .unknown }
        switch call.aggregate {
        case .count where call.filter < 0: return count(call, range)
        case .sum where call.filter < 0: return sum(call, range)
        case .last where call.filter < 0: return last(call, reader.last(range))
        case .first where call.filter < 0: return reader.first(range).map { .row($0) } ?? .absent
        case .overlaps: return try overlaps(call, range)
        case .cycle: return try cycle(call, range)
        case .peerMedian: return try peerMedian(call, range)
        default: return try scan(call, range)
        }
    }

    /// The event's key for a call: nil when a key field is unknown, -1 when no row has it.
    private mutating func key(of call: HistoryCall) -> Int32? {
        let space = Int(call.space.index)
        let cached = scratch.keys[space]
        if cached >= -1 { return cached }
        scratch.parts.removeAll(keepingCapacity: true)
        var isComplete = true
        for field in call.keys {
            if let part = facts[field].keyPart {
                scratch.parts.append(part)
            } else {
                scratch.missing.append(MissingField(field: field, row: nil))
                isComplete = false
            }
        }
        guard isComplete else { return nil }
        let found =
            scratch.parts.count == 1
            ? reader.key(scratch.parts[0], in: call.space) : reader.key(scratch.parts, in: call.space)
        scratch.keys[space] = found?.index ?? -1
        return scratch.keys[space]
    }

    private mutating func range(of call: HistoryCall, _ key: Int32) throws(EvaluationFault) -> WindowRange? {
        let excludesOwn: Bool
        switch call.aggregate {
        case .last, .first, .overlaps, .cycle: excludesOwn = true
        default: excludesOwn = call.isOthers
        }
        var range = WindowRange(
            stream: call.stream, key: KeyID(Int(key)), after: .min, through: stamp.at,
            excluding: excludesOwn ? stamp : nil)
        switch call.window {
        case .everything: break
        case .before(let field):
            guard case .instant(let limit) = facts[field] else {
                scratch.missing.append(MissingField(field: field, row: nil))
                return nil
            }
            range.through = limit
        case .sameDay:
            guard case .instant(let start) = facts[.dayStart] else {
                let missing = facts[.country].isKnown ? FieldID.dayStart : .country
                scratch.missing.append(MissingField(field: missing, row: nil))
                return nil
            }
            range.after = start - 1
        case .within(let node, let bothWays):
            guard case .number(let span) = try evaluate(node) else { return nil }
            guard let width = Int64(exactly: span.numerator / span.denominator) else { throw .overflow }
            range.after = Self.added(stamp.at, -width)
            if bothWays { range.through = Self.added(stamp.at, width - 1) }
        }
        if key < 0 { range.through = range.after }
        return range
    }

    private static func added(_ time: Int64, _ delta: Int64) -> Int64 {
        let (sum, overflow) = time.addingReportingOverflow(delta)
        return overflow ? (delta < 0 ? .min : .max) : sum
    }

    private mutating func count(_ call: HistoryCall, _ range: WindowRange) -> Value {
        let total = reader.total(range, column: nil)
        if total.unsure == 0 { return .number(Rational(Int64(total.sure))) }
        nameUnsure(call, range)
        return .interval(Rational(Int64(total.sure)), Rational(Int64(total.sure + total.unsure)))
    }

    private mutating func sum(_ call: HistoryCall, _ range: WindowRange) -> Value {
        let total = reader.total(range, column: Int(call.valueColumn))
        guard total.unsure == 0, total.unknownValues == 0 else {
            nameUnsure(call, range)
            return .unknown
        }
        guard let value = call.value else { return .unknown }
        let denominator = FieldRegistry.fields[Int(value.index)].scale.denominator
        return .number(Rational(total.sum, over: denominator))
    }

    /// Rows whose missing fields are named; a busy key can have thousands, and the first few tell what to mend.
    static var mostNamed: Int { 20 }

    /// Names what is missing in the first rows of a range: filter fields of unsure rows, the value of the others.
    private mutating func nameUnsure(_ call: HistoryCall, _ range: WindowRange) {
        let plan = knowledge.plans[Int(call.stream.index)]
        var found: [MissingField] = []
        reader.visit(range) { row in
            let flags = reader.flags(row)
            guard flags.bits != 0 else { return true }
            let fields = flags.isUnsure ? call.filterFields : call.value.map { [$0] } ?? []
            for field in fields where flags.isUnknown(Int(plan.column[Int(field.index)])) {
                found.append(MissingField(field: field, row: reader.stamp(row).ordinal))
            }
            return found.count < Self.mostNamed
        }
        scratch.missing.append(contentsOf: found)
    }

    /// The row before an instant. A session of unknown end stands at its start: whether it is the one before is not known.
    ///
    /// Sessions of one key follow each other, so that one of unknown end that began before the last one is taken to have ended first.
    private mutating func last(_ call: HistoryCall, _ row: RowHandle?) -> Value {
        guard let row else { return .absent }
        guard case .before = call.window, call.kind == .session else { return .row(row) }
        let column = Int(knowledge.plans[Int(call.stream.index)].column[Int(FieldID.end.index)])
        guard reader.flags(row).isUnknown(column) else { return .row(row) }
        scratch.missing.append(MissingField(field: .end, row: reader.stamp(row).ordinal))
        return .unknown
    }

    /// Rows that share more than the grace period of time with the event.
    private mutating func overlaps(_ call: HistoryCall, _ range: WindowRange) throws(EvaluationFault) -> Value {
        guard case .number(let grace) = try evaluate(call.argument) else { return .unknown }
        let mark = scratch.missing.count
        for field in [FieldID.start, .end] where !facts[field].isKnown {
            scratch.missing.append(MissingField(field: field, row: nil))
        }
        let rows = collected(range)
        var sure: Int64 = 0
        var unsure: Int64 = 0
        for row in rows {
            let before = scratch.missing.count
            let start = Edges(facts[.start], readCell(row, .start))
            let end = Edges(facts[.end], readCell(row, .end))
            var passes = try filterPasses(call, row)
            // An edge that is not known can only shorten the time that both share.
            if let first = end.least, let last = start.greatest,
                Rational(Int128(first) - Int128(last)).compared(to: grace) <= 0
            {
                passes = .bool(false)
            } else if !start.areKnown || !end.areKnown, passes == .bool(true) {
                passes = .unknown
            }
            if passes == .unknown { unsure += 1 } else { forget(before, &scratch.missing) }
            if passes == .bool(true) { sure += 1 }
        }
        if unsure == 0 {
            forget(mark, &scratch.missing)
            return .number(Rational(sure))
        }
        return .interval(Rational(sure), Rational(sure + unsure))
    }

    func collected(_ range: WindowRange) -> [RowHandle] {
        var rows: [RowHandle] = []
        reader.visit(range) { row in
            rows.append(row)
            return true
        }
        return rows
    }

    /// Whether a row passes the call's filter: its flag for a filter of the stream, an evaluation for any other.
    mutating func filterPasses(_ call: HistoryCall, _ handle: RowHandle) throws(EvaluationFault) -> Value {
        if call.filter < 0 {
            guard reader.flags(handle).isUnsure else { return .bool(true) }
            let plan = knowledge.plans[Int(call.stream.index)]
            for field in call.filterFields where reader.flags(handle).isUnknown(Int(plan.column[Int(field.index)])) {
                scratch.missing.append(MissingField(field: field, row: reader.stamp(handle).ordinal))
            }
            return .unknown
        }
        let saved = row
        row = handle
        let value = try evaluate(call.filter)
        row = saved
        return value.isMissing ? .unknown : value
    }

    /// Every aggregate row by row, for filters that depend on the event and for order statistics.
    private mutating func scan(_ call: HistoryCall, _ range: WindowRange) throws(EvaluationFault) -> Value {
        let mark = scratch.missing.count
        var sure: [RowHandle] = []
        var unsure: [RowHandle] = []
        for handle in collected(range) {
            let before = scratch.missing.count
            let passes = try filterPasses(call, handle)
            if passes == .bool(true) { sure.append(handle) }
            if passes == .unknown { unsure.append(handle) } else { forget(before, &scratch.missing) }
        }
        switch call.aggregate {
        case .count:
            if unsure.isEmpty { return .number(Rational(Int64(sure.count))) }
            return .interval(Rational(Int64(sure.count)), Rational(Int64(sure.count + unsure.count)))
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

    private mutating func distinct(_ call: HistoryCall, _ sure: [RowHandle], _ unsure: [RowHandle]) -> Value {
        guard let field = call.value else { return .unknown }
        let column = Int(knowledge.plans[Int(call.stream.index)].column[Int(field.index)])
        var values: Set<Int64> = []
        var extra = 0
        for handle in sure {
            if reader.flags(handle).isUnknown(column) {
                scratch.missing.append(MissingField(field: field, row: reader.stamp(handle).ordinal))
                extra += 1
            } else {
                values.insert(reader.cell(handle, column))
            }
        }
        var possible: Set<Int64> = []
        for handle in unsure {
            if reader.flags(handle).isUnknown(column) {
                extra += 1
            } else if !values.contains(reader.cell(handle, column)) {
                possible.insert(reader.cell(handle, column))
            }
        }
        // A sure row of unknown value is at least one value where there is no other.
        let least = values.isEmpty && sure.count > 0 ? 1 : values.count
        let most = values.count + possible.count + extra
        if most <= least { return .number(Rational(Int64(values.isEmpty ? least : values.count))) }
        return .interval(Rational(Int64(least)), Rational(Int64(most)))
    }

    private mutating func reduce(_ call: HistoryCall) throws(EvaluationFault) -> Value {
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
            // Nearest rank: the ceil(q·n)-th smallest, at least the first.
            let place = try rank.multiplied(by: Rational(Int64(count)))
            var index = place.numerator / place.denominator
            if place.numerator % place.denominator != 0 { index += 1 }
            scratch.numbers.sort { $0.compared(to: $1) < 0 }
            return .number(scratch.numbers[Int(min(max(index, 1), Int128(count))) - 1])
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

/// The starts, or the ends, of the event and of a row; nil where not known.
private struct Edges {
    let own: Int64?
    let other: Int64?

    init(_ fact: FactValue, _ cell: Value) {
        own = if case .instant(let at) = fact { at } else { nil }
        other = if case .instant(let at) = cell { at } else { nil }
    }

    var areKnown: Bool { own != nil && other != nil }
    var least: Int64? { if let own, let other { min(own, other) } else { own ?? other } }
    var greatest: Int64? { if let own, let other { max(own, other) } else { own ?? other } }
}

extension FactValue {
    /// The value as part of a key, or nil where it is not known.
    var keyPart: KeyPart? {
        switch self {
        case .text(let text): .text(text.string, hash: text.hash)
        case .number(let value), .instant(let value): .number(value)
        case .date(let value): .number(Int64(value))
        case .bool(let value): .number(value ? 1 : 0)
        case .location(let latitude, let longitude):
            .number(Int64(latitude) << 32 | Int64(UInt32(bitPattern: longitude)))
        case .unknown, .absent, .set: nil
        }
    }
}
