import Domain
import Rules
import Testing
import Windows

/// Overrides of a platform, proposals and activations.
@Suite struct LifecycleTests {
    private static let limits = """
        rule: PO-901
        title: A rule of the tests
        on: payout
        refs: [own]
        keys: [beneficiary_id]
        versions:
          # The first one.
          - v: 1
            from: 2020-01-01
            mode: live
            params:
              limit: {type: money, default: 100 EUR, min: 50 EUR, max: 200 EUR}
            when: amount >= p.limit
            score: 10
            severity: low
            case: {dedupe: [rule, beneficiary_id], window: 30 d}
            say: "{amount} at or above {p.limit}"
          - v: 2
            from: 2026-12-01  # not yet
            mode: draft
            params:
              limit: {type: money, default: 150 EUR, min: 50 EUR, max: 200 EUR}
            when: amount >= p.limit
            score: 20
            severity: low
            case: {dedupe: [rule, beneficiary_id], window: 30 d}
            say: "{amount} at or above {p.limit}"
        tests:
          - name: at the limit
            given: {beneficiary_id: B, amount: 100 EUR, at: 2021-01-01}
            expect: {hit: true, score: 10, severity: low, subject: B}
          - name: above it
            given: {beneficiary_id: B, amount: 101 EUR, at: 2021-01-01}
            expect: hit
          - name: below it
            given: {beneficiary_id: B, amount: 99.999999 EUR, at: 2021-01-01}
            expect: no-hit
          - name: at the later limit
            given: {beneficiary_id: B, amount: 150 EUR, at: 2027-01-01}
            expect: {hit: true, score: 20, severity: low, subject: B}
          - name: above the later limit
            given: {beneficiary_id: B, amount: 151 EUR, at: 2027-01-01}
            expect: hit
          - name: below the later limit
            given: {beneficiary_id: B, amount: 149.999999 EUR, at: 2027-01-01}
            expect: no-hit
        """
    private let file = RuleSource(path: "rules/payouts/po-901-limit.yaml", bytes: Array(limits.utf8))
    private let references = RuleSource(
        path: "rules/refs.yaml",
        bytes: Array(
            "refs:\n  - {id: own, title: A law, url: \"https://example.org/law\", read: 2026-11-01}\n".utf8))

    private var files: [RuleSource] { [file, references] }

    private func overrides(_ entries: String) -> RuleSource {
        RuleSource(path: "rules/local/overrides.yaml", bytes: Array("overrides:\n\(entries)\n".utf8))
    }

    private func findings(_ set: RuleSet, _ euros: Int64, _ day: String) throws -> [String] {
        var facts = Facts()
        facts[.at] = .instant(Instant(try #require(CivilDate(day))))
        facts[.amount] = .number(euros * 1_000_000)
        facts[FieldID("beneficiary_id")!] = .text("B")
        var scratch = EvaluationScratch()
        return set.evaluate(
            kind: .payout, facts: facts, order: 0, ordinal: 0, windows: WindowState(schema: set.schema),
            scratch: &scratch
        ).map { $0.say.isEmpty ? $0.finding.text : $0.say }
    }

    @Test("an override of the platform holds for its time, is part of the hash, and leaves the rule's tests alone")
    func override() throws {
        let plain = try #require(RuleSet.load(files: [file, references]).0)
        let entry =
            "  - {rule: PO-901, param: limit, value: 120 EUR, from: 2022-01-01, to: 2023-01-01, reason: a pilot of six months, approver: ben}"
        let (loaded, diagnostics) = RuleSet.load(files: [file, references, overrides(entry)])
        let set = try #require(loaded, "\(diagnostics)")
        #expect(try findings(set, 110, "2021-12-31") == ["110.00 EUR at or above 100.00 EUR"])
        #expect(try findings(set, 110, "2022-01-01") == ["no-hit"])
        #expect(try findings(set, 120, "2022-12-31") == ["120.00 EUR at or above 120.00 EUR"])
        #expect(try findings(set, 110, "2023-01-01") == ["110.00 EUR at or above 100.00 EUR"])
        #expect(set.hash != plain.hash)
        let other = overrides(entry.replacing("ben", with: "eva"))
        #expect(try #require(RuleSet.load(files: [file, references, other]).0).hash != set.hash)
        #expect(set.runTests().allSatisfy { $0.failure == nil })
        #expect(plain.difference(to: set).map(\.rule) == ["PO-901"])
    }

    @Test(
        "an override that is wrong is refused with its line",
        arguments: [
            ("value: 201 EUR", "limit above its max"), ("value: 7 d", "limit is"),
            ("param: limt", "no version of PO-901 has a parameter 'limt' in that time"),
            ("rule: PO-902", "override of unknown rule 'PO-902'"), ("approver: \"\"", "approver is empty"),
            ("approver: \" \"", "approver is empty"), ("approver: \"?!\"", "'?!' is not the name of a person"),
            ("reason: \" \"", "reason is empty"), ("reason: \"  a pilot      \"", "a reason of a few letters"),
            ("value: -1 EUR", "limit is an amount below zero"),
            ("to: 2021-01-01", "the override ends before it begins"),
            ("from: 2019-01-01", "PO-901 limit is overridden twice at one time"),
        ])
    func wrongOverride(change: String, message: String) throws {
        let sound =
            "  - {rule: PO-901, param: limit, value: 120 EUR, from: 2020-01-01, to: 2020-02-01, reason: a pilot of a month, approver: ben}"
        var text =
            "  - {rule: PO-901, param: limit, value: 120 EUR, from: 2022-01-01, to: 2023-01-01, reason: a pilot of a year, approver: ben}"
        let old = try #require(text.firstRange(of: "\(change.prefix { $0 != ":" }): "))
        let end = text[old.upperBound...].firstIndex { $0 == "," || $0 == "}" } ?? text.endIndex
        text.replaceSubrange(old.lowerBound..<end, with: change)
        let (set, diagnostics) = RuleSet.load(files: files + [overrides(sound + "\n" + text)])
        #expect(set == nil)
        let errors = diagnostics.filter { $0.level == .error }
        #expect(errors.allSatisfy { $0.expected != nil })
        #expect(
            errors.count == (change == "value: -1 EUR" ? 2 : 1) && errors[0].line == 3
                && errors[0].message.hasPrefix(message), "\(errors)")
    }

    @Test("a version goes live by two persons, and the one before it ends where it begins")
    func activation() throws {
        let set = try #require(RuleSet.load(files: [file, references]).0)
        let at = try #require(Instant("2026-11-28T10:00:00Z"))
        let from = Instant(try #require(CivilDate("2026-12-01")))
        let proposal = try set.proposal(
            "PO-901", version: 2, mode: .live, from: from, person: "anna", reason: "the limit rose in July",
            files: files, at: at)
        #expect(throws: LifecycleRefusal.self) { try set.activated(proposal, person: "Anna ", files: files, at: at) }
        let other = RuleSource(path: file.path, bytes: file.bytes + [UInt8(ascii: "\n")])
        #expect(throws: LifecycleRefusal.self) {
            try set.activated(proposal, person: "ben", files: [other, references], at: at)
        }
        let changed = try set.activated(proposal, person: "ben", files: files, at: at).file
        let text = String(decoding: changed, as: UTF8.self)
        #expect(text.contains("    from: 2020-01-01\n    to: 2026-12-01\n    mode: live\n"))
        #expect(text.contains("    from: 2026-12-01  # not yet\n    mode: live\n"))
        #expect(text.contains("  # The first one.\n"))
        let next = try #require(RuleSet.load(files: [RuleSource(path: file.path, bytes: changed), references]).0)
        #expect(try findings(next, 120, "2026-11-30") == ["120.00 EUR at or above 100.00 EUR"])
        #expect(try findings(next, 120, "2026-12-01") == ["no-hit"])

        var ledger = RuleLedger()
        ledger.propose(proposal)
        ledger.activate(RuleActivation(proposal: proposal, person: "ben", at: at, set: next.hash))
        ledger.propose(proposal)
        let (read, faults) = RuleLedger.read(RuleSource(path: "lifecycle.yaml", bytes: ledger.bytes))
        #expect(read == ledger, "\(faults)")
    }

    @Test(
        "who proposes cannot activate under another spelling of the name, and a name of what nobody sees is none",
        arguments: [
            ("Anna", "cannot activate it"), ("an na ", "cannot activate it"), ("\u{FF41}nna", "cannot activate it"),
            ("anna\u{200B}", "is not the name of a person"), ("\u{202E}anna", "is not the name of a person"),
            ("", "is not the name of a person"),
        ])
    func otherSpelling(name: String, reason: String) throws {
        let set = try #require(RuleSet.load(files: files).0)
        let at = Instant(try #require(CivilDate("2026-11-20")))
        func proposal(_ person: String) throws -> RuleProposal {
            try set.proposal(
                "PO-901", version: 2, mode: .live, from: nil, person: person, reason: "a limit that fits", files: files,
                at: at)
        }
        let sound = try proposal("anna")
        let refusal = #expect(throws: LifecycleRefusal.self) {
            try set.activated(sound, person: name, files: files, at: at)
        }
        #expect(refusal?.reason.contains(reason) == true, "\(String(describing: refusal))")
        if reason.hasPrefix("is not") { #expect(throws: LifecycleRefusal.self) { try proposal(name) } }
        #expect(try set.activated(sound, person: "ben", files: files, at: at).set.hash != set.hash)
        let forged = RuleProposal(
            rule: "PO-901", version: 2, mode: .live, from: sound.from, person: "anna\u{200B}", at: at,
            reason: sound.reason,
            file: sound.file)
        #expect(throws: LifecycleRefusal.self) { try set.activated(forged, person: "anna", files: files, at: at) }
    }

    @Test("a rule whose tests miss a change, or whose references nobody read, goes nowhere")
    func gates() throws {
        let weak = Self.limits.replacing("amount: 99.999999 EUR", with: "amount: 9 EUR").replacing(
            "[own]", with: "[LAW]"
        ).replacing("mode: live", with: "mode: shadow")
        let law = RuleSource(path: references.path, bytes: Array("refs:\n  - {id: LAW, title: A law}\n".utf8))
        let set = try #require(RuleSet.load(files: [RuleSource(path: file.path, bytes: Array(weak.utf8)), law]).0)
        let open = set.openGates(of: "PO-901").map(\.reason)
        #expect(open.count == 2)
        #expect(open.contains { $0.hasPrefix("no test notices") })
        #expect(open.contains("nobody read a reference of PO-901 (LAW)"))
    }

    @Test("figures of our own are no source: a rule that rests on them alone goes nowhere, and lint refuses it live")
    func ownIsNoSource() throws {
        func findings(_ entries: String) throws -> (gates: [String], live: [String]) {
            let refs = RuleSource(path: references.path, bytes: Array("refs:\n\(entries)\n".utf8))
            let rule = Self.limits.replacing("[own]", with: "[own, LAW]")
            func load(_ text: String) -> (RuleSet?, [Diagnostic]) {
                RuleSet.load(files: [RuleSource(path: file.path, bytes: Array(text.utf8)), refs])
            }
            let set = try #require(load(rule.replacing("mode: live", with: "mode: shadow")).0)
            let (live, found) = load(rule)
            #expect((live == nil) == !found.isEmpty, "what lint refuses is never in force")
            return (
                set.openGates(of: "PO-901").map(\.description),
                found.map { "\($0.line) \($0.message); \($0.expected ?? "")" }
            )
        }
        let own = "  - {id: own, title: Our own number}"
        let unread = try findings(own + "\n  - {id: LAW, title: A law, url: \"https://example.org/law\"}")
        #expect(
            unread.gates == [
                "nobody read a reference of PO-901 (own, LAW); set url and read of one in refs.yaml; own alone says that the "
                    + "figures are ours and is no source"
            ])
        #expect(
            unread.live == [
                "8 a live rule rests on nothing that was read (own, LAW); a reference with url and read in refs.yaml, own beside it "
                    + "where the figures are ours; or mode: shadow"
            ])
        #expect(try findings(own + "\n  - {id: LAW, title: A law, read: 2026-11-01}").gates.count == 1)
        let read = try findings(
            own + "\n  - {id: LAW, title: A law, url: \"https://example.org/law\", read: 2026-11-01}")
        #expect(read.gates.isEmpty && read.live.isEmpty)
    }

    @Test(
        "nothing that judged before the day of a proposal is ended in the past: neither retired nor replaced",
        arguments: [(1, RuleMode.retired), (2, .live)])
    func rewritesNoHistory(version: Int, mode: RuleMode) throws {
        let set = try #require(RuleSet.load(files: files).0)
        let at = try #require(Instant("2026-11-28T10:00:00Z"))
        func proposal(_ day: String, reason: String = "no longer of any use") throws -> RuleProposal {
            try set.proposal(
                "PO-901", version: version, mode: mode, from: Instant(try #require(CivilDate(day))), person: "anna",
                reason: reason, files: files, at: at)
        }
        let refusal = #expect(throws: LifecycleRefusal.self) { try proposal("2026-11-27") }
        #expect(refusal?.reason.contains("before the day it is proposed, 2026-11-28") == true)
        #expect(refusal?.remedy.hasPrefix("give a --from of 2026-11-28 or later") == true)
        #expect(throws: LifecycleRefusal.self) { try proposal("2020-06-01") }
        // On the day itself the change may begin with its first event; what came before stays as it was judged.
        let changed = try set.activated(try proposal("2026-11-28"), person: "ben", files: files, at: at).set
        #expect(try findings(changed, 120, "2026-11-27") == findings(set, 120, "2026-11-27"))
        // Who agrees on a later day than it was to begin would end it in the past all the same.
        let day = TimeSpan.day.microseconds
        let late = #expect(throws: LifecycleRefusal.self) {
            try set.activated(
                try proposal("2026-11-29"), person: "ben", files: files,
                at: Instant(microseconds: at.microseconds + 2 * day))
        }
        #expect(late?.reason.contains("before the day it is activated, 2026-11-30") == true)
        #expect(late?.remedy == "amplomb rules propose PO-901 again, from today on or later")
        let blank = #expect(throws: LifecycleRefusal.self) { try proposal("2026-12-01", reason: "   a            ") }
        #expect(blank?.reason == "no reason is given")
    }

    @Test("a retired version ends where it is told to and judges what came before")
    func retirement() throws {
        let set = try #require(RuleSet.load(files: [file, references]).0)
        let from = Instant(try #require(CivilDate("2024-01-01")))
        let proposal = try set.proposal(
            "PO-901", version: 1, mode: .retired, from: from, person: "anna", reason: "no longer of any use",
            files: files, at: from)
        let changed = try set.activated(proposal, person: "ben", files: files, at: from).file
        let next = try #require(RuleSet.load(files: [RuleSource(path: file.path, bytes: changed), references]).0)
        #expect(try findings(next, 120, "2023-12-31") == ["120.00 EUR at or above 100.00 EUR"])
        #expect(try findings(next, 120, "2024-01-01") == [])
    }

    @Test("a finding shows its line with a caret below the column")
    func excerpt() {
        let source = Array("rule: X\n    when: amuont > 5\r\n".utf8)
        func finding(_ line: Int, _ column: Int) -> Diagnostic {
            Diagnostic(.error, path: "x.yaml", line: line, column: column, message: "unknown name")
        }
        #expect(finding(2, 11).excerpt(in: source) == "2 |     when: amuont > 5\n  |           ^")
        #expect(finding(1, 8).excerpt(in: source) == "1 | rule: X\n  |        ^")
        #expect(finding(1, 9).excerpt(in: source) == nil)
        #expect(finding(9, 1).excerpt(in: source) == nil)
        #expect(finding(0, 0).excerpt(in: source) == nil)
        let long = Array((String(repeating: "a", count: 300) + "b").utf8)
        let shown = finding(1, 301).excerpt(in: long)?.split(separator: "\n") ?? []
        #expect(shown.count == 2 && shown[0].utf8.count == shown[1].utf8.count && shown[0].hasSuffix("b"))
    }
}
