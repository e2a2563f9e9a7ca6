import Assessment
import Domain
import Evidence
import Formats
import Store

/// The payloads of one assessment, by how long the law keeps them: the whole decision, and apart from it what tax law keeps
/// longer. The tax part names no token, no account and no person.
struct AssessmentParts {
    let desk: RetentionDesk
    /// Whose countries bind a record besides its own.
    let participants: ParticipantBook
    let day: CivilDate

    func parts(
        of judged: AssessedBatch.Judged, in recordClass: RecordClass, salts: inout BlockSaltSource
    ) throws -> [PartDraft] {
        let decision = judged.decision
        let dates = Subjects.dates(of: judged.event)
        let source = PartSource(shard: decision.key.shard, number: judged.head.keyID)
        let tax = try TaxPart.payload(of: judged)
        let others = try countries(beside: decision)
        var parts = [
            try desk.part(
                .decision, decision.payload, salt: salts.salt(), of: recordClass, country: decision.country,
                others: others, dates: dates, source: source, on: day)
        ]
        if let tax {
            parts.append(
                try desk.part(
                    .tax, tax, salt: salts.salt(), of: recordClass, country: decision.country,
                    others: others, dates: dates, source: source, on: day))
        }
        return parts
    }

    /// Those of the record's participant, or of its sender, and of the obliged legal entity; as `RetentionRegister` finds
    /// them when a plan is made.
    private func countries(beside decision: Decision) throws -> [Country] {
        let owner = PartyID(country: decision.key.ownerCountry, party: decision.key.ownerParty)
        let entry =
            decision.participantID.map { participants.participant(id: $0) }
            ?? owner.flatMap { participants.participant(party: $0) }
        let known = [entry?.participant.country, try desk.rules().entities[decision.legalEntity]].compactMap { $0 }
        return known.filter { $0 != decision.country }
    }
}

extension Subjects {
    /// The dates that retention counts from, as far as the event itself tells them, in order of their names.
    ///
    /// A CDR is the document that is billed by, a payout the document of its payment. What comes later (an invoice of
    /// another day, the end of a relationship) comes as an entry of kind `date`.
    static func dates(of event: Event) -> [NamedDate] {
        let date = date(of: event)
        return switch event.key.kind {
        case .cdr: [NamedDate(.document, date), NamedDate(.transaction, date)]
        case .payout: [NamedDate(.document, date), NamedDate(.payment, date), NamedDate(.transaction, date)]
        case .settlement: [NamedDate(.document, date), NamedDate(.transaction, date)]
        default: [NamedDate(.transaction, date)]
        }
    }
}

/// What tax law keeps of an event: place and day of supply, what was supplied, amounts, rates, verdicts and the numbers of the
/// documents (Implementing Regulation (EU) 282/2011 Art. 63c), as canonical JSON.
enum TaxPart {
    /// Nil for events without an amount.
    static func payload(of judged: AssessedBatch.Judged) throws -> [UInt8]? {
        switch judged.event.body {
        case .session(let session):
            guard judged.event.key.kind == .cdr, !session.charges.isEmpty else { return nil }
            return try write(judged) { json in
                json.member("energy_kwh", decimalText(session.energy.milliwattHours, decimals: 6, minimum: 0))
                json.member("invoice", session.invoiceReference)
                json.member("credit_of", session.creditReference)
                if session.isCredit { json.member("is_credit", true) }
                json.array("lines") { list in
                    for charge in session.charges { list.elementObject { write(charge, to: &$0) } }
                }
                json.member("party", session.token.party?.description)
            }
        case .payout(let payout):
            return try write(judged) { json in
                json.object("amount") { money(payout.amount, to: &$0) }
                json.member("payee_country", payout.creditor.country?.alpha2)
            }
        case .settlement(let settlement):
            return try write(judged) { json in json.object("amount") { money(settlement.amount, to: &$0) } }
        case .participant, .reference: return nil
        }
    }

    private static func write(
        _ judged: AssessedBatch.Judged, _ body: (inout CanonicalJSON) -> Void
    ) throws -> [UInt8] {
        let decision = judged.decision
        return try CanonicalJSON.object { json in
            json.member("at", decision.at.description)
            json.member("country", decision.country?.alpha2)
            json.member("date", Subjects.date(of: judged.event).description)
            json.member("event", decision.key.description)
            json.member("format", "amplomb-tax/1")
            json.member("legal_entity", decision.legalEntity.text)
            body(&json)
            if !decision.vat.isEmpty {
                json.array("vat") { list in
                    for finding in decision.vat {
                        list.elementObject { inner in
                            inner.member("line", finding.line)
                            inner.member("text", finding.text)
                            inner.member("verdict", finding.verdict)
                        }
                    }
                }
            }
        }
    }

    private static func write(_ charge: ChargingSession.Charge, to json: inout CanonicalJSON) {
        json.object("excluding") { money(charge.excluding, to: &$0) }
        json.member("fee", charge.fee.rawValue)
        if let including = charge.including { json.object("including") { money(including, to: &$0) } }
        if !charge.statedRatesPPM.isEmpty {
            json.member("rates", charge.statedRatesPPM.map { decimalText($0, decimals: 4, minimum: 0) })
        }
    }

    private static func money(_ money: Money, to json: inout CanonicalJSON) {
        json.member("a", decimalText(money.micros, decimals: 6, minimum: 2))
        json.member("c", money.currency.code)
    }
}
