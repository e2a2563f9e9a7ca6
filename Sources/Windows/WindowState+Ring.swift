extension WindowState {
    /// The keys, in the space of the links, of all from whom a way of rows in time reaches `start` in `[from - width, through]`.
    ///
    /// At least those whose search for a ring looks at a row that leads from `start` at a time in `[from, through]`: what
    /// part of its value a row keeps is not asked, and such a reader, assessed again, gives the same result.
    ///
    /// *Complexity*: the rows that lead to anybody found, each looked at once a hop.
    func origins(of start: KeyID, _ ring: RingShape, from: Int64, through: Int64) -> [KeyID] {
        var reached = [start: through]
        var open = [start]
        // The row itself and the one that closes the ring are two of the hops.
        var left = ring.hops - 2
        let space = schema.streams[Int(ring.links.index)].space
        while left > 0, !open.isEmpty {
            var next: [KeyID: Int64] = [:]
            for key in open {
                guard let limit = reached[key] else { continue }
                let range = WindowRange(
                    stream: ring.links, key: key, after: saturated(from, -ring.width), through: limit)
                visit(range) { row in
                    guard !flags(row).isUnknown(ring.linkFrom), let part = text(cell(row, ring.linkFrom)),
                        let holder = self.key(part, in: space)
                    else { return true }
                    let at = stamp(row).at
                    if at > reached[holder] ?? .min { next[holder] = max(next[holder] ?? .min, at) }
                    return true
                }
            }
            reached.merge(next) { max($0, $1) }
            open = Array(next.keys)
            left -= 1
        }
        return Array(reached.keys)
    }

    /// The key in the space of the links of whom a row leads from; nil where nothing leads to it.
    func beginning(of entry: RowBatch.Entry, in batch: RowBatch, _ ring: RingShape) -> KeyID? {
        guard !entry.flags.isUnknown(ring.from) else { return nil }
        let cells = batch.cells(of: entry)
        return text(cells[cells.startIndex + ring.from]).flatMap {
            key($0, in: schema.streams[Int(ring.links.index)].space)
        }
    }
}
