extension WindowState {
    /// Adds the ordinals of the other events whose windows the rows of this batch change.
    ///
    /// Call it after ``insert(_:)``, and before ``remove(_:)``: the rows must stand in the state. For a revision take the union of
    /// both. Exact for the window's position in time; a reader's own `where` on `self` may leave the row out all the same, and such
    /// an event, assessed again, gives the same result.
    ///
    /// *Source*: forward windows `[t, t + w)`, both ways `(t - w, t + w)`, `last` up to the next row of the key, `first` while no
    /// earlier row stands before, calendar windows the rest of that day.
    package func affected(by batch: RowBatch, into found: inout Set<UInt32>) {
        for entry in batch.entries {
            for dependency in schema.bySource[Int(entry.stream.index)] {
                affected(entry, dependency, into: &found)
            }
        }
    }

    private func affected(_ entry: RowBatch.Entry, _ dependency: WindowDependency, into found: inout Set<UInt32>) {
        let time = entry.stamp.at
        let own = entry.stamp
        func anchors(after: Int64, through: Int64, _ holds: (RowHandle, EventStamp) -> Bool) {
            let range = WindowRange(
                stream: dependency.anchor, key: entry.key, after: after, through: through, excluding: own)
            visit(range) { row in
                let stamp = stamp(row)
                if holds(row, stamp) { found.insert(stamp.ordinal) }
                return true
            }
        }
        switch dependency.shape {
        case .trailing(let width):
            anchors(after: time - 1, through: saturated(time, width - 1)) { _, _ in true }
        case .bothWays(let width):
            anchors(after: saturated(time, -width), through: saturated(time, width - 1)) { _, _ in true }
        case .allBefore:
            anchors(after: time - 1, through: .max) { _, _ in true }
        case .sameDay(let column):
            anchors(after: time - 1, through: saturated(time, 25 * 3_600_000_000)) { row, _ in
                !flags(row).isUnknown(column) && cell(row, column) <= time
            }
        case .last:
            anchors(after: time - 1, through: secondNext(entry)) { _, stamp in
                let range = WindowRange(
                    stream: entry.stream, key: entry.key, after: .min, through: stamp.at, excluding: stamp)
                return last(range).map { self.stamp($0) == own } ?? false
            }
        case .first:
            guard isAmongFirstTwo(entry) else { return }
            anchors(after: time - 1, through: .max) { _, stamp in
                let range = WindowRange(
                    stream: entry.stream, key: entry.key, after: .min, through: stamp.at, excluding: stamp)
                return first(range).map { self.stamp($0) == own } ?? false
            }
        }
    }

    /// The time of the second row after this one: beyond it no reader can have this row as its last, its own left out.
    private func secondNext(_ entry: RowBatch.Entry) -> Int64 {
        var later = 0
        var limit = Int64.max
        let range = WindowRange(
            stream: entry.stream, key: entry.key, after: entry.stamp.at - 1, through: .max, excluding: entry.stamp)
        visit(range) { row in
            let stamp = stamp(row)
            guard stamp.at > entry.stamp.at || stamp.order > entry.stamp.order else { return true }
            later += 1
            limit = stamp.at
            return later < 2
        }
        return later < 2 ? .max : limit
    }

    private func isAmongFirstTwo(_ entry: RowBatch.Entry) -> Bool {
        var position = 0
        var isThere = false
        let range = WindowRange(stream: entry.stream, key: entry.key, after: .min, through: entry.stamp.at)
        visit(range) { row in
            position += 1
            isThere = stamp(row) == entry.stamp
            return position < 2 && !isThere
        }
        return isThere
    }

    private func saturated(_ time: Int64, _ delta: Int64) -> Int64 {
        let (sum, overflow) = time.addingReportingOverflow(delta)
        return overflow ? (delta < 0 ? .min : .max) : sum
    }
}
