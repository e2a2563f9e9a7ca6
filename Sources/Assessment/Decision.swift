package import Domain
import Formats
package import Rules
package import Screening

/// What one assessment came to: the outcome, why, and the bytes that stand as its explanation. A class, for it passes through
/// many hands.
package final class Decision: Sendable {
    package let key: EventKey
    package let at: Instant
    package let contentHash: Hash32
    package let legalEntity: LegalEntityID
    /// The maximum over the bands of the score, decisions, screening, VAT and findings of the reader.
    package let outcome: Outcome
    package let score: Score
    /// What every rule in force said.
    package let results: [RuleResult]
    package let screenings: [PartyScreening]
    package let vat: [VATFinding]
    /// Why the outcome is at least what it is, beside the rules: screening, VAT, reader.
    package let reasons: [Reason]
    package let participantID: String?
    package let country: Country?
    /// The explanation: canonical JSON with every result, feature value and knowledge version.
    package let payload: [UInt8]
    /// SHA-256 of `payload`: equal decisions are equal bytes.
    package let hash: Hash32
    /// Rules of live versions that hit.
    package let liveHits: [RuleResult]
    /// Ids of all rules that hit, those that do not count with `~` behind.
    package let hitRules: [String]
    /// Ids of the rules that could not be judged: unknown or in error.
    package let rulesNotAssessed: [String]

    init(
        of event: Event, outcome: Outcome, score: Score, results: [RuleResult], screenings: [PartyScreening],
        vat: [VATFinding], reasons: [Reason], participantID: String?, country: Country?, payload: [UInt8]
    ) {
        key = event.key
        at = event.at
        contentHash = event.contentHash
        legalEntity = event.legalEntity
        self.outcome = outcome
        self.score = score
        self.results = results
        self.screenings = screenings
        self.vat = vat
        self.reasons = reasons
        self.participantID = participantID
        self.country = country
        self.payload = payload
        hash = Hash32(SHA256Hasher.hash(payload)) ?? .zero
        var live: [RuleResult] = []
        var hits: [String] = []
        var open: [String] = []
        for result in results {
            switch result.finding {
            case .hit:
                hits.append(result.counts ? result.rule : result.rule + "~")
                if result.counts { live.append(result) }
            case .unknown, .error: open.append(result.rule)
            case .noHit: break
            }
        }
        liveHits = live
        hitRules = hits
        rulesNotAssessed = open
    }

    /// A cause of the outcome that is not a rule.
    package struct Reason: Hashable, Sendable {
        /// Of a sanctions list that is missing or stale.
        package static let listCode = "LIST"

        /// For example `SCREENING`, `VAT-1`, `PY-2`.
        package let code: String
        package let family: String
        package let outcome: Outcome
        package let severity: Severity
        /// The sentence an analyst sees.
        package let say: String
        /// The sanctions list that the reason is about, and whose case it belongs to.
        package let list: String?

        package init(
            code: String, family: String, outcome: Outcome, severity: Severity, say: String, list: String? = nil
        ) {
            self.code = code
            self.family = family
            self.outcome = outcome
            self.severity = severity
            self.say = say
            self.list = list
        }
    }

    /// Lists that were missing or stale when the event was judged.
    package var lackingLists: [String] { reasons.compactMap(\.list) }

    /// Codes of the reasons beside the rules, each once.
    package var reasonCodes: [String] {
        var codes: [String] = []
        for reason in reasons where !codes.contains(reason.code) { codes.append(reason.code) }
        return codes
    }
}

/// The VAT verdict of one billed line.
package struct VATFinding: Hashable, Sendable {
    /// Fee type of the line: `total`, `energy`, ...
    package let line: String
    /// `pass`, `pass-with-note`, `review`, `fail` or `unknown`.
    package let verdict: String
    /// What was found and the legal basis, or what is missing.
    package let text: String
    /// The whole answer; nil where nothing is charged.
    package let answer: StoredVerdict?
    /// The document is our own: what fails is put right before money moves.
    package let isOwn: Bool

    package init(line: String, verdict: String, text: String, answer: StoredVerdict? = nil, isOwn: Bool = false) {
        self.line = line
        self.verdict = verdict
        self.text = text
        self.answer = answer
        self.isOwn = isOwn
    }
}

/// A party of the event that was looked up on the sanctions lists.
package struct PartyScreening: Sendable {
    /// `creditor`, `debtor`, `participant`, ...
    package let role: String
    /// The best score in ten-thousandths; nil when it could not be screened.
    package let bestScore: Int32?
    package let outcome: Outcome
    /// What is missing where it could not be screened: a list, a script.
    package let unknown: [String]
    package let candidates: [Candidate]

    package init(role: String, bestScore: Int32?, outcome: Outcome, unknown: [String], candidates: [Candidate]) {
        self.role = role
        self.bestScore = bestScore
        self.outcome = outcome
        self.unknown = unknown
        self.candidates = candidates
    }

    /// One list entry that the name may be.
    package struct Candidate: Hashable, Sendable {
        package let list: String
        package let entryID: String
        package let nameMatched: String
        /// Ten-thousandths.
        package let score: Int32
        package let band: String
        package let isMatch: Bool
        /// The good-list decision by which the pair counts as pass.
        package let clearedBy: String?
        /// A decision that used to clear the pair.
        package let lapsed: LapsedDecision?

        package init(
            list: String, entryID: String, nameMatched: String, score: Int32, band: String, isMatch: Bool,
            clearedBy: String? = nil, lapsed: LapsedDecision? = nil
        ) {
            self.list = list
            self.entryID = entryID
            self.nameMatched = nameMatched
            self.score = score
            self.band = band
            self.isMatch = isMatch
            self.clearedBy = clearedBy
            self.lapsed = lapsed
        }
    }

    /// A good-list decision that does not hold any more, as the new case item quotes it.
    package struct LapsedDecision: Hashable, Sendable {
        package let id: String
        package let by: String
        package let reason: String
        package let lapse: GoodListLapse

        package init(id: String, by: String, reason: String, lapse: GoodListLapse) {
            self.id = id
            self.by = by
            self.reason = reason
            self.lapse = lapse
        }

        /// For the end of a sentence.
        package var words: String {
            "; decision \(id) of \(by) does not cover it any more, for \(lapse.words); it said: \(reason)"
        }
    }

    /// The candidates that no decision clears.
    package var openCandidates: [Candidate] { candidates.filter { $0.clearedBy == nil } }
}
