/// The known facts of an event, without the many fields it has no value for: what a backtest keeps of each event.
struct SparseFacts: Sendable {
    private let fields: [FieldID]
    private let values: [FactValue]
    private let assumed: [FieldID]

    init(_ facts: Facts) {
        fields = facts.values.indices.filter { facts.values[$0] != .unknown }.map { FieldID($0) }
        values = fields.map { facts[$0] }
        assumed = facts.assumed
    }

    var facts: Facts {
        var full = Facts()
        for (field, value) in zip(fields, values) {
            if assumed.contains(field) { full.assume(field, value) } else { full[field] = value }
        }
        return full
    }
}
