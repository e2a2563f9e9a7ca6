import Domain

/// What a name can score at most, from the words it shares with the query: never below its real score.
///
/// The base is sum(w s) / (sum(w) + charges). It reaches T only if sum(w (s - T)) >= T x charges; words less similar than
/// T only take away from the left side, so the sum over the others at their full weight is an upper bound.
struct CandidateBound {
    private let query: NameScorer.Side
    private let rules: ScoringRules
    private let isCompany: Bool
    private let isVessel: Bool
    private let hasInitials: Bool
    /// A query of one word is judged by its own information.
    private let isSingle: Bool
    private let minimum: Int32
    private let hasFacts: Bool
    private let mostOfFacts: Int32
    private let search: CandidateSearch

    init(_ search: CandidateSearch, _ query: NameScorer.Side) {
        self.query = query
        rules = search.screener.rules
        isCompany = search.type.usesCompanyRules
        isVessel = search.type == .vessel
        hasInitials = query.tokens.contains { $0.tokenClass == .initial }
        isSingle = NameScorer.single(query).map { $0.groups[0] == 0 } ?? false
        minimum = search.minimum
        mostOfFacts = FactAdjuster.most(search.facts, search.type)
        hasFacts = !(search.facts.births.isEmpty && search.facts.countries.isEmpty)
        self.search = search
    }

    /// What the words of the name that resemble none of the query weigh.
    private struct Rest {
        var weight: Int64 = 0
        var full = 0
        var telling = 0
    }

    func reaches(
        _ name: NameRecord, _ listed: NameScorer.Side, _ words: UnsafeBufferPointer<UInt32>, _ table: WordTable
    )
        -> Bool
    {
        // An initial may match any word: those names are few and are scored in full.
        if hasInitials || name.hasInitial { return true }
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: table.width) { best in
            for index in 0..<table.width { best[index] = 0 }
            var right = Rest()
            for (position, word) in words.enumerated() {
                if let row = table.row(of: word) {
                    for index in 0..<table.width { best[index] = max(best[index], table.rows[row + index].value) }
                } else {
                    add(listed.tokens[position], to: &right)
                }
            }
            // What is known of the entry is only looked up where the best case would do.
            guard reaches(minimum - mostOfFacts, best, right) else { return false }
            return !hasFacts || reaches(minimum - search.most(name), best, right)
        }
    }

    @inline(__always)
    private func add(_ token: NameToken, to rest: inout Rest) {
        guard token.tokenClass != .number, token.tokenClass != .legal else { return }
        rest.weight += Int64(token.weight)
        if token.isFull {
            rest.full += 1
            if token.decibits >= 60 { rest.telling += 1 }
        }
    }

    private func reaches(_ needed: Int32, _ best: UnsafeMutableBufferPointer<Int32>, _ right: Rest) -> Bool {
        var left = Rest()
        var places: Int64 = 0
        var bits: Int32 = 0
        for index in 0..<query.tokens.count {
            if best[index] == 0 {
                add(query.tokens[index], to: &left)
                if query.tokens[index].tokenClass == .place { places += Int64(query.tokens[index].weight) }
            } else if best[index] >= rules.covered {
                bits += Int32(query.tokens[index].decibits)
            }
        }
        var threshold = Int64(needed)
        if left.full > 0 && right.full > 0 { threshold += Int64(rules.conflict) }
        if threshold > 10_000 { return false }
        if !isCompany && !isSingle && needed > rules.specificityCap && left.telling + right.telling > 0 {
            // Words that tell people apart are left over: what matched must say enough, or the cap keeps it below.
            if left.telling > 0 && bits < rules.extraQueryDecibits { return false }
            if right.telling > 1 && bits < rules.extraListedTwoDecibits { return false }
            if right.telling > 0 && bits < rules.extraListedDecibits { return false }
        }
        var gain: Int64 = 0
        for index in 0..<query.tokens.count where Int64(best[index]) > threshold {
            gain += Int64(query.tokens[index].weight) * (Int64(best[index]) - threshold)
        }
        var charges: Int64
        if isCompany {
            charges = (left.weight - places) * rules.unmatchedQuery + places * rules.unmatchedCovered
        } else {
            charges = left.weight * (right.full == 0 ? rules.unmatchedCovered : rules.unmatchedQuery)
        }
        charges += right.weight * (isVessel ? rules.unmatchedListedVessel : rules.unmatchedListed)
        return gain >= threshold * charges / 10_000
    }
}

/// Which words of a query need not bring candidates: names that match none of the others cannot reach the minimum.
struct GeneratorBound {
    private let tokens: [NameToken]
    private let rules: ScoringRules
    private let isCompany: Bool
    private let checksInformation: Bool
    private let threshold: Int64
    private var isSpared: [Bool]

    init(_ search: CandidateSearch, _ reading: PreparedName) {
        tokens = reading.tokens
        rules = search.screener.rules
        isCompany = search.type.usesCompanyRules
        let most = FactAdjuster.most(search.facts, search.type)
        threshold = Int64(search.minimum - most)
        checksInformation = !isCompany && search.minimum - most > rules.specificityCap
        // Initials and words without weight never bring candidates.
        isSpared = tokens.map { $0.weight == 0 || $0.tokenClass == .initial }
    }

    /// True for words that are spared from the start.
    func canSpare(_ index: Int) -> Bool { isSpared[index] }

    /// The bound with `index` spared too; nil if names with spared words alone could then reach the minimum.
    func sparing(_ index: Int) -> GeneratorBound? {
        if isSpared[index] { return self }
        var next = self
        next.isSpared[index] = true
        return next.canReach ? nil : next
    }

    /// Whether a name that matches the spared words perfectly and no other reaches the minimum.
    private var canReach: Bool {
        var spared: Int64 = 0
        var full = 0
        var bits: Int32 = 0
        var rest: Int64 = 0
        var places: Int64 = 0
        var telling = 0
        for (index, token) in tokens.enumerated() {
            if isSpared[index] {
                spared += Int64(token.weight)
                if token.isFull || token.tokenClass == .patronymic { full += 1 }
                bits += token.tokenClass == .initial ? 30 : Int32(token.decibits)
            } else if token.tokenClass != .number {
                rest += Int64(token.weight)
                if token.tokenClass == .place { places += Int64(token.weight) }
                if token.isFull && token.decibits >= 60 { telling += 1 }
            }
        }
        if checksInformation && telling > 0 && bits < rules.extraQueryDecibits { return false }
        var charges: Int64
        if isCompany {
            charges = (rest - places) * rules.unmatchedQuery + places * rules.unmatchedCovered
        } else {
            charges = rest * (full >= 2 ? rules.unmatchedCovered : rules.unmatchedQuery)
        }
        if rest == 0 { charges = 0 }
        return spared * (10_000 - threshold) >= threshold * charges / 10_000
    }
}
