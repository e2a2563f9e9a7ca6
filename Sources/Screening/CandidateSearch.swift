import Domain

/// Finds the entries of a snapshot that a query name could reach and scores them.
struct CandidateSearch {
    let screener: Screener
    let query: ScreeningQuery
    let facts: SubjectFacts
    let type: SubjectType
    let minimum: Int32

    private let snapshot: ListSnapshot

    init(screener: Screener, query: ScreeningQuery, facts: SubjectFacts, type: SubjectType, minimum: Int32) {
        self.screener = screener
        self.query = query
        self.facts = facts
        self.type = type
        self.minimum = minimum
        snapshot = screener.snapshot
    }

    func run(_ reading: PreparedName, text: String, into best: inout [UInt32: Screener.EntryHit]) {
        guard !reading.tokens.isEmpty, !snapshot.names.isEmpty else { return }
        let joinable = Set(direct(reading, type.usesCompanyRules))
        let names = candidates(reading, joinable)
        let scorer = NameScorer(type: type, rules: screener.rules, tables: screener.pairScorer.preparer.tables)
        let adjuster = FactAdjuster(type: type, rules: screener.rules)
        // The most a birth date and a country can add to a name.
        let most: Int32 = (facts.births.isEmpty ? 0 : 500) + (facts.countries.isEmpty ? 0 : 200)
        let hasFacts = !(facts.births.isEmpty && facts.countries.isEmpty && facts.genders.isEmpty && facts.ids.isEmpty)
        reading.tokens.withUnsafeBufferPointer { q in
            reading.bytes.withUnsafeBufferPointer { qb in
                snapshot.tokens.withUnsafeBufferPointer { all in
                    snapshot.pool.withUnsafeBufferPointer { pool in
                        guard let qBase = qb.baseAddress, let lBase = pool.baseAddress else { return }
                        let left = NameScorer.Side(tokens: q, bytes: qBase, legalForm: reading.legalForm)
                        for number in names {
                            let name = snapshot.names[Int(number)]
                            let first = Int(name.firstToken)
                            let right = NameScorer.Side(
                                tokens: UnsafeBufferPointer(rebasing: all[first..<first + Int(name.tokenCount)]),
                                bytes: lBase, legalForm: name.legalForm)
                            let match = scorer.match(left, right, joins: joinable.contains(number))
                            guard match.score + most >= minimum || hasFacts && !facts.ids.isEmpty else { continue }
                            keep(number, name, match, adjuster, hasFacts, reading, text, &best)
                        }
                    }
                }
            }
        }
    }

    private func keep(
        _ number: UInt32, _ name: NameRecord, _ match: NameMatch, _ adjuster: FactAdjuster, _ hasFacts: Bool,
        _ reading: PreparedName, _ text: String, _ best: inout [UInt32: Screener.EntryHit]
    ) {
        let entry = snapshot.entries[Int(name.entry)]
        var score = match.score
        var confirmed = false
        if hasFacts {
            let adjusted = adjuster.apply(match.score, facts, snapshot.facts(of: entry, isWeakName: name.isWeak))
            score = adjusted.score
            confirmed = adjusted.confirmed
        } else if name.isWeak {
            score = min(score, screener.rules.weakAliasCap)
        }
        guard score >= minimum else { return }
        let known = best[name.entry]
        if let known, !isBetter(score, name, number, than: known) { return }
        best[name.entry] = Screener.EntryHit(
            score: score, nameScore: match.score, name: number, type: type, queryText: text, reading: reading,
            confirmed: confirmed, decibits: match.decibits)
    }

    /// Best name wins; ties: strong, then primary, then text order.
    private func isBetter(_ score: Int32, _ name: NameRecord, _ number: UInt32, than known: Screener.EntryHit) -> Bool {
        if score != known.score { return score > known.score }
        let other = snapshot.names[Int(known.name)]
        if name.isWeak != other.isWeak { return !name.isWeak }
        if name.kind != other.kind { return name.kind < other.kind }
        return number < known.name
    }

    // MARK: Prefilter

    /// Names whose upper bound reaches the minimum, ascending.
    private func candidates(_ reading: PreparedName, _ joinable: Set<UInt32>) -> [UInt32] {
        var scratch = screener.scratch.take()
        scratch.begin()
        let wantsCompany = type.usesCompanyRules
        let hasDistinctive = reading.tokens.contains { $0.isFull }
        var optimistic: Int64 = 0
        for (position, token) in reading.tokens.enumerated() where token.weight > 0 {
            if token.tokenClass == .initial || hasDistinctive && token.tokenClass == .generic {
                // Found on the way: counted as matched for the bound.
                optimistic += Int64(token.weight)
                continue
            }
            touch(token, UInt16(position + 1), reading, &scratch)
        }
        var result = Array(joinable)
        let bound = Bound(self, reading, optimistic, wantsCompany)
        for name in scratch.touched {
            let record = snapshot.names[Int(name)]
            guard record.isCompany == wantsCompany else { continue }
            if bound.reaches(scratch.sums[Int(name)], record) && !joinable.contains(name) { result.append(name) }
        }
        screener.scratch.give(scratch)
        result.sort()
        return result
    }

    /// An upper bound of what a name can score, from the words it shares with the query.
    private struct Bound {
        let total: Int64
        let optimistic: Int64
        let needed: Int64
        let rules: ScoringRules
        let isCompany: Bool
        /// Full words of the query.
        let full: Int
        let telling: Int
        let checksInformation: Bool

        init(_ search: CandidateSearch, _ reading: PreparedName, _ optimistic: Int64, _ isCompany: Bool) {
            total = Int64(reading.weight)
            self.optimistic = optimistic
            rules = search.screener.rules
            self.isCompany = isCompany
            full = reading.tokens.count { $0.isFull }
            telling = reading.tokens.count { $0.isFull && $0.decibits >= 60 }
            checksInformation =
                !isCompany && search.minimum > rules.specificityCap && search.facts.ids.isEmpty
                && optimistic == 0 && full > 1
            // What a birth date and a country add, and a margin for another assignment of the words.
            let facts: Int64 = (search.facts.births.isEmpty ? 0 : 500) + (search.facts.countries.isEmpty ? 0 : 200)
            needed = search.facts.ids.isEmpty ? Int64(search.minimum) - facts - 600 : 3_400
        }

        func reaches(_ sum: SearchScratch.Sum, _ name: NameRecord) -> Bool {
            if checksInformation && !name.hasInitial {
                // Words that tell people apart are left over: what matched must say enough, or the cap keeps it below.
                if Int(sum.telling) < telling && sum.decibits < rules.extraQueryDecibits { return false }
                if sum.telling < name.tellingCount && sum.decibits < rules.extraListedDecibits { return false }
            }
            var matched = Int64(sum.matched) + optimistic
            var numerator = sum.numerator + optimistic * 10_000
            if name.hasInitial {
                matched += 5_000
                numerator += 50_000_000
            }
            let left = max(0, total - matched)
            // Weights of two spellings of a word may differ by their rarity.
            let right = max(0, Int64(name.weight) - matched - 6_000)
            let charge = isCompany || right > 0 ? rules.unmatchedQuery : rules.unmatchedCovered
            let denominator = matched * 10_000 + left * charge + right * rules.unmatchedListed
            guard denominator > 0 else { return false }
            var bound = min(10_000, numerator * 10_000 / denominator)
            // Full words left over on both sides contradict each other.
            if !isCompany && !name.hasInitial && optimistic == 0 && Int(sum.count) < min(full, Int(name.fullCount)) {
                bound -= Int64(rules.conflict)
            }
            return bound >= needed
        }
    }

    /// Adds what `token` matches to the sums of the names.
    private func touch(_ token: NameToken, _ position: UInt16, _ reading: PreparedName, _ scratch: inout SearchScratch)
    {
        let key =
            token.textHash ^ (token.soundHash &* 31) ^ UInt64(token.tokenClass.rawValue) << 56
            ^ (type == .vessel ? 1 : type.usesCompanyRules ? 2 : 0)
        let similar: [SearchScratch.Similar]
        if let known = scratch.memo[key] {
            similar = known
        } else {
            similar = similarWords(token, reading, &scratch)
            scratch.memo[key] = similar
        }
        let weight = Int32(token.weight)
        let decibits = Int32(token.decibits)
        var table = scratch.detach()
        snapshot.postings.withUnsafeBufferPointer { postings in
            table.fill { table in
                for item in similar {
                    let first = Int(snapshot.postingStarts[Int(item.word)])
                    let last = Int(snapshot.postingStarts[Int(item.word) + 1])
                    for index in first..<last {
                        table.add(
                            Int(postings[index]), word: position, weight: weight, similarity: item.similarity,
                            decibits: decibits)
                    }
                }
            }
        }
        scratch.attach(&table)
    }

    private func similarWords(
        _ token: NameToken, _ reading: PreparedName, _ scratch: inout SearchScratch
    ) -> [SearchScratch.Similar] {
        var result: [SearchScratch.Similar] = []
        let wantsCompany = type.usesCompanyRules
        var keys: [UInt64] = []
        scratch.beginWord()
        reading.bytes.withUnsafeBufferPointer { bytes in
            snapshot.pool.withUnsafeBufferPointer { pool in
                guard let base = bytes.baseAddress, let poolBase = pool.baseAddress else { return }
                WordKeys.append(token, base, to: &keys)
                for key in keys {
                    for position in snapshot.wordIndex.run(key) {
                        let word = snapshot.wordIndex.values[position]
                        guard scratch.firstSight(Int(word)) else { continue }
                        let place = snapshot.words[Int(word)]
                        guard (place & ListSnapshot.companyWord != 0) == wantsCompany else { continue }
                        let listed = snapshot.tokens[Int(place & ~ListSnapshot.companyWord)]
                        let found = TokenComparer.similarity(token, base, listed, poolBase, vessel: type == .vessel)
                        if found.value > 0 { result.append(SearchScratch.Similar(word: word, similarity: found.value)) }
                    }
                }
            }
        }
        return result
    }

    /// Names that are reached by joined words, split words or an acronym.
    private func direct(_ reading: PreparedName, _ wantsCompany: Bool) -> [UInt32] {
        var result: [UInt32] = []
        func take(_ key: UInt64) {
            for position in snapshot.joinIndex.run(key) {
                let name = snapshot.joinIndex.values[position]
                if snapshot.names[Int(name)].isCompany == wantsCompany { result.append(name) }
            }
        }
        JoinKeys.append(reading, isCompany: wantsCompany, asQuery: true, take)
        if wantsCompany {
            for token in reading.tokens where token.isFull && token.textCount >= 3 {
                take(WordKeys.acronym(token.textHash))
            }
        }
        return result
    }
}
