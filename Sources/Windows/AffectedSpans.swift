/// Who is affected by many rows at once: the anchors to be read, merged per key before anybody is looked up.
///
/// A day of records that come against the order of time touches the same months of the same keys over and over; merged
/// first, each anchor is visited once and not once a row.
package struct AffectedSpans: Sendable {
    private struct Place: Hashable {
        let anchor: StreamID
        let key: KeyID
    }

    /// Where the search for rings begins to go back.
    private struct RingPlace: Hashable {
        let anchor: StreamID
        let ring: RingShape
        let start: KeyID
    }

    private var spans: [Place: [ClosedRange<Int64>]] = [:]
    /// Readers whose first or last row changed: found one by one, since most rows between are nobody's.
    private var readers: Set<UInt32> = []
    /// The times of rows that lead from one key: who comes through them is searched once for all.
    private var rings: [RingPlace: ClosedRange<Int64>] = [:]

    package init() {}

    /// Adds what the rows of a batch concern. Call it when all rows stand in the state; for rows that are taken out,
    /// before they go.
    package mutating func add(_ batch: RowBatch, in state: WindowState) {
        for entry in batch.entries {
            for dependency in state.schema.bySource[Int(entry.stream.index)] {
                switch dependency.shape {
                case .last, .first: state.affected(entry, of: batch, dependency, into: &readers)
                case .ring(let ring):
                    guard ring.width > 0, let start = state.beginning(of: entry, in: batch, ring) else { continue }
                    let place = RingPlace(anchor: dependency.anchor, ring: ring, start: start)
                    let time = entry.stamp.at
                    let kept = rings[place] ?? time...time
                    rings[place] = min(kept.lowerBound, time)...max(kept.upperBound, time)
                case .trailing, .bothWays, .allBefore, .sameDay:
                    guard let span = state.span(entry, dependency), span.after < span.through else { continue }
                    add(span.after + 1...span.through, at: Place(anchor: dependency.anchor, key: entry.key))
                }
            }
        }
    }

    private mutating func add(_ span: ClosedRange<Int64>, at place: Place) {
        guard var kept = spans[place] else {
            spans[place] = [span]
            return
        }
        // The spans are in order and apart: those that touch the new one stand together.
        let low = kept.firstIndex { $0.upperBound >= span.lowerBound } ?? kept.count
        var high = low
        var merged = span
        while high < kept.count, kept[high].lowerBound <= span.upperBound {
            merged = min(merged.lowerBound, kept[high].lowerBound)...max(merged.upperBound, kept[high].upperBound)
            high += 1
        }
        kept.replaceSubrange(low..<high, with: CollectionOfOne(merged))
        spans[place] = kept
    }

    /// Visits the ordinals of all affected events, some of them more than once: at least those whose windows changed.
    ///
    /// An event that stands in a span although its own windows did not change, assessed again, gives the same result.
    package func visit(in state: WindowState, _ body: (UInt32) -> Void) {
        for ordinal in readers { body(ordinal) }
        var all = self
        for (place, times) in rings {
            let (from, through) = (times.lowerBound, times.upperBound)
            for key in state.origins(of: place.start, place.ring, from: from, through: through) {
                all.add(
                    from...state.saturated(through, place.ring.width - 1), at: Place(anchor: place.anchor, key: key))
            }
        }
        for (place, ranges) in all.spans {
            for range in ranges {
                let rows = WindowRange(
                    stream: place.anchor, key: place.key, after: range.lowerBound - 1, through: range.upperBound)
                state.scan(rows) { chunk, _, rows in
                    for row in rows { body(chunk.ordinal(row)) }
                    return true
                }
            }
        }
    }
}
