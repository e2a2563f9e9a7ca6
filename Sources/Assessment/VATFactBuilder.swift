import Domain
import Formats
import Tax

/// Fills the facts record of a CDR's lines (vat.md section 4): what the law needs, as it was known at the event.
///
/// The leg is the sale at the charge point: a CDR states the tax that the session bears where it was used. A CDR
/// without tax to a party of another country is read as the operator's sale to that party, which owes the tax itself if
/// it is a dealer.
struct VATFactBuilder {
    let participants: ParticipantBook
    let checks: VATNumberChecks
    let event: Event
    let session: ChargingSession

    func record(of charge: ChargingSession.Charge) -> FactsRecord {
        let place = session.place
        var location = FactsRecord.SupplyPlace(
            isApplicable: true, isKnown: place.country != nil, country: place.country.map { CountryCode($0) })
        location.postcode = place.postalCode
        // A city names a territory where no postcode does.
        location.name = place.postalCode == nil ? place.city : nil
        var declared = declaration(charge)
        let customer =
            session.isHomeCompensation
            ? FactsRecord.Party(
                role: .emsp, kind: .business, seat: session.token.party.flatMap { CountryCode($0.country) })
            : customer(showsTax: showsTax(charge), claims: &declared)
        var record = FactsRecord(
            lineID: "\(event.key.id) \(charge.fee.rawValue)", fee: Self.fee(charge.fee, session), time: time,
            place: location,
            supplier: session.isHomeCompensation ? host : supplier, customer: customer, facts: facts(charge),
            declared: declared)
        record.sessionID = session.id
        record.doubts = doubts(charge)
        return record
    }

    /// What the document leaves unclear, so that a person has to look at it.
    private func doubts(_ charge: ChargingSession.Charge) -> [FactsRecord.Doubt] {
        var doubts: [FactsRecord.Doubt] = []
        if isAhead, let end = session.eventTime {
            let arrival = min(event.receivedAt, event.arrivedAt)
            doubts.append(FactsRecord.Doubt("time.end", "\(end), after the document came at \(arrival)"))
        }
        if charge.isContradictory {
            doubts.append(FactsRecord.Doubt("facts.amounts", "prices that contradict each other"))
        }
        if charge.including == nil, let rate = charge.statedRatesPPM.first(where: { $0 > 0 }) {
            let percent = decimalText(rate, decimals: 4, minimum: 0)
            doubts.append(FactsRecord.Doubt("declared.vat", "\(percent) % without its amount"))
        }
        if charge.fee == .total, let difference = session.partsDifference {
            doubts.append(FactsRecord.Doubt("facts.parts", difference))
        }
        if session.isHomeCompensation {
            doubts.append(
                FactsRecord.Doubt(
                    "facts.home_charging", "compensation of a driver, who may or may not sell as a taxable person"))
        }
        return doubts
    }

    /// A bill for a session that ends after it came, by our clock or by what it says itself: nobody knows that it will, nor the
    /// law of that day.
    private var isAhead: Bool {
        guard let end = session.eventTime else { return false }
        return end > min(event.receivedAt, event.arrivedAt) + TimeSpan.day
    }

    private var time: FactsRecord.SupplyTime {
        var zone: String?
        if case .known(let point) = event.taxPoint { zone = point.zone.name }
        return FactsRecord.SupplyTime(start: session.start, end: session.end, zone: zone)
    }

    /// A charged session is one supply whatever it is priced by. Parking that was measured beside charging is its own
    /// question.
    ///
    /// What is given back to the driver for electricity at home is no supply of the operator.
    static func fee(_ fee: ChargingSession.FeeType, _ session: ChargingSession) -> FeeType {
        if session.isHomeCompensation { return .homeReimbursement }
        return switch fee {
        case .total, .fixed: .session
        case .energy: .energy
        case .time: .time
        case .parking: (session.parkingTime?.microseconds ?? 0) > 0 ? .idle : .parkingWhileCharging
        case .reservation: session.energy.milliwattHours > 0 ? .reservationUsed : .reservationNoShow
        }
    }

    // MARK: Parties

    /// The operator: by its record as of the event, else by the country that its party id names.
    private var supplier: FactsRecord.Party {
        let entry = participants.participant(party: session.owner)
        let seat = entry.map { CountryCode($0.participant.country) } ?? CountryCode(session.owner.country)
        var party = FactsRecord.Party(role: .cpo, kind: .business, seat: seat)
        party.isSmallBusiness = false
        party.hasEXNumber = false
        party.establishedIn = [seat].compactMap { $0 }
        if let id = entry?.participant.vatID {
            let country = CountryCode(id.prefix(2))
            party.registeredIn = [country].compactMap { $0 }
            party.vatID = vatID(id, country)
        }
        return party
    }

    /// The driver whose charger it is: whether it is a taxable person is not stated.
    private var host: FactsRecord.Party {
        FactsRecord.Party(role: .host, kind: .unknown, seat: session.place.country.map { CountryCode($0) })
    }

    /// An id with what a register said of it; else it is given and no more.
    private func vatID(_ id: String, _ country: CountryCode?) -> FactsRecord.VATIDFacts {
        var facts = FactsRecord.VATIDFacts(country: country, number: id, status: .given)
        let day: CivilDate? =
            if case .known(let point) = event.taxPoint { point.localDate } else { session.eventTime?.utcDate }
        guard let day, let check = checks.check(of: id, on: day, documentArrived: event.arrivedAt) else {
            return facts
        }
        facts.status = check.isValid ? .valid : .invalid
        facts.checkedOn = .on(check.day)
        facts.consultationNumber = check.consultationNumber
        return facts
    }

    private func customer(showsTax: Bool, claims declared: inout FactsRecord.Declaration) -> FactsRecord.Party {
        guard !showsTax, let token = session.token.party, let seat = CountryCode(token.country),
            session.place.country.map({ CountryCode($0) != seat }) ?? false
        else { return FactsRecord.Party(role: .driver, kind: .consumer, seat: nil) }
        let entry = participants.participant(party: token)
        var party = FactsRecord.Party(
            role: .emsp, kind: .business, seat: entry.map { CountryCode($0.participant.country) } ?? seat)
        party.establishedIn = [party.seat].compactMap { $0 }
        if let id = entry?.participant.vatID {
            let country = CountryCode(id.prefix(2))
            party.registeredIn = [country].compactMap { $0 }
            party.vatID = vatID(id, country)
        } else {
            // No record says that the party has no id.
            party.vatID = FactsRecord.VATIDFacts(country: party.seat, number: nil, status: .unknown)
        }
        declared.isReverseCharge = true
        declared.isPresumed = true
        declared.isNone = false
        return party
    }

    // MARK: Amounts

    private func showsTax(_ charge: ChargingSession.Charge) -> Bool {
        if charge.statedRatesPPM.contains(where: { $0 > 0 }) { return true }
        return gross(charge).map { $0.micros != charge.excluding.micros } ?? charge.statedRatesPPM.isEmpty
    }

    /// With VAT and without taxes of other kinds; nil where that is not known.
    private func gross(_ charge: ChargingSession.Charge) -> Money? {
        guard let including = charge.including else { return nil }
        var micros = including.micros
        for tax in charge.otherTaxes {
            guard let amount = tax.amount else { return nil }
            let (rest, overflow) = micros.subtractingReportingOverflow(amount.micros)
            if overflow { return nil }
            micros = rest
        }
        // With other taxes and none that is known to be VAT, one of them may be it.
        if !charge.otherTaxes.isEmpty, micros == charge.excluding.micros { return nil }
        return Money(micros: micros, currency: including.currency)
    }

    private func declaration(_ charge: ChargingSession.Charge) -> FactsRecord.Declaration {
        let rates = Array(Set(charge.statedRatesPPM)).sorted()
        var declared = FactsRecord.Declaration()
        if rates.count == 1 {
            declared.ratePercent = ExactNumber(coefficient: Int128(rates[0]), exponent: -4)
        } else {
            declared.split = rates.map { ExactNumber(coefficient: Int128($0), exponent: -4) }
        }
        if rates.isEmpty, let gross = gross(charge), gross.micros == charge.excluding.micros {
            declared.ratePercent = ExactNumber(coefficient: 0, exponent: 0)
        }
        return declared
    }

    private func facts(_ charge: ChargingSession.Charge) -> FactsRecord.LineFacts {
        var facts = FactsRecord.LineFacts(attributes: session.isHomeCompensation ? [] : [AttributeSet(.public)])
        let decimals = decimals(charge)
        facts.net = number(charge.excluding, decimals)
        facts.gross = gross(charge).map { number($0, decimals) }
        facts.otherTaxes = charge.otherTaxes.map { tax in
            tax.name + (tax.amount.map { " \(decimalText($0.micros, decimals: 6, minimum: 2))" } ?? "")
        }
        facts.currency = charge.excluding.currency
        // Amounts of OCPI are numbers of up to four decimals, rounded by whoever wrote them.
        facts.ocpi = "cdr"
        facts.kWh = ExactNumber(coefficient: Int128(session.energy.milliwattHours), exponent: -6)
        if session.isCredit {
            facts.isCredit = true
            facts.creditAmount = facts.net
        }
        return facts
    }

    /// The fewest decimals that show both amounts, at least the currency's own.
    private func decimals(_ charge: ChargingSession.Charge) -> Int {
        let gross = gross(charge)?.micros ?? 0
        var unit: Int64 = 1
        var decimals = 6
        while decimals > charge.excluding.currency.minorUnits, charge.excluding.micros % (unit * 10) == 0,
            gross % (unit * 10) == 0
        {
            unit *= 10
            decimals -= 1
        }
        return decimals
    }

    private func number(_ money: Money, _ decimals: Int) -> ExactNumber {
        var unit: Int64 = 1
        for _ in decimals..<6 { unit *= 10 }
        return ExactNumber(
            coefficient: Int128(money.micros / unit), exponent: -decimals, writtenDecimals: decimals)
    }
}
