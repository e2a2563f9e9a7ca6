import Foundation
import Testing

/// The commands about rules as people run them: the built program, its exit codes and its words.
@Suite("rules commands", .enabled(if: RulesProgram.isBuilt, "amplomb is not built beside these tests"))
struct RulesCommandTests {
    private static let rule = """
        rule: PO-901
        title: A rule of the tests
        on: payout
        refs: [own]
        keys: [beneficiary_id]
        versions:
          - v: 1
            from: 2020-01-01
            mode: shadow
            params:
              limit: {type: money, default: 100 EUR, min: 50 EUR, max: 200 EUR}
            when: amount >= p.limit
            score: 10
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
          - name: of an unknown amount
            given: {beneficiary_id: B, amount: null, at: 2021-01-01}
            expect: {unknown: [amount]}

        """

    @Test("lint: 0 for a sound folder, 1 with the place, the line and how to mend it, 2 for arguments it does not know")
    func lint() throws {
        let folder = try RulesProgram(rule: Self.rule)
        let sound = try folder.run(["rules", "lint", folder.rules])
        #expect(sound.code == 0 && sound.output.contains("0 errors, 0 warnings"), "\(sound.output)\(sound.errors)")
        try folder.write(Self.rule.replacing("amount >= p.limit", with: "amuont >= p.limit"))
        let broken = try folder.run(["rules", "lint", folder.rules])
        #expect(broken.code == 1)
        #expect(
            broken.output.contains(
                "po-901-limit.yaml:12:11: unknown name 'amuont'; expected amount\n"
                    + "12 |     when: amuont >= p.limit\n   |           ^"), "\(broken.output)")
        let json = try folder.run(["rules", "lint", folder.rules, "-o", "json"])
        #expect(json.code == 1 && json.output.contains(#""level":"error""#), "\(json.output)")
        #expect(try folder.run(["rules", "lint", "--no-such-option"]).code == 2)
        #expect(try folder.run(["rules", "lint", folder.rules + "/none.yaml"]).code != 0)
    }

    @Test(
        "test, mutate, coverage and show: 0 where all holds, 1 where a test fails or misses a change, 2 for an unknown rule"
    )
    func tests() throws {
        let folder = try RulesProgram(rule: Self.rule)
        let sound = try folder.run(["rules", "test"])
        #expect(sound.code == 0 && sound.output.contains("4 of 4 tests hold"), "\(sound.output)\(sound.errors)")
        let edges = try folder.run(["rules", "test", "po-901", "--edges"])
        #expect(edges.code == 0 && edges.output.contains("amount 99.999999 EUR: no-hit"), "\(edges.output)")
        let mutants = try folder.run(["rules", "mutate", "PO-901"])
        #expect(mutants.code == 0 && mutants.output.contains("0 survive; score 100 %"), "\(mutants.output)")
        let show = try folder.run(["rules", "show", "PO-901", "--as-of", "2019-12-31"])
        #expect(show.code == 0 && show.output.contains("no version is in force; the first begins on 2020-01-01"))
        #expect(try folder.run(["rules", "coverage"]).code == 0)
        #expect(try folder.run(["rules", "list", "--mode", "asleep"]).code == 2)
        let unknown = try folder.run(["rules", "test", "PO-902"])
        #expect(unknown.code == 2 && unknown.errors.contains("amplomb rules list names them"), "\(unknown.errors)")
        try folder.write(Self.rule.replacing("amount: 99.999999 EUR", with: "amount: 9 EUR"))
        let weak = try folder.run(["rules", "mutate"])
        #expect(weak.code == 1 && weak.output.contains("no test notices"), "\(weak.output)")
        try folder.write(Self.rule.replacing("expect: no-hit", with: "expect: hit"))
        let failed = try folder.run(["rules", "test"])
        #expect(failed.code == 1 && failed.output.contains("below it: expected hit, got no-hit"), "\(failed.output)")
    }

    @Test("diff: 0 where nothing differs, 1 with what does, in units")
    func diff() throws {
        let folder = try RulesProgram(rule: Self.rule)
        let other = try RulesProgram(rule: Self.rule.replacing("default: 100 EUR", with: "default: 120 EUR"))
        #expect(try folder.run(["rules", "diff", folder.rules, folder.rules]).code == 0)
        let found = try folder.run(["rules", "diff", folder.rules, other.rules])
        #expect(found.code == 1 && found.output.contains("PO-901 changed"), "\(found.output)")
        #expect(found.output.contains("100.00 EUR") && found.output.contains("120.00 EUR"), "\(found.output)")
    }

    @Test("backtest and impact over a file: hits of each rule, and what another folder would have changed")
    func backtest() throws {
        let folder = try RulesProgram(rule: Self.rule)
        let path = folder.path + "/payouts.jsonl"
        let lines = [90, 100, 130].map { euros in
            """
            {"format":"amplomb.payout/1","owner":"NL*KWV","id":"P-\(euros)","execute_at":"2026-09-30T10:00:00Z",\
            "amount":{"amount":"\(euros).00","currency":"EUR"},"debtor":{"name":"A","iban":"NL22ZZSA0000000002"},\
            "creditor":{"name":"B","country":"NL","iban":"NL04ZZSA0000001005"},"end_to_end_id":"E","remittance":"R"}
            """
        }
        try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        let run = ["rules", "backtest", "--rules", folder.rules, "--payouts", path, "--from", "2026-01-01", "--to"]
        let first = try folder.run(run + ["2027-01-01"])
        #expect(first.code == 0 && first.output.contains("PO-901"), "\(first.output)\(first.errors)")
        #expect(try folder.run(run + ["2027-01-01", "-o", "json"]).output.contains(#""hits":2"#))
        #expect(try folder.run(run + ["someday"]).code == 2)
        let other = try RulesProgram(
            rule: Self.rule.replacing("mode: shadow", with: "mode: live").replacing("score: 10", with: "decision: hold")
                .replacing("score: 10, ", with: ""))
        let impact = try folder.run(["rules", "impact", other.rules, "--payouts", path])
        #expect(impact.code == 0 && impact.output.contains("pass → hold: 2 events"), "\(impact.output)\(impact.errors)")
        #expect(impact.output.contains("2 of 3 events end otherwise"), "\(impact.output)")
        #expect(try folder.run(["rules", "impact", other.rules]).code == 2)
    }

    @Test(
        "propose and activate: two persons, the file and the record change; one person alone, and a changed file, are refused"
    )
    func lifecycle() throws {
        let folder = try RulesProgram(rule: Self.rule)
        let propose = [
            "rules", "propose", "po-901", "--to", "live", "--reason", "a month in shadow",
        ]
        // In force it would judge what came before that day too: nobody agrees to a date that does not hold.
        let dated = try folder.run(propose + ["--from", "2026-12-01", "--as", "anna"])
        #expect(dated.code == 2 && dated.errors.contains("leave --from out"), "\(dated.errors)")
        let proposed = try folder.run(propose + ["--as", "anna"])
        #expect(proposed.code == 0, "\(proposed.output)\(proposed.errors)")
        #expect(proposed.output.contains("amplomb rules activate PO-901 --as NAME"), "\(proposed.output)")
        #expect(try folder.file.contains("mode: shadow"))
        let alone = try folder.run(["rules", "activate", "PO-901", "--as", "anna"])
        #expect(alone.code == 2 && alone.errors.contains("another person"), "\(alone.errors)")
        let active = try folder.run(["rules", "activate", "PO-901", "--as", "ben"])
        #expect(
            active.code == 0 && active.output.contains("live for events from 2020-01-01"),
            "\(active.output)\(active.errors)")
        #expect(try folder.file.contains("mode: live"))
        let record = try String(contentsOfFile: folder.rules + "/local/lifecycle.yaml", encoding: .utf8)
        #expect(record.contains("anna") && record.contains("ben"), "\(record)")
        let again = try folder.run(["rules", "activate", "PO-901", "--as", "ben"])
        #expect(again.code == 2 && again.errors.contains("nobody proposed PO-901"), "\(again.errors)")
        let retire = ["rules", "retire", "PO-901", "--from", "2027-06-01", "--reason", "of no use any more"]
        #expect(try folder.run(retire + ["--as", "ben"]).code == 0)
        try folder.write(try folder.file + "\n")
        let stale = try folder.run(["rules", "activate", "PO-901", "--as", "anna"])
        #expect(stale.code == 2, "\(stale.output)\(stale.errors)")
        #expect(try folder.run(propose).code == 2, "nobody proposes it")
    }

    @Test(
        "started by a program that ignores the ends of its children it learns of its own how they ended",
        .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
    func ignoredChildren() throws {
        let folder = try RulesProgram(rule: Self.rule)
        defer { try? FileManager.default.removeItem(atPath: folder.path) }
        defer { _ = try? folder.run(["stop"]) }
        let program = folder.path + "/sendmail"
        try "#!/bin/sh\ncat >/dev/null\necho taken >>\(folder.path)/mails\n".write(
            toFile: program, atomically: true, encoding: .utf8)
        chmod(program, 0o755)
        // PostgreSQL is made, ended and started again. Mails go once a day: a second one would be a second try.
        let commands = [
            ["init", "-q"], ["stop"], ["evidence", "anchor", "add", "email", "evidence@regulator.example"],
            ["ingest", "ocpi", TestHome.root + "/samples/ocpi/cdrs-2.2.1.jsonl", "-q"], ["evidence", "anchor", "run"],
        ]
        for arguments in commands {
            let result = try folder.run(
                arguments, through: ["/usr/bin/env", "--ignore-signal=CHLD"],
                settings: ["AMPLOMB_SENDMAIL": program, "AMPLOMB_RULES_DIR": TestHome.root + "/rules"])
            #expect(result.code == 0, "\(arguments): \(result.output)\(result.errors)")
        }
        #expect(try String(contentsOfFile: folder.path + "/mails", encoding: .utf8) == "taken\n")
    }
}

/// A folder with one rule and the built program.
private struct RulesProgram {
    static let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appending(
        path: "amplomb"
    ).path
    static var isBuilt: Bool { FileManager.default.isExecutableFile(atPath: program) }

    let path: String
    var rules: String { path + "/rules" }
    private var place: String { rules + "/payouts/po-901-limit.yaml" }
    var file: String { get throws { try String(contentsOfFile: place, encoding: .utf8) } }

    init(rule: String) throws {
        path = NSTemporaryDirectory() + "amplomb-rules-\(UInt64.random(in: 0...UInt64.max))"
        try FileManager.default.createDirectory(atPath: path + "/rules/payouts", withIntermediateDirectories: true)
        for part in ["/lists", "/vat"] {
            try FileManager.default.copyItem(atPath: TestHome.root + "/rules" + part, toPath: rules + part)
        }
        try """
        scoring:
          - from: 2010-01-01
            bands: {review: 30, hold: 60, stop: 85}
            risk_points: {low: 0, medium: 10, high: 20}

        """.write(toFile: rules + "/scoring.yaml", atomically: true, encoding: .utf8)
        try """
        refs:
          - {id: own, title: Our own number, url: "https://example.org/own", read: 2026-11-01}

        """.write(toFile: rules + "/refs.yaml", atomically: true, encoding: .utf8)
        try write(rule)
    }

    func write(_ rule: String) throws { try rule.write(toFile: place, atomically: true, encoding: .utf8) }

    /// - Parameters:
    ///   - starter: the program that runs it, with its arguments.
    ///   - settings: more of the environment.
    func run(
        _ arguments: [String], through starter: [String] = [], settings: [String: String] = [:]
    ) throws -> (code: Int32, output: String, errors: String) {
        let process = Process()
        let command = starter + [Self.program] + arguments
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        var environment = ProcessInfo.processInfo.environment
        environment["AMPLOMB_RULES_DIR"] = rules
        environment["AMPLOMB_LISTS_DIR"] = TestHome.root + "/sanctions-lists"
        environment["AMPLOMB_HOME"] = path + "/home"
        environment.merge(settings) { $1 }
        process.environment = environment
        // Files, not pipes: a long answer fills a pipe that nobody empties.
        let names = ["out", "err"].map { "\(path)/\($0)-\(UInt64.random(in: 0...UInt64.max))" }
        for name in names { _ = FileManager.default.createFile(atPath: name, contents: nil) }
        process.standardOutput = FileHandle(forWritingAtPath: names[0])
        process.standardError = FileHandle(forWritingAtPath: names[1])
        try process.run()
        process.waitUntilExit()
        let texts = try names.map { try String(contentsOfFile: $0, encoding: .utf8) }
        return (process.terminationStatus, texts[0], texts[1])
    }
}
