import Domain
import Tax
import Testing

/// What must hold in every country, on seeded changes of lines.
@Suite struct InvariantTests {
    @Test("the right rate passes and any other rate does not, in every country with a rule")
    func everywhere() throws {
        var generator = SeededGenerator(seed: 7)
        for day in ["2016-03-01", "2019-12-31", "2022-08-15", "2024-06-30", "2026-04-01"] {
            for (code, rate) in try Fixture.charging(on: day) {
                let right = Line(code, day, rate: decimalText(rate, decimals: 4, minimum: 0))
                #expect(try right.verdict().level <= .note, "\(code) \(day)")
                for _ in 0..<3 {
                    let other = Int64.random(in: 0...30, using: &generator) * 10_000
                    if other == rate { continue }
                    let wrong = Line(code, day, rate: decimalText(other, decimals: 4, minimum: 0))
                    #expect(try wrong.verdict().level >= .review, "\(code) \(day) \(other)")
                }
                let millionth = Line(code, day, rate: decimalText(rate + 1, decimals: 4, minimum: 0))
                #expect(try millionth.verdict().level == .fail, "\(code) \(day)")
            }
        }
    }

    @Test("the answer changes on the day of each boundary and on no day beside it")
    func boundaries() throws {
        let pack = try Fixture.pack()
        var count = 0
        for code in pack.jurisdictions {
            guard let rule = pack.rateRule(code, .energy, on: try Fixture.day("2026-04-01"))?.rule else { continue }
            for (before, after) in zip(rule.windows, rule.windows.dropFirst()) where before.to == after.from {
                guard let old = before.ratePPM, let new = after.ratePPM else { continue }
                count += 1
                let rate = decimalText(new, decimals: 4, minimum: 0)
                let day = after.from
                #expect(try Line(code, day.description, rate: rate).verdict().level <= .note, "\(code) \(day)")
                let eve = try Line(code, day.adding(days: -1).description, rate: rate).verdict()
                #expect(eve.ratePPM == old && eve.level >= .review, "\(code) \(day)")
                #expect(try Line(code, day.adding(days: 1).description, rate: rate).verdict().ratePPM == new)
            }
        }
        #expect(count >= 30)
    }

    @Test("a fact that decides and is unknown never passes")
    func unknownFacts() throws {
        let pack = try Fixture.pack()
        let day = "2026-04-01"
        let states = pack.jurisdictions.filter { pack.isMemberState($0, on: CivilDate(daysSinceEpoch: 20_000)) }
        #expect(states.count == 27)
        for place in states {
            for seat in states where seat != place {
                let line = Line(place, day).business(seat, dealer: true).attributes("wholesale").reverseCharge(seat)
                #expect(try line.verdict().level == .pass, "\(place) \(seat)")
                let changes: [(String, @Sendable (inout FactsRecord) -> Void)] = [
                    ("dealer", { $0.customer.isTaxableDealer = nil }),
                    ("kind", { $0.customer.kind = .unknown }),
                    ("seat", { $0.customer.seat = nil }),
                    ("status", { $0.customer.vatID?.status = .unknown }),
                    ("place", { $0.place.isKnown = false }),
                    ("country", { $0.place.country = nil }),
                    (
                        "rate",
                        {
                            $0.declared.isReverseCharge = nil; $0.declared.category = nil; $0.declared.ratePercent = nil
                        }
                    ),
                    ("time", { $0.time = FactsRecord.SupplyTime(start: nil, end: nil, zone: nil) }),
                ]
                for (name, change) in changes {
                    let verdict = try line.also(change).verdict()
                    #expect(verdict.level >= .review, "\(place) \(seat) \(name) \(verdict.verdictText)")
                }
            }
        }
    }

    @Test("the tax of another country is never right for a consumer at the charge point")
    func otherCountry() throws {
        let rates = try Fixture.charging(on: "2026-04-01").filter { $0.code.count == 2 }
        for (index, place) in rates.enumerated() {
            let other = rates[(index + 1) % rates.count]
            let rate = decimalText(other.rate, decimals: 4, minimum: 0)
            let verdict = try Line(place.code, "2026-04-01", rate: rate).declared(other.code).verdict()
            #expect(verdict.decisive == VerdictFinding(.fail, .country), "\(place.code) \(other.code)")
            #expect(verdict.taxCountry == place.code)
        }
    }

    @Test("reverse charge towards a consumer fails everywhere")
    func consumers() throws {
        for (code, _) in try Fixture.charging(on: "2026-04-01") where code != "BR" && !code.hasPrefix("US") {
            let verdict = try Line(code, "2026-04-01").reverseCharge().verdict()
            #expect(verdict.level == .fail, "\(code) \(verdict.verdictText)")
        }
    }

    @Test("a shuffled mix of lines gives each line the same answer")
    func order() throws {
        let pack = try Fixture.pack()
        var records = try Fixture.charging(on: "2026-04-01").map {
            try Line($0.code, "2026-04-01", rate: "20").record()
        }
        let first = Dictionary(
            uniqueKeysWithValues: records.map {
                ("\($0.place.country!)\($0.place.subdivision ?? "")", pack.verdict(for: $0).verdictText)
            })
        var generator = SeededGenerator(seed: 99)
        records.shuffle(using: &generator)
        for record in records {
            #expect(
                first["\(record.place.country!)\(record.place.subdivision ?? "")"]
                    == pack.verdict(for: record).verdictText)
        }
    }
}
