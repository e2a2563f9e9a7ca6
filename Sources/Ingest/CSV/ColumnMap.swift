package import Domain
package import Formats

/// How the columns of a delimited file become sessions: a strict YAML file, one transform a field, no code
/// (inputs.md section 4).
package struct ColumnMap: Sendable {
    package let name: String
    package let version: Int
    /// Of the map file: recorded with every record, so that a changed map is seen.
    package let sha256: Hash32
    package let dialect: CSVDialect
    package let hasHeader: Bool
    /// `cdr` or `session`.
    package let kind: EventKind
    /// Zone of the file's local times.
    package let timeZone: TimeZoneID
    package let owner: PartyID
    package let lookups: [Lookup]
    /// Fields whose value is not from the source; shown in every explanation.
    package let assumed: [String]
    let rules: [CSVTarget: Rule]

    /// A second file with more about a value, for example the coordinates of a charge point.
    package struct Lookup: Sendable {
        /// Name of the file, beside the one that is read.
        package let file: String
        let key: ColumnReference
        let on: CSVTarget
        let set: [(target: CSVTarget, column: ColumnReference)]
        /// A value that the file does not hold rejects the record instead of leaving the fields unknown.
        let missingRejects: Bool
    }

    /// A column by its name or by its position, from 1.
    enum ColumnReference: Hashable, Sendable {
        case name(String)
        case index(Int)

        var text: String {
            switch self {
            case .name(let name): name
            case .index(let index): "#\(index)"
            }
        }
    }

    /// Where a field's text comes from.
    enum Source: Sendable {
        case columns([ColumnReference])
        case value(String)
    }

    /// What an empty cell means.
    enum Empty: Hashable, Sendable {
        case unknown, reject
        case text(String)
    }

    /// How one field is made.
    struct Rule: Sendable {
        var source: Source
        var prefix = ""
        /// First characters taken of each column.
        var take: [Int] = []
        var join = ""
        var format: LocalTimeFormat?
        /// Watt-hours instead of kilowatt-hours.
        var isWattHours = false
        var currency: Currency?
        var empty: Empty
        /// The first text that the value contains decides the result.
        var contains: [(part: String, result: String)] = []
        var otherwise: String?
    }
}

/// The fields a column map can set. Raw values are the keys of the map.
enum CSVTarget: String, Sendable, CaseIterable {
    case id, start, end, energy
    case costExcluding = "cost_excl"
    case costIncluding = "cost_incl"
    case currency
    case sessionID = "session_id"
    case tokenUID = "token.uid"
    case tokenType = "token.type"
    case contractID = "token.contract_id"
    case authMethod = "auth_method"
    case evseUID = "evse_uid"
    case evseID = "evse_id"
    case connectorID = "connector_id"
    case connectorStandard = "connector_standard"
    case powerType = "power_type"
    case placeID = "place.id"
    case placeName = "place.name"
    case placeAddress = "place.address"
    case placeCity = "place.city"
    case placePostalCode = "place.postal_code"
    case placeCountry = "place.country"
    case placeLatitude = "place.latitude"
    case placeLongitude = "place.longitude"
    case meterID = "meter_id"
    case remark, status
    case lastUpdated = "last_updated"

    var isTime: Bool { self == .start || self == .end || self == .lastUpdated }

    /// Fields without which there is no session; an empty cell rejects the record unless the map says otherwise.
    var isNeeded: Bool { [.id, .start, .end, .energy].contains(self) }

    var isPersonal: Bool { self == .tokenUID || self == .contractID }
}
