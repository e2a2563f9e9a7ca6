import Domain

extension Screener {
    /// What `screen` finds, without any index: every name of the snapshot is scored by the same scorer with the same facts,
    /// and ordered and explained alike.
    ///
    /// The oracle of `amplomb screen audit`: what this finds and `screen` does not is a miss.
    ///
    /// - Complexity: linear in the names of the snapshot; some ten thousand times slower than `screen`.
    package func scan(
        _ query: ScreeningQuery, limit: Int = 10, minimumScore: Int32? = nil, unknown: [String] = []
    ) -> ScreeningResult {
        let minimum = minimumScore ?? thresholds.review
        var facts = SubjectFacts()
        facts.births = query.births
        facts.countries = query.countries
        if let gender = query.gender { facts.genders = [gender] }
        facts.ids = query.ids
        var best: [UInt32: EntryHit] = [:]
        var normalised: [String] = []
        var missing = unknown
        for type in query.type == .unknown ? [SubjectType.person, .company] : [query.type] {
            for text in [query.name] + query.aliases {
                for part in NameSplitter.parts(text, isPerson: type == .person) {
                    for reading in pairScorer.preparer.readings(of: part.text, type: type) {
                        let form = reading.normalised
                        if !form.isEmpty && !normalised.contains(form) { normalised.append(form) }
                        if reading.hasUnreadScript && !missing.contains("script: OTHER") {
                            missing.append("script: OTHER")
                        }
                        NameScan(screener: self, facts: facts, type: type, minimum: minimum)
                            .run(reading, text: part.text, into: &best)
                    }
                }
            }
        }
        scanIdentifiers(query, facts, minimum, &best)
        let ranked = best.map(place).filter { query.lists?.contains($0.list) ?? true }.sorted(by: Self.precedes)
        let explained = explain(ranked, facts, limit: limit, goodList: [])
        if explained.contains(where: { $0.patternID.hasPrefix("unknown") }) { missing.append("pattern limit") }
        return ScreeningResult(
            query: query, normalised: normalised, snapshot: snapshot.hash, tables: tablesHash,
            thresholds: thresholdsHash, outcome: .pass, unknown: missing, candidates: []
        ).replacing(explained)
    }

    private func place(_ entry: UInt32, _ hit: EntryHit) -> Ranked {
        let record = snapshot.entries[Int(entry)]
        let list = snapshot.lists[Int(record.list)]
        return Ranked(
            entry: entry, hit: hit,
            band: band(
                hit.score, decibits: hit.decibits, confirmed: hit.confirmed,
                isWeak: snapshot.names[Int(hit.name)].isWeak, ceiling: list.bandCeiling),
            list: list.id, entryID: snapshot.text(record.id))
    }

    private static func precedes(_ left: Ranked, _ right: Ranked) -> Bool {
        if left.band != right.band { return left.band > right.band }
        if left.hit.score != right.hit.score { return left.hit.score > right.hit.score }
        return (left.list, left.entryID) < (right.list, right.entryID)
    }

    /// Every entry that no name reached is asked whether it shares an identifier.
    private func scanIdentifiers(
        _ query: ScreeningQuery, _ facts: SubjectFacts, _ minimum: Int32, _ best: inout [UInt32: EntryHit]
    ) {
        if query.ids.isEmpty { return }
        for number in snapshot.entries.indices where best[UInt32(number)] == nil {
            let record = snapshot.entries[number]
            let type = SubjectType.allCases[Int(record.type)]
            let listed = snapshot.facts(of: record, isWeakName: false)
            guard !listed.ids.isEmpty else { continue }
            let adjusted = FactAdjuster(type: type == .person ? .person : .company, rules: rules).apply(
                0, facts, listed)
            guard adjusted.score >= minimum else { continue }
            best[UInt32(number)] = EntryHit(
                score: adjusted.score, nameScore: 0, name: record.firstName, type: type, queryText: query.name,
                reading: nil, confirmed: adjusted.confirmed, decibits: 300)
        }
    }
}

/// Scores one reading of a query against every listed name of its kind.
private struct NameScan {
    let screener: Screener
    let facts: SubjectFacts
    let type: SubjectType
    let minimum: Int32

    func run(_ reading: PreparedName, text: String, into best: inout [UInt32: Screener.EntryHit]) {
        if reading.tokens.isEmpty { return }
        let snapshot = screener.snapshot
        let scorer = NameScorer(type: type, rules: screener.rules, tables: screener.pairScorer.preparer.tables)
        let width = reading.tokens.count
        var match = NameMatch()
        let rows = similarities(reading, scorer)
        // Every distinct word has a row: the mark is one, the row is the number of the word.
        let wordRows = snapshot.words.indices.map { UInt64(1) << 32 | UInt64($0 * width) }
        reading.tokens.withUnsafeBufferPointer { q in
            reading.bytes.withUnsafeBufferPointer { bytes in
                guard let base = bytes.baseAddress else { return }
                let query = NameScorer.Side(tokens: q, bytes: base, legalForm: reading.legalForm)
                snapshot.withScoringMemory { memory in
                    rows.withUnsafeBufferPointer { rows in
                        wordRows.withUnsafeBufferPointer { wordRows in
                            let table = WordTable(rows: rows, wordRows: wordRows, mark: 1 << 32, width: width)
                            for number in snapshot.names.indices {
                                let name = snapshot.names[number]
                                guard name.isCompany == type.usesCompanyRules else { continue }
                                scorer.match(
                                    query, memory.side(name), table: table, words: memory.words(name), joins: true,
                                    into: &match)
                                take(match, number, name, reading, text, &best)
                            }
                        }
                    }
                }
            }
        }
    }

    /// Every word of the query compared with every distinct word of the lists, none looked up by a key.
    private func similarities(_ reading: PreparedName, _ scorer: NameScorer) -> [TokenSimilarity] {
        let snapshot = screener.snapshot
        let width = reading.tokens.count
        var rows = [TokenSimilarity](repeating: .none, count: snapshot.words.count * width)
        reading.bytes.withUnsafeBufferPointer { bytes in
            snapshot.pool.withUnsafeBufferPointer { pool in
                guard let base = bytes.baseAddress, let listed = pool.baseAddress else { return }
                for (word, place) in snapshot.words.enumerated()
                where (place & ListSnapshot.companyWord != 0) == type.usesCompanyRules {
                    let token = snapshot.tokens[Int(place & ~ListSnapshot.companyWord)]
                    for index in 0..<width where reading.tokens[index].tokenClass != .legal {
                        rows[word * width + index] = TokenComparer.similarity(
                            reading.tokens[index], base, token, listed, vessel: type == .vessel)
                    }
                }
            }
        }
        return rows
    }

    private func take(
        _ match: NameMatch, _ number: Int, _ name: NameRecord, _ reading: PreparedName, _ text: String,
        _ best: inout [UInt32: Screener.EntryHit]
    ) {
        // Nothing that is known beside the name lifts a score by more than this, an identifier excepted.
        if match.score + 1_000 < minimum && facts.ids.isEmpty { return }
        let snapshot = screener.snapshot
        let listed = snapshot.facts(of: snapshot.entries[Int(name.entry)], isWeakName: name.isWeak)
        let adjusted = FactAdjuster(type: type, rules: screener.rules).apply(match.score, facts, listed)
        guard adjusted.score >= minimum else { return }
        if let known = best[name.entry], !isBetter(adjusted.score, UInt32(number), than: known) { return }
        best[name.entry] = Screener.EntryHit(
            score: adjusted.score, nameScore: match.score, name: UInt32(number), type: type, queryText: text,
            reading: reading, confirmed: adjusted.confirmed, decibits: match.decibits)
    }

    /// Best name wins; ties: strong, then primary, then order of the text.
    private func isBetter(_ score: Int32, _ number: UInt32, than known: Screener.EntryHit) -> Bool {
        if score != known.score { return score > known.score }
        let name = screener.snapshot.names[Int(number)]
        let other = screener.snapshot.names[Int(known.name)]
        if name.isWeak != other.isWeak { return !name.isWeak }
        if name.kind != other.kind { return name.kind < other.kind }
        return number < known.name
    }
}
