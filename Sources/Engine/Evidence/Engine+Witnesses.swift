import Domain
package import Evidence
import Store

/// What an imported note brought.
package struct ImportedCosignatures: Sendable {
    /// Those of known witnesses on the note.
    package let cosignatures: [Cosignature]
    /// How many of them were not known before.
    package let new: Int
}

/// Cosignatures of witnesses (C2SP tlog-cosignature, evidence.md 4).
extension Engine {
    /// The witnesses whose cosignatures count here.
    package func witnesses() throws -> [WitnessKey] {
        try anchorTargets().filter { $0.kind == .witness }.map { try Self.witnessKey($0.place) }
    }

    static func witnessKey(_ text: String) throws(EngineError) -> WitnessKey {
        do { return try WitnessKey(parsing: text) } catch {
            throw EngineError(
                .unreadable, "\(text): \(error.detail)",
                remedy: "a witness is named by its verifier key: name+id+base64 of type 4")
        }
    }

    /// The notes that were cosigned: checkpoints that the log must contain.
    func cosignedNotes() async throws -> [[UInt8]] {
        try await anchors().filter { $0.kind == .witness }.compactMap(\.token)
    }

    /// Keeps the cosignatures of known witnesses on a checkpoint of this log, each logged as `anchored`.
    ///
    /// - Throws: `unreadable` for a note that is none, is over no checkpoint of this log, carries a wrong line of a known
    ///   witness or none of a known one.
    package func importCosignatures(_ bytes: [UInt8]) async throws -> ImportedCosignatures {
        let witnesses = try witnesses()
        guard !witnesses.isEmpty else {
            throw EngineError(
                .unreadable, "no witness is known here", remedy: "amplomb evidence anchor add witness KEY names one")
        }
        let note: SignedNote
        let found: [Cosignature]
        do {
            note = try SignedNote(parsing: bytes)
            found = try note.cosignatures(by: witnesses)
        } catch {
            throw EngineError(
                .unreadable, "the note cannot be used: \(error.detail)",
                remedy: "ask the witness to cosign what amplomb evidence checkpoint prints")
        }
        guard !found.isEmpty else {
            let names = witnesses.map(\.name).joined(separator: ", ")
            throw EngineError(
                .unreadable, "none of the known witnesses cosigned it (\(names))",
                remedy: "amplomb evidence anchor list shows their keys")
        }
        let stored = try await store.checkpoints(log: Store.mainLog).last { checkpoint in
            (try? SignedNote(parsing: Array(checkpoint.note.utf8)))?.text == note.text
        }
        guard let stored else {
            throw EngineError(
                .unreadable, "the note is over no checkpoint of this log",
                remedy: "if a witness saw it, this database may be an older copy: amplomb verify --log db:main")
        }
        return ImportedCosignatures(cosignatures: found, new: try await keep(found, of: note, Array(stored.note.utf8)))
    }

    /// Keeps each cosignature with our own note before it, and returns how many were new.
    private func keep(_ found: [Cosignature], of note: SignedNote, _ own: [UInt8]) async throws -> Int {
        let hash = EvidenceHash.plain(own)
        let known = try await anchors().filter { $0.kind == .witness && $0.noteHash == hash }.map(\.target)
        var new = 0
        for cosigned in found.sorted() {
            let target = "\(cosigned.witness.name) \(cosigned.time?.description ?? "\(cosigned.seconds) s")"
            guard !known.contains(target), let line = note.line(of: cosigned) else { continue }
            // One row a size, kind and microsecond.
            let at = options.clock() + TimeSpan(microseconds: Int64(new))
            try await record(
                StoredAnchor(
                    size: cosigned.size, kind: .witness, anchoredAt: at, target: target, noteHash: hash,
                    token: own + line))
            new += 1
        }
        return new
    }
}
