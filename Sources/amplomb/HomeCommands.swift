import ArgumentParser
import Cluster
import Domain
import Engine
import Foundation

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make the home: database, roles, evidence key; with --sample a small platform to try.",
        discussion: """
            Run again it changes nothing and says so.

            Examples:
              amplomb init
              amplomb init --sample --seed 42
            """)

    @Flag(help: "Generate and assess a small platform whose truth is known.")
    var sample = false
    @Option(help: "The seed of the sample: the same seed gives the same bytes.")
    var seed: UInt64 = 42
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let home = try Runtime.home()
        let existed = home.exists
        let engine = try await Runtime.open(common, creating: true)
        let made = try await engine.initialise()
        if sample {
            let progress = Progress("sample", quiet: common.quiet)
            let report = try await SampleRun.run(engine, seed: seed) { step in
                if case .stored(let done) = step { progress.report(done: done, total: nil) }
            }
            progress.finish()
            try await engine.finish()
            Terminal.print(report.text)
            Terminal.print("Next: amplomb case list, then amplomb serve")
            if !report.isAsExpected { throw Finished(code: 1) }
            return
        }
        try await engine.finish()
        if existed, !made {
            Terminal.print("\(home.path) is already there; nothing changed")
        } else {
            Terminal.print("home \(home.path): database, roles and evidence key made")
        }
        Terminal.print("Next: amplomb lists pull (or lists import FILE...), then amplomb ingest ocpi FILE...")
    }
}

struct StopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "End this home's private PostgreSQL.",
        discussion: """
            Examples:
              amplomb stop
              AMPLOMB_HOME=/var/tmp/try amplomb stop
            """)

    func run() async throws {
        let home = try Runtime.home()
        do {
            let stopped = try Runtime.cluster(home).stop()
            Terminal.print(stopped ? "stopped" : "no server was running")
        } catch {
            throw EngineError(.unavailable, error.description)
        }
    }
}

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "One screen: what is stored, which knowledge is in force, whether the log is anchored.",
        discussion: """
            Examples:
              amplomb status
              amplomb status -o json
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let status = try await engine.status()
        try await engine.close()
        Terminal.print(common.wantsJSON ? status.json : Self.marked(status.text))
    }

    /// On a terminal, what somebody should do something about stands in yellow.
    private static func marked(_ text: String) -> String {
        let isPlain = Runtime.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        guard isatty(1) == 1, !isPlain else { return text }
        return text.replacing(
            AnchoringStatus.unanchored, with: "\u{1B}[33m\(AnchoringStatus.unanchored)\u{1B}[0m")
    }
}

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "The numbered, hashed steps of the database schema.",
        discussion: """
            Examples:
              amplomb migrate status
              amplomb migrate up
            """,
        subcommands: [MigrateStatus.self, MigrateUp.self])
}

struct MigrateStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Which steps were applied, when, with their hash.",
        discussion: """
            Examples:
              amplomb migrate status
              amplomb migrate status --db postgresql://host/amplomb
            """)
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let rows = try await engine.migrations()
        try await engine.close()
        Terminal.print(Terminal.table(["step", "name", "sha256"], rows))
    }
}

struct MigrateUp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up",
        abstract: "Apply the steps that are missing (every command does so when it opens the database).",
        discussion: """
            Examples:
              amplomb migrate up
              amplomb migrate up --db postgresql://host/amplomb
            """)
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let rows = try await engine.migrations()
        try await engine.close()
        Terminal.print("the schema is at step \(rows.last?.first ?? "0")")
    }
}
