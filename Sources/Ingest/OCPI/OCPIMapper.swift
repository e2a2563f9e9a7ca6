import Domain
import Formats

/// One record as Domain values, before the reader adds its content hash, payload and place in the file.
struct OCPIMapped {
    var key: EventKey
    var at: Instant
    var lastUpdated: Instant
    var taxInstant: Instant?
    var country: Country?
    var zone: TimeZoneID?
    var locationID: String?
    var owner: PartyID
    var body: EventBody
}

/// Maps one OCPI object to Domain (inputs.md section 3). Rejects only what is needed for key, time and money.
struct OCPIMapper {
    let version: OCPIVersion
    /// Owner of objects that do not name one (all of 2.1.1).
    let defaultOwner: PartyID?
    /// A record made by a column map may lack what OCPI requires; its missing parts are unknown.
    let allowsGaps: Bool
    /// When a live record came in: the time of an object that names none itself.
    let receivedAt: Instant?
    var findings: [Finding] = []

    init(version: OCPIVersion, defaultOwner: PartyID?, allowsGaps: Bool = false, receivedAt: Instant? = nil) {
        self.version = version
        self.defaultOwner = defaultOwner
        self.allowsGaps = allowsGaps
        self.receivedAt = receivedAt
    }

    mutating func map(_ record: JSONValue, as module: OCPIModule) throws(RecordFault) -> OCPIMapped {
        switch module {
        case .cdr: try cdr(record)
        case .session: try session(record)
        case .tariff, .location, .token: try reference(record, module)
        }
    }

    // MARK: Reference objects

    private mutating func reference(_ record: JSONValue, _ module: OCPIModule) throws(RecordFault) -> OCPIMapped {
        let owner = try owner(of: record)
        let id = try key(record, module == .token ? "uid" : "id", isPersonal: module == .token)
        let updated = try updated(record, orElse: "start_date_time")
        var country: Country?
        var zone: TimeZoneID?
        if module == .location {
            country = self.country(record["country"], "$.country")
            zone = text(record["time_zone"]).map(TimeZoneID.init)
            _ = point(record["coordinates"], country, "$.coordinates")
            if let evses = record["evses"] {
                for (position, evse) in evses.elements.enumerated() {
                    checkEVSE(evse["evse_id"], "$.evses[\(position)].evse_id")
                }
            }
        }
        if module == .token { checkContract(record["contract_id"], "$.contract_id") }
        return OCPIMapped(
            key: EventKey(kind: module.eventKind, owner: owner, id: id), at: updated, lastUpdated: updated,
            taxInstant: nil, country: country, zone: zone, locationID: nil, owner: owner, body: .reference)
    }

    // MARK: Key

    func owner(of record: JSONValue) throws(RecordFault) -> PartyID {
        let country = present(record["country_code"])
        let party = present(record["party_id"])
        if country == nil, party == nil {
            if let defaultOwner { return defaultOwner }
            throw RecordFault(
                .ownerUnknown, "$.country_code", "the object names no owner, expected country_code and party_id")
        }
        guard let country else { throw missing("$.country_code", "two letters") }
        guard let party else { throw missing("$.party_id", "three letters or digits") }
        let names = (country.string ?? "", party.string ?? "")
        guard let owner = PartyID(country: names.0, party: names.1) else {
            throw RecordFault(
                .badIdentifier, "$.party_id", "not a party, expected two letters and three letters or digits",
                found: Shown.short("\(names.0)*\(names.1)"))
        }
        return owner
    }

    /// The id an event is known by. Control characters would not survive storage.
    func key(_ record: JSONValue, _ name: StaticString, isPersonal: Bool = false) throws(RecordFault) -> String {
        let path = "$.\(name)"
        guard let value = present(record[name]) else { throw missing(path, "an id") }
        guard let id = value.string, !id.isEmpty, id.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), id.utf8.count <= 255
        else {
            let found = value.string ?? "not text"
            throw RecordFault(
                .badIdentifier, path, "expected text without spaces of 1 to 255 bytes",
                found: isPersonal ? Shown.masked(found) : Shown.short(found))
        }
        return id
    }

    // MARK: Members

    /// The value of a member that is there and not null.
    func present(_ value: JSONValue?) -> JSONValue? {
        guard let value, value.kind != .null else { return nil }
        return value
    }

    func text(_ value: JSONValue?) -> String? { value?.string }

    /// A text member; `#NA` means none (reservations without an EVSE).
    func identifier(_ value: JSONValue?) -> String? {
        guard let value, value.kind == .string, !value.equals("#NA") else { return nil }
        return value.string
    }

    /// `last_updated`, or where it is missing or unknown another time of the object: an event has to stand somewhere in
    /// time.
    func updated(_ record: JSONValue, orElse names: StaticString...) throws(RecordFault) -> Instant {
        if let value = present(record["last_updated"]), let instant = try optionalInstant(value, "$.last_updated") {
            return instant
        }
        for name in names {
            if let value = present(record[name]), let instant = try optionalInstant(value, "$.\(name)") {
                return instant
            }
        }
        if let receivedAt { return receivedAt }
        throw missing("$.last_updated", "a date and time")
    }

    /// 1000-01-01 and 9999-01-01.
    private static let earliest = Instant(microseconds: -30_610_224_000_000_000)
    private static let latest = Instant(microseconds: 253_370_764_800_000_000)

    /// A time; nil for the literal of 1970 that means unknown.
    func optionalInstant(_ value: JSONValue, _ path: @autoclosure () -> String) throws(RecordFault) -> Instant? {
        guard let text = value.utf8, let micros = TimestampText.micros(text) else {
            throw RecordFault(
                .badDate, path(), "not a date and time, expected yyyy-MM-ddTHH:mm:ssZ", found: found(value))
        }
        // Outside these years a local date of some zone would fall off the calendar that evidence can name.
        let instant = Instant(microseconds: micros)
        guard instant >= Self.earliest, instant < Self.latest else {
            throw RecordFault(.badDate, path(), "a year outside 1000 to 9998", found: found(value))
        }
        return micros == 0 ? nil : instant
    }

    /// A decimal number in millionths.
    func micros(_ value: JSONValue, _ path: @autoclosure () -> String) throws(RecordFault) -> Int64 {
        guard let text = NumberText.of(value), let micros = NumberText.micros(text) else {
            throw RecordFault(
                .badNumber, path(), "expected a decimal number of at most 12 digits before the point",
                found: found(value))
        }
        return micros
    }

    func requiredMicros(_ record: JSONValue, _ name: StaticString) throws(RecordFault) -> Int64 {
        guard let value = present(record[name]) else { throw missing("$.\(name)", "a decimal number") }
        return try micros(value, "$.\(name)")
    }

    /// OCPI's hours as a time span; exact to a millionth of an hour.
    func hours(_ value: JSONValue, _ path: @autoclosure () -> String) throws(RecordFault) -> TimeSpan {
        let (span, overflow) = try micros(value, path()).multipliedReportingOverflow(by: 3600)
        if overflow { throw RecordFault(.badNumber, path(), "the time does not fit", found: found(value)) }
        return TimeSpan(microseconds: span)
    }

    func currency(_ record: JSONValue) throws(RecordFault) -> Currency {
        guard let value = present(record["currency"]) else { throw missing("$.currency", "an ISO 4217 code") }
        guard let text = value.utf8, let currency = Currency(utf8: text) else {
            throw RecordFault(.unknownCurrency, "$.currency", "not a code of ISO 4217", found: found(value))
        }
        return currency
    }

    func missing(_ path: String, _ expected: String) -> RecordFault {
        RecordFault(.missingField, path, "missing, expected \(expected)")
    }

    func found(_ value: JSONValue) -> String { Shown.short(String(decoding: value.rawBytes, as: UTF8.self)) }

    mutating func note(
        _ code: String, severity: Severity = .low, _ path: String, found: String, expected: String
    ) {
        findings.append(Finding(code: code, severity: severity, path: path, found: found, expected: expected))
    }
}
