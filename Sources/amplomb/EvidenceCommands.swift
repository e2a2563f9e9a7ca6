import ArgumentParser
import Domain
import Engine
import Evidence
import Foundation

struct EvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: "The evidence log: entries, proofs, bundles, exports, keys, anchors, verification.",
        discussion: """
            Examples:
              amplomb evidence show 17
              amplomb evidence bundle --case C-1 --out case-C-1.zip
              amplomb evidence anchor add file /mnt/other-host/checkpoints
            """,
        subcommands: [
            EvidenceShow.self, EvidenceProve.self, EvidenceCheckpoint.self, EvidenceBundleCommand.self,
            EvidenceExport.self, EvidenceKeyCommand.self, EvidenceAnchorCommand.self, EvidenceErase.self,
            VerifyCommand.self, EvidenceBenchCommand.self,
        ])
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

struct EvidenceProve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove", abstract: "The proof that an entry stands in the signed log (C2SP tlog-proof).",
        discussion: """
            The text holds the index, the hashes on the way to the root, and the signed checkpoint: at a million entries \
            at most 1,280 bytes. It proves the envelope that evidence show prints, without anything else of the log.

            Examples:
              amplomb evidence prove 17
              amplomb evidence prove 17 > 17.tlog-proof
            """)

    @Argument(help: "The index in the log, from 0.")
    var index: UInt64
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let proof = try await engine.proof(index: index)
        try await engine.close()
        Terminal.write(proof.encoded)
    }
}

struct EvidenceCheckpoint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "Sign the log as it stands and print the note.",
        discussion: """
            Keep the note out of the database owner's reach (another host, a regulator's mailbox): it is what proves later that \
            nothing before it was rewritten. evidence anchor does so by itself.

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
