import Cases
import Domain
import Testing

@Suite struct CaseFileTests {
    private let policy: CasePolicy
    private let request = InformationRequest(
        template: "sessions", addressee: "partner", questions: ["Is the token shared?"], dueAt: Fixture.at(hours: 48))

    init() throws { policy = try Fixture.policy() }

    /// A case brought to a state by the shortest way.
    private func file(_ state: CaseState, _ item: CaseItem = Fixture.item(), family: String = "sessions") throws
        -> CaseFile
    {
        var file = try Fixture.file(item, family: family, policy: policy)
        var events: [CaseEvent] = []
        if state != .open { events.append(.take(Fixture.ana)) }
        switch state {
        case .open, .working: break
        case .waiting: events.append(.request(request, by: Fixture.ana))
        case .proposed: events.append(.propose(Fixture.closing(), by: Fixture.ana))
        case .closed: events.append(.closeAlone(Fixture.closing(), by: Fixture.ana))
        }
        for event in events { _ = try file.apply(event, at: Fixture.at(hours: 1), policy: policy) }
        #expect(file.state == state)
        return file
    }

    private func expect(
        _ code: CaseError.Code, _ file: CaseFile, _ event: CaseEvent, hours: Int64 = 100,
        _ place: SourceLocation = #_sourceLocation
    ) {
        var copy = file
        #expect(throws: CaseError(code), sourceLocation: place) {
            try copy.apply(event, at: Fixture.at(hours: hours), policy: policy)
        }
        #expect(copy == file, sourceLocation: place)
    }

    /// One valid event of each kind for the item count and closing of `file(_:)`.
    private var events: [CaseEvent] {
        let hash = Fixture.closing().bodyHash
        return [
            .hits([Fixture.item("2")]), .take(Fixture.ana), .assign(to: Fixture.ana, by: Fixture.ben),
            .unassign(by: Fixture.ana), .handOver(to: Fixture.ben, by: Fixture.ana, comment: "holiday"),
            .request(
                InformationRequest(
                    template: "t", addressee: "p", questions: ["q"], dueAt: Fixture.at(hours: 400)), by: Fixture.ana),
            .answered, .dueDatePassed, .pauseLimitReached, .withdrawRequest(by: Fixture.ana),
            .propose(Fixture.closing(), by: Fixture.ana), .closeAlone(Fixture.closing(), by: Fixture.ana),
            .approve(by: Fixture.ben, itemsSeen: 1, bodyHash: hash),
            .sendBack(by: Fixture.ben, comment: "which fleet?"),
            .escalate(queue: "urgent", by: Fixture.ana, comment: "fleet unknown"),
            .merge(into: CaseID(7), target: Fixture.key(), linkConfirmed: false, by: Fixture.ben),
            .reopen(.appeal, by: Fixture.ben), .note("called the partner", by: Fixture.ana),
        ]
    }

    /// Where each state leads by each event; everything else is refused (cases-and-web.md section 2). From `open` there
    /// is no assignee who could escalate.
    private let moves: [CaseState: [String: CaseState]] = [
        .open: ["take in hits": .open, "be taken": .working, "be assigned": .working, "be merged": .closed],
        .working: [
            "take in hits": .working, "be unassigned": .open, "be handed over": .working,
            "request information": .waiting, "be proposed": .proposed, "be closed by one person": .closed,
            "be escalated": .open, "be merged": .closed,
        ],
        .waiting: [
            "take in hits": .waiting, "be answered": .working, "become due": .working, "resume": .working,
            "withdraw a request": .working, "be escalated": .open, "be merged": .closed,
        ],
        .proposed: [
            "take in hits": .proposed, "be approved": .closed, "be returned": .working, "be escalated": .open,
            "be merged": .closed,
        ],
        .closed: ["be reopened": .open],
    ]

    @Test("every state and event: the listed moves are made, all others refused by name", arguments: CaseState.allCases)
    func table(state: CaseState) throws {
        for event in events {
            let before = try file(state)
            if case .note = event { continue }
            var after = before
            if let expected = moves[state]?[event.name] {
                _ = try after.apply(event, at: Fixture.at(hours: 100), policy: policy)
                #expect(after.state == expected, "\(state) \(event.name)")
                #expect(after.version == before.version + 1 && after.updatedAt == Fixture.at(hours: 100))
            } else if state == .open, case .escalate = event {
                expect(.notAssignee, before, event)
            } else {
                expect(.stateRefused(from: state, event: event.name), before, event)
            }
        }
    }

    @Test("notes are taken in every state, also when closed", arguments: CaseState.allCases)
    func notes(state: CaseState) throws {
        var file = try file(state)
        let actions = try file.apply(.note("called", by: Fixture.ana), at: Fixture.at(hours: 99), policy: policy)
        #expect(actions == [.timeline(.note, by: .person(PersonID("ana")), text: "called")] && file.state == state)
        expect(.commentMissing, file, .note(" ", by: Fixture.ana))
    }

    @Test("who may take, assign, hand over")
    func assignment() throws {
        let open = try file(.open)
        let working = try file(.working)
        let dan = Person(id: PersonID("dan"), roles: [.onboarding])
        let linked = Person(id: PersonID("eva"), roles: [.analyst], isLinkedToSubject: true)
        expect(.roleMissing, open, .take(dan))
        expect(.conflictOfInterest, open, .take(linked))
        expect(.roleMissing, open, .assign(to: Fixture.ben, by: Fixture.ana))
        expect(.conflictOfInterest, open, .assign(to: linked, by: Fixture.ben))
        expect(.notAssignee, working, .unassign(by: dan))
        expect(.notAssignee, working, .handOver(to: Fixture.ben, by: dan, comment: "x"))
        expect(.commentMissing, working, .handOver(to: Fixture.ben, by: Fixture.ana, comment: ""))
        expect(.roleMissing, working, .handOver(to: dan, by: Fixture.ana, comment: "x"))
        var kyc = try file(.open, family: "kyc")
        _ = try kyc.apply(.take(dan), at: Fixture.at(hours: 2), policy: policy)
        #expect(kyc.assignee == dan.id)
        expect(.outOfOrder, working, .unassign(by: Fixture.ana), hours: 0)
        expect(.notAssignee, working, .escalate(queue: "urgent", by: Fixture.ben, comment: "x"))
        expect(
            .commentMissing, working, .escalate(queue: "urgent", by: Fixture.ana, comment: "x".replacing("x", with: ""))
        )
    }

    @Test("a question to the partner pauses the clock, its answer resumes it")
    func waiting() throws {
        let working = try file(.working)
        let late = InformationRequest(template: "t", addressee: "p", questions: ["q"], dueAt: Fixture.at(hours: 1))
        for request in [
            late, InformationRequest(template: "t", addressee: "", questions: ["q"], dueAt: Fixture.at(hours: 500)),
            InformationRequest(template: "t", addressee: "p", questions: [], dueAt: Fixture.at(hours: 500)),
        ] { expect(.requestIncomplete, working, .request(request, by: Fixture.ana)) }
        expect(.notAssignee, working, .request(request, by: Fixture.ben))
        var waiting = try file(.waiting)
        #expect(waiting.clock.isPaused && waiting.request == request)
        expect(.outOfOrder, waiting, .dueDatePassed, hours: 47)
        expect(.notAssignee, waiting, .withdrawRequest(by: Fixture.ben))
        let actions = try waiting.apply(.dueDatePassed, at: Fixture.at(hours: 48), policy: policy)
        #expect(!waiting.clock.isPaused && waiting.request == nil)
        #expect(actions.contains(.timeline(.rfiOverdue, by: .timer, text: "")))
        var escalated = try file(.waiting)
        let escalation = try escalated.apply(
            .escalate(queue: "urgent", by: Fixture.ana, comment: "no answer"), at: Fixture.at(hours: 5), policy: policy)
        #expect(escalation.first == .withdrawRequest && escalated.queue == "urgent" && escalated.assignee == nil)
    }

    @Test("a proposal needs codes that fit, evidence, own words and a next step")
    func proposals() throws {
        let working = try file(.working)
        func closing(
            _ disposition: Disposition, _ codes: [String], _ narrative: Narrative = Fixture.words, next: String? = nil,
            date: CivilDate? = nil, of target: CaseID? = nil
        ) -> CaseEvent {
            .propose(
                Closing(
                    disposition: disposition, reasonCodes: codes, narrative: narrative, nextStep: next, nextDate: date,
                    duplicateOf: target), by: Fixture.ana)
        }
        expect(.notAssignee, working, .propose(Fixture.closing(), by: Fixture.ben))
        expect(.reasonCodeMissing, working, closing(.falsePositive, []))
        expect(.reasonCodeUnknown("fp.nothing"), working, closing(.falsePositive, ["fp.nothing"]))
        expect(.reasonCodeUnfit("tp.sanctions"), working, closing(.falsePositive, ["tp.sanctions"]))
        expect(
            .reasonCodeUnfit("fp.tariff-change"), try file(.working, family: "kyc"),
            closing(.falsePositive, ["fp.tariff-change"]))
        expect(
            .evidenceMissing(code: "ok.explained", needs: "partner-answer"), working,
            closing(.accepted, ["ok.explained"]))
        let short = Narrative(who: String(repeating: "a ", count: 39))
        expect(.narrativeTooShort(characters: 39, needed: 40), working, closing(.corrected, ["co.ours"], short))
        let tomorrow = Fixture.at(hours: 100).utcDate.adding(days: 1)
        expect(.nextStepMissing, working, closing(.inconclusive, ["in.no-data"], next: "wait"))
        expect(.nextStepMissing, working, closing(.inconclusive, ["in.no-data"], next: " ", date: tomorrow))
        expect(
            .nextStepMissing, working,
            closing(.inconclusive, ["in.no-data"], next: "wait", date: tomorrow.adding(days: -1)))
        expect(.duplicateTargetMissing, working, closing(.duplicate, ["du.merged"]))
        expect(.duplicateTargetMissing, working, closing(.duplicate, ["du.merged"], of: CaseID(1)))
    }

    @Test("the second person: another, senior, unlinked, who has seen everything as it stands")
    func approval() throws {
        var proposed = try file(.proposed)
        let hash = Fixture.closing().bodyHash
        let seniorAna = Person(id: PersonID("ana"), roles: [.senior])
        expect(.samePerson, proposed, .approve(by: seniorAna, itemsSeen: 1, bodyHash: hash))
        let fay = Person(id: PersonID("fay"), roles: [.analyst])
        expect(.roleMissing, proposed, .approve(by: fay, itemsSeen: 1, bodyHash: hash))
        let linked = Person(id: PersonID("gus"), roles: [.senior], isLinkedToSubject: true)
        expect(.conflictOfInterest, proposed, .approve(by: linked, itemsSeen: 1, bodyHash: hash))
        expect(.changed, proposed, .approve(by: Fixture.ben, itemsSeen: 1, bodyHash: .zero))
        expect(.samePerson, proposed, .sendBack(by: seniorAna, comment: "x"))
        expect(.roleMissing, proposed, .sendBack(by: fay, comment: "x"))
        expect(.commentMissing, proposed, .sendBack(by: Fixture.ben, comment: ""))
        _ = try proposed.apply(.hits([Fixture.item("2")]), at: Fixture.at(hours: 2), policy: policy)
        #expect(proposed.hasNewHits && proposed.state == .proposed)
        expect(.newHits(unseen: 1), proposed, .approve(by: Fixture.ben, itemsSeen: 1, bodyHash: hash))
        let actions = try proposed.apply(
            .approve(by: Fixture.ben, itemsSeen: 2, bodyHash: hash), at: Fixture.at(hours: 3), policy: policy)
        #expect(
            proposed.state == .closed && proposed.disposition == .falsePositive
                && proposed.closedAt == Fixture.at(hours: 3))
        #expect(actions.first == .timeline(.approved, by: .person(PersonID("ben")), text: ""))
        expect(
            .stateRefused(from: .closed, event: "be approved"), proposed,
            .approve(by: Fixture.ben, itemsSeen: 2, bodyHash: hash))
    }

    @Test("held money: let go, kept, or stopped, as the disposition says")
    func money() throws {
        let item = Fixture.item(outcome: .hold, severity: .high, held: Fixture.money)
        func close(_ disposition: Disposition, family: String) throws -> [CaseAction] {
            var file = try file(.working, item, family: family)
            #expect(file.held == [Fixture.money])
            let codes: [String]? = disposition == .confirmed ? ["tp.structuring"] : nil
            let closing = Fixture.closing(
                disposition, codes: codes, duplicateOf: disposition == .duplicate ? CaseID(9) : nil)
            expect(.twoPersonsNeeded(.heldMoney), file, .closeAlone(closing, by: Fixture.ana))
            _ = try file.apply(.propose(closing, by: Fixture.ana), at: Fixture.at(hours: 2), policy: policy)
            let actions = try file.apply(
                .approve(by: Fixture.cleo, itemsSeen: 1, bodyHash: closing.bodyHash), at: Fixture.at(hours: 3),
                policy: policy)
            #expect(file.held.isEmpty == disposition.releasesMoney)
            return actions
        }
        for disposition in [Disposition.falsePositive, .accepted, .corrected] {
            #expect(try close(disposition, family: "payouts").contains(.letGo(Fixture.money)))
        }
        let kept = try close(.inconclusive, family: "payouts")
        #expect(
            kept.contains(.keepHeld(Fixture.money, nextStep: "ask again", on: Fixture.start.utcDate.adding(days: 30))))
        let stopped = try close(.confirmed, family: "payouts")
        #expect(stopped.contains(.stop(Fixture.money)) && stopped.contains(.draftSuspicionReport))
        let duplicate = try close(.duplicate, family: "payouts")
        #expect(duplicate.contains(.link(to: CaseID(9), as: "duplicate")) && !duplicate.contains(.letGo(Fixture.money)))
        var session = try file(.working, item, family: "sessions")
        let closing = Fixture.closing(.confirmed)
        _ = try session.apply(.propose(closing, by: Fixture.ana), at: Fixture.at(hours: 2), policy: policy)
        let actions = try session.apply(
            .approve(by: Fixture.ben, itemsSeen: 1, bodyHash: closing.bodyHash), at: Fixture.at(hours: 3),
            policy: policy)
        #expect(!actions.contains(.draftSuspicionReport))
    }

    @Test("one person closes exactly what the policy allows")
    func alone() throws {
        let closing = Fixture.closing()
        expect(
            .twoPersonsNeeded(.family), try file(.working, family: "sanctions"), .closeAlone(closing, by: Fixture.ana))
        expect(
            .twoPersonsNeeded(.outcome), try file(.working, Fixture.item(outcome: .hold)),
            .closeAlone(closing, by: Fixture.ana))
        expect(
            .twoPersonsNeeded(.severity), try file(.working, Fixture.item(severity: .high)),
            .closeAlone(closing, by: Fixture.ana))
        for disposition in [Disposition.confirmed, .accepted, .inconclusive] {
            expect(
                .twoPersonsNeeded(.disposition), try file(.working),
                .closeAlone(Fixture.closing(disposition), by: Fixture.ana))
        }
        expect(.notAssignee, try file(.working), .closeAlone(closing, by: Fixture.ben))
        let loose = FourEyesPolicy(
            outcomes: [.hold], severities: [.low], dispositions: [.falsePositive], families: ["sanctions"])
        #expect(!loose.isWithinWidest && FourEyesPolicy.widest.isWithinWidest && policy.fourEyes.isWithinWidest)
    }

    @Test("merging needs a senior, the same subject or a link, and two persons where closing does")
    func merging() throws {
        var open = try file(.open)
        let other = Fixture.key("velocity", "T-2")
        expect(.roleMissing, open, .merge(into: CaseID(7), target: Fixture.key(), linkConfirmed: true, by: Fixture.ana))
        expect(.linkMissing, open, .merge(into: CaseID(7), target: other, linkConfirmed: false, by: Fixture.ben))
        expect(
            .duplicateTargetMissing, open,
            .merge(into: CaseID(1), target: Fixture.key(), linkConfirmed: false, by: Fixture.ben))
        let linked = Person(id: PersonID("ben"), roles: [.senior], isLinkedToSubject: true)
        expect(.conflictOfInterest, open, .merge(into: CaseID(7), target: other, linkConfirmed: true, by: linked))
        expect(
            .twoPersonsNeeded(.family), try file(.open, family: "sanctions"),
            .merge(into: CaseID(7), target: other, linkConfirmed: true, by: Fixture.ben))
        let actions = try open.apply(
            .merge(into: CaseID(7), target: other, linkConfirmed: true, by: Fixture.ben), at: Fixture.at(hours: 2),
            policy: policy)
        #expect(open.disposition == .duplicate && open.mergedInto == CaseID(7))
        #expect(actions.contains(.link(to: CaseID(7), as: "merged")))
    }

    @Test("reopening: by a senior with a reason, by the engine for its own reasons only")
    func reopening() throws {
        var closed = try file(.closed)
        #expect(closed.clock.isStopped)
        expect(.roleMissing, closed, .reopen(.appeal, by: Fixture.ana))
        expect(.commentMissing, closed, .reopen(.decision(" "), by: Fixture.ben))
        expect(.roleMissing, closed, .reopen(.decision("because"), by: nil))
        let linked = Person(id: PersonID("ben"), roles: [.senior], isLinkedToSubject: true)
        expect(.conflictOfInterest, closed, .reopen(.appeal, by: linked))
        let actions = try closed.apply(.reopen(.listEntryChanged, by: nil), at: Fixture.at(hours: 9), policy: policy)
        #expect(actions.first == .timeline(.reopened, by: .engine, text: "list entry changed"))
        #expect(
            closed.disposition == nil && closed.closedAt == nil && !closed.clock.isStopped && closed.itemSequence == 1)
    }

    @Test("what arrives never makes a case milder, and each item has its number")
    func items() throws {
        var file = try file(.open, Fixture.item(hours: 5, outcome: .hold, severity: .high))
        let items = [
            Fixture.item("2", hours: 1, outcome: .review, severity: .ops),
            Fixture.item("3", kind: .correction, hours: 900, outcome: .stop, severity: .critical),
        ]
        let actions = try file.apply(.hits(items), at: Fixture.at(hours: 6), policy: policy)
        #expect(file.outcome == .hold && file.severity == .high && file.hitCount == 2 && file.itemSequence == 3)
        #expect(file.firstHitAt == Fixture.at(hours: 1) && file.lastHitAt == Fixture.at(hours: 5))
        let numbers = actions.compactMap { if case .addItem(let item) = $0 { item.sequence } else { nil } }
        #expect(numbers == [2, 3])
        let worse = try file.apply(
            .hits([Fixture.item("4", outcome: .stop, severity: .critical)]), at: Fixture.at(hours: 7), policy: policy)
        #expect(worse.contains(.timeline(.severityChanged, by: .engine, text: "high to critical")))
        #expect(worse.contains(.recomputeDueDate) && file.outcome == .stop)
    }
}
