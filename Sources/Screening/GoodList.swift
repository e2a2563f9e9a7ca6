package import Domain
import Formats

extension ScreeningQuery {
    /// SHA-256 over what of the subject is compared: names, type, birth dates, countries, gender, identifiers; order does not
    /// matter, and which lists are asked does not count.
    ///
    /// A decision that a pair is not the same subject holds for exactly these attributes.
    package var attributesHash: Hash32 {
        var hasher = SHA256Hasher()
        func add(_ tag: UInt8, _ values: [String]) {
            hasher.update(byte: tag)
            for value in values.sorted() {
                var length = UInt32(value.utf8.count).bigEndian
                hasher.update(withUnsafeBytes(of: &length) { Array($0) })
                hasher.update(Array(value.utf8))
            }
        }
        add(0, [name])
        add(1, aliases)
        add(2, [type.rawValue])
        add(3, births.map { "\($0.from.daysSinceEpoch)|\($0.to.daysSinceEpoch)|\($0.precision.rawValue)" })
        add(4, countries.map(\.alpha2))
        add(5, gender.map { [$0.code] } ?? [])
        add(6, ids.map { "\($0.scheme)|\($0.key)|\($0.country?.alpha2 ?? "")" })
        return Hash32(hasher.finalize()) ?? .zero
    }
}

/// Why a good-list entry does not cover a pair any more (screening section 9).
package enum GoodListLapse: String, Sendable, CaseIterable {
    case entryChanged = "entry_changed"
    case subjectChanged = "subject_changed"
    case expired
    case bandRose = "band_rose"
    case revoked

    /// For a sentence behind the old decision.
    package var words: String {
        switch self {
        case .entryChanged: "a compared field of the list entry changed"
        case .subjectChanged: "what is known of the subject changed"
        case .expired: "its time is over"
        case .bandRose: "the match is worse than when it was decided"
        case .revoked: "it was revoked"
        }
    }
}

/// The good-list of one subject: a value, kept by the store, asked in constant time per pair. Never shared between subjects.
package struct GoodList: Sendable {
    private struct Pair: Hashable {
        let list: String
        let entryID: String
    }

    private var entries: [Pair: [GoodListEntry]] = [:]
    package private(set) var count = 0

    package init(_ entries: [GoodListEntry] = []) {
        for entry in entries {
            self.entries[Pair(list: entry.list, entryID: entry.entryID), default: []].append(entry)
        }
        count = entries.count
    }

    package var isEmpty: Bool { count == 0 }

    /// What the good-list says of a pair.
    package enum Answer: Sendable, Equatable {
        case never
        case covered(GoodListEntry)
        /// The newest decision on the pair, and why it does not hold.
        case lapsed(GoodListEntry, GoodListLapse)
    }

    /// - Parameters:
    ///   - subject: `ScreeningQuery.attributesHash` of whom is screened now.
    ///   - instant: the recorded time of the event that is judged, never the clock: a replay asks the same.
    package func answer(
        list: String, entryID: String, entryHash: Hash32, band: Band, subject: Hash32, at instant: Instant
    ) -> Answer {
        guard let known = entries[Pair(list: list, entryID: entryID)] else { return .never }
        var newest: (entry: GoodListEntry, lapse: GoodListLapse)?
        for entry in known where entry.from <= instant {
            let lapse = entry.lapse(entryHash: entryHash, band: band, subject: subject, at: instant)
            guard let lapse else { return .covered(entry) }
            if newest.map({ $0.entry.from < entry.from }) ?? true { newest = (entry, lapse) }
        }
        return newest.map { .lapsed($0.entry, $0.lapse) } ?? .never
    }
}

extension GoodListEntry {
    func lapse(entryHash: Hash32, band: Band, subject: Hash32, at instant: Instant) -> GoodListLapse? {
        if let revoked, revoked <= instant { return .revoked }
        if instant >= to { return .expired }
        if entryHash != self.entryHash { return .entryChanged }
        if subject != subjectHash { return .subjectChanged }
        return band > self.band ? .bandRose : nil
    }
}

/// A screening to which the good-list of the subject was applied.
package struct GoodListScreening: Sendable {
    /// A pair that a decision used to cover.
    package struct Reopened: Sendable {
        package let list: String
        package let entryID: String
        package let decision: GoodListEntry
        package let lapse: GoodListLapse
    }

    package let result: ScreeningResult
    package let reopened: [Reopened]

    /// The decisions that suppressed a candidate.
    package var used: [String] { result.candidates.compactMap { $0.suppressed?.decisionID } }
}

extension Screener {
    /// Screens a subject with its good-list: a pair that a decision covers stays among the candidates with its full score,
    /// counts as pass and takes none of `limit`.
    package func screen(
        _ query: ScreeningQuery, goodList: GoodList, at instant: Instant, limit: Int = 10,
        minimumScore: Int32? = nil, unknown: [String] = []
    ) -> GoodListScreening {
        // At most `goodList.count` candidates are suppressed: so many more are asked for.
        let room = limit.addingReportingOverflow(goodList.count)
        let found = screen(
            query, limit: room.overflow ? Int.max : room.partialValue, minimumScore: minimumScore, unknown: unknown)
        if goodList.isEmpty { return GoodListScreening(result: found, reopened: []) }
        let subject = query.attributesHash
        var reopened: [GoodListScreening.Reopened] = []
        var kept: [ScreeningCandidate] = []
        var taken = 0
        for var candidate in found.candidates {
            let answer = goodList.answer(
                list: candidate.list, entryID: candidate.entryID, entryHash: candidate.entryHash,
                band: candidate.band, subject: subject, at: instant)
            switch answer {
            case .covered(let entry): candidate.suppressed = entry
            case .lapsed(let entry, let lapse):
                reopened.append(
                    GoodListScreening.Reopened(
                        list: candidate.list, entryID: candidate.entryID, decision: entry, lapse: lapse))
            case .never: break
            }
            if candidate.suppressed == nil {
                if taken >= limit { continue }
                taken += 1
            }
            kept.append(candidate)
        }
        return GoodListScreening(result: found.replacing(kept), reopened: reopened)
    }
}

extension ScreeningResult {
    /// The same screening with other candidates and the outcome that follows from them.
    func replacing(_ candidates: [ScreeningCandidate]) -> ScreeningResult {
        var outcome = (candidates.filter { $0.suppressed == nil }.map(\.band).max() ?? .none).outcome
        if unknown.contains(where: { $0.hasPrefix("list ") }) { outcome = max(outcome, .hold) }
        if !unknown.isEmpty { outcome = max(outcome, .review) }
        return ScreeningResult(
            query: query, normalised: normalised, snapshot: snapshot, tables: tables, thresholds: thresholds,
            outcome: outcome, unknown: unknown, candidates: candidates)
    }
}
