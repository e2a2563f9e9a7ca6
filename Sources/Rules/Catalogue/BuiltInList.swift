import Domain

/// A list that the program itself reads when it completes the facts of an event, whether or not a rule names it.
///
/// Without it values that are known would be unknown, or those unknown taken for known: a rules folder has to hold each of them.
enum BuiltInList: String, CaseIterable {
    /// Texts that stand for no token.
    case catchAllTokens = "catch-all-tokens"
    /// Tokens that several vehicles use.
    case fleetTokens = "fleet-tokens"
    /// The most a connector gives, by its power type.
    case connectorDefaultPower = "connector-default-power"
    /// The zone of the capital of countries with several civil times.
    case countryZones = "country-zones"

    /// What is filled in by it.
    var field: FieldID {
        switch self {
        case .catchAllTokens: .tokenUID
        case .fleetTokens: .tokenKind
        case .connectorDefaultPower: .connectorMaxPower
        case .countryZones: .dayStart
        }
    }

    /// What its entries give; nil where it is a set.
    var gives: ValueType? {
        switch self {
        case .catchAllTokens, .fleetTokens: nil
        case .connectorDefaultPower: .number(.power)
        case .countryZones: .text
        }
    }

    /// Where it ships.
    var file: String { "lists/\(rawValue).\(self == .fleetTokens ? "csv" : "yaml")" }
}

extension RuleSet {
    /// A list that the program reads; nil only in a set of loose files.
    func list(_ list: BuiltInList) -> EffectiveList? { self.list(list.rawValue) }
}
