import Domain
package import Evidence
import Store

/// A key that signs bundles and no checkpoint, as the log names it.
package struct AttestingKey: Hashable, Sendable {
    package let key: VerifierKey
    /// The index of the entry that says that it was made.
    package let entry: UInt64
    /// Whether bundles are attested by it now: the log's own by name, with its file in place.
    package let isInUse: Bool
}

extension Engine {
    /// The keys of the log over time.
    package func keyRing() throws -> KeyRing { try signer.ring() }

    /// Makes a signing key in a file of its own and logs its public half. It signs once it is rotated to.
    ///
    /// - Throws: `EngineError` `configuration` when the file is there, `unreadable` for a bad name.
    package func makeKey(name: String, at path: String) async throws -> VerifierKey {
        let key = try signer.make(name: name, at: path)
        try await log(KeyStatement(action: .made, key: key))
        return key
    }

    /// Puts a key in the place of the one that signs; both sign until the overlap is over. The entry that names the new key
    /// is covered by a checkpoint that carries the old one's signature.
    ///
    /// - Parameters:
    ///   - path: the key's file, or `agent:` and the socket of an agent that holds it.
    ///   - comment: which of an agent's keys, where it holds several.
    /// - Throws: `EngineError` `configuration` for a key that cannot be used or does not sign; `unreadable` when the ring
    ///   refuses. Then neither log nor ring is changed.
    package func rotateKey(
        to path: String, name: String, comment: String? = nil, overlapDays: Int
    ) async throws -> KeyRing {
        let now = options.clock()
        let place = try SignerAgent.place(path)
        let key = try signer.verifierKey(at: place, name: name, comment: comment)
        let until = now + TimeSpan(microseconds: Int64(overlapDays) * TimeSpan.day.microseconds)
        return try await signer.alone {
            var ring = try signer.ring()
            try refuseSecondChange(ring)
            let old = ring.current?.key
            try changed { () throws(EvidenceError) in try ring.rotate(to: key, path: place, at: now, until: until) }
            // Once it is logged there is no way back, and a key that cannot sign would leave the log without signatures.
            try signer.probe(key, at: place)
            // Logged first: if the ring is not stored then, the same command finds the entry and only stores the ring.
            try await log(KeyStatement(action: .rotated, key: key, replaces: old, overlapUntil: until))
            try signer.store(ring)
            return ring
        }
    }

    /// A second change waits for the first to end; the message names both keys, since either may be the one that is lost.
    private func refuseSecondChange(_ ring: KeyRing) throws(EngineError) {
        guard let current = ring.current, let leaving = ring.signing.first(where: { $0.state == .leaving }) else {
            return
        }
        throw EngineError(
            .unreadable,
            "a change of keys is under way: \(leaving.key.name) signs beside \(current.key.name) "
                + "until \(leaving.until?.description ?? "it is retired")",
            remedy:
                "if \(current.key.name) signs, amplomb evidence key retire --name \(leaving.key.name) ends the change; "
                + "if it is lost, do the same and rotate to another with --overlap-days 0 right afterwards")
    }

    /// The keys that the log names for attesting bundles, in the order of their entries.
    package func attestingKeys() async throws -> [AttestingKey] {
        let signing = Set(try signer.ring().verifierKeys)
        let path = options.home.attestationKey
        // One that cannot be read attests nothing at the moment; the bundle's own command says why.
        let inUse = (try? signer.load(path, name: signer.attestationName))?.verifierKey
        var found: [AttestingKey] = []
        for row in try await store.evidenceRows(log: Store.mainLog, kind: .key) {
            for part in row.parts {
                guard let statement = KeyStatement(payload: part.payload), statement.action == .made,
                    statement.key.name.hasSuffix(Signer.attestationSuffix), !signing.contains(statement.key)
                else { continue }
                found.append(AttestingKey(key: statement.key, entry: row.index, isInUse: statement.key == inUse))
            }
        }
        return found
    }

    /// The key that attests bundles, and the entry that says so; signed for before a bundle can name it.
    func attestingKey() async throws -> (key: SigningKey, entry: UInt64) {
        let known = try await store.evidenceRows(log: Store.mainLog, kind: .key).contains { row in
            row.parts.contains { KeyStatement(payload: $0.payload)?.key.name == signer.attestationName }
        }
        let key = try signer.attestingKey(isFirst: !known)
        try await log(KeyStatement(action: .made, key: key.verifierKey))
        try await signCheckpoint()
        let entries = try await store.evidenceRows(log: Store.mainLog, kind: .key)
        let entry = entries.first { row in
            row.parts.contains { KeyStatement(payload: $0.payload)?.key == key.verifierKey }
        }
        guard let entry else { throw EngineError(.internal, "the key \(key.verifierKey.name) is not logged") }
        return (key, entry.index)
    }

    /// Ends a key before its overlap is over.
    ///
    /// - Parameter name: of the key; nil: the one that is leaving.
    package func retireKey(named name: String?) async throws -> VerifierKey {
        try await signer.alone {
            let ring = try signer.ring()
            let member = ring.signing.first { member in
                if let name { member.key.name == name } else { member.state == .leaving }
            }
            guard let member else {
                let what = name.map { "no key named \($0) signs" } ?? "no key is leaving"
                throw EngineError(.unreadable, what, remedy: "amplomb evidence key list shows the keys")
            }
            try refuseLastRetired(member, of: ring)
            try await retire(member.key)
            return member.key
        }
    }

    /// The key that goes on signing ends by a rotation to another alone. Where it is lost nothing can be signed meanwhile.
    private func refuseLastRetired(_ member: KeyRing.Member, of ring: KeyRing) throws(EngineError) {
        guard member.state == .active else { return }
        let leaving = ring.signing.first { $0.state == .leaving }
        let first = leaving.map { "amplomb evidence key retire --name \($0.key.name), then " } ?? ""
        throw EngineError(
            .unreadable, "\(member.key.name) is the key that goes on signing; the log would have none",
            remedy: "\(first)amplomb evidence key rotate to another; with --overlap-days 0, as for a key that is lost, "
                + "that retires it")
    }

    /// Retires the keys whose overlap is over, while nobody else changes keys.
    func retireDueKeys() async throws {
        for member in try signer.ring().due(at: options.clock()) { try await retire(member.key) }
    }

    /// While nobody else changes keys: the ring is read, and written after the entry.
    private func retire(_ key: VerifierKey) async throws {
        var ring = try signer.ring()
        try changed { () throws(EvidenceError) in try ring.retire(key, at: options.clock()) }
        try await log(KeyStatement(action: .retired, key: key))
        try signer.store(ring)
    }

    private func changed(_ body: () throws(EvidenceError) -> Void) throws(EngineError) {
        do { try body() } catch {
            throw EngineError(.unreadable, error.detail, remedy: "amplomb evidence key list shows the keys")
        }
    }

    /// One entry an action and key, however often the command is repeated.
    private func log(_ statement: KeyStatement) async throws {
        let record = "\(statement.action.rawValue):\(statement.key)"
        try await log(
            .key, class: "key", record: record, payload: try statement.payload(), at: options.clock(), isOnce: true)
    }
}
