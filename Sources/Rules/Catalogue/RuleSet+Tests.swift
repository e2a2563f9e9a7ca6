import Domain
import Windows

/// The result of one test of a rule file.
package struct RuleTestReport: Sendable, Hashable {
    package let rule: String
    package let test: String
    package let path: String
    package let line: Int
    /// Nil where the test passed, else what was expected and what came.
    package let failure: String?
}

extension RuleSet {
    /// Runs the tests inside the rule files, each rule alone with the lists of the set.
    ///
    /// - Parameter id: only this rule.
    package func runTests(of id: String? = nil) -> [RuleTestReport] {
        rules.filter { id == nil || $0.id == id }.flatMap { rule -> [RuleTestReport] in
            do throws(UnlinkedRule) {
                return try TestRunner(rule, knowledge.lists).run()
            } catch {
                return [error.report]
            }
        }
    }
}

/// A rule that does not link with the lists of its set, so that none of its tests can run.
struct UnlinkedRule: Error {
    let rule: String
    /// What linking found first.
    let finding: Diagnostic

    var report: RuleTestReport {
        RuleTestReport(
            rule: rule, test: "", path: finding.path, line: finding.line,
            failure: "the rule does not link: \(finding.message)" + (finding.expected.map { "; expected \($0)" } ?? ""))
    }
}

/// Runs the tests of one rule.
struct TestRunner {
    let rule: Rule
    let set: RuleSet

    init(_ rule: Rule, _ lists: ListTable) throws(UnlinkedRule) {
        let rule = rule.asWritten
        let (set, findings) = RuleSet.link([rule], lists, .standard, [], includesDrafts: true)
        guard let set else {
            let unnamed = Diagnostic(
                .error, path: rule.path, line: rule.place.line, column: rule.place.column,
                message: "no reason was given")
            throw UnlinkedRule(rule: rule.id, finding: findings.first { $0.level == .error } ?? unnamed)
        }
        self.rule = rule
        self.set = set
    }

    func run() -> [RuleTestReport] {
        rule.tests.map { test in
            RuleTestReport(
                rule: rule.id, test: test.name, path: rule.path, line: test.place.line, failure: failure(of: test))
        }
    }

    /// Whether every test passes; stops at the first that does not.
    var passes: Bool { rule.tests.allSatisfy { failure(of: $0) == nil } }

    private func failure(of test: RuleTest) -> String? {
        switch answer(to: test.given, after: test.history, of: test) {
        case .result(let result): difference(test.expectation, result, test.given)
        case .impossible(let reason): reason
        }
    }

    /// What a rule says of a test's event, or why it cannot be asked.
    enum Answer {
        case result(RuleResult)
        case impossible(String)
    }

    /// The rule's answer with other facts or another history than the test's own.
    func answer(to given: Facts, after history: [RuleTest.HistoryEvent], of test: RuleTest) -> Answer {
        guard let kind = test.kind else { return .impossible("the test has no event kind") }
        var windows = WindowState(schema: set.schema)
        var scratch = EvaluationScratch()
        var batch = RowBatch()
        for (number, event) in history.enumerated() {
            let facts = timed(event.facts, event.kind, nil)
            guard facts[.at].isKnown else { return .impossible("event \(number + 1) of history has no time") }
            set.appendRows(
                of: facts, kind: event.kind, order: UInt64(number + 1), ordinal: UInt32(number + 1), to: &batch,
                windows: &windows, scratch: &scratch)
        }
        let facts = timed(given, kind, test.at ?? rule.versions.last?.from.microseconds)
        set.appendRows(
            of: facts, kind: kind, order: 0, ordinal: 0, to: &batch, windows: &windows, scratch: &scratch)
        windows.insert(batch)
        let results = set.evaluate(
            kind: kind, facts: facts, order: 0, ordinal: 0, windows: windows, scratch: &scratch, detail: .everything)
        // A draft is in force for its tests only, and there before the version that it is to follow.
        guard
            let result = results.last(where: { $0.mode == .draft }) ?? results.last(where: \.counts) ?? results.last
        else {
            return .impossible("no version is in force at the event's time")
        }
        return .result(result)
    }

    /// Event time as the kind defines it, else the test's own.
    func timed(_ given: Facts, _ kind: RuleKind, _ fallback: Int64?) -> Facts {
        var facts = given
        facts.derive(kind: kind)
        if facts[.at] == .unknown, kind == .settlement, let settled = FieldID("settled_at") {
            facts[.at] = facts[settled]
        }
        if facts[.at] == .unknown, let fallback { facts[.at] = .instant(fallback) }
        set.fillDay(&facts, kind: kind)
        return facts
    }

    private func difference(
        _ expectation: RuleTest.Expectation, _ result: RuleResult, _ facts: Facts
    ) -> String? {
        switch (expectation, result.finding) {
        case (.noHit, .noHit), (.error, .error): return nil
        case (.unknown(let names), .unknown(let missing)):
            let found = Array(Set(missing.map(\.field.name))).sorted()
            return found == names
                ? nil
                : "expected unknown(\(names.joined(separator: ", "))), got unknown(\(found.joined(separator: ", ")))"
        case (.hit(let expected), .hit): return difference(expected, result, facts)
        default: return "expected \(expectation.text), got \(result.finding.text)"
        }
    }

    private func difference(_ expected: RuleTest.Hit, _ result: RuleResult, _ facts: Facts) -> String? {
        func wrong(_ what: String, _ wanted: String, _ found: String) -> String {
            "expected \(what) \(wanted), got \(found.isEmpty ? "none" : found)"
        }
        if let score = expected.score, result.score != score { return wrong("score", score.text, result.score.text) }
        if let risk = expected.risk, result.risk != risk { return wrong("risk", risk.text, result.risk.text) }
        if let decision = expected.decision, result.decision != decision {
            return wrong("decision", decision.rawValue, result.decision?.rawValue ?? "")
        }
        if let severity = expected.severity, result.severity != severity {
            return wrong("severity", severity.rawValue, result.severity.rawValue)
        }
        if let subject = expected.subject, result.subject != subject {
            return wrong("subject", subject, result.subject)
        }
        return keyDifference(expected.keys, facts) ?? letDifference(expected.lets, result)
    }

    private func keyDifference(_ expected: [(name: String, value: String)], _ facts: Facts) -> String? {
        if expected.isEmpty { return nil }
        func text(_ keys: [(name: String, value: String)]) -> String {
            keys.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
        }
        let found = text(rule.keys.map { ($0.name, facts[$0].subjectText) })
        return text(expected) == found ? nil : "expected keys {\(text(expected))}, got {\(found)}"
    }

    private func letDifference(_ lets: [(name: String, node: DocumentNode)], _ result: RuleResult) -> String? {
        for expected in lets {
            guard let version = set.rules[0].versions.first(where: { $0.number == result.version }),
                let index = version.program.letNames.firstIndex(of: expected.name)
            else { return "no let '\(expected.name)'" }
            var reader = FileReader(path: rule.path)
            guard let value = reader.value(expected.node, version.program.letTypes[index], what: expected.name) else {
                return reader.diagnostics.first.map { "\($0)" }
            }
            let text = ValueText.text(value, version.program.letTypes[index])
            let found = result.lets.first { $0.name == expected.name }?.text ?? "nothing"
            if text != found { return "expected \(expected.name) = \(text), got \(found)" }
        }
        return nil
    }
}

extension RuleTest.Expectation {
    var text: String {
        switch self {
        case .hit: "hit"
        case .noHit: "no-hit"
        case .unknown(let names): "unknown(\(names.joined(separator: ", ")))"
        case .error: "error"
        }
    }
}

extension RuleResult.Finding {
    /// `hit`, `no-hit`, `unknown(a, b)` or `error(reason)`.
    package var text: String {
        switch self {
        case .hit: return "hit"
        case .noHit: return "no-hit"
        case .unknown(let missing):
            var text = "unknown("
            var last: FieldID?
            // Sorted by name, so that rows of one field stand together.
            for field in missing.lazy.map(\.field) where field != last {
                if last != nil { text += ", " }
                text += field.name
                last = field
            }
            return text + ")"
        case .error(let fault): return "error(\(fault))"
        }
    }
}
