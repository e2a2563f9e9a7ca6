package import Domain

/// Whom to screen.
package struct ScreeningQuery: Sendable {
    package var name: String
    /// `unknown` is screened as a person and as an organisation.
    package var type: SubjectType
    package var births: [BirthRange]
    package var countries: [Country]
    package var gender: Gender?
    package var ids: [SubjectID]
    package var aliases: [String]
    /// Lists to screen against; nil is all of the snapshot.
    package var lists: Set<String>?

    package init(
        name: String, type: SubjectType = .unknown, births: [BirthRange] = [], countries: [Country] = [],
        gender: Gender? = nil, ids: [SubjectID] = [], aliases: [String] = [], lists: Set<String>? = nil
    ) {
        self.name = name
        self.type = type
        self.births = births
        self.countries = countries
        self.gender = gender
        self.ids = ids
        self.aliases = aliases
        self.lists = lists
    }
}

/// One line of the alignment in an explanation.
package struct ScorePart: Sendable, Equatable {
    /// Words as given, empty on the side that has none.
    package let query: String
    package let listed: String
    package let method: MatchMethod
    package let rules: [String]
    /// 1/10,000.
    package let similarity: Int32
    package let weight: Int32
    package let contribution: Int32
}

/// One adjustment: code, signed amount in 1/10,000, the two values compared and the field it comes from.
package struct ScoreAdjustment: Sendable, Equatable {
    package let code: String
    package let amount: Int32
    package let query: String
    package let listed: String
    package let source: String
}

/// The smallest single change that moves the band.
package struct Counterfactual: Sendable, Equatable {
    package let change: String
    package let score: Int32
    package let band: Band
}

/// A decision on record that this pair is not the same subject, for as long as neither side changes.
package struct GoodListEntry: Sendable, Equatable {
    package let decisionID: String
    package let list: String
    package let entryID: String
    /// The list entry and the subject's screened attributes as they were decided on.
    package let entryHash: Hash32
    package let subjectHash: Hash32
    /// The band then: a worse one is a new question.
    package let band: Band
    package let by: String
    package let reason: String
    /// In force `[from, to)` of recorded time, and not from `revoked` on.
    package let from: Instant
    package let to: Instant
    package let revoked: Instant?

    package var since: CivilDate { from.utcDate }
    package var until: CivilDate { to.utcDate }

    package init(
        decisionID: String, list: String, entryID: String, entryHash: Hash32, subjectHash: Hash32, band: Band,
        by: String, reason: String, from: Instant, to: Instant, revoked: Instant? = nil
    ) {
        self.decisionID = decisionID
        self.list = list
        self.entryID = entryID
        self.entryHash = entryHash
        self.subjectHash = subjectHash
        self.band = band
        self.by = by
        self.reason = reason
        self.from = from
        self.to = to
        self.revoked = revoked
    }
}

/// A listed entry with a score of review or above.
package struct ScreeningCandidate: Sendable {
    package let list: String
    package let entryID: String
    package let listVersion: Hash32
    package let nameMatched: String
    /// 1/10,000.
    package let score: Int32
    package let band: Band
    package let parts: [ScorePart]
    package let adjustments: [ScoreAdjustment]
    package let match: Bool
    package let nameKind: ListName.Kind
    package let isWeakName: Bool
    package let entryHash: Hash32
    package let type: SubjectType
    package let programs: [String]
    /// Information of the matched words in 1/10 bit.
    package let specificityDecibits: Int32
    package let counterfactual: Counterfactual?
    package var suppressed: GoodListEntry?
    /// PCRE2 pattern that matched, as evidence: `P:family:list:entry:name`; empty without.
    package let patternID: String

    /// A pattern hit its limit: the score is the alignment's alone and a person looks at it.
    var isUndecidedByPattern: Bool {
        patternID.hasPrefix("unknown") || parts.contains { $0.rules.contains(PatternLibrary.limitRule) }
    }
}

/// What a screening found.
package struct ScreeningResult: Sendable {
    package let query: ScreeningQuery
    /// Latinised forms that were compared.
    package let normalised: [String]
    package let snapshot: Hash32
    package let tables: Hash32
    package let thresholds: Hash32
    /// Maximum over candidates not suppressed; anything unknown is at least hold for lists, review for scripts.
    package let outcome: Outcome
    /// What is missing: `list stale: NAME`, `list missing: NAME`, `script: NAME`, `pattern limit`,
    /// `pattern limit: ID` for a house pattern.
    package let unknown: [String]
    package let candidates: [ScreeningCandidate]

    /// The best score of candidates not suppressed, in 1/10,000; 0 without.
    package var bestScore: Int32 { candidates.filter { $0.suppressed == nil }.map(\.score).max() ?? 0 }
    /// True if a candidate not suppressed is a match.
    package var isMatch: Bool { candidates.contains { $0.match && $0.suppressed == nil } }
}

/// The thresholds of the bands in 1/10,000: `rules/lists/screening.yaml`.
package struct ScreeningThresholds: Sendable, Equatable {
    package var review: Int32
    package var hold: Int32
    package var stop: Int32
    /// Name-only hits with less information (1/10 bit) reach hold at most.
    package var stopDecibits: Int32

    package init(review: Int32 = 7_500, hold: Int32 = 8_500, stop: Int32 = 9_200, stopDecibits: Int32 = 160) {
        self.review = review
        self.hold = hold
        self.stop = stop
        self.stopDecibits = stopDecibits
    }

    package static let standard = ScreeningThresholds()

    func band(_ score: Int32) -> Band {
        score >= stop ? .stop : score >= hold ? .hold : score >= review ? .review : .none
    }
}
