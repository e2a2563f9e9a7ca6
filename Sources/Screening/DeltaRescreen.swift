/// A pair that the new version of a list brings.
package struct RescreenHit: Sendable {
    /// Index of the subject.
    package let subject: Int
    package let candidate: ScreeningCandidate
}

/// Screens subjects against what a list update changed, and against nothing else.
///
/// A score depends on one entry and one subject alone. So the pairs that a full rescreen finds after an update and did not
/// find before are exactly those with an added or materially changed entry: delta = full rescreen - previous result.
package struct DeltaRescreen: Sendable {
    /// Lists with nothing but their added and materially changed entries.
    package let changed: [ImportedList]
    /// Entries that are on the list no more.
    package let removed: [RemovedEntry]
    private let screener: Screener

    package struct RemovedEntry: Hashable, Sendable {
        package let list: String
        package let entryID: String
        package let name: String
    }

    /// - Parameters:
    ///   - old: the versions in force until now; a list that is not among them is new as a whole.
    ///   - new: the versions that replace them.
    package init(from old: [ImportedList], to new: [ImportedList], thresholds: ScreeningThresholds = .standard) {
        let before = Dictionary(old.map { ($0.listID, $0) }, uniquingKeysWith: { first, _ in first })
        var changed: [ImportedList] = []
        var removed: [RemovedEntry] = []
        for list in new {
            var part = list
            if let earlier = before[list.listID] {
                let diff = ListDiff(from: earlier, to: list)
                let affected = diff.affected
                part.entries = list.entries.filter { affected.contains($0.entryID) }
                let gone = Set(diff.removed)
                removed += earlier.entries.filter { gone.contains($0.entryID) }.map {
                    RemovedEntry(list: list.listID, entryID: $0.entryID, name: $0.names.first?.text ?? "")
                }
            }
            if !part.entries.isEmpty { changed.append(part) }
        }
        self.changed = changed
        self.removed = removed
        screener = Screener(ListSnapshot(changed), thresholds: thresholds)
    }

    package var entryCount: Int { changed.reduce(0) { $0 + $1.entries.count } }

    /// The pairs that the update brings for `subjects`, in their order, candidates in order of rank.
    package func hits(_ subjects: RescreenSubjects) -> [RescreenHit] {
        if changed.isEmpty { return [] }
        var hits: [RescreenHit] = []
        for (index, query) in subjects.queries.enumerated() {
            for candidate in screener.screen(query, limit: .max).candidates {
                hits.append(RescreenHit(subject: index, candidate: candidate))
            }
        }
        return hits
    }
}
