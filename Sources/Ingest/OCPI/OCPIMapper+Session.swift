import Domain
import Formats

extension OCPIMapper {
    mutating func cdr(_ record: JSONValue) throws(RecordFault) -> OCPIMapped {
        let owner = try owner(of: record)
        let id = try key(record, "id")
        let start = try time(record, ["start_date_time"], required: true)
        let end = try time(record, ["end_date_time", "stop_date_time"], required: true)
        let currency = try currency(record)
        let energy = Energy(milliwattHours: try requiredMicros(record, "total_energy"))
        guard present(record["last_updated"]) != nil else { throw missing("$.last_updated", "a date and time") }
        let updated = try updated(record, orElse: "end_date_time", "stop_date_time", "start_date_time")
        var session = ChargingSession(owner: owner, id: id, currency: currency, energy: energy, lastUpdated: updated)
        session.start = start
        session.end = end
        if !allowsGaps || record["total_time"] != nil {
            guard let total = present(record["total_time"]) else { throw missing("$.total_time", "hours") }
            session.totalTime = try hours(total, "$.total_time")
        }
        if let parking = present(record["total_parking_time"]) {
            session.parkingTime = try hours(parking, "$.total_parking_time")
        }
        session.sessionID = text(record["session_id"])
        session.token = token(record)
        let (place, zone) = place(record)
        session.place = place
        session.charges = try charges(record, currency, session.place.country)
        session.periods = try periods(record, required: !allowsGaps)
        session.isHomeCompensation = record["home_charging_compensation"]?.bool ?? false
        session.hasSignedData = present(record["signed_data"]) != nil
        common(record, &session)
        credit(record, &session)
        checkIdentity(id, isCredit: session.isCredit)
        noteNegative(energy, "$.total_energy")
        return mapped(session, .cdr, zone: zone)
    }

    mutating func session(_ record: JSONValue) throws(RecordFault) -> OCPIMapped {
        let owner = try owner(of: record)
        let id = try key(record, "id")
        let currency = try currency(record)
        let energy = Energy(milliwattHours: try requiredMicros(record, "kwh"))
        let updated = try updated(
            record, orElse: "end_date_time", "end_datetime", "start_date_time", "start_datetime")
        var session = ChargingSession(owner: owner, id: id, currency: currency, energy: energy, lastUpdated: updated)
        session.start = try time(record, ["start_date_time", "start_datetime"], required: true)
        session.end = try time(record, ["end_date_time", "end_datetime"], required: false)
        session.token = token(record)
        let (place, zone) = place(record)
        session.place = place
        if let location = identifier(record["location_id"]) { session.place.locationID = location }
        if let evse = identifier(record["evse_uid"]) { session.place.evseUID = evse }
        if let connector = identifier(record["connector_id"]) { session.place.connectorID = connector }
        session.charges = try charges(record, currency, session.place.country)
        session.periods = try periods(record, required: false)
        session.status = text(record["status"])
        common(record, &session)
        noteNegative(energy, "$.kwh")
        return mapped(session, .session, zone: zone)
    }

    private func mapped(_ session: ChargingSession, _ kind: EventKind, zone: TimeZoneID?) -> OCPIMapped {
        OCPIMapped(
            key: EventKey(kind: kind, owner: session.owner, id: session.id),
            at: session.eventTime ?? session.lastUpdated, lastUpdated: session.lastUpdated,
            taxInstant: session.eventTime, country: session.place.country, zone: zone,
            locationID: session.place.locationID, owner: session.owner, body: .session(session))
    }

    private func common(_ record: JSONValue, _ session: inout ChargingSession) {
        session.authorizationReference = text(record["authorization_reference"])
        session.authMethod = text(record["auth_method"])
        session.meterID = text(record["meter_id"])
        session.invoiceReference = text(record["invoice_reference_id"])
        session.remark = text(record["remark"])
    }

    /// The first of several spellings that is there; nil for the literal that means unknown.
    private func time(_ record: JSONValue, _ names: [StaticString], required: Bool) throws(RecordFault) -> Instant? {
        for name in names {
            if let value = present(record[name]) { return try optionalInstant(value, "$.\(name)") }
        }
        if required { throw missing("$.\(names[version == .v211 ? names.count - 1 : 0])", "a date and time") }
        return nil
    }

    /// 2.1.1 knows only `auth_id`, which names the contract and is all there is to tell tokens apart.
    private mutating func token(_ record: JSONValue) -> ChargingSession.Token {
        guard let token = record["cdr_token"], token.kind == .object else {
            let auth = text(record["auth_id"])
            checkContract(record["auth_id"], "$.auth_id")
            return ChargingSession.Token(uid: auth, contractID: auth)
        }
        var party: PartyID?
        if let country = text(token["country_code"]), let code = text(token["party_id"]) {
            party = PartyID(country: country, party: code)
        }
        checkContract(token["contract_id"], "$.cdr_token.contract_id")
        return ChargingSession.Token(
            party: party, uid: text(token["uid"]), type: text(token["type"]), contractID: text(token["contract_id"]))
    }

    private func credit(_ record: JSONValue, _ session: inout ChargingSession) {
        session.isCredit = record["credit"]?.bool ?? false
        session.creditReference = text(record["credit_reference_id"])
    }

    /// Credit CDRs may have 39 characters, all others 36.
    private mutating func checkIdentity(_ id: String, isCredit: Bool) {
        let length = id.unicodeScalars.count
        guard !isCredit, length > 36, length <= 39 else { return }
        note("IN-014", "$.id", found: "\(length) characters", expected: "at most 36 characters")
    }

    private mutating func noteNegative(_ energy: Energy, _ path: String) {
        guard energy.milliwattHours < 0 else { return }
        note(
            "IN-020", severity: .medium, path, found: "\(energy.kilowattHoursText) kWh",
            expected: "energy that is not negative")
    }

    // MARK: Money

    private static let costMembers: [(fee: ChargingSession.FeeType, name: StaticString)] = [
        (.total, "total_cost"), (.fixed, "total_fixed_cost"), (.energy, "total_energy_cost"),
        (.time, "total_time_cost"), (.parking, "total_parking_cost"), (.reservation, "total_reservation_cost"),
    ]

    private mutating func charges(
        _ record: JSONValue, _ currency: Currency, _ country: Country?
    ) throws(RecordFault) -> [ChargingSession.Charge] {
        var charges: [ChargingSession.Charge] = []
        let isCDR = record["total_energy"] != nil
        for (fee, name) in Self.costMembers {
            let isRequired = fee == .total && isCDR && !allowsGaps
            guard let value = present(record[name]) else {
                if isRequired { throw missing("$.total_cost", "a price") }
                continue
            }
            guard let price = try OCPIPrice(value, in: country, path: { "$.\(name)" }) else {
                if isRequired {
                    throw missing("$.total_cost.\(version == .v230 ? "before_taxes" : "excl_vat")", "an amount")
                }
                note("IN-015", "$.\(name)", found: "missing", expected: "an amount before taxes")
                continue
            }
            if let conflict = price.conflict {
                note(
                    "IN-016", severity: .medium, "$.\(name).\(conflict)", found: "disagrees",
                    expected: "the same price in each shape")
            }
            charges.append(
                ChargingSession.Charge(
                    fee: fee, excluding: Money(micros: price.excludingMicros, currency: currency),
                    including: price.includingMicros.map { Money(micros: $0, currency: currency) },
                    statedRatesPPM: price.ratesPPM,
                    otherTaxes: price.otherTaxes.map { tax in
                        ChargingSession.OtherTax(
                            name: tax.name, amount: tax.micros.map { Money(micros: $0, currency: currency) })
                    }, isContradictory: price.conflict != nil))
        }
        return charges
    }

    // MARK: Periods

    private func periods(_ record: JSONValue, required: Bool) throws(RecordFault) -> [ChargingSession.Period] {
        guard let list = present(record["charging_periods"]), list.kind == .array, !list.isEmptyContainer else {
            if required { throw missing("$.charging_periods", "at least one period") }
            return []
        }
        var periods: [ChargingSession.Period] = []
        var position = 0
        for value in list.elements {
            defer { position += 1 }
            guard value.kind == .object else { continue }
            var start: Instant?
            if let given = present(value["start_date_time"]) {
                start = try optionalInstant(given, "$.charging_periods[\(position)].start_date_time")
            }
            let dimensions = try dimensions(value["dimensions"], position)
            periods.append(
                ChargingSession.Period(start: start, dimensions: dimensions, tariffID: text(value["tariff_id"])))
        }
        return periods
    }

    private func dimensions(_ list: JSONValue?, _ period: Int) throws(RecordFault) -> [ChargingSession.Dimension] {
        guard let list else { return [] }
        var dimensions: [ChargingSession.Dimension] = []
        var position = 0
        for value in list.elements {
            defer { position += 1 }
            guard let type = text(value["type"]), let volume = present(value["volume"]) else { continue }
            let path = "$.charging_periods[\(period)].dimensions[\(position)].volume"
            dimensions.append(ChargingSession.Dimension(type: type, volumeMicros: try micros(volume, path)))
        }
        return dimensions
    }
}
