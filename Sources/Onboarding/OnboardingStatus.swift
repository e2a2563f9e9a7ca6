package import Domain

/// Where a participant stands (onboarding.md section 6). Raw values are the database text.
package enum OnboardingStatus: String, Sendable, CaseIterable {
    case draft, submitted, pending, verified, expired, suspended, rejected, closed

    /// The status that payout rules read: a submitted record is a pending one to them.
    package var kycStatus: Participant.KYCStatus {
        switch self {
        case .draft: .draft
        case .submitted, .pending: .pending
        case .verified: .verified
        case .expired: .expired
        case .suspended: .suspended
        case .rejected: .rejected
        case .closed: .closed
        }
    }
}

/// A person of the operator, not an account: two accounts of one person are one person.
package struct PersonID: Hashable, Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }
}

/// Two persons who stand behind one decision.
package struct TwoPersons: Hashable, Sendable {
    package let proposer: PersonID
    package let approver: PersonID

    package init(proposer: PersonID, approver: PersonID) {
        self.proposer = proposer
        self.approver = approver
    }
}

/// What stands between a pending participant and verification, as values found by the other parts of onboarding.
package struct VerificationGate: Hashable, Sendable {
    /// Requirements neither satisfied nor waived, by name.
    package var openRequirements: [String]
    package var openMatches: Int
    /// Ownership has gaps or unknown shares.
    package var ownershipIsComplete: Bool
    package var isProhibited: Bool
    package var needsSeniorApproval: Bool
    package var seniorApprover: PersonID?

    package init(
        openRequirements: [String] = [], openMatches: Int = 0, ownershipIsComplete: Bool = true,
        isProhibited: Bool = false, needsSeniorApproval: Bool = false, seniorApprover: PersonID? = nil
    ) {
        self.openRequirements = openRequirements
        self.openMatches = openMatches
        self.ownershipIsComplete = ownershipIsComplete
        self.isProhibited = isProhibited
        self.needsSeniorApproval = needsSeniorApproval
        self.seniorApprover = seniorApprover
    }

    /// Everything that blocks, by name; empty when nothing does.
    package var blocking: [String] {
        var all = openRequirements.sorted()
        if openMatches > 0 { all.append("open screening match") }
        if !ownershipIsComplete { all.append("ownership incomplete") }
        if isProhibited { all.append("risk band prohibited") }
        if needsSeniorApproval && seniorApprover == nil { all.append("senior approval") }
        return all
    }
}

/// Something that happens to a participant's file.
package enum OnboardingEvent: Hashable, Sendable {
    /// The record was handed in; the checklist may be incomplete.
    case submit(by: PersonID, preparers: Set<PersonID>)
    /// All related parties were screened on current lists and duplicates were looked for; what is missing, by name.
    case screened(missing: [String])
    case giveBack(by: PersonID, missing: [String])
    case verify(TwoPersons, gate: VerificationGate, validUntil: CivilDate)
    case reject(TwoPersons, reason: String)
    /// A document, review or approval ran out: fired by a timer at its own instant.
    case expire(reason: String)
    /// One person is enough; nil is a hard rule of the engine.
    case suspend(by: PersonID?, reason: String)
    case lift(TwoPersons, reason: String)
    case resubmit(by: PersonID)
    case appeal(by: PersonID, reason: String)
    case close(by: PersonID, reason: String)
    case closeSuspended(TwoPersons, reason: String)
    case renew(by: PersonID)

    package var name: String {
        switch self {
        case .submit: "submit"
        case .screened: "be taken up"
        case .giveBack: "be given back"
        case .verify: "be verified"
        case .reject: "be rejected"
        case .expire: "expire"
        case .suspend: "be suspended"
        case .lift: "be lifted"
        case .resubmit: "be submitted again"
        case .appeal: "appeal"
        case .close, .closeSuspended: "be closed"
        case .renew: "be taken on again"
        }
    }
}

/// What the shell has to do after a move, in one transaction with it.
package enum OnboardingAction: Hashable, Sendable {
    /// Close the period in force and begin a new one at this instant; `validUntil` only where verified.
    case beginPeriod(Participant.KYCStatus, from: Instant, validUntil: CivilDate?)
    case screenRelatedParties
    case returnChecklist([String])
    /// Hold what is paid to the participant from now on.
    case holdPayouts
    /// List payouts held while the participant was not verified to the approver; none is released by the move.
    case listHeldPayouts
    case startRetentionClock
    case scheduleExpiry(CivilDate)
}

/// The onboarding file of one participant: a pure state machine whose events carry their own instants, so that replaying
/// them gives the same state at every instant.
package struct OnboardingFile: Hashable, Sendable {
    package private(set) var status: OnboardingStatus = .draft
    package private(set) var changedAt: Instant?
    package private(set) var validUntil: CivilDate?
    private var involved: Set<PersonID> = []
    private var suspendedBy: PersonID?

    package init() {}

    /// Applies an event.
    ///
    /// - Throws: `moveRefused` for every pair that onboarding.md section 6 does not list, `twoPersonsNeeded`,
    ///   `personExcluded`, `reasonMissing`, `blocked`, `backdated`, `outOfOrder`. The file is unchanged then.
    package mutating func apply(_ event: OnboardingEvent, at instant: Instant) throws(OnboardingError)
        -> [OnboardingAction]
    {
        if let changedAt, instant < changedAt { throw OnboardingError(.outOfOrder) }
        var next = self
        let actions = try next.move(event, at: instant)
        next.changedAt = instant
        self = next
        return actions
    }

    private mutating func move(_ event: OnboardingEvent, at instant: Instant) throws(OnboardingError)
        -> [OnboardingAction]
    {
        switch (status, event) {
        case (.draft, .submit(let person, let preparers)):
            involved = preparers.union([person])
            return [begin(.submitted, at: instant), .screenRelatedParties]
        case (.submitted, .screened(let missing)):
            if !missing.isEmpty { throw OnboardingError(.blocked(missing.sorted())) }
            return [begin(.pending, at: instant)]
        case (.submitted, .giveBack(_, let missing)), (.pending, .giveBack(_, let missing)):
            if missing.isEmpty { throw OnboardingError(.reasonMissing) }
            return [begin(.draft, at: instant), .returnChecklist(missing.sorted())]
        case (.pending, .verify(let persons, let gate, let validUntil)):
            return try verify(persons, gate, validUntil, at: instant)
        case (.pending, .reject(let persons, let reason)), (.suspended, .reject(let persons, let reason)):
            try checkTwo(persons, reason)
            return [begin(.rejected, at: instant), .holdPayouts]
        case (.verified, .expire(let reason)):
            try check(reason)
            return [begin(.expired, at: instant), .holdPayouts]
        case (.verified, .suspend(let person, let reason)), (.expired, .suspend(let person, let reason)):
            try check(reason)
            suspendedBy = person
            return [begin(.suspended, at: instant), .holdPayouts]
        case (.suspended, .lift(let persons, let reason)):
            try checkTwo(persons, reason)
            if let suspendedBy, persons.proposer == suspendedBy || persons.approver == suspendedBy {
                throw OnboardingError(.personExcluded)
            }
            return [begin(.pending, at: instant)]
        case (.expired, .resubmit(let person)):
            involved = [person]
            return [begin(.pending, at: instant), .screenRelatedParties]
        case (.rejected, .appeal(let person, let reason)):
            try check(reason)
            involved = [person]
            return [begin(.pending, at: instant), .screenRelatedParties]
        case (.suspended, .closeSuspended(let persons, let reason)):
            try checkTwo(persons, reason)
            return [begin(.closed, at: instant), .holdPayouts, .startRetentionClock]
        case (.verified, .close(_, let reason)), (.expired, .close(_, let reason)), (.rejected, .close(_, let reason)),
            (.draft, .close(_, let reason)):
            try check(reason)
            return [begin(.closed, at: instant), .holdPayouts, .startRetentionClock]
        case (.closed, .renew(let person)):
            involved = [person]
            return [begin(.pending, at: instant), .screenRelatedParties]
        default: throw OnboardingError(.moveRefused(from: status, event: event.name))
        }
    }

    private mutating func verify(
        _ persons: TwoPersons, _ gate: VerificationGate, _ until: CivilDate, at instant: Instant
    ) throws(OnboardingError) -> [OnboardingAction] {
        if persons.approver == persons.proposer { throw OnboardingError(.twoPersonsNeeded) }
        if involved.contains(persons.approver) { throw OnboardingError(.personExcluded) }
        let blocking = gate.blocking
        if !blocking.isEmpty { throw OnboardingError(.blocked(blocking)) }
        if gate.needsSeniorApproval, gate.seniorApprover == persons.proposer { throw OnboardingError(.personExcluded) }
        if until < instant.utcDate { throw OnboardingError(.backdated) }
        validUntil = until
        return [
            begin(.verified, at: instant, validUntil: until), .scheduleExpiry(until), .listHeldPayouts,
        ]
    }

    private mutating func begin(_ next: OnboardingStatus, at instant: Instant, validUntil until: CivilDate? = nil)
        -> OnboardingAction
    {
        status = next
        validUntil = until
        if next != .suspended { suspendedBy = nil }
        return .beginPeriod(next.kycStatus, from: instant, validUntil: until)
    }

    private func check(_ reason: String) throws(OnboardingError) {
        if reason.allSatisfy(\.isWhitespace) { throw OnboardingError(.reasonMissing) }
    }

    private func checkTwo(_ persons: TwoPersons, _ reason: String) throws(OnboardingError) {
        if persons.proposer == persons.approver { throw OnboardingError(.twoPersonsNeeded) }
        try check(reason)
    }
}
