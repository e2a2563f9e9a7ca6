package import Domain

/// What is known of one field of an event.
package enum FactValue: Hashable, Sendable {
    /// Not known; a rule that needs it answers unknown and names the field.
    case unknown
    /// Known not to exist, for example the bank of a session.
    case absent
    case bool(Bool)
    /// Counts, millionths (ratios), micros (money, and prices per kWh), milliwatt-hours, watts, microseconds.
    case number(Int64)
    case instant(Int64)
    case date(Int32)
    case text(Text)
    case location(latitude: Int32, longitude: Int32)
    case set([Text])

    package static func money(_ value: Money) -> FactValue { .number(value.micros) }
    package static func energy(_ value: Energy) -> FactValue { .number(value.milliwattHours) }
    package static func power(_ value: Power) -> FactValue { .number(value.watts) }
    package static func duration(_ value: TimeSpan) -> FactValue { .number(value.microseconds) }
    package static func count(_ value: Int) -> FactValue { .number(Int64(value)) }
    package static func ratio(partsPerMillion value: Int64) -> FactValue { .number(value) }
    package static func instant(_ value: Instant) -> FactValue { .instant(value.microseconds) }
    package static func date(_ value: CivilDate) -> FactValue { .date(value.daysSinceEpoch) }
    package static func text(_ value: String) -> FactValue { .text(Text(value)) }
    package static func id(_ value: String) -> FactValue { .text(Text(value)) }
    package static func country(_ value: Country) -> FactValue { .text(Text(value.alpha2)) }

    package static func location(_ value: GeoPoint) -> FactValue {
        .location(latitude: value.latitudeMicrodegrees, longitude: value.longitudeMicrodegrees)
    }

    /// Whether it is neither unknown nor absent.
    package var isKnown: Bool {
        switch self {
        case .unknown, .absent: false
        default: true
        }
    }
}

/// The fields of one event as rules see them: a dense array by ``FieldID``; what is not set is unknown.
///
/// Money stands in EUR, converted by the caller with the rate of the tax-point date; zero of any currency is zero EUR.
package struct Facts: Sendable, Hashable {
    package private(set) var values: [FactValue]
    /// Fields whose value was assumed, not given; every explanation shows them. Sorted.
    package private(set) var assumed: [FieldID] = []

    package init() { values = Array(repeating: .unknown, count: FieldRegistry.count) }

    /// Forgets everything, keeping the room.
    mutating func removeAll() {
        for index in values.indices {
            if case .unknown = values[index] { continue }
            values[index] = .unknown
        }
        assumed.removeAll(keepingCapacity: true)
    }

    /// Puts the known facts of another event in the place of what some fields hold.
    mutating func replace(
        _ stale: [FieldID], with fields: Slice<UnsafeBufferPointer<FieldID>>,
        _ known: Slice<UnsafeBufferPointer<FactValue>>
    ) {
        values.withUnsafeMutableBufferPointer { values in
            for field in stale { values[Int(field.index)] = .unknown }
            for place in fields.indices { values[Int(fields[place].index)] = known[place] }
        }
    }

    package subscript(_ field: FieldID) -> FactValue {
        get { values[Int(field.index)] }
        set { values[Int(field.index)] = newValue }
    }

    /// Sets a value that nobody stated, and says so.
    package mutating func assume(_ field: FieldID, _ value: FactValue) {
        values[Int(field.index)] = value
        guard !assumed.contains(field) else { return }
        assumed.append(field)
        assumed.sort()
    }

    /// Fills what follows from other fields where it was not set: `duration`, `token.age`, `at`, `unit_price`.
    ///
    /// `duration` stays unknown when the end lies before the start: a negative duration is damage, not a measure.
    /// `unit_price` is the gross amount a kilowatt-hour in whole micros, half up; without energy there is no price.
    package mutating func derive(kind: RuleKind) {
        guard kind == .session else { return }
        if self[.duration] == .unknown, case .instant(let start) = self[.start], case .instant(let end) = self[.end],
            end >= start
        {
            self[.duration] = .number(end - start)
        }
        if self[.at] == .unknown { self[.at] = self[.end].isKnown ? self[.end] : self[.start] }
        if self[.tokenAge] == .unknown, case .instant(let seen) = self[.tokenFirstSeen],
            case .instant(let at) = self[.at], at >= seen
        {
            self[.tokenAge] = .number(at - seen)
        }
        if self[.unitPrice] == .unknown, case .number(let amount) = self[.amount],
            case .number(let energy) = self[.energy], amount >= 0, energy > 0
        {
            let price = (Int128(amount) * 1_000_000 + Int128(energy) / 2) / Int128(energy)
            if let stored = Int64(exactly: price) { self[.unitPrice] = .number(stored) }
        }
    }
}

extension FieldID {
    private static func named(_ name: String) -> FieldID {
        guard let field = FieldRegistry.byName[name] else { preconditionFailure("no field \(name)") }
        return field
    }

    package static let at = named("at")
    package static let receivedAt = named("received_at")
    package static let dayStart = named("day.start")
    package static let country = named("country")
    package static let participantID = named("participant_id")
    package static let participantType = named("participant.type")
    package static let participantCountry = named("participant.country")
    package static let participantRiskBand = named("participant.risk_band")
    package static let start = named("start")
    package static let end = named("end")
    package static let duration = named("duration")
    package static let energy = named("energy")
    package static let amount = named("amount")
    package static let unitPrice = named("unit_price")
    package static let tokenUID = named("token_uid")
    package static let tokenKind = named("token.kind")
    package static let tokenFirstSeen = named("token.first_seen")
    package static let tokenAge = named("token.age")
    package static let connectorMaxPower = named("connector.max_power")
    package static let connectorPowerType = named("connector.power_type")
    package static let vehicleClass = named("vehicle.class")
    package static let evseID = named("evse_id")
    package static let location = named("location")
}
