import Domain
import Rules

extension FactBuilder {
    func fill(_ facts: inout Facts, _ payout: Payout, _ event: Event) {
        let entry = knowledge.participants.participant(of: payout)
        fill(&facts, participant: entry, ownerCountry: nil, at: event.at, iban: payout.creditor.iban)
        facts[.currencyCode] = .text(payout.amount.currency.code)
        facts[.amount] = euros(payout.amount, event.taxPoint)
        facts[.payerID] = (payout.debtor.iban ?? payout.debtor.otherAccount).map(FactValue.id) ?? .unknown
        // ISO 20022 payment methods: everything but a cheque moves funds by electronic means (Reg. (EU) 2023/1113 Art. 3(9)).
        facts[.transferOfFunds] = .bool(payout.paymentMethod != "CHK")
        facts[.beneficiaryID] = payout.beneficiaryID.map(FactValue.id) ?? .unknown
        let accountCountry = payout.creditor.iban.flatMap { Country(alpha2: $0.prefix(2)) }
        let payeeCountry = payout.creditor.country ?? accountCountry
        facts[.country] = payeeCountry.map(FactValue.country) ?? .unknown
        facts[.beneficiaryCountry] = payeeCountry.map(FactValue.country) ?? .unknown
        facts[.counterpartyCountry] = payeeCountry.map(FactValue.country) ?? .unknown
        facts[.bankCountry] = (bankCountry(payout) ?? accountCountry).map(FactValue.country) ?? .unknown
        facts[.iban] = payout.creditor.iban.map(FactValue.id) ?? .unknown
        facts[.ibanCountry] = accountCountry.map(FactValue.country) ?? .unknown
        if let check = payout.payeeCheck, let match = nameMatch(check) { facts[.beneficiaryNameMatch] = match }
    }

    func fill(_ facts: inout Facts, _ participant: Participant, _ event: Event) {
        let entry = ParticipantBook.Entry(participant: participant, revision: 0)
        fill(&facts, participant: entry, ownerCountry: participant.country, at: event.at)
        facts[.country] = .country(participant.country)
        facts[.counterpartyCountry] = .absent
        let banks = participant.accounts.last { $0.to == nil }.flatMap { Country(alpha2: $0.iban.prefix(2)) }
        facts[.bankCountry] = banks.map(FactValue.country) ?? .absent
    }

    func fill(_ facts: inout Facts, _ settlement: Settlement, _ event: Event) {
        let entry = settlement.participantID.flatMap { knowledge.participants.participant(id: $0) }
        fill(&facts, participant: entry, ownerCountry: nil, at: event.at)
        facts[.currencyCode] = .text(settlement.amount.currency.code)
        facts[.amount] = euros(settlement.amount, event.taxPoint)
        facts[.settledAt] = .instant(settlement.settledAt)
    }

    /// Country of the payee's bank: as stated, else characters 5 and 6 of its BIC (ISO 9362).
    private func bankCountry(_ payout: Payout) -> Country? {
        guard let agent = payout.creditorAgent else { return nil }
        return agent.country ?? agent.bic.flatMap { try? BIC($0) }?.country
    }

    /// The answer of the verification of payee as a ratio; an answer that was not possible stays unknown.
    private func nameMatch(_ check: Payout.PayeeCheck) -> FactValue? {
        switch check {
        case .match: .ratio(partsPerMillion: 1_000_000)
        case .close: .ratio(partsPerMillion: 900_000)
        case .noMatch: .ratio(partsPerMillion: 0)
        case .notPossible: nil
        }
    }
}
