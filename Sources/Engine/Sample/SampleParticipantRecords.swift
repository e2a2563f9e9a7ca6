import Domain

/// Participant records in the form `amplomb.participant/1`, with the KYC periods and the legal entity beside them.
struct SampleParticipantRecords {
    let bytes: [UInt8]

    init(seed: UInt64) {
        var random = SampleRandom(seed: seed, part: "participants")
        var all: [UInt8] = []
        for party in SampleParties.all {
            all.append(contentsOf: Self.record(party, &random))
            all.append(10)
        }
        bytes = all
    }

    private static func record(_ party: SampleParty, _ random: inout SampleRandom) -> [UInt8] {
        let since = "20\(random.between(18, 23))-0\(random.between(1, 9))-01"
        var text = SampleText()
        text.append("{")
        text.member("format", "amplomb.participant/1")
        text.member("id", party.id)
        text.raw("revision", "1")
        text.member("valid_from", "2024-01-01T00:00:00Z")
        text.member("legal_entity", party.entity.id)
        text.member("type", type(party.kind))
        text.member("kind", party.kind == .driver ? "account" : party.kind.rawValue)
        text.member("status", currentStatus(party).rawValue)
        text.member("tier", "cdd")
        text.member("zone", SampleWorld.country(party.country).zone)
        text.member("country", party.country)
        text.member("risk_band", party.kind == .fintech ? "medium" : "low")
        if party.kind == .driver {
            text.raw("organisation", "null")
            text.raw("person", person(name: party.name, country: party.country, &random))
        } else {
            text.raw("organisation", organisation(party, since: since))
            text.raw("person", "null")
        }
        text.raw("roaming", roaming(party))
        text.raw("licences", "[]")
        text.raw("kyc", kyc(party))
        text.raw("accounts", accounts(party))
        text.raw("parties", party.kind == .driver ? "[]" : related(party, since: since, &random))
        text.raw(
            "ownership",
            party.kind == .driver
                ? "[]"
                : """
                [{"owner":"R-1","owned":"self","kind":"shares","percent":"60","percent_max":null,"nominee":false,\
                "bearer":false,"from":"\(since)","to":null,"evidence":[]},{"owner":"R-2","owned":"self","kind":"shares",\
                "percent":"40","percent_max":null,"nominee":false,"bearer":false,"from":"\(since)","to":null,"evidence":[]}]
                """)
        text.raw("control", "[]")
        text.raw("documents", "[]")
        text.raw(
            "declarations",
            """
            {"settlement_agent":\(party.kind == .fintech),"third_party_payers":false,\
            "iban_countries":["\(party.country)"],"onboarding_channel":"remote"}
            """)
        text.raw("source", "{\"system\":\"sample\",\"received_at\":\"2024-01-01T00:00:00Z\"}")
        text.close("}")
        return text.bytes
    }

    private static func type(_ kind: Participant.Kind) -> String {
        switch kind {
        case .cpo: "cpo"
        case .driver: "driver"
        default: "demand_partner"
        }
    }

    private static func currentStatus(_ party: SampleParty) -> Participant.KYCStatus {
        switch party.role {
        case .pending: .pending
        case .suspended: .suspended
        default: .verified
        }
    }

    /// Periods are half-open; `valid_until` is the last day on which the verification counts.
    private static func kyc(_ party: SampleParty) -> String {
        func period(_ status: Participant.KYCStatus, _ from: String, _ to: String?, _ until: String?) -> String {
            var text = SampleText()
            text.append("{")
            text.member("status", status.rawValue)
            text.member("from", from)
            text.member("to", to)
            text.member("valid_until", until)
            text.close("}")
            return String(decoding: text.bytes, as: UTF8.self)
        }
        let start = "2024-01-01T00:00:00Z"
        switch party.role {
        case .pending: return "[\(period(.pending, start, nil, nil))]"
        case .suspended:
            let day = SamplePeriod.text(SamplePeriod.second(day: 45))
            return "[\(period(.verified, start, day, "2028-12-31")),\(period(.suspended, day, nil, nil))]"
        case .expired: return "[\(period(.verified, start, nil, SamplePeriod.date(day: 61)))]"
        default: return "[\(period(.verified, start, nil, "2028-12-31"))]"
        }
    }

    private static func accounts(_ party: SampleParty) -> String {
        func account(_ iban: String, _ from: String, _ to: String?) -> String {
            var text = SampleText()
            text.append("{")
            text.member("iban", iban)
            text.member("bic", SampleIdentifiers.bic(country: party.country))
            text.member("holder_name", party.name)
            text.member("country", party.country)
            text.raw("virtual", "false")
            text.member("from", from)
            text.member("to", to)
            text.raw("evidence", "[]")
            text.close("}")
            return String(decoding: text.bytes, as: UTF8.self)
        }
        if case .newAccount(let day) = party.role {
            let date = SamplePeriod.date(day: day)
            return "[\(account(party.iban, "2024-01-01", date)),\(account(party.newIBAN, date, nil))]"
        }
        return "[\(account(party.iban, "2024-01-01", nil))]"
    }

    private static func roaming(_ party: SampleParty) -> String {
        guard let id = party.party else {
            return "{\"ocpi\":[],\"evse_operator_ids\":[],\"emaid_provider_ids\":[],\"contract_ids\":[]}"
        }
        let isOperator = party.kind == .cpo
        let role = isOperator ? "CPO" : "EMSP"
        let code = "\"\(id.country)-\(id.party)\""
        return """
            {"ocpi":[{"country_code":"\(id.country)","party_id":"\(id.party)","role":"\(role)"}],\
            "evse_operator_ids":[\(isOperator ? "\"\(id.country)*\(id.party)\"" : "")],\
            "emaid_provider_ids":[\(isOperator ? "" : code)],"contract_ids":[]}
            """
    }

    private static func organisation(_ party: SampleParty, since: String) -> String {
        let city = SampleWorld.cities.first { $0.country == party.country }
        var office = SampleText()
        office.append("{")
        office.member("street", "Musterweg \(party.number)")
        office.member("postcode", city?.postcode)
        office.member("city", city?.name)
        office.member("region", nil)
        office.member("country", party.country)
        office.close("}")
        let address = String(decoding: office.bytes, as: UTF8.self)
        var text = SampleText()
        text.append("{")
        text.member("legal_name", party.name)
        text.raw("trade_names", "[]")
        text.raw("former_names", "[]")
        let isPolish = party.name.hasSuffix("sp. z o.o.")
        text.member("legal_form", isPolish ? "sp. z o.o." : party.name.split(separator: " ").last.map(String.init))
        text.raw(
            "registration",
            "{\"register\":\"sample\",\"number\":\"S\(SampleIdentifiers.digits(party.number, 7))\",\"country\":\"\(party.country)\"}"
        )
        let vat = SampleIdentifiers.vatID(country: party.country, number: party.number * 37)
        text.raw("vat_ids", vat.map { "[{\"id\":\"\($0)\",\"country\":\"\(party.country)\"}]" } ?? "[]")
        text.member("lei", SampleIdentifiers.lei(100 + party.number))
        text.raw("tins", "[]")
        text.member("created_on", since)
        text.member("created_in", party.country)
        text.raw("registered_office", address)
        text.raw("principal_place", address)
        text.raw(
            "business",
            """
            {"nature":"\(party.kind == .cpo ? "charge point operation" : "charging services")","countries":["\(party.country)"],\
            "expected_monthly":{"amount":"\(party.weeklyCents / 100 * 5).00","currency":"EUR"},"source_of_funds":"trade"}
            """)
        text.raw("listed_on", "null")
        text.raw("public_body", "false")
        text.close("}")
        return String(decoding: text.bytes, as: UTF8.self)
    }

    private static func related(_ party: SampleParty, since: String, _ random: inout SampleRandom) -> String {
        let people = (1...2).map { number -> String in
            let name = "\(random.pick(SampleParties.givenNames)) \(random.pick(SampleParties.familyNames))"
            let body = person(name: name, country: party.country, &random).dropFirst()
            let director = "{\"role\":\"director\",\"from\":\"\(since)\",\"to\":null},"
            return """
                {"ref":"R-\(number)","class":"person","roles":[\(number == 1 ? director : "")\
                {"role":"beneficial_owner","from":"\(since)","to":null}],\(body)
                """
        }
        return "[\(people.joined(separator: ","))]"
    }

    private static func person(name: String, country: String, _ random: inout SampleRandom) -> String {
        let parts = name.split(separator: " ", maxSplits: 1).map(String.init)
        let birth = "19\(random.between(55, 95))-0\(random.between(1, 9))-\(random.between(10, 28))"
        var text = SampleText()
        text.append("{\"names\":[{")
        text.member("full", name)
        text.member("given", parts.first)
        text.member("family", parts.last)
        text.member("script", "Latn")
        text.close("}],")
        text.member("birth_date", birth)
        text.member("birth_place", nil)
        text.member("birth_country", country)
        text.raw("nationalities", "[\"\(country)\"]")
        text.member("residence_country", country)
        text.raw("national_ids", "[]")
        text.raw("tins", "[]")
        text.raw("pep", "{\"status\":\"no\",\"position\":null,\"until\":null}")
        text.close("}")
        return String(decoding: text.bytes, as: UTF8.self)
    }
}
