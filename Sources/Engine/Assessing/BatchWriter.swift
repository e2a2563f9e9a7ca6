import Assessment
import Domain
import Evidence
import Formats
import Rules
import Store

/// Turns a decided batch into the rows of one transaction: heads, events, assessments, payouts, cases, sealed evidence.
struct BatchWriter: Sendable {
    let context: EngineContext

    func commit(for batch: AssessedBatch) async throws -> BatchCommit {
        let now = context.clock()
        var commit = BatchCommit(now: now)
        let changed = batch.judged.filter { $0.origin == .arrived || $0.revision != nil }
        commit.heads = batch.heads(with: changed)
        commit.pending = batch.pending
        commit.noLongerPending = batch.noLongerPending
        for judged in changed where judged.origin == .arrived {
            commit.events.append(try eventRow(judged.event, judged.head, judged.eventRevision, batch))
            if case .participant(let participant) = judged.event.body {
                commit.participants.append(
                    ParticipantRow(
                        participant: participant, contentHash: judged.event.contentHash, record: judged.event.payload))
            }
        }
        for entry in batch.undecided {
            commit.events.append(try eventRow(entry.event, entry.head, entry.head.revision, batch))
        }
        let written = changed.filter { $0.revision != nil }
        commit.goodListUses = written.flatMap(goodListUses)
        commit.payouts = written.compactMap { payoutRow($0, now) }
        commit.evidence = try await seal(written, batch.knowledge, now)
        commit.assessments = zip(written, commit.evidence).map { assessmentRow($0, batch.knowledge, $1.entryID) }
        let cases = CaseBuilder(context: context, knowledge: batch.knowledge, now: now)
        let changes = try cases.changes(from: written)
        commit.cases = changes.cases
        commit.caseCorrections = changes.corrections
        commit.caseRecords = try await cases.recorder(
            for: changes.cases.map(\.key) + changes.corrections.map(\.key))
        return commit
    }

    private func eventRow(_ event: Event, _ head: EventHead, _ revision: Int32, _ batch: AssessedBatch) throws
        -> EventRow
    {
        var country: Country?
        var amount: Money?
        var energy: Energy?
        switch event.body {
        case .session(let session):
            country = session.place.country
            amount = session.grossAmount
            energy = session.energy
        case .payout(let payout):
            country = payout.creditor.country
            amount = payout.amount
        case .settlement(let settlement): amount = settlement.amount
        case .participant(let participant): country = participant.country
        case .reference: break
        }
        var row = EventRow(
            event, keyID: head.keyID, revision: revision, payload: event.payload,
            findings: Self.findings(Self.findings(of: event, head, revision)),
            runID: batch.runID, country: country, amount: amount, energy: energy)
        row.context = batch.payloadContext
        return row
    }

    /// Those of the record, and that it came again with other content.
    private static func findings(of event: Event, _ head: EventHead, _ revision: Int32) -> [Domain.Finding] {
        let isCurrent = head.currentRevision == revision
        guard let again = RevisionFinding.of(event.key.kind, revision: revision, isCurrent: isCurrent),
            !event.findings.contains(where: { $0.code == again.code })
        else { return event.findings }
        return event.findings + [again]
    }

    private static func findings(_ findings: [Domain.Finding]) -> [UInt8]? {
        if findings.isEmpty { return nil }
        var output = JSONOutput()
        output.array { list in
            for finding in findings {
                list.object { json in
                    json.member("code", finding.code)
                    json.member("severity", finding.severity.rawValue)
                    json.member("path", finding.path)
                    json.member("found", finding.found)
                    json.member("expected", finding.expected)
                }
            }
        }
        return output.bytes
    }

    private func assessmentRow(
        _ judged: AssessedBatch.Judged, _ knowledge: Knowledge, _ evidenceEntry: Hash32
    ) -> AssessmentRow {
        let decision = judged.decision
        var purposes: Set<Purpose> = []
        for hit in decision.liveHits { purposes.insert(context.purpose(ofRule: hit.rule)) }
        return AssessmentRow(
            key: decision.key, keyID: judged.head.keyID, revision: judged.revision ?? 0,
            eventRevision: judged.eventRevision, at: decision.at, legalEntity: decision.legalEntity,
            outcome: decision.outcome, score: decision.score, decisionHash: decision.hash,
            knowledgeHash: knowledge.hash, cause: judged.cause, country: decision.country,
            hits: decision.hitRules + decision.reasonCodes, unknowns: decision.rulesNotAssessed,
            purposes: purposes.sorted { $0.rawValue < $1.rawValue }, evidenceEntry: evidenceEntry)
    }

    /// The decisions that cleared a pair of this assessment: each counts once.
    private func goodListUses(_ judged: AssessedBatch.Judged) -> [GoodListUseRow] {
        let cleared = judged.decision.screenings.flatMap(\.candidates).compactMap(\.clearedBy)
        return Set(cleared).sorted().compactMap { id in
            GoodListNumber.of(id).map {
                GoodListUseRow(
                    number: $0, eventKeyID: judged.head.keyID, assessmentRevision: judged.revision ?? 0)
            }
        }
    }

    /// The state of a payout after its assessment: pass and review clear, hold and stop hold (duties.md section 2).
    private func payoutRow(_ judged: AssessedBatch.Judged, _ now: Instant) -> PayoutRow? {
        guard case .payout(let payout) = judged.event.body else { return nil }
        let isHeld = judged.decision.outcome >= .hold
        let reason = judged.decision.liveHits.map(\.rule) + judged.decision.reasonCodes
        return PayoutRow(
            key: judged.event.key, keyID: judged.head.keyID, legalEntity: judged.event.legalEntity, payoutID: payout.id,
            participantID: judged.decision.participantID, amount: payout.amount, executeAt: payout.executeAt,
            state: isHeld ? "held" : "cleared", outcome: judged.decision.outcome,
            holdScope: context.holdScope(of: judged.decision), reason: reason.joined(separator: ", "),
            hold: isHeld ? context.hold(for: judged.decision, from: now) : nil,
            isAnotherContent: judged.head.bringsContent)
    }

    /// One sealed entry per assessment revision; salts and aliases come from the shell's random source.
    private func seal(
        _ written: [AssessedBatch.Judged], _ knowledge: Knowledge, _ now: Instant
    ) async throws -> [SealedEnvelope] {
        let names = written.flatMap { [Subjects.owner(of: $0.event), Subjects.subject(of: $0.event)] }
        let aliases = try await context.aliases(for: names)
        let engineHash = context.engineHash
        let log = context.log
        let retention = AssessmentParts(
            desk: context.retention, participants: knowledge.participants, day: now.utcDate)
        return try await Parallel.map(written) { slice in
            var salts = BlockSaltSource { SystemRandom.bytes(4096) }
            return try slice.map { judged in
                guard let owner = aliases[Subjects.owner(of: judged.event)],
                    let subject = aliases[Subjects.subject(of: judged.event)],
                    let recordClass = RecordClass(Subjects.recordClass(of: judged.event.key.kind))
                else { throw EngineError(.internal, "an event has no pseudonym") }
                let decision = judged.decision
                let draft = EnvelopeDraft(
                    kind: .assessment,
                    record: Pseudonym(kind: .assessment, owner: owner, recordID: Array(decision.key.description.utf8)),
                    revision: judged.revision ?? 0, subject: subject, country: decision.country, occurred: decision.at,
                    recordClass: recordClass, dates: Subjects.dates(of: judged.event),
                    outcome: decision.outcome, knowledge: knowledge.hash, engine: engineHash, actor: .engine, refs: [],
                    parts: try retention.parts(of: judged, in: recordClass, salts: &salts))
                return try draft.sealed(in: log)
            }
        }
    }
}

/// How events, their owners and their subjects are named where a pseudonym stands for them.
enum Subjects {
    static func owner(of event: Event) -> String { "owner:\(event.key.ownerCountry)*\(event.key.ownerParty)" }

    /// Whom the event is about: the token, the payee's account, the participant, else the event itself.
    static func subject(of event: Event) -> String {
        switch event.body {
        case .session(let session):
            if let uid = session.token.uid, !uid.isEmpty { return "token:\(event.key.ownerCountry):\(asciiUpper(uid))" }
        case .payout(let payout):
            if let account = payout.beneficiaryID { return "account:\(account)" }
        case .participant(let participant): return "participant:\(asciiUpper(participant.id))"
        case .settlement(let settlement):
            if let id = settlement.participantID { return "participant:\(asciiUpper(id))" }
        case .reference: break
        }
        return "event:\(event.key)"
    }

    static func recordClass(of kind: EventKind) -> String {
        switch kind {
        case .cdr, .session: "session"
        case .payout: "payout"
        case .participant: "participant"
        case .settlement: "settlement"
        case .tariff: "tariff"
        default: "system"
        }
    }

    static func date(of event: Event) -> CivilDate {
        if case .known(let point) = event.taxPoint { return point.localDate }
        return CivilDate.latestOnEarth(at: event.at)
    }
}
