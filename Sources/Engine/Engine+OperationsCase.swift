import Cases
import Domain
import Formats
import Store

extension Engine {
    /// Opens a case about the running of Amplomb itself, or adds to the open one about the same thing.
    ///
    /// - Parameters:
    ///   - subject: what it is about, such as `anchor:PLACE`; one case is open at a time for each.
    ///   - say: the sentence that somebody on duty reads.
    func openOperationsCase(_ subject: String, code: String, rule: String, say: String, at now: Instant) async throws {
        try await context.loadKnowledge()
        try await logKnowledge()
        let sentence = try CanonicalJSON.object { json in
            json.member("code", code)
            json.member("rule", rule)
            json.member("say", say)
        }
        let upsert = CaseUpsert(
            legalEntity: .main, subjectKind: "system", subjectID: subject, family: "ops",
            purpose: .contract, queue: context.casePolicy.queue(family: "ops", severity: .ops),
            dueAt: context.due(severity: .ops, holdsMoney: false, from: now), holdsMoney: false, window: .day,
            policyHash: context.casePolicy.hash,
            items: [
                CaseItemRow(
                    kind: "manual", event: nil, eventKeyID: nil, eventRevision: nil, assessmentRevision: nil,
                    eventAt: now, ruleID: nil, ruleVersion: nil, outcome: .review, severity: .ops, score: .zero,
                    sentence: sentence, money: nil)
            ])
        let builder = CaseBuilder(context: context, knowledge: context.knowledge, now: now)
        var batch = BatchCommit(now: now)
        batch.cases = [upsert]
        batch.caseRecords = try await builder.recorder(for: [upsert.key])
        _ = try await store.commit(batch)
    }
}
