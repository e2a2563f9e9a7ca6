package import Domain
package import Formats

/// What is known about civil time while records are read. Zone rules are knowledge with a version; none is built in.
package struct ZoneKnowledge: Sendable {
    /// The rules by zone; nil when none are at hand.
    package var database: ZoneDatabase?
    /// The zone of a stored location by its owner and id; nil when it is not stored or has none.
    package var locationZone: @Sendable (PartyID, String) -> TimeZoneID?

    package init(
        _ database: ZoneDatabase?, locationZone: @escaping @Sendable (PartyID, String) -> TimeZoneID? = { _, _ in nil }
    ) {
        self.database = database
        self.locationZone = locationZone
    }

    /// Version of the zone rules; empty where none are known.
    package var version: String { database?.version ?? "" }

    /// Knows no zone: every tax point is unknown.
    package static let none = ZoneKnowledge(nil)

    /// The tax point of an instant, or what is missing for it.
    ///
    /// - Parameters:
    ///   - zone: of the place, where the record or its location says so.
    ///   - country: of the place; decides where it has a single civil time.
    package func taxPoint(at instant: Instant?, zone: TimeZoneID?, country: Country?) -> Known<TaxPoint> {
        guard let instant else { return .unknown("end_date_time") }
        guard let zone = zone ?? country.flatMap(CountryZones.zone(of:)) else {
            return .unknown(country == nil ? "country" : "time_zone")
        }
        guard let rules = database?[zone.name] else { return .unknown("time_zone") }
        let day = rules.localDay(atMicros: instant.microseconds)
        return .known(
            TaxPoint(instant: instant, zone: zone, localDate: CivilDate(daysSinceEpoch: Int32(clamping: day))))
    }
}
