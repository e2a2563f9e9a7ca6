package import Domain
import Rules
package import Screening

/// A name of an event to look up, with what is known about who bears it.
package struct ScreenedParty: Sendable {
    /// `creditor`, `debtor`, `participant`, ...
    package let role: String
    /// Whose good-list counts: `participant:ID`, else `account:NUMBER`; nil where neither is known, and then none does.
    package let subject: String?
    package let query: ScreeningQuery
}

extension Assessor {

    /// Looks up every name that the event carries: of a payout creditor, ultimate creditor, debtor, ultimate debtor and the
    /// creditor's bank; of a participant its names, directors and owners. A session carries no name of its own.
    package func parties(of event: Event) -> [ScreenedParty] {
        switch event.body {
        case .payout(let payout): parties(of: payout)
        case .participant(let participant): Self.parties(of: participant)
        case .session, .settlement, .reference: []
        }
    }

    func screenParties(of event: Event) -> [PartyScreening] {
        let parties = parties(of: event)
        let lacking = lackingLists(at: event.receivedAt).map(\.text)
        guard let screener = knowledge.screener else {
            return parties.map { party in
                PartyScreening(role: party.role, bestScore: nil, outcome: .hold, unknown: lacking, candidates: [])
            }
        }
        return parties.map { party in
            let goodList = party.subject.map { knowledge.goodLists[$0] } ?? GoodList()
            let screening = screener.screen(
                party.query, goodList: goodList, at: event.receivedAt, limit: 5, unknown: lacking)
            let found = screening.result
            return PartyScreening(
                role: party.role, bestScore: found.bestScore, outcome: found.outcome, unknown: found.unknown,
                candidates: found.candidates.map { candidate in
                    let reopened = screening.reopened.first {
                        $0.list == candidate.list && $0.entryID == candidate.entryID
                    }
                    return PartyScreening.Candidate(
                        list: candidate.list, entryID: candidate.entryID, nameMatched: candidate.nameMatched,
                        score: candidate.score, band: candidate.band.code, isMatch: candidate.match,
                        clearedBy: candidate.suppressed?.decisionID,
                        lapsed: reopened.map {
                            PartyScreening.LapsedDecision(
                                id: $0.decision.decisionID, by: $0.decision.by, reason: $0.decision.reason,
                                lapse: $0.lapse)
                        })
                })
        }
    }

    /// A list without which a name is not cleared.
    struct LackingList: Hashable {
        let list: String
        /// The list is there, but older than its limit; else it is missing.
        let isStale: Bool

        /// As results name it (screening.md section 3).
        var text: String { "list \(isStale ? "stale" : "missing"): \(list)" }

        /// What an analyst reads, with what to do.
        var sentence: String {
            isStale
                ? "the sanctions list \(list) was not confirmed within its limit before this event: amplomb lists pull \(list)"
                : "the sanctions list \(list) is not loaded: amplomb lists pull \(list), or amplomb lists import FILE..."
        }
    }

    /// Lists that are missing, and lists that were not confirmed within their limit before the event was recorded.
    func lackingLists(at instant: Instant) -> [LackingList] {
        let stale = knowledge.lists.filter { list in
            list.maximumAge.map { list.confirmedAt + $0 < instant } ?? false
        }
        return knowledge.missingLists.map { LackingList(list: $0, isStale: false) }
            + stale.map { LackingList(list: $0.id, isStale: true) }
    }

    /// The best score as a ratio for rules; unknown where a name could not be screened against every list in force.
    func fillScreening(_ facts: inout Facts, _ screenings: [PartyScreening]) {
        let threshold = (knowledge.screener?.thresholds ?? .standard).review
        facts[.screeningThreshold] = .ratio(partsPerMillion: Int64(threshold) * 100)
        if screenings.isEmpty {
            facts[.screeningBest] = .absent
            return
        }
        // A candidate that is no match (a weak alias alone) stays below the threshold, whatever its score (screening.md
        // section 7.7): the screening's own outcome brings it to review.
        let best =
            screenings.flatMap(\.candidates).filter { $0.clearedBy == nil }.map {
                $0.isMatch ? $0.score : min($0.score, threshold - 1)
            }.max() ?? 0
        let isUnknown = screenings.contains { !$0.unknown.isEmpty }
        if best >= threshold || !isUnknown { facts[.screeningBest] = .ratio(partsPerMillion: Int64(best) * 100) }
    }

    private func parties(of payout: Payout) -> [ScreenedParty] {
        var parties: [ScreenedParty] = []
        let participant = knowledge.participants.participant(of: payout).map { "participant:\($0.participant.id)" }
        func add(_ role: String, _ party: Payout.Party?) {
            guard let party, let name = party.name, !name.isEmpty else { return }
            let type: SubjectType = party.isPerson.map { $0 ? .person : .company } ?? .unknown
            var query = ScreeningQuery(name: name, type: type)
            if let country = party.country { query.countries = [country] }
            if let birth = party.birthDate.flatMap({ BirthRange($0.description) }) { query.births = [birth] }
            if let lei = party.lei { query.ids = [SubjectID(scheme: "lei", value: lei)] }
            let account = (party.iban ?? party.otherAccount).map { "account:\($0)" }
            parties.append(ScreenedParty(role: role, subject: participant ?? account, query: query))
        }
        add("creditor", payout.creditor)
        add("ultimate creditor", payout.ultimateCreditor)
        add("debtor", payout.debtor)
        add("ultimate debtor", payout.ultimateDebtor)
        for (role, agent) in [("creditor's bank", payout.creditorAgent)] {
            guard let agent, let name = agent.name, !name.isEmpty else { continue }
            var query = ScreeningQuery(name: name, type: .company)
            if let bic = agent.bic { query.ids = [SubjectID(scheme: "bic", value: bic)] }
            if let country = agent.country { query.countries = [country] }
            let account = payout.beneficiaryID.map { "account:\($0)" }
            parties.append(ScreenedParty(role: role, subject: participant ?? account, query: query))
        }
        return parties
    }

    /// A participant with its directors and owners: each is screened, and all share the participant's good-list.
    package static func parties(of participant: Participant) -> [ScreenedParty] {
        var query = ScreeningQuery(
            name: participant.legalName, type: participant.isNaturalPerson ? .person : .company,
            countries: [participant.country], aliases: participant.tradeNames)
        if let birth = participant.birthDate.flatMap({ BirthRange($0.description) }) { query.births = [birth] }
        if let lei = participant.lei { query.ids = [SubjectID(scheme: "lei", value: lei)] }
        let subject = "participant:\(participant.id)"
        var parties = [ScreenedParty(role: "participant", subject: subject, query: query)]
        for person in participant.related {
            var query = ScreeningQuery(name: person.name, type: .unknown)
            if let country = person.country { query.countries = [country] }
            if let birth = person.birthDate.flatMap({ BirthRange($0.description) }) { query.births = [birth] }
            parties.append(ScreenedParty(role: person.role, subject: subject, query: query))
        }
        return parties
    }
}
