import Domain
import Formats
import Tax

/// The documents that a payout settles as facts records: who is paid for what, by the participants known.
///
/// A self-billed document is our own: VAT that it shows for somebody who is no taxable person is owed by that person (art. 203
/// of Directive 2006/112/EC), and the money must not leave before that is put right.
struct PayoutTax {
    let participants: ParticipantBook
    let checks: VATNumberChecks

    struct Line {
        let document: Payout.SettledDocument
        let record: FactsRecord
        /// Made out by us.
        let isOwn: Bool
    }

    /// One line a document that shows tax, or that we made out; none for other events.
    func lines(of event: Event) -> [Line] {
        guard case .payout(let payout) = event.body else { return [] }
        return payout.documents.map { document in
            Line(
                document: document, record: record(document, payout, event),
                isOwn: document.kind == .selfBilledInvoice)
        }
    }

    private func record(
        _ document: Payout.SettledDocument, _ payout: Payout, _ event: Event
    ) -> FactsRecord {
        let payee = payout.creditor.iban.flatMap { participants.participant(account: $0, at: payout.executeAt) }
        let entry = payee ?? payout.participantID.flatMap { participants.participant(id: $0) }
        let day = document.date ?? payout.executeAt.utcDate
        let supplier = supplier(entry?.participant, payout, day, event)
        let isHost = supplier.kind != .business
        // A host is paid a share of the revenue; an operator is paid for sessions, which are judged by their own documents.
        var record = FactsRecord(
            lineID: "\(event.key.id) \(document.number ?? document.kind.rawValue)",
            fee: isHost ? .revenueShare : .session,
            time: FactsRecord.SupplyTime(on: day),
            place: FactsRecord.SupplyPlace(isApplicable: !isHost, isKnown: false, country: nil), supplier: supplier,
            customer: platform(payout), facts: facts(document), declared: declaration(document))
        if document.kind == .creditNote {
            record.doubts.append(
                FactsRecord.Doubt("facts.self_billed", "a credit note: whether the payer made it out is not said"))
        }
        if let gross = document.gross, let vat = document.vat, gross.currency != vat.currency {
            record.doubts.append(FactsRecord.Doubt("facts.amounts", "the tax is in another currency than the whole"))
        }
        return record
    }

    /// Whoever is paid sells: a natural person of whom no VAT id is known is no taxable person, as far as we know.
    private func supplier(
        _ participant: Participant?, _ payout: Payout, _ day: CivilDate, _ event: Event
    ) -> FactsRecord.Party {
        guard let participant else {
            let seat = payout.creditor.country ?? payout.creditor.iban.flatMap { Country(alpha2: $0.prefix(2)) }
            return FactsRecord.Party(role: .host, kind: .unknown, seat: seat.map { CountryCode($0) })
        }
        let isTaxable = participant.vatID != nil || !participant.isNaturalPerson
        var party = FactsRecord.Party(
            role: participant.type == .cpo ? .cpo : .host, kind: isTaxable ? .business : .private,
            seat: CountryCode(participant.country))
        party.establishedIn = [party.seat].compactMap { $0 }
        guard let id = participant.vatID else { return party }
        let country = CountryCode(id.prefix(2))
        party.registeredIn = [country].compactMap { $0 }
        var facts = FactsRecord.VATIDFacts(country: country, number: id, status: .given)
        if let check = checks.check(of: id, on: day, documentArrived: event.arrivedAt) {
            facts.status = check.isValid ? .valid : .invalid
            facts.checkedOn = .on(check.day)
            facts.consultationNumber = check.consultationNumber
        }
        party.vatID = facts
        return party
    }

    private func platform(_ payout: Payout) -> FactsRecord.Party {
        let seat = payout.debtor.country ?? payout.debtor.iban.flatMap { Country(alpha2: $0.prefix(2)) }
        var party = FactsRecord.Party(role: .platform, kind: .business, seat: seat.map { CountryCode($0) })
        party.establishedIn = [party.seat].compactMap { $0 }
        return party
    }

    private func facts(_ document: Payout.SettledDocument) -> FactsRecord.LineFacts {
        var attributes: AttributeSet = []
        if document.kind == .selfBilledInvoice { attributes = AttributeSet(.selfBilled) }
        if document.vat.map({ $0.micros != 0 }) ?? false { attributes.insert(AttributeSet(.vatShown)) }
        var facts = FactsRecord.LineFacts(attributes: attributes)
        facts.currency = document.gross?.currency ?? document.vat?.currency
        facts.otherTaxes = document.otherTaxes
        return facts
    }

    private func declaration(_ document: Payout.SettledDocument) -> FactsRecord.Declaration {
        var declared = FactsRecord.Declaration(isNone: document.vat?.micros == 0 && document.ratePPM ?? 0 == 0)
        declared.ratePercent = document.ratePPM.map { ExactNumber(coefficient: Int128($0), exponent: -4) }
        declared.vat = document.vat.map { number($0) }
        declared.gross = document.gross.map { number($0) }
        if let gross = document.gross, let vat = document.vat, gross.currency == vat.currency {
            let (net, overflow) = gross.micros.subtractingReportingOverflow(vat.micros)
            if !overflow { declared.net = number(Money(micros: net, currency: gross.currency)) }
        }
        return declared
    }

    private func number(_ money: Money) -> ExactNumber {
        var unit: Int64 = 1
        var decimals = 6
        while decimals > money.currency.minorUnits, money.micros % (unit * 10) == 0 {
            unit *= 10
            decimals -= 1
        }
        return ExactNumber(
            coefficient: Int128(money.micros / unit), exponent: -decimals, writtenDecimals: decimals)
    }
}
