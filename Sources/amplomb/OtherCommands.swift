import ArgumentParser
import Domain
import Engine

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
