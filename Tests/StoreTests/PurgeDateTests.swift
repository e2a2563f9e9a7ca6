import Domain
import Evidence
import Store
import Testing

extension PurgeTests {
    @Test("a date that was stated after the plan was computed again stops the purge, and nothing is gone")
    func statedMeanwhile() async throws {
        let (store, location) = try await seeded(20)
        try await plan(location, [(.txn, 0..<10)], approvedBy: ["ben", "cy"])
        let head = try await store.evidenceHead(log: Store.mainLog)
        let seen = try #require(head?.size)
        let date = EnvelopeDraft(
            kind: .date, record: Pseudonym(high: 4, low: 1), revision: 0, subject: nil, country: nil,
            occurred: Instant(microseconds: 5), recordClass: RecordClass("system")!, dates: [], outcome: nil,
            knowledge: Self.rules, engine: Self.rules, actor: .engine, refs: [],
            parts: [PartDraft(group: .system, payload: Array("{}".utf8), salt: Sample.hash(8, 9).bytes)])
        try await store.append([try date.sealed(in: Sample.origin)])
        await #expect {
            _ = try await purge(store, location, to: 10, seen: seen)
        } throws: { error in
            (error as? StoreError)?.code == .conflict && "\(error)".contains("entry \(seen) states a date")
        }
        #expect(try await number(store, "SELECT count(*) FROM evidence_payload") == 41)
        #expect(try await purge(store, location, to: 10, seen: seen + 1).parts.count == 10)
    }
}
