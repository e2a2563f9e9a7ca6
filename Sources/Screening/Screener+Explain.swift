import Domain

extension Screener {
    /// Explains the first `limit` candidates that are not suppressed, and all suppressed ones before them.
    func explain(_ candidates: [Ranked], _ facts: SubjectFacts, limit: Int, goodList: [GoodListEntry])
        -> [ScreeningCandidate]
    {
        var result: [ScreeningCandidate] = []
        var taken = 0
        for ranked in candidates {
            let decision = goodList.first { good in
                good.list == ranked.list && good.entryID == ranked.entryID
                    && good.entryHash == ListSnapshot.hash(snapshot.entries[Int(ranked.entry)].hash)
            }
            if decision == nil {
                if taken >= limit { break }
                taken += 1
            }
            result.append(explain(ranked, facts, decision))
        }
        return result
    }

    private func explain(_ ranked: Ranked, _ facts: SubjectFacts, _ decision: GoodListEntry?) -> ScreeningCandidate {
        let entry = snapshot.entries[Int(ranked.entry)]
        let name = snapshot.names[Int(ranked.hit.name)]
        let listedText = snapshot.text(name.text)
        let type: SubjectType = ranked.hit.type
        let listedFacts = snapshot.facts(of: entry, isWeakName: name.isWeak)
        let adjuster = FactAdjuster(type: type, rules: rules)
        var parts: [ScorePart] = []
        var lines: [ScoreAdjustment] = []
        var nameScore: Int32 = 0
        var pattern = ""
        if let reading = ranked.hit.reading {
            let listed = prepared(name)
            let scorer = NameScorer(type: type, rules: rules, tables: pairScorer.preparer.tables)
            let match = scorer.match(reading, listed)
            nameScore = match.score
            let explainer = Explainer(scorer: scorer)
            parts = explainer.parts(match, reading, ranked.hit.queryText, listed, listedText)
            lines = explainer.lines(match, reading, ranked.hit.queryText, listed, listedText)
            let place = "\(ranked.list):\(ranked.entryID):\(Int(ranked.hit.name) - Int(entry.firstName))"
            switch NamePattern(listed)?.evidence(in: Array(reading.normalised.utf8)) {
            case .matched: pattern = "P:\(type == .person ? "name" : "company"):\(place)"
            case .undecided: pattern = "unknown(pattern limit):\(place)"
            case .noMatch, nil: break
            }
        }
        let adjusted = adjuster.apply(nameScore, facts, listedFacts)
        lines += adjusted.lines
        let list = snapshot.lists[Int(entry.list)]
        let isMatch = adjusted.score >= thresholds.review && (!name.isWeak || adjusted.confirmed)
        let counter = counterfactual(
            nameScore, facts, listedFacts, ranked, adjuster, isWeak: name.isWeak, ceiling: list.bandCeiling)
        return ScreeningCandidate(
            list: ranked.list, entryID: ranked.entryID, listVersion: list.version, nameMatched: listedText,
            score: adjusted.score, band: ranked.band, parts: parts, adjustments: lines, match: isMatch,
            nameKind: ListName.Kind(rawValue: name.kind) ?? .primary, isWeakName: name.isWeak,
            entryHash: ListSnapshot.hash(entry.hash), type: SubjectType.allCases[Int(entry.type)],
            programs: snapshot.text(entry.programs).split(separator: "\u{1F}").map(String.init),
            specificityDecibits: ranked.hit.decibits, counterfactual: counter, suppressed: decision,
            patternID: pattern)
    }

    /// The listed name with its own byte pool.
    func prepared(_ name: NameRecord) -> PreparedName {
        var result = PreparedName()
        result.legalForm = name.legalForm
        result.weight = name.weight
        for var token in snapshot.tokens[Int(name.firstToken)..<Int(name.firstToken) + Int(name.tokenCount)] {
            let start = Int(token.start)
            let count = Int(token.textCount) + Int(token.soundCount)
            token.start = UInt32(result.bytes.count)
            result.bytes.append(contentsOf: snapshot.pool[start..<start + count])
            result.tokens.append(token)
        }
        return result
    }

    private func counterfactual(
        _ nameScore: Int32, _ facts: SubjectFacts, _ listed: SubjectFacts, _ ranked: Ranked, _ adjuster: FactAdjuster,
        isWeak: Bool, ceiling: Band
    ) -> Counterfactual? {
        Counterfactuals(facts: facts, listed: listed).smallest { changed in
            let adjusted = adjuster.apply(nameScore, changed, listed)
            let band = band(
                adjusted.score, decibits: ranked.hit.decibits, confirmed: adjusted.confirmed, isWeak: isWeak,
                ceiling: ceiling)
            return (adjusted.score, band)
        } from: {
            ranked.band
        }
    }
}

/// Single changes of what is known about the subject, tried with the same function that scored it.
struct Counterfactuals {
    let facts: SubjectFacts
    let listed: SubjectFacts

    /// The change with the smallest difference of score that moves the band.
    func smallest(_ score: (SubjectFacts) -> (Int32, Band), from current: () -> Band) -> Counterfactual? {
        let (base, _) = score(facts)
        var best: Counterfactual?
        for (change, changed) in changes() {
            let (value, band) = score(changed)
            guard band != current() else { continue }
            if let known = best, abs(known.score - base) <= abs(value - base) { continue }
            best = Counterfactual(change: change, score: value, band: band)
        }
        return best
    }

    private func changes() -> [(String, SubjectFacts)] {
        var result: [(String, SubjectFacts)] = []
        func change(_ text: String, _ edit: (inout SubjectFacts) -> Void) {
            var changed = facts
            edit(&changed)
            result.append((text, changed))
        }
        if !facts.births.isEmpty { change("without birth date") { $0.births = [] } }
        if !facts.countries.isEmpty { change("without country") { $0.countries = [] } }
        if !facts.genders.isEmpty { change("without gender") { $0.genders = [] } }
        if !facts.ids.isEmpty { change("without identifiers") { $0.ids = [] } }
        if let birth = listed.births.first {
            let components = birth.from.components
            if let far = BirthRange(years: components.year + 7, components.year + 7) {
                change("if the birth date differed by 5 years or more") { $0.births = [far] }
            }
            if let near = BirthRange(years: components.year + 2, components.year + 2) {
                change("if the birth date differed by 2 to 4 years") { $0.births = [near] }
            }
            change("if the birth date were \(birth.text)") { $0.births = [birth] }
        }
        if let country = listed.countries.first {
            change("if the country were \(country.alpha2)") { $0.countries = [country] }
            if let other = Country.all.first(where: { !listed.countries.contains($0) }) {
                change("if the countries differed") { $0.countries = [other] }
            }
        }
        return result
    }
}
