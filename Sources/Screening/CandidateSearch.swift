import Domain

/// Finds the entries of a snapshot that a query name could reach and scores them.
///
/// 1. Every word of the query gets its similar words of the lists (`SimilarWords`).
/// 2. Words whose names cannot reach the minimum on their own are only looked up, never enumerated: a common given name
///    brings no candidates, the family name does.
/// 3. A candidate whose upper bound (`CandidateBound`) stays below the minimum is passed over, all others are scored in
///    full, by the function that compares two names.
/// A class: its values are shared by the steps, never copied.
final class CandidateSearch {
    let screener: Screener
    let facts: SubjectFacts
    let type: SubjectType
    let minimum: Int32

    var snapshot: ListSnapshot { _read { yield screener.snapshot } }
    private let scorer: NameScorer
    private let adjuster: FactAdjuster
    private let hasFacts: Bool

    init(screener: Screener, facts: SubjectFacts, type: SubjectType, minimum: Int32) {
        self.screener = screener
        self.facts = facts
        self.type = type
        self.minimum = minimum
        scorer = NameScorer(type: type, rules: screener.rules, tables: screener.pairScorer.preparer.tables)
        adjuster = FactAdjuster(type: type, rules: screener.rules)
        hasFacts = !(facts.births.isEmpty && facts.countries.isEmpty && facts.genders.isEmpty && facts.ids.isEmpty)
    }

    func run(_ reading: PreparedName, text: String, into best: inout [UInt32: Screener.EntryHit]) {
        guard !reading.tokens.isEmpty, !snapshot.names.isEmpty else { return }
        var scratch = screener.scratch.take()
        scratch.begin()
        let joinable = joinable(reading, &scratch)
        collect(reading, &scratch)
        reading.tokens.withUnsafeBufferPointer { q in
            reading.bytes.withUnsafeBufferPointer { bytes in
                guard let base = bytes.baseAddress else { return }
                let side = NameScorer.Side(tokens: q, bytes: base, legalForm: reading.legalForm)
                score(side, reading, text, joinable, scratch, &best)
            }
        }
        screener.scratch.give(scratch)
    }

    // MARK: Candidates

    /// Names reached by joined words, split words or an acronym; they are scored in full and marked as seen.
    private func joinable(_ reading: PreparedName, _ scratch: inout SearchScratch) -> [UInt32] {
        var result: [UInt32] = []
        let wantsCompany = type.usesCompanyRules
        func take(_ key: UInt64) {
            for position in snapshot.joinIndex.run(key) {
                let name = snapshot.joinIndex.values[position]
                guard scratch.nameStamps[Int(name)] != scratch.generation else { continue }
                scratch.nameStamps[Int(name)] = scratch.generation
                if snapshot.names[Int(name)].isCompany == wantsCompany { result.append(name) }
            }
        }
        JoinKeys.append(reading, isCompany: wantsCompany, asQuery: true, take)
        return result
    }

    /// Looks up the similar words of every word, then enumerates the names of those that are needed to reach the minimum.
    private func collect(_ reading: PreparedName, _ scratch: inout SearchScratch) {
        let count = reading.tokens.count
        var runs: [SearchScratch.Run] = []
        runs.reserveCapacity(count)
        for token in reading.tokens { runs.append(SimilarWords.run(of: token, reading, self, &scratch)) }
        fillRows(runs, &scratch)
        let bound = GeneratorBound(self, reading)
        var isGenerator = [Bool](repeating: true, count: count)
        // The words found in most names are the first to be spared.
        let order = (0..<count).sorted { runs[$0].names == runs[$1].names ? $0 < $1 : runs[$0].names > runs[$1].names }
        for index in order where bound.canSpare(index) { isGenerator[index] = false }
        var spared = bound
        for index in order {
            isGenerator[index] = true
            if let less = spared.sparing(index) {
                spared = less
                isGenerator[index] = false
            }
        }
        let wantsCompany = type.usesCompanyRules
        for index in 0..<count {
            let token = reading.tokens[index]
            guard token.weight > 0, token.tokenClass != .initial else { continue }
            for similar in runs[index].range {
                let word = Int(scratch.pool[similar].word)
                if isGenerator[index] {
                    enumerate(snapshot.postings, snapshot.postingStarts, word, wantsCompany, &scratch)
                } else {
                    // A name with initials may match the other words by them.
                    enumerate(snapshot.initialPostings, snapshot.initialStarts, word, wantsCompany, &scratch)
                }
            }
        }
    }

    private func enumerate(
        _ postings: [UInt32], _ starts: [UInt32], _ word: Int, _ wantsCompany: Bool, _ scratch: inout SearchScratch
    ) {
        let generation = scratch.generation
        for position in Int(starts[word])..<Int(starts[word + 1]) {
            let name = postings[position]
            if scratch.nameStamps[Int(name)] == generation { continue }
            scratch.nameStamps[Int(name)] = generation
            scratch.candidates.append(name)
        }
    }

    /// One row of similarities for every word of the lists that resembles a word of the query.
    private func fillRows(_ runs: [SearchScratch.Run], _ scratch: inout SearchScratch) {
        let width = runs.count
        let mark = UInt64(scratch.generation) << 32
        for (column, run) in runs.enumerated() {
            for position in run.range {
                let similar = scratch.pool[position]
                let known = scratch.wordRows[Int(similar.word)]
                let row: Int
                if known & ~0xFFFF_FFFF == mark {
                    row = Int(known & 0xFFFF_FFFF)
                } else {
                    row = scratch.rows.count
                    scratch.wordRows[Int(similar.word)] = mark | UInt64(row)
                    for _ in 0..<width { scratch.rows.append(.none) }
                }
                scratch.rows[row + column] = similar.similarity
            }
        }
    }

    // MARK: Scores

    private func score(
        _ query: NameScorer.Side, _ reading: PreparedName, _ text: String, _ joinable: [UInt32],
        _ scratch: SearchScratch, _ best: inout [UInt32: Screener.EntryHit]
    ) {
        let bound = CandidateBound(self, query)
        var match = NameMatch()
        snapshot.withScoringMemory { memory in
            scratch.rows.withUnsafeBufferPointer { rows in
                scratch.wordRows.withUnsafeBufferPointer { wordRows in
                    let table = WordTable(
                        rows: rows, wordRows: wordRows, mark: UInt64(scratch.generation) << 32,
                        width: query.tokens.count)
                    for number in scratch.candidates {
                        let name = snapshot.names[Int(number)]
                        guard name.isCompany == type.usesCompanyRules else { continue }
                        let listed = memory.side(name)
                        let words = memory.words(name)
                        guard bound.reaches(name, listed, words, table) else { continue }
                        scorer.match(query, listed, table: table, words: words, joins: false, into: &match)
                        keep(number, name, match, reading, text, &best)
                    }
                    for number in joinable {
                        let name = snapshot.names[Int(number)]
                        scorer.match(
                            query, memory.side(name), table: table, words: memory.words(name), joins: true,
                            into: &match)
                        keep(number, name, match, reading, text, &best)
                    }
                }
            }
        }
    }

    /// The most that the facts of the query can change the score of `name`.
    func most(_ name: NameRecord) -> Int32 {
        adjuster.most(facts, snapshot.entries[Int(name.entry)], snapshot, from: minimum)
    }

    private func keep(
        _ number: UInt32, _ name: NameRecord, _ match: NameMatch, _ reading: PreparedName, _ text: String,
        _ best: inout [UInt32: Screener.EntryHit]
    ) {
        guard match.score >= minimum || hasFacts && match.score + most(name) >= minimum else { return }
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
        if let known = best[name.entry], !isBetter(score, name, number, than: known) { return }
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
}

/// The similarities of the words of the lists to the words of the query, as far as there are any.
struct WordTable {
    let rows: UnsafeBufferPointer<TokenSimilarity>
    let wordRows: UnsafeBufferPointer<UInt64>
    let mark: UInt64
    let width: Int

    /// Start of the row of `word`, nil if it resembles no word of the query.
    @inline(__always)
    func row(of word: UInt32) -> Int? {
        guard word != .max else { return nil }
        let known = wordRows[Int(word)]
        return known & ~0xFFFF_FFFF == mark ? Int(known & 0xFFFF_FFFF) : nil
    }
}
