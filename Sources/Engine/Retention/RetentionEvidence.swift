import Domain
import Evidence
import Formats
import Store

extension Engine {
    /// What an act of retention leaves in the log.
    struct RetentionAct {
        var kind: EnvelopeKind
        /// `system`, `hold` or `purge`: classes of `record_classes.csv` that hold nothing personal.
        var recordClass: String
        /// Names the act: the same again is a no-op.
        var recordID: String
        var subject: Pseudonym?
        var dates: [NamedDate] = []
        var person: String?
        var refs: [Hash32] = []
        var payload: [UInt8]
    }

    /// Makes the sealer of acts: everything that needs the database is asked for before.
    func retentionSealer(persons: [String]) async throws -> RetentionSealer {
        try await logRetentionRules()
        let aliases = try await context.aliases(for: ["owner:amplomb"] + persons.map { "person:\($0)" })
        guard let owner = aliases["owner:amplomb"] else { throw EngineError(.internal, "the log has no owner") }
        return RetentionSealer(
            owner: owner, persons: aliases, desk: context.retention, rules: try context.retention.rules().hash,
            engineHash: context.engineHash, log: context.log, now: options.clock())
    }

    /// Keeps the retention rules in force by their hash, and says so in the log, once.
    private func logRetentionRules() async throws {
        let rules = try context.retention.rules()
        if try await store.knowledge(rules.hash) != nil { return }
        let now = options.clock()
        let content = try context.retention.content()
        guard EvidenceHash.plain(content) == rules.hash else {
            throw EngineError(
                .configuration, "the retention rules changed while they were read", remedy: "run the command again")
        }
        let aliases = try await context.aliases(for: ["owner:amplomb"])
        guard let owner = aliases["owner:amplomb"] else { throw EngineError(.internal, "the log has no owner") }
        let sealer = RetentionSealer(
            owner: owner, persons: [:], desk: context.retention, rules: rules.hash, engineHash: context.engineHash,
            log: context.log, now: now)
        let act = RetentionAct(
            kind: .knowledge, recordClass: "knowledge", recordID: rules.hash.hex,
            dates: [NamedDate(.record, now.utcDate)], payload: content)
        let row = KnowledgeRow(hash: rules.hash, kind: "retention", name: "retention", content: content)
        try await store.append([try sealer.seal(act)], keeping: [row], at: now)
    }
}

/// Turns acts of retention into sealed entries.
struct RetentionSealer: Sendable {
    let owner: Pseudonym
    /// By `person:NAME`.
    let persons: [String: Pseudonym]
    let desk: RetentionDesk
    let rules: Hash32
    let engineHash: Hash32
    let log: LogOrigin
    let now: Instant

    func alias(of person: String) -> Pseudonym? { persons["person:\(person)"] }

    func seal(_ act: Engine.RetentionAct) throws -> SealedEnvelope {
        guard let recordClass = RecordClass(act.recordClass) else {
            throw EngineError(.internal, "an act of retention has no record class")
        }
        let draft = EnvelopeDraft(
            kind: act.kind, record: Pseudonym(kind: act.kind, owner: owner, recordID: Array(act.recordID.utf8)),
            revision: 1, subject: act.subject, country: nil, occurred: now, recordClass: recordClass, dates: act.dates,
            outcome: nil, knowledge: rules, engine: engineHash,
            actor: act.person.flatMap(alias).map(EnvelopeActor.person) ?? .engine, refs: act.refs,
            parts: [
                try desk.part(
                    .system, act.payload, salt: SystemRandom.bytes(32), of: recordClass, country: nil, dates: act.dates,
                    on: now.utcDate)
            ])
        return try draft.sealed(in: log)
    }
}
