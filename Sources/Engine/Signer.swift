import Domain
import Evidence
import Formats
import Foundation

/// The holder of the log's signing keys: makes them, guards their files' modes, and signs checkpoints after writing down
/// what it is about to sign, so that a restored old database stops signing instead of forking the log (evidence.md 4).
struct Signer: Sendable {
    let home: Home
    let log: LogOrigin

    /// The log's default name.
    static let mainLog = "main"

    /// The verifier key, made with a fresh signing key when there is none yet. Where a crash left the signing key
    /// alone, the file of verifier keys is written now: nothing else would before the first change of keys.
    ///
    /// - Returns: the key and whether it was made now.
    func ensureKey() throws -> (key: VerifierKey, isNew: Bool) {
        let isKnown = FileManager.default.fileExists(atPath: home.evidenceVerifierKey)
        if let ring = try storedRing(), let current = ring.current {
            if !isKnown { try store(ring.verifierKeys) }
            return (current.key, false)
        }
        if FileManager.default.fileExists(atPath: home.evidenceKey) {
            let key = try load(home.evidenceKey, name: firstName).verifierKey
            if !isKnown { try store([key]) }
            return (key, false)
        }
        // A home that has signed once never gets another key unasked: what was signed could not be verified by it.
        for path in [home.signerState, home.evidenceVerifierKey] where FileManager.default.fileExists(atPath: path) {
            throw EngineError(
                .configuration, "the signing key \(home.evidenceKey) is gone, and \(path) says that there was one",
                remedy: "restore the key from a backup; if it is lost for good, move \(home.keys) away and keep it: "
                    + "a new key is then made, and its verifier key stands beside the old one for amplomb verify --vkey"
            )
        }
        let key = try make(name: firstName, at: home.evidenceKey)
        try store([key])
        return (key, true)
    }

    private var firstName: String { "amplomb.local/\(log.text)" }

    /// Makes a signing key in a file of mode 0600.
    ///
    /// - Throws: `configuration` when the file is there already: a key is never overwritten; `unreadable` for a bad name.
    func make(name: String, at path: String) throws -> VerifierKey {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw EngineError(
                .configuration, "the file \(path) is already there; a key is never overwritten",
                remedy: "name another file with --out")
        }
        let key: SigningKey
        do { key = try SigningKey(name: name, seed: SystemRandom.bytes(32)) } catch {
            throw EngineError(.unreadable, "--name \(name): \(error.detail)")
        }
        try Files.writeDurably(key.pem, to: path, mode: 0o600)
        return key.verifierKey
    }

    /// How the names of keys end that sign bundles and no checkpoint.
    static let attestationSuffix = "/attestation"

    /// The name of the key that attests bundles: the sibling of the log's, which signs checkpoints alone.
    var attestationName: String { firstName + Signer.attestationSuffix }

    /// - Parameter isFirst: whether the log names no such key yet; then it is made where it is not there.
    func attestingKey(isFirst: Bool) throws -> SigningKey {
        if !FileManager.default.fileExists(atPath: home.attestationKey) {
            guard isFirst else {
                throw EngineError(
                    .configuration, "the key that attests bundles is gone: \(home.attestationKey)",
                    remedy: "restore it from a backup; lost for good, make another one: "
                        + "amplomb evidence key new --name \(attestationName) --out \(home.attestationKey)")
            }
            _ = try make(name: attestationName, at: home.attestationKey)
        }
        return try load(home.attestationKey, name: attestationName)
    }

    // MARK: The ring of keys

    /// The keys of this log; a home that never changed keys has the one that `init` made.
    func ring() throws -> KeyRing {
        if let stored = try storedRing() { return stored }
        return KeyRing(first: try ensureKey().key, path: home.evidenceKey, since: Instant(microseconds: 0))
    }

    private func storedRing() throws(EngineError) -> KeyRing? {
        guard FileManager.default.fileExists(atPath: home.evidenceRing) else { return nil }
        do {
            return try KeyRing(parsing: try Files.read(home.evidenceRing))
        } catch {
            throw EngineError(
                .configuration, "\(home.evidenceRing): \(error)", remedy: "restore the file from a backup")
        }
    }

    /// Keeps a changed ring, and beside it the verifier keys for `verify`, those that sign first. These are written
    /// before it: killed in between, the file names a key too many, and never lacks one that signs.
    func store(_ ring: KeyRing) throws(EngineError) {
        try store(ring.verifierKeys)
        try Files.writeDurably(ring.encoded, to: home.evidenceRing, mode: 0o600)
    }

    private func store(_ keys: [VerifierKey]) throws(EngineError) {
        try Files.writeDurably(keys.flatMap { Array("\($0)\n".utf8) }, to: home.evidenceVerifierKey)
    }

    /// The public keys of this home, for verification without `--vkey`: all that ever signed.
    func verifierKeys() throws(EngineError) -> [VerifierKey] {
        do {
            return try VerifierKey.all(inFile: try Files.read(home.evidenceVerifierKey))
        } catch {
            throw EngineError(
                .configuration, "\(home.evidenceVerifierKey): \(error)",
                remedy: Files.exists(home.evidenceVerifierKey)
                    ? "restore the file from a backup"
                    : "amplomb evidence checkpoint writes it where the keys are there")
        }
    }

    // MARK: Signing

    /// Runs `body` while nobody else signs or changes keys in this home. Head and ring are read in it: the head is never
    /// older than what was signed last, the state never goes back, and no change of the ring is written over. It signs
    /// nothing by ``Engine/signCheckpoint()``, which would wait for itself.
    func alone<Value>(_ body: () async throws -> Value) async throws -> Value {
        try await FileLock.holding(
            home.signerState + ".lock", mode: 0o600, patience: .seconds(30),
            "signs the log of this home or changes its keys", body)
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

    /// Whether the last note carries exactly the signatures of the keys that sign now.
    func isSignedByAll(_ state: SignerState) throws -> Bool {
        let note = try SignedNote(parsing: state.note)
        return note.signatures.map(\.keyID) == (try ring()).signing.map(\.key.keyID)
    }

    /// Signs a tree head with every key that signs now; the state is on disk before the note leaves.
    ///
    /// - Throws: `configuration` naming file and mode for a key that others can read; a refused fork, rollback or
    ///   inconsistency.
    func sign(_ head: Checkpoint, consistency: [Hash32]) throws -> SignerState {
        let keys = try ring().signing.map { try signer(of: $0.key, at: $0.path) }
        let next: SignerState
        do {
            next = try SignerState.signing(head, after: try state(), consistency: consistency, keys: keys)
        } catch let error as EvidenceError {
            throw EngineError(
                .unavailable, "the signer refuses: \(error)",
                remedy: error.code == .signingFailed
                    ? "the log stays unsigned until the signer answers; then run amplomb evidence checkpoint, or put "
                        + "another key in its place (docs/evidence.md, Keys)"
                    : "the database is not the one that was signed; restore the newer copy, then run amplomb verify")
        }
        try Files.writeDurably(next.encoded, to: home.signerState, mode: 0o600)
        return next
    }

    /// The signer of a key, by its place.
    private func signer(of key: VerifierKey, at path: String) throws -> any NoteSigner {
        if let agent = SignerAgent(path) { return AgentKey(agent: agent, verifierKey: key) }
        let loaded = try load(path, name: key.name)
        guard loaded.verifierKey == key else {
            throw EngineError(
                .configuration, "the file \(path) holds another key than \(key)",
                remedy: "restore the key's file from a backup")
        }
        return loaded
    }

    /// The public half of a key that is to sign: of a file, or of the one Ed25519 key that an agent holds.
    ///
    /// - Parameter comment: which of an agent's keys; needed where it holds several, and of no use with a file.
    func verifierKey(at path: String, name: String, comment: String?) throws -> VerifierKey {
        // First, since a key's file would be blamed for it.
        do { _ = try VerifierKey(name: name, publicKey: [UInt8](repeating: 0, count: 32)) } catch {
            throw EngineError(.unreadable, "--name \(name): \(error.detail)")
        }
        if let agent = SignerAgent(path) {
            return try VerifierKey(name: name, publicKey: try agent.key(commented: comment))
        }
        guard comment == nil else {
            throw EngineError(
                .unreadable, "--agent-key names a key of an agent, and \(path) is a file",
                remedy: "leave --agent-key out, or name an agent: agent:SOCKET")
        }
        return try load(path, name: name).verifierKey
    }

    /// Lets a key sign something before the log depends on it.
    ///
    /// The text has two lines and a checkpoint at least three, so the signature is none over a checkpoint, and nobody can
    /// know it beforehand.
    ///
    /// - Throws: `EngineError` `configuration` when it does not sign, or not what its public half verifies.
    func probe(_ key: VerifierKey, at path: String) throws {
        let text = Array("amplomb key probe, not a checkpoint\n\(Hex.string(SystemRandom.bytes(32)))\n".utf8)
        do {
            let signature = try signer(of: key, at: path).signature(of: text)
            guard key.verifies(signature, of: text) else {
                throw EvidenceError(.signingFailed, "its signature does not verify")
            }
        } catch let error as EvidenceError {
            throw EngineError(
                .configuration, "the key \(key.name) cannot sign, so nothing was changed: \(error.detail)",
                remedy: "see to what holds the key, then rotate again")
        }
    }

    /// Reads a signing key whose file only its owner can read.
    func load(_ path: String, name: String) throws -> SigningKey {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw EngineError(
                .configuration, "there is no signing key at \(path)", remedy: "run amplomb init, or restore the file")
        }
        guard status.st_mode & 0o077 == 0 else {
            let mode = String(status.st_mode & 0o777, radix: 8)
            throw EngineError(
                .configuration, "the signing key \(path) has mode \(mode)", remedy: "chmod 600 \(path)")
        }
        guard status.st_uid == geteuid() else {
            throw EngineError(
                .configuration, "the signing key \(path) belongs to another user", remedy: "run as its owner")
        }
        do { return try SigningKey(name: name, pem: try Files.read(path)) } catch let error as EvidenceError {
            throw EngineError(.configuration, "\(path): \(error.detail)", remedy: "restore the key's file")
        }
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
