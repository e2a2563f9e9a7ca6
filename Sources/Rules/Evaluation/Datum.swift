import Windows

/// A value as the machine hands it on: words alone, so that copying one counts no reference.
///
/// What does not fit in words, that is texts, sets and intervals, stands where it came from and is named by its place.
enum Datum {
    case unknown
    case absent
    case bool(Bool)
    case number(Rational)
    /// The place of the two bounds in ``EvaluationScratch/intervals``.
    case interval(Int32)
    case instant(Int64)
    case date(Int32)
    case text(TextPlace)
    case location(latitude: Int32, longitude: Int32)
    case set(SetPlace)
    case row(RowHandle)

    @inline(__always)
    var isMissing: Bool {
        switch self {
        case .unknown, .absent: true
        default: false
        }
    }

    @inline(__always)
    func isBool(_ flag: Bool) -> Bool {
        if case .bool(flag) = self { true } else { false }
    }

    /// Neither unknown nor open between two bounds, as a count is over rows of which it is not known whether they count.
    var isKnown: Bool {
        switch self {
        case .unknown, .interval: false
        default: true
        }
    }

    @inline(__always)
    var isUnknown: Bool {
        if case .unknown = self { true } else { false }
    }
}

/// Where a text stands, with its hash.
struct TextPlace {
    enum Source: UInt8 {
        /// A field of the event at hand.
        case fact
        /// The table of the program.
        case table
        /// A cell of history.
        case cell
        /// Made while this rule was evaluated.
        case made
    }

    let hash: UInt64
    let index: Int64
    let source: Source
}

/// Where a set of texts stands.
struct SetPlace {
    /// Whether it is a field of the event at hand, else in the table of the program.
    let isFact: Bool
    let index: Int32
}

/// A small set of texts, looked up by hash first.
struct TextSet: Sendable {
    let members: [Text]
    private let hashes: [UInt64]

    init(_ members: some Sequence<Text>) {
        self.members = Array(members)
        hashes = self.members.map(\.hash)
    }

    /// The places of members with this hash: one, but for a collision of 64 bits.
    @inline(__always)
    func contains(_ hash: UInt64, _ isSame: (Text) -> Bool) -> Bool {
        for place in hashes.indices where hashes[place] == hash {
            if isSame(members[place]) { return true }
        }
        return false
    }
}
