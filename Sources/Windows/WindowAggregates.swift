/// Least and greatest value of a column over the sure rows of a range.
package struct WindowExtremes: Hashable, Sendable {
    /// Rows as in ``WindowTotal``; its sum is left at zero.
    package var rows = WindowTotal()
    /// Nil where no sure row has a known value.
    package var least: Int64?
    package var greatest: Int64?

    package init() {}

    mutating func add(_ value: Int64) {
        least = least.map { Swift.min($0, value) } ?? value
        greatest = greatest.map { Swift.max($0, value) } ?? value
    }
}

/// How many different values a column takes over a range.
package struct WindowDistinct: Hashable, Sendable {
    /// Rows as in ``WindowTotal``; its sum is left at zero.
    package var rows = WindowTotal()
    /// Different known values of sure rows.
    package var values = 0
    /// Different known values that unsure rows alone have.
    package var possible = 0
    /// Unsure rows whose value is unknown as well.
    package var unsureUnknown = 0

    package init() {}

    /// The least and the most different values there can be.
    package var bounds: (least: Int, most: Int) {
        let least = values == 0 && rows.sure > 0 ? 1 : values
        return (least, max(least, values + possible + rows.unknownValues + unsureUnknown))
    }
}

/// Count, sum and sum of squares of the sure, known values of a range: mean and standard deviation without rounding.
package struct WindowMoments: Hashable, Sendable {
    package var rows = WindowTotal()
    package var count = 0
    /// Nil where it leaves 128 bits.
    package var squares: UInt128? = 0

    package init() {}

    /// Population variance times count², exact; nil where it leaves 128 bits.
    package var scaledVariance: UInt128? {
        guard let squares else { return nil }
        let (left, overflow) = squares.multipliedReportingOverflow(by: UInt128(count))
        let (right, wide) = rows.sum.magnitude.multipliedReportingOverflow(by: rows.sum.magnitude)
        return overflow || wide ? nil : left - right
    }
}

extension WindowReader {
    package func extremes(_ range: WindowRange, column: Int) -> WindowExtremes {
        var found = WindowExtremes()
        visit(range) { row in
            if found.rows.count(flags(row), column) { found.add(cell(row, column)) }
            return true
        }
        return found
    }

    package func values(_ range: WindowRange, column: Int, into values: inout [Int64]) -> WindowTotal {
        var total = WindowTotal()
        visit(range) { row in
            if total.count(flags(row), column) { values.append(cell(row, column)) }
            return true
        }
        return total
    }

    package func distinct(_ range: WindowRange, column: Int) -> WindowDistinct {
        var counter = DistinctCounter()
        visit(range) { row in
            counter.add(flags(row), column, cell(row, column))
            return true
        }
        return counter.result
    }

    package func moments(_ range: WindowRange, column: Int) -> WindowMoments {
        var values: [Int64] = []
        var found = WindowMoments()
        found.rows = self.values(range, column: column, into: &values)
        found.count = values.count
        for value in values {
            found.rows.sum += Int128(value)
            let square = UInt128(value.magnitude) * UInt128(value.magnitude)
            found.squares = found.squares.flatMap { sum in
                let (next, overflow) = sum.addingReportingOverflow(square)
                return overflow ? nil : next
            }
        }
        return found
    }

    /// The nearest-rank percentile: the ceil(q·n)-th smallest of the n sure, known values, at least the first, `q`
    /// being
    /// `numerator / denominator`; nil where there is none.
    package func percentile(
        _ range: WindowRange, column: Int, _ numerator: Int64, of denominator: Int64
    ) -> (rows: WindowTotal, value: Int64?) {
        var values: [Int64] = []
        let rows = self.values(range, column: column, into: &values)
        guard !values.isEmpty, numerator >= 0, denominator > 0 else { return (rows, nil) }
        let place = Int128(numerator) * Int128(values.count)
        let rank = place / Int128(denominator) + (place % Int128(denominator) > 0 ? 1 : 0)
        return (rows, select(Int(min(max(rank, 1), Int128(values.count))) - 1, &values))
    }

    /// The median, by nearest rank, of each member's own sum: the middle of a group of peers.
    ///
    /// The stream is keyed by the group and carries the member in a column of its own.
    package func memberMedian(_ range: WindowRange, member: Int, value: Int) -> (rows: WindowTotal, median: Int128?) {
        var sums: [Int64: Int128] = [:]
        var rows = WindowTotal()
        visit(range) { row in
            let flags = flags(row)
            if flags.isUnsure {
                rows.unsure &+= 1
            } else if flags.isUnknown(member) || flags.isUnknown(value) {
                rows.sure &+= 1
                rows.unknownValues &+= 1
            } else {
                rows.sure &+= 1
                sums[cell(row, member), default: 0] += Int128(cell(row, value))
            }
            return true
        }
        return (rows, middle(Array(sums.values)))
    }

    package func visitFlagged(_ range: WindowRange, _ asked: RowFlags, _ body: (RowHandle, RowFlags) -> Bool) {
        visit(range) { row in
            let flags = flags(row)
            return flags.bits & asked.bits == 0 || body(row, flags)
        }
    }

    /// Whether a row of the range has one of the flags asked for.
    package func hasFlagged(_ range: WindowRange, _ asked: RowFlags) -> Bool {
        var isThere = false
        visitFlagged(range, asked) { _, _ in
            isThere = true
            return false
        }
        return isThere
    }

    package func countAtMost(_ limit: Int64, _ range: WindowRange, column: Int) -> Int? {
        var count = 0
        var isClean = true
        visit(range) { row in
            let flags = flags(row)
            isClean = !flags.isUnsure && !flags.isUnknown(column)
            if isClean, cell(row, column) <= limit { count += 1 }
            return isClean
        }
        return isClean ? count : nil
    }

    package func overlapping(
        _ range: WindowRange, startColumn: Int, endColumn: Int, start: Int64, end: Int64, grace: Int128
    ) -> Int? {
        var count = 0
        var isClean = true
        visit(range) { row in
            let flags = flags(row)
            isClean = !flags.isUnsure && !flags.isUnknown(startColumn) && !flags.isUnknown(endColumn)
            let shared = Int128(min(end, cell(row, endColumn))) - Int128(max(start, cell(row, startColumn)))
            if isClean, shared > grace { count += 1 }
            return isClean
        }
        return isClean ? count : nil
    }
}

extension WindowTotal {
    /// Counts a row; true where it is sure and its value known.
    @inline(__always)
    mutating func count(_ flags: RowFlags, _ column: Int) -> Bool {
        if flags.isUnsure {
            unsure &+= 1
            return false
        }
        sure &+= 1
        guard flags.isUnknown(column) else { return true }
        unknownValues &+= 1
        return false
    }
}

/// Different values while rows are gone through.
package struct DistinctCounter {
    private var found = WindowDistinct()
    private var sure = NumberSet()
    private var unsure = NumberSet()

    package init() {}

    package mutating func add(_ flags: RowFlags, _ column: Int, _ value: @autoclosure () -> Int64) {
        if found.rows.count(flags, column) {
            sure.insert(value())
        } else if flags.isUnsure {
            if flags.isUnknown(column) { found.unsureUnknown &+= 1 } else { unsure.insert(value()) }
        }
    }

    /// Adds `count` sure rows of known values, each value once.
    mutating func add(_ values: [Int64], count: Int) {
        found.rows.sure &+= count
        for value in values { sure.insert(value) }
    }

    package var result: WindowDistinct {
        var result = found
        result.values = sure.count
        result.possible = unsure.count { !sure.contains($0) }
        return result
    }
}

/// The median by nearest rank; nil of nothing.
func middle(_ values: [Int128]) -> Int128? {
    var values = values
    return values.isEmpty ? nil : selected((values.count - 1) / 2, &values)
}

/// The value that would stand at `place` if all were sorted; reorders them. Linear on the average, never worse than
/// sorting.
package func select(_ place: Int, _ values: inout [Int64]) -> Int64 { selected(place, &values) }

private func selected<Number: Comparable>(_ place: Int, _ values: inout [Number]) -> Number {
    var low = 0
    var high = values.count - 1
    var rounds = 2 * (64 - values.count.leadingZeroBitCount)
    while low < high {
        if rounds == 0 {
            values[low...high].sort()
            break
        }
        rounds -= 1
        let (a, b, c) = (values[low], values[low + (high - low) / 2], values[high])
        let pivot = max(min(a, b), min(max(a, b), c))
        var left = low
        var right = high
        while left <= right {
            while values[left] < pivot { left += 1 }
            while values[right] > pivot { right -= 1 }
            if left <= right {
                values.swapAt(left, right)
                left += 1
                right -= 1
            }
        }
        if place <= right { high = right } else if place >= left { low = left } else { return values[place] }
    }
    return values[place]
}
