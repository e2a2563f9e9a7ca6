/// The chunks of a key before its newest one, with the totals before each.
///
/// A range over any number of chunks costs two rows of the directory; a row that comes late adds to the totals after
/// it, one addition
/// a chunk.
struct Archive: Sendable {
    var chunks: [Chunk] = []
    /// Time of the last row of each chunk: what a search by time reads.
    var lasts: [Int64] = []
    /// Totals before each chunk and before the newest one, ``width(_:)`` a chunk: rows, unsure rows, and for each
    /// summed column the
    /// sum, the sum over unsure rows and the number of unknown values.
    var totals: [Int128] = []
    var summaries: [ChunkSummary] = []

    @inline(__always) static func width(_ layout: RowLayout) -> Int { 2 &+ 3 &* layout.slots }

    /// Adds to, or with sign -1 takes from, all entries from that of `chunk` on.
    mutating func add(_ change: Totals, from chunk: Int, sign: Int128 = 1, _ width: Int) {
        totals.withUnsafeMutableBufferPointer { totals in
            for place in 0..<width where change.values[place] != 0 {
                let value = sign * change.values[place]
                var entry = chunk &* width &+ place
                while entry < totals.count {
                    totals[entry] += value
                    entry &+= width
                }
            }
        }
    }

    /// Has the summary of a chunk say what a row adds that was inserted into it.
    mutating func add(_ row: NewRow, at index: Int, of chunk: Int, _ layout: RowLayout) {
        summaries[chunk].add(row, at: index, of: chunks[chunk], layout)
    }

    /// Opens the directory entry after `chunk`, whose totals are `own`; what comes later stays as it is.
    mutating func splitEntry(after chunk: Int, own: Totals, _ width: Int) {
        let base = chunk &* width
        totals.insert(contentsOf: (0..<width).map { totals[base &+ $0] + own.values[$0] }, at: base &+ width)
    }
}

/// What one row, or the rows of one chunk, add to the directory.
struct Totals {
    var values: [Int128]

    init(width: Int) { values = Array(repeating: 0, count: width) }

    mutating func add(_ flags: RowFlags, _ layout: RowLayout, cell: (Int) -> Int64) {
        values[0] += 1
        if flags.isUnsure { values[1] += 1 }
        var slot = 0
        for column in 0..<layout.columns where layout.isSummed(column) {
            let value = Int128(cell(column))
            values[2 &+ 3 &* slot] += value
            if flags.isUnsure {
                values[3 &+ 3 &* slot] += value
            } else if flags.isUnknown(column) {
                values[4 &+ 3 &* slot] += 1
            }
            slot &+= 1
        }
    }

    init(_ chunk: Chunk, _ layout: RowLayout) {
        self.init(width: Archive.width(layout))
        for row in 0..<chunk.count { add(chunk.flags(row), layout) { chunk.cell(row, $0, layout) } }
    }
}

/// What the rows of an archived chunk say besides their totals, flagged rows included.
struct ChunkSummary: Sendable {
    /// The flags that at least one row has set.
    var flags = RowFlags()
    /// Least and greatest cell of each column.
    var extents: [Int64]
    /// The distinct cells of each counted column, ascending.
    var distinct: [[Int64]] = []
    /// The rows in the order of their cells of each ranked column: a quarter of what the cells would take.
    var ranked: [[UInt16]] = []

    init(_ chunk: borrowing Chunk, _ layout: RowLayout) {
        if chunk.flagged > 0 { for row in 0..<chunk.count { flags.bits |= chunk.flags(row).bits } }
        extents = Array(repeating: 0, count: 2 &* layout.columns)
        for column in 0..<layout.columns {
            var least = Int64.max
            var greatest = Int64.min
            var values: Set<Int64> = []
            for row in 0..<chunk.count {
                let cell = chunk.cell(row, column, layout)
                least = min(least, cell)
                greatest = max(greatest, cell)
                if layout.isCounted(column) { values.insert(cell) }
            }
            extents[2 &* column] = least
            extents[2 &* column &+ 1] = greatest
            if layout.isCounted(column) { distinct.append(values.sorted()) }
            if layout.isRanked(column) {
                let cells = (0..<chunk.count).map { chunk.cell($0, column, layout) }
                ranked.append(
                    cells.indices.sorted { cells[$0] < cells[$1] }.map { UInt16(truncatingIfNeeded: $0) })
            }
        }
    }

    var bytes: Int {
        56 + extents.count * 8 + distinct.reduce(0) { $0 + 40 + $1.count * 8 }
            + ranked.reduce(0) { $0 + 40 + $1.count * 2 }
    }

    /// Number of cells at most `limit`, flagged rows included.
    ///
    /// - Parameter chunk: the one that is summarized.
    func countAtMost(
        _ limit: Int64, column: Int, _ table: Int, of chunk: borrowing Chunk, _ layout: RowLayout
    ) -> Int {
        if limit < extents[2 &* column] { return 0 }
        if limit >= extents[2 &* column &+ 1] { return ranked[table].count }
        return Self.countAtMost(limit, ranked[table], column, of: chunk, layout)
    }

    private static func countAtMost(
        _ limit: Int64, _ rows: [UInt16], _ column: Int, of chunk: borrowing Chunk, _ layout: RowLayout
    ) -> Int {
        var base = 0
        var rest = rows.count
        while rest > 1 {
            let half = rest &>> 1
            if chunk.cell(Int(rows[base &+ half &- 1]), column, layout) <= limit { base &+= half }
            rest &-= half
        }
        if rest == 1, chunk.cell(Int(rows[base]), column, layout) <= limit { base &+= 1 }
        return base
    }

    /// Takes in a row that was inserted.
    ///
    /// - Parameters:
    ///   - index: where it stands in the chunk.
    ///   - chunk: with the row.
    mutating func add(_ row: NewRow, at index: Int, of chunk: borrowing Chunk, _ layout: RowLayout) {
        flags.bits |= row.flags.bits
        var table = 0
        var rank = 0
        for column in 0..<layout.columns {
            let cell = row.cell(column)
            if layout.isRanked(column) {
                for place in ranked[rank].indices where ranked[rank][place] >= index { ranked[rank][place] &+= 1 }
                let place = Self.countAtMost(cell, ranked[rank], column, of: chunk, layout)
                ranked[rank].insert(UInt16(truncatingIfNeeded: index), at: place)
                rank &+= 1
            }
            extents[2 &* column] = min(extents[2 &* column], cell)
            extents[2 &* column &+ 1] = max(extents[2 &* column &+ 1], cell)
            guard layout.isCounted(column) else { continue }
            let place = distinct[table].firstIndex { $0 >= cell } ?? distinct[table].count
            if place == distinct[table].count || distinct[table][place] != cell {
                distinct[table].insert(cell, at: place)
            }
            table &+= 1
        }
    }
}
