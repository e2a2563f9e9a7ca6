import ArgumentParser
import Domain
import Engine
import Evidence
import Formats
import Store

struct RetentionHoldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Legal holds: what they cover is not deleted, whatever the rules say.",
        discussion: """
            A hold counts at once, also for parts that are written later. Another person releases it.

            Examples:
              amplomb retention hold add --case C-12 --authority "LG Berlin" --reason "trial 7 O 12/31" --as ana
              amplomb retention hold list
            """,
        subcommands: [RetentionHoldAdd.self, RetentionHoldRelease.self, RetentionHoldList.self])
}

struct RetentionHoldAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Set a hold on a case, a subject, or whatever a filter covers.",
        discussion: """
            A filter compares kind, class, group, country, subject, outcome and occurred (the date of the event) with = != and, \
            for the last two, < <= > >=; it joins with and, or, not and parentheses.

            Examples:
              amplomb retention hold add --case C-12 --authority "LG Berlin" --reason "trial 7 O 12/31" --as ana
              amplomb retention hold add --subject participant:P-001 --authority BaFin --reason "request of 3 May" --as ana
              amplomb retention hold add --filter "class = session and country = DE and occurred >= 2026-01-01" \
            --authority "Finanzamt" --reason "tax audit of 2026" --as ana
            """)

    @Option(name: .customLong("case"), help: "A case: its entries and the events that its items name, later ones too.")
    var caseID: String?
    @Option(help: "An alias, or a key such as participant:P-001: a participant with all its records, later ones too.")
    var subject: String?
    @Option(help: "An expression over kind, class, group, country, subject, outcome, occurred.")
    var filter: String?
    @Option(help: "Who or what asks for it.")
    var authority: String
    @Option(help: "Why; at least 10 characters.")
    var reason: String
    @OptionGroup var person: PersonOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let target: RetentionHoldTarget
        switch (caseID, subject, filter) {
        case (let id?, nil, nil): target = .caseFile(id)
        case (nil, let name?, nil): target = .subject(name)
        case (nil, nil, let text?): target = .filter(text)
        default: throw ValidationError("name exactly one of --case, --subject and --filter")
        }
        let engine = try await Runtime.open(common)
        let hold = try await engine.addHold(on: target, authority: authority, reason: reason, person: person.name)
        try await engine.finish()
        Terminal.print("\(hold.id) is in force; another person releases it: amplomb retention hold release \(hold.id)")
        if case .participant(let id, let aliases) = hold.cover, aliases.isEmpty {
            Terminal.print("the log does not know participant \(id) yet; the hold covers what comes: is the id right?")
        }
    }
}

struct RetentionHoldRelease: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "End a hold, as another person than the one who set it.",
        discussion: """
            Examples:
              amplomb retention hold release H-3 --as ben --reason "judgment of 4 June is final"
              amplomb retention hold release H-4 --as eva --reason "the audit is closed"
            """)

    @Argument(help: "The hold, for example H-3.")
    var id: String
    @Option(help: "Why; at least 10 characters.")
    var reason: String
    @OptionGroup var person: PersonOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        try await engine.releaseHold(id, person: person.name, reason: reason)
        try await engine.finish()
        Terminal.print("\(id) is released")
    }
}

struct RetentionHoldList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Holds in force; with --all the released ones too.",
        discussion: """
            Examples:
              amplomb retention hold list
              amplomb retention hold list --all -o csv
            """)

    @Flag(help: "Released holds too.")
    var all = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let holds = try await engine.store.retentionHolds(open: !all)
        try await engine.close()
        if common.wantsJSON { return Terminal.print(json(holds)) }
        let header = ["hold", "covers", "authority", "reason", "set by", "at", "released by", "at"]
        let rows = holds.map { hold in
            [
                hold.id, Self.cover(hold.cover), hold.authority, hold.reason, hold.heldBy, hold.heldAt.description,
                hold.releasedBy ?? "", hold.releasedAt?.description ?? "",
            ]
        }
        Terminal.print(common.output == .csv ? Terminal.csv(header, rows) : Terminal.table(header, rows))
    }

    private static func cover(_ cover: StoredHold.Cover) -> String {
        switch cover {
        case .subject(let aliases): "subject \(aliases.map(\.hex).joined(separator: " "))"
        case .participant(let id, _): "participant \(id)"
        case .caseFile(let id): "case \(id)"
        case .filter(let text): text
        case .record(let key): "record \(key.hex)"
        }
    }

    private func json(_ holds: [StoredHold]) -> String {
        var output = JSONOutput()
        output.array { list in
            for hold in holds {
                list.object { json in
                    json.member("id", hold.id)
                    json.member("covers", Self.cover(hold.cover))
                    json.member("authority", hold.authority)
                    json.member("reason", hold.reason)
                    json.member("held_by", hold.heldBy)
                    json.member("held_at", hold.heldAt.description)
                    json.member("released_by", hold.releasedBy)
                    json.member("released_at", hold.releasedAt?.description)
                }
            }
        }
        return output.text
    }
}

struct RetentionDateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "date", abstract: "Log a date that retention counts from and that came later.",
        discussion: """
            A missing date keeps without end. The end of a relationship is such a date: it starts the five years of anti-money-\
            laundering law for all parts of that subject. Without --date the name is taken back (the relationship was reopened). \
            An order of an authority to keep a case longer is the name extended, with the last day of it: it counts as far as a \
            row extend_by_authority of periods.csv reaches, which the command says; of several orders the last day counts.

            Examples:
              amplomb retention date --subject participant:P-001 --name relationship_end --date 2027-05-05 \
            --reason "contract ended" --as ana
              amplomb retention date --entry 17 --name document --date 2026-09-03 --reason "invoice 4711" --as ana
              amplomb retention date --subject participant:P-001 --name extended --date 2035-05-05 \
            --reason "FIU, order of 3 May 2032" --as ana
            """)

    @Option(help: "An alias, or a key such as participant:P-001.")
    var subject: String?
    @Option(help: "Or one entry: its index or id.")
    var entry: String?
    @Option(
        help:
            "document, extended, filing, filing_deadline, last_dependent, payment, record, relationship_end, transaction, unblocked."
    )
    var name: String
    @Option(help: "YYYY-MM-DD; not known any more when left out.")
    var date: String?
    @Option(help: "Why; at least 10 characters.")
    var reason: String
    @OptionGroup var person: PersonOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let target: RetentionTarget
        switch (subject, entry) {
        case (let name?, nil): target = .subject(name)
        case (nil, let text?): target = .entry(text)
        default: throw ValidationError("name either --subject or --entry")
        }
        guard let known = DateName(rawValue: name) else {
            let names = DateName.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--name \(name): expected one of \(names)")
        }
        let day = try date.map { try civilDate($0, "--date") }
        let engine = try await Runtime.open(common)
        try await engine.setRetentionDate(known, day, of: target, person: person.name, reason: reason)
        var notes: [String] = []
        if known == .extended, let day {
            // The date is logged by now: what cannot be computed about it is no failure of the command.
            let unknown = ["how far the order reaches could not be computed: amplomb retention explain INDEX shows it"]
            notes = (try? await engine.reach(ofOrder: day, on: target)) ?? unknown
        }
        try await engine.finish()
        Terminal.print("\(name) is \(day?.description ?? "not known any more")")
        for note in notes { Terminal.note(note) }
    }
}

struct RetentionOfficerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "officer", abstract: "Who may approve purges: the role retention_officer.",
        discussion: """
            Examples:
              amplomb retention officer add ben --as ana
              amplomb retention officer list
            """,
        subcommands: [RetentionOfficerAdd.self, RetentionOfficerRemove.self, RetentionOfficerList.self])
}

struct RetentionOfficerAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Give a person the role; nobody appoints himself.",
        discussion: """
            Examples:
              amplomb retention officer add ben --as ana
              amplomb retention officer add eva --as ana
            """)

    @Argument(help: "The person.")
    var officer: String
    @OptionGroup var person: PersonOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let officer = try PersonOption.name(officer, "the officer")
        let engine = try await Runtime.open(common)
        try await engine.appointOfficer(officer, by: person.name)
        try await engine.close()
        Terminal.print("\(officer) is a retention officer")
    }
}

struct RetentionOfficerRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take the role away; approvals of that person stop counting.",
        discussion: """
            Examples:
              amplomb retention officer remove ben --as ana
              amplomb retention officer remove eva --as ben
            """)

    @Argument(help: "The person.")
    var officer: String
    @OptionGroup var person: PersonOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let officer = try PersonOption.name(officer, "the officer")
        let engine = try await Runtime.open(common)
        try await engine.dismissOfficer(officer, by: person.name)
        try await engine.close()
        Terminal.print("\(officer) is no retention officer any more")
    }
}

struct RetentionOfficerList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The retention officers.",
        discussion: """
            Examples:
              amplomb retention officer list
              amplomb retention officer list -o csv
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let officers = try await engine.store.retentionOfficers()
        try await engine.close()
        let header = ["person", "appointed by", "at"]
        let rows = officers.map { [$0.person, $0.grantedBy, $0.grantedAt.description] }
        Terminal.print(common.output == .csv ? Terminal.csv(header, rows) : Terminal.table(header, rows))
    }
}
