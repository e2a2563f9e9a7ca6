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
            let explainer = Explainer(scorer: scorer, patterns: pairScorer.patterns)
            parts = explainer.parts(match, reading, ranked.hit.queryText, listed, listedText)
            lines = explainer.lines(match, reading, ranked.hit.queryText, listed, listedText)
            pattern = patternID(ranked, entry, listed, text: Array(reading.normalised.utf8))
        }
        // What no pattern could decide is seen by a person, whatever the score.
        let isUndecided = pattern.hasPrefix("unknown") || parts.contains { $0.rules.contains(PatternLibrary.limitRule) }
        let adjusted = adjuster.apply(nameScore, facts, listedFacts)
        lines += adjusted.lines
        let list = snapshot.lists[Int(entry.list)]
        let isMatch = adjusted.score >= thresholds.review && (!name.isWeak || adjusted.confirmed)
        let counter = counterfactual(
            nameScore, facts, listedFacts, ranked, adjuster, isWeak: name.isWeak, ceiling: list.bandCeiling)
        return ScreeningCandidate(
            list: ranked.list, entryID: ranked.entryID, listVersion: list.version, nameMatched: listedText,
            score: adjusted.score, band: isUndecided ? max(ranked.band, .review) : ranked.band, parts: parts,
            adjustments: lines, match: isMatch,
            nameKind: ListName.Kind(rawValue: name.kind) ?? .primary, isWeakName: name.isWeak,
            entryHash: ListSnapshot.hash(entry.hash), type: SubjectType.allCases[Int(entry.type)],
            programs: snapshot.text(entry.programs).split(separator: "\u{1F}").map(String.init),
            specificityDecibits: ranked.hit.decibits, counterfactual: counter, suppressed: decision,
            patternID: pattern)
    }

    /// The pattern that matched, as evidence: that of the name that scored, or else the first of the entry's other names.
    private func patternID(_ ranked: Ranked, _ entry: EntryRecord, _ listed: PreparedName, text: [UInt8]) -> String {
        let patterns = pairScorer.patterns
        let isPerson = ranked.hit.type == .person
        let place = "\(ranked.list):\(ranked.entryID)"
        let own = Int(ranked.hit.name) - Int(entry.firstName)
        let kind = isPerson ? "name" : "company"
        switch patterns.evidence(ranked.hit.name, listed, isPerson: isPerson, in: text) {
        case .matched: return "P:\(kind):\(place):\(own)"
        case .undecided: return "unknown(pattern limit):\(place):\(own)"
        case .noMatch: break
        }
        guard entry.nameCount > 1 else { return "" }
        do {
            let other = try patterns.firstName(ofEntry: ranked.entry, in: text) {
                snapshot.names[Int(entry.firstName)..<Int(entry.firstName) + Int(entry.nameCount)].map {
                    (prepared($0), isPerson: !$0.isCompany)
                }
            }
            return other.map { "P:\(kind):\(place):\($0)" } ?? ""
        } catch {
            return "unknown(pattern limit):\(place)"
        }
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
