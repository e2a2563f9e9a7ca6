import Windows

extension Machine {
    mutating func history(_ index: Int) throws(EvaluationFault) -> Datum {
        let value = try aggregate(index)
        if case .absent = value { noteAbsent(linked.calls[index]) }
        return value
    }

    mutating func noteAbsent(_ call: HistoryCall) {
        scratch.absent.append(MissingField(field: call.value ?? call.keys[0], row: nil))
    }

    private mutating func aggregate(_ index: Int) throws(EvaluationFault) -> Datum {
        let call = linked.calls[index]
        guard let key = key(of: call) else { return .unknown }
        guard let range = try range(of: call, key, linked.widths[index]) else { return .unknown }
        switch call.aggregate {
        case .cycle: return try cycle(call, range)
        case .peerMedian: return try peerMedian(call, range)
        case .overlaps: return try overlaps(call, range)
        default: break
        }
        guard call.filter < 0 else { return try scan(call, range) }
        switch call.aggregate {
        case .count: return count(call, range, linked.slots[index])
        case .sum, .average: return try sum(call, range, linked.slots[index])
        case .last: return last(call, key < 0 ? nil : windows.last(range))
        case .first: return (key < 0 ? nil : windows.first(range)).map { .row($0) } ?? .absent
        case .distinct: return distinct(call, range)
        case .least, .greatest: return extreme(call, range)
        case .percentile: return try percentile(call, range)
        default: return try scan(call, range)
        }
    }

    /// The total of a range, taken once for the event.
    private mutating func total(_ call: HistoryCall, _ range: WindowRange, _ slot: Int32) -> WindowTotal {
        let column = call.valueColumn >= 0 ? Int(call.valueColumn) : nil
        guard slot >= 0 else { return windows.total(range, column: column) }
        if scratch.hasTotal[Int(slot)] { return scratch.totals[Int(slot)] }
        let total = windows.total(range, column: knowledge.slotColumns[Int(slot)].map { Int($0) })
        scratch.totals[Int(slot)] = total
        scratch.hasTotal[Int(slot)] = true
        return total
    }

    /// The event's key for a call: nil when a key field is unknown, -1 when no row has it.
    mutating func key(of call: HistoryCall) -> Int32? {
        var isFixed = true
        for field in call.fixed where !facts.values[Int(field.index)].isKeyPart {
            scratch.missing.append(MissingField(field: field, row: nil))
            isFixed = false
        }
        let key = keptKey(of: call)
        return isFixed ? key : nil
    }

    private mutating func keptKey(of call: HistoryCall) -> Int32? {
        let space = Int(call.space.index)
        let cached = scratch.keys[space]
        if cached >= -1 { return cached }
        scratch.parts.removeAll(keepingCapacity: true)
        var isComplete = cached == -3
        for field in call.keys {
            let known = isComplete ? facts.values[Int(field.index)].keyPart : nil
            if let known {
                scratch.parts.append(known)
            } else if !facts.values[Int(field.index)].isKeyPart {
                scratch.missing.append(MissingField(field: field, row: nil))
                isComplete = false
            }
        }
        guard isComplete else {
            scratch.keys[space] = -2
            return nil
        }
        let found =
            scratch.parts.count == 1
            ? windows.key(scratch.parts[0], in: call.space) : windows.key(scratch.parts, in: call.space)
        scratch.keys[space] = found?.index ?? -1
        return scratch.keys[space]
    }

    mutating func range(
        of call: HistoryCall, _ key: Int32, _ fixedWidth: Int64
    ) throws(EvaluationFault) -> WindowRange? {
        var range = WindowRange(
            stream: call.stream, key: KeyID(Int(key)), after: .min, through: stamp.at,
            excluding: call.excludesOwn ? stamp : nil)
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
        case .sameEnd:
            guard case .instant(let end) = facts[.end] else { return nil }
            (range.after, range.through) = (end - 1, end)
        case .within(let node, let bothWays):
            var width = fixedWidth
            if width < 0 {
                guard case .number(let span) = try evaluate(node) else { return nil }
                guard let exact = Int64(exactly: span.numerator / span.denominator) else { throw .overflow }
                width = exact
            }
            range.after = Self.added(stamp.at, 0 - width)
            if bothWays { range.through = Self.added(stamp.at, width - 1) }
        }
        if key < 0 { range.through = range.after }
        return range
    }

    private static func added(_ time: Int64, _ delta: Int64) -> Int64 {
        let (sum, overflow) = time.addingReportingOverflow(delta)
        return overflow ? (delta < 0 ? .min : .max) : sum
    }

    private mutating func count(_ call: HistoryCall, _ range: WindowRange, _ slot: Int32) -> Datum {
        let total = total(call, range, slot)
        if total.unsure == 0 { return .number(Rational(Int64(total.sure))) }
        nameUnsure(call, range)
        return interval(Rational(Int64(total.sure)), Rational(Int64(total.sure + total.unsure)))
    }

    private mutating func sum(_ call: HistoryCall, _ range: WindowRange, _ slot: Int32) throws(EvaluationFault) -> Datum
    {
        let total = total(call, range, slot)
        guard let value = call.value else { return .unknown }
        let isMean = call.aggregate == .average
        guard total.unsure == 0, total.unknownValues == 0 else {
            if isMean { nameMissing(call, range, total.unsure > 0 ? nil : value) } else { nameUnsure(call, range) }
            return .unknown
        }
        let sum = Rational(total.sum, over: FieldRegistry.fields[Int(value.index)].scale.denominator)
        guard isMean else { return .number(sum) }
        return total.sure == 0 ? .absent : .number(try sum.divided(by: Rational(Int64(total.sure))))
    }

    /// Rows of which a missing field is named: a busy key can have thousands, and the first few tell what to mend. Each one
    /// more is written, hashed and stored for years with every decision at that key.
    static var mostNamed: Int { 3 }

    /// Names what is missing in the first rows of a range: filter fields of unsure rows, the value of the others.
    private mutating func nameUnsure(_ call: HistoryCall, _ range: WindowRange) {
        let plan = knowledge.plans[Int(call.stream.index)]
        var found: [MissingField] = []
        let asked = call.value.map { RowFlags.unknown(Int(plan.column[Int($0.index)])) } ?? RowFlags()
        windows.visitFlagged(range, asked.union(.unsure)) { row, flags in
            let fields = flags.isUnsure ? call.filterFields : call.value.map { [$0] } ?? []
            for field in fields where flags.isUnknown(Int(plan.column[Int(field.index)])) {
                found.append(MissingField(field: field, row: windows.stamp(row).ordinal))
            }
            return found.count < Self.mostNamed
        }
        scratch.missing.append(contentsOf: found)
    }

    /// Names the filter fields that unsure rows miss or, where a value is given, it in the sure rows that miss it; of each field the
    /// first rows.
    private mutating func nameMissing(_ call: HistoryCall, _ range: WindowRange, _ value: FieldID?) {
        let plan = knowledge.plans[Int(call.stream.index)]
        let fields = value.map { [$0] } ?? call.filterFields
        var counts = [Int](repeating: 0, count: fields.count)
        var found: [MissingField] = []
        let asked = value.map { RowFlags.unknown(Int(plan.column[Int($0.index)])) } ?? .unsure
        windows.visitFlagged(range, asked) { row, flags in
            guard flags.isUnsure == (value == nil) else { return true }
            for (place, field) in fields.enumerated()
            where counts[place] < Self.mostNamed && flags.isUnknown(Int(plan.column[Int(field.index)])) {
                found.append(MissingField(field: field, row: windows.stamp(row).ordinal))
                counts[place] += 1
            }
            return counts.contains { $0 < Self.mostNamed }
        }
        scratch.missing.append(contentsOf: found)
    }

    /// Whether an aggregate of values is undecided, as rows are unsure or lack the value; names why.
    mutating func isOpen(_ call: HistoryCall, _ range: WindowRange) -> Bool {
        let isUnsure = windows.hasFlagged(range, .unsure)
        guard isUnsure || windows.hasFlagged(range, .unknown(Int(call.valueColumn))) else { return false }
        nameMissing(call, range, isUnsure ? nil : call.value)
        return true
    }

    private mutating func extreme(_ call: HistoryCall, _ range: WindowRange) -> Datum {
        guard let field = call.value, range.key.index >= 0 else { return .absent }
        if isOpen(call, range) { return .unknown }
        let found = windows.extremes(range, column: Int(call.valueColumn))
        return (call.aggregate == .least ? found.least : found.greatest).map { .number(field.scaled($0)) } ?? .absent
    }

    /// The row before an instant. A session of unknown end stands at its start: whether it is the one before is not known.
    ///
    /// Sessions of one key follow each other, so that one of unknown end that began before the last one is taken to have ended first.
    mutating func last(_ call: HistoryCall, _ row: RowHandle?) -> Datum {
        guard let row else { return .absent }
        guard case .before = call.window, call.kind == .session else { return .row(row) }
        let column = Int(knowledge.plans[Int(call.stream.index)].column[Int(FieldID.end.index)])
        guard windows.flags(row).isUnknown(column) else { return .row(row) }
        scratch.missing.append(MissingField(field: .end, row: windows.stamp(row).ordinal))
        return .unknown
    }

    /// Rows that share more than the grace period of time with the event.
    private mutating func overlaps(_ call: HistoryCall, _ range: WindowRange) throws(EvaluationFault) -> Datum {
        guard case .number(let grace) = try evaluate(call.argument) else { return .unknown }
        if range.key.index < 0 { return .number(.zero) }
        let plan = knowledge.plans[Int(call.stream.index)]
        if call.filter < 0, case .instant(let start) = facts[.start], case .instant(let end) = facts[.end],
            let together = windows.overlapping(
                range, startColumn: Int(plan.column[Int(FieldID.start.index)]),
                endColumn: Int(plan.column[Int(FieldID.end.index)]), start: start, end: end,
                grace: floorDivided(grace.numerator, grace.denominator))
        {
            return .number(Rational(Int64(together)))
        }
        return try overlapsRowByRow(call, range, grace)
    }

    /// The same where the event or a row lacks an edge, or a filter depends on the event.
    private mutating func overlapsRowByRow(
        _ call: HistoryCall, _ range: WindowRange, _ grace: Rational
    ) throws(EvaluationFault) -> Datum {
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
            } else if !start.areKnown || !end.areKnown, passes.isBool(true) {
                passes = .unknown
            }
            if passes.isUnknown { unsure += 1 } else { forget(before, &scratch.missing) }
            if passes.isBool(true) { sure += 1 }
        }
        if unsure == 0 {
            forget(mark, &scratch.missing)
            return .number(Rational(sure))
        }
        return interval(Rational(sure), Rational(sure + unsure))
    }

    mutating func collected(_ range: WindowRange) -> [RowHandle] {
        var rows: [RowHandle] = []
        windows.visit(range) { row in
            rows.append(row)
            return true
        }
        return rows
    }

    /// Whether a row passes the call's filter: its flag for a filter of the stream, an evaluation for any other.
    mutating func filterPasses(_ call: HistoryCall, _ handle: RowHandle) throws(EvaluationFault) -> Datum {
        if call.filter < 0 {
            guard windows.flags(handle).isUnsure else { return .bool(true) }
            let plan = knowledge.plans[Int(call.stream.index)]
            for field in call.filterFields where windows.flags(handle).isUnknown(Int(plan.column[Int(field.index)])) {
                scratch.missing.append(MissingField(field: field, row: windows.stamp(handle).ordinal))
            }
            return .unknown
        }
        let saved = row
        row = handle
        let value = try evaluate(call.filter)
        row = saved
        return value.isMissing ? .unknown : value
    }

    private mutating func distinct(_ call: HistoryCall, _ range: WindowRange) -> Datum {
        guard let field = call.value, range.key.index >= 0 else { return .number(.zero) }
        let found = windows.distinct(range, column: Int(call.valueColumn))
        if found.rows.unsure > 0 { nameMissing(call, range, nil) }
        if found.rows.unknownValues > 0 { nameMissing(call, range, field) }
        return distinct(found.bounds)
    }

    mutating func distinct(_ bounds: (least: Int, most: Int)) -> Datum {
        // A sure row of unknown value is at least one value where there is no other.
        if bounds.most <= bounds.least { return .number(Rational(Int64(bounds.least))) }
        return interval(Rational(Int64(bounds.least)), Rational(Int64(bounds.most)))
    }
}

/// The starts, or the ends, of the event and of a row; nil where not known.
private struct Edges {
    let own: Int64?
    let other: Int64?

    init(_ fact: FactValue, _ cell: Datum) {
        own = if case .instant(let at) = fact { at } else { nil }
        other = if case .instant(let at) = cell { at } else { nil }
    }

    var areKnown: Bool { own != nil && other != nil }
    var least: Int64? { if let own, let other { min(own, other) } else { own ?? other } }
    var greatest: Int64? { if let own, let other { max(own, other) } else { own ?? other } }
}

extension FactValue {
    /// Whether it can be part of a key.
    var isKeyPart: Bool {
        switch self {
        case .unknown, .absent, .set: false
        default: true
        }
    }

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
