import ArgumentParser
import Domain
import Engine
import Formats
import Tax

struct VATRate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rate", abstract: "The standard rate of a country on a date, with its legal basis.",
        discussion: """
            Examples:
              amplomb vat rate --country FR --date 2026-10-01
              amplomb vat rate --country CH --date 2023-12-31
              amplomb vat rate --country CA-NS --date 2025-04-01
              amplomb vat rate --country EL --date 2016-06-01
            """)

    @Option(help: "ISO alpha-2 code, a province or state (CA-NS), or a code that VAT uses (EL, XI).")
    var country: String
    @Option(help: "YYYY-MM-DD.")
    var date: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let isCode = country.utf8.count <= 6 && country.utf8.allSatisfy { $0 == 0x2D || ($0 | 0x20) &- 0x61 < 26 }
        guard isCode, country.utf8.count >= 2 else {
            throw ValidationError("--country \(country): expected a code such as DE, CA-NS or EL")
        }
        let day = try vatDate(date, "--date")
        let answer = try Engine.vatRate(
            rulesDirectory: try Runtime.rulesDirectory(common), jurisdiction: country.uppercased(), on: day)
        Terminal.print(answer.text)
        let today = Runtime.now().utcDate
        if day > today {
            Terminal.note(
                "\(day) is to come: this is the law as it was known on \(answer.updated ?? today), and it may change until then"
            )
        }
        if !answer.isKnown { throw Finished(code: 1) }
    }
}

/// A date from an option; today (in UTC) when it is left out.
func vatDate(_ text: String?, _ option: String) throws -> CivilDate {
    guard let text else { return Runtime.now().utcDate }
    guard let date = CivilDate(text) else { throw ValidationError("\(option) \(text): expected YYYY-MM-DD") }
    return date
}

struct VATEInvoice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "einvoice", abstract: "Duties of a country to invoice electronically.",
        discussion: """
            Examples:
              amplomb vat einvoice BE --on 2026-10-01
              amplomb vat einvoice PL
            """)

    @Argument(help: "ISO alpha-2 code, or EU.")
    var country: String
    @Option(help: "YYYY-MM-DD; today when left out.")
    var on: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let day = try vatDate(on, "--on")
        let folder = try Runtime.rulesDirectory(common)
        let code = country.uppercased()
        let pack = try Engine.vatPack(rulesDirectory: folder)
        let table = try Engine.electronicInvoices(rulesDirectory: folder)
        Terminal.print(table.text(of: code, on: day, isMember: pack.isMemberState(code, on: day)))
    }
}

struct VATGaps: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gaps", abstract: "Fees and countries without a rule (RULE-MISSING).",
        discussion: """
            Examples:
              amplomb vat gaps
              amplomb vat gaps --facts lines.jsonl
            """)

    @Option(help: "Records: gaps by how often they were met.")
    var facts: String?
    @Option(help: "YYYY-MM-DD; today when left out.")
    var on: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let pack = try Engine.vatPack(rulesDirectory: try Runtime.rulesDirectory(common))
        let gaps: [RuleGap]
        if let facts {
            gaps = pack.gaps(in: try VATOptions.records(facts).records)
        } else {
            gaps = pack.gaps(on: try vatDate(on, "--on"))
        }
        let rows = gaps.map { [$0.jurisdiction, $0.fee.rawValue, String($0.lines)] }
        let header = ["country", "fee", "lines"]
        if common.output == .csv {
            Terminal.print(Terminal.csv(header, rows))
        } else {
            for gap in gaps { Terminal.print("\(gap)") }
        }
    }
}

struct VATTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Run the tests inside the VAT packs and score their guard of each boundary.",
        discussion: """
            Examples:
              amplomb vat test
              amplomb vat test IE-EV-ENERGY
            """)

    @Argument(help: "Only this rule, or a series such as \"DE standard\".")
    var subject: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let pack = try Engine.vatPack(rulesDirectory: try Runtime.rulesDirectory(common))
        let guarded = pack.guardedWindows().filter { subject == nil || $0.subject == subject }
        if guarded.isEmpty, let subject {
            throw EngineError(.unreadable, "there is no rule \(subject)", remedy: "see rules/vat")
        }
        let reports = guarded.flatMap(\.reports)
        let failed = reports.filter { $0.failure != nil }
        failed.forEach { Terminal.print("\($0)") }
        let survivors = guarded.flatMap(\.survivors)
        survivors.forEach { Terminal.print("not guarded: \($0)") }
        let mutants = guarded.reduce(0) { $0 + $1.mutantCount }
        Terminal.print(
            "\(reports.count - failed.count) of \(reports.count) tests hold, "
                + "\(mutants - survivors.count) of \(mutants) changed boundaries and rates are noticed")
        if !failed.isEmpty || !survivors.isEmpty { throw Finished(code: 1) }
    }
}
