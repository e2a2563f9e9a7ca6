import ArgumentParser
import Domain
import Engine
import Evidence
import Formats
import Foundation

/// Options of everything that makes a bundle.
struct BundleOptions: ParsableArguments {
    @Option(
        help:
            "An RFC 3339 instant: what the log said then, and the date of the bundle, none to come; now when left out. The time of a cosignature gives a bundle that carries it."
    )
    var at: String?
    @Option(help: "The file to write.")
    var out: String?
    @Flag(help: "Attest the whole (in-toto Statement in DSSE) with the key beside the log's.")
    var attest = false

    func instant() throws -> Instant? {
        guard let at else { return nil }
        guard let instant = Instant(at) ?? CivilDate(at).map({ Instant($0) }) else {
            throw ValidationError("--at \(at): expected YYYY-MM-DD or an RFC 3339 instant")
        }
        return instant
    }
}

struct EvidenceBundleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: "Pack evidence for somebody else: entries, payloads, proofs, keys, and how to check them.",
        discussion: """
            The bundle is BagIt 1.0 in a ZIP file. It is checked without us: amplomb-verify, scripts/check-bundle, or by hand \
            as its README says. It holds personal data; that it was made is logged.

            Examples:
              amplomb evidence bundle --case C-1 --out case-C-1.zip
              amplomb evidence bundle --report 7 --at 2026-10-31T12:00:00Z --out report-7.zip
              amplomb evidence bundle --entries indexes.txt --out entries.zip
            """)

    @Option(name: .customLong("case"), help: "A case, as case list prints it.")
    var caseID: String?
    @Option(help: "A report, by its number in report list.")
    var report: Int64?
    @Option(help: "A file of indexes, one a line; - is standard input.")
    var entries: String?
    @OptionGroup var bundle: BundleOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let selection = try selection()
        guard let out = bundle.out else { throw ValidationError("--out FILE.zip is needed") }
        try await BundleWriting.run(selection, bundle, out: out, common)
    }

    private func selection() throws -> BundleSelection {
        switch (caseID, report, entries) {
        case (let id?, nil, nil): return .caseFile(id)
        case (nil, let id?, nil): return .report(id)
        case (nil, nil, let file?): return .entries(try indexes(file))
        default: throw ValidationError("name exactly one of --case, --report and --entries")
        }
    }

    private func indexes(_ file: String) throws -> [UInt64] {
        let bytes = file == "-" ? try Files.standardInput() : try Files.read(file)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        return try lines.enumerated().compactMap { number, line in
            let text = line.trimmingCharacters(in: .whitespaces)
            if text.isEmpty || text.hasPrefix("#") { return nil }
            guard let index = UInt64(text) else {
                throw EngineError(.unreadable, "\(file):\(number + 1): '\(text.prefix(40))' is not an index")
            }
            return index
        }
    }
}

/// Makes a bundle, writes it, and logs that evidence left the system.
enum BundleWriting {
    static func run(
        _ selection: BundleSelection, _ options: BundleOptions, out: String, _ common: CommonOptions
    ) async throws {
        let at = try options.instant()
        // Before anything is opened and logged: a bundle that cannot be written went to nobody.
        try Files.requireWritable(file: out)
        let engine = try await Runtime.open(common)
        let bundle = try await engine.loggedBundle(
            selection, at: at, isAttested: options.attest, by: NSUserName())
        let bytes = try bundle.encoded()
        try Files.writeDurably(bytes, to: out, mode: 0o600)
        let failures = try await engine.finish()
        for failure in failures { Terminal.note("anchor: \(failure)") }
        let hash = EvidenceHash.plain(bytes).hex
        if common.wantsJSON {
            var output = JSONOutput()
            output.object { json in
                json.member("file", out)
                json.member("subject", bundle.subject)
                json.member("entries", bundle.entries.count)
                json.member("purged_parts", bundle.purged.count)
                json.member("bytes", bytes.count)
                json.member("sha256", hash)
                json.member("at", bundle.at.description)
            }
            Terminal.print(output.text)
            return
        }
        Terminal.print("\(out): \(bundle.subject), \(bundle.entries.count) entries, \(bytes.count) bytes")
        Terminal.print("sha256 \(hash)")
        Terminal.note("it holds personal data; check it with amplomb verify \(out) --vkey KEY")
    }
}

struct EvidenceExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a whole log as a folder for other tools, or one case as a bundle.",
        discussion: """
            The folder is laid out as C2SP tlog-tiles: checkpoint, tile/, tile/entries/; with --payloads also what the entries \
            commit to. A second export into the same folder adds only what is new.

            Examples:
              amplomb evidence export --log main --out /mnt/regulator/log
              amplomb evidence export --log main --out /mnt/archive/log --payloads
              amplomb evidence export C-1 --out case-C-1.zip
            """)

    @Argument(help: "A case: the same as evidence bundle --case.")
    var caseID: String?
    @Option(help: "The log to export.")
    var log: String?
    @Flag(help: "With payloads and salts: personal data, for those who may see it.")
    var payloads = false
    @OptionGroup var bundle: BundleOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        switch (caseID, log) {
        case (let id?, nil):
            guard !payloads else { throw ValidationError("--payloads belongs to --log; a case has them always") }
            let out = bundle.out ?? "case-\(id.uppercased()).zip"
            try await BundleWriting.run(.caseFile(id), bundle, out: out, common)
        case (nil, let name?):
            guard bundle.at == nil, !bundle.attest else {
                throw ValidationError("--at and --attest belong to a case; a log is exported as it is")
            }
            guard let out = bundle.out else { throw ValidationError("--out FOLDER is needed") }
            try await export(name, to: out)
        default: throw ValidationError("name a case, or a log with --log")
        }
    }

    private func export(_ name: String, to out: String) async throws {
        let engine = try await Runtime.open(common)
        let progress = Progress("entries", quiet: common.quiet || common.wantsJSON)
        let done = try await engine.loggedExport(named: name, to: out, payloads: payloads, by: NSUserName()) {
            progress.report(done: $0, total: $1)
        }
        progress.finish()
        let failures = try await engine.finish()
        for failure in failures { Terminal.note("anchor: \(failure)") }
        if common.wantsJSON {
            var output = JSONOutput()
            output.object { json in
                json.member("folder", out)
                json.member("log", name)
                json.member("before", number: String(done.before))
                json.member("size", number: String(done.size))
                json.member("files_written", done.filesWritten)
                json.member("payloads", done.isWithPayloads)
            }
            Terminal.print(output.text)
        } else {
            Terminal.print(
                "\(out): \(done.size - done.before) entries added, \(done.size) in all, \(done.filesWritten) files written"
            )
        }
    }
}
