import Assessment
import Domain
package import Evidence
import Formats
import Store

extension Engine {
    /// Logs the manifest of the knowledge in force once, as evidence of kind `knowledge`, and keeps its bytes by hash.
    func logKnowledge() async throws {
        let knowledge = context.knowledge
        let now = options.clock()
        if try await store.knowledge(knowledge.hash) != nil { return }
        try await store.put(
            [KnowledgeRow(hash: knowledge.hash, kind: "manifest", name: "knowledge", content: knowledge.manifest)],
            now: now)
        let aliases = try await context.aliases(for: ["owner:amplomb"])
        guard let owner = aliases["owner:amplomb"], let recordClass = RecordClass("knowledge") else {
            throw EngineError(.internal, "knowledge has no record class")
        }
        let draft = EnvelopeDraft(
            kind: .knowledge,
            record: Pseudonym(kind: .knowledge, owner: owner, recordID: Array(knowledge.hash.hex.utf8)),
            revision: 1, subject: nil, country: nil, occurred: now, recordClass: recordClass,
            dates: [NamedDate(.record, now.utcDate)], outcome: nil, knowledge: knowledge.hash,
            engine: context.engineHash,
            actor: .engine, refs: [],
            parts: [
                try context.retention.part(
                    .system, knowledge.manifest, salt: SystemRandom.bytes(32), of: recordClass, country: nil,
                    dates: [NamedDate(.record, now.utcDate)], on: now.utcDate)
            ])
        var batch = BatchCommit(now: now)
        batch.evidence = [try draft.sealed(in: context.log)]
        _ = try await store.commit(batch)
    }

    /// Signs the log as it stands, where it grew since the last signature.
    ///
    /// - Returns: the signed note; nil for an empty log.
    @discardableResult
    package func signCheckpoint() async throws -> [UInt8]? {
        _ = try signer.ensureKey()
        guard let head = try await store.evidenceHead(log: Store.mainLog) else { return nil }
        let next = Checkpoint(origin: context.log, size: head.size, root: head.root)
        let last = try signer.state()
        let stored = try await store.checkpoints(log: Store.mainLog)
        if let last, last.checkpoint == next, stored.contains(where: { $0.size == next.size }) { return last.note }
        var proof: [Hash32] = []
        if let last, last.checkpoint.size > 0, last.checkpoint.size < next.size {
            proof = try await consistencyProof(from: last.checkpoint.size, to: next.size)
        }
        let state = try signer.sign(next, consistency: proof)
        try await store.add(
            StoredCheckpoint(
                size: next.size, signedAt: options.clock(), note: String(decoding: state.note, as: UTF8.self)),
            log: Store.mainLog)
        return state.note
    }

    private func consistencyProof(from old: UInt64, to new: UInt64) async throws -> [Hash32] {
        let plan = try ProofPlan.consistency(from: old, to: new)
        return try plan.assemble(try await store.evidenceTiles(log: Store.mainLog, plan.tiles))
    }

    /// Reads the whole log and holds it against itself, its tiles, its heads and the signed checkpoints.
    package func verify(
        log name: String, key: VerifierKey?, progress: @escaping @Sendable (Int, Int?) -> Void
    ) async throws -> VerificationReport {
        guard let info = try await store.evidenceLog(named: name), let origin = LogOrigin(info.origin) else {
            throw EngineError(
                .unreadable, "there is no log \(name) in this database", remedy: "the default log is db:main")
        }
        let key = try key ?? signer.verifierKey()
        var verifier = LogVerifier(log: origin, keys: [key])
        for checkpoint in try await store.checkpoints(log: info.id) {
            verifier.add(checkpoint: Array(checkpoint.note.utf8), from: .log)
        }
        if let state = try signer.state() { verifier.add(checkpoint: state.note, from: .signer) }
        let total = try await store.evidenceHead(log: info.id).map { Int(clamping: $0.size) }
        var cursor: EvidenceCursor? = .start
        var done = 0
        // The next page is read while this one is hashed.
        var reading = Task { [store] in try await store.evidencePage(log: info.id, after: .start, limit: 4096) }
        while cursor != nil {
            let (page, next) = try await reading.value
            if let next {
                reading = Task { [store] in try await store.evidencePage(log: info.id, after: next, limit: 4096) }
            }
            verifier.absorb(ExaminedPage(page, of: origin))
            done += page.rows.count
            progress(done, total)
            cursor = next
        }
        return verifier.finish()
    }

    /// One entry as text: its envelope, and the payloads that it commits to.
    package func evidence(index: UInt64) async throws -> String {
        guard let row = try await store.evidenceEntry(log: Store.mainLog, index: Int64(clamping: index)) else {
            throw EngineError(
                .unreadable, "the log has no entry \(index)", remedy: "amplomb status says how long it is")
        }
        var text = row.envelope.map { String(decoding: $0, as: UTF8.self) } ?? "(removed, only its leaf hash is left)\n"
        text += "entry id  \(row.entryID?.hex ?? "-")\nleaf hash \(row.leafHash?.hex ?? "-")\n"
        for part in row.parts {
            text += "\n\(part.group.rawValue):\n\(String(decoding: part.payload, as: UTF8.self))\n"
        }
        return text
    }
}
