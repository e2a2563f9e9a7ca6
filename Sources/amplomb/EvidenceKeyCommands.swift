import ArgumentParser
import Domain
import Engine
import Evidence
import Formats

struct EvidenceKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "The signing keys of the log: make, exchange, retire, list.",
        discussion: """
            Keys are exchanged in three steps, each an entry of the log: a new one is made, both sign for some weeks so that \
            everybody can take the new one over, then the old one is retired.

            Examples:
              amplomb evidence key new --name amplomb.local/2027 --out /secure/evidence-2027
              amplomb evidence key rotate /secure/evidence-2027 --name amplomb.local/2027
              amplomb evidence key list
            """,
        subcommands: [KeyNew.self, KeyRotate.self, KeyRetire.self, KeyList.self])
}

struct KeyNew: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make a signing key in a file of mode 0600, log it, and print its verifier key.",
        discussion: """
            It signs once it is rotated to. A file that is there already is never overwritten.

            Examples:
              amplomb evidence key new --name amplomb.local/2027 --out /secure/evidence-2027
              amplomb evidence key new --name log.example.org/main --out /var/lib/amplomb/keys/next
            """)

    @Option(help: "The key's name: no space, no plus sign; usually host and log.")
    var name: String
    @Option(help: "The file for the key, PKCS#8 PEM.")
    var out: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let key = try await engine.makeKey(name: name, at: out)
        try await engine.finish()
        Terminal.print(key.description)
        Terminal.note("the key is in \(out); it signs after: amplomb evidence key rotate \(out) --name \(name)")
    }
}

struct KeyRotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Let another key sign: beside the present one for the overlap, then alone.",
        discussion: """
            After the overlap the old key is retired at the next signature. Give the new verifier key to everybody who checks \
            bundles before then.

            A key that another process holds, so that this one never sees it, is named by the socket of an agent that speaks the \
            SSH agent protocol (ssh-agent, gpg-agent, agents of TPMs and HSMs): agent:SOCKET. It has to be an Ed25519 key.

            Examples:
              amplomb evidence key rotate /secure/evidence-2027 --name amplomb.local/2027
              amplomb evidence key rotate /secure/evidence-2027 --name amplomb.local/2027 --overlap-days 60
              amplomb evidence key rotate agent:/run/signer/agent.sock --name amplomb.local/2027 --agent-key evidence
            """)

    @Argument(help: "The new key's file, which stays where it is, or agent:SOCKET.")
    var file: String
    @Option(name: .customLong("agent-key"), help: "The comment of the agent's key; needed where it holds several.")
    var agentKey: String?
    @Option(help: "The new key's name, as key new was given it.")
    var name: String
    @Option(name: .customLong("overlap-days"), help: "How long both sign.")
    var overlapDays = 30
    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard (0...3650).contains(overlapDays) else {
            throw ValidationError("--overlap-days \(overlapDays): expected 0 to 3650")
        }
        let engine = try await Runtime.open(common)
        let ring = try await engine.rotateKey(to: file, name: name, comment: agentKey, overlapDays: overlapDays)
        try await engine.finish()
        Terminal.print(KeyTable.text(ring))
    }
}

struct KeyRetire: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire", abstract: "End a key now instead of after its overlap.",
        discussion: """
            What it signed before still verifies with it. Its file may then be destroyed.

            Examples:
              amplomb evidence key retire
              amplomb evidence key retire --name amplomb.local/amplomb/main
            """)

    @Option(help: "The key's name; the one that is leaving when left out.")
    var name: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let key = try await engine.retireKey(named: name)
        try await engine.finish()
        Terminal.print("\(key.name) signs no more; what it signed before still verifies")
    }
}

struct KeyList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The keys of the log over time, with their verifier keys.",
        discussion: """
            Those that sign checkpoints, then those that attest bundles (evidence bundle --attest).

            Examples:
              amplomb evidence key list
              amplomb evidence key list -o json
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let ring = try engine.keyRing()
        let attesting = try await engine.attestingKeys()
        try await engine.close()
        guard common.wantsJSON else {
            Terminal.print(
                common.output == .csv
                    ? Terminal.csv(KeyTable.header, KeyTable.rows(ring, attesting)) : KeyTable.text(ring, attesting))
            return
        }
        var output = JSONOutput()
        output.array { list in
            for member in ring.members {
                list.object { json in
                    json.member("name", member.key.name)
                    json.member("signs", KeyTable.checkpoints)
                    json.member("state", member.state.rawValue)
                    json.member("since", member.since.description)
                    json.member("until", member.until?.description)
                    json.member("vkey", member.key.description)
                    json.member("file", member.path)
                }
            }
            for other in attesting {
                list.object { json in
                    json.member("name", other.key.name)
                    json.member("signs", KeyTable.bundles)
                    json.member("state", KeyTable.state(other))
                    json.member("entry", number: String(other.entry))
                    json.member("vkey", other.key.description)
                }
            }
        }
        Terminal.print(output.text)
    }
}

/// Keys as lines of a table.
enum KeyTable {
    static let header = ["name", "signs", "state", "since", "until", "verifier key"]
    static let checkpoints = "checkpoints"
    static let bundles = "bundles"

    static func rows(_ ring: KeyRing, _ attesting: [AttestingKey] = []) -> [[String]] {
        let signing: [[String]] = ring.members.map { member in
            let since = member.since.microseconds == 0 ? "the beginning" : member.since.description
            return [
                member.key.name, checkpoints, member.state.rawValue, since, member.until?.description ?? "-",
                member.key.description,
            ]
        }
        return signing
            + attesting.map { [$0.key.name, bundles, state($0), "entry \($0.entry)", "-", $0.key.description] }
    }

    static func state(_ key: AttestingKey) -> String { key.isInUse ? "active" : "not in use" }

    static func text(_ ring: KeyRing, _ attesting: [AttestingKey] = []) -> String {
        Terminal.table(header, rows(ring, attesting))
    }
}
