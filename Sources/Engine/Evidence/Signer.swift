import Domain
import Evidence
import Foundation

/// The holder of the log's signing key: makes it, guards its file mode, and signs checkpoints after writing down what it
/// is about to sign, so that a restored old database stops signing instead of forking the log (evidence.md section 4).
struct Signer: Sendable {
    let home: Home
    let log: LogOrigin

    /// The log's default name.
    static let mainLog = "main"

    /// The verifier key, made with a fresh signing key when there is none yet.
    ///
    /// - Returns: the key and whether it was made now.
    func ensureKey() throws -> (key: VerifierKey, isNew: Bool) {
        if FileManager.default.fileExists(atPath: home.evidenceKey) { return (try load().verifierKey, false) }
        let key = try SigningKey(name: "amplomb.local/\(log.text)", seed: SystemRandom.bytes(32))
        try Files.writeDurably(key.pem, to: home.evidenceKey, mode: 0o600)
        try Files.writeDurably(Array("\(key.verifierKey)\n".utf8), to: home.evidenceVerifierKey)
        return (key.verifierKey, true)
    }

    /// The public key of this home, for verification without `--vkey`.
    func verifierKey() throws(EngineError) -> VerifierKey {
        let text = String(decoding: try Files.read(home.evidenceVerifierKey), as: UTF8.self)
        do {
            return try VerifierKey(parsing: text.trimmingCharacters(in: .whitespacesAndNewlines))
        } catch {
            throw EngineError(
                .configuration, "\(home.evidenceVerifierKey): \(error)", remedy: "restore the file from a backup")
        }
    }

    func state() throws(EngineError) -> SignerState? {
        guard FileManager.default.fileExists(atPath: home.signerState) else { return nil }
        do {
            return try SignerState(parsing: try Files.read(home.signerState))
        } catch {
            throw EngineError(
                .configuration, "\(home.signerState) is not a signer's state",
                remedy: "restore it from a backup; without it the signer cannot know what it has signed")
        }
    }

    /// Signs a tree head; the state is on disk before the note leaves.
    ///
    /// - Throws: `configuration` naming file and mode for a key that others can read; a refused fork, rollback or
    ///   inconsistency.
    func sign(_ head: Checkpoint, consistency: [Hash32]) throws -> SignerState {
        let key = try load()
        let next: SignerState
        do {
            next = try SignerState.signing(head, after: try state(), consistency: consistency, keys: [key])
        } catch let error as EvidenceError {
            throw EngineError(
                .unavailable, "the signer refuses: \(error)",
                remedy: "the database is not the one that was signed; restore the newer copy, then run amplomb verify")
        }
        try Files.writeDurably(next.encoded, to: home.signerState, mode: 0o600)
        return next
    }

    private func load() throws -> SigningKey {
        var status = stat()
        guard stat(home.evidenceKey, &status) == 0 else {
            throw EngineError(
                .configuration, "there is no signing key at \(home.evidenceKey)", remedy: "run amplomb init")
        }
        guard status.st_mode & 0o077 == 0 else {
            let mode = String(status.st_mode & 0o777, radix: 8)
            throw EngineError(
                .configuration, "the signing key \(home.evidenceKey) has mode \(mode)",
                remedy: "chmod 600 \(home.evidenceKey)")
        }
        guard status.st_uid == geteuid() else {
            throw EngineError(
                .configuration, "the signing key \(home.evidenceKey) belongs to another user",
                remedy: "run as its owner")
        }
        return try SigningKey(name: "amplomb.local/\(log.text)", pem: try Files.read(home.evidenceKey))
    }
}

/// Bytes of the kernel's random source.
enum SystemRandom {
    static func bytes(_ count: Int) -> [UInt8] {
        let descriptor = open("/dev/urandom", O_RDONLY)
        defer { close(descriptor) }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = read(descriptor, buffer.baseAddress?.advanced(by: filled), count - filled)
                precondition(got > 0 || (got < 0 && errno == EINTR), "the kernel gives random bytes")
                filled += max(0, got)
            }
        }
    }
}
