import Windows

extension Machine {
    /// Payments that one search for a cycle looks at; beyond it the rule fails, it does not say "no cycle".
    private static var mostRows: Int { 100_000 }

    /// One way of money from the payee of the event at hand.
    private struct Way {
        /// The text cell of whoever holds the money now.
        let holder: Int64
        /// The last hop; the next comes after it.
        let last: EventStamp
        /// What left the origin.
        let first: Rational
        let hops: Int
    }

    /// The number of hops of the shortest way of money that the event at hand closes, itself counted; zero without one.
    ///
    /// The event pays from X to O. A way O → … → X of payments one after the other, all in the window and before the event, each of
    /// at least `keep` of what left O, makes a cycle, and so must the event's own amount.
    ///
    /// *Complexity*: the payments reachable in `hops` steps, at most 100,000.
    mutating func cycle(_ call: HistoryCall, _ range: WindowRange) throws(EvaluationFault) -> Datum {
        guard let member = call.member, let field = call.value, let from = facts[call.keys[0]].keyPart else {
            return .unknown
        }
        guard let origin = facts[member].keyPart, case .number(let amount) = fact(field) else {
            for needed in [member, field] where !facts[needed].isKnown {
                scratch.missing.append(MissingField(field: needed, row: nil))
            }
            return .unknown
        }
        guard case .number(let hops) = try evaluate(call.argument), case .number(let keep) = try evaluate(call.keep),
            let most = Int(exactly: hops.numerator / hops.denominator)
        else { return .unknown }
        if from == origin { return .number(.zero) }
        let mark = scratch.missing.count
        let windows = windows
        var ways: [Way] = []
        var looked = 0
        var found: Int?
        try extend(call, range, origin, nil, keep, amount, &looked) { way in
            if windows.text(way.holder) == from { found = way.hops + 1 }
            ways.append(way)
        }
        var depth = 1
        while found == nil, depth + 1 < most, !ways.isEmpty {
            let open = ways
            ways = []
            for way in open {
                guard let holder = windows.text(way.holder) else { continue }
                try extend(call, range, holder, way, keep, amount, &looked) { next in
                    if windows.text(next.holder) == from { found = found ?? next.hops + 1 }
                    ways.append(next)
                }
            }
            depth += 1
        }
        if let found, found <= most {
            forget(mark, &scratch.missing)
            return .number(Rational(Int64(found)))
        }
        return scratch.missing.count > mark ? .unknown : .number(.zero)
    }

    /// Every payment that can follow a way, or begin one where `way` is nil.
    private mutating func extend(
        _ call: HistoryCall, _ range: WindowRange, _ holder: KeyPart, _ way: Way?, _ keep: Rational, _ amount: Rational,
        _ looked: inout Int, _ body: (Way) -> Void
    ) throws(EvaluationFault) {
        guard let key = windows.key(holder, in: call.space), let member = call.member, let field = call.value else {
            return
        }
        var reach = range
        reach.key = key
        if let way { reach.after = max(range.after, way.last.at - 1) }
        let plan = knowledge.plans[Int(call.stream.index)]
        for row in collected(reach) {
            let at = windows.stamp(row)
            if let way, (at.at, at.order, at.ordinal) <= (way.last.at, way.last.order, way.last.ordinal) { continue }
            if (at.at, at.order, at.ordinal) >= (stamp.at, stamp.order, stamp.ordinal) { continue }
            looked += 1
            if looked > Self.mostRows { throw .searchLimit }
            guard try filterPasses(call, row).isBool(true) else { continue }
            let column = Int(plan.column[Int(member.index)])
            guard case .number(let value) = readCell(row, field) else { continue }
            if windows.flags(row).isUnknown(column) {
                scratch.missing.append(MissingField(field: member, row: at.ordinal))
                continue
            }
            let first = way?.first ?? value
            let least = try first.multiplied(by: keep)
            if value.compared(to: least) < 0 || amount.compared(to: least) < 0 { continue }
            body(Way(holder: windows.cell(row, column), last: at, first: first, hops: (way?.hops ?? 0) + 1))
        }
    }

    /// Median (nearest rank) over the members of the group of each one's sum.
    mutating func peerMedian(_ call: HistoryCall, _ range: WindowRange) throws(EvaluationFault) -> Datum {
        guard let member = call.member, let field = call.value else { return .unknown }
        let plan = knowledge.plans[Int(call.stream.index)]
        if call.filter < 0 {
            guard range.key.index >= 0 else { return .absent }
            let found = windows.memberMedian(
                range, member: Int(plan.column[Int(member.index)]), value: Int(call.valueColumn))
            if found.rows.unsure == 0, found.rows.unknownValues == 0 {
                let scale = FieldRegistry.fields[Int(field.index)].scale.denominator
                return found.median.map { .number(Rational($0, over: scale)) } ?? .absent
            }
        }
        let mark = scratch.missing.count
        let column = Int(knowledge.plans[Int(call.stream.index)].column[Int(member.index)])
        var sums: [Int64: Rational] = [:]
        for row in collected(range) {
            let before = scratch.missing.count
            let passes = try filterPasses(call, row)
            if passes.isBool(false) {
                forget(before, &scratch.missing)
                continue
            }
            if windows.flags(row).isUnknown(column) {
                scratch.missing.append(MissingField(field: member, row: windows.stamp(row).ordinal))
            }
            guard case .number(let value) = readCell(row, field) else { continue }
            let who = windows.cell(row, column)
            sums[who] = try (sums[who] ?? .zero).adding(value)
        }
        guard scratch.missing.count == mark else { return .unknown }
        let sorted = sums.values.sorted { $0.compared(to: $1) < 0 }
        return sorted.isEmpty ? .absent : .number(sorted[(sorted.count + 1) / 2 - 1])
    }
}
