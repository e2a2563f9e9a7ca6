/// The known facts of an event, without the many fields it has no value for: what a backtest and the tests of a rule keep of each
/// event.
struct SparseFacts: Sendable {
    private let fields: [FieldID]
    private let values: [FactValue]
    private let assumed: [FieldID]

    init(_ facts: Facts) {
        fields = facts.values.indices.filter { facts.values[$0] != .unknown }.map { FieldID($0) }
        values = fields.map { facts[$0] }
        assumed = facts.assumed
    }

    /// The value of a field; unknown where none was given.
    subscript(_ field: FieldID) -> FactValue {
        var low = 0
        var high = fields.count
        while low < high {
            let middle = (low + high) / 2
            if fields[middle] < field { low = middle + 1 } else { high = middle }
        }
        return low < fields.count && fields[low] == field ? values[low] : .unknown
    }

    var facts: Facts {
        var full = Facts()
        fill(&full)
        return full
    }

    /// Puts them in the place of the facts of another event.
    func fill(_ full: inout Facts) {
        full.removeAll()
        for place in fields.indices { full[fields[place]] = values[place] }
        for field in assumed { full.assume(field, full[field]) }
    }

    /// The same facts later by microseconds, with texts of some fields numbered.
    func facts(shiftedBy delta: Int64, _ varied: [FieldID], _ number: Int) -> Facts {
        var full = facts
        for field in fields {
            if case .instant(let at) = full[field] { full[field] = .instant(at + delta) }
        }
        for field in varied {
            if case .text(let text) = full[field] { full[field] = .text(Text("\(text.string)-\(number + 1)")) }
        }
        return full
    }
}
