import Domain
import Evidence
import Foundation
import Store
import Testing

@testable import Engine

/// Where a key is and how long its agent may take; no database.
@Suite("places of keys") struct KeyPlaceTests {
    @Test("a place is kept whole, so that it is found from every folder; an agent is written small")
    func places() throws {
        for (typed, kept) in [
            ("./k9", "/srv/k9"), ("k9", "/srv/k9"), ("/a/k9", "/a/k9"), ("../k9", "/srv/../k9"),
            ("agent:./c", "agent:/srv/c"), ("agent:c", "agent:/srv/c"), ("agent:/run/c", "agent:/run/c"),
            ("agent:", "agent:"), ("agency", "/srv/agency"),
        ] {
            #expect(try SignerAgent.place(typed, in: "/srv") == kept)
        }
        for typed in ["AGENT:/x", "Agent:/x"] {
            #expect { try SignerAgent.place(typed, in: "/srv") } throws: {
                "\($0)".contains("is written small: agent:/x")
            }
        }
        for typed in ["", "a\nb"] { #expect(throws: EngineError.self) { try SignerAgent.place(typed, in: "/srv") } }
    }

    @Test("the time of an agent holds for the whole exchange: one that sends a byte now and then is given up")
    func dripping() throws {
        let path = "/var/tmp/amplomb-drip-\(UInt64.random(in: 0...UInt64.max))"
        let key = try SigningKey(name: "a", seed: [UInt8](repeating: 7, count: 32)).verifierKey
        let answer = ImpostorAgent.holds(key, comment: "drip")
        // Whole it is an answer.
        let quick = try ImpostorAgent(path: path, answers: [answer])
        #expect(try SignerAgent("agent:\(path)")?.key(commented: "drip") == key.publicKey)
        quick.stop()
        let slow = try ImpostorAgent(path: path, answers: [answer], pause: 100_000)
        defer { slow.stop() }
        let agent = try #require(SignerAgent("agent:\(path)", patience: .milliseconds(500)))
        let start = ContinuousClock.now
        #expect { try agent.key(commented: nil) } throws: { "\($0)".contains("broke off or took longer") }
        #expect(ContinuousClock.now - start < .seconds(4), "the answer takes seven seconds")
    }
}

/// What a rotation refuses before anything is changed.
@Suite("refused rotations", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct KeyRotationTests {
    private func refused(_ words: [String], _ body: () async throws -> Void) async {
        await #expect {
            try await body()
        } throws: { error in
            words.allSatisfy { "\(error)".contains($0) }
        }
    }

    @Test("an agent that holds a key and does not sign with it leaves ring and log as they were")
    func unwilling() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        _ = try await engine.initialise()
        try await EvidenceFixture.append([EvidenceFixture.draft(1)], to: engine)
        _ = try await engine.signCheckpoint()
        let before = try engine.keyRing()
        let path = test.home.path + "/agent.sock"
        let key = try SigningKey(name: "a", seed: [UInt8](repeating: 7, count: 32)).verifierKey
        let holds = ImpostorAgent.holds(key, comment: "k")
        for (answer, words) in [
            (ImpostorAgent.refusal, "refuses"),
            (ImpostorAgent.signs([UInt8](repeating: 1, count: 64)), "does not verify"),
        ] {
            let agent = try ImpostorAgent(path: path, answers: [holds, answer])
            defer { agent.stop() }
            await refused(["cannot sign, so nothing was changed", words, "rotate again"]) {
                _ = try await engine.rotateKey(to: "agent:\(path)", name: "amplomb.local/a", overlapDays: 0)
            }
        }
        #expect(try engine.keyRing() == before)
        #expect(!FileManager.default.fileExists(atPath: test.home.evidenceRing))
        #expect(try await engine.store.evidenceRows(log: Store.mainLog, kind: .key).isEmpty)
        try await EvidenceFixture.append([EvidenceFixture.draft(2)], to: engine)
        #expect(try await engine.signCheckpoint() != nil)
        try await engine.close()
    }

    @Test("a wrong name, an agent's key with a file and an agent that is away are told as what they are")
    func messages() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        _ = try await engine.initialise()
        let path = test.home.path + "/next"
        _ = try await engine.makeKey(name: "next", at: path)
        await refused(["--name a b", "no space"]) {
            _ = try await engine.rotateKey(to: path, name: "a b", overlapDays: 0)
        }
        await refused(["--agent-key names a key of an agent"]) {
            _ = try await engine.rotateKey(to: path, name: "next", comment: "k", overlapDays: 0)
        }
        await refused(["no signer answers", "then rotate again"]) {
            _ = try await engine.rotateKey(to: "agent:/nonexistent", name: "next", overlapDays: 0)
        }
        await refused(["is written small"]) {
            _ = try await engine.rotateKey(to: "AGENT:/x", name: "next", overlapDays: 0)
        }
        #expect(try engine.keyRing().members.count == 1)
        try await engine.close()
    }

    @Test("a change under way and the end of the last key name the commands that replace a lost key, and these do")
    func replaced() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        _ = try await engine.initialise()
        try await EvidenceFixture.append([EvidenceFixture.draft(1)], to: engine)
        let old = try #require(try engine.keyRing().current?.key.name)
        func path(_ name: String) -> String { "\(test.home.path)/\(name)" }
        for name in ["lost", "next"] { _ = try await engine.makeKey(name: name, at: path(name)) }
        await refused(["\(old) is the key that goes on signing", "key rotate"]) {
            _ = try await engine.retireKey(named: old)
        }
        _ = try await engine.rotateKey(to: path("lost"), name: "lost", overlapDays: 30)
        _ = try await engine.signCheckpoint()
        try FileManager.default.removeItem(atPath: path("lost"))
        await refused(["\(old) signs beside lost", "key retire --name \(old)", "--overlap-days 0"]) {
            _ = try await engine.rotateKey(to: path("next"), name: "next", overlapDays: 0)
        }
        await refused(["lost is the key that goes on signing", "key retire --name \(old), then", "key rotate"]) {
            _ = try await engine.retireKey(named: "lost")
        }
        #expect(try await engine.retireKey(named: old).name == old)
        await #expect(throws: EngineError.self) { try await engine.signCheckpoint() }
        _ = try await engine.rotateKey(to: path("next"), name: "next", overlapDays: 0)
        let note = try await engine.signCheckpoint()
        #expect(try SignedNote(parsing: note ?? []).signatures.map(\.name) == ["next"])
        #expect(try engine.keyRing().signing.map(\.key.name) == ["next"])
        #expect(try await engine.verify(log: "main", keys: nil) { _, _ in }.state == .proven)
        try await engine.close()
    }

    @Test("of two that change keys at once one is refused or waits: what the log states of keys, the ring holds")
    func together() async throws {
        let test = try TestHome()
        let (one, other) = (try await test.engine(), try await test.engine())
        _ = try await one.initialise()
        try await EvidenceFixture.append([EvidenceFixture.draft(1)], to: one)
        let first = try #require(try one.keyRing().current?.key)
        let names = ["a", "b"]
        for name in names { _ = try await one.makeKey(name: name, at: "\(test.home.path)/\(name)") }
        @Sendable func isRotated(_ engine: Engine, to name: String) async -> Bool {
            (try? await engine.rotateKey(to: "\(test.home.path)/\(name)", name: name, overlapDays: 0)) != nil
        }
        async let isA = isRotated(one, to: "a")
        async let isB = isRotated(other, to: "b")
        let done = await [isA, isB]
        #expect(done.count { $0 } == 1)

        // One retires because the overlap is over, the other at a command; then the key that was refused has its turn.
        async let signed = one.signCheckpoint()
        async let retired = try? other.retireKey(named: first.name)
        _ = try await (signed, retired)
        #expect(await isRotated(other, to: done[0] ? "b" : "a"))
        let statements = try await one.store.evidenceRows(log: Store.mainLog, kind: .key)
            .compactMap { KeyStatement(payload: $0.parts[0].payload) }
        let members = try one.keyRing().members
        #expect(members.map(\.key.name) == [first.name] + (done[0] ? names : names.reversed()))
        #expect(statements.filter { $0.action == .rotated }.map(\.key) == members.dropFirst().map(\.key))
        #expect(statements.filter { $0.action == .retired }.map(\.key) == [first])
        #expect(members.filter { $0.state == .retired }.map(\.key) == [first])
        _ = try await one.signCheckpoint()
        #expect(try await one.verify(log: "main", keys: nil) { _, _ in }.state == .proven)
        try await one.close()
        try await other.close()
    }

    @Test("a due key is retired in the ring as it is by then: a change that another one makes meanwhile is kept")
    func waiting() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        _ = try await engine.initialise()
        try await EvidenceFixture.append([EvidenceFixture.draft(1)], to: engine)
        func path(_ name: String) -> String { "\(test.home.path)/\(name)" }
        let next = try await engine.makeKey(name: "next", at: path("next"))
        let third = try await engine.makeKey(name: "third", at: path("third"))
        let before = try await engine.rotateKey(to: path("next"), name: "next", overlapDays: 0)
        let old = try #require(before.signing.first?.key)
        var ring = before
        let lock = test.home.signerState + ".lock"
        let signing = try await FileLock.holding(lock, mode: 0o600, patience: .seconds(5), "tests") {
            let signing = Task { try await engine.signCheckpoint() }
            try await Task.sleep(for: .milliseconds(500))
            #expect(try engine.keyRing() == before)
            let now = test.now
            try ring.retire(old, at: now)
            try ring.rotate(to: third, path: path("third"), at: now, until: now + TimeSpan.day)
            try engine.signer.store(ring)
            return signing
        }
        let note = try await signing.value
        #expect(try SignedNote(parsing: note ?? []).signatures.map(\.name) == [next.name, third.name])
        #expect(try engine.keyRing() == ring)
        try await engine.close()
    }

    @Test("keys that attest bundles are listed with their entries, and which of them does so now")
    func attesting() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        _ = try await engine.initialise()
        let name = "amplomb.local/amplomb/main/attestation"
        let path = test.home.attestationKey
        let first = try await engine.makeKey(name: name, at: path)
        try FileManager.default.moveItem(atPath: path, toPath: path + ".old")
        let second = try await engine.makeKey(name: name, at: path)
        _ = try await engine.makeKey(name: "next", at: test.home.path + "/next")
        let listed = try await engine.attestingKeys()
        #expect(listed.map(\.key) == [first, second] && listed.map(\.isInUse) == [false, true])
        #expect(listed.map(\.entry) == [0, 1])
        try await engine.close()
    }
}
