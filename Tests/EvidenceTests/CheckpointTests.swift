import Domain
import Foundation
import Testing

@testable import Evidence

@Suite struct CheckpointTests {
    struct Vectors: Decodable {
        struct Item: Decodable {
            var size: UInt64
            var note: String
        }
        var seed_hex: String
        var vkey: String
        var checkpoints: [Item]
    }

    static let seed = Array(UInt8(0)...31)
    static let name = "evidence.example/log1"

    @Test(
        "the published checkpoints are reproduced byte for byte and verify",
        .enabled(if: SharedData.hasEvidence, "shared data absent: checkpoint vectors"))
    func vectors() throws {
        let bytes = try SharedData.bytes("evidence/checkpoint_vectors.json")
        let vectors = try JSONDecoder().decode(Vectors.self, from: bytes)
        let key = try SigningKey(name: Self.name, seed: Self.seed)
        #expect(key.verifierKey.description == vectors.vkey)
        #expect(try VerifierKey(parsing: vectors.vkey) == key.verifierKey)
        #expect(vectors.checkpoints.count == 4)
        for item in vectors.checkpoints {
            let note = Array(item.note.utf8)
            let checkpoint = try Checkpoint.verified(note: note, by: [key.verifierKey])
            #expect(checkpoint.size == item.size)
            #expect(try checkpoint.signed(by: [key]) == note)
        }
    }

    @Test("the C2SP example key has its published id")
    func exampleKey() throws {
        let text = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
        let key = try VerifierKey(parsing: text)
        #expect(key.keyID == 0x530d_903a && key.name == "example.com/foo" && key.description == text)
    }

    @Test("an RFC 8032 test vector signs to its published signature")
    func rfc8032() throws {
        func bytes(_ hex: String) -> [UInt8] {
            stride(from: 0, to: hex.utf8.count, by: 2).map { UInt8(hex.dropFirst($0).prefix(2), radix: 16) ?? 0 }
        }
        let key = try SigningKey(
            name: "a", seed: bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
        #expect(
            key.verifierKey.publicKey == bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"))
        let signature =
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        #expect(try key.signature(of: [0x72]) == bytes(signature))
    }

    @Test("a key survives its PEM file, which openssl's form is; anything else is refused")
    func pem() throws {
        let key = try SigningKey(name: Self.name, seed: Self.seed)
        let again = try SigningKey(name: Self.name, pem: key.pem)
        #expect(again.verifierKey == key.verifierKey)
        #expect(
            String(decoding: key.pem, as: UTF8.self)
                == "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n-----END PRIVATE KEY-----\n"
        )
        for text in ["", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n", "x\ny\nz\n"] {
            let error = #expect(throws: EvidenceError.self) { try SigningKey(name: "a", pem: Array(text.utf8)) }
            #expect(error?.code == .keyMalformed)
        }
        var damaged = key.pem
        damaged[40] = UInt8(ascii: "B")
        #expect(throws: EvidenceError.self) { try SigningKey(name: "a", pem: damaged) }
        #expect(throws: EvidenceError.self) { try SigningKey(name: "a", seed: [1]) }
        #expect(throws: EvidenceError.self) { try SigningKey(name: "a b", seed: Self.seed) }
        #expect(throws: EvidenceError.self) { try SigningKey(name: "a+b", seed: Self.seed) }
    }

    static let badKeys = [
        "", "a", "a+00000000", "a+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+BekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "a+530d903a+AQ==",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    ]

    @Test("a verifier key that is not one is refused", arguments: badKeys)
    func badKey(text: String) {
        let error = #expect(throws: EvidenceError.self) { try VerifierKey(parsing: text) }
        #expect(error?.code == .keyMalformed)
    }

    static func note() throws -> [UInt8] {
        try Checkpoint(origin: #require(LogOrigin(name)), size: 3, root: .text("root"))
            .signed(by: [SigningKey(name: name, seed: seed)])
    }

    static let noteChanges: [(String, String, EvidenceError.Code)] = [
        ("\n3\n", "\n03\n", .noteMalformed), ("\n3\n", "\n\n", .noteMalformed), ("\n3\n", "\n-3\n", .noteMalformed),
        ("\n3\n", "\n3\nextension\n", .noteMalformed), ("\n3\n", "\n3\r\n", .noteMalformed),
        ("\n3\n", "\n4\n", .signatureInvalid), ("\u{2014} ", "- ", .noteMalformed),
        ("\u{2014} ", "\u{2014}  ", .noteMalformed),
        ("\n\n\u{2014}", "\n\u{2014}", .noteMalformed), ("evidence.example/log1\n3", "Evidence\n3", .noteMalformed),
        ("\u{2014} evidence.example/log1", "\u{2014} evidence.example/log2", .keyUnknown),
        ("=\n\n", "\n\n", .noteMalformed),
    ]

    @Test("a changed note is refused with the right reason", arguments: noteChanges)
    func badNote(change: (from: String, to: String, code: EvidenceError.Code)) throws {
        let text = String(decoding: try Self.note(), as: UTF8.self)
        let key = try SigningKey(name: Self.name, seed: Self.seed).verifierKey
        let changed = Array(text.replacing(change.from, with: change.to, maxReplacements: 1).utf8)
        #expect(changed != Array(text.utf8))
        let error = #expect(throws: EvidenceError.self) { try Checkpoint.verified(note: changed, by: [key]) }
        #expect(error?.code == change.code, "\(change.to) \(String(describing: error))")
    }

    @Test("any single changed byte of a note is refused")
    func changedBytes() throws {
        let note = try Self.note()
        let key = try SigningKey(name: Self.name, seed: Self.seed).verifierKey
        for position in note.indices {
            var changed = note
            changed[position] ^= 1
            #expect(throws: EvidenceError.self) { try Checkpoint.verified(note: changed, by: [key]) }
        }
    }

    @Test("signatures of unknown keys are ignored, 64 are accepted, 65 are not")
    func manySignatures() throws {
        let key = try SigningKey(name: Self.name, seed: Self.seed)
        let others = try (0..<64).map {
            try SigningKey(name: "other\($0)", seed: Array(repeating: UInt8($0), count: 32))
        }
        let checkpoint = Checkpoint(origin: try #require(LogOrigin(Self.name)), size: 3, root: .text("root"))
        let note = try checkpoint.signed(by: Array(others.prefix(63)) + [key])
        #expect(try Checkpoint.verified(note: note, by: [key.verifierKey]) == checkpoint)
        #expect(try SignedNote(parsing: note).encoded == note)
        let tooMany = try checkpoint.signed(by: others + [key])
        #expect(throws: EvidenceError.self) { try SignedNote(parsing: tooMany) }
        #expect(throws: EvidenceError.self) { try checkpoint.signed(by: []) }
        let error = #expect(throws: EvidenceError.self) { try Checkpoint.verified(note: note, by: []) }
        #expect(error?.code == .keyUnknown)
    }

    @Test("a signer follows a growing log and refuses a fork, a rollback and another history")
    func signer() throws {
        let key = try SigningKey(name: Self.name, seed: Self.seed)
        let origin = try #require(LogOrigin(Self.name))
        let leaves = MerkleTests.leaves(400)
        func head(_ size: Int) -> Checkpoint {
            Checkpoint(origin: origin, size: UInt64(size), root: MerkleTests.root(leaves[..<size]))
        }
        func proof(_ old: Int, _ new: Int) throws -> [Hash32] {
            try ProofPlan.consistency(from: UInt64(old), to: UInt64(new)).assemble(
                MerkleTests.tiles(Array(leaves.prefix(new))))
        }
        var state = try SignerState.signing(head(0), after: nil, consistency: [], keys: [key])
        state = try SignerState.signing(head(100), after: state, consistency: [], keys: [key])
        let again = try SignerState.signing(head(100), after: state, consistency: [], keys: [key])
        #expect(again == state)
        state = try SignerState.signing(head(300), after: state, consistency: proof(100, 300), keys: [key])
        #expect(try SignerState(parsing: state.encoded) == state)
        #expect(try Checkpoint.verified(note: state.note, by: [key.verifierKey]) == head(300))
        func refused(_ next: Checkpoint, _ proof: [Hash32], _ code: EvidenceError.Code) {
            let error = #expect(throws: EvidenceError.self) {
                try SignerState.signing(next, after: state, consistency: proof, keys: [key])
            }
            #expect(error?.code == code)
        }
        refused(head(299), [], .rollbackRefused)
        refused(Checkpoint(origin: origin, size: 300, root: .zero), [], .forkRefused)
        refused(head(400), [], .inconsistentRefused)
        refused(Checkpoint(origin: origin, size: 400, root: .zero), try proof(300, 400), .inconsistentRefused)
        refused(Checkpoint(origin: Synthetic.log, size: 400, root: .zero), [], .inconsistentRefused)
        #expect(throws: EvidenceError.self) {
            try SignerState.signing(
                Checkpoint(origin: origin, size: 0, root: .zero), after: nil, consistency: [], keys: [key])
        }
        #expect(throws: EvidenceError.self) { try SignerState(parsing: Array("x".utf8)) }
    }
}
