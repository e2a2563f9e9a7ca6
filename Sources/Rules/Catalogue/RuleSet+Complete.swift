import Domain

extension RuleSet {
    /// Fills in what the lists of the set say or assume of an event, after the caller set what is known.
    ///
    /// - A token of `catch-all-tokens` names nobody: `token_uid` becomes unknown.
    /// - `token.kind` is `fleet-shared` where `fleet-tokens` says so, else assumed `personal`, unless the token is unknown.
    /// - `vehicle.class` is assumed `car` where nothing says otherwise.
    /// - `connector.max_power` is assumed from `connector-default-power` by the connector's power type.
    /// - `day.start` follows from the country, see `fillDay`.
    /// - `duration`, `token.age` and event time follow from other fields (``Facts/derive(kind:)``).
    ///
    /// Assumed values are marked in ``Facts/assumed``.
    package func complete(_ facts: inout Facts, kind: RuleKind) {
        facts.derive(kind: kind)
        fillDay(&facts, kind: kind)
        guard kind == .session, case .instant(let at) = facts[.at] else { return }
        if case .text(let token) = facts[.tokenUID] {
            if list(.catchAllTokens)?.contains(token, at: at) ?? false {
                facts[.tokenUID] = .unknown
            } else if list(.fleetTokens)?.contains(token, at: at) ?? false {
                facts[.tokenKind] = .text(Self.fleetShared)
            } else if facts[.tokenKind] == .unknown {
                facts.assume(.tokenKind, .text(Self.personal))
            }
        }
        if facts[.vehicleClass] == .unknown { facts.assume(.vehicleClass, .text(Self.car)) }
        if facts[.connectorMaxPower] == .unknown, case .text(let type) = facts[.connectorPowerType],
            case .number(let power)? = list(.connectorDefaultPower)?.value(for: type, at: at),
            let watts = try? power.divided(by: FieldRegistry.watt).reduced, watts.denominator == 1,
            let stored = Int64(exactly: watts.numerator)
        {
            facts.assume(.connectorMaxPower, .number(stored))
        }
    }

    private static let fleetShared = Text("fleet-shared")
    private static let personal = Text("personal")
    private static let car = Text("car")
}
