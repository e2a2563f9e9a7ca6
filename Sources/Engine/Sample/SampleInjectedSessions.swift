import Domain

extension SampleSessions {
    /// Injects the seven session typologies with near misses. Every injected token is used for nothing else.
    mutating func inject() {
        injectOverlaps()
        injectEnergy()
        injectGhosts()
        injectClocks()
        injectCounts()
        injectEnergySums()
        injectTravel()
    }

    private func hit(_ typology: SampleTypology, _ why: String) -> SampleNote {
        SampleNote(typology: typology, isHit: true, why: why)
    }

    private func miss(_ typology: SampleTypology, _ why: String) -> SampleNote {
        SampleNote(typology: typology, isHit: false, why: why)
    }

    private mutating func injectOverlaps() {
        for (city, day) in [("Berlin", 6), ("Utrecht", 19), ("Lyon", 41), ("Wien", 73)] {
            let token = newToken()
            let start = SamplePeriod.second(day: day, hour: 9, minute: 12)
            let note = hit(.overlappingToken, "30 minutes at once on two EVSEs of one place")
            add(
                token, place: place(city), power: .normal, start: start, seconds: 5_400, wattHours: 14_200,
                notes: [note])
            add(
                token, place: place(city), power: .normal, skip: 1, start: start + 3_600, seconds: 4_500,
                wattHours: 11_900, notes: [note])
        }
        let token = newToken()
        let start = SamplePeriod.second(day: 28, hour: 17)
        let note = miss(.overlappingToken, "90 seconds at once: within the grace of two minutes")
        add(token, place: place("Köln"), power: .normal, start: start, seconds: 3_600, wattHours: 9_800, notes: [note])
        add(
            token, place: place("Köln"), power: .normal, skip: 1, start: start + 3_510, seconds: 3_000,
            wattHours: 8_100, notes: [note])
    }

    private mutating func injectEnergy() {
        let cases: [(String, Int, SamplePower, Int64, Int64, SampleNote)] = [
            (
                "Hamburg", 11, .normal, 3_600, 41_200,
                hit(.energyAboveMaximum, "41.2 kWh in one hour on 22 kW; 25.1 are possible")
            ),
            (
                "Amsterdam", 33, .slow, 1_800, 12_500,
                hit(.energyAboveMaximum, "12.5 kWh in half an hour on 7.4 kW; 5.885 are possible")
            ),
            (
                "Milano", 58, .fast, 1_200, 50_400,
                hit(.energyAboveMaximum, "50.4 kWh in 20 minutes on 50 kW; 19.5 are possible")
            ),
            (
                "Hamburg", 13, .normal, 3_600, 25_100,
                miss(.energyAboveMaximum, "25.1 kWh in one hour on 22 kW: exactly the limit")
            ),
        ]
        for (city, day, power, seconds, wattHours, note) in cases {
            let start = SamplePeriod.second(day: day, hour: 12, minute: 5)
            let token = newToken()
            add(
                token, place: place(city), power: power, start: start, seconds: seconds, wattHours: wattHours,
                notes: [note])
        }
    }

    private mutating func injectGhosts() {
        func fees(perHour: Int64, perSession: Int64) -> SampleTariff {
            SampleTariff(id: "AC-TIME", perKilowattHour: 3_900, perHour: perHour, perSession: perSession)
        }
        let cases: [(Int, Int64, Int64, SampleTariff, SampleNote)] = [
            (
                9, 2_100, 20, fees(perHour: 140_000, perSession: 10_000),
                hit(.moneyWithoutEnergy, "over 10 EUR for 0.02 kWh in 35 minutes")
            ),
            (
                26, 45, 1_200, fees(perHour: 0, perSession: 60_000),
                hit(.moneyWithoutEnergy, "over 7 EUR for a session of 45 seconds")
            ),
            (
                47, 7_200, 0, fees(perHour: 60_000, perSession: 0),
                hit(.moneyWithoutEnergy, "14.28 EUR for two hours without energy")
            ),
            (
                52, 1_800, 50, fees(perHour: 70_000, perSession: 0),
                miss(.moneyWithoutEnergy, "0.05 kWh, but less than 5 EUR")
            ),
        ]
        for (day, seconds, wattHours, tariff, note) in cases {
            let token = newToken()
            add(
                token, place: place("Leipzig"), power: .normal,
                start: SamplePeriod.second(day: day, hour: 15, minute: 40),
                seconds: seconds, wattHours: wattHours, tariff: tariff, notes: [note])
        }
    }

    private mutating func injectClocks() {
        let cases: [(Int, Int64, Int64, Int64?, SampleNote)] = [
            (15, 0, 1_500, nil, hit(.impossibleClock, "ends in the second in which it starts")),
            (37, -1_200, 1_300, nil, hit(.impossibleClock, "ends 20 minutes before it starts")),
            (50, 219_600, 21_400, nil, hit(.impossibleClock, "lasts 61 hours")),
            (64, 3_600, 9_300, -7_200, hit(.impossibleClock, "starts two hours after its record arrived")),
            (70, 172_800, 20_900, nil, miss(.impossibleClock, "lasts exactly 48 hours")),
        ]
        for (day, seconds, wattHours, updated, note) in cases {
            let start = SamplePeriod.second(day: day, hour: 8, minute: 30)
            let token = newToken()
            add(
                token, place: place("Antwerpen"), power: .normal, start: start, seconds: seconds, wattHours: wattHours,
                updated: updated.map { start + $0 }, notes: [note])
        }
    }

    private mutating func injectCounts() {
        for (city, day, count) in [("München", 22, 7), ("Eindhoven", 61, 8), ("Graz", 80, 5)] {
            let token = newToken()
            for number in 1...count {
                let start = SamplePeriod.second(day: day, hour: 4) + Int64(number - 1) * 6_000
                let note: SampleNote? =
                    if number >= 6 {
                        hit(.tokenCount, "session \(number) of a token within 24 hours")
                    } else if number == count {
                        miss(.tokenCount, "five sessions within 24 hours: one below the limit")
                    } else {
                        nil
                    }
                add(
                    token, place: place(city, 2), power: .fast, skip: number % 2, start: start, seconds: 1_500,
                    wattHours: 6_200 + Int64(number) * 137, notes: [note].compactMap { $0 })
            }
        }
        let token = newToken()
        for number in 1...13 {
            let start = SamplePeriod.second(day: 30, hour: 3) + Int64(number - 1) * 43_200
            let notes = number >= 12 ? [hit(.tokenCount, "session \(number) of a token within 7 days")] : []
            add(
                token, place: place("Torino"), power: .normal, start: start, seconds: 3_000,
                wattHours: 9_000 + Int64(number) * 211, notes: notes)
        }
    }

    private mutating func injectEnergySums() {
        for (city, day, count) in [("Paris", 35, 5), ("Barcelona", 66, 4)] {
            let token = newToken()
            for number in 1...count {
                let start = SamplePeriod.second(day: day, hour: 2) + Int64(number - 1) * 12_600
                let note: SampleNote? =
                    if number == 5 {
                        hit(.tokenEnergy, "325.75 kWh of one token within 24 hours")
                    } else if number == count {
                        miss(.tokenEnergy, "260.6 kWh within 24 hours: below the limit of 300")
                    } else {
                        nil
                    }
                add(
                    token, place: place(city), power: .fast, start: start, seconds: 5_400, wattHours: 65_150,
                    notes: [note].compactMap { $0 })
            }
        }
        let token = newToken()
        for number in 1...11 {
            let start = SamplePeriod.second(day: 75, hour: 1) + Int64(number - 1) * 43_920
            let notes = number == 11 ? [hit(.tokenEnergy, "1,595 kWh of one token within 7 days")] : []
            add(
                token, place: place("Poznań"), power: .fast, start: start, seconds: 10_800, wattHours: 145_000,
                notes: notes)
        }
    }

    private mutating func injectTravel() {
        let cases: [(String, String, Int, Int64, SampleNote)] = [
            ("Berlin", "München", 17, 2_400, hit(.impossibleTravel, "Berlin to München in 40 minutes")),
            ("Paris", "Lyon", 44, 3_600, hit(.impossibleTravel, "Paris to Lyon in one hour")),
            ("København", "Stockholm", 69, 5_400, hit(.impossibleTravel, "København to Stockholm in 90 minutes")),
            ("Berlin", "Leipzig", 55, 7_200, miss(.impossibleTravel, "Berlin to Leipzig in two hours: a normal drive")),
        ]
        for (from, to, day, gap, note) in cases {
            let token = newToken()
            let start = SamplePeriod.second(day: day, hour: 10, minute: 20)
            add(token, place: place(from, 2), power: .fast, start: start, seconds: 1_800, wattHours: 18_300)
            add(
                token, place: place(to, 2), power: .fast, start: start + 1_800 + gap, seconds: 1_500,
                wattHours: 14_700, notes: [note])
        }
    }
}
