import Assessment
import Domain
import MoneyTrail
import Store

/// Events as a source hands them over; each key at most once.
struct ArrivingBatch: Sendable {
    let events: [Event]
    /// How their payloads are read again (`OCPIReader.context` and its like).
    let payloadContext: String
    let runID: Int64?
    /// Sessions may be stored now and judged by ``Partition/settle(progress:)``.
    let mayWait: Bool
}

/// What a partition does in one transaction.
enum BatchJob: Sendable {
    case arriving(ArrivingBatch)
    /// Stored events whose decision waits.
    case settling([PendingEvent])
    /// Exchange rates that are about to be in force: what stored events read of them is judged again.
    case rates(RateTable)

    /// Whether it brings participants, so that stored events may read others than before.
    var bringsParticipants: Bool {
        if case .arriving(let batch) = self { batch.events.contains { $0.key.kind == .participant } } else { false }
    }

    /// Whether it needs all that was stored before it.
    var readsHistory: Bool {
        if case .rates = self { true } else { bringsParticipants }
    }
}

/// What a batch came to before it is written.
struct JudgedBatch: Sendable {
    /// The windows it was judged with.
    let era: Int
    let lease: Lease
    /// Nil when there is nothing to write.
    var batch: AssessedBatch?
    var result = BatchResult()

    init(era: Int, lease: Lease) {
        self.era = era
        self.lease = lease
    }
}

/// What a batch came to.
struct BatchResult: Sendable {
    /// What became of each event of the batch, in its order.
    var states: [IngestState] = []
    var outcomes: [Outcome: Int] = [:]
    var hits = 0
    var rescored = 0
    var casesOpened = 0
    /// What was noticed of records that came again with other content, by code.
    var findings: [String: Int] = [:]
    /// The number of the transaction; nil where nothing was written.
    var batchID: Int64?

    mutating func add(_ other: BatchResult) {
        states += other.states
        outcomes.merge(other.outcomes, uniquingKeysWith: +)
        hits += other.hits
        rescored += other.rescored
        casesOpened += other.casesOpened
        findings.merge(other.findings, uniquingKeysWith: +)
    }
}
