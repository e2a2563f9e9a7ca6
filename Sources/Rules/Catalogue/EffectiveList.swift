package import Domain
import Formats

/// A list whose entries are in force over `[from, to)`, looked up as of an event's time.
package struct EffectiveList: Sendable {
    struct Entry: Sendable, Hashable {
        let from: Int64
        let to: Int64
        let value: Value?
        let source: String?
    }

    package let name: String
    package let title: String
    /// Publisher or reason, as the file says.
    package let source: String
    /// The type of the values that keys are mapped to; nil where the list is a set.
    package let valueType: ValueType?
    let entries: [Text: [Entry]]
    /// The earliest beginning of any entry.
    let first: Int64
    package let hash: Hash32

    package func contains(_ member: Text, at time: Int64) -> Bool {
        guard let periods = entries[member] else { return false }
        return periods.contains { $0.from <= time && time < $0.to }
    }

    /// The value mapped to a key at a time, in the unit of a field of that type.
    package func value(for key: Text, at time: Int64) -> Value? {
        entries[key]?.first { $0.from <= time && time < $0.to }?.value
    }

    /// A list of this name without entries.
    static func empty(_ name: String) -> EffectiveList {
        EffectiveList(
            name: name, title: name, source: "", valueType: nil, entries: [:], first: .max, hash: SHA256Text.hash(name))
    }

    package var count: Int { entries.reduce(0) { $0 + $1.value.count } }
}

/// All lists of a rule set by number, a name that no file gives has none; and the zone rules that calendar days need.
package struct ListTable: Sendable {
    /// Nil where none were handed in: then every calendar day is unknown.
    var zones: ZoneDatabase?
    private(set) var lists: [EffectiveList] = []
    private(set) var indices: [String: Int] = [:]

    mutating func add(_ list: EffectiveList) {
        indices[list.name] = lists.count
        lists.append(list)
    }

    subscript(name: String) -> EffectiveList? { indices[name].map { lists[$0] } }

    func contains(_ name: String, _ index: Int32, _ member: Text, at time: Int64) throws(EvaluationFault) -> Bool {
        guard index >= 0 else { throw .missingList(name) }
        return lists[Int(index)].contains(member, at: time)
    }
}
