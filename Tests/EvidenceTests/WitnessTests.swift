import Domain
import Foundation
import Testing

@testable import Evidence

/// Cosignatures of witnesses, made by openssl: nothing of ours signs here.
@Suite(.enabled(if: Tool.isInstalled("openssl"), "openssl is not installed"))
struct WitnessTests {
    /// A witness whose key openssl made, and what it signs.
    struct Witness {
        let key: WitnessKey
        let folder: String

        init(_ name: String, in folder: String) throws {
            self.folder = folder
            let made = try Tool.run(
                "/usr/bin/env", ["openssl", "genpkey", "-algorithm", "ed25519", "-out", "witness.pem"], in: folder)
            #expect(made.code == 0, "\(made.text)")
            _ = try Tool.run(
                "/usr/bin/env",
                ["openssl", "pkey", "-in", "witness.pem", "-pubout", "-outform", "DER", "-out", "witness.der"],
                in: folder)
            let der = Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/witness.der")))
            key = try WitnessKey(name: name, publicKey: Array(der.suffix(32)))
        }

        /// A signature line over the text at a time.
        func line(over text: [UInt8], at seconds: UInt64, stated: UInt64? = nil) throws -> [UInt8] {
            try Tool.write(Array("cosignature/v1\ntime \(seconds)\n".utf8) + text, folder + "/message")
            let signed = try Tool.run(
                "/usr/bin/env",
                [
                    "openssl", "pkeyutl", "-sign", "-rawin", "-inkey", "witness.pem", "-in", "message", "-out",
                    "signature",
                ], in: folder)
            #expect(signed.code == 0, "\(signed.text)")
            let signature = Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/signature")))
            #expect(signature.count == 64)
            let time = (0..<8).map { UInt8(truncatingIfNeeded: (stated ?? seconds) >> (56 - 8 * UInt64($0))) }
            let body = VerifierKey.bytes(of: key.keyID) + time + signature
            return Array("\u{2014} \(key.name) \(Data(body).base64EncodedString())\n".utf8)
        }
    }

    private static func note() throws -> [UInt8] {
        try Checkpoint(origin: Synthetic.log, size: 9, root: .text("root")).signed(by: [DrillLog.key])
    }

    @Test("a cosignature that openssl made verifies with its time, and leaves the log's own signature as it is")
    func verifies() throws {
        try Tool.withFolder { folder in
            let witness = try Witness("witness.example/w1", in: folder)
            let note = try Self.note()
            let text = try SignedNote(parsing: note).text
            let cosigned = try SignedNote(parsing: note + witness.line(over: text, at: 1_795_000_000))
            #expect(
                try cosigned.cosignatures(by: [witness.key]) == [
                    Cosignature(witness: witness.key, size: 9, seconds: 1_795_000_000)
                ])
            #expect(try cosigned.cosignatures(by: [witness.key])[0].time == Instant("2026-11-18T11:06:40Z"))
            #expect(try cosigned.verified(by: [DrillLog.key.verifierKey]) == [DrillLog.key.verifierKey])
            // Of a witness that nobody named nothing is said; a key of the log is none.
            #expect(try cosigned.cosignatures(by: []) == [])
            #expect(throws: EvidenceError.self) { try VerifierKey(parsing: witness.key.description) }
            #expect(throws: EvidenceError.self) { try WitnessKey(parsing: DrillLog.key.verifierKey.description) }
        }
    }

    @Test("another time, another text, another length or a changed byte is no cosignature")
    func refuses() throws {
        try Tool.withFolder { folder in
            let witness = try Witness("witness.example/w1", in: folder)
            let note = try Self.note()
            let text = try SignedNote(parsing: note).text
            let other = try Checkpoint(origin: Synthetic.log, size: 10, root: .text("root")).text
            for line in [
                try witness.line(over: text, at: 1_795_000_000, stated: 1_795_000_001),
                try witness.line(over: other, at: 1_795_000_000),
            ] {
                #expect {
                    try SignedNote(parsing: note + line).cosignatures(by: [witness.key])
                } throws: {
                    ($0 as? EvidenceError)?.code == .signatureInvalid
                }
            }
            let good = try #require(
                try SignedNote(parsing: note + witness.line(over: text, at: 7)).signatures.last)
            #expect(witness.key.time(of: good.bytes, over: text) == 7)
            for position in good.bytes.indices {
                var bytes = good.bytes
                bytes[position] ^= 1
                #expect(witness.key.time(of: bytes, over: text) == nil)
            }
            #expect(witness.key.time(of: Array(good.bytes.dropLast()), over: text) == nil)
            #expect(witness.key.time(of: good.bytes + [0], over: text) == nil)
            // The plain signature of a log over the text, without a time, is not one either.
            #expect(witness.key.time(of: Array(good.bytes.dropFirst(8)), over: text) == nil)
        }
    }

    @Test("a witness key reads as it is written; another type, id or length is refused")
    func keys() throws {
        let key = try WitnessKey(name: "witness.example/w1", publicKey: Array(0..<32))
        #expect(try WitnessKey(parsing: key.description) == key)
        let log = try VerifierKey(name: "witness.example/w1", publicKey: Array(0..<32))
        #expect(log.keyID != key.keyID, "the type is part of the key id")
        let text = key.description
        let changed = text.replacing("+\(text.split(separator: "+")[1])+", with: "+00000000+")
        for bad in [changed, "witness.example/w1", "a b+00000000+BA==", String(text.dropLast(4)), "\(text)\n"] {
            #expect(throws: EvidenceError.self) { try WitnessKey(parsing: bad) }
        }
        let far = Cosignature(witness: key, size: 1, seconds: .max)
        #expect(far.time == nil)
    }
}
