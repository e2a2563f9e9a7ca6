import Assessment
import Domain
import Store

/// Everything a batch decided, before it is written.
struct AssessedBatch: Sendable {
    let knowledge: Knowledge
    let runID: Int64?
    /// How the payloads of this batch are read again (`OCPIReader.context` and its like).
    let payloadContext: String
    private(set) var judged: [Judged] = []
    /// Revisions that decide nothing now: history, and events whose decision waits.
    private(set) var undecided: [(event: Event, head: EventHead)] = []
    /// Events whose decision waits from now on.
    var pending: [PendingRow] = []
    /// Events that waited and are judged here.
    var noLongerPending: [PendingRow] = []

    init(knowledge: Knowledge, runID: Int64?, payloadContext: String) {
        self.knowledge = knowledge
        self.runID = runID
        self.payloadContext = payloadContext
    }

    /// Where a judged event comes from.
    enum Origin: Sendable {
        /// This batch brings it.
        case arrived
        /// Stored before, without a decision until now.
        case waited
        /// Decided before; its windows changed since.
        case again
    }

    /// One event with its decision.
    struct Judged: Sendable {
        let prepared: Assessor.Prepared
        let decision: Decision
        var head: EventHead
        /// The revision of the event that was judged.
        let eventRevision: Int32
        /// The revision of the assessment; nil when it decides the same as the latest one, and nothing is written.
        let revision: Int32?
        let origin: Origin
        /// `new`, `revised`, or the key of the event that changed its windows.
        let cause: String
        /// The outcome of the assessment before this one; nil when there is none.
        let earlierOutcome: Outcome?
        /// What cases say of the event already, filled where this assessment changes it.
        var earlierFindings: [FiledFinding] = []

        var event: Event { prepared.event }
        /// Whether it had a decision before.
        var isRescored: Bool { origin == .again }
    }

    /// The events that it writes.
    var keys: Set<EventKey> {
        var keys = Set(judged.map(\.event.key))
        for entry in undecided { keys.insert(entry.event.key) }
        return keys
    }

    /// The heads that it writes, each once.
    func heads(with changed: [Judged]) -> [EventHead] {
        let known = Set(changed.map(\.event.key))
        return changed.map(\.head) + undecided.map(\.head).filter { !known.contains($0.key) }
    }

    /// Whether it changes who is known.
    var bringsParticipants: Bool { judged.contains { $0.event.key.kind == .participant } }

    /// Takes the decisions; `prepared` and `decisions` stand in the order fresh (those judged now only), then others.
    mutating func add(
        _ fresh: [FreshEvent], prepared: [Assessor.Prepared], others: [KnownEvent], decisions: [Decision],
        causes: [EventKey: String]
    ) {
        var next = 0
        for entry in fresh {
            var head = entry.head
            let wasNew = head.isNew
            head.legalEntity = entry.event.legalEntity
            let revision = head.add(
                contentHash: entry.event.contentHash, at: entry.event.at, receivedAt: entry.event.receivedAt,
                counts: entry.timing != .history)
            guard entry.timing == .now else {
                undecided.append((entry.event, head))
                continue
            }
            let decision = decisions[next]
            let earlier = head.outcome
            let assessed = head.assess(outcome: decision.outcome, score: decision.score, decisionHash: decision.hash)
            judged.append(
                Judged(
                    prepared: prepared[next], decision: decision, head: head, eventRevision: revision,
                    revision: assessed, origin: .arrived, cause: wasNew ? "new" : "revised",
                    earlierOutcome: earlier))
            next += 1
        }
        for (offset, stored) in others.enumerated() {
            let decision = decisions[next + offset]
            // A content that does not count may have come in this batch: its revision is a part of the same head.
            let revised = undecided.firstIndex { $0.event.key == stored.event.key }
            var head = revised.map { undecided[$0].head } ?? stored.head
            let earlier = head.outcome
            let origin: Origin = head.assessmentRevision == 0 ? .waited : .again
            guard
                let assessed = head.assess(
                    outcome: decision.outcome, score: decision.score, decisionHash: decision.hash)
            else { continue }
            if let revised { undecided[revised].head = head }
            judged.append(
                Judged(
                    prepared: prepared[next + offset], decision: decision, head: head,
                    eventRevision: head.currentRevision, revision: assessed, origin: origin,
                    cause: causes[stored.event.key] ?? "late event",
                    earlierOutcome: earlier))
        }
    }

    /// Reads what cases say of the events that were decided before and are decided otherwise now.
    mutating func readEarlierFindings(_ store: Store) async throws {
        let changed = judged.indices.filter { index in
            let entry = judged[index]
            guard let earlier = entry.earlierOutcome, entry.revision != nil else { return false }
            return max(earlier, entry.decision.outcome) >= .review
        }
        if changed.isEmpty { return }
        let findings = try await store.findings(of: changed.map { judged[$0].head })
        for index in changed { judged[index].earlierFindings = findings[judged[index].head.keyID] ?? [] }
    }
}

/// An event of a batch that is not stored yet.
struct FreshEvent: Sendable {
    /// What becomes of it.
    enum Timing: Sendable {
        /// Judged with the batch.
        case now
        /// Stored with its windows, judged when the run has brought what else there is.
        case later
        /// An older state of something that lives on: kept, never judged.
        case history
    }

    let event: Event
    let head: EventHead
    var timing: Timing
}
