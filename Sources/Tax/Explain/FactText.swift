import Domain
import Formats

extension FactsRecord {
    /// What the record says about a fact by the name that verdicts use; nil where it says nothing.
    package func text(ofFact name: String) -> String? {
        if let doubt = doubts.first(where: { $0.fact == name }) { return doubt.words }
        switch name {
        case "time.end": return (time.end ?? time.start).map { $0.text(isUTC: time.isUTC) }
        case "place.country", "place.charge_point": return place.words
        case "facts.other_taxes": return facts.otherTaxes.isEmpty ? nil : facts.otherTaxes.joined(separator: ", ")
        case "facts.is_credit": return "an amount below zero on a document that is no credit note"
        default: return ConditionFact(rawValue: name).flatMap(text)
        }
    }

    private func text(of fact: ConditionFact) -> String? {
        switch fact {
        case .customerBusiness: customer.kind == .unknown ? nil : customer.kind.rawValue
        case .supplierTaxable: supplier.kind == .unknown ? nil : supplier.kind.rawValue
        case .customerDealer: customer.isTaxableDealer.map { $0 ? "yes" : "no" }
        case .customerResells: customer.isTaxableDealer.map { $0 ? "yes" : "no" } ?? customer.role?.rawValue
        case .supplierResells: supplier.isTaxableDealer.map { $0 ? "yes" : "no" } ?? supplier.role?.rawValue
        case .customerSeat: customer.seat?.description
        case .supplierSeat: supplier.seat?.description
        case .supplierEstablished: Self.list(supplier.establishedIn)
        case .supplierRegistered: Self.list(supplier.registeredIn)
        case .customerRegistered: customer.registrationWords
        case .customerRole: customer.role?.rawValue
        case .supplierRole: supplier.role?.rawValue
        case .supplierSmall: supplier.isSmallBusiness.map { $0 ? "yes" : "no" }
        case .supplierEX: supplier.hasEXNumber.map { $0 ? "yes" : "no" }
        case .attributes: facts.attributes.isEmpty ? "none" : facts.attributes.names.joined(separator: ", ")
        case .threshold: facts.isOverThreshold.map { $0 ? "exceeded" : "not exceeded" }
        case .vatShown: declared.words
        case .chargePoint: place.words
        case .supplyClass, .electronic: nil
        }
    }

    private static func list(_ countries: [CountryCode]) -> String? {
        countries.isEmpty ? nil : countries.map(\.description).joined(separator: ", ")
    }
}

extension FactsRecord.SupplyPlace {
    /// `GB DD1 4BJ`; nil when nothing is known.
    var words: String? {
        if isApplicable == false { return "no charge point" }
        guard isKnown != false, let country else { return nil }
        return [country.description, subdivision, postcode, name].compactMap { $0 }.joined(separator: " ")
    }
}

extension FactsRecord.Party {
    fileprivate var registrationWords: String? {
        var parts = registeredIn.map(\.description)
        if let vatID {
            parts.append(vatID.words)
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

extension FactsRecord.VATIDFacts {
    /// `DE118619592 (given)`
    var words: String {
        let name = number ?? country.map { "an id of \($0)" } ?? "an id"
        return "\(name) (\(statusWords))"
    }

    /// `valid, checked 2026-02-01, consultation WAPIAAAA`.
    package var statusWords: String {
        var words = status.rawValue
        if case .on(let day) = checkedOn { words += ", checked \(day)" }
        if let consultationNumber { words += ", consultation \(consultationNumber)" }
        return words
    }
}

extension FactsRecord.Declaration {
    /// What the document says about tax, in a few words; nil when it says nothing.
    package var words: String? {
        if isNone { return "no tax" }
        if isPresumed { return "no tax shown, read as reverse charge" }
        var parts: [String] = []
        if let ratePercent { parts.append("\(Self.decimal(ratePercent)) %") }
        if !split.isEmpty { parts.append(split.map { "\(Self.decimal($0)) %" }.joined(separator: " and ")) }
        if isReverseCharge == true || category == .reverseCharge { parts.append("reverse charge") }
        if let taxCountry { parts.append("of \(taxCountry)") }
        if let vat { parts.append("tax \(Self.decimal(vat))") }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    private static func decimal(_ number: ExactNumber) -> String {
        number.scaled(by: 6).map { decimalText($0.value, decimals: 6, minimum: 0) } ?? "?"
    }
}

extension LocalTimeText {
    /// As the record wrote it: `2017-08-31T22:11:00Z`, `2026-04-01`.
    func text(isUTC: Bool) -> String {
        guard hasTime else { return date.description }
        if let instant { return instant.description }
        let written = Instant(microseconds: Int64(day) * 86_400_000_000 + microsOfDay).description
        return isUTC ? written : String(written.dropLast())
    }
}

/// What to ask where a fact that decides is not known.
package enum MissingFact {
    /// A question for the people who know, by the name that stands under `missing`.
    package static func question(_ name: String) -> String {
        switch name {
        case "customer.taxable_dealer", "customer.resells":
            "Ask the buyer whether it resells most of its electricity (art. 38): declaration or certificate, with its dates."
        case "supplier.resells": "Ask the seller whether it resells electricity or sells its own."
        case "customer.business": "Ask whether the buyer bought as a business or as a consumer."
        case "customer.seat": "Ask where the buyer has its seat or the establishment that buys."
        case "customer.registered_in":
            "Ask the buyer for its VAT id in the country of the charge point, and check it in VIES."
        case "customer.role": "Say what the buyer does on this leg: charging provider, hub, fleet, driver."
        case "place.charge_point", "place.country":
            "Ask the operator where the charge point stands; a billing address does not do."
        case "supplier.taxable_person": "Ask whether the seller is a taxable person, such as a private host."
        case "supplier.established_in": "Ask the seller where it has establishments."
        case "supplier.registered_in":
            "Ask the seller for its VAT id in the country that taxes, or whether it uses the Union scheme."
        case "supplier.seat": "Ask where the seller has its seat."
        case "supplier.role": "Say what the seller does on this leg: operator, provider, hub, host."
        case "supplier.small_business", "supplier.ex_number":
            "Ask the seller whether it uses the exemption of small businesses."
        case "facts.attributes": "Say what the fee is for: a reservation used or not, parking with or without charging."
        case "facts.threshold_exceeded":
            "Ask the seller whether its sales to consumers abroad exceed EUR 10,000 a year."
        case "facts.vat_shown", "declared.rate_percent":
            "Ask for the document's tax: rate, amount, or that none is shown."
        case "declared.base": "Ask for the tax base, and whether what a third party pays is in it (art. 73)."
        case "facts.other_taxes":
            "Ask which of the taxes is VAT, and whether the others belong to the taxable amount (art. 78(a))."
        case "facts.amounts": "Ask which of the prices counts: they differ, or the taxes do not make their sum."
        case "facts.parts": "Ask for the amounts of the parts, and for what else is in the total."
        case "facts.home_charging":
            "Ask whether the driver whose charger it is sells electricity as a taxable person (art. 9)."
        case "declared.vat": "Ask for the amount of the tax."
        case "facts.is_credit": "Ask for the credit note and the document that it corrects (art. 219)."
        case "facts.kwh": "Ask for the metered energy: what stands there cannot be true."
        case "supply.class": "Say by contract what is sold for this fee: electricity, a service, or damages."
        case "supply.electronic": "Say whether the service is supplied automatically over the internet (art. 58)."
        case "time.end", "time.period_to":
            "Ask for start and end of the supply with their zone: one is missing, it ends before it begins, or it is to come."
        case "time.zone": "Name the zone of the charge point as IANA does, such as Europe/Berlin."
        default: "Ask for \(name)."
        }
    }
}
