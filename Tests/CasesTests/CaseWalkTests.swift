import Cases
import Domain
import Testing

/// Random walks against the rules that must hold whatever people do.
@Suite struct CaseWalkTests {
    @Test("10,000 random sequences: nobody approves the own proposal, held money leaves by two persons only")
    func walks() throws {
        let policy = try Fixture.policy()
        var random = SeededGenerator(seed: 42)
        var closed = 0
        for round in 0..<10_000 {
            let held = round % 2 == 0 ? Fixture.money : nil
            let family = ["sessions", "sanctions", "payouts", "kyc"][round % 4]
            let item = Fixture.item(
                outcome: held == nil ? .review : .hold, severity: round % 3 == 0 ? .low : .high, held: held)
            var file = try Fixture.file(item, family: family, policy: policy)
            var at = Fixture.start
            for step in 0..<20 {
                let event = Self.event(&random, file, step: step)
                let before = file
                at = at + TimeSpan(microseconds: Int64.random(in: 0...3_600_000_000, using: &random))
                guard let actions = try? file.apply(event, at: at, policy: policy) else {
                    require(file == before)
                    continue
                }
                check(before, event, file, actions, policy)
                if file.state == .closed && before.state != .closed { closed += 1 }
            }
        }
        #expect(closed > 1000, "the walks must reach the interesting places: \(closed)")
    }

    /// A cheap expectation: thousands of them are checked a second.
    private func require(_ holds: Bool, _ what: Comment = "", _ place: SourceLocation = #_sourceLocation) {
        if !holds { Issue.record(what, sourceLocation: place) }
    }

    private func check(
        _ before: CaseFile, _ event: CaseEvent, _ after: CaseFile, _ actions: [CaseAction], _ policy: CasePolicy
    ) {
        require(after.itemSequence >= before.itemSequence && after.hitCount >= before.hitCount)
        require(after.outcome >= before.outcome && after.severity >= before.severity)
        let releases = actions.contains { if case .letGo = $0 { true } else { false } }
        if case .approve(let by, _, _) = event {
            require(by.id != before.proposal?.proposer && after.state == .closed)
        } else {
            require(!releases, "only an approval lets money go")
            if after.state == .closed && before.state != .closed {
                let disposition = after.disposition ?? .confirmed
                require(policy.fourEyes.reason(against: before, as: disposition) == nil)
                require(before.held.isEmpty && before.outcome <= .review && !before.key.family.hasPrefix("sanctions"))
            }
        }
        if releases {
            require(after.disposition?.releasesMoney == true && after.held.isEmpty)
        } else {
            require(Set(before.held).isSubset(of: Set(after.held)))
        }
        require((after.state == .proposed) == (after.proposal != nil))
        require((after.state == .waiting) == after.clock.isPaused && (after.state == .closed) == after.clock.isStopped)
    }

    private static let people = [
        Person(id: PersonID("ana"), roles: [.analyst, .onboarding]), Person(id: PersonID("ana"), roles: [.senior]),
        Person(id: PersonID("ben"), roles: [.senior]), Person(id: PersonID("cleo"), roles: [.analyst, .mlro]),
    ]

    private static func event(_ random: inout SeededGenerator, _ file: CaseFile, step: Int) -> CaseEvent {
        // Often the assignee acts, so that walks get anywhere.
        let any = people.randomElement(using: &random) ?? Fixture.ana
        let owner = people.first { $0.id == file.assignee }
        let person = Int.random(in: 0..<3, using: &random) == 0 ? any : owner ?? any
        let other = people.randomElement(using: &random) ?? Fixture.ben
        let disposition = Disposition.allCases.randomElement(using: &random) ?? .falsePositive
        let closing = Fixture.closing(disposition, duplicateOf: CaseID(99))
        switch Int.random(in: 0..<14, using: &random) {
        case 0: return .hits([Fixture.item("r\(step)", outcome: .review, severity: .low)])
        case 1, 2: return .take(person)
        case 3: return .assign(to: person, by: other)
        case 4: return .unassign(by: person)
        case 5:
            let due = file.updatedAt + TimeSpan(microseconds: 9 * TimeSpan.day.microseconds)
            return .request(
                InformationRequest(template: "t", addressee: "p", questions: ["q"], dueAt: due), by: person)
        case 6: return .answered
        case 7, 8: return .propose(closing, by: person)
        case 9: return .closeAlone(closing, by: person)
        case 10, 11:
            let seen =
                Bool.random(using: &random) ? file.itemSequence : Int.random(in: 0...file.itemSequence, using: &random)
            let hash = (Bool.random(using: &random) ? file.proposal?.closing : closing)?.bodyHash ?? .zero
            return .approve(by: other, itemsSeen: seen, bodyHash: hash)
        case 12: return .sendBack(by: person, comment: "again")
        default: return .reopen(.appeal, by: person)
        }
    }

    @Test("10,000 random payouts: frozen money leaves by licence, delisting or wrong person only, and by two")
    func payouts() throws {
        var random = SeededGenerator(seed: 43)
        var thawed = 0
        var released = 0
        for _ in 0..<10_000 {
            var life = PayoutLife(
                payout: "P-1", amount: Money(micros: 9_300_000_000, currency: .eur), receivedAt: Fixture.start)
            var at = Fixture.start
            for step in 0..<20 {
                let event = Self.payoutEvent(&random, life, step: step)
                let before = life
                at = at + TimeSpan(microseconds: Int64.random(in: 0...3_600_000_000, using: &random))
                guard (try? life.apply(event, at: at)) != nil else {
                    require(life == before)
                    continue
                }
                if before.state == .frozen && life.state != .frozen {
                    guard case .thaw(let ground, let persons) = event else {
                        Issue.record("\(event.name) freed frozen money")
                        return
                    }
                    thawed += 1
                    require(persons.areTwo)
                    if case .licence(let licence, _) = ground { require(licence.cap.micros >= life.amount.micros) }
                }
                if life.state == .released && before.state != .released {
                    released += 1
                    require(life.holds.isEmpty && life.freeze == nil)
                }
                if life.state == .cleared { require((life.outcome ?? .stop) <= .review && life.holds.isEmpty) }
                require((life.state == .frozen) == (life.freeze != nil))
                require(life.state != .held || !life.holds.isEmpty)
                let paid: Set<PayoutState> = [.instructed, .executed]
                if paid.contains(life.state) && !paid.contains(before.state) {
                    require(before.state == .cleared || before.state == .released)
                }
            }
        }
        #expect(thawed > 100 && released > 100, "the walks must reach the interesting places: \(thawed), \(released)")
    }

    private static func payoutEvent(_ random: inout SeededGenerator, _ life: PayoutLife, step: Int) -> PayoutEvent {
        let ids = ["ana", "ben", "cleo"].map { PersonID($0) }
        let two = TwoPersons(
            proposer: ids.randomElement(using: &random) ?? ids[0], approver: ids.randomElement(using: &random) ?? ids[1]
        )
        let freeze = Freeze(
            subject: "P-9", law: "Regulation (EU) 269/2014", authority: "BdB", listEntry: "EU.1", listVersion: "v1")
        switch Int.random(in: 0..<14, using: &random) {
        case 0, 1: return .assess(Outcome.allCases.randomElement(using: &random) ?? .pass)
        case 2, 3: return .clear
        case 4:
            let title = HoldTitle.allCases.randomElement(using: &random) ?? .error
            return .hold(
                PayoutHold(
                    id: "H-\(step)", title: title, openedAt: life.updatedAt, decideBy: life.updatedAt + .day,
                    nextStep: "decide", standstillUntil: life.updatedAt + .hour))
        case 5, 6, 7:
            let grounds: [LetGoGround] = [
                .caseDecision(.falsePositive, caseID: CaseID(1)), .caseDecision(.confirmed, caseID: CaseID(1)),
                .noObjection(reference: "F-1"), .standstillExpired,
            ]
            return .letGo(
                hold: life.holds.keys.sorted().first ?? "none",
                grounds.randomElement(using: &random) ?? .standstillExpired,
                two)
        case 8: return .reject(two, reason: "refused")
        case 9: return .freeze(freeze, by: .engine)
        case 10, 11:
            let cap = Money(micros: Bool.random(using: &random) ? 5_000_000_000 : 10_000_000_000, currency: .eur)
            let licence = Licence(
                authority: "BdB", number: "L-1", scope: ["P-9"], cap: cap, used: Money(micros: 0, currency: .eur),
                from: Fixture.start.utcDate, expires: Fixture.start.utcDate.adding(days: 30))
            let grounds: [ThawGround] = [
                .licence(licence, on: Fixture.start.utcDate), .delisting(entry: "EU.1", listVersion: "v2"),
                .delisting(entry: "EU.2", listVersion: "v2"), .wrongPerson(reason: "another birth date"),
            ]
            return .thaw(grounds.randomElement(using: &random) ?? .wrongPerson(reason: ""), two)
        case 12: return .instruct
        default: return .booked(reference: "B-1")
        }
    }
}
