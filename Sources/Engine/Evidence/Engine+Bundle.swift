package import Domain
package import Evidence
import Formats
import Store

/// What an evidence bundle is made of.
package enum BundleSelection: Hashable, Sendable {
    /// Everything that the log holds about a case: its timeline, the assessments behind its items.
    case caseFile(String)
    /// A report with the entry that states its hash.
    case report(Int64)
    /// Entries by their places.
    case entries([UInt64])
}

extension Engine {
    /// A bundle of entries with their proofs against the newest checkpoint that was signed at or before `at`: what the log
    /// said then. Entries that it does not cover are left out; the same call gives the same bytes as long as nothing in it
    /// is purged and no cosignature of before `at` is imported.
    ///
    /// A part that was purged is listed with its purge entry; where that is younger than `at`, the first checkpoint that
    /// covers it is taken instead.
    /// - Parameter isAttested: whether the key beside the log's attests the whole. Where that key is younger than `at`, the
    ///   first checkpoint that covers its entry is taken.
    /// - Throws: `EngineError` `unreadable` when there is no such case, report or entry, or nothing was signed by then.
    package func bundle(
        _ selection: BundleSelection, at: Instant, isAttested: Bool = false
    ) async throws -> EvidenceBundle {
        let attester = isAttested ? try await attestingKey() : nil
        guard var checkpoint = try await store.newestCheckpoint(log: Store.mainLog, by: at) else {
            throw EngineError(
                .unreadable, "nothing was signed by \(at)",
                remedy: "leave --at out, or name an instant after the first checkpoint")
        }
        let chosen = try await choose(selection)
        let rows = try await rows(chosen.indexes.filter { $0 < checkpoint.size })
        if case .entries(let wanted) = selection, let missing = wanted.first(where: { $0 >= checkpoint.size }) {
            throw EngineError(
                .unreadable,
                "entry \(missing) is not covered by the checkpoint of \(at), which is of size \(checkpoint.size)",
                remedy: "leave --at out, or name entries below \(checkpoint.size)")
        }
        guard !rows.isEmpty else {
            throw EngineError(
                .unreadable, "the log held nothing about it by \(at)", remedy: "leave --at out")
        }
        var found = rows
        if let attester { found.merge(try await self.rows([attester.entry])) { first, _ in first } }
        let purges = try await purges(of: rows)
        found.merge(purges.rows) { first, _ in first }
        if let last = found.keys.max(), last >= checkpoint.size {
            guard let later = try await store.firstCheckpoint(log: Store.mainLog, covering: last + 1) else {
                throw EngineError(
                    .unreadable, "entry \(last) belongs to the bundle, and no checkpoint covers it yet",
                    remedy: "run amplomb evidence checkpoint")
            }
            checkpoint = later
        }
        let note = Array(checkpoint.note.utf8)
        var bundle = EvidenceBundle(subject: chosen.subject, at: at, note: note, keys: try keys(of: note))
        let proofs = try await inclusionProofs(Array(found.keys), size: checkpoint.size)
        for (index, row) in found.sorted(by: { $0.key < $1.key }) {
            let proof = proofs[index] ?? []
            if let envelope = row.envelope {
                bundle.entries.append(
                    EvidenceBundle.Entry(index: index, envelope: envelope, proof: proof, parts: row.parts))
            } else if let leaf = row.leafHash {
                bundle.entries.append(EvidenceBundle.Entry(index: index, removed: leaf, proof: proof))
            }
        }
        bundle.purged = purges.parts
        bundle.attester = attester?.key
        bundle.report = chosen.report
        bundle.anchors = try await anchors(of: checkpoint.size, note: note, by: at)
        try await addKnowledge(to: &bundle)
        return bundle
    }

    /// A bundle for somebody else. That it is made is logged first: where this ends in between, a note stands of a
    /// bundle that nobody got, and never the other way round.
    ///
    /// A bundle of now is closed over that note: the anchors keep the checkpoint that covers it, and one of before it
    /// would be older than they.
    /// - Parameter at: what the log said then; nil: now.
    /// - Throws: `EngineError` `unreadable` where that is to come: what the log will say by then is still open, and the same
    ///   call would give other bytes tomorrow.
    package func loggedBundle(
        _ selection: BundleSelection, at: Instant?, isAttested: Bool = false, by person: String
    ) async throws -> EvidenceBundle {
        let now = options.clock()
        if let at, at > now {
            throw EngineError(
                .unreadable, "--at \(at) is after the clock, which says \(now): the log may still grow until then",
                remedy: "leave --at out for a bundle of now, or name an instant that has passed")
        }
        if at == nil { try await signCheckpoint() }
        let first = try await bundle(selection, at: at ?? options.clock(), isAttested: isAttested)
        try await logAccess("bundle: \(first.subject)", entries: UInt64(first.entries.count), by: person)
        guard at == nil else { return first }
        try await signCheckpoint()
        return try await bundle(selection, at: options.clock(), isAttested: isAttested)
    }

    // MARK: Entries

    private struct Chosen {
        var subject: String
        var indexes: Set<UInt64>
        var report: [String: [UInt8]] = [:]
    }

    private func choose(_ selection: BundleSelection) async throws -> Chosen {
        switch selection {
        case .caseFile(let id):
            let name = id.uppercased()
            guard let row = try await store.queuedCase(name),
                let detail = try await store.caseDetail(row.caseID, items: Int(row.itemCount))
            else {
                throw EngineError(
                    .unreadable, "there is no case \(id)", remedy: "amplomb case list shows what there is")
            }
            let events = try await store.evidenceIndexes(
                log: Store.mainLog, entries: detail.events.compactMap(\.evidenceEntry))
            let assessments = detail.items.compactMap { item in
                item.event.flatMap { key in item.assessmentRevision.map { (key: key, revision: $0) } }
            }
            let places = try await evidenceIndexes(of: assessments)
            // A bundle that lacks something says so, or is none.
            if let lost = places.firstIndex(of: nil) {
                throw EngineError(
                    .unreadable,
                    "the log has no entry of decision \(assessments[lost].revision) on \(assessments[lost].key)",
                    remedy: "run amplomb verify --log db:main, and name with --entries what is there")
            }
            let indexes = Array(events.values) + places.compactMap(\.self)
            return Chosen(subject: "case \(row.caseID)", indexes: Set(indexes.map { UInt64(clamping: $0) }))
        case .report(let id):
            if let index = try await store.removedIndex(ofReport: id) {
                let reason = try await whyRemoved(index)
                throw EngineError(
                    .unreadable, "report \(id) is gone: \(reason)",
                    remedy: "amplomb evidence bundle --entries \(index) packs its leaf hash with the order")
            }
            guard let report = try await store.report(id) else {
                throw EngineError(
                    .unreadable, "there is no report \(id)", remedy: "amplomb report list shows what there is")
            }
            let indexes = try await store.reportIndexes(log: Store.mainLog, naming: report.contentHash)
            guard !indexes.isEmpty else {
                throw EngineError(.unreadable, "no entry of the log states the hash of report \(id)")
            }
            var chosen = Chosen(subject: "report \(id)", indexes: Set(indexes.map { UInt64(clamping: $0) }))
            for name in try await fileNames(of: report, indexes) { chosen.report[name] = report.content }
            return chosen
        case .entries(let indexes):
            guard !indexes.isEmpty else { throw EngineError(.unreadable, "no entries are named") }
            let count = Set(indexes).count
            return Chosen(subject: count == 1 ? "1 entry" : "\(count) entries", indexes: Set(indexes))
        }
    }

    /// The names under which the report's entries state the hash of what is kept of it.
    private func fileNames(of report: ReportContent, _ indexes: [Int64]) async throws -> Set<String> {
        var names: Set<String> = []
        for row in try await store.evidenceRows(log: Store.mainLog, indexes: indexes) {
            for part in row.parts where part.group == .report {
                guard let files = try? JSONDocument(parsing: part.payload).root["files"] else { continue }
                for member in files.members where member.value.string == report.contentHash.hex {
                    names.insert(String(decoding: member.name, as: UTF8.self))
                }
            }
        }
        return names
    }

    /// Entries with everything that they refer to, and that in turn.
    private func rows(_ indexes: [UInt64]) async throws -> [UInt64: LogRow] {
        var found: [UInt64: LogRow] = [:]
        var open = Set(indexes)
        while !open.isEmpty {
            let rows = try await store.evidenceRows(
                log: Store.mainLog, indexes: open.map { Int64(clamping: $0) }.sorted())
            if let missing = open.subtracting(rows.map(\.index)).min() {
                throw EngineError(
                    .unreadable, "the log has no entry \(missing)", remedy: "run amplomb verify --log db:main")
            }
            for row in rows { found[row.index] = row }
            let envelopes = try rows.compactMap { row in try row.envelope.map { try Envelope(parsing: $0) } }
            let referred = try await store.evidenceIndexes(log: Store.mainLog, entries: envelopes.flatMap(\.refs))
            // The manifest that an entry was judged under is an entry of its own.
            let knowledge = try await store.knowledgeIndexes(
                log: Store.mainLog, Set(envelopes.map(\.knowledge)).sorted())
            open = Set((Array(referred.values) + knowledge).map { UInt64(clamping: $0) }).subtracting(found.keys)
        }
        return found
    }

    /// The purge entries that say why parts of these entries are gone.
    private func purges(of rows: [UInt64: LogRow]) async throws -> (rows: [UInt64: LogRow], parts: [PurgedPart]) {
        var missing: [(index: UInt64, group: FieldGroup?)] = []
        for (index, row) in rows {
            guard let envelope = try row.envelope.map({ try Envelope(parsing: $0) }) else {
                missing.append((index, nil))
                continue
            }
            for part in envelope.parts where !row.parts.contains(where: { $0.group == part.group }) {
                missing.append((index, part.group))
            }
        }
        if missing.isEmpty { return ([:], []) }
        var used: [UInt64: LogRow] = [:]
        var parts: [PurgedPart] = []
        let statements = try await purgeStatements()
        for (index, group) in missing {
            let purge = statements.first { $0.statement.explains(index, group) && $0.row.index > index }
            guard let purge else {
                let what = group.map { "part \($0.rawValue)" } ?? "the envelope"
                throw EngineError(
                    .unreadable, "\(what) of entry \(index) is gone and no purge entry says why",
                    remedy: "run amplomb verify --log db:main")
            }
            used[purge.row.index] = purge.row
            parts.append(
                PurgedPart(
                    index: index, group: group, purgeIndex: purge.row.index, legalBasis: purge.statement.legalBasis))
        }
        return (used, parts)
    }

    /// All purge entries of the log, from a place on, with what they say.
    func purgeStatements(from index: UInt64 = 0) async throws -> [(row: LogRow, statement: PurgeStatement)] {
        try await store.evidenceRows(log: Store.mainLog, kind: .purge, from: Int64(clamping: index)).compactMap { row in
            row.parts.first { $0.group == .system }.flatMap { PurgeStatement(payload: $0.payload) }.map {
                (row: row, statement: $0)
            }
        }
    }

    // MARK: What goes with them

    /// The keys of the log, those that signed the note first and in its order: so the first key is that of the first
    /// signature line.
    private func keys(of note: [UInt8]) throws -> [VerifierKey] {
        let known = try signer.verifierKeys()
        let signers = try SignedNote(parsing: note).signatures.compactMap { signature in
            known.first { $0.keyID == signature.keyID && $0.name == signature.name }
        }
        return signers + known.filter { !signers.contains($0) }
    }

    /// What says that this note was seen elsewhere by then, by the name of its file.
    ///
    /// A second one of the same name gets a number, in the order in which they came to us: the first keeps the plain name.
    private func anchors(of size: UInt64, note: [UInt8], by at: Instant) async throws -> [String: [UInt8]] {
        let hash = EvidenceHash.plain(note)
        var files: [String: [UInt8]] = [:]
        func add(_ stem: String, _ ending: String, _ bytes: [UInt8]) {
            let plain = "checkpoint-\(size)\(stem)"
            var name = "\(plain).\(ending)"
            var number = 1
            while files[name] != nil {
                number += 1
                name = "\(plain).\(number).\(ending)"
            }
            files[name] = bytes
        }
        let all = try await anchors().filter { $0.noteHash == hash }
        for anchor in all.sorted(by: { ($0.anchoredAt, $0.target) < ($1.anchoredAt, $1.target) }) {
            let token = anchor.token
            switch anchor.kind {
            case .witness:
                guard let token, let last = try SignedNote(parsing: token).signatures.last,
                    min(last.cosignedAt ?? anchor.anchoredAt, anchor.anchoredAt) <= at
                else { continue }
                let id = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: last.keyID >> UInt32($0)) }
                add(".\(Hex.string(id))", "note", token)
            case .timestamp:
                guard let token, anchor.anchoredAt <= at else { continue }
                add("", "tsr", token)
            case .file, .email:
                guard anchor.anchoredAt <= at else { continue }
                add(".\(anchor.kind.rawValue)", "json", try statement(of: anchor))
            }
        }
        return files
    }

    private func statement(of anchor: StoredAnchor) throws -> [UInt8] {
        try CanonicalJSON.object { json in
            json.member("anchored_at", anchor.anchoredAt.description)
            json.member("kind", anchor.kind.rawValue)
            json.member("note_sha256", anchor.noteHash.hex)
            json.member("size", Int64(clamping: anchor.size))
            json.member("target", anchor.target)
        }
    }

    /// Manifests that the entries name, and the parts of theirs that are kept by hash.
    private func addKnowledge(to bundle: inout EvidenceBundle) async throws {
        var manifests: Set<Hash32> = []
        for envelope in bundle.entries.compactMap(\.envelope) {
            manifests.insert(try Envelope(parsing: envelope).knowledge)
        }
        for hash in manifests {
            guard let row = try await store.knowledge(hash) else { continue }
            bundle.knowledge[hash] = row.content
            for part in try await knowledgeParts(hash) {
                // Rates of before stand under a hash that is not of their text: nobody could check them.
                guard let kept = try await store.knowledge(part.hash), EvidenceHash.plain(kept.content) == part.hash
                else {
                    continue
                }
                switch part.kind {
                case "rules", "rule lists", "vat": bundle.rules[part.hash] = kept.content
                default: bundle.knowledge[part.hash] = kept.content
                }
            }
        }
    }

    /// Logs that somebody took evidence out of the system: who, what, how many entries.
    package func logAccess(_ what: String, entries: UInt64, by person: String) async throws {
        let now = options.clock()
        let payload = try CanonicalJSON.object { json in
            json.member("at", now.description)
            json.member("entries", Int64(clamping: entries))
            json.member("person", person)
            json.member("what", what)
        }
        try await log(
            .access, class: "access", record: "\(person):\(what):\(now.microseconds)", payload: payload, person: person,
            at: now)
    }
}
