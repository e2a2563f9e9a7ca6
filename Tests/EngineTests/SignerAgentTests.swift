import Domain
import Engine
import Evidence
import Foundation
import Testing

private let hasAgent = ["ssh-agent", "ssh-add", "ssh-keygen"].allSatisfy {
    FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
}

/// Keys that another process holds. The agent is OpenSSH's own, so the protocol is not checked by ourselves.
@Suite(
    "signing by an agent", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"),
    .enabled(if: hasAgent, "openssh-client is not installed"))
struct SignerAgentTests {
    @discardableResult
    private func run(_ program: String, _ arguments: [String], socket: String? = nil) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/\(program)")
        process.arguments = arguments
        if let socket { process.environment = ["SSH_AUTH_SOCK": socket] }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    private func started(_ socket: String) async throws -> Process {
        let agent = Process()
        agent.executableURL = URL(filePath: "/usr/bin/ssh-agent")
        agent.arguments = ["-D", "-a", socket]
        agent.standardOutput = FileHandle.nullDevice
        agent.standardError = FileHandle.nullDevice
        try agent.run()
        for _ in 0..<200 where !FileManager.default.fileExists(atPath: socket) {
            try await Task.sleep(for: .milliseconds(20))
        }
        return agent
    }

    private func refused(_ words: [String], _ body: () async throws -> Void) async {
        await #expect {
            try await body()
        } throws: { error in
            words.allSatisfy { "\(error)".contains($0) }
        }
    }

    @Test(
        "a key of ssh-agent signs after the rotation and is the one that its comment names; each fault has its sentence"
    )
    func agent() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        _ = try await engine.initialise()
        try await EvidenceFixture.append([EvidenceFixture.draft(1)], to: engine)
        _ = try await engine.signCheckpoint()
        let socket = test.home.path + "/agent.sock"
        let path = "agent:\(socket)"
        func rotate(_ comment: String? = nil) async throws {
            _ = try await engine.rotateKey(to: path, name: "amplomb.local/agent", comment: comment, overlapDays: 0)
        }
        await refused(["no signer answers at \(socket)", "start the agent"]) { try await rotate() }
        await refused(["no socket's path"]) {
            _ = try await engine.rotateKey(to: "agent:", name: "a", overlapDays: 0)
        }
        let agent = try await started(socket)
        defer { kill(agent.processIdentifier, SIGKILL) }
        await refused(["holds no Ed25519 key", "ssh-add -l"]) { try await rotate() }
        for (name, type) in [("rsa", "rsa"), ("one", "ed25519"), ("two", "ed25519")] {
            let file = "\(test.home.path)/\(name)"
            #expect(try run("ssh-keygen", ["-q", "-t", type, "-N", "", "-C", name, "-f", file]) == 0)
            #expect(try run("ssh-add", [file], socket: socket) == 0)
        }
        await refused(["holds 2 Ed25519 keys: one, two", "--agent-key"]) { try await rotate() }
        await refused(["no Ed25519 key with the comment rsa"]) { try await rotate("rsa") }
        try await rotate("two")

        let key = try #require(try engine.keyRing().current?.key)
        let file = try String(contentsOfFile: test.home.path + "/two.pub", encoding: .utf8).split(separator: " ")
        let blob = try #require(Data(base64Encoded: String(file[1])))
        #expect(key.publicKey == Array(blob.suffix(32)))
        let note = try await engine.signCheckpoint()
        #expect(try SignedNote(parsing: note ?? []).signatures.map(\.name) == ["amplomb.local/agent"])
        #expect(try await engine.verify(log: "main", keys: nil) { _, _ in }.state == .proven)

        // Locked, without the key, gone: nothing is signed, and the sentence says whose affair it is.
        try await EvidenceFixture.append([EvidenceFixture.draft(2)], to: engine)
        #expect(try run("ssh-add", ["-d", test.home.path + "/two"], socket: socket) == 0)
        await refused(["signing_failed", "refuses", "amplomb evidence checkpoint"]) {
            _ = try await engine.signCheckpoint()
        }
        #expect(try run("ssh-add", [test.home.path + "/two"], socket: socket) == 0)
        #expect(try await engine.signCheckpoint() != nil)
        try await EvidenceFixture.append([EvidenceFixture.draft(3)], to: engine)
        // It may have taken over that SIGTERM is blocked here.
        kill(agent.processIdentifier, SIGKILL)
        for _ in 0..<500 where agent.isRunning { try await Task.sleep(for: .milliseconds(20)) }
        await refused(["signing_failed", "no signer answers"]) { _ = try await engine.signCheckpoint() }
        let report = try await engine.verify(log: "main", keys: nil) { _, _ in }
        #expect(report.findings.map(\.code) == [.unsignedTail], "\(report.text)")

        // Lost for good, as docs/evidence.md says.
        let next = test.home.path + "/next"
        _ = try await engine.makeKey(name: "amplomb.local/next", at: next)
        _ = try await engine.rotateKey(to: next, name: "amplomb.local/next", overlapDays: 0)
        let signed = try await engine.signCheckpoint()
        #expect(try SignedNote(parsing: signed ?? []).signatures.map(\.name) == ["amplomb.local/next"])
        #expect(try await engine.verify(log: "main", keys: nil) { _, _ in }.state == .proven)
        try await engine.close()
    }

    @Test("what answers at a socket and is no agent is told apart, and does not hang")
    func impostor() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        _ = try await engine.initialise()
        let path = test.home.path + "/fake.sock"
        let answers: [[UInt8]] = [
            [], [0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 5, 12, 0, 0, 0, 9], [0, 0, 0, 1, 6],
        ]
        for answer in answers {
            let listener = try ImpostorAgent(path: path, answers: [answer])
            defer { listener.stop() }
            await refused([path]) {
                _ = try await engine.rotateKey(to: "agent:\(path)", name: "a", overlapDays: 0)
            }
        }
        #expect(try engine.keyRing().members.count == 1)
        try await engine.close()
    }
}
