import ArgumentParser
import Domain
import Engine

struct VATCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vat", abstract: "VAT rules: which rate holds where and when, by which law.",
        discussion: """
            Examples:
              amplomb vat rate --country DE --date 2026-10-01
              amplomb vat rate --country GB --date 2018-06-05
              amplomb vat id DE118619592
            """,
        subcommands: [VATRate.self, VATId.self, VATVerify.self, VATCalendarCommand.self])
}

struct VATRate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rate", abstract: "The standard rate of a country on a date, with its legal basis.",
        discussion: """
            Examples:
              amplomb vat rate --country FR --date 2026-10-01
              amplomb vat rate --country CH --date 2023-12-31
            """)

    @Option(help: "ISO alpha-2 code.")
    var country: String
    @Option(help: "YYYY-MM-DD.")
    var date: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let country = try SubjectOptions.country(country, "--country")
        guard let date = CivilDate(date) else { throw ValidationError("--date \(date): expected YYYY-MM-DD") }
        let answer = try Engine.vatRate(rulesDirectory: try Runtime.rulesDirectory(common), country: country, on: date)
        Terminal.print(answer.text)
        if !answer.isKnown { throw Finished(code: 1) }
    }
}

struct ParticipantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "participant", abstract: "Participants and their KYC status as of an instant.",
        discussion: """
            Examples:
              amplomb participant list
              amplomb participant show P-001 --as-of 2026-08-01T00:00:00Z
            """,
        subcommands: [ParticipantList.self, ParticipantShow.self])
}

struct ParticipantList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "All registered participants.",
        discussion: """
            Examples:
              amplomb participant list
              amplomb participant list -o csv
            """)

    @Option(name: .customLong("as-of"), help: "RFC 3339 instant; now when left out.")
    var asOf: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let at = try instant(asOf)
        let engine = try await Runtime.open(common)
        let rows = try await engine.participants(at: at)
        try await engine.close()
        let header = ["participant", "type", "country", "KYC", "valid until", "risk", "name"]
        Terminal.print(common.output == .csv ? Terminal.csv(header, rows) : Terminal.table(header, rows))
    }
}

struct ParticipantShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One participant: KYC periods, accounts, owners.",
        discussion: """
            Examples:
              amplomb participant show P-001
              amplomb participant show P-001 --as-of 2026-08-01T00:00:00Z
            """)

    @Argument var id: String
    @Option(name: .customLong("as-of"), help: "RFC 3339 instant; now when left out.")
    var asOf: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let at = try instant(asOf)
        let engine = try await Runtime.open(common)
        let text = try await engine.participant(id, at: at)
        try await engine.close()
        Terminal.print(text)
    }
}

func instant(_ text: String?) throws -> Instant {
    guard let text else { return Runtime.now() }
    guard let instant = Instant(text) ?? CivilDate(text).map(Instant.init) else {
        throw ValidationError("--as-of \(text): expected YYYY-MM-DD or an RFC 3339 instant")
    }
    return instant
}
