package import Domain

/// Where a case stands, as the queue filters it. Raw values are the database text.
package enum CaseStateView: String, Sendable, CaseIterable {
    case open, working, waiting, proposed, closed
}

/// What the queue page asks for. Conditions are AND between fields and OR within one; an empty field asks for nothing.
package struct QueueFilter: Hashable, Sendable {
    /// Empty means every state but closed.
    package var states: [CaseStateView] = []
    /// First parts of case families: `aml`, `sanctions`, ...
    package var families: [String] = []
    package var severities: [Severity] = []
    package var outcomes: [Outcome] = []
    /// Free text: an id finds its case, anything else is looked for in subject and reasons.
    package var text = ""
    /// Only cases past their due time.
    package var isLate = false
    /// Where the last page ended.
    package var after: QueueCursor?
    /// Rows wanted, 1...200.
    package var limit = 50

    package init() {}
}

/// The place in the queue's order (due time, then risk descending, then case number) behind which a page starts.
package struct QueueCursor: Hashable, Sendable {
    /// Cases without a due time come last: nil.
    package var due: Instant?
    package var risk: Score
    /// Number of the case, the unique end of the order.
    package var number: Int64

    package init(due: Instant?, risk: Score, number: Int64) {
        self.due = due
        self.risk = risk
        self.number = number
    }
}

/// One page of the queue.
package struct QueuePage: Sendable {
    package var rows: [QueueRow]
    /// Nil on the last page.
    package var next: QueueCursor?
    package var counters: QueueCounters
    /// The time to which "left" and "late" refer.
    package var now: Instant

    package init(rows: [QueueRow], next: QueueCursor?, counters: QueueCounters, now: Instant) {
        self.rows = rows
        self.next = next
        self.counters = counters
        self.now = now
    }
}

/// Numbers above the queue, kept by the transitions and not counted for the page.
package struct QueueCounters: Sendable {
    package var open: Int
    package var working: Int
    package var waiting: Int
    package var proposed: Int
    package var late: Int
    /// Money held by cases that are not closed, one entry a currency.
    package var held: [Money]

    package init(open: Int, working: Int, waiting: Int, proposed: Int, late: Int, held: [Money]) {
        self.open = open
        self.working = working
        self.waiting = waiting
        self.proposed = proposed
        self.late = late
        self.held = held
    }
}

/// One case in the queue.
package struct QueueRow: Sendable {
    /// `C-1042`.
    package var id: String
    package var number: Int64
    /// What the case is about, in words: `Driver token`, `Account`, ...
    package var subjectKind: String
    package var subject: String
    package var family: String
    /// Why the case exists, one sentence.
    package var why: String
    package var state: CaseStateView
    package var outcome: Outcome
    package var severity: Severity
    package var risk: Score
    package var held: [Money]
    package var due: Instant?
    /// Name of the person who works on it.
    package var assignee: String?
    package var findings: Int
    /// Findings that could not be assessed.
    package var unknowns: Int
    package var lastHitAt: Instant

    package init(
        id: String, number: Int64, subjectKind: String, subject: String, family: String, why: String,
        state: CaseStateView, outcome: Outcome, severity: Severity, risk: Score, held: [Money], due: Instant?,
        assignee: String?, findings: Int, unknowns: Int, lastHitAt: Instant
    ) {
        self.id = id
        self.number = number
        self.subjectKind = subjectKind
        self.subject = subject
        self.family = family
        self.why = why
        self.state = state
        self.outcome = outcome
        self.severity = severity
        self.risk = risk
        self.held = held
        self.due = due
        self.assignee = assignee
        self.findings = findings
        self.unknowns = unknowns
        self.lastHitAt = lastHitAt
    }
}
