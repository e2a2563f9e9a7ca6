import Cases
import Domain
import Testing

@Suite struct CaseBookTests {
    private let policy: CasePolicy

    init() throws { policy = try Fixture.policy() }

    private func place(_ hits: [CaseHit], _ existing: [CaseKey: ExistingCases] = [:], hours: Int64 = 0) throws
        -> [CaseChange]
    {
        try CaseBook.place(hits, existing: existing, policy: policy, at: Fixture.at(hours: hours))
    }

    /// A closed case whose last hit lies at hour 0.
    private func closed(_ key: CaseKey = Fixture.key()) throws -> CaseFile {
        var file = try #require(try place([Fixture.hit(Fixture.item(), key: key)]).first?.file)
        file.id = CaseID(5)
        for event in [CaseEvent.take(Fixture.ana), .closeAlone(Fixture.closing(), by: Fixture.ana)] {
            _ = try file.apply(event, at: Fixture.at(hours: 1), policy: policy)
        }
        return file
    }

    @Test("the key comes from the rule's dedupe list")
    func keys() throws {
        func key(_ dedupe: [String]) throws -> CaseKey {
            try CaseKey(folder: "sessions", ruleID: "EV-S-010", dedupe: dedupe, subjectID: "T-1")
        }
        #expect(try key(["rule", "token_uid"]).description == "main:driver_token:T-1:sessions/EV-S-010")
        #expect(try key(["family", "evse_id"]).description == "main:evse:T-1:sessions")
        #expect(try key(["rule", "token_uid"]).mainFamily == "sessions")
        #expect(try key(["rule", "token_uid"]).shard == (try key(["family", "token_uid"]).shard))
        for wrong in [[], ["rule"], ["token_uid", "rule"], ["rule", "colour"], ["rule", "token_uid", "evse_id"]] {
            #expect(throws: CaseError(.badDedupe(wrong.joined(separator: ", ")))) { try key(wrong) }
        }
        #expect(CaseID("C-1042") == CaseID(1042) && CaseID("1042") == nil && CaseID("C-0") == nil)
    }

    @Test("hits of one key open one case, in any order")
    func opening() throws {
        var hits = (0..<20).map { Fixture.hit(Fixture.item("\($0)", hours: Int64($0))) }
        hits.append(Fixture.hit(Fixture.item("x", severity: .critical), key: Fixture.key("velocity")))
        hits.append(Fixture.hit(Fixture.item("y", severity: .low), key: Fixture.key("sanctions", "A")))
        let changes = try place(hits)
        #expect(changes.count == 3)
        var random = SeededGenerator(seed: 1)
        for _ in 0..<20 {
            hits.shuffle(using: &random)
            #expect(try place(hits) == changes)
        }
        let file = try #require(changes.compactMap(\.file).first { $0.key.family == "sessions" })
        #expect(file.hitCount == 20 && file.itemSequence == 20 && file.state == .open && file.id == nil)
        #expect(file.firstHitAt == Fixture.start && file.lastHitAt == Fixture.at(hours: 19) && file.queue == "general")
        #expect(changes.compactMap(\.file).map(\.queue).sorted() == ["general", "sanctions", "urgent"])
        let order = changes.compactMap(\.file?.key)
        #expect(order == order.sorted())
    }

    @Test("an open case takes every hit, also one that a good-list entry covers")
    func appending() throws {
        var open = try #require(try place([Fixture.hit(Fixture.item())]).first?.file)
        open.id = CaseID(5)
        let existing = [Fixture.key(): ExistingCases(open: open, lastClosed: nil)]
        let changes = try place([Fixture.hit(Fixture.item("2", hours: 9999), coveredBy: "G-88")], existing, hours: 2)
        guard case .append(let file, let actions)? = changes.first else {
            Issue.record("\(changes)")
            return
        }
        #expect(changes.count == 1 && file.hitCount == 2 && file.version == open.version + 1)
        #expect(actions.contains { if case .addItem(let item) = $0 { item.sequence == 2 } else { false } })
        // A batch whose time lies before the case's last change still arrives.
        #expect(
            try place([Fixture.hit(Fixture.item("3"))], [Fixture.key(): ExistingCases(open: file, lastClosed: nil)])
                .first?.file?.hitCount == 3)
    }

    @Test("a covered hit opens nothing and is counted as a use")
    func covered() throws {
        let hit = Fixture.hit(Fixture.item(), coveredBy: "G-88")
        #expect(try place([hit]) == [.covered(hit, by: "G-88")])
        let mixed = try place([hit, Fixture.hit(Fixture.item("2"))])
        #expect(mixed.count == 2 && mixed.compactMap(\.file).first?.hitCount == 1)
    }

    @Test("after closing, a hit within the window of event time reopens, a later one follows with a new case")
    func recurrence() throws {
        let old = try closed()
        let existing = [Fixture.key(): ExistingCases(open: nil, lastClosed: old)]
        let inside = try place([Fixture.hit(Fixture.item("2", hours: 7 * 24 - 1))], existing, hours: 5000)
        guard case .reopen(let file, let actions)? = inside.first else {
            Issue.record("\(inside)")
            return
        }
        #expect(file.id == CaseID(5) && file.state == .open && file.hitCount == 2 && file.disposition == nil)
        #expect(actions.first == .timeline(.reopened, by: .engine, text: "recurrence"))
        let outside = try place([Fixture.hit(Fixture.item("2", hours: 7 * 24))], existing, hours: 5000)
        guard case .open(let next, let opening)? = outside.first else {
            Issue.record("\(outside)")
            return
        }
        #expect(next.follows == CaseID(5) && next.id == nil && opening.contains(.link(to: CaseID(5), as: "follows")))
        // A late event from before the last hit belongs to the same story.
        let late = try place([Fixture.hit(Fixture.item("0", hours: -500))], existing, hours: 5000)
        #expect(late.first?.file?.id == CaseID(5))
        // Of a batch the earliest hit decides, and all go to one case.
        let both = try place(
            [Fixture.hit(Fixture.item("3", hours: 9000)), Fixture.hit(Fixture.item("2", hours: 24))], existing,
            hours: 9999)
        #expect(both.count == 1 && both.first?.file?.hitCount == 3)
    }

    @Test("a correction is noted in the case, opens and reopens nothing")
    func corrections() throws {
        let correction = Fixture.hit(Fixture.item("1", kind: .correction, hours: 3, revision: 2))
        #expect(try place([correction]).isEmpty)
        let old = try closed()
        let changes = try place([correction], [Fixture.key(): ExistingCases(open: nil, lastClosed: old)], hours: 9)
        guard case .annotate(let file, _)? = changes.first else {
            Issue.record("\(changes)")
            return
        }
        #expect(
            file.state == .closed && file.itemSequence == 2 && file.hitCount == 1 && file.lastHitAt == old.lastHitAt)
    }

    @Test("a new assessment adds what is new and notes what changed or vanished")
    func differences() throws {
        let first = [
            Fixture.hit(Fixture.item("1")), Fixture.hit(Fixture.item("1", rule: "EV-S-006")),
            Fixture.hit(Fixture.item("1", rule: "EV-S-012", outcome: .hold)),
        ]
        #expect(CaseBook.differences(from: first, to: first, revision: 2).isEmpty)
        #expect(CaseBook.differences(from: [], to: first, revision: 1).count == 3)
        let second = [
            Fixture.hit(Fixture.item("1", revision: 2)), Fixture.hit(Fixture.item("1", rule: "EV-S-012", revision: 2)),
            Fixture.hit(Fixture.item("1", rule: "EV-S-013", revision: 2)),
        ]
        let found = CaseBook.differences(from: first, to: second, revision: 2)
        #expect(found.map(\.item.ruleID) == ["EV-S-006", "EV-S-012", "EV-S-013"])
        #expect(found.map(\.item.kind) == [.correction, .correction, .hit])
        #expect(found[0].item.say.description == "this hit no longer holds since revision 2")
        #expect(found[0].item.before == .review && found[0].item.outcome == .pass && !found[0].item.holds)
        #expect(found[1].item.before == .hold && found[1].item.outcome == .review && !found[1].item.raises)
        let gone = CaseBook.differences(from: first, to: [], revision: 2)
        #expect(gone.count == 3 && gone.allSatisfy { $0.item.kind == .correction && $0.item.outcome == .pass })
        // What was taken back is not taken back again, and may hold again.
        #expect(CaseBook.differences(from: gone, to: [], revision: 3).isEmpty)
        let again = CaseBook.differences(from: gone, to: first, revision: 3)
        #expect(again.count == 3 && again.allSatisfy { $0.item.before == .pass && $0.item.raises })
    }

    @Test("a hit of an event that passes all the same opens nothing, and takes back what it was before")
    func passing() throws {
        let hit = Fixture.hit(Fixture.item("1"))
        let passing = Fixture.hit(Fixture.item("1", outcome: .pass))
        #expect(CaseBook.differences(from: [], to: [passing], revision: 1).isEmpty)
        let found = CaseBook.differences(from: [hit], to: [passing], revision: 2)
        #expect(found.map(\.item.say.description) == ["the event passes since revision 2: overlap of 30 min"])
        #expect(found.allSatisfy { !$0.item.holds && !$0.item.raises })
        #expect(CaseBook.differences(from: found, to: [passing], revision: 3).isEmpty)
    }

    @Test("a correction that raises raises the case, one that lowers is shown and lowers nothing")
    func raising() throws {
        let hit = Fixture.hit(Fixture.item("1", outcome: .hold))
        let worse = Fixture.hit(Fixture.item("1", outcome: .stop, severity: .high))
        var file = try #require(try place([hit]).first?.file)
        let raised = CaseBook.differences(from: [hit], to: [worse], revision: 2)
        _ = try file.apply(.hits(raised.map(\.item)), at: file.updatedAt, policy: Fixture.policy())
        #expect(file.outcome == .stop && file.severity == .high && file.hitCount == 1 && file.itemSequence == 2)
        let lowered = CaseBook.differences(from: raised, to: [hit], revision: 3)
        _ = try file.apply(.hits(lowered.map(\.item)), at: file.updatedAt, policy: Fixture.policy())
        #expect(file.outcome == .stop && file.itemSequence == 3)
        let items = [hit.item] + raised.map(\.item) + lowered.map(\.item)
        #expect(CaseWhy.text(file, items: items).contains("one finding on 2026-08-01, worst stop, now hold."))
        let gone = CaseBook.differences(from: lowered, to: [], revision: 4)
        _ = try file.apply(.hits(gone.map(\.item)), at: file.updatedAt, policy: Fixture.policy())
        let text = CaseWhy.text(file, items: items + gone.map(\.item))
        #expect(text.contains("no finding holds any more, worst was stop."), "\(text)")
        #expect(text.contains("this hit no longer holds since revision 4"), "\(text)")
    }

    @Test("a closed case reopens for a finding that got worse, and only notes one that got milder")
    func raisingAfterClosure() throws {
        let old = try closed()
        let existing = [Fixture.key(): ExistingCases(open: nil, lastClosed: old)]
        let before = [Fixture.hit(Fixture.item("1"))]
        let worse = CaseBook.differences(
            from: before, to: [Fixture.hit(Fixture.item("1", outcome: .hold))], revision: 2)
        guard case .reopen(let file, _)? = try place(worse, existing, hours: 9).first else {
            Issue.record("a finding that got worse did not reopen the case")
            return
        }
        #expect(file.outcome == .hold)
        let gone = CaseBook.differences(from: before, to: [], revision: 2)
        guard case .annotate(let noted, _)? = try place(gone, existing, hours: 9).first else {
            Issue.record("a finding that is gone was not noted")
            return
        }
        #expect(noted.state == .closed && noted.outcome == old.outcome)
    }

    @Test("why a case exists, in words")
    func why() throws {
        var items = (1...3).map { Fixture.item("\($0)", hours: Int64($0) * 24) }
        items.append(Fixture.item("4", kind: .unknown, rule: "EV-S-001", outcome: .hold, held: Fixture.money))
        items.append(Fixture.item("1", kind: .correction))
        let file = try #require(try place(items.map { Fixture.hit($0) }).first?.file)
        #expect(
            CaseWhy.text(file, items: items)
                == "Driver token T-1: 4 findings of 2 rules between 2026-08-01 and 2026-08-04, worst hold. "
                + "EV-S-001 One token in two sessions, not assessed: overlap of 30 min. "
                + "EV-S-010 One token in two sessions (3 times): overlap of 30 min. "
                + "One finding was corrected later. Held: 9300.00 EUR.")
        #expect(CaseWhy.text(file, items: []) == "No finding is recorded.")
        let many = (1...7).map { Fixture.item("1", rule: "R-\($0)") }
        #expect(CaseWhy.text(file, items: many).contains("2 more rules hit."))
        #expect(
            CaseWhy.text(file, items: [items[0]]).hasPrefix("Driver token T-1: one finding on 2026-08-02, worst hold."))
        let big = HeldMoney(payout: "p", hold: "h", amount: Money(micros: .max, currency: .eur))
        let huge = [
            Fixture.item("1", held: big),
            Fixture.item("2", held: HeldMoney(payout: "q", hold: "h", amount: big.amount)),
        ]
        let rich = try #require(try place(huge.map { Fixture.hit($0) }).first?.file)
        #expect(CaseWhy.text(rich, items: huge).hasSuffix("Money is held."))
    }

    @Test("a stored case is rebuilt with all that it knows")
    func stored() throws {
        let open = try #require(try place([Fixture.hit(Fixture.item(held: Fixture.money))]).first?.file)
        var row = StoredCase(
            id: CaseID(3), key: open.key, state: open.state, outcome: open.outcome, severity: open.severity,
            risk: open.risk, hitCount: open.hitCount, itemSequence: open.itemSequence, firstHitAt: open.firstHitAt,
            lastHitAt: open.lastHitAt, queue: open.queue, window: open.window, openedAt: open.openedAt,
            updatedAt: open.updatedAt)
        row.held = open.held
        var same = open
        same.id = CaseID(3)
        #expect(CaseFile(stored: row) == same)
    }
}
