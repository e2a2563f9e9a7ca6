import Domain
import Formats

extension OCPIMapper {
    /// The place of a CDR: `cdr_location` since 2.2, an embedded Location in 2.1.1.
    mutating func place(_ record: JSONValue) -> (place: ChargingSession.Place, zone: TimeZoneID?) {
        if let location = record["cdr_location"], location.kind == .object { return (cdrPlace(location), nil) }
        guard let location = record["location"], location.kind == .object else { return (ChargingSession.Place(), nil) }
        return (embeddedPlace(location), text(location["time_zone"]).map(TimeZoneID.init))
    }

    private mutating func cdrPlace(_ location: JSONValue) -> ChargingSession.Place {
        var place = address(location, "$.cdr_location")
        place.evseUID = identifier(location["evse_uid"])
        place.evseID = identifier(location["evse_id"])
        checkEVSE(location["evse_id"], "$.cdr_location.evse_id")
        place.connectorID = identifier(location["connector_id"])
        place.connectorStandard = text(location["connector_standard"])
        place.powerType = text(location["connector_power_type"])
        return place
    }

    /// 2.1.1 embeds the Location with exactly the EVSE and connector that were used.
    private mutating func embeddedPlace(_ location: JSONValue) -> ChargingSession.Place {
        var place = address(location, "$.location")
        guard let evse = first(location["evses"]) else { return place }
        place.evseUID = identifier(evse["uid"])
        place.evseID = identifier(evse["evse_id"])
        checkEVSE(evse["evse_id"], "$.location.evses[0].evse_id")
        guard let connector = first(evse["connectors"]) else { return place }
        place.connectorID = identifier(connector["id"])
        place.connectorStandard = text(connector["standard"])
        place.powerType = text(connector["power_type"])
        return place
    }

    private func first(_ list: JSONValue?) -> JSONValue? {
        guard let list else { return nil }
        var elements = list.elements
        return elements.next()
    }

    private mutating func address(_ location: JSONValue, _ path: String) -> ChargingSession.Place {
        var place = ChargingSession.Place()
        place.locationID = identifier(location["id"])
        place.name = text(location["name"])
        place.address = text(location["address"])
        place.city = text(location["city"])
        place.postalCode = text(location["postal_code"])
        place.country = country(location["country"], "\(path).country")
        place.point = point(location["coordinates"], place.country, "\(path).coordinates")
        return place
    }

    /// The VAT place. Two-letter codes are met in practice; they are read, with a finding.
    mutating func country(_ value: JSONValue?, _ path: @autoclosure () -> String) -> Country? {
        guard let text = value?.utf8 else { return nil }
        if let country = Country(utf8Alpha3: text) { return country }
        let shown = Shown.short(String(decoding: text, as: UTF8.self))
        note("IN-013", path(), found: shown, expected: "three letters of ISO 3166-1")
        return Country(utf8Alpha2: text)
    }

    /// The coordinates; unknown when they are out of range or look exchanged, since a wrong place is worse than none.
    mutating func point(_ value: JSONValue?, _ country: Country?, _ path: @autoclosure () -> String) -> GeoPoint? {
        guard let value, value.kind == .object, let latitude = degrees(value["latitude"]),
            let longitude = degrees(value["longitude"])
        else { return nil }
        if CountryBounds.looksSwapped(latitude: latitude, longitude: longitude, country: country) {
            note(
                "IN-019", severity: .medium, path(),
                found: Self.shown(latitude, longitude),
                expected: "latitude and longitude the other way round")
            return nil
        }
        guard let point = GeoPoint(latitudeMicrodegrees: latitude, longitudeMicrodegrees: longitude) else {
            note(
                "IN-019", severity: .medium, path(),
                found: Self.shown(latitude, longitude),
                expected: "latitude within 90 and longitude within 180 degrees")
            return nil
        }
        return point
    }

    private static func shown(_ latitude: Int64, _ longitude: Int64) -> String {
        "\(decimalText(latitude, decimals: 6, minimum: 1)), \(decimalText(longitude, decimals: 6, minimum: 1))"
    }

    /// OCPI writes degrees as text; numbers are met in practice.
    private func degrees(_ value: JSONValue?) -> Int64? {
        guard let text = value?.utf8 ?? value?.numberText else { return nil }
        return NumberText.micros(text)
    }

    /// An underscore is outside the alphabet of EVSE ids but stands in real ones.
    mutating func checkEVSE(_ value: JSONValue?, _ path: @autoclosure () -> String) {
        guard let text = value?.utf8, text.contains(UInt8(ascii: "_")) else { return }
        note(
            "IN-024", path(), found: Shown.short(String(decoding: text, as: UTF8.self)),
            expected: "letters, digits and *")
    }

    /// An EMAID has 14 or 15 characters without dashes, an EVCO-ID 12.
    mutating func checkContract(_ value: JSONValue?, _ path: @autoclosure () -> String) {
        guard let text = value?.utf8 else { return }
        var length = 0
        for byte in text where byte != UInt8(ascii: "-") && byte != UInt8(ascii: "*") { length += 1 }
        if length == 14 || length == 15 || length == 12 { return }
        note(
            "IN-023", path(), found: Shown.masked(String(decoding: text, as: UTF8.self)),
            expected: "an EMAID of 14 or 15 characters")
    }
}
