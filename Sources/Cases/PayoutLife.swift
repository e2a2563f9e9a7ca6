package import Domain

/// Where a payout stands (duties.md section 2). Raw values are the database text.
package enum PayoutState: String, Sendable, CaseIterable {
    case received, assessed, cleared, held, released, rejected, frozen, instructed, executed, returned
}

/// The title under which money is held. Raw values are the database text.
package enum HoldTitle: String, Sendable, CaseIterable {
    case freeze, fiu
    case dueDiligence = "due_diligence_incomplete"
    case fraud = "fraud_suspicion"
    case error
}

/// One reason to keep a payout. None is indefinite: each has an age at which it must be decided.
package struct PayoutHold: Hashable, Sendable {
    package let id: String
    package let title: HoldTitle
    package let openedAt: Instant
    /// When the hold must be decided at the latest.
    package let decideBy: Instant
    package let nextStep: String
    /// For the FIU: end of the standstill.
    package let standstillUntil: Instant?

    package init(
        id: String, title: HoldTitle, openedAt: Instant, decideBy: Instant, nextStep: String,
        standstillUntil: Instant? = nil
    ) {
        self.id = id
        self.title = title
        self.openedAt = openedAt
        self.decideBy = decideBy
        self.nextStep = nextStep
        self.standstillUntil = standstillUntil
    }
}

/// On what ground a hold is let go.
package enum LetGoGround: Hashable, Sendable {
    case caseDecision(Disposition, caseID: CaseID)
    case noObjection(reference: String)
    case standstillExpired
    case authorityInstruction(reference: String)
}

/// A freeze under law: more than a hold.
package struct Freeze: Hashable, Sendable {
    package let subject: String
    package let law: String
    package let authority: String
    package let listEntry: String
    package let listVersion: String

    package init(subject: String, law: String, authority: String, listEntry: String, listVersion: String) {
        self.subject = subject
        self.law = law
        self.authority = authority
        self.listEntry = listEntry
        self.listVersion = listVersion
    }
}

/// What of a licence does not cover a payout. Raw values are codes.
package enum LicenceGap: String, Sendable, CaseIterable {
    case scope, cap, currency, date
}

/// Permission of an authority to pay frozen money.
package struct Licence: Hashable, Sendable {
    package let authority: String
    package let number: String
    /// Subjects whose money it concerns.
    package let scope: Set<String>
    package let cap: Money
    /// Sum of what was paid under it already.
    package let used: Money
    package let from: CivilDate
    /// Last day on which it counts.
    package let expires: CivilDate

    package init(
        authority: String, number: String, scope: Set<String>, cap: Money, used: Money, from: CivilDate,
        expires: CivilDate
    ) {
        self.authority = authority
        self.number = number
        self.scope = scope
        self.cap = cap
        self.used = used
        self.from = from
        self.expires = expires
    }

    /// What is missing for a payout, or nil when the licence covers it.
    func gap(for amount: Money, subject: String, on date: CivilDate) -> LicenceGap? {
        if !scope.contains(subject) { return .scope }
        if date < from || date > expires { return .date }
        if amount.currency != cap.currency || used.currency != cap.currency { return .currency }
        let (sum, overflow) = used.micros.addingReportingOverflow(amount.micros)
        return overflow || sum > cap.micros ? .cap : nil
    }
}

/// Why frozen money leaves the freeze: nothing else does it.
package enum ThawGround: Hashable, Sendable {
    case licence(Licence, on: CivilDate)
    /// A recorded delisting, or an amendment that ends the match.
    case delisting(entry: String, listVersion: String)
    case wrongPerson(reason: String)
}

/// Something that happens to a payout.
package enum PayoutEvent: Hashable, Sendable {
    case assess(Outcome)
    /// By the engine, for outcomes that let money pass.
    case clear
    case hold(PayoutHold)
    case letGo(hold: String, LetGoGround, TwoPersons)
    case reject(TwoPersons, reason: String)
    case freeze(Freeze, by: Actor)
    case thaw(ThawGround, TwoPersons)
    case instruct
    /// A bank's statement shows it booked.
    case booked(reference: String)
    case bounced(reference: String)

    package var name: String {
        switch self {
        case .assess: "be assessed"
        case .clear: "be cleared"
        case .hold: "be held"
        case .letGo: "be let go"
        case .reject: "be rejected"
        case .freeze: "be frozen"
        case .thaw: "be thawed"
        case .instruct: "be instructed"
        case .booked: "be executed"
        case .bounced: "be returned"
        }
    }
}

/// What the store does in the same transaction.
package enum PayoutAction: Hashable, Sendable {
    /// A row of the payout's history: actor and reason; the store adds evidence index and legal entity.
    case record(PayoutState, by: Actor, reason: String)
    /// Tell the payout system, through the outbox, exactly once.
    case announce(PayoutState)
    case openFreezeDuty(Freeze)
    case openThawDuty
    case consumeLicence(number: String, Money)
    /// Money moved that should not have: `MT-PO-10` while held or frozen, `MT-PO-11` never assessed. Critical.
    case bypass(finding: String, reference: String)
}

/// The life of one payout: a pure state machine.
package struct PayoutLife: Hashable, Sendable {
    package let payout: String
    package let amount: Money
    package private(set) var state: PayoutState = .received
    package private(set) var outcome: Outcome?
    /// Open holds by id.
    package private(set) var holds: [String: PayoutHold] = [:]
    package private(set) var freeze: Freeze?
    package private(set) var updatedAt: Instant
    /// A bank moved the money although it was held, frozen or never assessed.
    package private(set) var wasBypassed = false

    package init(payout: String, amount: Money, receivedAt: Instant) {
        self.payout = payout
        self.amount = amount
        updatedAt = receivedAt
    }

    /// A payout as the store keeps it.
    package init(
        payout: String, amount: Money, state: PayoutState, outcome: Outcome?, holds: [PayoutHold], freeze: Freeze?,
        updatedAt: Instant
    ) {
        self.payout = payout
        self.amount = amount
        self.state = state
        self.outcome = outcome
        self.holds = Dictionary(holds.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.freeze = freeze
        self.updatedAt = updatedAt
    }

    /// Open holds that should have been decided by now, the oldest first.
    package func overdue(at instant: Instant) -> [PayoutHold] {
        holds.values.filter { $0.decideBy <= instant }.sorted { ($0.decideBy, $0.id) < ($1.decideBy, $1.id) }
    }

    /// Applies an event.
    ///
    /// - Throws: `payoutRefused` naming state and event for every pair that is not listed, and the guards. The payout is
    ///   unchanged then.
    package mutating func apply(_ event: PayoutEvent, at instant: Instant) throws(CaseError) -> [PayoutAction] {
        if instant < updatedAt { throw CaseError(.outOfOrder) }
        var next = self
        let actions = try next.move(event, at: instant)
        next.updatedAt = instant
        self = next
        return actions
    }

    private mutating func move(_ event: PayoutEvent, at instant: Instant) throws(CaseError) -> [PayoutAction] {
        switch (state, event) {
        case (.received, .assess(let outcome)), (.assessed, .assess(let outcome)):
            self.outcome = outcome
            return enter(.assessed, .engine, outcome.rawValue)
        case (.assessed, .clear):
            guard let outcome, outcome <= .review else { throw refused(event) }
            return enter(.cleared, .engine, outcome.rawValue) + [.announce(.cleared)]
        case (.assessed, .hold(let hold)), (.held, .hold(let hold)), (.cleared, .hold(let hold)),
            (.released, .hold(let hold)), (.frozen, .hold(let hold)):
            return try keep(hold)
        case (.held, .letGo(let id, let ground, let persons)), (.frozen, .letGo(let id, let ground, let persons)):
            return try letGo(id, ground, persons, at: instant)
        case (.held, .reject(let persons, let reason)):
            if !persons.areTwo { throw CaseError(.samePerson) }
            if reason.allSatisfy(\.isWhitespace) { throw CaseError(.commentMissing) }
            // Money that a financial intelligence unit has stopped may not go back either.
            if holds.values.contains(where: { $0.title == .fiu }) { throw CaseError(.groundRefused(title: .fiu)) }
            holds = [:]
            return enter(.rejected, .person(persons.approver), reason) + [.announce(.rejected)]
        case (.assessed, .freeze(let freeze, let actor)), (.held, .freeze(let freeze, let actor)),
            (.cleared, .freeze(let freeze, let actor)), (.released, .freeze(let freeze, let actor)):
            self.freeze = freeze
            return enter(.frozen, actor, freeze.law) + [.openFreezeDuty(freeze), .announce(.frozen)]
        case (.frozen, .thaw(let ground, let persons)): return try thaw(ground, persons)
        case (.cleared, .instruct), (.released, .instruct): return enter(.instructed, .engine, "")
        // A bank's statement can be faster than the payout system's word that it was instructed.
        case (.instructed, .booked(let reference)), (.cleared, .booked(let reference)),
            (.released, .booked(let reference)):
            return enter(.executed, .engine, reference)
        case (.instructed, .bounced(let reference)), (.executed, .bounced(let reference)):
            return enter(.returned, .engine, reference)
        case (.assessed, .booked(let reference)), (.held, .booked(let reference)), (.frozen, .booked(let reference)),
            (.rejected, .booked(let reference)):
            wasBypassed = true
            return [.bypass(finding: "MT-PO-10", reference: reference)]
        case (.received, .booked(let reference)):
            wasBypassed = true
            return [.bypass(finding: "MT-PO-11", reference: reference)]
        default: throw refused(event)
        }
    }

    private mutating func keep(_ hold: PayoutHold) throws(CaseError) -> [PayoutAction] {
        // A freeze is its own event with its own law, never a mere hold.
        if hold.title == .freeze { throw CaseError(.groundRefused(title: .freeze)) }
        if holds[hold.id] != nil { throw CaseError(.holdExists) }
        holds[hold.id] = hold
        if state == .frozen { return [.record(.frozen, by: .engine, reason: hold.title.rawValue)] }
        return enter(.held, .engine, hold.title.rawValue) + [.announce(.held)]
    }

    private mutating func letGo(_ id: String, _ ground: LetGoGround, _ persons: TwoPersons, at instant: Instant)
        throws(CaseError) -> [PayoutAction]
    {
        guard let hold = holds[id] else { throw CaseError(.holdUnknown) }
        if !persons.areTwo { throw CaseError(.samePerson) }
        let allowed: Bool
        switch (hold.title, ground) {
        case (.freeze, _): allowed = false
        case (.fiu, .noObjection(let text)), (.fiu, .authorityInstruction(let text)): allowed = !text.isEmpty
        case (.fiu, .standstillExpired): allowed = hold.standstillUntil.map { $0 <= instant } ?? false
        case (.fiu, .caseDecision): allowed = false
        case (_, .caseDecision(let disposition, _)): allowed = disposition.releasesMoney
        default: allowed = false
        }
        if !allowed { throw CaseError(.groundRefused(title: hold.title)) }
        holds[id] = nil
        let actor = Actor.person(persons.approver)
        if state == .frozen { return [.record(.frozen, by: actor, reason: "hold \(id) let go")] }
        if !holds.isEmpty { return [.record(.held, by: actor, reason: "hold \(id) let go")] }
        return enter(.released, actor, "hold \(id) let go") + [.announce(.released)]
    }

    private mutating func thaw(_ ground: ThawGround, _ persons: TwoPersons) throws(CaseError) -> [PayoutAction] {
        guard let freeze else { throw CaseError(.holdUnknown) }
        if !persons.areTwo { throw CaseError(.samePerson) }
        var actions: [PayoutAction] = []
        let reason: String
        switch ground {
        case .licence(let licence, let date):
            if let gap = licence.gap(for: amount, subject: freeze.subject, on: date) {
                throw CaseError(.licenceRefused(gap))
            }
            actions.append(.consumeLicence(number: licence.number, amount))
            reason = "licence \(licence.number)"
        case .delisting(let entry, let version):
            // Another entry's delisting frees nobody.
            if entry != freeze.listEntry || version.isEmpty { throw CaseError(.groundRefused(title: .freeze)) }
            actions.append(.openThawDuty)
            reason = "delisting of \(entry)"
        case .wrongPerson(let text):
            if text.allSatisfy(\.isWhitespace) { throw CaseError(.commentMissing) }
            actions.append(.openThawDuty)
            reason = "wrong person"
        }
        self.freeze = nil
        let next: PayoutState = holds.isEmpty ? .released : .held
        return enter(next, .person(persons.approver), reason) + [.announce(next)] + actions
    }

    private mutating func enter(_ next: PayoutState, _ actor: Actor, _ reason: String) -> [PayoutAction] {
        state = next
        return [.record(next, by: actor, reason: reason)]
    }

    private func refused(_ event: PayoutEvent) -> CaseError {
        CaseError(.payoutRefused(from: state, event: event.name))
    }
}
