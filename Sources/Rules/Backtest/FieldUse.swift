import Windows

/// What the rules of a set read of an event, rows of history included: a backtest keeps and fills nothing else.
struct FieldUse: Sendable {
    /// In ascending order.
    let fields: [FieldID]
    /// What may hold a value of the event before: these, and what follows from them.
    let stale: [FieldID]
    /// Whether any rule asks since when somebody is known.
    let asksFirstUses: Bool
    /// The streams that some rule reads, by ``RuleKind/place``; those that only find readers of late rows are not among them.
    let streams: [[Int]]
    var readsHistory: Bool { streams.contains { !$0.isEmpty } }

    init(_ set: RuleSet) {
        // What the report itself looks at.
        var used: Set<FieldID> = [.at, .country, .participantRiskBand, .participantID]
        var read: Set<Int> = []
        for rule in set.rules {
            used.formUnion(rule.keys)
            for version in rule.versions {
                let linked = version.linked
                for node in linked.program.nodes {
                    if node.operation == .field || node.operation == .rowField { used.insert(FieldID(Int(node.a))) }
                }
                for replacement in linked.replacements { used.insert(replacement.axis) }
                for call in linked.calls {
                    read.insert(Int(call.stream.index))
                    used.formUnion(call.keys + call.fixed)
                    used.formUnion(call.columns)
                    used.formUnion(call.filterFields)
                    used.formUnion([call.value, call.summed, call.member].compactMap { $0 })
                    if case .before(let field) = call.window { used.insert(field) }
                    if case .sameDay = call.window { used.insert(.dayStart) }
                    if call.aggregate == .overlaps { used.formUnion([.start, .end]) }
                }
            }
        }
        let plans = set.knowledge.plans
        let streams = plans.indices.filter { read.contains($0) }
        for stream in streams {
            used.insert(plans[stream].identity.anchor)
            used.formUnion(plans[stream].identity.keys)
            used.formUnion(plans[stream].columns)
        }
        self.streams = RuleKind.allCases.map { kind in streams.filter { plans[$0].identity.kind == kind } }
        let derived: [(field: FieldID, sources: [FieldID])] = [
            (.duration, [.start, .end]), (.unitPrice, [.amount, .energy]), (.tokenAge, [.tokenFirstSeen]),
        ]
        for rule in derived where used.contains(rule.field) { used.formUnion(rule.sources) }
        let seen = FirstUses.fields(since: used)
        asksFirstUses = !seen.isEmpty
        fields = used.union(seen).sorted()
        stale = used.union(derived.map(\.field)).union([.at]).union(seen).sorted()
    }
}

/// The known facts of many events in a few large pieces.
struct FactStore: Sendable {
    /// Where the facts of an event stand.
    struct Place: Sendable {
        fileprivate let piece: Int
        fileprivate let range: Range<Int>
    }

    private struct Piece: Sendable {
        var fields: [FieldID] = []
        var values: [FactValue] = []

        init(room: Int) {
            fields.reserveCapacity(room)
            values.reserveCapacity(room)
        }
    }

    /// Values a piece has room for: growing one array over a whole history would copy it again and again.
    private static let room = 1 << 14
    private var pieces: [Piece] = []

    /// Keeps what is known of some fields.
    mutating func add(_ facts: Facts, _ wanted: [FieldID]) -> Place {
        if pieces.last.map({ $0.fields.count + wanted.count > Self.room }) ?? true {
            pieces.append(Piece(room: max(Self.room, wanted.count)))
        }
        let piece = pieces.count - 1
        let first = pieces[piece].fields.count
        for field in wanted {
            let value = facts.values[Int(field.index)]
            if case .unknown = value { continue }
            pieces[piece].fields.append(field)
            pieces[piece].values.append(value)
        }
        return Place(piece: piece, range: first..<pieces[piece].fields.count)
    }

    func fill(_ facts: inout Facts, _ place: Place, _ stale: [FieldID]) {
        pieces[place.piece].fields.withUnsafeBufferPointer { fields in
            pieces[place.piece].values.withUnsafeBufferPointer { values in
                facts.replace(stale, with: fields[place.range], values[place.range])
            }
        }
    }

    /// The value of a field; unknown where none was kept.
    func value(_ field: FieldID, _ place: Place) -> FactValue {
        for index in place.range where pieces[place.piece].fields[index] == field {
            return pieces[place.piece].values[index]
        }
        return .unknown
    }
}
