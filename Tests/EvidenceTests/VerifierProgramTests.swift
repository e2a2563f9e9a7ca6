import Domain
import Foundation
import Testing

@testable import Evidence

/// The small program that others run.
@Suite(.enabled(if: VerifierProgram.isBuilt, "amplomb-verify is not built beside these tests"))
struct VerifierProgramTests {
    private func verify(_ arguments: [String], in folder: String) throws -> (code: Int32, text: String) {
        try Tool.run(VerifierProgram.path, arguments, in: folder)
    }

    @Test("a bundle: 0 proven, 1 changed, 2 without its key, another key, or no bundle at all")
    func bundle() throws {
        try Tool.withFolder { folder in
            var bytes = try BundleFixture.bundle().encoded()
            try Tool.write(bytes, folder + "/good.zip")
            bytes[bytes.count / 2] ^= 1
            try Tool.write(bytes, folder + "/bad.zip")
            try Tool.write(Array("\(DrillLog.key.verifierKey)\n".utf8), folder + "/keys.vkey")
            let good = try verify(["good.zip", "--vkey", "keys.vkey"], in: folder)
            #expect(good.code == 0 && good.text.contains("unchanged since they were logged"), "\(good.text)")
            let key = DrillLog.key.verifierKey.description
            let json = try verify(["good.zip", "--vkey", key, "--json"], in: folder)
            #expect(json.code == 0 && json.text.contains(#""state": "proven""#))
            #expect(try verify(["bad.zip", "--vkey", key], in: folder).code == 1)
            #expect(try verify(["good.zip"], in: folder).code == 2)
            let other = DrillLog.otherKey.verifierKey.description
            #expect(try verify(["good.zip", "--vkey", other], in: folder).code == 2)
            #expect(try verify(["none.zip", "--vkey", key], in: folder).code == 2)
            #expect(try verify(["keys.vkey", "--vkey", key], in: folder).code == 2)
            #expect(try verify(["good.zip", "--vkey", "nothing"], in: folder).code == 2)
            #expect(try verify(["good.zip", "bad.zip"], in: folder).code == 2)
            #expect(try verify([], in: folder).code == 2 && verify(["--help"], in: folder).code == 0)
            let newer = try Checkpoint(origin: Synthetic.log, size: 900, root: .zero).signed(by: [DrillLog.key])
            try Tool.write(NoteFile.appended(newer), folder + "/anchor")
            let old = try verify(["good.zip", "--vkey", key, "--min-checkpoint", "anchor"], in: folder)
            #expect(old.code == 1 && old.text.hasPrefix("rollback 302"), "\(old.text)")
        }
    }

    @Test("what is held is found in a mail; a file without a checkpoint or a damaged one is 2, never 0 and never 1")
    func held() throws {
        try Tool.withFolder { folder in
            let bundle = try BundleFixture.bundle()
            let note = bundle.note
            try Tool.write(try bundle.encoded(), folder + "/b.zip")
            let key = DrillLog.key.verifierKey.description
            let head = Array("To: a@b.example\nMIME-Version: 1.0\n\nPlease keep this checkpoint.\n\n".utf8)
            let mail: [UInt8] = (head + note).flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
            let newer = try Checkpoint(origin: Synthetic.log, size: 900, root: .zero).signed(by: [DrillLog.key])
            let files: [(name: String, bytes: [UInt8], code: Int32)] = [
                ("note", note, 0), ("mail", mail, 0), ("later", head + newer, 1), ("empty", [], 2), ("prose", head, 2),
                ("cut", Array(note.dropLast(20)), 2),
            ]
            for (name, bytes, code) in files {
                try Tool.write(bytes, "\(folder)/\(name)")
                for option in ["--min-checkpoint", "--against"] {
                    let result = try verify(["b.zip", "--vkey", key, option, name], in: folder)
                    #expect(result.code == code, "\(name) \(option): \(result.text)")
                    if name == "empty" || name == "prose" {
                        #expect(result.text.contains("\(name) holds no checkpoint"), "\(result.text)")
                    }
                }
            }
        }
    }

    @Test("a witness who is named must have cosigned, and an attestation that is asked for be there: else 2")
    func demands() throws {
        try Tool.withFolder { folder in
            try Tool.write(try BundleFixture.bundle().encoded(), folder + "/b.zip")
            let key = DrillLog.key.verifierKey.description
            let witness = try WitnessKey(name: "witness.example/w1", publicKey: DrillLog.key.verifierKey.publicKey)
            let lacking = try verify(["b.zip", "--vkey", key, "--witness", witness.description], in: folder)
            #expect(lacking.code == 2 && lacking.text.contains("cosignature_missing - no cosignature of"))
            let bare = try verify(["b.zip", "--vkey", key, "--attested"], in: folder)
            #expect(bare.code == 2 && bare.text.contains("attestation_missing"), "\(bare.text)")
            #expect(try verify([folder, "--vkey", key, "--attested"], in: folder).code == 2)
        }
    }

    @Test("an exported folder, with one thread and with three, and against a copy that differs")
    func folder() throws {
        try Tool.withFolder { folder in
            func write(_ files: [String: [UInt8]], _ name: String) throws {
                for (path, bytes) in files {
                    let place = "\(folder)/\(name)/\(path)"
                    try FileManager.default.createDirectory(
                        atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
                    try Tool.write(bytes, place)
                }
            }
            try write(try ExportTests.export(600), "log")
            try write(try ExportTests.export(600, seed: 2), "other")
            let key = DrillLog.key.verifierKey.description
            for jobs in ["1", "3"] {
                #expect(try verify(["log", "--vkey", key, "--jobs", jobs], in: folder).code == 0)
                let fork = try verify(
                    ["--log", "log", "--vkey", key, "--against", "other", "--jobs", jobs], in: folder)
                #expect(fork.code == 1 && fork.text.contains("root_mismatch [0,1)"), "\(fork.text.prefix(400))")
            }
            #expect(try verify(["log", "--vkey", key, "--jobs", "0"], in: folder).code == 2)
            try FileManager.default.createDirectory(atPath: folder + "/nothing", withIntermediateDirectories: true)
            let nothing = try verify(["log", "--vkey", key, "--against", "nothing"], in: folder)
            #expect(nothing.code == 2 && nothing.text.contains("no exported log"), "\(nothing.text)")
        }
    }

    @Test("it needs no database client, no XML and no network library")
    func libraries() throws {
        guard Tool.isInstalled("ldd") else { return }
        let text = try Tool.run("/usr/bin/env", ["ldd", VerifierProgram.path], in: "/").text
        for library in ["libpq", "libxml2", "libpcre2", "libcurl", "libssl"] { #expect(!text.contains(library)) }
    }
}

enum VerifierProgram {
    /// Beside the bundle of these tests.
    static let path =
        (URL(fileURLWithPath: CommandLine.arguments.first ?? "").deletingLastPathComponent().path) + "/amplomb-verify"
    static let isBuilt = FileManager.default.isExecutableFile(atPath: path)
}
