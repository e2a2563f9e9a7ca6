import Domain

/// The three kinds of connector of the sample; powers are those that the engine assumes where a CDR names none.
enum SamplePower: String {
    case slow = "AC_1_PHASE"
    case normal = "AC_3_PHASE"
    case fast = "DC"

    /// Kilowatts times ten.
    var tenthsOfKilowatts: Int {
        switch self {
        case .slow: 74
        case .normal: 220
        case .fast: 500
        }
    }

    var standard: String { self == .fast ? "IEC_62196_T2_COMBO" : "IEC_62196_T2" }
}

/// A charging place with its connectors.
struct SampleLocation {
    let number: Int
    let owner: PartyID
    let cityIndex: Int
    /// Microdegrees.
    let latitude: Int
    let longitude: Int
    /// The first connector of the place in the list of all.
    let firstConnector: Int
    let connectors: [SamplePower]
}

/// Prices of one tariff in ten thousandths of a currency unit, without VAT.
struct SampleTariff {
    let id: String
    let perKilowattHour: Int64
    let perHour: Int64
    let perSession: Int64
}

/// A session before it becomes a CDR. Times are seconds since 1970 UTC.
struct SampleSession {
    var location: Int
    /// Which connector of the location.
    var connector: Int
    var token: SampleToken
    var start: Int64
    var end: Int64
    var wattHours: Int64
    var tariff: SampleTariff
    var lastUpdated: Int64
    var expectations: [SampleNote] = []
    var id = ""
}

/// A token with its contract.
struct SampleToken {
    let uid: String
    let provider: PartyID
    let contract: String
    let isApp: Bool
}

/// What the truth says about an event before the event has its id.
struct SampleNote {
    let typology: SampleTypology
    let isHit: Bool
    let why: String
}

/// Where and when a connector is taken, so that no two sessions share one.
struct SampleConnectors {
    private var taken: [[ClosedRange<Int64>]]

    init(count: Int) { taken = Array(repeating: [], count: count) }

    /// Takes a connector with five minutes around the session; false when it is not free.
    mutating func take(_ connector: Int, from: Int64, to: Int64) -> Bool {
        let span = (min(from, to) - 300)...(max(from, to) + 300)
        if taken[connector].contains(where: { $0.overlaps(span) }) { return false }
        taken[connector].append(span)
        return true
    }
}
