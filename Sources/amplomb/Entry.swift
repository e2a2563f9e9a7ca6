import ArgumentParser
import Engine
import Foundation
import Store

/// Runs the command line: parses, runs, and turns every error into one sentence and the documented exit code.
@main
struct Entry {
    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        // Whoever starts this program with SIGCHLD ignored hands that on, and then nobody learns how a child ended: a mail
        // that was taken would count as refused and go out again, and PostgreSQL as not installed.
        signal(SIGCHLD, SIG_DFL)
        exit(await run(Array(CommandLine.arguments.dropFirst())))
    }

    private static func run(_ arguments: [String]) async -> Int32 {
        if arguments.isEmpty {
            Terminal.print(AmplombCommand.helpMessage())
            return 0
        }
        do {
            var command = try AmplombCommand.parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return 0
        } catch let finding as Finished {
            return finding.code
        } catch let error as EngineError {
            Terminal.note("amplomb: \(error.message)")
            if !error.remedy.isEmpty { Terminal.note("         \(error.remedy)") }
            return error.exitCode
        } catch let error as StoreError {
            Terminal.note("amplomb: \(error)")
            Terminal.note(
                error.code == .brokenLog
                    ? "         amplomb verify --log db:main says what; restore the database from a backup that verifies"
                    : "         nothing of the open batch is committed; it is safe to run the same command again")
            return 3
        } catch {
            let code = AmplombCommand.exitCode(for: error)
            if code.isSuccess {
                Terminal.print(AmplombCommand.fullMessage(for: error))
                return 0
            }
            let known = error is ValidationError || code == .validationFailure
            Terminal.note(AmplombCommand.fullMessage(for: error))
            return known ? 2 : 70
        }
    }
}

/// Ends a command that ran to its end with an exit code that says what it found (1: a finding or rejects).
struct Finished: Error {
    let code: Int32
}

struct AmplombCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "amplomb",
        abstract: "Compliance and risk monitoring for EV-charging roaming: assess, explain, seal.",
        discussion: """
            Examples:
              amplomb init --sample --seed 42        make a home and a small platform to try
              amplomb ingest ocpi cdrs.jsonl.gz      assess charging sessions
              amplomb screen "Владимир Путин"        look a name up on the sanctions lists
              amplomb case list                      the work that came out of it
              amplomb verify --log db:main           prove that no evidence was changed
              amplomb serve                          open the pages on http://127.0.0.1:8080

            Exit codes: 0 done, 1 something was found or rejected, 2 bad usage or unreadable input, 3 database or list \
            unavailable, 4 not permitted, 5 configuration wrong, 70 internal error, 75 interrupted, resumable.
            """,
        version: version,
        subcommands: [
            InitCommand.self, ServeCommand.self, StopCommand.self, StatusCommand.self, MigrateCommand.self,
            IngestCommand.self, AssessCommand.self, CaseCommand.self, ScreenCommand.self, ListsCommand.self,
            RulesCommand.self, VATCommand.self, ParticipantCommand.self, ReportCommand.self, VerifyCommand.self,
            EvidenceCommand.self, RetentionCommand.self, GoodListCommand.self, WindowsCommand.self,
        ])

    static let version = "0.1.0"
}

/// How results are written to standard output.
enum OutputForm: String, ExpressibleByArgument, CaseIterable {
    case text, table, json, jsonl, csv
}

/// Options that every command takes.
struct CommonOptions: ParsableArguments {
    @Option(name: [.customShort("o"), .long], help: "text (tables), json, jsonl or csv.")
    var output: OutputForm = .text

    @Flag(name: .long, help: "The same as --output json.")
    var json = false

    @Option(name: .long, help: "A PostgreSQL connection string instead of the embedded cluster (or DATABASE_URL).")
    var db: String?

    @Option(name: .customLong("rules-dir"), help: "The folder of rule files (default: rules, or AMPLOMB_RULES_DIR).")
    var rulesDirectory: String?

    @Flag(name: [.customShort("q"), .long], help: "No progress on standard error.")
    var quiet = false

    /// JSON was asked for, by either spelling.
    var wantsJSON: Bool { json || output == .json || output == .jsonl }
}
