extension WindowState {
    /// Two edge chunks row by row, the chunks between them by what they keep: a key of a million rows costs a few
    /// thousand steps.
    package func extremes(_ range: WindowRange, column: Int) -> WindowExtremes {
        let layout = layouts[Int(range.stream.index)]
        var found = WindowExtremes()
        scan(range) { chunk, number, rows in
            if rows.count == chunk.count, let summary = summary(range, number, chunk) {
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
        let table = (layout.counted & ((1 << UInt32(column)) - 1)).nonzeroBitCount
        var counter = DistinctCounter()
        scan(range) { chunk, number, rows in
            if layout.isCounted(column), rows.count == chunk.count, let summary = summary(range, number, chunk) {
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

    /// What an archived chunk says as a whole; nil where a flagged row or the reader's own may stand in it.
    private func summary(_ range: WindowRange, _ number: Int, _ chunk: borrowing Chunk) -> ChunkSummary? {
        let window = windows[Int(range.stream.index)][Int(range.key.index)]
        guard number < window.tailNumber, chunk.flagged == 0 else { return nil }
        if let own = range.excluding, chunk.at(0) <= own.at, own.at <= chunk.at(chunk.count &- 1) { return nil }
        return window.archives[0].summaries[number]
    }
}
