extension KeyWindow {
    /// Number of rows before a position.
    @inline(__always)
    func rank(_ position: Position, _ layout: RowLayout) -> Int {
        if archives.isEmpty { return position.index }
        return Int(truncatingIfNeeded: archives[0].totals[position.chunk &* Archive.width(layout)]) &+ position.index
    }

    /// Count and, where `column` names a summed column, exact sum of `(after, through]`.
    @inline(__always)
    func total(_ after: Int64, _ through: Int64, _ column: Int?, _ layout: RowLayout) -> WindowTotal {
        let low = end(through: after)
        let high = end(through: through)
        if low.chunk != high.chunk { return spanning(low, high, column, layout) }
        return reading(low.chunk) { chunk in
            var total = WindowTotal()
            total.sure = high.index &- low.index
            if let column, total.sure > 0 {
                total.sum =
                    chunk.total(before: high.index, column, layout) - chunk.total(before: low.index, column, layout)
            }
            if chunk.flagged > 0 {
                let upper = chunk.flaggedPart(before: high.index, column, layout)
                total.take(upper, without: chunk.flaggedPart(before: low.index, column, layout))
            }
            return total
        }
    }

    private func spanning(_ low: Position, _ high: Position, _ column: Int?, _ layout: RowLayout) -> WindowTotal {
        let upper = totals(before: high, column, layout)
        let lower = totals(before: low, column, layout)
        var total = WindowTotal()
        total.sure = upper.total.sure &- lower.total.sure
        total.sum = upper.total.sum - lower.total.sum
        total.take(upper.flagged, without: lower.flagged)
        return total
    }

    /// All rows before a position, those with flags apart.
    private func totals(
        before position: Position, _ column: Int?, _ layout: RowLayout
    ) -> (total: WindowTotal, flagged: FlaggedPart) {
        var total = WindowTotal()
        var flagged = FlaggedPart()
        reading(position.chunk) { chunk in
            if let column { total.sum = chunk.total(before: position.index, column, layout) }
            if chunk.flagged > 0 { flagged = chunk.flaggedPart(before: position.index, column, layout) }
        }
        archives[0].totals.withUnsafeBufferPointer { totals in
            let base = position.chunk &* Archive.width(layout)
            total.sure = Int(truncatingIfNeeded: totals[base]) &+ position.index
            flagged.unsure &+= Int(truncatingIfNeeded: totals[base &+ 1])
            guard let column else { return }
            let place = base &+ 2 &+ 3 &* layout.slot(column)
            total.sum += totals[place]
            flagged.unsureSum += totals[place &+ 1]
            flagged.unknown &+= Int(truncatingIfNeeded: totals[place &+ 2])
        }
        return (total, flagged)
    }
}

extension WindowTotal {
    /// Takes flagged rows out of what all rows add up to.
    mutating func take(_ upper: FlaggedPart, without lower: FlaggedPart) {
        unsure = upper.unsure &- lower.unsure
        sure &-= unsure
        sum -= upper.unsureSum - lower.unsureSum
        unknownValues = upper.unknown &- lower.unknown
    }

    /// Takes one row out, or does nothing where `cell` says that no column was asked for.
    mutating func take(_ flags: RowFlags, column: Int?, cell: Int64) {
        if flags.isUnsure {
            unsure &-= 1
            return
        }
        sure &-= 1
        guard let column else { return }
        if flags.isUnknown(column) { unknownValues &-= 1 } else { sum -= Int128(cell) }
    }
}
