extension ListSnapshot {
    /// Whether another index was built from the same entries in the same way.
    ///
    /// Compared by content: the bytes of two equal indexes differ in the padding of their records.
    package func holdsTheSame(as other: ListSnapshot) -> Bool {
        guard hash == other.hash, entries.count == other.entries.count, names.count == other.names.count,
            tokens.count == other.tokens.count, births.count == other.births.count, ids.count == other.ids.count
        else { return false }
        let ceilings = lists.map { "\($0.id) \($0.bandCeiling.code)" }
        guard ceilings == other.lists.map({ "\($0.id) \($0.bandCeiling.code)" }) else { return false }
        let isSameEntries = zip(entries, other.entries).allSatisfy {
            $0.hash == $1.hash && $0.firstName == $1.firstName
        }
        return isSameEntries && texts == other.texts && pool == other.pool && countries == other.countries
            && words == other.words && postings == other.postings
    }
}
