import Domain
import Formats
import Foundation
import Tax
import Testing

@Suite struct PackTests {
    @Test("the shipped packs load without a fault, with law, check and review date at every rule")
    func shipped() throws {
        let load = try Fixture.load.get()
        #expect(load.faults == [])
        let pack = try #require(load.pack)
        #expect(pack.jurisdictions.count == 59)
        for document in pack.documents {
            #expect(document.notes == [], "\(document.place.file)")
            for rule in document.rules {
                #expect(!rule.basis.isEmpty && rule.verified != nil && rule.reviewBy != nil, "\(rule.id)")
                let isLive = rule.status == .inForce || rule.status == .staged
                if isLive, !rule.windows.isEmpty { #expect(!rule.tests.isEmpty, "\(rule.id)") }
            }
            for series in document.rates { #expect(!series.basis.isEmpty && !series.tests.isEmpty) }
            for territory in document.territories { #expect(!territory.basis.isEmpty, "\(territory.code)") }
        }
    }

    @Test("the tests inside the packs hold, and notice each boundary moved by a day and each rate by a millionth")
    func guarded() throws {
        let guarded = try Fixture.pack().guardedWindows()
        #expect(guarded.flatMap(\.reports).filter { $0.failure != nil } == [])
        let mutants = guarded.reduce(0) { $0 + $1.mutantCount }
        #expect(mutants > 800)
        #expect(guarded.flatMap(\.survivors) == [])
        let tests = guarded.flatMap(\.tests)
        #expect(tests.contains { $0.at.hasSuffix("Z") } && tests.contains { $0.at.hasSuffix("+02:00") })
    }

    @Test("Luxembourg, Malta, Slovenia and Cyprus have a standard rate and no rule for charging")
    func withoutRule() throws {
        let pack = try Fixture.pack()
        let day = try Fixture.day("2026-04-01")
        let missing = pack.gaps(on: day).filter { $0.fee == .energy }.map(\.jurisdiction)
        #expect(missing == ["CY", "LU", "MT", "SI"])
        for code in missing { #expect(pack.standardRate(code, on: day) != nil) }
        #expect(pack.rateRule("LU", .energy, on: day) == nil)
    }

    @Test(
        "every shipped standard rate equals an independent table on every day of 2015 to 2026",
        .enabled(if: Fixture.hasShared("vat/rates.csv"), "shared data absent: vat/rates.csv"))
    func againstTable() throws {
        let pack = try Fixture.pack()
        let text = String(decoding: try Fixture.shared("vat/rates.csv"), as: UTF8.self)
        var rows: [String: [(from: CivilDate, to: CivilDate?, rate: Int64)]] = [:]
        for line in text.split(whereSeparator: \.isNewline).dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard cells[1] == "standard", cells[0] != "CA", let from = CivilDate(cells[4]) else { continue }
            let rate = try #require(ExactNumber(cells[3])?.scaled(by: 4)?.value)
            rows[cells[0], default: []].append((from, CivilDate(cells[5]), rate))
        }
        #expect(rows.count == 52)
        for (code, windows) in rows {
            var date = try Fixture.day("2015-01-01")
            while date <= (try Fixture.day("2026-11-23")) {
                let expected = windows.first { $0.from <= date && ($0.to.map { date < $0 } ?? true) }?.rate
                if pack.standardRate(code, on: date)?.ratePPM != expected { Issue.record("\(code) \(date)") }
                date = date.adding(days: 1)
            }
        }
    }

    static let boundaries: [(String, String, Int64?, Int64?)] = [
        ("DE", "2020-07-01", 190_000, 160_000), ("DE", "2021-01-01", 160_000, 190_000),
        ("FI", "2022-12-01", 240_000, 100_000), ("FI", "2023-05-01", 100_000, 240_000),
        ("FI", "2024-09-01", 240_000, 255_000), ("GR", "2023-10-12", 240_000, 60_000),
        ("HR", "2017-01-01", nil, 130_000), ("IE", "2020-07-01", 230_000, 135_000),
        ("IE", "2022-05-01", 135_000, 90_000), ("IE", "2031-01-01", 90_000, 135_000),
        ("NL", "2022-07-01", 210_000, 90_000), ("NL", "2023-01-01", 90_000, 210_000),
        ("PL", "2022-02-01", 230_000, 50_000), ("PL", "2023-01-01", 50_000, 230_000),
        ("RO", "2025-08-01", 190_000, 210_000), ("SK", "2025-01-01", 200_000, 230_000),
        ("EE", "2024-01-01", 200_000, 220_000), ("EE", "2025-07-01", 220_000, 240_000),
        ("CH", "2018-01-01", 80_000, 77_000), ("CH", "2024-01-01", 77_000, 81_000),
        ("SG", "2024-01-01", 80_000, 90_000), ("ZA", "2018-04-01", 140_000, 150_000),
        ("SA", "2020-07-01", 50_000, 150_000), ("TR", "2023-07-10", 180_000, 200_000),
        ("JP", "2019-10-01", 80_000, 100_000), ("CA-NS", "2025-04-01", 150_000, 140_000),
        ("US-UT", "2024-01-01", nil, 125_000), ("GB", "2011-01-04", nil, 200_000),
    ]

    @Test("what charging bears changes on its day, neither earlier nor later", arguments: boundaries.indices)
    func boundary(index: Int) throws {
        let (code, day, before, after) = Self.boundaries[index]
        let pack = try Fixture.pack()
        let date = try Fixture.day(day)
        #expect(pack.rateRule(code, .energy, on: date.adding(days: -1))?.window.ratePPM == before)
        #expect(pack.rateRule(code, .energy, on: date)?.window.ratePPM == after)
    }

    static let territories: [(String, String, Int64?, Int64?)] = [
        ("PT-20", "2021-07-01", 180_000, 160_000), ("PT-20", "2011-01-01", nil, 180_000),
        ("PT-30", "2012-04-01", nil, 220_000), ("AT-6691", "1984-01-01", nil, 190_000),
        ("AT-6991", "1984-01-01", nil, 190_000), ("FR-GP", "2014-01-01", nil, 85_000),
        ("FR-MQ", "2014-01-01", nil, 85_000), ("FR-RE", "2014-01-01", nil, 85_000),
    ]

    @Test("rates of territories change on their day", arguments: territories.indices)
    func territory(index: Int) throws {
        let (code, day, before, after) = Self.territories[index]
        let all = try Fixture.pack().documents.flatMap(\.territories)
        let windows = try #require(all.first { $0.code == code }).windows
        let date = try Fixture.day(day)
        #expect(windows.first { $0.holds(on: date.adding(days: -1)) }?.ratePPM == before)
        #expect(windows.first { $0.holds(on: date) }?.ratePPM == after)
    }

    static let alternatives: [(String, String, Int64, String?)] = [
        ("GB-EV-ENERGY", "2011-01-04", 50_000, nil), ("GR-EV-ENERGY", "2016-06-01", 60_000, "2023-10-12"),
        ("PL-EV-ENERGY", "2022-02-01", 230_000, "2023-01-01"),
    ]

    @Test("disputed readings hold from their day to their day", arguments: alternatives.indices)
    func alternative(index: Int) throws {
        let (id, from, rate, to) = Self.alternatives[index]
        let rules = try Fixture.pack().documents.flatMap(\.rules)
        let found = try #require(rules.first { $0.id == id }?.alternatives.first)
        #expect(found.from == CivilDate(from) && found.to == to.flatMap { CivilDate($0) } && found.ratePPM == rate)
    }

    static let members: [(String, String, Bool)] = [
        ("GB", "2020-12-31", true), ("GB", "2021-01-01", false), ("HR", "2013-06-30", false),
        ("HR", "2013-07-01", true), ("NO", "2026-01-01", false), ("CH", "2026-01-01", false),
        ("RO", "2006-12-31", false), ("RO", "2007-01-01", true), ("PL", "2004-05-01", true),
        ("PL", "2004-04-30", false), ("SE", "1995-01-01", true), ("SE", "1994-12-31", false),
    ]

    @Test("membership of the Union has dates", arguments: members.indices)
    func member(index: Int) throws {
        let (code, day, expected) = Self.members[index]
        #expect(try Fixture.pack().isMemberState(code, on: try Fixture.day(day)) == expected)
    }

    @Test(
        "the four example files load",
        .enabled(if: Fixture.hasShared("vat/rule-examples"), "shared data absent: vat/rule-examples"),
        arguments: ["de-standard", "gr-ev-reduced", "eu-chain-reverse-charge", "gb-contested"])
    func example(name: String) throws {
        var reader = PackReader(file: "\(name).yaml")
        let pack = reader.read(try Fixture.shared("vat/rule-examples/\(name).yaml"))
        #expect(reader.faults == [])
        #expect(pack?.rules.isEmpty == false)
    }
}
