import Domain

/// OFAC's names for identifiers: which are identifiers at all, and of what scheme.
///
/// Its files write much else as an identifier: gender, sanctions risks, dates of listing, models of aircraft.
enum OFACIdentifiers {
    enum Meaning: Equatable, Sendable {
        case id(String)
        case gender
        /// A statement that the format writes as an identifier; kept verbatim.
        case fact
    }

    private static let schemes: [String: String] = [
        "passport": "passport", "stateless person passport": "passport", "diplomatic passport": "passport",
        "national id no.": "national", "cedula no.": "national", "c.u.r.p.": "national", "d.n.i.": "national",
        "identification number": "national", "turkish identification number": "national",
        "stateless person id card": "national", "ssn": "national", "electoral registry no.": "national",
        "credencial electoral": "national", "numero de identidad": "national", "personal id card": "national",
        "national foreign id number": "national", "cedula de residencia": "national", "c.u.i.": "national",
        "bosnian personal id no.": "national", "residency number": "national", "kenyan id no.": "national",
        "citizen's card number": "national", "refugee id card": "national", "military registration number": "national",
        "cartilla de servicio militar nacional": "national", "birth certificate number": "certificate",
        "driver's license no.": "licence", "license": "licence", "trade license no.": "registration",
        "afghan money service provider license number": "licence",
        "tax id no.": "tax", "r.f.c.": "tax", "rfc": "tax", "nit #": "tax", "ruc #": "tax", "rif #": "tax",
        "italian fiscal code": "tax", "fiscal code": "tax", "c.u.i.t.": "tax", "v.a.t. number": "vat",
        "registration id": "registration", "registration number": "registration",
        "business registration number": "registration", "business registration document #": "registration",
        "company number": "registration", "uk company number": "registration", "company id": "registration",
        "matricula mercantil no": "registration", "folio mercantil no.": "registration",
        "commercial registry number": "registration", "c.r. no.": "registration",
        "public registration number":
            "registration", "chamber of commerce number": "registration",
        "istanbul chamber of comm. no.": "registration", "unified social credit code (uscc)": "registration",
        "economic register number (cbls)": "registration", "central registration system number": "registration",
        "d-u-n-s number": "duns", "government gazette number": "gazette",
        "legal entity number": "lei", "lei": "lei", "swift/bic": "bic", "bik (ru)": "bik", "isin": "isin",
        "mmsi": "mmsi", "vessel registration identification": "imo", "other vessel call sign": "callsign",
        "vessel call sign": "callsign", "aircraft manufacturer's serial number (msn)": "msn",
        "aircraft construction number (also called l/n or s/n or f/n)": "msn", "aircraft tail number": "tail",
        "aircraft mode s transponder code": "mode-s", "phone number": "phone", "chinese commercial code": "ccc",
        "interpol: red notice. file no.": "interpol",
    ]

    /// What a type of identifier means; types that are not in the table are judged by their words.
    static func meaning(of type: String) -> Meaning {
        let lower = type.lowercased()
        if lower == "gender" { return .gender }
        if let scheme = schemes[lower] { return .id(scheme) }
        if lower.hasPrefix("digital currency address") { return .id("crypto") }
        // `Secondary sanctions risk:`, `Additional Sanctions Information -`.
        if lower.hasSuffix(":") || lower.hasSuffix("-") { return .fact }
        if lower.contains("passport") { return .id("passport") }
        if lower.contains("date") || lower.contains("directive") || lower.contains("information") { return .fact }
        if lower.contains("tax id") { return .id("tax") }
        if lower.contains("registration") && !lower.contains("nationality") { return .id("registration") }
        if lower.contains("national id") || lower.contains("identification n") { return .id("national") }
        return .fact
    }

    /// The same, looked up once a type and file.
    static func meaning(of type: String, _ list: inout ImportedList) -> Meaning {
        if let known = list.meaningOf[type] { return known }
        let meaning = meaning(of: type)
        list.meaningOf[type] = meaning
        return meaning
    }

    /// Takes one identifier over: as id, as gender or verbatim.
    static func take(
        type: String, number: String, country: String, to entry: inout ListEntry, _ list: inout ImportedList
    ) {
        let value = ImportText.trimmed(number)
        switch meaning(of: type, &list) {
        case .gender:
            if let gender = Gender(value) { list.add(gender, to: &entry) } else { list.keep(type, value, in: &entry) }
        case .fact: list.keep(type, value, in: &entry)
        case .id(let scheme):
            list.add(id(scheme, value, country.isEmpty ? nil : list.country(country)), to: &entry)
        }
    }

    /// `IMO 1234567` and `MMSI 123456789` say their scheme themselves. The number of a company that manages ships is an IMO
    /// number too, but not that of a ship.
    static func id(_ scheme: String, _ value: String, _ country: Country?) -> SubjectID {
        if value.hasPrefix("IMO ") {
            let number = String(value.dropFirst(4))
            return SubjectID(scheme: scheme == "registration" ? "imo-company" : "imo", value: number, country: country)
        }
        if value.hasPrefix("MMSI ") {
            return SubjectID(scheme: "mmsi", value: String(value.dropFirst(5)), country: country)
        }
        return SubjectID(scheme: scheme, value: value, country: country)
    }
}
