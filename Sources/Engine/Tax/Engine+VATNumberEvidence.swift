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
        let payload = try CanonicalJSON.object { json in
            json.member("answer", Self.text(record.answer))
            json.member("answer_hash", record.hash.hex)
            json.member("consultation_number", record.entry?.consultationNumber)
            json.member("fault", record.fault?.rawValue)
            json.member("kind", "vat-id-check")
            json.member("number", request.number.state + request.number.body)
            json.member("received_at", record.receivedAt.description)
            json.member("requester", request.requester.map { $0.state + $0.body })
            json.member("status", record.status.rawValue)
            json.member("tries", record.tries)
        }
        // Known before it is logged: a crash in between leaves an answer that verdicts know, never evidence they ignore.
        if let row = try VATCheckRecord.row(request, record) {
            try await store.put([row], now: record.receivedAt)
            try await store.activate(kind: row.kind, name: row.name, hash: row.hash, at: record.receivedAt)
        }
        try await context.reloadKnowledge()
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
        guard let head = try await store.evidenceHead(log: Store.mainLog), head.size > 0 else {
            throw EngineError(.internal, "the check was not logged", remedy: "run amplomb verify --log db:main")
        }
        return head.size - 1
    }

    /// The bytes as text, or in hexadecimal digits where they are none.
    private static func text(_ bytes: [UInt8]) -> String {
        String(validating: bytes, as: UTF8.self) ?? "hex:\(Hex.string(bytes))"
    }
}
