/// The rows of one key with `after < at <= through`, without those of one event where asked.
package struct WindowRange: Hashable, Sendable {
    package var stream: StreamID
    package var key: KeyID
    package var after: Int64
    package var through: Int64
    /// The stamp of the event whose own row is left out (`others`, `overlaps`).
    package var excluding: EventStamp?

    package init(stream: StreamID, key: KeyID, after: Int64, through: Int64, excluding: EventStamp? = nil) {
        self.stream = stream
        self.key = key
        self.after = after
        self.through = through
        self.excluding = excluding
    }
}

/// Count and exact sum of a range.
package struct WindowTotal: Hashable, Sendable {
    /// Rows that certainly belong.
    package var sure = 0
    /// Rows of which it is unknown whether they belong.
    package var unsure = 0
    /// Sum of the column over the sure rows whose value is known.
    package var sum: Int128 = 0
    /// Sure rows whose value in the column is unknown.
    package var unknownValues = 0

    package init() {}
}

/// A row as an implementation addresses it; valid until the next change.
package struct RowHandle: Hashable, Sendable {
    package let stream: StreamID
    package let key: KeyID
    package let block: Int32
    package let index: Int32

    package init(stream: StreamID, key: KeyID, block: Int32, index: Int32) {
        self.stream = stream
        self.key = key
        self.block = block
        self.index = index
    }
}

/// What rule evaluation asks of history.
///
/// Two implementations answer it: ``WindowState`` in memory, and one over rows fetched set-wise from SQL for a batch.
/// Both pass
/// the same tests and give equal answers.
package protocol WindowReader {
    /// The text that a cell of a text column stands for.
    func text(_ cell: Int64) -> KeyPart?
    /// The interned key, or nil when no row has it.
    func key(_ part: KeyPart, in space: KeySpaceID) -> KeyID?
    func key(_ parts: [KeyPart], in space: KeySpaceID) -> KeyID?
    /// Count and, where `column` names a summed column, exact sum of a range.
    func total(_ range: WindowRange, column: Int?) -> WindowTotal
    /// Visits the rows of a range in event order until the body returns false.
    func visit(_ range: WindowRange, _ body: (RowHandle) -> Bool)
    /// The greatest row of the range, in the total order.
    func last(_ range: WindowRange) -> RowHandle?
    /// The least row of the range, in the total order.
    func first(_ range: WindowRange) -> RowHandle?
    /// Least and greatest value; an implementation may know them without looking at each row.
    func extremes(_ range: WindowRange, column: Int) -> WindowExtremes
    /// Different values; an implementation may know them without looking at each row.
    func distinct(_ range: WindowRange, column: Int) -> WindowDistinct
    /// Appends the known values of the sure rows in event order, and counts the rows without summing them.
    func values(_ range: WindowRange, column: Int, into values: inout [Int64]) -> WindowTotal
    /// Number of rows whose value is at most `limit`; nil where a row of the range is unsure or lacks the value.
    func countAtMost(_ limit: Int64, _ range: WindowRange, column: Int) -> Int?
    /// Number of rows that share more than `grace` with `[start, end)`, their own times standing in two columns; nil where a row of
    /// the range is unsure or lacks a time.
    func overlapping(
        _ range: WindowRange, startColumn: Int, endColumn: Int, start: Int64, end: Int64, grace: Int128
    ) -> Int?
    /// The median of each member's own sum, see the implementation that every reader has.
    func memberMedian(_ range: WindowRange, member: Int, value: Int) -> (rows: WindowTotal, median: Int128?)
    /// Visits the rows of a range that have one of the flags asked for, in event order, until the body returns false.
    func visitFlagged(_ range: WindowRange, _ asked: RowFlags, _ body: (RowHandle, RowFlags) -> Bool)
    func cell(_ row: RowHandle, _ column: Int) -> Int64
    func flags(_ row: RowHandle) -> RowFlags
    func stamp(_ row: RowHandle) -> EventStamp
}
