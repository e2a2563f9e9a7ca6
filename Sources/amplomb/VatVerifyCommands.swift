import ArgumentParser
import Domain
import Engine
import Formats
import Foundation
import Tax

struct VATVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check VAT rules: windows, sources, dates of checks, tests, and against public tables.",
        discussion: """
            Examples:
              amplomb vat verify
              amplomb vat verify rules/vat --reference tables --as-of 2026-11-23
              amplomb vat verify case.yaml -o jsonl

            Exit codes: 0 no error, 1 errors (or a bundle whose expectation does not hold), 2 unreadable.
            """)

    @Argument(help: "A folder of packs, one pack, or a bundle of vat-ruleset-case/1 (default: rules/vat).")
    var path: String?
    @Option(name: .customLong("as-of"), help: "YYYY-MM-DD; today when left out.")
    var asOf: String?
    @Option(help: "A folder of public tables of rates to compare each day with.")
    var reference: String?
    @Option(help: "JSON lines of sessions: country, fee_type, last_session, sessions.")
    var traffic: String?
    @Option(help: "A folder of packs as they were approved before.")
    var baseline: String?
    @Option(name: .customLong("max-age-days"), help: "Days after which a verification is stale.")
    var maximumAgeDays: Int?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let day = try VATFolder.day(asOf)
        let path = try path ?? Runtime.rulesDirectory(common) + "/vat"
        var input = try VATFolder.read(path, asOf: day)
        // A bundle names its own day; one that is asked for goes before it.
        if asOf != nil { input.asOf = day }
        if let maximumAgeDays { input.maximumAgeDays = maximumAgeDays }
        if let baseline { input.baseline = try VATFolder.read(baseline, asOf: day).documents }
        if let traffic {
            let (lines, unreadable) = TrafficLine.read(try Files.read(traffic))
            if unreadable > 0 { Terminal.note("\(traffic): \(unreadable) lines are no traffic") }
            input.traffic = lines
        }
        let result = RuleVerifier.verify(input, zones: VATFolder.zones)
        let compared = try compare(input, folder: path)
        let findings = compared.findings + result.findings
        write(findings, compared.rows, result.mutation)
        if let expected = input.expected {
            let report = ExpectationReport(expected, findings)
            for finding in report.missing { Terminal.note("missing \(finding)") }
            for finding in report.unexpected { Terminal.note("unexpected \(finding)") }
            if !report.holds { throw Finished(code: isUnreadable(findings) ? 2 : 1) }
            return
        }
        if isUnreadable(findings) { throw Finished(code: 2) }
        if findings.contains(where: { $0.severity == .error }) { throw Finished(code: 1) }
    }

    private func isUnreadable(_ findings: [RuleFinding]) -> Bool {
        findings.contains { $0.code == .format && $0.severity == .error }
    }

    /// Every day against the public tables of the folder.
    private func compare(_ input: RuleCase, folder: String) throws -> (rows: [DayDiff.Row], findings: [RuleFinding]) {
        guard let reference else { return ([], []) }
        var tables: [ReferenceTable] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: reference).sorted() {
            guard let source = ReferenceTable.Source(file: name) else { continue }
            do throws(ReferenceError) {
                tables.append(try ReferenceTable(source, try bytes("\(reference)/\(name)", source), asOf: input.asOf))
            } catch {
                throw EngineError(.unreadable, "\(reference)/\(name): \(error)", remedy: "check the file")
            }
        }
        let rows = DayDiff.rows(input.documents, tables, asOf: input.asOf)
        var known = Disagreements()
        let file = "\(folder)/\(Disagreements.fileName)"
        if FileManager.default.fileExists(atPath: file) {
            do throws(TaxError) {
                known = try Disagreements(try bytes(file), file: file)
            } catch {
                throw EngineError(.unreadable, "\(error)", remedy: "mend the file")
            }
        }
        return (rows, known.findings(rows, asOf: input.asOf))
    }

    private func bytes(_ path: String, _ source: ReferenceTable.Source) throws(ReferenceError) -> [UInt8] {
        do throws(EngineError) {
            return try Files.read(path)
        } catch {
            throw ReferenceError(source: source, message: error.message)
        }
    }

    private func bytes(_ path: String) throws(TaxError) -> [UInt8] {
        do throws(EngineError) {
            return try Files.read(path)
        } catch {
            throw TaxError(.format, SourcePlace(file: path, line: 1, column: 1), error.message)
        }
    }

    private func write(_ findings: [RuleFinding], _ rows: [DayDiff.Row], _ score: MutationScore) {
        func count(_ severity: RuleFinding.Severity) -> Int { findings.count { $0.severity == severity } }
        let assumed = findings.count { $0.code == .assumed }
        let summary = """
            \(count(.error)) errors, \(count(.warning)) warnings, \(count(.info)) notes; \(assumed) rules rest on an \
            assumption; \(score)
            """
        if common.wantsJSON {
            var output = JSONOutput()
            for finding in findings {
                finding.write(to: &output)
                output.endLine()
            }
            Terminal.write(output.take())
            Terminal.note(summary)
        } else if common.output == .csv {
            Terminal.print(Terminal.csv(DayDiff.header, rows.map(\.cells)))
            Terminal.note(summary)
        } else {
            for finding in findings { Terminal.print("\(finding)") }
            Terminal.print(summary)
        }
    }
}

struct VATCalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "What lies ahead in the VAT rules: ends, starts, reviews, watches, e-invoice dates.",
        discussion: """
            Examples:
              amplomb vat calendar
              amplomb vat calendar --as-of 2026-11-23 -o jsonl
            """)

    @Option(name: .customLong("as-of"), help: "YYYY-MM-DD; today when left out.")
    var asOf: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let day = try VATFolder.day(asOf)
        let folder = try Runtime.rulesDirectory(common) + "/vat"
        let input = try VATFolder.read(folder, asOf: day)
        let sources = try VATFolder.sources(folder)
        func source(_ name: String) -> TaxSource? { sources.first { $0.name == name } }
        let calendar: VATCalendar
        do throws(TaxError) {
            calendar = try VATCalendar(
                input.documents, asOf: day, milestones: source(VATCalendar.fileName),
                einvoice: source(EInvoiceTable.fileName))
        } catch {
            throw EngineError(.unreadable, "\(error)", remedy: "mend the file")
        }
        if common.wantsJSON {
            var output = JSONOutput()
            for item in calendar.items {
                output.object { json in
                    json.member("date", item.date.map { "\($0)" })
                    json.member("kind", item.kind.rawValue)
                    json.member("subject", item.subject)
                    json.member("detail", item.detail)
                }
                output.endLine()
            }
            Terminal.write(output.take())
            return
        }
        let header = ["date", "kind", "subject", "detail"]
        let rows = calendar.items.map { item in
            [item.date.map { "\($0)" } ?? "open", item.kind.rawValue, item.subject, item.detail]
        }
        Terminal.print(common.output == .csv ? Terminal.csv(header, rows) : Terminal.table(header, rows))
    }
}

/// Files of VAT rules on disk.
enum VATFolder {
    static func day(_ text: String?) throws -> CivilDate {
        guard let text else { return Runtime.now().utcDate }
        guard let day = CivilDate(text) else { throw ValidationError("--as-of \(text): expected YYYY-MM-DD") }
        return day
    }

    /// Every YAML file below a folder, named by its path from there.
    static func sources(_ folder: String) throws -> [TaxSource] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }
            .sorted()
        return try names.map { TaxSource(name: $0, bytes: try Files.read("\(folder)/\($0)")) }
    }

    /// A folder of packs, one pack, or a bundle.
    static func read(_ path: String, asOf: CivilDate) throws -> RuleCase {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw EngineError(.unreadable, "there is no \(path)", remedy: "check the path")
        }
        if isFolder.boolValue { return RuleCaseReader.folder(try sources(path), asOf: asOf) }
        let bytes = try Files.read(path)
        if RuleCaseReader.isBundle(bytes, file: path) {
            return RuleCaseReader.bundle(bytes, file: path, asOf: asOf)
        }
        return RuleCaseReader.folder([TaxSource(name: path, bytes: bytes)], asOf: asOf)
    }

    /// The rules of a zone from the system's database.
    static func zones(_ name: String) -> ZoneRules? {
        guard ZoneDatabase.isName(name), let bytes = try? Files.read("/usr/share/zoneinfo/\(name)") else { return nil }
        return try? ZoneRules(tzif: bytes)
    }
}
