/// What changed between two versions of a list, by entry id.
package struct ListDiff: Sendable, Equatable {
    /// One field of an entry, with the values that went and the values that came.
    package struct Field: Sendable, Equatable {
        package let name: String
        package let old: [String]
        package let new: [String]
        /// Whether decisions rest on the field: names, type, births, countries, genders, ids, programmes, measures.
        package let isMaterial: Bool
    }

    /// An entry that both versions hold with other values.
    package struct Change: Sendable, Equatable {
        package let entryID: String
        package let values: [Field]

        package var fields: [String] { values.map(\.name) }
        /// False if only remarks and the like changed: decisions on it stay.
        package var isMaterial: Bool { values.contains(where: \.isMaterial) }
    }

    package let added: [String]
    package let removed: [String]
    package let changed: [Change]

    package var material: [Change] { changed.filter(\.isMaterial) }
    package var nonMaterial: [Change] { changed.filter { !$0.isMaterial } }
    package var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

    /// Entries that subjects must be screened against again: added and materially changed.
    package var affected: Set<String> { Set(added).union(material.map(\.entryID)) }

    package init(from old: ImportedList, to new: ImportedList) {
        let before = Dictionary(old.entries.map { ($0.entryID, $0) }, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(new.entries.map { ($0.entryID, $0) }, uniquingKeysWith: { first, _ in first })
        added = after.keys.filter { before[$0] == nil }.sorted()
        removed = before.keys.filter { after[$0] == nil }.sorted()
        changed = after.keys.sorted().compactMap { id in
            guard let left = before[id], let right = after[id] else { return nil }
            let values = Self.values(left, right)
            return values.isEmpty ? nil : Change(entryID: id, values: values)
        }
    }

    private static func values(_ left: ListEntry, _ right: ListEntry) -> [Field] {
        var changed: [Field] = []
        for (before, after) in zip(left.fields, right.fields) {
            let old = Set(before.values)
            let new = Set(after.values)
            if old == new { continue }
            changed.append(
                Field(
                    name: before.name, old: old.subtracting(new).sorted(), new: new.subtracting(old).sorted(),
                    isMaterial: before.isMaterial))
        }
        return changed
    }
}
