import Assessment
import Cases
import Domain
import Evidence
import Formats
import Store

extension CaseBuilder {
    /// Timeline rows and their evidence, made inside the transaction when the store knows what became of each case.
    func recorder(for cases: [StoreCaseKey]) async throws -> (
        @Sendable ([StoreCaseChange]) throws(StoreError) -> CaseRecords
    )? {
        if cases.isEmpty { return nil }
        let names = cases.map { "case:\($0.subjectKind):\($0.subjectID)" } + ["owner:amplomb"]
        let aliases = try await context.aliases(for: names)
        let (context, knowledge, now) = (context, knowledge, now)
        return { (changes) throws(StoreError) in
            var records = CaseRecords(events: [], evidence: [])
            var salts = BlockSaltSource { SystemRandom.bytes(4096) }
            for change in changes {
                guard let owner = aliases["owner:amplomb"],
                    let subject = aliases["case:\(change.key.subjectKind):\(change.key.subjectID)"],
                    let recordClass = RecordClass("case")
                else { continue }
                let kind =
                    switch change.kind {
                    case .appended: "hit_added"
                    case .corrected: "correction"
                    case .opened, .reopened: change.kind.rawValue
                    }
                do {
                    let details = try CanonicalJSON.object { json in
                        json.member("case", change.caseID)
                        json.member("event", kind)
                        json.member("first_item", change.firstItem)
                        json.member("items", change.itemCount)
                        json.member("number", change.eventNumber)
                        json.member("state", change.state)
                    }
                    let dates = [NamedDate(.record, now.utcDate), NamedDate(.transaction, now.utcDate)]
                    let part = try context.retention.part(
                        .decision, details, salt: salts.salt(), of: recordClass, country: nil, dates: dates,
                        source: CaseID(change.caseID).map { PartSource(shard: change.shard, number: $0.number) },
                        on: now.utcDate)
                    let draft = EnvelopeDraft(
                        kind: .caseEvent,
                        record: Pseudonym(kind: .caseEvent, owner: owner, recordID: Array("\(change.caseID)".utf8)),
                        revision: Int32(clamping: change.eventNumber), subject: subject, country: nil, occurred: now,
                        recordClass: recordClass, dates: dates, outcome: nil, knowledge: knowledge.hash,
                        engine: context.engineHash, actor: .engine, refs: [], parts: [part])
                    let sealed = try draft.sealed(in: context.log)
                    records.evidence.append(sealed)
                    records.events.append(
                        CaseEventRow(
                            shard: change.shard, caseID: change.caseID, number: change.eventNumber, at: now, kind: kind,
                            details: details, policyHash: context.casePolicy.hash, evidenceEntry: sealed.entryID))
                } catch {
                    throw StoreError(.badValue, "the timeline of a case could not be written")
                }
            }
            return records
        }
    }
}
