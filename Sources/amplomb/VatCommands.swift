import ArgumentParser
import Domain
import Engine
import Formats
import Synchronization
import Tax

struct VATCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vat", abstract: "VAT and GST: verdicts on charge lines, rates, e-invoice duties, gaps.",
        discussion: """
            Examples:
              amplomb vat explain DND-7751157
              amplomb vat exposure --from 2026-01-01
              amplomb vat check --facts lines.jsonl -o jsonl
              amplomb vat line --place IE --at 2026-04-01 --supplier IE --customer-kind consumer --rate 9
              amplomb vat rate --country DE --date 2026-10-01
              amplomb vat id DE118619592
              amplomb vat verify
            """,
        subcommands: [
            VATExplain.self, VATExposureCommand.self, VATCheck.self, VATCases.self, VATLine.self, VATRate.self,
            VATEInvoice.self, VATGaps.self, VATRescore.self, VATTest.self, VATId.self, VATVerify.self,
            VATCalendarCommand.self, VATBenchCommand.self,
        ])
}

/// Options of commands that judge lines.
struct VATOptions: ParsableArguments {
    @Option(help: "Which local date decides a session across a change: end, start or split.")
    var span: String = "end"
    @Option(name: .customLong("known-at"), help: "Answer from what was recorded before this date or instant.")
    var knownAt: String?

    func policy() throws -> SpanPolicy {
        guard let policy = SpanPolicy(rawValue: span) else {
            throw ValidationError("--span \(span): expected end, start or split")
        }
        return policy
    }

    /// The knowledge time asked for; nil: now.
    func instant() throws -> Instant? {
        try knownAt.map { text in
            guard let instant = CivilDate(text).map({ Instant($0) }) ?? Instant(text) else {
                throw ValidationError("--known-at \(text): expected YYYY-MM-DD or an RFC 3339 instant")
            }
            return instant
        }
    }

    func pack(_ common: CommonOptions) throws -> TaxPack {
        try Engine.vatPack(rulesDirectory: try Runtime.rulesDirectory(common), knownAt: try instant())
    }

    static func remedied(_ error: FactsError) -> String {
        "\(error); correct it and run again: the other lines were judged"
    }

    /// The records of a file; faults go to standard error.
    static func records(_ path: String) throws -> FactsFile {
        let bytes = path == "-" ? try Files.standardInput() : try Files.read(path)
        let file = FactsFile(bytes, file: path)
        for error in file.errors { Terminal.note(remedied(error)) }
        return file
    }
}

struct VATCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "A verdict for every facts record of a file.",
        discussion: """
            Examples:
              amplomb vat check --facts lines.jsonl -o jsonl
              amplomb vat check --facts lines.jsonl --known-at 2026-03-31
            """)

    @Option(help: "A file of amplomb-vat-facts/1 records, one a line; - for standard input.")
    var facts: String
    @OptionGroup var options: VATOptions
    @OptionGroup var common: CommonOptions

    private static let header = ["line", "verdict", "country", "rate", "category", "rule"]

    func run() async throws {
        let pack = try options.pack(common)
        let policy = try options.policy()
        let isJSON = common.wantsJSON
        let table = Mutex<[[String]]>([])
        let isFaulty = Mutex(false)
        let count = Mutex(0)
        if common.output == .csv, !isJSON { Terminal.print(Terminal.csv(Self.header, [])) }
        try await FactsStream(path: facts).run { record, answers in
            let verdict = pack.verdict(for: record, span: policy)
            if isJSON {
                pack.write(verdict, to: &answers.output)
                answers.output.endLine()
            } else {
                answers.rows.append([
                    verdict.lineID, verdict.verdictText, verdict.taxCountry ?? "", verdict.rateText ?? "",
                    verdict.category?.rawValue ?? "", verdict.ruleID ?? "",
                ])
            }
        } deliver: { answers in
            for error in answers.errors { Terminal.note(VATOptions.remedied(error)) }
            count.withLock { $0 += answers.records + answers.errors.count }
            if !answers.errors.isEmpty { isFaulty.withLock { $0 = true } }
            if isJSON {
                Terminal.write(answers.output.take())
            } else if common.output == .csv {
                if !answers.rows.isEmpty { Terminal.print(Terminal.csvRows(answers.rows)) }
            } else {
                table.withLock { $0 += answers.rows }
            }
        }
        if count.withLock({ $0 }) == 0 {
            throw EngineError(
                .unreadable, "\(facts) has no records", remedy: "name a file of amplomb-vat-facts/1 records, one a line"
            )
        }
        if !isJSON, common.output != .csv { Terminal.print(Terminal.table(Self.header, table.withLock { $0 })) }
        if isFaulty.withLock({ $0 }) { throw Finished(code: 2) }
    }
}

struct VATCases: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cases", abstract: "Hold verdicts against a table of expected ones.",
        discussion: """
            Examples:
              amplomb vat cases facts.jsonl expected.jsonl
              amplomb vat cases facts.jsonl expected.jsonl --span start
            """)

    @Argument(help: "Records.")
    var facts: String
    @Argument(help: "Expected answers, one JSON object a line.")
    var expected: String
    @OptionGroup var options: VATOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let pack = try options.pack(common)
        let policy = try options.policy()
        let file = try VATOptions.records(facts)
        let verdicts = file.records.map { pack.verdict(for: $0, span: policy) }
        let table: CaseTable
        do {
            table = try CaseTable(try Files.read(expected), file: expected, verdicts: verdicts)
        } catch let error as FactsError {
            throw EngineError(.unreadable, "\(error)", remedy: "correct the line named")
        }
        if table.isEmpty {
            throw EngineError(
                .unreadable, "\(expected) expects nothing", remedy: "give it one JSON object a line, each with an id")
        }
        Terminal.print(table.text)
        if !file.errors.isEmpty { throw Finished(code: 2) }
        if !table.holds { throw Finished(code: 1) }
    }
}

struct VATLine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "line", abstract: "The verdict for one line from options.",
        discussion: """
            Examples:
              amplomb vat line --place DE --at 2020-12-31T23:59:59 --supplier DE --customer-kind consumer --rate 16
              amplomb vat line --place SE --at 2026-04-01 --supplier SE --customer DE --customer-kind business \\
                --dealer true --vat-id --reverse-charge
            """)

    @Option(help: "Fee type: energy, idle, subscription, ...")
    var fee: String = "energy"
    @Option(help: "Local date or time at the charge point, or an instant with its offset.")
    var at: String
    @Option(help: "Country of the charge point, or its territory or state (ES-CE, CA-NS).")
    var place: String?
    @Option(help: "Country of the supplier's seat.")
    var supplier: String?
    @Option(help: "Country of the customer's seat.")
    var customer: String?
    @Option(name: .customLong("customer-kind"), help: "business, consumer, private or unknown.")
    var customerKind: String?
    @Option(help: "Whether the customer is a taxable dealer, where evidence says so.")
    var dealer: Bool?
    @Flag(name: .customLong("vat-id"), help: "The customer's VAT id is valid.")
    var vatID = false
    @Option(help: "The rate declared, in per cent.")
    var rate: String?
    @Option(help: "Net amount.")
    var net: String?
    @Option(help: "Gross amount.")
    var gross: String?
    @Option(name: .customLong("declared-country"), help: "The country whose tax is declared.")
    var declaredCountry: String?
    @Flag(name: .customLong("reverse-charge"), help: "The document says that the customer owes the tax.")
    var reverseCharge = false
    @Option(help: "A circumstance such as wholesale; repeat for more.")
    var attribute: [String] = []
    @OptionGroup var options: VATOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        var words = LineWords()
        words.fee = fee
        words.at = at
        words.place = place
        words.supplier = supplier
        words.customer = customer
        words.customerKind = customerKind
        words.dealer = dealer
        words.hasVATID = vatID
        words.rate = reverseCharge ? rate ?? "0" : rate
        words.net = net
        words.gross = gross
        words.attributes = attribute
        words.claimsReverseCharge = reverseCharge
        words.declaredCountry = declaredCountry
        let record: FactsRecord
        do {
            record = try words.record()
        } catch {
            throw ValidationError("\(error.field): \(error.why)")
        }
        let pack = try options.pack(common)
        let verdict = pack.verdict(for: record, span: try options.policy())
        if common.wantsJSON {
            var output = JSONOutput()
            pack.write(verdict, to: &output)
            Terminal.print(output.text)
        } else {
            Terminal.print(pack.text(of: verdict))
        }
        if verdict.level >= .review { throw Finished(code: 1) }
    }
}
