import ArgumentParser
import Domain
import Engine
import Formats
import Screening

struct ListsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lists",
        abstract: "The sanctions lists: import official files, see what is in force and how old it is.",
        discussion: """
            Examples:
              amplomb lists import sdn.csv alt.csv add.csv consolidated.xml
              amplomb lists status
            """,
        subcommands: [ListsImport.self, ListsStatus.self, ListsShow.self])
}

struct ListsImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read official list files, check them, put them in force.",
        discussion: """
            The format is recognised by content: OFAC SDN and non-SDN CSV sets (main, alias and address files together), UN XML, \
            EU journal CSV folders, UK ConList, US consolidated screening list and more. Lists imported before stay in force.

            Examples:
              amplomb lists import sdn.csv alt.csv add.csv
              amplomb lists import un.xml eu-journal/ ConList.csv
            """)

    @Argument(help: "Files, or folders of files.")
    var files: [String]
    @Flag(name: .customLong("dry-run"), help: "Read and check only; nothing is put in force.")
    var dryRun = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        if dryRun {
            for list in try Engine.readLists(files) { Terminal.print(Self.line(list) + "  (dry run)") }
            return
        }
        let engine = try await Runtime.open(common)
        let report = try await engine.importLists(files)
        try await engine.finish()
        for line in report.lines {
            let change = line.isNew ? (line.before.map { "was \($0) entries" } ?? "new") : "identical, nothing changed"
            Terminal.print("\(Self.line(line.list))  \(change)")
            for reject in line.list.rejects.prefix(5) { Terminal.note("rejected \(reject)") }
            for warning in line.list.warnings.prefix(5) { Terminal.note("note: \(warning)") }
        }
        Terminal.print(
            "\(report.entryCount) entries with \(report.nameCount) names in force, snapshot \(report.snapshot)")
        if let rescreen = report.rescreen { Terminal.print(rescreen.text) }
        if report.lines.contains(where: { !$0.list.rejects.isEmpty }) { throw Finished(code: 1) }
    }

    static func line(_ list: ImportedList) -> String {
        let date = list.publishDate.map { "published \($0)" } ?? "publish date not stated"
        let counts = list.counts.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
        return
            "\(list.listID)  \(list.format.rawValue)  \(list.entries.count) entries, \(date), \(list.version)  [\(counts)]"
    }
}

struct ListsStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Each list in force: version, publish date, entries, age against its limit.",
        discussion: """
            Exit 3 when no list is in force or one is older than its limit.

            Examples:
              amplomb lists status
              amplomb lists status -o json
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let lists = try await engine.listAges()
        try await engine.close()
        if common.wantsJSON {
            var output = JSONOutput()
            output.array { array in
                for list in lists {
                    array.object { json in
                        json.member("list", list.id)
                        json.member("version", list.version.description)
                        json.member("published", list.published?.description)
                        json.member("entries", list.entries)
                        json.member("age_hours", list.ageHours)
                        json.member("limit_hours", list.limitHours)
                        json.member("state", list.isStale ? "stale" : "ok")
                    }
                }
            }
            Terminal.print(output.text)
        } else if lists.isEmpty {
            Terminal.note("no list is in force: payouts are held; amplomb lists import FILE... puts one in force")
        } else {
            let rows = lists.map { list in
                [
                    list.id, list.published?.description ?? "not stated", String(list.entries), "\(list.ageHours) h",
                    "\(list.limitHours) h", list.isStale ? "stale" : "ok", String(list.version.hex.prefix(16)),
                ]
            }
            Terminal.print(Terminal.table(["list", "published", "entries", "age", "limit", "state", "version"], rows))
        }
        if lists.isEmpty || lists.contains(where: \.isStale) { throw Finished(code: 3) }
    }
}

struct ListsShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "The lists of the index as it is mapped at start: counts and hashes.",
        discussion: """
            Examples:
              amplomb lists show
              amplomb lists show -o json
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard let snapshot = try Engine.listSnapshot(home: try Runtime.home()) else {
            Terminal.note("no list was imported yet; amplomb lists import FILE...")
            throw Finished(code: 3)
        }
        let rows = snapshot.lists.map { list in
            [
                list.id, String(list.entryCount), String(list.nameCount), list.publishDate?.description ?? "not stated",
                list.version.description,
            ]
        }
        Terminal.print(Terminal.table(["list", "entries", "names", "published", "version"], rows))
        Terminal.print("snapshot \(snapshot.hash)")
    }
}
