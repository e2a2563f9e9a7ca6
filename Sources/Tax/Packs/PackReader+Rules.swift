import Domain
import Formats

extension PackReader {
    private static let ruleKeys: Set<String> = [
        "id", "priority", "fee_types", "class", "when", "place", "windows", "en16931", "liable", "requires",
        "on_missing", "reporting", "basis", "status", "activates", "confirm_by", "confirmed", "certainty",
        "alternatives", "watch", "verified", "review_by", "tests", "recorded_at", "corrections",
    ]

    mutating func rule(_ node: YAMLNode, _ jurisdiction: String) -> VATRule? {
        guard check(node, Self.ruleKeys, required: ["id", "fee_types"]), let id = text(node["id"], "id") else {
            return nil
        }
        var fees: [FeeType] = []
        for item in list(node["fee_types"], "fee_types") {
            guard let fee = choice(item, "fee type", FeeType.self) else { continue }
            if fees.contains(fee) { fault(item, "fee type \(fee.rawValue) stands twice") }
            fees.append(fee)
        }
        if fees.isEmpty { fault(node["fee_types"], "a rule is for at least one fee type") }
        return VATRule(
            id: id, priority: node["priority"].flatMap { integer($0, "priority") } ?? 0, feeTypes: fees,
            supplyClass: node["class"].flatMap { choice($0, "class", SupplyClass.self) },
            conditions: node["when"].map { conditions($0) } ?? [],
            placeRule: node["place"].flatMap { choice($0, "place", PlaceRule.self) },
            windows: windows(node["windows"], of: .rule),
            en16931: node["en16931"].flatMap { invoiceCategory($0) },
            liable: node["liable"].flatMap { choice($0, "liable", Liable.self) },
            requirement: requirement(node["requires"]), onMissing: onMissing(node["on_missing"]),
            reporting: reporting(node["reporting"]), basis: node["basis"] == nil ? [] : basis(node["basis"]),
            status: node["status"].flatMap { choice($0, "status", RuleStatus.self) } ?? .inForce,
            activates: optionalDate(node["activates"], "activates"),
            confirmBy: optionalDate(node["confirm_by"], "confirm_by"),
            confirmed: node["confirmed"].flatMap { confirmation($0) },
            certainty: node["certainty"].flatMap { choice($0, "certainty", Certainty.self) },
            alternatives: alternatives(node["alternatives"]), watch: watch(node["watch"]),
            verified: node["verified"].flatMap { verification($0) },
            reviewBy: optionalDate(node["review_by"], "review_by"), tests: tests(node["tests"]),
            recordedAt: node["recorded_at"].flatMap { instant($0, "recorded_at") },
            corrections: corrections(node["corrections"]), place: place(node),
            contentHash: RuleContent.hash(node, jurisdiction))
    }

    private mutating func invoiceCategory(_ node: YAMLNode) -> InvoiceCategory? {
        guard check(node, ["category", "vatex", "rate"], required: ["category"]),
            let category = choice(node["category"], "category", TaxCategory.self)
        else { return nil }
        let given = node["rate"].flatMap { $0.scalar?.isNull ?? false ? nil : rate($0) }
        return InvoiceCategory(category: category, vatex: optionalText(node["vatex"], "vatex"), ratePPM: given)
    }

    private mutating func requirement(_ node: YAMLNode?) -> VATIDRequirement? {
        var found: VATIDRequirement?
        for item in list(node, "requires") {
            guard check(item, ["customer.vat_id"], required: ["customer.vat_id"]), let id = item["customer.vat_id"],
                check(id, ["country", "syntax", "online", "max_age_days", "evidence"])
            else { continue }
            for key in ["syntax", "online"] where id[key] != nil && id[key]?.text != "valid" {
                fault(id[key], "\(key) can only be valid")
            }
            if let country = id["country"], country.text != "$place" { fault(country, "country can only be $place") }
            if let evidence = id["evidence"], evidence.text != "consultation_number" {
                fault(evidence, "evidence can only be consultation_number")
            }
            found = VATIDRequirement(
                countryIsPlace: id["country"] != nil,
                maximumAgeDays: id["max_age_days"].flatMap { integer($0, "max_age_days") },
                needsConsultationNumber: id["evidence"] != nil)
        }
        return found
    }

    private mutating func onMissing(_ node: YAMLNode?) -> [MissingKey: VerdictFinding] {
        guard let node else { return [:] }
        guard check(node, Set(MissingKey.allCases.map(\.rawValue))) else { return [:] }
        var all: [MissingKey: VerdictFinding] = [:]
        for entry in node.entries ?? [] {
            guard let key = MissingKey(rawValue: entry.key.text) else { continue }
            guard let finding = entry.value.text.flatMap({ VerdictFinding($0) }) else {
                fault(entry.value, "not a verdict such as review:VAT-CLASS")
                continue
            }
            all[key] = finding
        }
        return all
    }

    private mutating func reporting(_ node: YAMLNode?) -> [ReportingWindow] {
        list(node, "reporting").compactMap { item in
            guard check(item, ["from", "to", "schemes"], required: ["from", "to", "schemes"]),
                let from = date(item["from"], "from")
            else { return nil }
            let to = optionalDate(item["to"], "to")
            let schemes = list(item["schemes"], "schemes").compactMap {
                choice($0, "scheme", ReportingWindow.Scheme.self)
            }
            return ReportingWindow(from: from, to: to, schemes: schemes)
        }
    }

    private mutating func confirmation(_ node: YAMLNode) -> Confirmation? {
        guard check(node, ["date", "by"], required: ["date"]), let date = date(node["date"], "date") else { return nil }
        return Confirmation(date: date, by: optionalText(node["by"], "by"))
    }

    private mutating func watch(_ node: YAMLNode?) -> [Watch] {
        list(node, "watch").compactMap { item in
            guard check(item, ["event", "next_check"], required: ["event"]), let event = text(item["event"], "event")
            else { return nil }
            return Watch(
                event: event, nextCheck: optionalDate(item["next_check"], "next_check"), place: place(item))
        }
    }

    private mutating func alternatives(_ node: YAMLNode?) -> [Alternative] {
        let keys: Set<String> = ["rate", "from", "to", "when", "basis", "note", "effect"]
        return list(node, "alternatives").compactMap { item in
            guard check(item, keys, required: ["rate", "from"]), let from = date(item["from"], "from"),
                let written = text(item["rate"], "rate")
            else { return nil }
            if let effect = item["effect"], effect.text != "exposure_only" {
                fault(effect, "effect can only be exposure_only")
            }
            // A span such as 18-21 is a reading without one rate.
            let isSpan = written.utf8.dropFirst().contains(UInt8(ascii: "-"))
            let limit = item["when"].flatMap { ceiling($0) }
            return Alternative(
                ratePPM: isSpan ? nil : rate(item["rate"]), rateText: written, from: from,
                to: optionalDate(item["to"], "to"), condition: limit?.words, ceiling: limit,
                basis: item["basis"] == nil ? [] : basis(item["basis"]), note: optionalText(item["note"], "note"),
                place: place(item))
        }
    }

    private mutating func ceiling(_ node: YAMLNode) -> Ceiling? {
        guard check(node, ["aggregate"], required: ["aggregate"]), let aggregate = node["aggregate"],
            check(aggregate, ["sum", "per", "at_most"], required: ["sum", "per", "at_most"])
        else { return nil }
        if aggregate["sum"]?.text != "kwh" { fault(aggregate["sum"], "sum can only be kwh") }
        guard let limit = aggregate["at_most"]?.text.flatMap({ ExactNumber($0) })?.scaled(by: 6), limit.exact,
            limit.value > 0
        else {
            fault(aggregate["at_most"], "at_most is not a number of kilowatt-hours above zero")
            return nil
        }
        let groups = list(aggregate["per"], "per").compactMap { choice($0, "per", Ceiling.Group.self) }
        if groups.isEmpty { fault(aggregate["per"], "per names nothing to add up over") }
        return Ceiling(microKWh: limit.value, groups: groups)
    }

    private mutating func corrections(_ node: YAMLNode?) -> [Correction] {
        let keys: Set<String> = ["date", "by", "approved_by", "reason", "was"]
        return list(node, "corrections").compactMap { item in
            guard check(item, keys, required: ["date", "reason", "was"]), let date = instant(item["date"], "date")
            else { return nil }
            guard let was = item["was"]?.entries else {
                fault(item["was"], "was must be a mapping of the keys that were replaced")
                return nil
            }
            return Correction(
                date: date, by: optionalText(item["by"], "by"),
                approvedBy: optionalText(item["approved_by"], "approved_by"),
                reason: optionalText(item["reason"], "reason"), replacedKeys: was.map(\.key.text))
        }
    }
}
