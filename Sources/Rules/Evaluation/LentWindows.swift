package import Windows

/// A window state that does not change while a machine asks it.
///
/// A class, so that it is asked where it stands: the state is a dozen arrays, and the copy that a question of a value may take costs
/// more than most answers.
package final class LentWindows: WindowReader, Sendable {
    private let state: WindowState

    package init(_ state: WindowState) { self.state = state }

    package func text(_ cell: Int64) -> KeyPart? { state.text(cell) }
    package func key(_ part: KeyPart, in space: KeySpaceID) -> KeyID? { state.key(part, in: space) }
    package func key(_ parts: [KeyPart], in space: KeySpaceID) -> KeyID? { state.key(parts, in: space) }
    package func total(_ range: WindowRange, column: Int?) -> WindowTotal { state.total(range, column: column) }
    package func visit(_ range: WindowRange, _ body: (RowHandle) -> Bool) { state.visit(range, body) }
    package func last(_ range: WindowRange) -> RowHandle? { state.last(range) }
    package func first(_ range: WindowRange) -> RowHandle? { state.first(range) }
    package func cell(_ row: RowHandle, _ column: Int) -> Int64 { state.cell(row, column) }
    package func flags(_ row: RowHandle) -> RowFlags { state.flags(row) }
    package func stamp(_ row: RowHandle) -> EventStamp { state.stamp(row) }

    package func visitFlagged(_ range: WindowRange, _ asked: RowFlags, _ body: (RowHandle, RowFlags) -> Bool) {
        state.visitFlagged(range, asked, body)
    }

    package func extremes(_ range: WindowRange, column: Int) -> WindowExtremes { state.extremes(range, column: column) }
    package func distinct(_ range: WindowRange, column: Int) -> WindowDistinct { state.distinct(range, column: column) }

    package func values(_ range: WindowRange, column: Int, into values: inout [Int64]) -> WindowTotal {
        state.values(range, column: column, into: &values)
    }

    package func countAtMost(_ limit: Int64, _ range: WindowRange, column: Int) -> Int? {
        state.countAtMost(limit, range, column: column)
    }

    package func overlapping(
        _ range: WindowRange, startColumn: Int, endColumn: Int, start: Int64, end: Int64, grace: Int128
    ) -> Int? {
        state.overlapping(
            range, startColumn: startColumn, endColumn: endColumn, start: start, end: end, grace: grace)
    }

    package func memberMedian(_ range: WindowRange, member: Int, value: Int) -> (rows: WindowTotal, median: Int128?) {
        state.memberMedian(range, member: member, value: value)
    }
}
