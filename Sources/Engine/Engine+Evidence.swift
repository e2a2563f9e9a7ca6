import Assessment
import Domain
package import Evidence
import Formats
import Store

extension Engine {
    /// Logs the manifest of the knowledge in force once, as evidence of kind `knowledge`, and keeps its bytes by hash.
    /// - Parameter next: knowledge that is about to be in force; the one in force when left out.
    func logKnowledge(_ next: Knowledge? = nil) async throws {
        let knowledge = next ?? context.knowledge
        let now = options.clock()
        try await keepTaxPack(knowledge.tax, at: now)
        try await store.put(
            [KnowledgeRow(hash: knowledge.hash, kind: "manifest", name: "knowledge", content: knowledge.manifest)],
            now: now)
        try await log(
            .knowledge, class: "knowledge", record: knowledge.hash.hex, revision: 1, payload: knowledge.manifest,
            at: now, isOnce: true)
    }

    /// Under whom entries about the log and its keeping stand.
    private static let owner = "owner:amplomb"

    /// Appends an entry about the log and its keeping: kind, record class and one payload of group `system`.
    ///
    /// - Parameters:
    ///   - person: who acted; nil: the engine.
    ///   - isOnce: whether a record of this name that stands already is left as it is: for steps that a crash may repeat.
    ///   - anchors: what the entry states was deposited, kept in the same transaction.
    /// - Returns: whether the entry was written now.
    @discardableResult
    func log(
        _ kind: EnvelopeKind, class name: String, record: String, revision: Int32 = 0, payload: [UInt8],
        person: String? = nil, at now: Instant, isOnce: Bool = false, anchors: [StoredAnchor] = []
    ) async throws -> Bool {
        let names = [Engine.owner] + (person.map { ["person:\($0)"] } ?? [])
        let aliases = try await context.aliases(for: names)
        guard let owner = aliases[Engine.owner], let recordClass = RecordClass(name) else {
            throw EngineError(.internal, "an entry of kind \(kind.rawValue) has no record class")
        }
        let pseudonym = Pseudonym(kind: kind, owner: owner, recordID: Array(record.utf8))
        if isOnce, try await store.hasEvidence(log: Store.mainLog, kind: kind, record: pseudonym) { return false }
        let actor = person.flatMap { aliases["person:\($0)"] }.map { EnvelopeActor.person($0) } ?? .engine
        let draft = EnvelopeDraft(
            kind: kind, record: pseudonym, revision: revision, subject: nil, country: nil, occurred: now,
            recordClass: recordClass,
            dates: [NamedDate(.record, now.utcDate)], outcome: nil,
            knowledge: context.hasKnowledge ? context.knowledge.hash : Engine.noKnowledge, engine: context.engineHash,
            actor: actor, refs: [],
            parts: [
                try context.retention.part(
                    .system, payload, salt: SystemRandom.bytes(32), of: recordClass, country: nil,
                    dates: [NamedDate(.record, now.utcDate)], on: now.utcDate)
            ])
        var batch = BatchCommit(now: now)
        batch.evidence = [try draft.sealed(in: context.log)]
        batch.anchors = anchors
        do {
            _ = try await store.commit(batch)
            return true
        } catch {
            // Another process logged the same between the look and the commit: with its own salt and moment, but once.
            guard isOnce, error.code == .evidenceConflict else { throw error }
            return false
        }
    }

    /// What stands where no knowledge was applied: the SHA-256 of an empty manifest.
    static let noKnowledge = EvidenceHash.plain([])

    /// Signs the log as it stands and deposits the checkpoint where that is configured: how what was written is sealed.
    ///
    /// - Returns: what could not be deposited, a sentence each.
    @discardableResult
    package func seal() async throws -> [String] {
        try await signCheckpoint()
        let outcome = try await anchorCheckpoint()
        if outcome.hasLogged { try await signCheckpoint() }
        return outcome.failures
    }

    /// Signs the log as it stands, where it grew since the last signature or the keys changed. Keys whose overlap is over
    /// are retired first.
    ///
    /// - Returns: the signed note; nil for an empty log.
    @discardableResult
    package func signCheckpoint() async throws -> [UInt8]? {
        _ = try signer.ensureKey()
        return try await signer.alone {
            try await retireDueKeys()
            return try await signHead()
        }
    }

    private func signHead() async throws -> [UInt8]? {
        guard let head = try await store.evidenceHead(log: Store.mainLog) else { return nil }
        let next = Checkpoint(origin: context.log, size: head.size, root: head.root)
        let last = try signer.state()
        if last == nil { try await refuseForgottenState() }
        if let last, last.checkpoint == next, try signer.isSignedByAll(last),
            try await store.checkpoint(log: Store.mainLog, size: next.size)?.note.utf8.elementsEqual(last.note) == true
        {
            return last.note
        }
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

    /// A signer that has signed this log and does not know what: an older copy of the database could be signed as if it
    /// were the whole.
    private func refuseForgottenState() async throws {
        let keys = try signer.ring().verifierKeys
        for checkpoint in try await store.checkpoints(log: Store.mainLog).reversed() {
            guard let note = try? SignedNote(parsing: Array(checkpoint.note.utf8)),
                (try? note.verified(by: keys))?.isEmpty == false
            else { continue }
            throw EngineError(
                .configuration,
                "\(options.home.signerState) is gone, and this home has signed the log up to \(checkpoint.size)",
                remedy: "restore it from a backup; without it the signer cannot know what it has signed")
        }
    }

    func consistencyProof(from old: UInt64, to new: UInt64) async throws -> [Hash32] {
        let plan = try ProofPlan.consistency(from: old, to: new)
        return try plan.assemble(try await store.evidenceTiles(log: Store.mainLog, plan.tiles))
    }

    /// Reads the whole log and holds it against itself, its tiles, its heads, the signed checkpoints, the signer's state,
    /// the anchor files of this home, and what is given.
    ///
    /// - Parameters:
    ///   - keys: nil: those of this home.
    ///   - held: signed checkpoints kept elsewhere.
    ///   - named: witnesses each of whom must have cosigned a checkpoint, kept here or held.
    ///   - other: another copy of the log.
    ///   - jobs: how many threads hash.
    package func verify(
        log name: String, keys: [VerifierKey]?, held: [[UInt8]] = [], witnesses named: [WitnessKey] = [],
        other: OtherCopy? = nil, jobs: Int = 2,
        progress: @escaping @Sendable (Int, Int?) -> Void
    ) async throws -> VerificationReport {
        guard let info = try await store.evidenceLog(named: name), let origin = LogOrigin(info.origin) else {
            throw EngineError(
                .unreadable, "there is no log \(name) in this database", remedy: "the default log is db:main")
        }
        var verifier = LogVerifier(log: origin, keys: try keys ?? signer.verifierKeys())
        for checkpoint in try await store.checkpoints(log: info.id) {
            verifier.add(checkpoint: Array(checkpoint.note.utf8), from: .log)
        }
        // The signer, the witnesses and the anchors of a home keep checkpoints of its main log alone.
        let isMain = info.id == Store.mainLog
        if isMain, let state = try signer.state() { verifier.add(checkpoint: state.note, from: .signer) }
        let witnesses = Array(Set(try witnesses() + named))
        verifier.demand(named)
        let cosigned = isMain ? try await cosignedNotes() : []
        for note in cosigned + held { verifier.add(cosigned: note, by: witnesses) }
        let files = isMain ? try anchorFiles() : AnchorFiles()
        let deposited = files.notes.sorted { $0.key < $1.key }.flatMap(\.value)
        for note in deposited { verifier.add(checkpoint: note, from: .held) }
        if let note = other?.checkpoint { verifier.add(checkpoint: note, from: .held) }
        let total = try await store.evidenceHead(log: info.id).map { Int(clamping: $0.size) }
        var done = 0
        try await store.forEachEvidencePage(log: info.id) { stored in
            var page = stored
            if let other { page.otherTiles = other.tiles(for: page, total: UInt64(total ?? 0)) }
            verifier.absorb(ExaminedPage(page, of: origin, jobs: jobs))
            done += page.rows.count
            progress(done, total)
        }
        if let reason = try await store.whyNothingCanFollow(log: info.id) { verifier.stands(still: reason) }
        for stray in try await store.strayPayloads(log: info.id, limit: 100) {
            verifier.stray(payload: stray.group, of: stray.entryID)
        }
        if isMain {
            try await addAnchors(to: &verifier, compared: files)
            if let difference = try await whyHoldsStillDiffer() { verifier.holdsDiffer(difference) }
        }
        return verifier.finish()
    }

    /// Adds what is not as the log says of its anchors, and which files were not compared.
    ///
    /// - Parameter files: as they were when their notes were added.
    private func addAnchors(to verifier: inout LogVerifier, compared files: AnchorFiles) async throws {
        let check = try await checkAnchors()
        for gone in check.gone { verifier.anchorIsGone(gone.what, statedBy: gone.index) }
        let causes = check.unreadable + files.notCompared(now: check.files, told: check.unreadable)
        for cause in causes { verifier.anchorIsUnreadable(cause) }
    }

    /// The table and the log are read one after the other, so a hold set in between is looked at once more.
    private func whyHoldsStillDiffer() async throws -> String? {
        guard let first = try await whyHoldsDiffer() else { return nil }
        let second = try await whyHoldsDiffer()
        return second == first ? first : second == nil ? nil : try await whyHoldsDiffer()
    }

    /// One entry as text: its envelope, and the payloads that it commits to.
    package func evidence(index: UInt64) async throws -> String {
        guard let row = try await store.evidenceEntry(log: Store.mainLog, index: Int64(clamping: index)) else {
            throw EngineError(
                .unreadable, "the log has no entry \(index)", remedy: "amplomb status says how long it is")
        }
        guard let envelope = row.envelope else {
            let reason = try await whyRemoved(index)
            return "(removed, only its leaf hash is left)\n\(reason)\nleaf hash \(row.leafHash?.hex ?? "-")\n"
        }
        var text = String(decoding: envelope, as: UTF8.self)
        text += "entry id  \(row.entryID?.hex ?? "-")\nleaf hash \(row.leafHash?.hex ?? "-")\n"
        for part in row.parts {
            text += "\n\(part.group.rawValue):\n\(String(decoding: part.payload, as: UTF8.self))\n"
        }
        return text
    }

    /// The proof that an entry stands in the log, against the newest checkpoint.
    package func proof(index: UInt64) async throws -> TlogProof {
        guard let checkpoint = try await store.newestCheckpoint(log: Store.mainLog) else {
            throw EngineError(.unreadable, "nothing is signed yet", remedy: "run amplomb evidence checkpoint")
        }
        guard index < checkpoint.size else {
            throw EngineError(
                .unreadable, "the newest checkpoint is of size \(checkpoint.size), entry \(index) is not in it",
                remedy: "run amplomb evidence checkpoint, or name an index below \(checkpoint.size)")
        }
        let hashes = try await inclusionProofs([index], size: checkpoint.size)[index] ?? []
        return TlogProof(index: index, hashes: hashes, note: Array(checkpoint.note.utf8))
    }

    /// The ways of entries to the root of a size, from the tiles that they need together.
    func inclusionProofs(_ indexes: [UInt64], size: UInt64) async throws -> [UInt64: [Hash32]] {
        var plans: [UInt64: ProofPlan] = [:]
        var needed: Set<TileID> = []
        for index in indexes {
            let plan = try ProofPlan.inclusion(index: index, size: size)
            plans[index] = plan
            needed.formUnion(plan.tiles)
        }
        let tiles = try await store.evidenceTiles(log: Store.mainLog, needed.sorted())
        return try plans.mapValues { try $0.assemble(tiles) }
    }
}
