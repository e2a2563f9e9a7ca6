/// The names of each object of a facts record (vat.md section 4).
enum RecordKey: Int, FactsKey {
    case schema, lineID, sessionID, leg, feeType, time, place, supplier, customer, facts, declared, unparsed

    static let names: [StaticString] = [
        "schema", "line_id", "session_id", "leg", "fee_type", "time", "place", "supplier", "customer", "facts",
        "declared", "unparsed",
    ]
}

enum TimeKey: Int, FactsKey {
    case start, end, precision, isUTC, zone, paidOn, periodFrom, periodTo

    static let names: [StaticString] = [
        "start", "end", "precision", "utc", "zone", "paid_on", "period_from", "period_to",
    ]
}

enum PlaceKey: Int, FactsKey {
    case applicable, known, country, subdivision, postcode, name

    static let names: [StaticString] = [
        "applicable", "known", "country", "subdivision", "postcode", "name",
    ]
}

enum PartyKey: Int, FactsKey {
    case role, kind, seat, capacity, taxableDealer, smallBusiness, exNumber, establishedIn, notEstablishedIn,
        registeredIn, notRegisteredIn, vatID

    static let names: [StaticString] = [
        "role", "kind", "seat", "capacity", "taxable_dealer", "small_business", "ex_number", "established_in",
        "not_established_in", "registered_in", "not_registered_in", "vat_id",
    ]
}

enum IDKey: Int, FactsKey {
    case country, number, status, validFrom, checkedOn, consultationNumber

    static let names: [StaticString] = [
        "country", "number", "status", "valid_from", "checked_on", "consultation_number",
    ]
}

enum FactKey: Int, FactsKey {
    case attributes, kWh, unitPrice, priceIncludesVat, net, gross, amount, currency, vatCurrency, ocpi, storedRate,
        thresholdExceeded, credit, creditAmount

    static let names: [StaticString] = [
        "attributes", "kwh", "unit_price", "price_includes_vat", "net", "gross", "amount", "currency", "vat_currency",
        "ocpi", "stored_rate", "threshold_exceeded", "credit", "credit_amount",
    ]
}

enum DeclaredKey: Int, FactsKey {
    case isNone, taxCountry, ratePercent, category, reverseCharge, scheme, taxKind, split, base, net, gross, vat,
        currency

    static let names: [StaticString] = [
        "none", "tax_country", "rate_percent", "category", "reverse_charge", "scheme", "tax_kind", "split", "base",
        "net", "gross", "vat", "currency",
    ]
}

enum SplitKey: Int, FactsKey {
    case part, ratePercent

    static let names: [StaticString] = [
        "part", "rate_percent",
    ]
}
