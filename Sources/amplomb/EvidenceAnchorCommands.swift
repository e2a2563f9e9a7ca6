import ArgumentParser
import Domain
import Engine
import Evidence
import Formats
import Store

struct EvidenceAnchorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anchor",
        abstract: "Deposit checkpoints where the owner of the database cannot change them.",
        discussion: """
            Whoever owns database and key can rewrite both, unless a checkpoint lies elsewhere: in an append-only file on another \
            mount or host, in a regulator's mailbox, time-stamped by an authority (RFC 3161), or cosigned by a witness (C2SP \
            tlog-cosignature). Each deposit is logged.

            Examples:
              amplomb evidence anchor add file /mnt/other-host/checkpoints
              amplomb evidence anchor add email evidence@regulator.example
              amplomb evidence anchor request --out checkpoint.tsq
              amplomb evidence anchor timestamp checkpoint.tsr
              amplomb evidence anchor import cosigned-note
            """,
        subcommands: [
            AnchorAdd.self, AnchorRemove.self, AnchorList.self, AnchorRun.self, AnchorSent.self,
            AnchorRequest.self, AnchorTimestamp.self, AnchorImport.self,
        ])
}

/// What can be configured as an anchor.
enum AnchorChoice: String, ExpressibleByArgument, CaseIterable {
    case file, email, witness

    var kind: StoredAnchor.Kind {
        switch self {
        case .file: .file
        case .email: .email
        case .witness: .witness
        }
    }
}

struct AnchorAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a place for checkpoints and deposit the newest there.",
        discussion: """
            A file gets every checkpoint that covers something new; it must lie on another file system than AMPLOMB_HOME. An \
            address gets one mail a day through the mail program of this machine (/usr/sbin/sendmail, or AMPLOMB_SENDMAIL). A \
            witness is named by its verifier key (signature type 4); what it cosigned is taken with anchor import.

            Examples:
              amplomb evidence anchor add file /mnt/other-host/checkpoints
              amplomb evidence anchor add email evidence@regulator.example
              amplomb evidence anchor add witness witness.example/w1+a1b2c3d4+BA...
            """)

    @Argument(help: "file, email or witness.")
    var kind: AnchorChoice
    @Argument(help: "The file's whole path, the address, or the witness's verifier key.")
    var place: String
    @Flag(name: .customLong("same-disk"), help: "Take a file on the same file system too: for a trial.")
    var sameDisk = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        try engine.addAnchor(kind.kind, place, isSameDiskAllowed: sameDisk)
        try await AnchorText.runAndShow(engine)
    }
}

struct AnchorRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Deposit no more checkpoints at a place; what lies there stays.",
        discussion: """
            Mails to an address that nobody has sent yet are removed from the folder outbox of AMPLOMB_HOME. They are sent if \
            the address is added again.

            Examples:
              amplomb evidence anchor remove /mnt/other-host/checkpoints
              amplomb evidence anchor remove evidence@regulator.example
            """)

    @Argument(help: "The path or address, as anchor list prints it.")
    var place: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        try engine.removeAnchor(place)
        let count = try await engine.dropKeptMails(to: place)
        try await engine.close()
        Terminal.print("\(place) gets no more checkpoints; what lies there stays, and stays logged")
        if count > 0 {
            Terminal.print("\(count) unsent \(count == 1 ? "mail" : "mails") to it removed from the folder outbox")
        }
    }
}

struct AnchorSent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sent", abstract: "Note that the checkpoints which wait for an address were mailed by hand.",
        discussion: """
            Where the machine has no mail program, mails lie in the folder outbox of AMPLOMB_HOME. Say so here only when all of \
            them to the address have left the machine: a mail that did not is no anchor. A mail without a file there goes on \
            waiting.

            Examples:
              amplomb evidence anchor sent evidence@regulator.example
              amplomb evidence anchor sent auditor@example.org -q
            """)

    @Argument(help: "The address, as anchor list prints it.")
    var address: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let count = try await engine.noteSent(to: address)
        Terminal.print(
            count == 0
                ? "no mail to \(address) lies in the folder outbox, or another process is sending it"
                : "\(count) to \(address) noted as sent")
        try await AnchorText.runAndShow(engine)
    }
}

struct AnchorRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Sign and deposit now, also where a retry is not due yet. Exit 1 if a place fails.",
        discussion: """
            Every command that writes evidence does so at its end; this one is for a schedule, or after a mount came back.

            Examples:
              amplomb evidence anchor run
              amplomb evidence anchor run -q
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws { try await AnchorText.runAndShow(try await Runtime.open(common)) }
}

struct AnchorList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Places for checkpoints, and what was deposited.",
        discussion: """
            Examples:
              amplomb evidence anchor list
              amplomb evidence anchor list -o json
            """)

    @Option(help: "At most this many deposits, the newest first.")
    var limit = 20
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let targets = try engine.anchorTargets()
        let deposits = Array(try await engine.anchors().reversed().prefix(max(0, limit)))
        try await engine.close()
        if common.wantsJSON {
            Terminal.print(AnchorText.json(targets, deposits))
            return
        }
        let places = targets.map { target in
            [
                target.kind.rawValue, target.place, target.since.description,
                target.failingSince.map { "failing since \($0)" } ?? "ok",
            ]
        }
        let rows = deposits.map { [$0.kind.rawValue, $0.target, String($0.size), $0.anchoredAt.description] }
        if common.output == .csv {
            Terminal.print(Terminal.csv(["kind", "place", "size", "at"], rows))
            return
        }
        Terminal.print(Terminal.table(["anchor", "place", "since", "state"], places))
        Terminal.print("")
        Terminal.print(Terminal.table(["deposited", "place", "size", "at"], rows))
        if targets.isEmpty { Terminal.note("none is configured; amplomb evidence anchor add file PATH") }
    }
}

struct AnchorRequest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request", abstract: "Write a time-stamp request (RFC 3161) for the newest checkpoint.",
        discussion: """
            Nothing is sent. The same checkpoint always gives the same request.

            Examples:
              amplomb evidence anchor request --out checkpoint.tsq
              curl -H 'Content-Type: application/timestamp-query' --data-binary @checkpoint.tsq \
            -o checkpoint.tsr https://AUTHORITY
            """)

    @Option(help: "The file to write.")
    var out: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        try await engine.signCheckpoint()
        let (request, size) = try await engine.timestampRequest()
        try await engine.close()
        try Files.writeDurably(request, to: out)
        Terminal.print("\(out): request over the checkpoint of size \(size)")
        Terminal.note("send it to a time-stamping authority, then: amplomb evidence anchor timestamp REPLY.tsr")
    }
}

struct AnchorTimestamp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timestamp",
        abstract: "Keep an authority's time-stamp with the checkpoint it is over, and log it.",
        discussion: """
            The hash is compared with the checkpoints of the log. The authority's own signature is not judged here: \
            openssl ts -verify -in FILE.tsr -data NOTE -CAfile AUTHORITY.pem does.

            Examples:
              amplomb evidence anchor timestamp checkpoint.tsr
              amplomb evidence anchor timestamp /mnt/usb/checkpoint.tsr
            """)

    @Argument(help: "The reply's file.")
    var file: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let (size, time) = try await engine.addTimestamp(try Files.read(file))
        try await engine.finish()
        Terminal.print("the checkpoint of size \(size) existed at \(time), by that authority's clock")
    }
}

struct AnchorImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Keep the cosignatures of known witnesses on a checkpoint of this log, and log them.",
        discussion: """
            The note is a checkpoint that amplomb evidence checkpoint printed, with lines that witnesses added. Lines of others \
            are ignored; a wrong line of a known witness refuses the note. What is known already is not logged again.

            Examples:
              amplomb evidence anchor import cosigned-note
              amplomb evidence anchor import /mnt/usb/checkpoint.cosigned -o json
            """)

    @Argument(help: "The cosigned note's file.")
    var note: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let imported = try await engine.importCosignatures(try Files.read(note))
        try await engine.finish()
        if common.wantsJSON { return Terminal.print(AnchorText.json(imported)) }
        for cosigned in imported.cosignatures {
            Terminal.print(
                "the checkpoint of size \(cosigned.size) was cosigned by \(cosigned.witness.name) at "
                    + (cosigned.time?.description ?? "\(cosigned.seconds) s"))
        }
        if imported.new == 0 { Terminal.note("all of it was known before") }
    }
}

enum AnchorText {
    static func json(_ imported: ImportedCosignatures) -> String {
        var output = JSONOutput()
        output.object { json in
            json.member("new", imported.new)
            json.array("cosignatures") { list in
                for cosigned in imported.cosignatures {
                    list.object { item in
                        item.member("witness", cosigned.witness.description)
                        item.member("size", number: String(cosigned.size))
                        item.member("at", cosigned.time?.description)
                    }
                }
            }
        }
        return output.text
    }

    /// Deposits now and says how it went.
    static func runAndShow(_ engine: Engine) async throws {
        let failures = try await engine.runAnchors()
        let status = try await engine.anchoring()
        try await engine.close()
        Terminal.print(status.text)
        for failure in failures { Terminal.note("anchor: \(failure)") }
        if !failures.isEmpty { throw Finished(code: 1) }
    }

    static func json(_ targets: [AnchorTarget], _ deposits: [StoredAnchor]) -> String {
        var output = JSONOutput()
        output.object { json in
            json.array("anchors") { list in
                for target in targets {
                    list.object { item in
                        item.member("kind", target.kind.rawValue)
                        item.member("place", target.place)
                        item.member("since", target.since.description)
                        item.member("failing_since", target.failingSince?.description)
                        item.member("retry_at", target.retryAt?.description)
                    }
                }
            }
            json.array("deposits") { list in
                for deposit in deposits {
                    list.object { item in
                        item.member("kind", deposit.kind.rawValue)
                        item.member("place", deposit.target)
                        item.member("size", number: String(deposit.size))
                        item.member("at", deposit.anchoredAt.description)
                        item.member("note_sha256", deposit.noteHash.hex)
                    }
                }
            }
        }
        return output.text
    }
}
