import Cases
import Domain
import Testing

@Suite struct PayoutLifeTests {
    private let amount = Money(micros: 9_300_000_000, currency: .eur)
    private let two = TwoPersons(proposer: PersonID("ana"), approver: PersonID("ben"))
    private let one = TwoPersons(proposer: PersonID("ana"), approver: PersonID("ana"))
    private let freeze = Freeze(
        subject: "P-9", law: "Regulation (EU) 269/2014", authority: "BdB", listEntry: "EU.1", listVersion: "v1")

    private func hold(_ id: String = "H-1", _ title: HoldTitle = .fraud, standstill: Int64? = nil) -> PayoutHold {
        PayoutHold(
            id: id, title: title, openedAt: Fixture.start, decideBy: Fixture.at(hours: 48), nextStep: "decide",
            standstillUntil: standstill.map { Fixture.at(hours: $0) })
    }

    private func licence(_ euros: Int64, used: Int64 = 0, scope: String = "P-9", currency: Currency = .eur) -> Licence {
        Licence(
            authority: "BdB", number: "L-1", scope: [scope], cap: Money(micros: euros * 1_000_000, currency: currency),
            used: Money(micros: used * 1_000_000, currency: currency), from: Fixture.start.utcDate,
            expires: Fixture.start.utcDate.adding(days: 30))
    }

    private func life(_ events: [PayoutEvent]) throws -> PayoutLife {
        var life = PayoutLife(payout: "payout:*:P-1", amount: amount, receivedAt: Fixture.start)
        for event in events { _ = try life.apply(event, at: Fixture.start) }
        return life
    }

    private func expect(
        _ code: CaseError.Code, _ life: PayoutLife, _ event: PayoutEvent, hours: Int64 = 1,
        _ place: SourceLocation = #_sourceLocation
    ) {
        var copy = life
        #expect(throws: CaseError(code), sourceLocation: place) { try copy.apply(event, at: Fixture.at(hours: hours)) }
        #expect(copy == life, sourceLocation: place)
    }

    private var ways: [PayoutState: [PayoutEvent]] {
        let released: [PayoutEvent] = [
            .assess(.hold), .hold(hold()), .letGo(hold: "H-1", .caseDecision(.accepted, caseID: CaseID(1)), two),
        ]
        let cleared: [PayoutEvent] = [.assess(.pass), .clear]
        return [
            .received: [], .assessed: [.assess(.pass)], .cleared: cleared, .held: [.assess(.hold), .hold(hold())],
            .released: released, .rejected: [.assess(.stop), .hold(hold()), .reject(two, reason: "refused")],
            .frozen: [.assess(.stop), .freeze(freeze, by: .engine)], .instructed: cleared + [.instruct],
            .executed: cleared + [.instruct, .booked(reference: "B")],
            .returned: cleared + [.instruct, .bounced(reference: "B")],
        ]
    }

    /// Where each state leads by each event; everything else is refused (duties.md section 2).
    private let moves: [PayoutState: [String: PayoutState]] = [
        .received: ["be assessed": .assessed, "be executed": .received],
        .assessed: [
            "be assessed": .assessed, "be cleared": .cleared, "be held": .held, "be frozen": .frozen,
            "be executed": .assessed,
        ],
        .cleared: ["be held": .held, "be frozen": .frozen, "be instructed": .instructed, "be executed": .executed],
        .held: [
            "be held": .held, "be let go": .released, "be rejected": .rejected, "be frozen": .frozen,
            "be executed": .held,
        ],
        .released: ["be held": .held, "be frozen": .frozen, "be instructed": .instructed, "be executed": .executed],
        .rejected: ["be executed": .rejected],
        .frozen: ["be held": .frozen, "be thawed": .released, "be executed": .frozen],
        .instructed: ["be executed": .executed, "be returned": .returned], .executed: ["be returned": .returned],
        .returned: [:],
    ]

    @Test(
        "every state and event: the listed moves are made, all others refused by name", arguments: PayoutState.allCases)
    func table(state: PayoutState) throws {
        let events: [PayoutEvent] = [
            .assess(.pass), .clear, .hold(hold("H-2")),
            .letGo(hold: "H-1", .caseDecision(.falsePositive, caseID: CaseID(1)), two), .reject(two, reason: "refused"),
            .freeze(freeze, by: .engine), .thaw(.licence(licence(10_000), on: Fixture.start.utcDate), two), .instruct,
            .booked(reference: "B"), .bounced(reference: "B"),
        ]
        for event in events {
            var after = try life(ways[state] ?? [])
            #expect(after.state == state)
            let before = after
            if let expected = moves[state]?[event.name] {
                _ = try after.apply(event, at: Fixture.at(hours: 1))
                #expect(after.state == expected, "\(state) \(event.name)")
            } else if state == .frozen, case .letGo = event {
                expect(.holdUnknown, before, event)
            } else {
                expect(.payoutRefused(from: state, event: event.name), before, event)
            }
        }
    }

    @Test("only pass and review clear")
    func clearing() throws {
        for outcome in Outcome.allCases {
            var life = try life([.assess(outcome)])
            if outcome <= .review {
                #expect(try life.apply(.clear, at: Fixture.start).contains(.announce(.cleared)))
            } else {
                expect(.payoutRefused(from: .assessed, event: "be cleared"), life, .clear)
            }
        }
        expect(.outOfOrder, try life([]), .assess(.pass), hours: -1)
    }

    @Test("a payout is released when the last hold lets go, by two persons, on a ground of its title")
    func letting() throws {
        var life = try life([.assess(.hold), .hold(hold()), .hold(hold("H-2", .dueDiligence))])
        let decision = LetGoGround.caseDecision(.corrected, caseID: CaseID(1))
        expect(.samePerson, life, .letGo(hold: "H-1", decision, one))
        expect(.holdUnknown, life, .letGo(hold: "H-9", decision, two))
        expect(.holdExists, life, .hold(hold()))
        expect(.groundRefused(title: .freeze), life, .hold(hold("H-3", .freeze)))
        for disposition in [Disposition.confirmed, .inconclusive, .duplicate] {
            expect(
                .groundRefused(title: .fraud), life,
                .letGo(hold: "H-1", .caseDecision(disposition, caseID: CaseID(1)), two))
        }
        for ground in [
            LetGoGround.noObjection(reference: "F"), .standstillExpired, .authorityInstruction(reference: "F"),
        ] {
            expect(.groundRefused(title: .fraud), life, .letGo(hold: "H-1", ground, two))
        }
        #expect(life.overdue(at: Fixture.at(hours: 47)).isEmpty)
        #expect(life.overdue(at: Fixture.at(hours: 48)).map(\.id) == ["H-1", "H-2"])
        _ = try life.apply(.letGo(hold: "H-1", decision, two), at: Fixture.start)
        #expect(life.state == .held)
        let actions = try life.apply(.letGo(hold: "H-2", decision, two), at: Fixture.start)
        #expect(life.state == .released && actions.contains(.announce(.released)))
    }

    @Test("money that an FIU stopped leaves by its word or when the standstill ends, never by a case")
    func standstill() throws {
        let life = try life([.assess(.hold), .hold(hold("H-1", .fiu, standstill: 72))])
        expect(.groundRefused(title: .fiu), life, .letGo(hold: "H-1", .caseDecision(.accepted, caseID: CaseID(1)), two))
        expect(.groundRefused(title: .fiu), life, .letGo(hold: "H-1", .standstillExpired, two), hours: 71)
        expect(.groundRefused(title: .fiu), life, .letGo(hold: "H-1", .noObjection(reference: ""), two))
        expect(.groundRefused(title: .fiu), life, .reject(two, reason: "refused"))
        for (ground, hours) in [
            (LetGoGround.standstillExpired, 72), (.noObjection(reference: "F-1"), 1),
            (.authorityInstruction(reference: "F-2"), 1),
        ] as [(LetGoGround, Int64)] {
            var copy = life
            _ = try copy.apply(.letGo(hold: "H-1", ground, two), at: Fixture.at(hours: hours))
            #expect(copy.state == .released)
        }
        let endless = try self.life([.assess(.hold), .hold(hold("H-1", .fiu))])
        expect(.groundRefused(title: .fiu), endless, .letGo(hold: "H-1", .standstillExpired, two), hours: 9999)
    }

    @Test("a licence of 5,000 does not free 9,300; one of 10,000 does, once, by two persons")
    func licences() throws {
        var frozen = try life([.assess(.stop), .freeze(freeze, by: .engine)])
        let day = Fixture.start.utcDate
        expect(.licenceRefused(.cap), frozen, .thaw(.licence(licence(5000), on: day), two))
        expect(.licenceRefused(.cap), frozen, .thaw(.licence(licence(10_000, used: 701), on: day), two))
        expect(.licenceRefused(.scope), frozen, .thaw(.licence(licence(10_000, scope: "P-8"), on: day), two))
        let dollar = try #require(Currency("USD"))
        expect(.licenceRefused(.currency), frozen, .thaw(.licence(licence(10_000, currency: dollar), on: day), two))
        expect(.licenceRefused(.date), frozen, .thaw(.licence(licence(10_000), on: day.adding(days: 31)), two))
        expect(.licenceRefused(.date), frozen, .thaw(.licence(licence(10_000), on: day.adding(days: -1)), two))
        expect(.samePerson, frozen, .thaw(.licence(licence(10_000), on: day), one))
        expect(.groundRefused(title: .freeze), frozen, .thaw(.delisting(entry: "EU.2", listVersion: "v2"), two))
        expect(.groundRefused(title: .freeze), frozen, .thaw(.delisting(entry: "EU.1", listVersion: ""), two))
        expect(.commentMissing, frozen, .thaw(.wrongPerson(reason: " "), two))
        let actions = try frozen.apply(.thaw(.licence(licence(10_000), on: day), two), at: Fixture.start)
        #expect(actions.contains(.consumeLicence(number: "L-1", amount)) && frozen.state == .released)
        expect(
            .payoutRefused(from: .released, event: "be thawed"), frozen, .thaw(.licence(licence(10_000), on: day), two))
    }

    @Test("what a freeze and its end set going")
    func duties() throws {
        var life = try life([.assess(.stop), .hold(hold())])
        let actions = try life.apply(.freeze(freeze, by: .person(PersonID("mlro"))), at: Fixture.start)
        #expect(actions.contains(.openFreezeDuty(freeze)) && life.freeze == freeze)
        _ = try life.apply(.hold(hold("H-2", .error)), at: Fixture.start)
        _ = try life.apply(
            .letGo(hold: "H-2", .caseDecision(.corrected, caseID: CaseID(2)), two), at: Fixture.start)
        #expect(life.state == .frozen)
        let thaw = try life.apply(.thaw(.delisting(entry: "EU.1", listVersion: "v2"), two), at: Fixture.start)
        // The hold from before the freeze is still there.
        #expect(life.state == .held && thaw.contains(.openThawDuty) && life.freeze == nil)
        expect(.samePerson, life, .reject(one, reason: "refused"))
        expect(.commentMissing, life, .reject(two, reason: " "))
    }

    @Test("money that moved although it was held is named, and the state does not pretend")
    func bypass() throws {
        var held = try life([.assess(.hold), .hold(hold())])
        #expect(
            try held.apply(.booked(reference: "B-7"), at: Fixture.start) == [
                .bypass(finding: "MT-PO-10", reference: "B-7")
            ])
        #expect(held.state == .held && held.wasBypassed)
        var unseen = try life([])
        #expect(
            try unseen.apply(.booked(reference: "B-8"), at: Fixture.start)
                == [.bypass(finding: "MT-PO-11", reference: "B-8")])
    }

    @Test("a stored payout goes on where it was")
    func stored() throws {
        let held = try life([.assess(.hold), .hold(hold())])
        let again = PayoutLife(
            payout: held.payout, amount: held.amount, state: held.state, outcome: held.outcome,
            holds: Array(held.holds.values), freeze: held.freeze, updatedAt: held.updatedAt)
        #expect(again == held)
    }
}
