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
            Reads every entry of a bundle, an exported log or the database, hashes it anew, and holds it against the signed \
            checkpoints. Each fault is named with its code and index. Exit 0 proven, 1 something is wrong, 2 the check did \
            not finish: also when the signature is by a key that was not given.

            Examples:
              amplomb verify --log db:main
              amplomb verify case-C-1.zip --vkey keys.vkey --min-checkpoint checkpoint.txt
              amplomb verify --log exported-folder --vkey keys.vkey --against /mnt/other/exported-folder --json
            """)

    @Argument(help: "An evidence bundle.")
    var bundle: String?
    @Option(help: "db:NAME for the database (db:main when nothing is named), or an exported folder.")
    var log: String?
    @Option(help: "A verifier key, or a file of them; db: without it uses the keys in AMPLOMB_HOME/keys.")
    var vkey: [String] = []
    @Option(
        name: .customLong("min-checkpoint"),
        help:
            "A file of checkpoints that you hold (one, an anchor file, a mail that one stands in): nothing may be older."
    )
    var minCheckpoint: [String] = []
    @Option(help: "The same, or the folder of another export to compare with entry by entry.")
    var against: [String] = []
    @Option(
        help:
            "The verifier key of a witness (type 4) who must have cosigned: in a bundle, under the notes of --against, or as db: keeps it."
    )
    var witness: [String] = []
    @Flag(help: "The bundle must say who made it, by a key that the log names or that is given.")
    var attested = false
    @Option(help: "How many threads work.")
    var jobs = 2
    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard (1...256).contains(jobs) else { throw ValidationError("--jobs \(jobs): expected 1 to 256") }
        guard bundle == nil || log == nil else { throw ValidationError("name a bundle or --log, not both") }
        let keys = try vkey.flatMap(VerifierKeys.read)
        let folders = against.filter(FileVerification.isFolder)
        guard folders.count < 2 else { throw ValidationError("--against takes one folder") }
        // One without a checkpoint would be compared with nothing, and read as proven.
        if let folder = folders.first, !FileManager.default.isReadableFile(atPath: folder + "/checkpoint") {
            throw EngineError(
                .unreadable, "--against \(folder): the folder holds no file 'checkpoint'",
                remedy: "name the folder of an exported log")
        }
        let held = try (minCheckpoint + against.filter { !FileVerification.isFolder($0) }).flatMap(Checkpoints.read)
        let progress = Progress("entries", quiet: common.quiet || common.wantsJSON)
        let place = bundle ?? log ?? "db:main"
        let witnesses = try witness.map(VerifierKeys.witness)
        let report: VerificationReport
        if bundle == nil, place.hasPrefix("db:") {
            guard !attested else { throw ValidationError("--attested belongs to a bundle") }
            report = try await database(
                String(place.dropFirst(3)), keys, held: held, witnesses, folders.first, progress)
        } else {
            guard !keys.isEmpty else {
                throw EngineError(
                    .unreadable, "a bundle or folder needs --vkey", remedy: "name the log's verifier key or its file")
            }
            let request = FileVerification.Request(
                path: place, keys: keys, held: held, witnesses: witnesses,
                other: folders.first, isAttested: attested, jobs: jobs)
            report = try FileVerification.run(request) { done, total in
                progress.report(done: Int(clamping: done), total: Int(clamping: total))
            }
        }
        progress.finish()
        if common.wantsJSON {
            Terminal.write(report.json)
        } else {
            Terminal.write(Array(report.text.utf8))
        }
        if report.state != .proven { throw Finished(code: report.state.rawValue) }
    }

    private func database(
        _ name: String, _ keys: [VerifierKey], held: [[UInt8]], _ witnesses: [WitnessKey], _ other: String?,
        _ progress: Progress
    ) async throws -> VerificationReport {
        let engine = try await Runtime.open(common)
        let copy = other.map { OtherCopy(read: FileVerification.reader($0)) }
        let report = try await engine.verify(
            log: name, keys: keys.isEmpty ? nil : keys, held: held, witnesses: witnesses, other: copy, jobs: jobs
        ) { done, total in
            progress.report(done: done, total: total)
        }
        try await engine.close()
        if keys.isEmpty { Terminal.note("verified with the keys in \(try Runtime.home().evidenceVerifierKey)") }
        return report
    }
}

enum VerifierKeys {
    static func witness(_ text: String) throws -> WitnessKey {
        do { return try WitnessKey(parsing: text) } catch {
            throw EngineError(
                .unreadable, "--witness: \(error)", remedy: "it is a line name+id+base64 with a key of type 4")
        }
    }

    /// A key given as text, or the keys of a file.
    static func read(_ text: String) throws -> [VerifierKey] {
        do {
            if FileManager.default.fileExists(atPath: text) { return try VerifierKey.all(inFile: try Files.read(text)) }
            return [try VerifierKey(parsing: text)]
        } catch let error as EvidenceError {
            throw EngineError(
                .unreadable, "--vkey: \(error)", remedy: "it is a line name+id+base64, or the path of a file of them")
        }
    }
}

enum Checkpoints {
    /// The signed checkpoints of a file: one, an anchor file of many, or a mail that one stands in.
    static func read(_ path: String) throws -> [[UInt8]] {
        do {
            let notes = try HeldNotes.read(try Files.read(path))
            if !notes.isEmpty { return notes }
        } catch let error as EvidenceError {
            throw EngineError(.unreadable, "\(path): \(error)", remedy: HeldNotes.remedy)
        }
        // A file without one would leave the evidence held against nothing, and read as proven.
        throw EngineError(.unreadable, "\(path) holds no checkpoint", remedy: HeldNotes.remedy)
    }
}
