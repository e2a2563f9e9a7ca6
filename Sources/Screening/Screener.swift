package import Domain
import Formats

/// Screens names against a snapshot: a pure function of (query, snapshot, tables, thresholds, good-list entries).
/// A class: a snapshot is some thirty arrays, which no search should copy.
package final class Screener: Sendable {
    package let snapshot: ListSnapshot
    package let thresholds: ScreeningThresholds
    package let tablesHash: Hash32
    /// Of the thresholds and the house patterns: what decides beside the lists and the tables.
    package let thresholdsHash: Hash32
    package let house: HousePatterns
    let rules: ScoringRules
    let pairScorer: PairScorer
    let scratch: ScratchPool

    /// - Parameter house: the patterns of the house in force on the day of the screening.
    package convenience init(
        _ snapshot: ListSnapshot, thresholds: ScreeningThresholds = .standard, house: HousePatterns = .none
    ) {
        self.init(snapshot, thresholds: thresholds, house: house, patterns: PatternLibrary())
    }

    init(
        _ snapshot: ListSnapshot, thresholds: ScreeningThresholds, house: HousePatterns, patterns: PatternLibrary
    ) {
        self.snapshot = snapshot
        self.thresholds = thresholds
        self.house = house
        rules = .standard
        pairScorer = PairScorer(rules: rules, patterns: patterns)
        tablesHash = NameTables.bundledHash
        thresholdsHash = Self.hash(thresholds, house)
        scratch = ScratchPool(snapshot)
    }

    /// SHA-256 of the canonical text of `thresholds`, and of the house patterns where there are any.
    static func hash(_ thresholds: ScreeningThresholds, _ house: HousePatterns = .none) -> Hash32 {
        var text =
            "review=\(thresholds.review);hold=\(thresholds.hold);stop=\(thresholds.stop);bits=\(thresholds.stopDecibits)"
        if !house.patterns.isEmpty { text += ";house=\(house.hash.hex)" }
        return Hash32(SHA256Hasher.hash(Array(text.utf8))) ?? .zero
    }

    /// The candidates of `query` at or above `minimumScore` (the review threshold unless given), best first.
    ///
    /// - Parameters:
    ///   - unknown: lists that are stale or missing, as `list stale: NAME`; they make the outcome at least hold.
    ///   - goodList: decisions that hold for this subject; they suppress their candidate and take none of `limit`.
    package func screen(
        _ query: ScreeningQuery, limit: Int = 10, minimumScore: Int32? = nil, unknown: [String] = [],
        goodList: [GoodListEntry] = []
    ) -> ScreeningResult {
        screen(
            PreparedQuery(query, pairScorer.preparer), limit: limit, minimumScore: minimumScore, unknown: unknown,
            goodList: goodList)
    }

    /// As `screen` of a query, whose names are ready.
    func screen(
        _ prepared: PreparedQuery, limit: Int, minimumScore: Int32? = nil, unknown: [String] = [],
        goodList: [GoodListEntry] = []
    ) -> ScreeningResult {
        let query = prepared.query
        let minimum = minimumScore ?? thresholds.review
        var facts = SubjectFacts()
        facts.births = query.births
        facts.countries = query.countries
        if let gender = query.gender { facts.genders = [gender] }
        facts.ids = query.ids
        var best: [UInt32: EntryHit] = [:]
        var normalised: [String] = []
        var missing = unknown
        var houseHits: [HousePatterns.Hit] = []
        for reading in prepared.readings {
            let form = reading.name.normalised
            if !form.isEmpty && !normalised.contains(form) { normalised.append(form) }
            if reading.name.hasUnreadScript && !missing.contains("script: OTHER") { missing.append("script: OTHER") }
            house.addHits(of: form, text: reading.text, type: reading.type, to: &houseHits)
            CandidateSearch(screener: self, facts: facts, type: reading.type, minimum: minimum)
                .run(reading.name, text: reading.text, into: &best)
        }
        addIdentifierHits(query, facts, minimum, &best)
        var candidates = best.map { ranked($0.key, $0.value) }.filter { query.lists?.contains($0.list) ?? true }
        candidates.sort(by: Self.order)
        var explained = explain(candidates, facts, limit: limit, goodList: goodList)
        addHouse(houseHits, query, minimum, goodList, to: &explained, &missing)
        let top = explained.filter { $0.suppressed == nil }.map(\.band).max() ?? .none
        var outcome = top.outcome
        if explained.contains(where: \.isUndecidedByPattern) { missing.append("pattern limit") }
        if missing.contains(where: { $0.hasPrefix("list ") }) { outcome = max(outcome, .hold) }
        if !missing.isEmpty { outcome = max(outcome, .review) }
        return ScreeningResult(
            query: query, normalised: normalised, snapshot: snapshot.hash, tables: tablesHash,
            thresholds: thresholdsHash,
            outcome: outcome, unknown: missing, candidates: explained)
    }

    /// The best name of an entry so far.
    struct EntryHit {
        var score: Int32
        var nameScore: Int32
        var name: UInt32
        var type: SubjectType
        var queryText: String
        var reading: PreparedName?
        var confirmed: Bool
        var decibits: Int32
    }

    struct Ranked {
        let entry: UInt32
        let hit: EntryHit
        let band: Band
        let list: String
        let entryID: String
    }

    private func ranked(_ entry: UInt32, _ hit: EntryHit) -> Ranked {
        let record = snapshot.entries[Int(entry)]
        let list = snapshot.lists[Int(record.list)]
        let isWeak = snapshot.names[Int(hit.name)].isWeak
        return Ranked(
            entry: entry, hit: hit,
            band: band(
                hit.score, decibits: hit.decibits, confirmed: hit.confirmed, isWeak: isWeak, ceiling: list.bandCeiling),
            list: list.id, entryID: snapshot.text(record.id))
    }

    func band(_ score: Int32, decibits: Int32, confirmed: Bool, isWeak: Bool, ceiling: Band) -> Band {
        var band = thresholds.band(score)
        if band == .stop && !confirmed && decibits < thresholds.stopDecibits { band = .hold }
        if isWeak && !confirmed { band = min(band, .review) }
        return min(band, ceiling)
    }

    private static func order(_ left: Ranked, _ right: Ranked) -> Bool {
        if left.band != right.band { return left.band > right.band }
        if left.hit.score != right.hit.score { return left.hit.score > right.hit.score }
        if left.list != right.list { return left.list < right.list }
        return left.entryID < right.entryID
    }

    /// Entries that share an identifier are candidates whatever their name.
    private func addIdentifierHits(
        _ query: ScreeningQuery, _ facts: SubjectFacts, _ minimum: Int32, _ best: inout [UInt32: EntryHit]
    ) {
        for id in query.ids {
            for position in snapshot.idIndex.run(WordKeys.id(fnv(Array("\(id.scheme):\(id.key)".utf8)))) {
                let entry = snapshot.idIndex.values[position]
                guard best[entry] == nil else { continue }
                let record = snapshot.entries[Int(entry)]
                let type = SubjectType.allCases[Int(record.type)]
                let listed = snapshot.facts(of: record, isWeakName: false)
                let adjusted = FactAdjuster(type: type == .person ? .person : .company, rules: rules).apply(
                    0, facts, listed)
                guard adjusted.score >= minimum else { continue }
                best[entry] = EntryHit(
                    score: adjusted.score, nameScore: 0, name: record.firstName, type: type, queryText: query.name,
                    reading: nil, confirmed: adjusted.confirmed, decibits: 300)
            }
        }
    }
}
