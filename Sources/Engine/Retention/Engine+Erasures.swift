import Domain
package import Store

/// What stands where a text was erased.
extension Engine {
    /// What is said in place of the texts of case items that are gone, by their sequence: by which order they were removed, or
    /// that a purge deleted them. Of a correction it stands for the sentence before, which it repeated.
    package func erasures(of items: [StoredCaseItem]) async throws -> [Int64: String] {
        let sentences = items.map { CaseSentence($0.sentence) }
        let erased = items.indices.filter { sentences[$0].isErased }
        let corrected = items.indices.filter { sentences[$0].correction?.said.isEmpty == true }
        if erased.isEmpty, corrected.isEmpty { return [:] }
        // A correction may say of what it corrected no more than which it was: the items of the same finding tell the order.
        var asked: [(sequence: Int64, place: AssessmentPlace)] = []
        for index in erased {
            guard let key = items[index].event, let revision = items[index].assessmentRevision else { continue }
            asked.append((items[index].seq, AssessmentPlace(key: key, revision: revision)))
        }
        let places = try await store.removedIndexes(of: asked.map { $0.place })
        var reasons: [Int64: String] = [:]
        var texts: [Int64: String] = [:]
        for (question, place) in zip(asked, places) {
            guard let place else { continue }
            let reason: String
            if let known = reasons[place] {
                reason = known
            } else {
                reason = try await whyRemoved(UInt64(clamping: place))
                reasons[place] = reason
            }
            texts[question.sequence] = reason
        }
        let removed = texts
        for index in erased where texts[items[index].seq] == nil { texts[items[index].seq] = Self.purgedText }
        for index in corrected {
            let item = items[index]
            let before = items.last { other in
                other.seq < item.seq && other.event == item.event && other.ruleID == item.ruleID
                    && removed[other.seq] != nil
            }
            texts[item.seq] = before.flatMap { removed[$0.seq] } ?? Self.purgedText
        }
        return texts
    }

    private static let purgedText = "the text was deleted when its time was over"

    /// By which orders reports were removed, as sentences by their numbers.
    package func removals(of reports: [StoredReport]) async throws -> [Int64: String] {
        var texts: [Int64: String] = [:]
        for report in reports {
            guard let index = report.removedIndex else { continue }
            texts[report.id] = try await whyRemoved(index)
        }
        return texts
    }
}
