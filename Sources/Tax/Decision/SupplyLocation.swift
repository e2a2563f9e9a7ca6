import Domain
import Formats

/// A place as the packs know it.
struct SupplyLocation: Hashable, Sendable {
    enum State: Sendable {
        case known
        /// Nothing says where.
        case unknown
        /// No pack is of that country or state.
        case withoutPack
        /// A state or province decides and is not stated.
        case needsSubdivision
    }

    let state: State
    /// -1 unless known.
    let jurisdiction: Int16
    /// Index among the jurisdiction's territories; -1 for none.
    let territory: Int16
    let country: CountryCode?
    /// The subdivision stated, where it has no pack.
    var subdivision: String?

    static let unknown = SupplyLocation(state: .unknown, jurisdiction: -1, territory: -1, country: nil)

    var isKnown: Bool { state == .known }
}

extension CompiledRules {
    /// The location of a seat: a country, Monaco standing for France and the like.
    func location(seat: CountryCode?) -> SupplyLocation {
        guard let seat else { return .unknown }
        let index = jurisdiction(seat)
        if index >= 0 { return SupplyLocation(state: .known, jurisdiction: index, territory: -1, country: seat) }
        if let alias = aliases[seat] {
            return SupplyLocation(
                state: .known, jurisdiction: alias.jurisdiction, territory: alias.territory, country: seat)
        }
        return SupplyLocation(state: .withoutPack, jurisdiction: -1, territory: -1, country: seat)
    }

    /// The location of a charge point, with its territory by code, name or postcode.
    func location(_ place: FactsRecord.SupplyPlace) -> SupplyLocation {
        guard place.isApplicable != false, place.isKnown != false, let country = place.country else { return .unknown }
        if let subdivision = place.subdivision, subdivision.utf8.count > 3, let own = jurisdiction(subdivision) {
            return SupplyLocation(state: .known, jurisdiction: Int16(own), territory: -1, country: country)
        }
        let found = location(seat: country)
        if found.state == .withoutPack, hasStates(country) {
            if place.subdivision == nil {
                return SupplyLocation(state: .needsSubdivision, jurisdiction: -1, territory: -1, country: country)
            }
            var missing = found
            missing.subdivision = place.subdivision
            return missing
        }
        guard found.isKnown, found.territory < 0 else { return found }
        let territory = territory(jurisdictions[Int(found.jurisdiction)].territories, place)
        return SupplyLocation(
            state: .known, jurisdiction: found.jurisdiction, territory: Int16(territory), country: country)
    }

    /// Whether states or provinces of a country have packs of their own.
    private func hasStates(_ country: CountryCode) -> Bool {
        let prefix = "\(country)-"
        return jurisdictions.contains { $0.code.hasPrefix(prefix) }
    }

    /// -1 when none matches. The subdivision decides before the name, the name before the postcode.
    private func territory(_ territories: [CompiledTerritory], _ place: FactsRecord.SupplyPlace) -> Int {
        guard !territories.isEmpty else { return -1 }
        if let subdivision = place.subdivision {
            let key = PlaceNameKey(subdivision)
            if let index = territories.firstIndex(where: { $0.names.contains(key) }) { return index }
            // A municipality coded by its postcode: AT-6992.
            let index = Self.byPostcode(territories, subdivision, place.country, shortest: 3)
            if index >= 0 { return index }
        }
        if let name = place.name {
            let keys = PlaceNameKey.parts(of: name)
            if let index = territories.firstIndex(where: { !$0.names.isDisjoint(with: keys) }) { return index }
        }
        return place.postcode.map { Self.byPostcode(territories, $0, place.country, shortest: 1) } ?? -1
    }

    /// The territory with the longest prefix that the postcode begins with; -1 for none.
    ///
    /// - Parameter shortest: characters that the prefix has at least.
    private static func byPostcode(
        _ territories: [CompiledTerritory], _ postcode: String, _ country: CountryCode?, shortest: Int
    ) -> Int {
        let compact = barePostcode(postcode, country)
        var best = -1
        var length = shortest - 1
        for (index, territory) in territories.enumerated() {
            for prefix in territory.source.postcodes
            where prefix.utf8.count > length && compact.hasPrefix(prefix) {
                best = index
                length = prefix.utf8.count
            }
        }
        return best
    }

    /// A postcode in capitals, without blanks and without the country before it: `D-78266`, `ES51001`, `FIN-22100`.
    private static func barePostcode(_ postcode: String, _ country: CountryCode?) -> Substring {
        let compact = asciiUpper(postcode).filter { !$0.isWhitespace }
        let letters = compact.prefix { $0.isASCII && $0.isLetter }
        let rest = compact.dropFirst(letters.count)
        guard let first = rest.first, (1...3).contains(letters.count) else { return compact[...] }
        if first == "-" { return rest.dropFirst() }
        return first.isNumber && country.map { letters == $0.description } ?? false ? rest : compact[...]
    }

    /// Whether a location belongs to the Union on a day. Northern Ireland does for goods, not for services.
    func isMember(_ location: SupplyLocation, onDay day: Int32, forGoods: Bool) -> Bool {
        guard location.isKnown else { return false }
        let jurisdiction = jurisdictions[Int(location.jurisdiction)]
        if forGoods, location.territory >= 0 {
            let own = jurisdiction.territories[Int(location.territory)].membership
            if own.contains(where: { $0.from <= day && day < $0.to }) { return true }
        }
        return jurisdiction.isMember(onDay: day)
    }

    /// The code that names a location's tax: `DE`, `CA-NS`.
    ///
    /// - Parameter isOfUnion: the tax is owed as in the Union, so a part that is of it by itself has its own code
    /// (`XI`).
    func taxCode(_ location: SupplyLocation, isOfUnion: Bool = false) -> String? {
        guard location.isKnown else { return location.subdivision ?? location.country?.description }
        let jurisdiction = jurisdictions[Int(location.jurisdiction)]
        if isOfUnion, location.territory >= 0 {
            let territory = jurisdiction.territories[Int(location.territory)]
            if !territory.membership.isEmpty { return territory.source.code }
        }
        return jurisdiction.code
    }

    func territory(_ location: SupplyLocation) -> CompiledTerritory? {
        guard location.isKnown, location.territory >= 0 else { return nil }
        return jurisdictions[Int(location.jurisdiction)].territories[Int(location.territory)]
    }

    /// The clock of a location.
    func zone(_ location: SupplyLocation) -> ZoneRules? {
        guard location.isKnown else { return nil }
        return territory(location)?.zone ?? jurisdictions[Int(location.jurisdiction)].zone
    }
}
