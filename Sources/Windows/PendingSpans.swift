/// Anchors of one key between two times whose events are to be assessed again.
package struct WindowSpan: Hashable, Sendable {
    package let anchor: StreamID
    package let key: KeyID
    /// Half-open at the start: `after < at <= through`.
    package var after: Int64
    package var through: Int64

    package init(anchor: StreamID, key: KeyID, after: Int64, through: Int64) {
        self.anchor = anchor
        self.key = key
        self.after = after
        self.through = through
    }
}

/// Spans of broad keys that wait for the next tick, merged where they touch: the same whatever the order of arrival.
struct PendingSpans: Hashable, Sendable {
    private struct Place: Hashable, Sendable {
        let anchor: StreamID
        let key: KeyID
    }

    private var spans: [Place: [WindowSpan]] = [:]

    var isEmpty: Bool { spans.isEmpty }

    mutating func add(_ span: WindowSpan) {
        guard span.after < span.through else { return }
        let place = Place(anchor: span.anchor, key: span.key)
        var merged = span
        var kept: [WindowSpan] = []
        for other in spans[place] ?? [] {
            if other.through < merged.after || other.after > merged.through {
                kept.append(other)
            } else {
                merged.after = min(merged.after, other.after)
                merged.through = max(merged.through, other.through)
            }
        }
        kept.append(merged)
        spans[place] = kept.sorted { $0.after < $1.after }
    }

    var all: [WindowSpan] {
        spans.values.flatMap { $0 }.sorted {
            ($0.anchor.index, $0.key.index, $0.after) < ($1.anchor.index, $1.key.index, $1.after)
        }
    }
}

extension WindowState {
    /// Remembers the readers of broad keys that the rows of a batch concern; call it where ``affected(by:into:)`` is
    /// called.
    package mutating func postpone(_ batch: RowBatch) {
        for entry in batch.entries {
            for dependency in schema.bySource[Int(entry.stream.index)] where dependency.isBroad {
                guard let span = span(entry, dependency) else { continue }
                pending.add(
                    WindowSpan(
                        anchor: dependency.anchor, key: entry.key, after: span.after, through: span.through))
            }
        }
    }

    /// What is shown as "re-scoring pending": nothing may be reported as final while it is not empty.
    package var pendingSpans: [WindowSpan] { pending.all }

    /// The events whose broad windows changed since the last tick, at least; nothing is pending afterwards.
    ///
    /// An event of a span whose windows did not change after all, assessed again, gives the same result.
    package mutating func drainPending() -> Set<UInt32> {
        var found: Set<UInt32> = []
        for span in pending.all {
            collect(
                WindowRange(stream: span.anchor, key: span.key, after: span.after, through: span.through), into: &found)
        }
        pending = PendingSpans()
        return found
    }
}
