/// How the rows of a stream lie in a chunk: one plane a word, the three of the stamp first, then one a column.
struct RowLayout: Hashable, Sendable {
    static let times = 0
    static let orders = 1
    /// Ordinal in the low half, flags in the high half.
    static let tags = 2
    static let firstColumn = 3

    let columns: Int
    /// One bit a column whose plane holds running totals; a cell is the difference of two neighbours.
    let summed: UInt32
    /// One bit a column of which archived chunks keep the distinct cells.
    let counted: UInt32
    /// One bit a column by whose cells archived chunks keep their rows in order.
    let ranked: UInt32

    @inline(__always) var planes: Int { Self.firstColumn &+ columns }
    @inline(__always) var slots: Int { summed.nonzeroBitCount }
    @inline(__always) func isSummed(_ column: Int) -> Bool { summed &>> UInt32(column) & 1 != 0 }
    @inline(__always) func isCounted(_ column: Int) -> Bool { counted &>> UInt32(column) & 1 != 0 }
    @inline(__always) func isRanked(_ column: Int) -> Bool { ranked &>> UInt32(column) & 1 != 0 }
    /// Which of the summed columns this one is, in the order of columns.
    @inline(__always) func slot(_ column: Int) -> Int { (summed & ((1 &<< UInt32(column)) &- 1)).nonzeroBitCount }
}
