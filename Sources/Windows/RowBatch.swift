/// Rows of one or more events on their way into or out of a ``WindowState``, flat so that filling it allocates nothing
/// new.
package struct RowBatch: Sendable {
    struct Entry: Sendable {
        let stream: StreamID
        let key: KeyID
        let stamp: EventStamp
        let flags: RowFlags
        let firstCell: Int
        let cellCount: Int
    }

    private(set) var entries: [Entry] = []
    private(set) var cells: [Int64] = []

    package init() {}

    package var count: Int { entries.count }

    package mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
    }

    /// Adds the cells of the next row; ``close(stream:key:stamp:flags:since:)`` ends it.
    package mutating func addCell(_ value: Int64) { cells.append(value) }

    /// Number of cells so far, to be handed to `close`.
    package var mark: Int { cells.count }

    /// Ends a row whose cells were added since `mark`.
    package mutating func close(stream: StreamID, key: KeyID, stamp: EventStamp, flags: RowFlags, since mark: Int) {
        entries.append(
            Entry(
                stream: stream, key: key, stamp: stamp, flags: flags, firstCell: mark, cellCount: cells.count - mark))
    }

    func cells(of entry: Entry) -> ArraySlice<Int64> { cells[entry.firstCell..<entry.firstCell + entry.cellCount] }
}
