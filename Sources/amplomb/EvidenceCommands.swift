import ArgumentParser
import Domain
import Engine
import Evidence
import Foundation

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Prove that no evidence was changed, dropped, added or reordered.",
        discussion: """
            Reads every entry of the log, hashes it anew, rebuilds the tree and holds it against the signed checkpoints. Each \
            fault is named with its code and index. Exit 0 proven, 1 something is wrong, 2 the check did not finish.

            Examples:
              amplomb verify --log db:main
              amplomb verify --log exported-folder --vkey keys.vkey --json
            """)

    @Option(help: "db:NAME for the database, or an exported folder.")
    var log = "db:main"
    @Option(help: "The verifier key, or a file that holds it; db: without it uses the key in AMPLOMB_HOME/keys.")
    var vkey: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let key = try vkey.map(VerifierKeys.read)
        let report: VerificationReport
        if log.hasPrefix("db:") {
            let engine = try await Runtime.open(common)
            let progress = Progress("entries", quiet: common.quiet || common.wantsJSON)
            report = try await engine.verify(log: String(log.dropFirst(3)), key: key) { done, total in
                progress.report(done: done, total: total)
            }
            progress.finish()
            try await engine.close()
        } else {
            guard let key else {
                throw EngineError(
                    .unreadable, "a folder needs --vkey", remedy: "name the log's verifier key or its file")
            }
            report = try FolderVerification.run(folder: log, key: key)
        }
        if common.wantsJSON {
            Terminal.write(report.json)
            Terminal.print("")
        } else {
            Terminal.print(report.text)
        }
        if log.hasPrefix("db:"), key == nil {
            Terminal.note("verified with the key in \(try Runtime.home().evidenceVerifierKey)")
        }
        if report.state != .proven { throw Finished(code: report.state.rawValue) }
    }
}

enum VerifierKeys {
    /// A key given as text or as the path of a file that holds it.
    static func read(_ text: String) throws -> VerifierKey {
        let isFile = FileManager.default.fileExists(atPath: text)
        let content = isFile ? String(decoding: try Files.read(text), as: UTF8.self) : text
        do {
            return try VerifierKey(parsing: content.trimmingCharacters(in: .whitespacesAndNewlines))
        } catch {
            throw EngineError(.unreadable, "--vkey: \(error)")
        }
    }
}

struct EvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: "The evidence log: entries, checkpoints, export, verification.",
        discussion: """
            Examples:
              amplomb evidence show 17
              amplomb evidence checkpoint
            """,
        subcommands: [EvidenceShow.self, EvidenceCheckpoint.self, EvidenceErase.self, VerifyCommand.self])
}

struct EvidenceShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One entry: its envelope and the payloads that it commits to.",
        discussion: """
            Examples:
              amplomb evidence show 0
              amplomb evidence show 17
            """)

    @Argument(help: "The index in the log, from 0.")
    var index: UInt64
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let text = try await engine.evidence(index: index)
        try await engine.close()
        Terminal.print(text)
    }
}

struct EvidenceCheckpoint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "Sign the log as it stands and print the note.",
        discussion: """
            Keep the note out of the database owner's reach (another host, a regulator's mailbox): it is what proves later that \
            nothing before it was rewritten.

            Examples:
              amplomb evidence checkpoint
              amplomb evidence checkpoint > checkpoint.txt
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let note = try await engine.signCheckpoint()
        try await engine.close()
        Terminal.write(note ?? [])
        if note == nil { Terminal.note("the log is empty: nothing to sign") }
    }
}
