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
    /// Whether it only stands for a file that cannot be read.
    var isPlaceholder = false

    package func contains(_ member: Text, at time: Int64) -> Bool {
        guard let periods = entries[member] else { return false }
        return periods.contains { $0.from <= time && time < $0.to }
    }

    /// The value mapped to a key at a time, in the unit of a field of that type.
    package func value(for key: Text, at time: Int64) -> Value? {
        entries[key]?.first { $0.from <= time && time < $0.to }?.value
    }

    /// A list of this name without entries, for a file that cannot be read.
    static func empty(_ name: String) -> EffectiveList {
        EffectiveList(
            name: name, title: name, source: "", valueType: nil, entries: [:], first: .max, hash: SHA256Text.hash(name),
            isPlaceholder: true)
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
}

/// The members of a list by hash, as the machine looks them up.
final class MemberTable: Sendable {
    private struct Slot: Sendable {
        var hash: UInt64 = 0
        /// Number of the member, -1 for an empty slot.
        var member: Int32 = -1
    }

    private struct Member: Sendable {
        let text: Text
        let periods: [EffectiveList.Entry]
    }

    private let slots: [Slot]
    private let members: [Member]

    init(_ list: EffectiveList) {
        members = list.entries.map { Member(text: $0.key, periods: $0.value) }
        var room = 8
        while room < 2 * list.entries.count { room *= 2 }
        var slots = [Slot](repeating: Slot(), count: room)
        for (number, member) in members.enumerated() {
            var place = Int(truncatingIfNeeded: member.text.hash) & (room - 1)
            while slots[place].member >= 0 { place = (place + 1) & (room - 1) }
            slots[place] = Slot(hash: member.text.hash, member: Int32(truncatingIfNeeded: number))
        }
        self.slots = slots
    }

    func contains(_ member: Text, at time: Int64) -> Bool {
        contains(member.hash, at: time) { $0.string == member.string }
    }

    /// Whether a member of this hash that `isSame` takes for the one looked for is in force at a time.
    @inline(__always)
    func contains(_ hash: UInt64, at time: Int64, _ isSame: (Text) -> Bool) -> Bool {
        var place = Int(truncatingIfNeeded: hash) & (slots.count &- 1)
        while slots[place].member >= 0 {
            let slot = slots[place]
            if slot.hash == hash, isSame(members[Int(slot.member)].text) {
                return members[Int(slot.member)].periods.contains { $0.from <= time && time < $0.to }
            }
            place = (place &+ 1) & (slots.count &- 1)
        }
        return false
    }
}
