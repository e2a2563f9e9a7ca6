/// What changed between two versions of a list, by entry id.
package struct ListDiff: Sendable, Equatable {
    /// An entry whose material fields differ, with the names of the fields.
    package struct Change: Sendable, Equatable {
        package let entryID: String
        package let fields: [String]
        /// False if only remarks changed: decisions on it stay.
        package let isMaterial: Bool
    }

    package let added: [String]
    package let removed: [String]
    package let changed: [Change]

    /// Entries that subjects must be screened against again: added and materially changed.
    package var affected: Set<String> { Set(added).union(changed.filter(\.isMaterial).map(\.entryID)) }

    package init(from old: ImportedList, to new: ImportedList) {
        let before = Dictionary(old.entries.map { ($0.entryID, $0) }, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(new.entries.map { ($0.entryID, $0) }, uniquingKeysWith: { first, _ in first })
        added = after.keys.filter { before[$0] == nil }.sorted()
        removed = before.keys.filter { after[$0] == nil }.sorted()
        changed = after.keys.sorted().compactMap { id in
            guard let left = before[id], let right = after[id] else { return nil }
            let isMaterial = left.materialHash != right.materialHash
            guard isMaterial || left.remarks != right.remarks else { return nil }
            return Change(entryID: id, fields: Self.fields(left, right), isMaterial: isMaterial)
        }
    }

    private static func fields(_ left: ListEntry, _ right: ListEntry) -> [String] {
        var fields: [String] = []
        if Set(left.names) != Set(right.names) { fields.append("names") }
        if left.type != right.type { fields.append("type") }
        if Set(left.births) != Set(right.births) { fields.append("births") }
        if Set(left.countries) != Set(right.countries) { fields.append("countries") }
        if Set(left.genders) != Set(right.genders) { fields.append("genders") }
        if Set(left.ids) != Set(right.ids) { fields.append("ids") }
        if Set(left.programs) != Set(right.programs) { fields.append("programs") }
        if Set(left.measures) != Set(right.measures) { fields.append("measures") }
        if left.remarks != right.remarks { fields.append("remarks") }
        return fields
    }
}
