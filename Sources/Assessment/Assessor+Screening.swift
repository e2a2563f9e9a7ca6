import Domain
import Rules
import Screening

extension Assessor {
    /// A name of the event to look up, with what is known about who bears it.
    private struct NamedParty {
        let role: String
        let query: ScreeningQuery
    }

    /// Looks up every name that the event carries: of a payout creditor, ultimate creditor, debtor, ultimate debtor and the
    /// creditor's bank; of a participant its names, directors and owners. A session carries no name of its own.
    func screenParties(of event: Event) -> [PartyScreening] {
        let parties: [NamedParty]
        switch event.body {
        case .payout(let payout): parties = self.parties(of: payout)
        case .participant(let participant): parties = self.parties(of: participant)
        case .session, .settlement, .reference: return []
        }
        let lacking = lackingLists(at: event.receivedAt).map(\.text)
        guard let screener = knowledge.screener else {
            return parties.map { party in
                PartyScreening(role: party.role, bestScore: nil, outcome: .hold, unknown: lacking, candidates: [])
            }
        }
        return parties.map { party in
            let found = screener.screen(party.query, limit: 5, unknown: lacking)
            return PartyScreening(
                role: party.role, bestScore: found.bestScore, outcome: found.outcome, unknown: found.unknown,
                candidates: found.candidates.map { candidate in
                    PartyScreening.Candidate(
                        list: candidate.list, entryID: candidate.entryID, nameMatched: candidate.nameMatched,
                        score: candidate.score, band: candidate.band.code, isMatch: candidate.match)
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
            screenings.flatMap(\.candidates).map { $0.isMatch ? $0.score : min($0.score, threshold - 1) }.max() ?? 0
        let isUnknown = screenings.contains { !$0.unknown.isEmpty }
        if best >= threshold || !isUnknown { facts[.screeningBest] = .ratio(partsPerMillion: Int64(best) * 100) }
    }

    private func parties(of payout: Payout) -> [NamedParty] {
        var parties: [NamedParty] = []
        func add(_ role: String, _ party: Payout.Party?) {
            guard let party, let name = party.name, !name.isEmpty else { return }
            let type: SubjectType = party.isPerson.map { $0 ? .person : .company } ?? .unknown
            var query = ScreeningQuery(name: name, type: type)
            if let country = party.country { query.countries = [country] }
            if let birth = party.birthDate.flatMap({ BirthRange($0.description) }) { query.births = [birth] }
            if let lei = party.lei { query.ids = [SubjectID(scheme: "lei", value: lei)] }
            parties.append(NamedParty(role: role, query: query))
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
            parties.append(NamedParty(role: role, query: query))
        }
        return parties
    }

    private func parties(of participant: Participant) -> [NamedParty] {
        var query = ScreeningQuery(
            name: participant.legalName, type: participant.isNaturalPerson ? .person : .company,
            countries: [participant.country], aliases: participant.tradeNames)
        if let birth = participant.birthDate.flatMap({ BirthRange($0.description) }) { query.births = [birth] }
        if let lei = participant.lei { query.ids = [SubjectID(scheme: "lei", value: lei)] }
        var parties = [NamedParty(role: "participant", query: query)]
        for person in participant.related {
            var query = ScreeningQuery(name: person.name, type: .unknown)
            if let country = person.country { query.countries = [country] }
            if let birth = person.birthDate.flatMap({ BirthRange($0.description) }) { query.births = [birth] }
            parties.append(NamedParty(role: person.role, query: query))
        }
        return parties
    }
}
