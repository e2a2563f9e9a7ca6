import Domain

extension Screener {
    /// The id of the list that hits of house patterns belong to.
    static let houseList = "house"

    /// Adds the hits of house patterns: review at most, none takes of the limit. A pattern that hit its limit is a hit that
    /// a person decides, and unknown.
    func addHouse(
        _ hits: [HousePatterns.Hit], _ query: ScreeningQuery, _ minimum: Int32, _ goodList: [GoodListEntry],
        to candidates: inout [ScreeningCandidate], _ missing: inout [String]
    ) {
        guard !hits.isEmpty, query.lists?.contains(Self.houseList) ?? true else { return }
        var seen: Set<Int> = []
        for hit in hits.sorted(by: { $0.isDecided && !$1.isDecided }) where seen.insert(hit.pattern).inserted {
            let pattern = house.patterns[hit.pattern]
            if !hit.isDecided { missing.append("pattern limit: \(pattern.id)") }
            guard thresholds.review >= minimum || !hit.isDecided else { continue }
            candidates.append(candidate(hit, pattern, goodList))
        }
        candidates.sort { left, right in
            if left.band != right.band { return left.band > right.band }
            if left.score != right.score { return left.score > right.score }
            return left.list == right.list ? left.entryID < right.entryID : left.list < right.list
        }
    }

    private func candidate(
        _ hit: HousePatterns.Hit, _ pattern: HousePattern, _ goodList: [GoodListEntry]
    ) -> ScreeningCandidate {
        let score = thresholds.review
        let hash = pattern.hash
        let part = ScorePart(
            query: hit.text, listed: pattern.reason, method: .rule,
            rules: hit.isDecided ? [pattern.id] : [pattern.id, PatternLibrary.limitRule], similarity: 10_000,
            weight: score, contribution: score)
        return ScreeningCandidate(
            list: Self.houseList, entryID: pattern.id, listVersion: house.hash, nameMatched: pattern.reason,
            score: score, band: .review, parts: [part], adjustments: [], match: true, nameKind: .primary,
            isWeakName: false, entryHash: hash, type: hit.type,
            programs: pattern.list == Self.houseList ? [] : [pattern.list], specificityDecibits: 0,
            counterfactual: nil,
            suppressed: goodList.first {
                $0.list == Self.houseList && $0.entryID == pattern.id && $0.entryHash == hash
            },
            patternID: hit.isDecided ? "P:house:\(pattern.id)" : "\(PatternLibrary.limitRule):house:\(pattern.id)")
    }
}
