import ArgumentParser
import Domain
import Engine
import Formats
import Screening

struct ListsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lists",
        abstract:
            "The sanctions lists: fetch or import official files, see what is in force, how old it is, what changed.",
        discussion: """
            Examples:
              amplomb lists pull
              amplomb lists import sdn.csv alt.csv add.csv consolidated.xml
              amplomb lists status
              amplomb lists diff un previous active
            """,
        subcommands: [
            ListsImport.self, ListsPull.self, ListsStatus.self, ListsShow.self, ListsDiff.self, ListsVerify.self,
            ListsRollback.self,
        ])
}

struct ListsImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read official list files, check them, put them in force.",
        discussion: """
            The format is recognised by content: OFAC SDN and non-SDN CSV sets (main, alias, address and comment files together), \
            UN XML, EU files and journal folders, UK, SECO and US files. Lists imported before stay in force. A list that \
            shrank by more than a fifth, is shorter than sources.yaml allows, older than the one in force, or a set whose \
            files do not belong together is refused unless --force says why; the reason is recorded with the version.

            Exit 1 when rows were rejected, 2 when nothing was put in force.

            Examples:
              amplomb lists import sdn.csv alt.csv add.csv
              amplomb lists import un.xml eu-journal/ ConList.csv --dry-run
              amplomb lists import small.xml --list sample-un
            """)

    @Argument(help: "Files, or folders of files.")
    var files: [String]
    @Option(help: "Import under this id (sources.yaml names them; sample-... for invented lists).")
    var list: String?
    @Option(help: "Read as this format instead of by content.")
    var format: String?
    @Flag(name: .customLong("dry-run"), help: "Read, check and compare only; nothing is put in force.")
    var dryRun = false
    @Option(name: .customLong("accept-rejects"), help: "Rejected rows that are accepted beyond 0.1 %.")
    var acceptedRejects = 0
    @Option(help: "Override the guards; the reason is recorded.")
    var force: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        var request = ListImportRequest(files)
        request.listID = list
        if let format {
            guard let known = ListFormat(rawValue: format) else {
                throw ValidationError(
                    "--format \(format): expected one of \(ListFormat.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
            request.format = known
        }
        guard acceptedRejects >= 0 else {
            throw ValidationError("--accept-rejects \(acceptedRejects): expected 0 or more")
        }
        request.acceptedRejects = acceptedRejects
        request.force = force
        request.isDryRun = dryRun
        let engine = try await Runtime.open(common)
        let report: ListImportReport
        do {
            report = try await engine.importLists(request)
        } catch {
            try? await engine.close()
            throw error
        }
        try await engine.finish()
        if common.wantsJSON {
            Terminal.print(ListsText.json(report))
        } else {
            for line in report.lines { Terminal.print(ListsText.text(line, isDryRun: dryRun)) }
            Terminal.print(
                "\(report.entryCount) entries with \(report.nameCount) names \(dryRun ? "would be" : "are") in force, "
                    + "snapshot \(report.snapshot)")
            if let rescreen = report.rescreen { Terminal.print(rescreen.text) }
        }
        for line in report.lines { ListsText.notes(line) }
        if report.hasRejects { throw Finished(code: 1) }
    }
}

struct ListsPull: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pull",
        abstract: "Fetch lists from their publishers (sources.yaml) and put what is new in force.",
        discussion: """
            A list that did not change is confirmed. One that cannot be fetched, or fails a check, stays as it is and is named \
            with its address, its publisher's page and the command to import it by hand; the others go on, and the exit is 3.

            Examples:
              amplomb lists pull
              amplomb lists pull un --time-limit 20
            """)

    @Argument(help: "One list; all enabled ones when left out.")
    var list: String?
    @Option(name: .customLong("time-limit"), help: "Seconds for each file, all tries together.")
    var timeLimit = 300
    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard (1...86_400).contains(timeLimit) else {
            throw ValidationError("--time-limit \(timeLimit): expected 1 to 86400 seconds")
        }
        let engine = try await Runtime.open(common)
        let failures: Int
        do {
            failures = try await ListsPulling.run(engine, list: list, seconds: timeLimit, json: common.wantsJSON)
        } catch {
            try? await engine.close()
            throw error
        }
        try await engine.finish()
        if failures > 0 { throw Finished(code: 3) }
    }
}

struct ListsStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Each list: version, publish date, entries, names, age against its limit.",
        discussion: """
            Exit 3 when an enabled list is missing or older than its limit.

            Examples:
              amplomb lists status
              amplomb lists status --as-of 2026-10-01T00:00:00Z -o json
            """)

    @Option(name: .customLong("as-of"), help: "As it was at this date or RFC 3339 instant.")
    var asOf: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let at = try asOf.map { try instant($0) }
        let engine = try await Runtime.open(common)
        let status = try await engine.listStatus(at: at)
        try await engine.close()
        if common.wantsJSON {
            Terminal.print(ListsText.json(status))
        } else {
            let rows = status.lines.map(ListsText.row)
            if common.output == .csv {
                Terminal.print(Terminal.csv(ListsText.header, rows))
            } else {
                Terminal.print(Terminal.table(ListsText.header, rows))
            }
        }
        if status.isSamplesOnly {
            Terminal.note("samples only: these lists are invented; amplomb lists pull fetches the official ones")
        } else if status.inForce.isEmpty {
            Terminal.note("no list is in force: payouts are held; amplomb lists pull, or amplomb lists import FILE...")
        }
        if !status.isWell { throw Finished(code: 3) }
    }
}

struct ListsShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One entry of a list in force, whole.",
        discussion: """
            Examples:
              amplomb lists show un QDi.006
              amplomb lists show us-ofac-sdn 7843 -o json
            """)

    @Argument(help: "The list's id.")
    var list: String
    @Argument(help: "The entry's id, as screening shows it.")
    var entry: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let found = try Engine.listEntry(
            home: try Runtime.home(), listsDirectory: try Runtime.listsDirectory(common), list: list, entry: entry)
        Terminal.print(
            common.wantsJSON
                ? ListsText.json(found.entry, found.list) : ListsText.text(found.entry, found.list, found.source))
    }
}

struct ListsDiff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "What changed between two versions of a list, by entry.",
        discussion: """
            A and B are each active, previous, the beginning of a version's hash, or a file. Entries with material changes \
            (names, type, births, countries, genders, ids, programs, measures) stand apart from those where only remarks and \
            the like changed.

            Examples:
              amplomb lists diff un previous active
              amplomb lists diff us-ofac-cons active cons.csv --json
            """)

    @Argument(help: "The list's id.")
    var list: String
    @Argument(help: "The earlier version.")
    var from: String
    @Argument(help: "The later version.")
    var to: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let diff: ListDiff
        do {
            diff = try await engine.listDiff(list, from: from, to: to)
        } catch {
            try? await engine.close()
            throw error
        }
        try await engine.close()
        Terminal.print(common.wantsJSON ? ListsText.json(diff) : ListsText.text(diff))
    }
}

struct ListsVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Hash and read the kept files again, build the index anew, compare with what was recorded.",
        discussion: """
            Exit 1 when anything differs; each difference is named.

            Examples:
              amplomb lists verify
              amplomb lists verify un
            """)

    @Argument(help: "One list; all lists and the index when left out.")
    var list: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let proofs: [ListProof]
        do {
            proofs = try await engine.verifyLists(list)
        } catch {
            try? await engine.close()
            throw error
        }
        try await engine.close()
        if common.wantsJSON {
            Terminal.print(ListsText.json(proofs))
        } else {
            for proof in proofs {
                Terminal.print("\(proof.subject)  \(proof.faults.isEmpty ? "as recorded" : "DIFFERS")")
                for fault in proof.faults { Terminal.print("  \(fault)") }
            }
        }
        if proofs.contains(where: { !$0.faults.isEmpty }) { throw Finished(code: 1) }
    }
}

struct ListsRollback: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback", abstract: "Put an earlier version of a list in force again; the history stays.",
        discussion: """
            The version counts as confirmed when it last was, so that it goes stale in its time. A pull that finds the version \
            gone back from does not put it in force again by itself.

            Examples:
              amplomb lists rollback un --reason "the file of today lost its aliases"
              amplomb lists rollback un --to 3fa9c2 --reason "the file of today lost its aliases"
            """)

    @Argument(help: "The list's id.")
    var list: String
    @Option(help: "The beginning of a version's hash; the version in force before when left out.")
    var to: String?
    @Option(help: "Why, in at least 10 characters; it stands in the history.")
    var reason: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let result: ListRollback
        do {
            result = try await engine.rollBackList(list, to: to, reason: reason)
        } catch {
            try? await engine.close()
            throw error
        }
        try await engine.finish()
        Terminal.print(
            "\(list): \(result.to.hex.prefix(16)) with \(result.entries) entries is in force instead of "
                + "\(result.from.hex.prefix(16)); \(ListsText.summary(result.diff))")
        if let rescreen = result.rescreen { Terminal.print(rescreen.text) }
    }
}
