package import Domain
import Formats

extension RuleSet {
    /// The first instant of the calendar day that an instant lies in, by the clocks of a zone; unknown without its rules.
    package func startOfDay(at instant: Instant, in zone: TimeZoneID) -> FactValue {
        guard let rules = knowledge.lists.zones?[zone.name] else { return .unknown }
        return .instant(rules.startOfDay(containing: instant.microseconds))
    }

    /// Fills in `day.start` from the event's country, where it was not set.
    ///
    /// A country with one civil time has one calendar. A payout names no place in its country: in a country with several civil times
    /// the day of the capital is taken and marked assumed. The day of any other event in such a country stays unknown.
    func fillDay(_ facts: inout Facts, kind: RuleKind) {
        guard facts[.dayStart] == .unknown, case .instant(let micros) = facts[.at],
            case .text(let code) = facts[.country]
        else { return }
        let at = Instant(microseconds: micros)
        if let zone = Country(alpha2: code.string).flatMap(CountryZones.zone(of:)) {
            facts[.dayStart] = startOfDay(at: at, in: zone)
        } else if kind == .payout, case .text(let zone)? = list(.countryZones)?.value(for: code, at: micros) {
            let start = startOfDay(at: at, in: TimeZoneID(zone.string))
            if start.isKnown { facts.assume(.dayStart, start) }
        }
    }
}
