/// Index of a key space: the tuple of field names by which rows are grouped, such as `token_uid`.
package struct KeySpaceID: Hashable, Sendable {
    package let index: Int32

    package init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }
}

/// Index of a stream in a ``WindowSchema``.
package struct StreamID: Hashable, Sendable, Comparable {
    package let index: Int32

    package init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }

    package static func < (left: StreamID, right: StreamID) -> Bool { left.index < right.index }
}

/// A key value interned within its key space; dense from zero in order of first sight, so never part of a result.
package struct KeyID: Hashable, Sendable {
    package let index: Int32

    package init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }
}

/// Where an event stands in event time.
///
/// The total order of events is (`at`, `order`, `ordinal`). `at` and `order` come from the event alone, so the order
/// does not
/// depend on arrival; `ordinal` only separates two events whose 64-bit hashes collide at the same microsecond.
package struct EventStamp: Hashable, Sendable {
    /// Event time, microseconds since 1970 UTC.
    package let at: Int64
    /// The first 64 bits of a hash of the event's natural key: the same on every machine and in every run.
    package let order: UInt64
    /// The caller's number for the event, kept by all its revisions.
    package let ordinal: UInt32

    package init(at: Int64, order: UInt64, ordinal: UInt32) {
        self.at = at
        self.order = order
        self.ordinal = ordinal
    }
}

/// What rows of one stream hold.
package struct StreamSpec: Hashable, Sendable {
    package let space: KeySpaceID
    /// Number of 64-bit cells a row carries, at most 24.
    package let columns: Int
    /// The cells of which running totals are kept, so that a sum over any window costs two searches.
    package let summed: [Int]
    /// The cells whose distinct values are asked for over long windows.
    package let counted: [Int]
    /// The cells of which it is asked how many are at most a limit, as for a percentile.
    package let ranked: [Int]
    /// The cells that number texts: their numbers follow the order of arrival, so the canonical form writes the texts.
    package let texts: [Int]

    /// - Precondition: at most 24 columns, and every index names one.
    package init(
        space: KeySpaceID, columns: Int, summed: [Int], counted: [Int] = [], ranked: [Int] = [], texts: [Int] = []
    ) {
        precondition(columns >= 0 && columns <= RowFlags.maximumColumns, "a stream has at most 24 columns")
        precondition(
            (summed + counted + ranked + texts).allSatisfy { $0 >= 0 && $0 < columns },
            "an index names a column of the stream")
        self.space = space
        self.columns = columns
        self.summed = summed
        self.counted = counted
        self.ranked = ranked
        self.texts = texts
    }

    var layout: RowLayout {
        func mask(_ columns: [Int]) -> UInt32 { columns.reduce(0) { $0 | 1 << UInt32($1) } }
        return RowLayout(columns: columns, summed: mask(summed), counted: mask(counted), ranked: mask(ranked))
    }
}

/// How a reader's window lies around its anchor time `a`.
package enum WindowShape: Hashable, Sendable {
    /// `(a - width, a]`
    case trailing(width: Int64)
    /// `|at - a| < width`
    case bothWays(width: Int64)
    /// The greatest row with `at <= a` that is not the reader's own.
    case last
    /// The least row with `at <= a` that is not the reader's own.
    case first
    /// `[start of the reader's local day, a]`; the start stands in the given column of the anchor stream.
    case sameDay(startColumn: Int)
    /// Every row of the key with `at <= a`.
    case allBefore
    /// Rows one after the other from the reader's key back to the reader, as ``RingShape`` says.
    case ring(RingShape)
}

/// How a search for a ring goes: each row leads from its key to somebody, whose rows come next.
///
/// The source stream is kept by whom a row leads from. `links` and the anchors are kept by whom a row leads to, so that it
/// can be found from whom a search came through a row.
package struct RingShape: Hashable, Sendable {
    /// Rows of a ring stand in `(a - width, a]`.
    package let width: Int64
    /// Rows of a ring at most, the reader's own counted.
    package let hops: Int
    /// The text column of the source stream that says whom a row leads from.
    package let from: Int
    package let links: StreamID
    /// The text column of `links` that says the same.
    package let linkFrom: Int

    package init(width: Int64, hops: Int, from: Int, links: StreamID, linkFrom: Int) {
        self.width = width
        self.hops = hops
        self.from = from
        self.links = links
        self.linkFrom = linkFrom
    }
}

/// "Events whose anchors stand in `anchor` read stream `source` with windows of this shape."
///
/// The anchor stream holds one row per reading event at the time its window is laid around: in the same key space, or for a
/// ring in that of its links.
package struct WindowDependency: Hashable, Sendable {
    package let source: StreamID
    package let anchor: StreamID
    package let shape: WindowShape

    package init(source: StreamID, anchor: StreamID, shape: WindowShape) {
        self.source = source
        self.anchor = anchor
        self.shape = shape
    }

    /// Whether finding the rows or their readers takes this stream.
    func reads(_ stream: StreamID) -> Bool {
        if case .ring(let ring) = shape, ring.links == stream { return true }
        return source == stream || anchor == stream
    }
}

/// Streams, key spaces and who reads what: everything a window implementation needs to know about a rule set.
package struct WindowSchema: Hashable, Sendable {
    package let spaceCount: Int
    package let streams: [StreamSpec]
    package let dependencies: [WindowDependency]
    /// Dependencies by source stream.
    let bySource: [[WindowDependency]]

    package init(spaceCount: Int, streams: [StreamSpec], dependencies: [WindowDependency]) {
        self.spaceCount = spaceCount
        self.streams = streams
        self.dependencies = dependencies
        var table = [[WindowDependency]](repeating: [], count: streams.count)
        for dependency in dependencies { table[Int(dependency.source.index)].append(dependency) }
        bySource = table
    }

    /// How long rows of a stream can be read, with a week on top for events that come late; nil where some reader
    /// looks back without
    /// limit, or reads the stream as the place of its own windows.
    package func retention(of stream: StreamID) -> Int64? {
        let week: Int64 = 7 * 86_400_000_000
        var longest: Int64 = 0
        for dependency in dependencies where dependency.reads(stream) {
            switch dependency.shape {
            case .trailing(let width), .bothWays(let width): longest = max(longest, width)
            case .sameDay: longest = max(longest, 25 * 3_600_000_000)
            case .ring(let ring): longest = max(longest, ring.width)
            case .last, .first, .allBefore: return nil
            }
        }
        let (sum, overflow) = longest.addingReportingOverflow(week)
        return overflow ? nil : sum
    }
}

/// The flag word of a row: one bit a column whose value is unknown, and one that says the row itself is unsure.
package struct RowFlags: Hashable, Sendable {
    package static let maximumColumns = 24
    package var bits: UInt32

    package init(bits: UInt32 = 0) { self.bits = bits }

    /// The flag of an unsure row alone.
    package static let unsure = RowFlags(bits: 0x8000_0000)

    /// The flag of an unknown cell of a column alone.
    package static func unknown(_ column: Int) -> RowFlags { RowFlags(bits: 1 << UInt32(column)) }

    package func union(_ other: RowFlags) -> RowFlags { RowFlags(bits: bits | other.bits) }

    /// Whether the stream's filter could not be decided for this row.
    package var isUnsure: Bool {
        get { bits & 0x8000_0000 != 0 }
        set { bits = newValue ? bits | 0x8000_0000 : bits & 0x7fff_ffff }
    }

    /// Whether the cell of this column is unknown.
    package func isUnknown(_ column: Int) -> Bool { bits & (1 << UInt32(column)) != 0 }

    package mutating func setUnknown(_ column: Int) { bits |= 1 << UInt32(column) }
}
