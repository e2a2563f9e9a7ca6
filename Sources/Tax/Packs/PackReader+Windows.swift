import Domain
import Formats

extension PackReader {
    /// What windows stand in: those of a territory may say only when it is one.
    enum WindowOwner { case rule, series, territory }

    mutating func windows(_ node: YAMLNode?, of owner: WindowOwner) -> [RuleWindow] {
        let shared: Set<String> = ["from", "to", "rate", "temporary", "certainty", "derogation", "basis"]
        let keys = shared.union(owner == .rule ? ["rate_per_unit", "treatment"] : ["confidence"])
        return list(node, "windows").compactMap { item in
            guard check(item, keys, required: ["from", "to"]) else { return nil }
            return window(item, of: owner)
        }
    }

    private mutating func window(_ node: YAMLNode, of owner: WindowOwner) -> RuleWindow? {
        guard let from = bound(node["from"], "from") else { return nil }
        var to: (date: CivilDate, instant: Instant?)?
        if !(node["to"]?.scalar?.isNull ?? false) {
            guard let end = bound(node["to"], "to") else { return nil }
            if end.date <= from.date {
                fault(node["to"], "to is not after from")
                return nil
            }
            to = end
        }
        guard let content = content(node, of: owner) else { return nil }
        if let confidence = node["confidence"], !["seen", "single"].contains(confidence.text) {
            fault(confidence, "confidence is not seen or single")
        }
        return RuleWindow(
            from: from.date, to: to?.date, fromInstant: from.instant, toInstant: to?.instant, content: content,
            rateText: node["rate"]?.text, isTemporary: flag(node["temporary"], "temporary"),
            certainty: node["certainty"].flatMap { choice($0, "certainty", Certainty.self) },
            derogation: optionalText(node["derogation"], "derogation"),
            basis: node["basis"] == nil ? [] : basis(node["basis"]), place: place(node))
    }

    /// A bound is a local civil date. An instant is read with its date in UTC until the zone is at hand, and noted.
    private mutating func bound(_ node: YAMLNode?, _ key: String) -> (date: CivilDate, instant: Instant?)? {
        if let date = node?.text.flatMap({ CivilDate($0) }) { return (date, nil) }
        if let instant = node?.text.flatMap({ Instant($0) }) {
            note(.instantBound, node, "\(key) is an instant: bounds are local civil dates")
            return (instant.utcDate, instant)
        }
        fault(node, "\(key) is not a date such as \"2026-01-31\"")
        return nil
    }

    private mutating func content(_ node: YAMLNode, of owner: WindowOwner) -> WindowContent? {
        let given = ["rate", "rate_per_unit", "treatment"].filter { node[$0] != nil }
        if given.isEmpty, owner == .territory { return .open }
        guard given.count == 1 else {
            fault(node, "a window has exactly one of rate, rate_per_unit, treatment")
            return nil
        }
        if let treatment = node["treatment"] {
            return choice(treatment, "treatment", Treatment.self).map { .treatment($0) }
        }
        if let unit = node["rate_per_unit"] { return unitRate(unit).map { .perUnit($0) } }
        if node["rate"]?.scalar?.isNull ?? false { return .open }
        return rate(node["rate"]).map { .rate($0) }
    }

    private mutating func unitRate(_ node: YAMLNode) -> UnitRate? {
        let keys: Set<String> = ["amount", "unit", "currency", "quantity"]
        guard check(node, keys, required: ["amount", "unit", "currency"]) else { return nil }
        guard let number = node["amount"]?.text.flatMap({ ExactNumber($0) }), !number.isNegative,
            let micros = number.scaled(by: 6), micros.exact
        else {
            fault(node["amount"], "amount is not a decimal number")
            return nil
        }
        guard let currency = node["currency"]?.text.flatMap({ Currency($0) }) else {
            fault(node["currency"], "currency is not of ISO 4217")
            return nil
        }
        guard let unit = text(node["unit"], "unit") else { return nil }
        let quantity = node["quantity"] == nil ? 1 : integer(node["quantity"], "quantity") ?? 1
        return UnitRate(
            amount: Money(micros: micros.value, currency: currency), unit: unit, quantity: Int64(max(1, quantity)))
    }

    mutating func series(_ node: YAMLNode) -> RateSeries? {
        let keys: Set<String> = [
            "kind", "windows", "basis", "tests", "verified", "review_by", "recorded_at", "corrections",
        ]
        guard check(node, keys, required: ["kind", "windows"]) else { return nil }
        guard let kind = choice(node["kind"], "kind", RateSeries.Kind.self) else { return nil }
        return RateSeries(
            kind: kind, windows: windows(node["windows"], of: .series),
            basis: node["basis"] == nil ? [] : basis(node["basis"]), tests: tests(node["tests"]),
            verified: node["verified"].flatMap { verification($0) },
            reviewBy: optionalDate(node["review_by"], "review_by"), place: place(node))
    }

    mutating func territory(_ node: YAMLNode) -> Territory? {
        let keys: Set<String> = [
            "code", "names", "postcodes", "treatment", "category", "windows", "basis", "certainty", "time_zone",
            "recorded_at", "corrections",
        ]
        guard check(node, keys, required: ["code", "treatment"]), let code = text(node["code"], "code"),
            let treatment = choice(node["treatment"], "treatment", Territory.Treatment.self)
        else { return nil }
        let names = list(node["names"], "names").compactMap { text($0, "name") }
        var postcodes: [String] = []
        for item in list(node["postcodes"], "postcodes") {
            guard let postcode = text(item, "postcode") else { continue }
            if item.scalar?.isPlain ?? false { note(.unquoted, item, "postcode \(postcode) should be quoted") }
            postcodes.append(asciiUpper(postcode))
        }
        return Territory(
            code: code, names: names, postcodes: postcodes, treatment: treatment,
            category: node["category"].flatMap { choice($0, "category", TaxCategory.self) },
            windows: windows(node["windows"], of: .territory), timeZone: node["time_zone"].flatMap { zone($0) },
            basis: node["basis"] == nil ? [] : basis(node["basis"]),
            certainty: node["certainty"].flatMap { choice($0, "certainty", Certainty.self) }, place: place(node))
    }

    mutating func tests(_ node: YAMLNode?) -> [PackTest] {
        list(node, "tests").compactMap { item in
            guard check(item, ["at", "fee", "expect"], required: ["at", "expect"]), let at = text(item["at"], "at"),
                let expect = item["expect"],
                check(expect, ["rate", "rate_per_unit", "treatment"])
            else { return nil }
            if LocalTimeText.parse(Array(at.utf8)) == nil {
                fault(item["at"], "at is neither a date nor a time of RFC 3339")
                return nil
            }
            var test = PackTest(
                at: at, fee: item["fee"].flatMap { choice($0, "fee", FeeType.self) }, expectedRatePPM: nil,
                expectedUnitRate: optionalText(expect["rate_per_unit"], "rate_per_unit"),
                expectedTreatment: expect["treatment"].flatMap { choice($0, "treatment", Treatment.self) },
                expectsNoRate: false, expectsOpenRate: false, place: place(item))
            if let rate = expect["rate"] {
                switch rate.text {
                case "missing": test.expectsNoRate = true
                case "open": test.expectsOpenRate = true
                default: test.expectedRatePPM = self.rate(rate)
                }
            }
            return test
        }
    }

    mutating func verification(_ node: YAMLNode) -> Verification? {
        guard check(node, ["date", "by", "method", "sources"], required: ["date"]),
            let date = date(node["date"], "date")
        else { return nil }
        return Verification(
            date: date, by: optionalText(node["by"], "by"), method: optionalText(node["method"], "method"),
            sources: node["sources"].flatMap { integer($0, "sources") })
    }
}
