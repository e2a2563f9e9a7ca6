extension WindowState {
    /// Two edge chunks row by row, the chunks between them by what they keep: a key of a million rows costs a few
    /// thousand steps.
    package func extremes(_ range: WindowRange, column: Int) -> WindowExtremes {
        let layout = layouts[Int(range.stream.index)]
        var found = WindowExtremes()
        scan(range) { chunk, number, rows in
            if rows.count == chunk.count, let summary = summary(range, number, chunk, column) {
                found.rows.sure &+= rows.count
                found.add(summary.extents[2 &* column])
                found.add(summary.extents[2 &* column &+ 1])
                return true
            }
            for row in rows where range.excluding?.ordinal != chunk.ordinal(row) {
                if found.rows.count(chunk.flags(row), column) { found.add(chunk.cell(row, column, layout)) }
            }
            return true
        }
        return found
    }

    package func distinct(_ range: WindowRange, column: Int) -> WindowDistinct {
        let layout = layouts[Int(range.stream.index)]
        if let few = distinctOfFew(range, column, layout) { return few }
        let table = (layout.counted & ((1 << UInt32(column)) - 1)).nonzeroBitCount
        var counter = DistinctCounter()
        scan(range) { chunk, number, rows in
            if layout.isCounted(column), rows.count == chunk.count, let summary = summary(range, number, chunk, column)
            {
                counter.add(summary.distinct[table], count: rows.count)
                return true
            }
            for row in rows where range.excluding?.ordinal != chunk.ordinal(row) {
                counter.add(chunk.flags(row), column, chunk.cell(row, column, layout))
            }
            return true
        }
        return counter.result
    }

    /// The same for a few rows without flags in one chunk, which most keys have; nil for any other range.
    private func distinctOfFew(_ range: WindowRange, _ column: Int, _ layout: RowLayout) -> WindowDistinct? {
        var found: WindowDistinct?
        var parts = 0
        scan(range) { chunk, _, rows in
            parts &+= 1
            guard parts == 1, rows.count <= 48, chunk.flagged == 0 else {
                found = nil
                return false
            }
            var distinct = WindowDistinct()
            for row in rows where range.excluding?.ordinal != chunk.ordinal(row) {
                distinct.rows.sure &+= 1
                let value = chunk.cell(row, column, layout)
                var earlier = rows.lowerBound
                while earlier < row,
                    chunk.cell(earlier, column, layout) != value || range.excluding?.ordinal == chunk.ordinal(earlier)
                {
                    earlier &+= 1
                }
                if earlier == row { distinct.values &+= 1 }
            }
            found = distinct
            return true
        }
        return parts == 0 ? WindowDistinct() : found
    }

    package func visitFlagged(_ range: WindowRange, _ asked: RowFlags, _ body: (RowHandle, RowFlags) -> Bool) {
        scan(range) { chunk, number, rows in
            guard chunk.flagged > 0, unitedFlags(range, number, chunk).bits & asked.bits != 0 else { return true }
            for row in rows {
                let flags = chunk.flags(row)
                if flags.bits & asked.bits == 0 || range.excluding?.ordinal == chunk.ordinal(row) { continue }
                if !body(handle(range, number, row), flags) { return false }
            }
            return true
        }
    }

    /// At least the flags that rows of the chunk have.
    private func unitedFlags(_ range: WindowRange, _ number: Int, _ chunk: borrowing Chunk) -> RowFlags {
        if chunk.flagged == 0 { return RowFlags() }
        let (stream, key) = (Int(range.stream.index), Int(range.key.index))
        guard number < windows[stream][key].tailNumber else { return RowFlags(bits: .max) }
        return windows[stream][key].archives[0].summaries[number].flags
    }

    /// Whole chunks by their ranked cells, the two at the edges row by row.
    package func countAtMost(_ limit: Int64, _ range: WindowRange, column: Int) -> Int? {
        let layout = layouts[Int(range.stream.index)]
        let table = (layout.ranked & ((1 << UInt32(column)) - 1)).nonzeroBitCount
        let own = range.excluding.map(\.ordinal)
        var count: Int? = 0
        scan(range) { chunk, number, rows in
            if layout.isRanked(column), rows.count == chunk.count,
                isSummarized(range, number, chunk, column)
            {
                let (stream, key) = (Int(range.stream.index), Int(range.key.index))
                let atMost = windows[stream][key].archives[0].summaries[number]
                    .countAtMost(limit, column: column, table, of: chunk, layout)
                count = count.map { $0 &+ atMost }
                return true
            }
            var below = 0
            if chunk.flagged == 0, !layout.isSummed(column) {
                below = chunk.countAtMost(limit, rows, RowLayout.firstColumn &+ column, own: own)
                count = count.map { $0 &+ below }
                return true
            }
            for row in rows where own != chunk.ordinal(row) {
                if chunk.flagged > 0 {
                    let flags = chunk.flags(row)
                    if flags.isUnsure || flags.isUnknown(column) {
                        count = nil
                        return false
                    }
                }
                if chunk.cell(row, column, layout) <= limit { below &+= 1 }
            }
            count = count.map { $0 &+ below }
            return true
        }
        return count
    }

    package func overlapping(
        _ range: WindowRange, startColumn: Int, endColumn: Int, start: Int64, end: Int64, grace: Int128
    ) -> Int? {
        let layout = layouts[Int(range.stream.index)]
        let own = range.excluding.map(\.ordinal)
        let least = Int64(exactly: grace)
        var count: Int? = 0
        scan(range) { chunk, _, rows in
            if chunk.flagged == 0, let least, !layout.isSummed(startColumn), !layout.isSummed(endColumn) {
                let together = chunk.overlapping(
                    rows, RowLayout.firstColumn &+ startColumn, RowLayout.firstColumn &+ endColumn, start: start,
                    end: end, grace: least, own: own)
                count = count.map { $0 &+ together }
                return true
            }
            var together = 0
            for row in rows where own != chunk.ordinal(row) {
                if chunk.flagged > 0 {
                    let flags = chunk.flags(row)
                    if flags.isUnsure || flags.isUnknown(startColumn) || flags.isUnknown(endColumn) {
                        count = nil
                        return false
                    }
                }
                let shared =
                    Int128(min(end, chunk.cell(row, endColumn, layout)))
                    - Int128(max(start, chunk.cell(row, startColumn, layout)))
                if shared > grace { together &+= 1 }
            }
            count = count.map { $0 &+ together }
            return true
        }
        return count
    }

    package func memberMedian(_ range: WindowRange, member: Int, value: Int) -> (rows: WindowTotal, median: Int128?) {
        let layout = layouts[Int(range.stream.index)]
        var sums = MemberSums()
        var rows = WindowTotal()
        scan(range) { chunk, _, part in
            for row in part where range.excluding?.ordinal != chunk.ordinal(row) {
                let flags = chunk.flags(row)
                if flags.isUnsure {
                    rows.unsure &+= 1
                } else if flags.isUnknown(member) || flags.isUnknown(value) {
                    rows.sure &+= 1
                    rows.unknownValues &+= 1
                } else {
                    rows.sure &+= 1
                    sums.add(chunk.cell(row, value, layout), to: chunk.cell(row, member, layout))
                }
            }
            return true
        }
        return (rows, middle(sums.values))
    }

    package func values(_ range: WindowRange, column: Int, into values: inout [Int64]) -> WindowTotal {
        let layout = layouts[Int(range.stream.index)]
        var total = WindowTotal()
        scan(range) { chunk, _, rows in
            for row in rows where range.excluding?.ordinal != chunk.ordinal(row) {
                if total.count(chunk.flags(row), column) { values.append(chunk.cell(row, column, layout)) }
            }
            return true
        }
        return total
    }

    /// What an archived chunk says of a column as a whole; nil where an unsure row, one that lacks the value or the
    /// reader's own may stand in it.
    private func summary(
        _ range: WindowRange, _ number: Int, _ chunk: borrowing Chunk, _ column: Int
    ) -> ChunkSummary? {
        guard isSummarized(range, number, chunk, column) else { return nil }
        return windows[Int(range.stream.index)][Int(range.key.index)].archives[0].summaries[number]
    }

    private func isSummarized(_ range: WindowRange, _ number: Int, _ chunk: borrowing Chunk, _ column: Int) -> Bool {
        let asked = RowFlags.unknown(column).union(.unsure)
        guard number < windows[Int(range.stream.index)][Int(range.key.index)].tailNumber,
            unitedFlags(range, number, chunk).bits & asked.bits == 0
        else { return false }
        guard let own = range.excluding else { return true }
        return own.at < chunk.at(0) || chunk.at(chunk.count &- 1) < own.at
    }
}

/// Sums by member: open addressing over numbers, so that a busy group costs a few nanoseconds a row.
private struct MemberSums {
    private var slots: [(member: Int64, sum: Int128, isUsed: Bool)] = Array(repeating: (0, 0, false), count: 64)
    private var used = 0

    mutating func add(_ value: Int64, to member: Int64) {
        if used &* 2 >= slots.count { grow() }
        let place = place(of: member)
        if !slots[place].isUsed {
            slots[place] = (member, 0, true)
            used &+= 1
        }
        slots[place].sum += Int128(value)
    }

    private func place(of member: Int64) -> Int {
        let mask = slots.count &- 1
        let hash = UInt64(bitPattern: member) &* 0x9e37_79b9_7f4a_7c15
        var place = Int(truncatingIfNeeded: hash >> 32) & mask
        while slots[place].isUsed, slots[place].member != member { place = (place &+ 1) & mask }
        return place
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: (0, 0, false), count: 2 &* old.count)
        for slot in old where slot.isUsed { slots[place(of: slot.member)] = slot }
    }

    var values: [Int128] { slots.compactMap { $0.isUsed ? $0.sum : nil } }
}
