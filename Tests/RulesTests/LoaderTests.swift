import Domain
import Rules
import Testing

/// A small valid rule, of which each broken file changes one thing.
private let valid = """
    rule: PO-910
    title: A rule of the tests
    on: payout
    refs: [own]
    keys: [beneficiary_id]
    versions:
      - v: 1
        from: 2020-01-01
        mode: live
        params:
          limit: {type: money, default: 100 EUR, min: 1 EUR, max: 1000 EUR}
          window: {type: duration, default: 7 d}
        let:
          c: count(history.payouts by beneficiary_id within p.window)
        when: amount >= p.limit and c >= 1
        score: 10
        severity: low
        case: {dedupe: [rule, beneficiary_id], window: 7 d}
    tests:
      - name: hit
        given: {beneficiary_id: B, amount: 100 EUR, at: 2021-01-01}
        expect: hit
    """

struct BrokenFile: Sendable, CustomTestStringConvertible {
    let find: String
    let replacement: String
    /// `line:column: message; expected …`, the beginning of it.
    let finding: String

    init(_ find: String, _ replacement: String, _ finding: String) {
        self.find = find
        self.replacement = replacement
        self.finding = finding
    }

    var testDescription: String { finding }
}

@Suite struct LoaderTests {
    @Test("the file that the others break is valid")
    func validFile() {
        let (set, diagnostics) = RuleSet.load(files: [loose(valid)])
        #expect(diagnostics == [])
        #expect(set?.runTests().compactMap(\.failure) == [])
    }

    @Test(
        "each broken file says where, what and how to mend",
        arguments: [
            BrokenFile("rule: PO-910", "rule: PO-91", "1:7: 'PO-91' is no rule id; expected an id such as PO-010"),
            BrokenFile("title:", "titel:", "2:1: unknown key 'titel' in the rule; expected 'title'"),
            BrokenFile("refs: [own]\n", "", "1:1: the rule has no 'refs'; expected refs: …"),
            BrokenFile("title: A rule", "title: 3 rules", "2:8: the title holds a figure"),
            BrokenFile("on: payout", "on: payuot", "3:5: 'payuot' is no event kind; expected payout"),
            BrokenFile("keys: [beneficiary_id]", "keys: [token_uid]", "5:7: 'token_uid' is no field of the event"),
            BrokenFile("v: 1", "v: one", "7:8: 'one' is no version number; expected a whole number"),
            BrokenFile("from: 2020-01-01", "from: 2020-02-30", "8:11: '2020-02-30' is no date"),
            BrokenFile("mode: live", "mode: alive", "9:11: 'alive' is no mode; expected live"),
            BrokenFile("mode: live", "mode: retired", "7:5: a retired version without its end; expected to: DATE"),
            BrokenFile("default: 100 EUR", "default: 0 EUR", "11:37: limit below its min; expected at least 1.00 EUR"),
            BrokenFile("default: 100 EUR", "default: 2000 EUR", "11:37: limit above its max"),
            BrokenFile(
                "default: 100 EUR", "default: 100 kWh", "11:37: the default of limit is energy; expected an amount"),
            BrokenFile("default: 100 EUR", "default: 100 PLN", "11:37: the default of limit is money in PLN"),
            BrokenFile("default: 100 EUR", "default: 1e3 EUR", "11:37: '1e3 EUR' is no money in EUR"),
            BrokenFile("type: money", "type: mony", "11:21: unknown type 'mony'; expected money"),
            BrokenFile("p.limit", "p.limti", "15:21: unknown parameter 'p.limti'; expected p.limit"),
            BrokenFile("amount >=", "amuont >=", "15:11: unknown name 'amuont'; expected amount"),
            BrokenFile("c >= 1", "c >= 1 kWh", "15:35: compares a plain number with energy; expected the same type"),
            BrokenFile("c >= 1", "c = 1", "15:35: '=' is not an operator; expected =="),
            BrokenFile("c >= 1", "1 < c < 3", "15:39: a comparison does not chain; expected a < b and b < c"),
            BrokenFile("c >= 1", "amount", "15:33: 'and' over money in EUR; expected true or false"),
            BrokenFile("c >= 1", "country == evse_id", "15:44: a payout has no field 'evse_id'"),
            BrokenFile(
                "c >= 1", "beneficiary_id == participant_id",
                "15:48: compares id of an account with id of a participant"
            ),
            BrokenFile("c >= 1", "amount + p.window > p.limit", "15:40: adds money in EUR and duration"),
            BrokenFile(
                "c >= 1", "coutn(history.payouts by iban) > 1", "15:33: unknown aggregate 'coutn'; expected count"),
            BrokenFile(
                "within p.window", "within p.limit", "14:57: let 'c': a window of money in EUR; expected a duration"),
            BrokenFile(
                "by beneficiary_id within", "within", "14:32: a history without its key; expected by and a field"),
            BrokenFile("history.payouts", "history.payout", "14:24: unknown history 'payout'"),
            BrokenFile("  c: count", "  c: c + count", "14:10: let 'c' depends on itself: c → c"),
            BrokenFile("score: 10", "score: 101", "16:12: '101' is no score; expected 0 to 100"),
            BrokenFile("score: 10", "score: 10\n    decision: hold", "7:5: score and decision together"),
            BrokenFile("severity: low", "severity: lower", "17:15: 'lower' is no severity; expected ops, low"),
            BrokenFile("[rule, beneficiary_id]", "[beneficiary_id]", "18:20: dedupe names no grouping and key"),
            BrokenFile("expect: hit", "expect: hti", "22:13: expects 'hti'; expected hit"),
            BrokenFile("amount: 100 EUR,", "amout: 100 EUR,", "21:32: unknown field 'amout'; expected amount"),
            BrokenFile(
                "title: A rule of the tests", #"title: "A \u0000 b""#,
                "2:11: control character U+0; expected text without it"),
            BrokenFile(
                "title: A rule", "title: A\u{202E} rule", "2:9: control character U+202E; expected text without"),
            BrokenFile("name: hit", "name: h\u{200B}it", "20:12: control character U+200B; expected text without it"),
            BrokenFile(
                "severity: low", "severity: low\n    say: \"{c} \\u202E x\"",
                "18:15: control character U+202E; expected"),
            BrokenFile("refs: [own]", #"refs: ["ow\tn"]"#, "4:11: control character U+9; expected text without it"),
            BrokenFile("v: 1", "v: 0", "7:8: version 0; expected a whole number from 1 on"),
            BrokenFile(
                "[beneficiary_id]", "[beneficiary_id, beneficiary_id]",
                "5:24: 'beneficiary_id' stands twice in keys, first at 5:8; expected each once"),
            BrokenFile("[own]", "[own, own]", "4:13: 'own' stands twice in refs, first at 4:8; expected each once"),
            BrokenFile(
                "at: 2021-01-01", "at: 2021-01-01T10:00:00",
                "21:53: '2021-01-01T10:00:00' names no zone; expected an instant such as 2026-07-01T10:00:00Z"),
            BrokenFile("at: 2021-01-01", "at: now", "21:53: 'now' is no instant; expected an instant such as"),
            BrokenFile(
                "from: 2020-01-01", "from: 2020-01-01T00:00:00.5",
                "8:11: '2020-01-01T00:00:00.5' names no zone; expected"),
            BrokenFile(
                "    given",
                "    history: [{kind: payout, amount: 1 EUR, at: 2020-01-01, times: 3, every: -9999999 d}]\n    given",
                "21:78: a series that goes back in time; expected every: 1 h"),
            BrokenFile(
                "    given",
                "    history: [{kind: payout, amount: 1 EUR, at: 2020-01-01, times: 3, every: 36526 d}]\n    given",
                "21:78: a step of more than a century; expected every: 1 h"),
            BrokenFile("keys: [", "title: again\nkeys: [", "5:1: key \"title\" stands twice, first at 2:1"),
            BrokenFile("A rule of the tests", "\"  \"", "2:8: a rule without a title; expected title: what"),
            BrokenFile("A rule of the tests", "~", "2:8: a rule without a title; expected title: what"),
            BrokenFile(
                "amount >= p.limit and c >= 1", "amount: 5 EUR > 3 EUR",
                "15:17: a colon inside of a value (mapping values are not allowed in this context); expected quotes around a text "
                    + "that has ': '; an expression has none, the language has no colon"),
            BrokenFile("c >= 1", "c >= 1 ; c", "15:40: unexpected character U+3B; expected letters, digits"),
            BrokenFile(
                "amount >= p.limit", "amount >= p.limit + 3 PLN",
                "15:29: adds money in EUR and money in PLN; expected amounts in one currency"),
            BrokenFile(
                "amount >= p.limit", "min(amount, 5 PLN) >= p.limit",
                "15:11: min of money in EUR and money in PLN; expected amounts in one currency"),
            BrokenFile(
                "amount >= p.limit", "amount >= 5 QQQ",
                "15:21: '5 QQQ' is out of range or has an unknown unit; expected kWh, Wh,"),
            BrokenFile("c >= 1", "matches(country, \"(\")", "15:50: pattern: "),
            BrokenFile(
                "c >= 1", "vehicle.class == country",
                "15:33: a payout has no field 'vehicle.class'; expected a field of a payout"),
            BrokenFile(
                "c >= 1", String(repeating: "not ", count: 33) + "c >= 1",
                "15:165: more than 32 nots in a row; expected one not"),
            BrokenFile(
                "amount: 100 EUR,", "amount: 0.0000001 EUR,",
                "21:40: amount finer than its unit, or too large; expected an amount such as 10000 EUR, at most six decimals"
            ),
            BrokenFile("c >= 1", "c / (1 - 1) > 1", "15:33: when: c / (1 - 1) divides by zero; expected a divisor"),
            BrokenFile(
                "c >= 1", "c / (2 - p.limit / p.limit - 1) > 1 kWh", "15:65: compares a plain number with energy"),
            BrokenFile(
                "default: 100 EUR, min: 1 EUR", "default: -1 EUR", "11:37: limit is an amount below zero; expected 0"),
            BrokenFile(
                "window: {type: duration, default: 7 d}",
                "window: {type: duration, default: 7 d}\n      n: {type: count, default: -1}",
                "13:33: n is a count below zero; expected 0 or more"),
            BrokenFile(
                "at: 2021-01-01", "at: 2021-01-01T12:34:60Z", "21:53: '2021-01-01T12:34:60Z' is no instant; expected"),
        ])
    func broken(file: BrokenFile) {
        let text = valid.replacing(file.find, with: file.replacement, maxReplacements: 1)
        #expect(text != valid)
        let (set, diagnostics) = RuleSet.load(files: [loose(text)])
        #expect(set == nil)
        #expect(
            diagnostics.contains { $0.description.hasPrefix("test.yaml:" + file.finding) },
            "\(diagnostics.map(\.description).joined(separator: "\n"))")
        #expect(diagnostics.allSatisfy { $0.level == .warning || $0.expected != nil })
    }

    @Test("all errors of a file are reported in one run")
    func allErrors() {
        let text = valid.replacing("mode: live", with: "mode: alive").replacing(
            "severity: low", with: "severity: lower"
        )
        .replacing("expect: hit", with: "expect: hti")
        let (_, diagnostics) = RuleSet.load(files: [loose(text)])
        #expect(diagnostics.count == 3)
    }

    @Test("files in a rules folder must have the name, the folder and the references of their rule")
    func placed() {
        let (_, wrongName) = RuleSet.load(files: [RuleSource(path: "rules/aml/x.yaml", bytes: Array(valid.utf8))])
        #expect(wrongName.contains { $0.message == "rule PO-910 in the file x.yaml" })
        let (_, wrongFolder) = RuleSet.load(files: [
            RuleSource(path: "rules/kyc/po-910-x.yaml", bytes: Array(valid.utf8))
        ])
        #expect(wrongFolder.contains { $0.message == "rule PO-910 in folder kyc" })
        #expect(wrongFolder.contains { $0.message == "reference 'own' is not in refs.yaml" })
    }

    @Test("versions follow each other without gap or overlap")
    func periods() {
        func versions(_ end: String) -> [Diagnostic] {
            let first = valid.replacing("mode: live", with: "to: \(end)\n    mode: live")
            let second = first.split(separator: "\n").map(String.init)
            let start = second.firstIndex { $0.contains("- v: 1") }!
            let stop = second.firstIndex { $0.hasPrefix("tests") }!
            let body = second[start..<stop].joined(separator: "\n")
                .replacing("v: 1", with: "v: 2").replacing("from: 2020-01-01", with: "from: 2021-01-01")
                .replacing("    to: \(end)\n", with: "")
            let text =
                second[..<stop].joined(separator: "\n") + "\n" + body + "\n" + second[stop...].joined(separator: "\n")
            return RuleSet.load(files: [loose(text)]).1
        }
        #expect(versions("2021-01-01") == [])
        #expect(versions("2020-12-31").contains { $0.message.hasPrefix("a gap from") })
        #expect(versions("2021-01-02").contains { $0.message == "version 2 begins before 1 ends" })
    }

    /// The valid rule in its folder, with one reference of these dates.
    private func founded(_ dates: String, from: String = "2020-01-01") -> (RuleSet?, [Diagnostic]) {
        let entry = "  - {id: AMLR, title: Regulation, url: \"https://example.org\", read: 2026-11-01\(dates)}\n"
        let rule = valid.replacing("[own]", with: "[AMLR]").replacing("from: 2020-01-01", with: "from: \(from)")
            .replacing("    severity", with: "    say: \"{c}\"\n    severity")
        return RuleSet.load(files: [
            RuleSource(path: "rules/refs.yaml", bytes: Array("refs:\n\(entry)".utf8)),
            RuleSource(path: "rules/payouts/po-910-x.yaml", bytes: Array(rule.utf8)),
        ])
    }

    @Test("a reference that is not in force on the day is named by lint and stops no set")
    func references() throws {
        let set = try #require(founded(", from: 2027-07-10").0)
        let before = try #require(CivilDate("2027-07-09"))
        let after = try #require(CivilDate("2027-07-10"))
        let message = "reference AMLR is not in force on 2027-07-09 (from 2027-07-10)"
        #expect(set.lint(asOf: before).contains { $0.level == .warning && $0.message == message })
        #expect(!set.lint(asOf: after).contains { $0.message.hasPrefix("reference") })
    }

    @Test(
        "a reference that is in force at no time of its version is refused, and lint adds no error to those of loading")
    func neverInForce() throws {
        let (set, found) = founded(", to: 2020-01-01")
        #expect(set == nil)
        #expect(
            found.map(\.description) == [
                "rules/payouts/po-910-x.yaml:7:5: reference AMLR (to 2020-01-01) is not in force at any time of version 1; "
                    + "expected a reference in force"
            ])
        let day = try #require(CivilDate("2019-12-31"))
        let sound = try #require(founded(", to: 2020-01-02").0)
        #expect(sound.lint(asOf: day).allSatisfy { $0.level == .warning })
    }
}
