package import Domain
import Formats

/// One stored payload as a plan sees it.
package struct RetentionPart: Hashable, Sendable {
    package var index: UInt64
    package var entryID: Hash32
    package var group: FieldGroup
    package var kind: EnvelopeKind
    package var recordClass: RecordClass
    package var country: Country?
    package var subject: Pseudonym?
    package var record: Pseudonym
    package var occurred: Instant
    /// The `dates` line of the envelope, without its name: `-` when none is known.
    package var dates: String
    package var outcome: Outcome?
    /// Payload and salt.
    package var bytes: Int
    package var source: PartSource?
    /// Who stands behind the record; nil for what is not about one event.
    package var parties: RecordParties?
    /// As resolved before.
    package var retainUntil: CivilDate?
    package var decidingRule: String?

    package init(
        index: UInt64, entryID: Hash32, group: FieldGroup, kind: EnvelopeKind, recordClass: RecordClass,
        country: Country?, subject: Pseudonym?, record: Pseudonym, occurred: Instant, dates: String, outcome: Outcome?,
        bytes: Int, source: PartSource?, parties: RecordParties? = nil, retainUntil: CivilDate? = nil,
        decidingRule: String? = nil
    ) {
        self.index = index
        self.entryID = entryID
        self.group = group
        self.kind = kind
        self.recordClass = recordClass
        self.country = country
        self.subject = subject
        self.record = record
        self.occurred = occurred
        self.dates = dates
        self.outcome = outcome
        self.bytes = bytes
        self.source = source
        self.parties = parties
        self.retainUntil = retainUntil
        self.decidingRule = decidingRule
    }
}

/// A hold in force and what it covers; it applies to parts written later as well.
package struct RetentionHold: Hashable, Sendable {
    package enum Cover: Hashable, Sendable {
        case subjects(Set<Pseudonym>)
        /// Everything that a participant is a party of, and what is kept under these aliases of it.
        case participant(String, aliases: Set<Pseudonym>)
        case record(Pseudonym)
        /// The case's own entries, and the assessments of the events that its items name.
        case caseFile(own: PartSource, events: Set<PartSource>)
        case filter(RetentionFilter)
    }

    /// For example `H-3`.
    package let id: String
    package let cover: Cover

    package init(id: String, cover: Cover) {
        self.id = id
        self.cover = cover
    }

    /// - Parameter register: who the parties of a part are.
    package func covers(_ part: RetentionPart, _ register: RetentionRegister = RetentionRegister()) -> Bool {
        switch cover {
        case .subjects(let subjects): part.subject.map { subjects.contains($0) } ?? false
        case .participant(let id, let aliases):
            part.subject.map { aliases.contains($0) } ?? false || register.isParty(id, to: part)
        case .record(let record): part.record == record
        case .caseFile(let own, let events):
            part.source.map { part.kind == .caseEvent ? $0 == own : events.contains($0) } ?? false
        case .filter(let filter): filter.covers(part)
        }
    }
}

/// Dates that became known after an entry was written, by entries of kind `date`. A later statement about the same subject
/// or entry replaces the earlier one, so that a reopened relationship has no end again. An authority's order is not
/// shortened by a second one: it ends earlier only where it is taken back first, by a statement without it.
package struct LaterDates: Hashable, Sendable {
    package private(set) var bySubject: [Pseudonym: [DateName: CivilDate]] = [:]
    package private(set) var byEntry: [Hash32: [DateName: CivilDate]] = [:]

    package init() {}

    /// Takes the next `date` entry, in the order of the log. One with refs is about those entries, else about its subject.
    package mutating func add(_ envelope: Envelope) {
        let dates = Dictionary(envelope.dates.map { ($0.name, $0.date) }, uniquingKeysWith: { first, _ in first })
        if envelope.refs.isEmpty {
            if let subject = envelope.subject { bySubject[subject] = Self.next(dates, after: bySubject[subject]) }
        } else {
            for entry in envelope.refs { byEntry[entry] = Self.next(dates, after: byEntry[entry]) }
        }
    }

    private static func next(
        _ dates: [DateName: CivilDate], after known: [DateName: CivilDate]?
    ) -> [DateName: CivilDate] {
        guard let ordered = dates[.extended], let before = known?[.extended] else { return dates }
        var dates = dates
        dates[.extended] = max(ordered, before)
        return dates
    }

    package var isEmpty: Bool { bySubject.isEmpty && byEntry.isEmpty }
}

/// Reads the parts of a log in the order of (index, group), resolves each, and adds up the plan. Parts with equal facts are
/// resolved once.
package struct RetentionPlanner: Sendable {
    private struct Facts: Hashable {
        let recordClass: RecordClass
        let group: FieldGroup
        let countries: [Country]
        let isCountryKnown: Bool
        let dates: String
        /// What came later; nil: whatever the envelope says, the date is not known.
        let later: [DateName: CivilDate?]
        let occurred: CivilDate
    }

    private struct Key: Hashable {
        let facts: Facts
        let holds: [String]
    }

    private struct Sum {
        let line: RetentionPlan.Line
        /// The earliest day since which a part of the line is overdue.
        var overdue: CivilDate?
        var parts = 0
        var bytes = 0
    }

    package let rules: RetentionRules
    package let on: CivilDate
    package let scope: RetentionScope
    private let holds: [RetentionHold]
    package let later: LaterDates
    package let register: RetentionRegister
    private var sums: [Sum] = []
    private var positions: [RetentionPlan.Line: Int] = [:]
    private var known: [Key: Int] = [:]
    private var verdicts: [Facts: RetentionVerdict] = [:]
    private var ranges = PartRanges()
    private var bases: Set<String> = []
    private var hasher = SHA256Hasher()

    package init(
        rules: RetentionRules, on: CivilDate, scope: RetentionScope = RetentionScope(), holds: [RetentionHold] = [],
        later: LaterDates = LaterDates(), register: RetentionRegister = RetentionRegister()
    ) {
        self.rules = rules
        self.on = on
        self.scope = scope
        self.holds = holds
        self.later = later
        self.register = register
        hasher.update(Array("amplomb-retention-plan/1\n\(on)\n\(rules.hash.hex)\n".utf8) + scope.json + [0x0A])
    }

    /// Adds the next part.
    package mutating func add(_ part: RetentionPart) {
        guard scope.includes(part) else { return }
        let key = Key(facts: facts(of: part), holds: holds(on: part))
        let position: Int
        if let found = known[key] {
            position = found
        } else {
            position = begin(part, key)
        }
        sums[position].parts += 1
        sums[position].bytes += part.bytes
        guard RetentionPlan.goes(sums[position].line.state) else { return }
        ranges.insert(part.index, part.group)
        hasher.update(part.entryID.bytes)
        hasher.update(Array(part.group.rawValue.utf8) + [0x0A])
    }

    /// Ids of the holds that cover a part.
    package func holds(on part: RetentionPart) -> [String] {
        holds.isEmpty ? [] : holds.filter { $0.covers(part, register) }.map(\.id)
    }

    /// What is known about a part, with the dates that came later.
    package func retentionFacts(of part: RetentionPart) -> RetentionFacts { resolved(facts(of: part)) }

    private func facts(of part: RetentionPart) -> Facts {
        let relation = register.relation(of: part)
        return Facts(
            recordClass: part.recordClass, group: part.group, countries: relation.countries.map(\.country),
            isCountryKnown: relation.isCountryKnown, dates: part.dates, later: laterDates(of: part, relation),
            occurred: CivilDate.latestOnEarth(at: part.occurred))
    }

    /// What was stated later about a part's subject, about the participants of its record, and about the part itself.
    ///
    /// Where the register knows participants, a relationship has ended when those of all of them have: the latest counts,
    /// that of the subject's own included, and one without an end keeps the part. A statement about the entry replaces all,
    /// but an authority's order: of several the one that reaches furthest counts, whoever it was stated about.
    private func laterDates(of part: RetentionPart, _ relation: RetentionRelation) -> [DateName: CivilDate?] {
        if later.isEmpty, register.isEmpty { return [:] }
        var dates: [DateName: CivilDate?] = [:]
        for (name, date) in part.subject.flatMap({ later.bySubject[$0] }) ?? [:] { dates[name] = .some(date) }
        if !register.isEmpty {
            for name in DateName.ofRelationship {
                let shared = register.date(name, of: relation, later)
                dates[name] = .some(shared.map { max($0, (dates[name] ?? nil) ?? $0) })
            }
            // What an authority ordered about one of the parties counts for the records that they share.
            for place in relation.participants {
                guard let ordered = register.date(.extended, of: place, later) else { continue }
                dates[.extended] = .some(max(ordered, (dates[.extended] ?? nil) ?? ordered))
            }
        }
        for (name, date) in later.byEntry[part.entryID] ?? [:] {
            let known: CivilDate = (dates[name] ?? nil) ?? date
            dates[name] = .some(name == .extended ? max(date, known) : date)
        }
        return dates
    }

    private func resolved(_ facts: Facts) -> RetentionFacts {
        var dates = Self.dates(facts.dates)
        for (name, date) in facts.later {
            // An order that stands in the envelope itself counts beside those that came later.
            let own = name == .extended ? dates[name] : nil
            dates[name] = date.map { max($0, own ?? $0) }
        }
        return RetentionFacts(
            recordClass: facts.recordClass, group: facts.group, countries: facts.countries,
            isCountryKnown: facts.isCountryKnown, dates: dates,
            eventDate: dates[.transaction] ?? dates[.document] ?? dates[.payment] ?? facts.occurred,
            regimes: Set(rules.classes[facts.recordClass]?.regimes ?? []))
    }

    /// The dates of an envelope's line: `document=2026-08-10,transaction=2026-08-10`.
    static func dates(_ line: String) -> [DateName: CivilDate] {
        var dates: [DateName: CivilDate] = [:]
        for item in line.split(separator: ",") {
            let halves = item.split(separator: "=", maxSplits: 1)
            guard halves.count == 2, let name = DateName(rawValue: String(halves[0])) else { continue }
            dates[name] = CivilDate(Array(halves[1].utf8))
        }
        return dates
    }

    /// The verdict about a part, without its holds.
    package mutating func verdict(_ part: RetentionPart) -> RetentionVerdict { verdict(facts(of: part)) }

    private mutating func verdict(_ key: Facts) -> RetentionVerdict {
        if let known = verdicts[key] { return known }
        let facts = resolved(key)
        let verdict = scope.erasure == nil ? rules.resolve(facts, on: on) : rules.resolveErasure(facts, on: on)
        verdicts[key] = verdict
        return verdict
    }

    private mutating func begin(_ part: RetentionPart, _ key: Key) -> Int {
        let verdict = verdict(key.facts)
        let (state, detail) = key.holds.isEmpty ? Self.words(verdict) : ("held", key.holds.joined(separator: " "))
        let line = RetentionPlan.Line(
            state: state, recordClass: part.recordClass.text, group: part.group.rawValue,
            country: part.country?.alpha2 ?? "", rule: verdict.decidingRule ?? "", detail: detail, parts: 0, bytes: 0)
        if RetentionPlan.goes(state), let rule = rules.periods.first(where: { $0.id == verdict.decidingRule }) {
            bases.insert(rule.legalBasis)
        }
        let position = positions[line] ?? sums.count
        if position == sums.count { sums.append(Sum(line: line)) }
        if key.holds.isEmpty, case .mustGo(let day) = verdict.state {
            sums[position].overdue = min(sums[position].overdue ?? day, day)
        }
        positions[line] = position
        known[key] = position
        return position
    }

    private static func words(_ verdict: RetentionVerdict) -> (state: String, detail: String) {
        switch verdict.state {
        case .keep: ("keep", "")
        case .go: ("go", "")
        case .mustGo: ("must_go", "")
        case .held(let ids): ("held", ids.joined(separator: " "))
        case .waiting(let names): ("waiting", names.map(\.rawValue).joined(separator: " "))
        case .needsConfirmation: ("needs_confirmation", verdict.lacksStatute ? "no row of money-laundering law" : "")
        case .unknown: ("unknown", "")
        }
    }

    package func finish() -> RetentionPlan {
        let lines = sums.map { sum in
            RetentionPlan.Line(
                state: sum.line.state, recordClass: sum.line.recordClass, group: sum.line.group,
                country: sum.line.country, rule: sum.line.rule,
                detail: sum.overdue.map { "overdue since \($0)" } ?? sum.line.detail, parts: sum.parts,
                bytes: sum.bytes)
        }
        let order = ["must_go", "go", "held", "needs_confirmation", "unknown", "waiting", "keep"]
        let rank = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($0.element, $0.offset) })
        let sorted = lines.sorted { left, right in
            let (first, second) = (rank[left.state] ?? 0, rank[right.state] ?? 0)
            if first != second { return first < second }
            return (left.recordClass, left.group, left.country, left.rule, left.detail)
                < (right.recordClass, right.group, right.country, right.rule, right.detail)
        }
        let basis = ([scope.erasure].compactMap { $0 } + bases.sorted()).joined(separator: "; ")
        return RetentionPlan(
            on: on, scope: scope, rulesHash: rules.hash, ranges: ranges, lines: sorted, legalBasis: basis,
            hash: Hash32(hasher.finalize()) ?? .zero)
    }
}
