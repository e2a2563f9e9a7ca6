import Domain
import Rules
import Testing

/// A loose rule over sessions with the tests given.
private func sessionRule(_ lets: String, when: String, tests: String, id: String = "EV-S-910") -> String {
    """
    rule: \(id)
    title: A rule
    on: session
    refs: [own]
    keys: [token_uid]
    versions:
      - v: 1
        from: 2020-01-01
        mode: live
        params:
          grace: {type: duration, default: 2 min}
        let:
          \(lets)
        when: \(when)
        score: 60
        severity: low
        case: {dedupe: [rule, token_uid], window: 1 d}
        say: "{p.grace}"
    tests:
    \(tests)
    """
}

private let own = "{token_uid: T, start: 2026-08-01T10:00:00Z, end: 2026-08-01T11:00:00Z}"

@Suite struct FindingTests {
    private func failures(_ text: String) throws -> [String] {
        let (set, diagnostics) = RuleSet.load(files: [loose(text)])
        return try #require(set, "\(diagnostics)").runTests().compactMap(\.failure)
    }

    @Test("a session of unknown end that would be the one before makes the answer unknown")
    func lastOfUnknownEnd() throws {
        let tests = """
              - name: the one before has no end
                history: [{kind: session, token_uid: T, start: 2026-08-01T08:00:00Z}]
                given: \(own)
                expect: {unknown: [end]}
              - name: the one of unknown end began before another that ended
                history:
                  - {kind: session, token_uid: T, start: 2026-08-01T07:00:00Z}
                  - {kind: session, token_uid: T, start: 2026-08-01T08:00:00Z, end: 2026-08-01T09:00:00Z}
                given: \(own)
                expect: hit
              - name: the one of unknown end begins later
                history:
                  - {kind: session, token_uid: T, start: 2026-08-01T08:00:00Z, end: 2026-08-01T09:00:00Z}
                  - {kind: session, token_uid: T, start: 2026-08-01T10:00:00.000001Z}
                given: \(own)
                expect: hit
            """
        let lets = "prev: last(history.sessions by token_uid before start)"
        #expect(try failures(sessionRule(lets, when: "start - prev.end >= p.grace", tests: tests)) == [])
    }

    @Test("a count over rows of which it is not known whether they count is not known")
    func openCount() throws {
        let tests = """
              - name: all rows are known
                history: [{kind: session, token_uid: T, end: 2026-08-01T08:00:00Z, energy: 20 kWh}]
                given: \(own)
                expect: hit
              - name: one row may count
                history:
                  - {kind: session, token_uid: T, end: 2026-08-01T08:00:00Z, energy: 20 kWh}
                  - {kind: session, token_uid: T, end: 2026-08-01T08:30:00Z}
                given: \(own)
                expect: no-hit
            """
        let lets = "n: count(others.sessions by token_uid within 7 d where energy > 10 kWh)"
        #expect(try failures(sessionRule(lets, when: "known(n) and exists(n)", tests: tests)) == [])
        // The same open count still decides what holds for both of its bounds.
        let decided = tests.replacing("expect: no-hit", with: "expect: hit")
        #expect(try failures(sessionRule(lets, when: "n >= 1", tests: decided)) == [])
    }

    @Test("an overlap is decided where an edge that is known rules it out")
    func overlapsOfUnknownEdges() throws {
        let tests = """
              - name: the other begins after this one's end
                history: [{kind: session, token_uid: T, start: 2026-08-01T10:58:00Z}]
                given: \(own)
                expect: no-hit
              - name: the other ended before this one's start
                history: [{kind: session, token_uid: T, end: 2026-08-01T10:02:00Z}]
                given: \(own)
                expect: no-hit
              - name: the other begins early enough to share more than the grace
                history: [{kind: session, token_uid: T, start: 2026-08-01T10:57:59.999999Z}]
                given: \(own)
                expect: {unknown: [end]}
              - name: the other ended late enough to share more than the grace
                history: [{kind: session, token_uid: T, end: 2026-08-01T10:02:00.000001Z}]
                given: \(own)
                expect: {unknown: [start]}
              - name: this one has no end, and the other ended before it began
                history: [{kind: session, token_uid: T, start: 2026-08-01T08:00:00Z, end: 2026-08-01T09:00:00Z}]
                given: {token_uid: T, start: 2026-08-01T10:00:00Z, end: null}
                expect: no-hit
              - name: this one has no end, and the other ended after it began
                history: [{kind: session, token_uid: T, start: 2026-08-01T08:00:00Z, end: 2026-08-01T10:30:00Z}]
                given: {token_uid: T, start: 2026-08-01T10:00:00Z, end: null}
                expect: {unknown: [end]}
            """
        let lets = "together: overlaps(history.sessions by token_uid within 2 d both ways grace p.grace)"
        #expect(try failures(sessionRule(lets, when: "together > 0", tests: tests)) == [])
    }

    @Test("a file that does not parse hides no type error of another, and a broken list blames no rule")
    func filesAreIndependent() {
        let broken = loose("rule: PO-911\ntitel: x\n", "a.yaml")
        let list = RuleSource(path: "rules/lists/places.yaml", bytes: Array("list: places\n".utf8))
        let wrong = sessionRule("n: count(history.sessions by token_uid)", when: "n > 1 kWh", tests: "  []")
        let reader = sessionRule(
            "inside: token_uid in p.places", when: "inside", tests: "  []", id: "EV-S-911"
        ).replacing("grace: {type: duration, default: 2 min}", with: "places: {type: list, ref: lists/places}")
            .replacing("{p.grace}", with: "{token_uid}")
        let (set, found) = RuleSet.load(files: [broken, list, loose(wrong, "b.yaml"), loose(reader, "c.yaml")])
        #expect(set == nil)
        #expect(found.contains { $0.path == "a.yaml" })
        #expect(found.contains { $0.path == "b.yaml" && $0.message.hasPrefix("compares a plain number with energy") })
        #expect(!found.contains { $0.path == "c.yaml" }, "\(found)")
    }

    @Test("findings name the path by which the file was given")
    func shownPath() {
        let text = Array("rule: PO-911\n".utf8)
        let source = RuleSource(path: "rules/01-units.yaml", bytes: text, shown: "/some/folder/01-units.yaml")
        let (_, found) = RuleSet.load(files: [source])
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.path == "/some/folder/01-units.yaml" })
    }

    @Test("before its first version a rule has none in force")
    func beforeTheFirst() throws {
        let rule = try #require(try shippedSet().rules.first { $0.id == "KY-001" })
        let first = try #require(rule.versions.map(\.from).min())
        #expect(rule.version(at: first) != nil)
        #expect(rule.version(at: Instant(microseconds: first.microseconds - 1)) == nil)
    }

    @Test("a difference is told in the units that people write")
    func difference() throws {
        func set(_ edit: (String) -> String) throws -> RuleSet {
            let text = sessionRule("prev: last(history.sessions by token_uid)", when: "exists(prev)", tests: "  []")
                .replacing("exists(prev)", with: "exists(prev) and duration > p.grace")
            return try #require(RuleSet.load(files: [loose(edit(text))]).0)
        }
        let before = try set { $0 }
        let after = try set { $0.replacing("score: 60", with: "score: 61").replacing("2 min", with: "5 min") }
        let found = before.difference(to: after)
        #expect(found.map(\.change) == [.changed])
        #expect(found.first?.parts.map(\.description) == ["score 60 -> 61", "grace 2 min -> 5 min"])
        #expect(before.difference(to: before) == [])
        let window = try set { $0.replacing("window: 1 d", with: "window: 36 h") }
        #expect(
            before.difference(to: window).first?.parts.map(\.description)
                == ["case rule, token_uid within 1 d -> rule, token_uid within 1 d 12 h"])
    }

    @Test(
        "lint tells what no event can change",
        arguments: [
            ("n > 1", "p.grace > 1 min", "when: p.grace > 1 min is the same for every event"),
            ("n > 1", "n > 1 and true", "when: n > 1 and true is the same for every event"),
            ("n > 1", "n >= n", "when: n >= n is the same for every event"),
        ])
    func constants(find: String, replacement: String, message: String) throws {
        let text = sessionRule("n: count(history.sessions by token_uid)", when: "n > 1", tests: "  []")
        let day = try #require(CivilDate("2026-11-27"))
        func messages(_ text: String) throws -> [String] {
            try #require(RuleSet.load(files: [loose(text)]).0).lint(asOf: day).map(\.message)
        }
        #expect(try messages(text.replacing(find, with: replacement)).contains(message))
        #expect(try !messages(text).contains(message))
    }

    @Test(
        "a rule that contradicts itself is refused when it is read, also by a set that is in force",
        arguments: [
            ("n > 1", "n / 0 > 1", "when: n / 0 divides by zero"),
            ("dedupe: [rule, token_uid]", "dedupe: [rule, evse_id]", "dedupe names evse_id, which is not in keys"),
        ])
    func contradictions(find: String, replacement: String, message: String) throws {
        let text = sessionRule("n: count(history.sessions by token_uid)", when: "n > 1", tests: "  []")
        let files = [loose(text.replacing(find, with: replacement))]
        let (set, found) = RuleSet.load(files: files)
        #expect(set == nil)
        #expect(found.contains { $0.level == .error && $0.message == message && $0.expected != nil }, "\(found)")
        let before = try #require(RuleSet.load(files: [loose(text)]).0)
        guard case .refused(let refusal) = before.reload(files: files) else {
            Issue.record("the old set gave way")
            return
        }
        #expect(refusal.map(\.message) == [message])
    }

    @Test(
        "a window that is not positive and a count that no event can reach do not load",
        arguments: [
            ("within p.grace", "default: 0 s", "a window of 0 s"), ("within 0 s", "default: 2 min", "a window of 0 s"),
            ("within p.grace", "default: -5 min", "a window of -5 min"),
        ])
    func windows(window: String, width: String, message: String) {
        let lets = "n: count(history.sessions by token_uid \(window))"
        let text = sessionRule(lets, when: "n > 1", tests: "  []").replacing("default: 2 min", with: width)
        let (set, found) = RuleSet.load(files: [loose(text)])
        #expect(set == nil)
        #expect(found.contains { $0.level == .error && $0.message == message }, "\(found)")
    }

    @Test("a count is at most what 64 bits hold")
    func largeCount() {
        func found(_ count: String) -> [Diagnostic] {
            let text = sessionRule("n: count(history.sessions by token_uid)", when: "n > p.grace", tests: "  []")
                .replacing("{type: duration, default: 2 min}", with: "{type: count, default: \(count)}")
            return RuleSet.load(files: [loose(text)]).1
        }
        #expect(found("9223372036854775807") == [])
        #expect(found("9223372036854775808").contains { $0.message == "a count beyond 9223372036854775807" })
    }
}
