import Domain
import Formats

extension PackReader {
    mutating func conditions(_ node: YAMLNode) -> [Condition] {
        guard check(node, Set(ConditionFact.allCases.map(\.rawValue))) else { return [] }
        return (node.entries ?? []).compactMap { entry in
            guard let fact = ConditionFact(rawValue: entry.key.text) else { return nil }
            guard let test = test(fact, entry.value) else {
                fault(entry.value, "\(fact.rawValue) cannot be tested so")
                return nil
            }
            return Condition(fact, test)
        }
    }

    private mutating func test(_ fact: ConditionFact, _ node: YAMLNode) -> Condition.Test? {
        switch fact {
        case .customerBusiness, .customerDealer, .customerResells, .supplierTaxable, .supplierResells, .supplierSmall,
            .supplierEX, .threshold, .vatShown, .electronic:
            truth(node)
        case .customerSeat, .supplierSeat, .supplierEstablished, .supplierRegistered, .customerRegistered,
            .chargePoint:
            country(node)
        case .customerRole, .supplierRole: roles(node)
        case .attributes: attributes(node)
        case .supplyClass: node.text.flatMap(SupplyClass.init(rawValue:)).map { .supplyClass($0) }
        }
    }

    /// `true`, `false`, or `{evidence: required}`: true, and nothing less than evidence counts.
    private func truth(_ node: YAMLNode) -> Condition.Test? {
        if node.entries?.count == 1, node["evidence"]?.text == "required" { return .isTrue }
        return switch node.text {
        case "true": .isTrue
        case "false": .isFalse
        default: nil
        }
    }

    /// `$place`, `EU`, or `{not: …}` of them.
    private func country(_ node: YAMLNode) -> Condition.Test? {
        let isNegated = node["not"] != nil && node.entries?.count == 1
        return switch isNegated ? node["not"]?.text : node.text {
        case "$place": .place(isNegated: isNegated)
        case "EU": .union(isNegated: isNegated)
        default: nil
        }
    }

    private func roles(_ node: YAMLNode) -> Condition.Test? {
        let words = node.items?.map { $0.text } ?? []
        let roles = words.compactMap { $0.flatMap(PartyRole.init(rawValue:)) }
        return words.isEmpty || roles.count != words.count ? nil : .roles(Set(roles))
    }

    /// A list: any of these; `{not: […]}`: none of these.
    private func attributes(_ node: YAMLNode) -> Condition.Test? {
        let isNegated = node["not"] != nil && node.entries?.count == 1
        let words = (isNegated ? node["not"]?.items : node.items)?.map { $0.text } ?? []
        let found = words.compactMap { $0.flatMap(Attribute.init(rawValue:)) }
        guard !words.isEmpty, found.count == words.count else { return nil }
        return .attributes(AttributeSet(found.map { AttributeSet($0) }), isNegated: isNegated)
    }
}
