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
    /// Revisions that are kept as history and decide nothing.
    private(set) var history: [(event: Event, head: EventHead)] = []

    init(knowledge: Knowledge, runID: Int64?, payloadContext: String) {
        self.knowledge = knowledge
        self.runID = runID
        self.payloadContext = payloadContext
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
        /// An event stored before, whose windows this batch changed.
        let isRescored: Bool
        /// `new`, `revised`, or the key of the event that changed its windows.
        let cause: String
        /// Rules that hit in the assessment before this one; filled for re-scored events that matter.
        var earlierHits: Set<String> = []

        var event: Event { prepared.event }
    }

    /// Takes the decisions; `prepared` and `decisions` stand in the order fresh (current ones only), then others.
    mutating func add(
        _ fresh: [(event: Event, head: EventHead, isCurrent: Bool)], prepared: [Assessor.Prepared],
        others: [KnownEvent],
        decisions: [Decision], causes: [EventKey: EventKey]
    ) {
        var next = 0
        for entry in fresh {
            var head = entry.head
            let wasNew = head.isNew
            head.legalEntity = entry.event.legalEntity
            let revision = head.add(
                contentHash: entry.event.contentHash, at: entry.event.at, receivedAt: entry.event.receivedAt,
                counts: entry.isCurrent)
            guard entry.isCurrent else {
                history.append((entry.event, head))
                continue
            }
            let decision = decisions[next]
            let assessed = head.assess(outcome: decision.outcome, score: decision.score, decisionHash: decision.hash)
            judged.append(
                Judged(
                    prepared: prepared[next], decision: decision, head: head, eventRevision: revision,
                    revision: assessed,
                    isRescored: false, cause: wasNew ? "new" : "revised"))
            next += 1
        }
        for (offset, stored) in others.enumerated() {
            let decision = decisions[next + offset]
            var head = stored.head
            guard
                let assessed = head.assess(
                    outcome: decision.outcome, score: decision.score, decisionHash: decision.hash)
            else { continue }
            judged.append(
                Judged(
                    prepared: prepared[next + offset], decision: decision, head: head,
                    eventRevision: head.currentRevision, revision: assessed, isRescored: true,
                    cause: causes[stored.event.key]?.description ?? "late event"))
        }
    }

    /// Reads what the assessments before hit, where a re-scored event may add to a case: only what is new is added.
    mutating func readEarlierHits(_ store: Store) async throws {
        for index in judged.indices where judged[index].isRescored && judged[index].decision.outcome >= .review {
            let earlier = try await store.latestAssessment(of: judged[index].event.key)
            judged[index].earlierHits = Set(earlier?.hits ?? [])
        }
    }
}
