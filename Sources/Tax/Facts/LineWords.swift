import Domain

/// One line in words, as `vat line` takes it; what is not given stays unknown.
package struct LineWords: Sendable {
    package var fee: String = "energy"
    package var at: String = ""
    /// `DE`, or a territory or state such as `ES-CE`.
    package var place: String?
    package var supplier: String?
    package var customer: String?
    /// `business`, `consumer`, `private`.
    package var customerKind: String?
    package var dealer: Bool?
    /// The customer's VAT id is valid in its country.
    package var hasVATID = false
    package var rate: String?
    package var net: String?
    package var gross: String?
    package var attributes: [String] = []
    package var claimsReverseCharge = false
    package var declaredCountry: String?

    package init() {}

    /// The facts record.
    ///
    /// - Throws: `FactsError` naming the option that cannot be read.
    package func record() throws(FactsError) -> FactsRecord {
        guard let fee = FeeType(rawValue: fee) else { throw wrong("fee", fee, "is no fee type") }
        guard let time = LocalTimeText.parse(Array(at.utf8)) else {
            throw wrong("at", at, "is neither a date nor a time of RFC 3339")
        }
        let seat = try country("supplier", supplier)
        var seller = FactsRecord.Party(role: .cpo, kind: .business, seat: seat)
        seller.establishedIn = [seat].compactMap { $0 }
        seller.registeredIn = seller.establishedIn
        seller.isSmallBusiness = false
        seller.hasEXNumber = false
        let kind = try customerKind.map { word throws(FactsError) -> PartyKind in
            guard let kind = PartyKind(rawValue: word) else {
                throw wrong("customer-kind", word, "is no kind of party")
            }
            return kind
        }
        let buyerSeat = try country("customer", customer)
        var buyer = FactsRecord.Party(
            role: kind == .business ? .emsp : nil, kind: kind ?? .unknown, seat: buyerSeat)
        buyer.isTaxableDealer = dealer
        buyer.establishedIn = [buyerSeat].compactMap { $0 }
        if hasVATID {
            buyer.registeredIn = buyer.establishedIn
            buyer.vatID = FactsRecord.VATIDFacts(country: buyerSeat, number: nil, status: .valid)
        }
        var facts = FactsRecord.LineFacts()
        for word in attributes {
            guard let attribute = Attribute(rawValue: word) else { throw wrong("attribute", word, "is no attribute") }
            facts.attributes.insert(AttributeSet(attribute))
        }
        facts.net = try number("net", net)
        facts.gross = try number("gross", gross)
        var declared = FactsRecord.Declaration()
        declared.ratePercent = try number("rate", rate)
        declared.taxCountry = declaredCountry
        if claimsReverseCharge {
            declared.isReverseCharge = true
            declared.category = .reverseCharge
        }
        return FactsRecord(
            lineID: "line", fee: fee, time: FactsRecord.SupplyTime(start: time, end: time, isUTC: false),
            place: try location(), supplier: seller, customer: buyer, facts: facts, declared: declared)
    }

    private func location() throws(FactsError) -> FactsRecord.SupplyPlace {
        guard let place else {
            return FactsRecord.SupplyPlace(isApplicable: false, isKnown: nil, country: nil)
        }
        var location = FactsRecord.SupplyPlace(
            isApplicable: true, isKnown: true, country: try country("place", String(place.prefix(2))))
        if place.utf8.count > 2 { location.subdivision = place }
        return location
    }

    private func country(_ option: String, _ text: String?) throws(FactsError) -> CountryCode? {
        guard let text else { return nil }
        guard let code = CountryCode(text) else { throw wrong(option, text, "is no country of two letters") }
        return code
    }

    private func number(_ option: String, _ text: String?) throws(FactsError) -> ExactNumber? {
        guard let text else { return nil }
        guard let number = ExactNumber(text) else { throw wrong(option, text, "is no decimal number") }
        return number
    }

    private func wrong(_ option: String, _ value: String, _ why: String) -> FactsError {
        FactsError(file: "command line", line: 1, field: "--\(option)", why: "\(value) \(why)")
    }
}

extension TaxPack {
    /// A verdict for people: what is asked, by which law, what is at stake.
    package func text(of verdict: VATVerdict) -> String {
        var lines = [verdict.verdictText]
        let country = verdict.taxCountry ?? "open"
        let rate = verdict.rateText.map { verdict.unitRate == nil ? "\($0) %" : $0 } ?? "none shown"
        lines.append(
            "tax country \(country), rate \(rate), category \(verdict.category?.rawValue ?? "open"), "
                + "reverse charge \(verdict.reverseCharge?.rawValue ?? "open"), "
                + "liable \(verdict.liable?.rawValue ?? "nobody or open")")
        if let rule = verdict.ruleID {
            let window = verdict.window.map { " [\($0.from), \($0.to?.description ?? "open"))" } ?? ""
            lines.append("rule \(rule)\(window) on \(verdict.localDate?.description ?? "an unknown day")")
        }
        for basis in legalBasis(of: verdict) {
            lines.append("  \(basis.cite)" + (basis.url.map { " <\($0)>" } ?? ""))
        }
        if verdict.findings.count > 1 {
            lines.append("also: " + verdict.findings.dropFirst().map(\.description).joined(separator: ", "))
        }
        if !verdict.missing.isEmpty { lines.append("not known: " + verdict.missing.joined(separator: ", ")) }
        for alternative in verdict.alternatives {
            let words = alternative.condition ?? alternative.note ?? ""
            lines.append("disputed: \(alternative.rateText) % \(words)")
        }
        return lines.joined(separator: "\n")
    }
}
