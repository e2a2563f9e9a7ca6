import Assessment
import Domain
import Formats
import Store
import Tax

extension Engine {
    /// Kind and name of VAT packs among the knowledge that is kept.
    private static let packKind = "vat"
    private static let packName = "packs"

    /// Keeps the packs that judge from now on, by their hash, and notes since when: a later edit of the files loses nothing.
    func keepTaxPack(_ pack: TaxPack, at now: Instant) async throws {
        let active = try await store.activeKnowledge(kind: Self.packKind, at: now)
        if active.contains(where: { $0.name == Self.packName && $0.hash == pack.hash }) { return }
        let row = KnowledgeRow(hash: pack.hash, kind: Self.packKind, name: Self.packName, content: pack.archive)
        try await store.put([row], now: now)
        try await store.activate(kind: Self.packKind, name: Self.packName, hash: pack.hash, at: now)
    }

    /// VAT rules and participants: in force now, or as they were in force and known at an instant.
    ///
    /// - Parameter knownAt: the packs that judged then; where this home judged nothing before, the rules of the folder
    ///   as they record it for then.
    func sessionTax(knownAt: Instant? = nil) async throws -> SessionTax {
        let folder = options.rulesDirectory
        guard let knownAt else {
            return SessionTax(
                pack: try KnowledgeLoader.taxPack(folder, zoneDirectory: options.zoneDirectory),
                participants: try await participants(nil),
                checks: try await KnowledgeLoader.vatChecks(store))
        }
        let checks = try await KnowledgeLoader.vatChecks(store, until: knownAt)
        let active = try await store.activeKnowledge(kind: Self.packKind, at: knownAt)
        guard let hash = active.first(where: { $0.name == Self.packName })?.hash else {
            return SessionTax(
                pack: try KnowledgeLoader.taxPack(folder, zoneDirectory: options.zoneDirectory, knownAt: knownAt),
                participants: try await participants(knownAt), checks: checks)
        }
        guard let row = try await store.knowledge(hash), let sources = TaxPack.sources(inArchive: row.content) else {
            throw EngineError(
                .internal, "the VAT packs that were in force at \(knownAt) cannot be read",
                remedy: "run amplomb verify --log db:main")
        }
        let pack = try KnowledgeLoader.taxPack(sources, options.zoneDirectory, knownAt)
        return SessionTax(pack: pack, participants: try await participants(knownAt), checks: checks)
    }

    private func participants(_ knownAt: Instant?) async throws -> ParticipantBook {
        var book = ParticipantBook()
        for row in try await store.participants(recordedAsOf: knownAt) {
            let source = SourceReference(file: "participant \(row.id)", line: 1, offset: 0)
            book.insert(
                try StoredPayload.participant(row.record, source: source, receivedAt: row.recordedAt),
                revision: Int(row.revision))
        }
        return book
    }
}
