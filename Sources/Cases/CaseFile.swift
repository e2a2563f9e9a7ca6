package import Domain

/// One piece of work for people: everything found about one subject in one family.
///
/// A pure value: `apply` takes an event and the time and gives the actions that the store performs with it. Unlisted pairs
/// of state and event are refused (cases-and-web.md section 2).
package struct CaseFile: Hashable, Sendable {
    /// Nil until the store has numbered the case.
    package var id: CaseID?
    package let key: CaseKey
    package internal(set) var state: CaseState = .open
    /// The worst of all items.
    package internal(set) var outcome: Outcome = .pass
    /// The worst of all items, at least low.
    package internal(set) var severity: Severity = .low
    package internal(set) var risk: Score = .zero
    package internal(set) var hitCount = 0
    /// Number of the last item.
    package internal(set) var itemSequence = 0
    package internal(set) var firstHitAt: Instant
    /// Event time of the latest hit: recurrence is judged from it.
    package internal(set) var lastHitAt: Instant
    package internal(set) var queue: String
    package internal(set) var assignee: PersonID?
    /// Money that this case holds, in order of payout and hold.
    package internal(set) var held: [HeldMoney] = []
    package internal(set) var proposal: Proposal?
    /// Items arrived after the proposal.
    package internal(set) var hasNewHits = false
    package internal(set) var request: InformationRequest?
    package internal(set) var clock: CaseClock
    /// How long after the last hit a new one reopens the closed case, in event time.
    package internal(set) var window: TimeSpan
    /// The case of the same key that was closed before this one.
    package internal(set) var follows: CaseID?
    package internal(set) var version = 1
    package internal(set) var openedAt: Instant
    package internal(set) var updatedAt: Instant
    package internal(set) var closedAt: Instant?
    package internal(set) var disposition: Disposition?
    package internal(set) var reasonCodes: [String] = []
    package internal(set) var mergedInto: CaseID?

    /// A new case, without items yet.
    ///
    /// - Parameters:
    ///   - at: When the case opens (the time of the batch).
    ///   - firstHit: Event time of its first hit.
    package init(key: CaseKey, queue: String, window: TimeSpan, follows: CaseID? = nil, firstHit: Instant, at: Instant)
    {
        self.key = key
        self.queue = queue
        self.window = window
        self.follows = follows
        firstHitAt = firstHit
        lastHitAt = firstHit
        openedAt = at
        updatedAt = at
        clock = CaseClock(startedAt: at)
    }

    /// A case as the store keeps it.
    package init(stored: StoredCase) {
        key = stored.key
        id = stored.id
        state = stored.state
        outcome = stored.outcome
        severity = stored.severity
        risk = stored.risk
        hitCount = stored.hitCount
        itemSequence = stored.itemSequence
        firstHitAt = stored.firstHitAt
        lastHitAt = stored.lastHitAt
        queue = stored.queue
        assignee = stored.assignee
        held = stored.held.sorted()
        proposal = stored.proposal
        hasNewHits = stored.proposal.map { stored.itemSequence > $0.itemsSeen } ?? false
        request = stored.request
        clock = stored.clock
        window = stored.window
        follows = stored.follows
        version = stored.version
        openedAt = stored.openedAt
        updatedAt = stored.updatedAt
        closedAt = stored.closedAt
        disposition = stored.disposition
        reasonCodes = stored.reasonCodes
        mergedInto = stored.mergedInto
    }
}

/// The columns of a stored case, for rebuilding its value.
package struct StoredCase: Sendable {
    package var id: CaseID
    package var key: CaseKey
    package var state: CaseState
    package var outcome: Outcome
    package var severity: Severity
    package var risk: Score
    package var hitCount: Int
    package var itemSequence: Int
    package var firstHitAt: Instant
    package var lastHitAt: Instant
    package var queue: String
    package var window: TimeSpan
    package var openedAt: Instant
    package var updatedAt: Instant
    package var clock: CaseClock
    package var version = 1
    package var assignee: PersonID?
    package var held: [HeldMoney] = []
    package var proposal: Proposal?
    package var request: InformationRequest?
    package var follows: CaseID?
    package var closedAt: Instant?
    package var disposition: Disposition?
    package var reasonCodes: [String] = []
    package var mergedInto: CaseID?

    package init(
        id: CaseID, key: CaseKey, state: CaseState, outcome: Outcome, severity: Severity, risk: Score, hitCount: Int,
        itemSequence: Int, firstHitAt: Instant, lastHitAt: Instant, queue: String, window: TimeSpan, openedAt: Instant,
        updatedAt: Instant
    ) {
        self.id = id
        self.key = key
        self.state = state
        self.outcome = outcome
        self.severity = severity
        self.risk = risk
        self.hitCount = hitCount
        self.itemSequence = itemSequence
        self.firstHitAt = firstHitAt
        self.lastHitAt = lastHitAt
        self.queue = queue
        self.window = window
        self.openedAt = openedAt
        self.updatedAt = updatedAt
        clock = CaseClock(startedAt: openedAt)
    }
}
