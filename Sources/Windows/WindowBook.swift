package import Domain

/// One row of a set-wise window: an event under one key of one stream (rules.md section 4).
package struct WindowRow: Hashable, Sendable {
    package var stream: Int32
    package var key: WindowKey
    package var at: Instant
    package var eventKeyID: Int64
    package var revision: Int32
    /// The end of what lasts, for overlaps; half-open.
    package var end: Instant?
    /// Nil is unknown, and is counted as such.
    package var value: Int64?
    /// What `distinct` counts; nil is unknown.
    package var label: Int64?

    package init(
        stream: Int32, key: WindowKey, at: Instant, eventKeyID: Int64, revision: Int32, end: Instant? = nil,
        value: Int64? = nil, label: Int64? = nil
    ) {
        self.stream = stream
        self.key = key
        self.at = at
        self.eventKeyID = eventKeyID
        self.revision = revision
        self.end = end
        self.value = value
        self.label = label
    }
}

/// The key of a window: its shard and its stable hash, never its text.
package struct WindowKey: Hashable, Sendable {
    package let shard: Int16
    package let hash: Int64

    package init(_ text: some StringProtocol) {
        let hash = stableHash(text)
        shard = Int16(hash % 1024)
        self.hash = Int64(bitPattern: hash)
    }
}

/// A range of one window: `after < at <= through`, without the rows of one event.
package struct WindowQuery: Hashable, Sendable {
    package var stream: Int32
    package var key: WindowKey
    package var after: Instant
    package var through: Instant
    /// The event that asks, where it does not count itself.
    package var excluding: Int64?

    package init(stream: Int32, key: WindowKey, after: Instant, through: Instant, excluding: Int64? = nil) {
        self.stream = stream
        self.key = key
        self.after = after
        self.through = through
        self.excluding = excluding
    }
}

/// Everything a range says, exact. The mean is `sum / (count - unknownValues)`, divided by whoever names the rounding.
package struct WindowAnswer: Hashable, Sendable {
    package var count: Int64 = 0
    package var unknownValues: Int64 = 0
    package var sum: Int128 = 0
    package var minimum: Int64?
    package var maximum: Int64?
    package var distinctLabels: Int64 = 0
    package var unknownLabels: Int64 = 0
    /// Of the greatest row by (at, event).
    package var lastEvent: Int64?
    package var lastAt: Instant?
    package var lastValue: Int64?

    package init() {}
}

/// What lasts from `start` to `end` under a key, asking whom it overlaps.
package struct OverlapQuery: Hashable, Sendable {
    package var stream: Int32
    package var key: WindowKey
    package var start: Instant
    package var end: Instant
    package var excluding: Int64?

    package init(stream: Int32, key: WindowKey, start: Instant, end: Instant, excluding: Int64? = nil) {
        self.stream = stream
        self.key = key
        self.start = start
        self.end = end
        self.excluding = excluding
    }
}

/// Windows that take and answer whole sets: in memory, or where the keys live.
///
/// ``MemoryWindowBook`` and the store in PostgreSQL pass the same tests and give equal answers; workers without state
/// of their own
/// use the second.
package protocol WindowBook {
    associatedtype Failure: Error

    /// Puts rows in place of all earlier rows of their events under these streams and keys.
    ///
    /// - Parameter removed: events whose rows go without being replaced; each with a key it was under.
    mutating func replaceWindowRows(_ rows: [WindowRow], removed: [WindowRow]) async throws(Failure)
    /// One answer a query, in their order.
    func windowAnswers(_ queries: [WindowQuery]) async throws(Failure) -> [WindowAnswer]
    /// For each query the events whose time overlaps it, `[start, end)` against `[start, end)`, in the order of their
    /// rows.
    /// Rows without an end, and rows that end before they start, overlap nothing.
    func overlaps(_ queries: [OverlapQuery]) async throws(Failure) -> [[Int64]]
}
