import Domain

/// All sessions of the sample: a quiet background and the injected typologies.
///
/// The background keeps clear of every limit: two calendar days between sessions of a token (so never twelve in seven days
/// and never out of reach), at most 85 kWh and at most the connector's power, one session a connector at a time.
struct SampleSessions {
    var sessions: [SampleSession]
    let locations: [SampleLocation]
    private var connectors: SampleConnectors
    private var random: SampleRandom
    private var tokenCount = 0

    init(seed: UInt64, count: Int) {
        random = SampleRandom(seed: seed, part: "sessions")
        locations = SampleSessions.makeLocations(&random)
        let last = locations.last.map { $0.firstConnector + $0.connectors.count } ?? 0
        connectors = SampleConnectors(count: last)
        sessions = []
        sessions.reserveCapacity(count)
        inject()
        while sessions.count < count { addToken(limit: count) }
        number()
    }

    // MARK: Places

    /// Operators of neighbouring countries serve Norway and Switzerland, which have none of their own.
    private static func makeLocations(_ random: inout SampleRandom) -> [SampleLocation] {
        var all: [SampleLocation] = []
        var next = 0
        for (index, city) in SampleWorld.cities.enumerated() {
            let home = city.country == "NO" ? "SE" : city.country == "CH" ? "DE" : city.country
            let owners = SampleParties.operators.filter { $0.country == home }.compactMap(\.party)
            for place in 0..<5 {
                var kinds: [SamplePower] = [.fast, .fast, .normal, .normal, .slow, .normal]
                if place % 2 == 1 { kinds = [.normal, .slow, .fast, .normal] }
                all.append(
                    SampleLocation(
                        number: all.count + 1, owner: owners[(place + index) % owners.count], cityIndex: index,
                        latitude: city.latitude * 1000 + random.between(-20_000, 20_000),
                        longitude: city.longitude * 1000 + random.between(-20_000, 20_000), firstConnector: next,
                        connectors: kinds))
                next += kinds.count
            }
        }
        return all
    }

    /// The usual tariff of a place, from the operator's name and the country's price level.
    static func tariff(_ location: SampleLocation, power: SamplePower) -> SampleTariff {
        let country = SampleWorld.country(SampleWorld.cities[location.cityIndex].country)
        let spread = Int64(stableHash(location.owner.description) % 9) * 80
        let base: Int64 = power == .fast ? 4_700 : 3_600
        return SampleTariff(
            id: power == .fast ? "DC-STD" : "AC-STD", perKilowattHour: (base + spread) * country.priceFactor / 10_000,
            perHour: 0, perSession: 0)
    }

    // MARK: Background

    mutating func newToken() -> SampleToken {
        tokenCount += 1
        let party = random.pick(SampleParties.providers).party ?? PartyID("DEFHR") ?? locations[0].owner
        let isApp = random.chance(35)
        let body = SampleIdentifiers.digits(tokenCount, 6)
        return SampleToken(
            uid: isApp ? "APP-\(party.party)-\(body)" : "04\(SampleIdentifiers.hex(random.next()).prefix(6))\(body)",
            provider: party, contract: SampleIdentifiers.emaid(party, number: tokenCount), isApp: isApp)
    }

    private mutating func addToken(limit: Int) {
        let token = newToken()
        let homeCity = random.below(SampleWorld.cities.count)
        var day = random.between(0, 14)
        var isHome = true
        while day <= 90, sessions.count < limit {
            // Home again after each trip: two trips in a row could lie too far apart.
            let city = !isHome || random.chance(86) ? homeCity : awayCity(from: homeCity)
            isHome = city == homeCity
            addBackground(token, cityIndex: city, day: day)
            day += random.between(2, 20)
        }
    }

    /// A city within 1,600 km, which sixteen hours of driving reach at well below the limit of the travel rule.
    private mutating func awayCity(from home: Int) -> Int {
        let near = SampleWorld.cities.indices.filter {
            SampleWorld.cities[$0].kilometresAtMost(to: SampleWorld.cities[home]) <= 1_600
        }
        return random.pick(near)
    }

    private mutating func addBackground(_ token: SampleToken, cityIndex: Int, day: Int) {
        for _ in 0..<12 {
            let location = cityIndex * 5 + random.below(5)
            let connector = random.below(locations[location].connectors.count)
            let power = locations[location].connectors[connector]
            let hour = random.weighted([1, 1, 1, 1, 1, 2, 4, 8, 9, 7, 6, 6, 7, 6, 6, 6, 7, 9, 10, 8, 6, 4, 2])
            let start = SamplePeriod.second(
                day: day, hour: hour, minute: random.between(0, 59), second: random.between(0, 59))
            let (seconds, wattHours) = charge(power)
            guard connectors.take(locations[location].firstConnector + connector, from: start, to: start + seconds)
            else { continue }
            sessions.append(
                SampleSession(
                    location: location, connector: connector, token: token, start: start, end: start + seconds,
                    wattHours: wattHours, tariff: SampleSessions.tariff(locations[location], power: power),
                    lastUpdated: start + seconds + Int64(random.between(60, 1_500))))
            return
        }
    }

    /// A duration and an energy that a car takes: below the connector's power, at least 3 and at most 85 kWh.
    private mutating func charge(_ power: SamplePower) -> (seconds: Int64, wattHours: Int64) {
        let minutes: Int
        let percent: Int
        switch power {
        case .slow: (minutes, percent) = (random.between(60, 540), random.between(45, 97))
        case .normal: (minutes, percent) = (random.between(35, 320), random.between(22, 50))
        case .fast: (minutes, percent) = (random.between(12, 75), random.between(45, 92))
        }
        let seconds = Int64(minutes * 60 + random.between(0, 59))
        let wattHours = seconds * Int64(power.tenthsOfKilowatts) * Int64(percent) / 3600
        return (seconds, min(max(wattHours, 3_000 + Int64(random.below(400))), 85_000 - Int64(random.below(900))))
    }

    // MARK: Injection

    /// Adds a session on a free connector of the wanted kind at a place. Injected sessions come first, so places are free.
    mutating func add(
        _ token: SampleToken, place: Int, power: SamplePower, skip: Int = 0, start: Int64, seconds: Int64,
        wattHours: Int64, tariff: SampleTariff? = nil, updated: Int64? = nil, notes: [SampleNote] = []
    ) {
        let location = locations[place]
        let choices = location.connectors.indices.filter { location.connectors[$0] == power }
        for connector in choices.dropFirst(skip) + choices.prefix(skip)
        where connectors.take(location.firstConnector + connector, from: start, to: start + seconds) {
            sessions.append(
                SampleSession(
                    location: place, connector: connector, token: token, start: start, end: start + seconds,
                    wattHours: wattHours, tariff: tariff ?? SampleSessions.tariff(location, power: power),
                    lastUpdated: updated ?? max(start, start + seconds) + 300, expectations: notes))
            return
        }
        preconditionFailure("the sample's places have too few connectors for what is injected")
    }

    /// The first place of a city.
    func place(_ city: String, _ index: Int = 0) -> Int {
        (SampleWorld.cities.firstIndex { $0.name == city } ?? 0) * 5 + index
    }

    // MARK: Numbers

    /// Sorts by the time a record arrives and gives every CDR an id that its operator has used once.
    private mutating func number() {
        sessions.sort { ($0.lastUpdated, $0.start, $0.token.uid) < ($1.lastUpdated, $1.start, $1.token.uid) }
        var counters: [PartyID: Int] = [:]
        for index in sessions.indices {
            let owner = locations[sessions[index].location].owner
            let next = (counters[owner] ?? 0) + 1
            counters[owner] = next
            sessions[index].id = "\(owner.party)-26-\(SampleIdentifiers.digits(next, 6))"
        }
    }

    /// What the truth says about sessions.
    var truth: [SampleExpectation] {
        sessions.flatMap { session in
            let key = EventKey(kind: .cdr, owner: locations[session.location].owner, id: session.id)
            return session.expectations.map {
                SampleExpectation(key: key, typology: $0.typology, isHit: $0.isHit, why: $0.why)
            }
        }
    }
}

extension SampleIdentifiers {
    /// Sixteen upper-case hexadecimal digits.
    static func hex(_ value: UInt64) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}
