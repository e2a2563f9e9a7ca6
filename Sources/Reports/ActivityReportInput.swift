package import Domain

/// The rows from which an activity report is made: plain values counted by the store for one half-open period.
///
/// The report computes every total from these rows and from nothing else, so a reader can add them up again.
package struct ActivityReportInput: Sendable {
    /// Who reports, for example `Amplomb Sample Roaming GmbH`.
    package var reporter: String
    package var legalEntity: LegalEntityID
    /// First instant of the period.
    package var from: Instant
    /// First instant after the period.
    package var to: Instant
    /// When the rows were read: a parameter, so that the same rows give the same bytes.
    package var preparedAt: Instant
    /// Version of the program, for example `0.1.0`.
    package var engineVersion: String
    package var decisions: [Decision]
    package var records: [Records]
    package var rules: [Rule]
    package var held: [Held]
    package var cases: [Cases]
    package var vat: [VAT]
    package var lists: [List]
    package var knowledge: [Knowledge]
    package var evidence: [Evidence]
    /// The SQL that was run for each table, with `:from` and `:to` for the period; printed beside the totals.
    package var queries: [ActivityTable: String]

    package init(
        reporter: String, legalEntity: LegalEntityID = .main, from: Instant, to: Instant, preparedAt: Instant,
        engineVersion: String
    ) {
        self.reporter = reporter
        self.legalEntity = legalEntity
        self.from = from
        self.to = to
        self.preparedAt = preparedAt
        self.engineVersion = engineVersion
        decisions = []
        records = []
        rules = []
        held = []
        cases = []
        vat = []
        lists = []
        knowledge = []
        evidence = []
        queries = [:]
    }

    /// Latest assessments of events whose event time lies in the period.
    package struct Decision: Hashable, Sendable {
        /// Day of the event time in UTC.
        package var day: CivilDate
        package var kind: EventKind
        /// Country of the event; nil where none is known.
        package var country: Country?
        package var outcome: Outcome
        package var count: Int64

        package init(day: CivilDate, kind: EventKind, country: Country?, outcome: Outcome, count: Int64) {
            self.day = day
            self.kind = kind
            self.country = country
            self.outcome = outcome
            self.count = count
        }
    }

    /// Records of one source that arrived in the period: read = accepted + duplicate + revised + rejected.
    package struct Records: Hashable, Sendable {
        package var source: String
        package var accepted: Int64
        package var duplicate: Int64
        package var revised: Int64
        package var rejected: Int64

        package init(source: String, accepted: Int64, duplicate: Int64, revised: Int64, rejected: Int64) {
            self.source = source
            self.accepted = accepted
            self.duplicate = duplicate
            self.revised = revised
            self.rejected = rejected
        }
    }

    /// What one version of a rule said about the assessed events of the period.
    package struct Rule: Hashable, Sendable {
        package var id: String
        package var version: Int
        package var title: String
        /// `live` or `shadow`.
        package var mode: String
        package var hits: Int64
        /// Events for which the rule could not be decided because a value was missing.
        package var unknowns: Int64

        package init(id: String, version: Int, title: String, mode: String, hits: Int64, unknowns: Int64) {
            self.id = id
            self.version = version
            self.title = title
            self.mode = mode
            self.hits = hits
            self.unknowns = unknowns
        }
    }

    /// Payouts of the period that are held or stopped at the time the rows were read.
    package struct Held: Hashable, Sendable {
        package var outcome: Outcome
        package var amount: Money
        package var payouts: Int64

        package init(outcome: Outcome, amount: Money, payouts: Int64) {
            self.outcome = outcome
            self.amount = amount
            self.payouts = payouts
        }
    }

    /// Cases of one family.
    package struct Cases: Hashable, Sendable {
        package var family: String
        package var opened: Int64
        package var closed: Int64
        /// Not closed at the end of the period, whenever opened.
        package var openAtEnd: Int64

        package init(family: String, opened: Int64, closed: Int64, openAtEnd: Int64) {
            self.family = family
            self.opened = opened
            self.closed = closed
            self.openAtEnd = openAtEnd
        }
    }

    /// What was found about the VAT of the charge lines of the assessed events.
    package struct VAT: Hashable, Sendable {
        /// Country of the event; nil where none is known.
        package var country: Country?
        /// `energy`, `time`, `parking`, ...
        package var feeType: String
        /// `pass`, `pass-with-note`, `review`, `fail`, or `unknown` where no rule exists.
        package var verdict: String
        package var lines: Int64

        package init(country: Country?, feeType: String, verdict: String, lines: Int64) {
            self.country = country
            self.feeType = feeType
            self.verdict = verdict
            self.lines = lines
        }
    }

    /// A sanctions or country list in force at the end of the period.
    package struct List: Hashable, Sendable {
        package var id: String
        package var entries: Int64
        /// The publisher's own date; nil where the file states none.
        package var published: Instant?
        package var loaded: Instant
        /// Time at the end of the period since the list was last known to be the publisher's newest.
        package var age: TimeSpan
        /// Oldest age at which the list still counts; nil where no limit is set.
        package var limit: TimeSpan?

        package init(
            id: String, entries: Int64, published: Instant?, loaded: Instant, age: TimeSpan, limit: TimeSpan?
        ) {
            self.id = id
            self.entries = entries
            self.published = published
            self.loaded = loaded
            self.age = age
            self.limit = limit
        }

        /// Older than its limit: payouts judged by it are held.
        package var isStale: Bool { limit.map { age > $0 } ?? false }
    }

    /// A version of knowledge that took part in a decision of the period.
    package struct Knowledge: Hashable, Sendable {
        /// `rules`, `list`, `vat`, `rates`, ...
        package var kind: String
        package var id: String
        package var hash: Hash32
        package var decisions: Int64

        package init(kind: String, id: String, hash: Hash32, decisions: Int64) {
            self.kind = kind
            self.id = id
            self.hash = hash
            self.decisions = decisions
        }
    }

    /// The state of an evidence log when the rows were read.
    package struct Evidence: Hashable, Sendable {
        package var log: String
        package var size: Int64
        /// Root of the RFC 6962 tree of that size.
        package var root: Hash32
        package var checkpointAt: Instant?

        package init(log: String, size: Int64, root: Hash32, checkpointAt: Instant?) {
            self.log = log
            self.size = size
            self.root = root
            self.checkpointAt = checkpointAt
        }
    }
}

/// The tables of the report. Raw values name them in `reports/activity/definition.yaml` and in the CSV.
package enum ActivityTable: String, Sendable, CaseIterable {
    case decisions, records, rules, held, cases, vat, lists, knowledge, evidence

    /// Which rows the table counts, precise enough to write the query again.
    package var definition: String {
        switch self {
        case .decisions:
            "Latest assessment of each event with from <= event time < to, counted by UTC day, kind, country and outcome."
        case .records:
            "Incoming records received with from <= received < to, counted by source and by what became of them."
        case .rules: "Results of those latest assessments that are a hit or unknown, counted by rule and version."
        case .held:
            "Payouts with from <= event time < to whose latest outcome is hold or stop and that are not released."
        case .cases:
            "Cases by family: opened and closed with from <= time < to; open at the end = opened before to and not closed before to."
        case .vat: "Charge lines of those latest assessments, counted by country, fee type and verdict."
        case .lists: "Each list version in force at the end of the period, with its age there and its limit."
        case .knowledge:
            "Versions of rules, lists, rates and tax packs named by those latest assessments, with their number."
        case .evidence: "Size and root hash of each evidence log when the rows were read."
        }
    }
}
