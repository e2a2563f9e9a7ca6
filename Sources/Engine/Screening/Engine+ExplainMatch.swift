import Assessment
import Domain
package import Screening
import Store

/// A match of a case with everything that made its score, as the lists in force say it now.
package struct ExplainedMatch: Sendable {
    /// `creditor`, `participant`, ...
    package let role: String
    /// The name that was looked up.
    package let query: String
    package let candidate: ScreeningCandidate
    package let list: ListSnapshot.List?

    package init(role: String, query: String, candidate: ScreeningCandidate, list: ListSnapshot.List?) {
        self.role = role
        self.query = query
        self.candidate = candidate
        self.list = list
    }
}

extension Engine {
    /// The match of one item of a case; nil where the item is about no list entry, or the entry matches no more.
    package func explainMatch(caseID: String, item sequence: Int64) async throws -> ExplainedMatch? {
        guard let detail = try await store.caseDetail(caseID, items: Int(clamping: sequence)),
            let item = detail.items.first(where: { $0.seq == sequence }), let place = item.listEntry,
            let colon = place.firstIndex(of: ":")
        else { return nil }
        try await context.loadKnowledge()
        let knowledge = context.knowledge
        guard let screener = knowledge.screener else { return nil }
        let list = String(place[..<colon])
        let entryID = String(place[place.index(after: colon)...])
        var parties: [ScreenedParty] = []
        var instant = options.clock()
        if let key = item.event, let event = try await context.events([key]).first?.event {
            parties = Assessor(knowledge: knowledge).parties(of: event)
            instant = event.receivedAt
        } else if let entry = knowledge.participants.participant(id: detail.file.subjectID) {
            parties = Assessor.parties(of: entry.participant)
        }
        var best: ExplainedMatch?
        for party in parties {
            let goodList = party.subject.map { knowledge.goodLists[$0] } ?? GoodList()
            let found = screener.screen(party.query, goodList: goodList, at: instant, limit: .max).result.candidates
            guard let candidate = found.first(where: { $0.list == list && $0.entryID == entryID }),
                candidate.score > best?.candidate.score ?? -1
            else { continue }
            best = ExplainedMatch(
                role: party.role, query: party.query.name, candidate: candidate, list: screener.snapshot.list(list))
        }
        return best
    }
}
