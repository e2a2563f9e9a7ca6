extension WindowState {
    /// Adds the ordinals of the other events whose windows the rows of this batch change.
    ///
    /// Call it after ``insert(_:)``, and before ``remove(_:)``: the rows must stand in the state. For a revision take
    /// the union of
    /// both. Exact for the window's position in time; a reader's own `where` on `self` may leave the row out all the
    /// same, and such
    /// an event, assessed again, gives the same result.
    ///
    /// *Source*: forward windows `[t, t + w)`, both ways `(t - w, t + w)`, `last` up to the next row of the key,
    /// `first` while no
    /// earlier row stands before, calendar windows the rest of that day, rings whoever comes through the row.
    package func affected(by batch: RowBatch, into found: inout Set<UInt32>) {
        for entry in batch.entries {
            for dependency in schema.bySource[Int(entry.stream.index)] {
                affected(entry, of: batch, dependency, into: &found)
            }
        }
    }

    func affected(
        _ entry: RowBatch.Entry, of batch: RowBatch, _ dependency: WindowDependency, into found: inout Set<UInt32>
    ) {
        guard let span = span(entry, dependency) else { return }
        let time = entry.stamp.at
        let own = entry.stamp
        let range = WindowRange(
            stream: dependency.anchor, key: entry.key, after: span.after, through: span.through, excluding: own)
        switch dependency.shape {
        case .trailing, .bothWays, .allBefore: collect(range, into: &found)
        case .sameDay(let column):
            visit(range) { row in
                if !flags(row).isUnknown(column), cell(row, column) <= time { found.insert(stamp(row).ordinal) }
                return true
            }
        case .last:
            readers(of: entry, range, into: &found) { last($0) }
        case .first:
            readers(of: entry, range, into: &found) { first($0) }
        case .ring(let ring):
            guard let start = beginning(of: entry, in: batch, ring) else { return }
            for key in origins(of: start, ring, from: time, through: time) {
                collect(
                    WindowRange(
                        stream: dependency.anchor, key: key, after: span.after, through: span.through, excluding: own),
                    into: &found)
            }
        }
    }

    /// The anchors of a range whose only row, found by `choose`, is the one of the entry.
    private func readers(
        of entry: RowBatch.Entry, _ anchors: WindowRange, into found: inout Set<UInt32>,
        _ choose: (WindowRange) -> RowHandle?
    ) {
        visit(anchors) { anchor in
            let reader = stamp(anchor)
            let range = WindowRange(
                stream: entry.stream, key: entry.key, after: .min, through: reader.at, excluding: reader)
            if choose(range).map({ stamp($0) == entry.stamp }) ?? false { found.insert(reader.ordinal) }
            return true
        }
    }

    /// Adds the ordinals of all rows of a range.
    func collect(_ range: WindowRange, into found: inout Set<UInt32>) {
        scan(range) { chunk, _, rows in
            for row in rows {
                let ordinal = chunk.ordinal(row)
                if ordinal != range.excluding?.ordinal { found.insert(ordinal) }
            }
            return true
        }
    }

    /// Where the anchors stand that a row may concern; nil where it concerns none.
    func span(_ entry: RowBatch.Entry, _ dependency: WindowDependency) -> (after: Int64, through: Int64)? {
        let time = entry.stamp.at
        return switch dependency.shape {
        case .trailing(let width): width > 0 ? (time - 1, saturated(time, width - 1)) : nil
        case .ring(let ring): ring.width > 0 ? (time - 1, saturated(time, ring.width - 1)) : nil
        case .bothWays(let width): width > 0 ? (saturated(time, -width), saturated(time, width - 1)) : nil
        case .allBefore: (time - 1, .max)
        case .sameDay: (time - 1, saturated(time, 25 * 3_600_000_000))
        case .last: (time - 1, secondNext(entry))
        case .first: isAmongFirstTwo(entry) ? (time - 1, .max) : nil
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

    func saturated(_ time: Int64, _ delta: Int64) -> Int64 {
        let (sum, overflow) = time.addingReportingOverflow(delta)
        return overflow ? (delta < 0 ? .min : .max) : sum
    }
}
