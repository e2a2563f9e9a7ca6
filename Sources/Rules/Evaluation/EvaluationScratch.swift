import Windows

/// A field that was needed and is not known; of which row, where it is a row of history.
package struct MissingField: Hashable, Sendable, Comparable {
    package let field: FieldID
    /// The ordinal of the row's event; nil for the event at hand.
    package let row: UInt32?

    package static func < (left: MissingField, right: MissingField) -> Bool { left.key < right.key }

    /// A number in the order of fields: the place of the field's name, then the event at hand, then rows.
    var key: UInt64 {
        UInt64(UInt16(bitPattern: FieldRegistry.nameRanks[Int(field.index)])) << 33
            | (row.map { 1 << 32 | UInt64($0) } ?? 0)
    }

    init(key: UInt64) {
        field = FieldRegistry.byRank[Int(key >> 33)]
        row = key & 1 << 32 == 0 ? nil : UInt32(truncatingIfNeeded: key)
    }

    init(field: FieldID, row: UInt32?) {
        self.field = field
        self.row = row
    }
}

/// Arrays that evaluation reuses from event to event, so that a rule without a hit allocates nothing.
package struct EvaluationScratch: Sendable {
    var missing: [MissingField] = []
    /// What aggregates over nothing would have been made of: named where nothing else explains an unknown result.
    var absent: [MissingField] = []
    var letState: [LetState] = []
    var letMissing: [MissingField] = []
    /// Key of each space for the event at hand: -3 not looked up, -2 unknown, -1 never seen.
    var keys: [Int32] = []
    var parts: [KeyPart] = []
    var numbers: [Rational] = []
    var cells: [Int64] = []
    /// Totals of the event's ranges by slot, so that rules that ask for the same range count it once.
    var totals: [WindowTotal] = []
    var hasTotal: [Bool] = []
    /// What values of the rule at hand name by their place.
    var intervals: [(low: Rational, high: Rational)] = []
    var made: [Text] = []
    var parameters: [Datum] = []

    package init() {}

    struct LetState: Sendable {
        var value = Datum.unknown
        var isComputed = false
        var missingStart = 0
        var missingEnd = 0
    }
}
