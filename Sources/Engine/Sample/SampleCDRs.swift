import Domain

/// The sessions as OCPI 2.2.1 CDRs, one a line.
///
/// Prices: each component without VAT is its volume times its price, rounded half up to cents; VAT is added to each
/// component at the standard rate of the place and rounded half up; totals are the sums of the components.
struct SampleCDRs {
    let bytes: [UInt8]

    init(_ sample: SampleSessions) {
        var text = SampleText()
        for session in sample.sessions { Self.append(session, at: sample.locations[session.location], to: &text) }
        bytes = text.bytes
    }

    /// Cents without and with VAT of the three components.
    struct Price {
        var energy: Int64
        var time: Int64
        var fixed: Int64
        let vatPPM: Int64

        init(_ session: SampleSession, vatPPM: Int64) {
            let seconds = max(0, session.end - session.start)
            // Wh × (1/10,000 units per kWh) is 10^-7 units: 10^5 of them make a cent.
            energy = (session.wattHours * session.tariff.perKilowattHour + 50_000) / 100_000
            time = (seconds * session.tariff.perHour + 180_000) / 360_000
            fixed = (session.tariff.perSession + 50) / 100
            self.vatPPM = vatPPM
        }

        func gross(_ cents: Int64) -> Int64 { cents + (cents * vatPPM + 500_000) / 1_000_000 }

        var total: Int64 { energy + time + fixed }
        var totalGross: Int64 { gross(energy) + gross(time) + gross(fixed) }

        func json(_ cents: Int64, _ gross: Int64) -> String {
            "{\"excl_vat\":\(decimalText(cents, decimals: 2, minimum: 2)),\"incl_vat\":\(decimalText(gross, decimals: 2, minimum: 2))}"
        }
    }

    private static func append(_ session: SampleSession, at location: SampleLocation, to text: inout SampleText) {
        let city = SampleWorld.cities[location.cityIndex]
        let country = SampleWorld.country(city.country)
        let start = SamplePeriod.text(session.start)
        let price = Price(session, vatPPM: country.vatPPM)
        let energy = decimalText(session.wattHours, decimals: 3, minimum: 1)
        let hours = hoursText(max(0, session.end - session.start))
        text.append("{")
        text.member("country_code", location.owner.country)
        text.member("party_id", location.owner.party)
        text.member("id", session.id)
        text.member("start_date_time", start)
        text.member("end_date_time", SamplePeriod.text(session.end))
        text.member("session_id", "S-\(session.id)")
        text.append("\"cdr_token\":{")
        text.member("country_code", session.token.provider.country)
        text.member("party_id", session.token.provider.party)
        text.member("uid", session.token.uid)
        text.member("type", session.token.isApp ? "APP_USER" : "RFID")
        text.member("contract_id", session.token.contract)
        text.close("},")
        text.member("auth_method", session.token.isApp ? "COMMAND" : "WHITELIST")
        appendLocation(location, city: city, country: country, connector: session.connector, to: &text)
        text.member("currency", country.currency)
        appendTariff(session, location: location, country: country, to: &text)
        text.append("\"charging_periods\":[{")
        text.member("start_date_time", start)
        text.raw("dimensions", "[{\"type\":\"ENERGY\",\"volume\":\(energy)},{\"type\":\"TIME\",\"volume\":\(hours)}]")
        text.member("tariff_id", session.tariff.id)
        text.close("}],")
        text.raw("total_cost", price.json(price.total, price.totalGross))
        if price.fixed > 0 { text.raw("total_fixed_cost", price.json(price.fixed, price.gross(price.fixed))) }
        text.raw("total_energy", energy)
        text.raw("total_energy_cost", price.json(price.energy, price.gross(price.energy)))
        text.raw("total_time", hours)
        if price.time > 0 { text.raw("total_time_cost", price.json(price.time, price.gross(price.time))) }
        text.member("last_updated", SamplePeriod.text(session.lastUpdated))
        text.close("}\n")
    }

    private static func appendLocation(
        _ location: SampleLocation, city: SampleCity, country: SampleCountry, connector: Int, to text: inout SampleText
    ) {
        let power = location.connectors[connector]
        let evse = SampleIdentifiers.evse(location.owner, location: location.number, number: connector + 1)
        text.append("\"cdr_location\":{")
        text.member("id", "LOC-\(SampleIdentifiers.digits(location.number, 4))")
        text.member("name", "\(city.name) Sample \(location.number)")
        text.member("address", "Musterplatz \(location.number)")
        text.member("city", city.name)
        text.member("postal_code", city.postcode)
        text.member("country", country.alpha3)
        text.append("\"coordinates\":{")
        text.member("latitude", decimalText(Int64(location.latitude), decimals: 6, minimum: 6))
        text.member("longitude", decimalText(Int64(location.longitude), decimals: 6, minimum: 6))
        text.close("},")
        text.member("evse_uid", "\(location.owner.party)-\(location.number)-\(connector + 1)")
        text.member("evse_id", evse)
        text.member("connector_id", "1")
        text.member("connector_standard", power.standard)
        text.member("connector_format", power == .fast ? "CABLE" : "SOCKET")
        text.member("connector_power_type", power.rawValue)
        text.close("},")
    }

    private static func appendTariff(
        _ session: SampleSession, location: SampleLocation, country: SampleCountry, to text: inout SampleText
    ) {
        let vat = decimalText(country.vatPPM, decimals: 4, minimum: 1)
        func component(_ type: String, _ tenThousandths: Int64, step: Int) -> String {
            """
            {"type":"\(type)","price":\(decimalText(tenThousandths, decimals: 4, minimum: 2)),"vat":\(vat),"step_size":\(step)}
            """
        }
        var parts = [component("ENERGY", session.tariff.perKilowattHour, step: 1)]
        if session.tariff.perHour > 0 { parts.append(component("TIME", session.tariff.perHour, step: 1)) }
        if session.tariff.perSession > 0 { parts.append(component("FLAT", session.tariff.perSession, step: 1)) }
        text.append("\"tariffs\":[{")
        text.member("country_code", location.owner.country)
        text.member("party_id", location.owner.party)
        text.member("id", session.tariff.id)
        text.member("currency", country.currency)
        text.raw("elements", "[{\"price_components\":[\(parts.joined(separator: ","))]}]")
        text.member("last_updated", "2026-01-01T00:00:00Z")
        text.close("}],")
    }

    /// Hours with four decimals, rounded half up.
    static func hoursText(_ seconds: Int64) -> String {
        decimalText((seconds * 10_000 + 1_800) / 3_600, decimals: 4, minimum: 1)
    }
}
