import Domain

/// Finds the entries of a snapshot that a query name could reach and scores them.
struct CandidateSearch {
    let screener: Screener
    let query: ScreeningQuery
    let facts: SubjectFacts
    let type: SubjectType
    let minimum: Int32

    private var snapshot: ListSnapshot { screener.snapshot }

    /// What the words of the query add up to on one name.
    private struct Sum {
        var numerator: Int64 = 0
        var matched: Int64 = 0
        var queryWeight: Int64 = 0
    }

    func run(_ reading: PreparedName, text: String, into best: inout [UInt32: Screener.EntryHit]) {
        guard !reading.tokens.isEmpty, !snapshot.names.isEmpty else { return }
        let names = candidates(reading)
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
                            let match = scorer.match(left, right)
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
    private func candidates(_ reading: PreparedName) -> [UInt32] {
        var sums: [UInt32: Sum] = [:]
        var extra: Set<UInt32> = []
        let wantsCompany = type.usesCompanyRules
        let hasDistinctive = reading.tokens.contains { $0.isFull }
        var optimistic: Int64 = 0
        for token in reading.tokens where token.weight > 0 {
            if token.tokenClass == .initial || hasDistinctive && token.tokenClass == .generic {
                // Found on the way: counted as matched for the bound.
                optimistic += Int64(token.weight)
                continue
            }
            for (name, similarity) in touched(by: token, reading, wantsCompany) {
                var sum = sums[name] ?? Sum()
                sum.numerator += Int64(token.weight) * Int64(similarity)
                sum.matched += Int64(token.weight)
                sums[name] = sum
            }
        }
        JoinKeys.append(reading, isCompany: wantsCompany) { key in extra.formUnion(words(under: key, reading, wantsCompany)) }
        extra.formUnion(joined(reading, wantsCompany))
        var result: [UInt32] = Array(extra)
        let total = Int64(reading.weight)
        let charge: Int64 = wantsCompany ? screener.rules.unmatchedQuery : screener.rules.unmatchedCovered
        // Facts and identifiers may lift a name; one tenth is the margin of the bound.
        let needed = Int64(minimum) - 1_700
        for (name, sum) in sums where !extra.contains(name) {
            var matched = sum.matched + optimistic
            var numerator = sum.numerator + optimistic * 10_000
            if snapshot.names[Int(name)].hasInitial {
                matched += 5_000
                numerator += 50_000_000
            }
            let left = max(0, total - matched)
            let denominator = matched * 10_000 + left * charge
            if denominator > 0 && numerator * 10_000 / denominator >= needed { result.append(name) }
        }
        return result.sorted()
    }

    /// Names that hold a word similar to `token`, with the best similarity.
    private func touched(by token: NameToken, _ reading: PreparedName, _ wantsCompany: Bool) -> [UInt32: Int32] {
        var result: [UInt32: Int32] = [:]
        var keys: [UInt64] = []
        reading.bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            WordKeys.append(token, base, to: &keys)
            snapshot.pool.withUnsafeBufferPointer { pool in
                guard let poolBase = pool.baseAddress else { return }
                var seen: Set<UInt32> = []
                for key in keys {
                    for position in snapshot.wordIndex.run(key) {
                        let word = snapshot.wordIndex.values[position]
                        guard seen.insert(word).inserted else { continue }
                        let listed = snapshot.tokens[Int(snapshot.words[Int(word)])]
                        let similarity = TokenComparer.similarity(token, base, listed, poolBase, vessel: type == .vessel)
                        guard similarity.value > 0 else { continue }
                        let run = Int(snapshot.postingStarts[Int(word)])..<Int(snapshot.postingStarts[Int(word) + 1])
                        for index in run {
                            let name = snapshot.postings[index]
                            guard snapshot.names[Int(name)].isCompany == wantsCompany else { continue }
                            if similarity.value > result[name] ?? 0 { result[name] = similarity.value }
                        }
                    }
                }
            }
        }
        return result
    }

    /// Names with one word that is a run of words of the query, or whose acronym it is.
    private func words(under key: UInt64, _ reading: PreparedName, _ wantsCompany: Bool) -> Set<UInt32> {
        var result: Set<UInt32> = []
        for position in snapshot.joinIndex.run(key) {
            let name = snapshot.joinIndex.values[position]
            if snapshot.names[Int(name)].isCompany == wantsCompany { result.insert(name) }
        }
        return result
    }

    /// Names with a run of words that is one long word of the query, or that a word of the query is the acronym of.
    private func joined(_ reading: PreparedName, _ wantsCompany: Bool) -> Set<UInt32> {
        var result: Set<UInt32> = []
        for token in reading.tokens where token.isFull && token.textCount >= 3 {
            let start = Int(token.start) + Int(token.textCount)
            let sounds = Array(reading.bytes[start..<start + Int(token.soundCount)])
            var keys = [WordKeys.acronym(token.textHash)]
            if token.textCount >= 6 { keys.append(JoinKeys.key(sounds)) }
            for key in keys { result.formUnion(words(under: key, reading, wantsCompany)) }
        }
        return result
    }
}
