import Assessment
import Domain
import Evidence
import Formats
import Store
package import Tax

extension Engine {
    /// Keeps what a register answered about a VAT id as evidence: bytes, time, hash and consultation number.
    ///
    /// An answer that says nothing about the number (`unavailable`) is kept as just that; it is never read as invalid.
    ///
    /// - Returns: the number of the entry in the log.
    package func keepVATNumberCheck(_ request: VIESRequest, _ record: VIESRecord) async throws -> UInt64 {
        let payload = try VATCheckRecord.payload(request, record)
        try await context.loadKnowledge()
        try await logKnowledge()
        let aliases = try await context.aliases(for: ["owner:amplomb"])
        guard let owner = aliases["owner:amplomb"], let recordClass = RecordClass("participant") else {
            throw EngineError(.internal, "a check of a VAT id has no record class")
        }
        let name = "vat-id:\(request.number.state)\(request.number.body):\(record.receivedAt)"
        let now = options.clock()
        let draft = EnvelopeDraft(
            kind: .kyc, record: Pseudonym(kind: .kyc, owner: owner, recordID: Array(name.utf8)), revision: 1,
            subject: nil, country: nil, occurred: record.receivedAt, recordClass: recordClass,
            dates: [NamedDate(.record, now.utcDate)], outcome: nil, knowledge: context.knowledge.hash,
            engine: context.engineHash, actor: .engine, refs: [],
            parts: [PartDraft(group: .cdd, payload: payload, salt: SystemRandom.bytes(32))])
        var batch = BatchCommit(now: now)
        batch.evidence = [try draft.sealed(in: context.log)]
        _ = try await store.commit(batch)
        try await context.refresh()
        guard let head = try await store.evidenceHead(log: Store.mainLog), head.size > 0 else {
            throw EngineError(.internal, "the check was not logged", remedy: "run amplomb verify --log db:main")
        }
        return head.size - 1
    }
}
