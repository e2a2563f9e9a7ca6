import Domain
import Foundation
import Tax
import Testing

@Suite struct TaxPackTests {
    @Test("the shipped packs load: 27 member states, Great Britain, Norway, Switzerland")
    func shipped() throws {
        let pack = try Fixture.pack()
        #expect(pack.jurisdictions.count == 30)
        for rates in pack.jurisdictions.values {
            let standard = try #require(rates.windows[.standard])
            #expect(standard.last?.to == nil, "\(rates.country)")
            #expect(standard.allSatisfy { !$0.basis.isEmpty })
            // Directive 2006/112/EC article 97: at least 15 per cent in the Union.
            if !["CH"].contains(rates.country.alpha2) { #expect(standard.allSatisfy { $0.ratePPM >= 150_000 }) }
        }
        let withoutRule = pack.jurisdictions.values.filter { $0.windows[.charging] == nil }.map(\.country.alpha2)
        #expect(withoutRule.sorted() == ["CY", "LU", "MT", "SI"])
        let greece = try #require(pack.jurisdictions[try Fixture.country("GR")])
        #expect(greece.vatPrefix == "EL" && greece.currency == .eur)
        #expect(try Fixture.pack().hash == pack.hash)
    }

    @Test(
        "every shipped standard rate equals an independent table on every day of 2015 to 2026",
        .enabled(if: Fixture.hasShared("vat/rates.csv"), "shared data absent: vat/rates.csv"))
    func againstTable() throws {
        let pack = try Fixture.pack()
        let url = Fixture.shared.appendingPathComponent("vat/rates.csv")
        let text = try String(contentsOf: url, encoding: .utf8)
        var rows: [String: [(from: CivilDate, to: CivilDate?, rate: Int64)]] = [:]
        for line in text.split(whereSeparator: \.isNewline).dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard cells[1] == "standard", let from = CivilDate(cells[4]) else { continue }
            let rate = try #require(ExactNumber(cells[3])?.scaled(by: 4)?.value)
            rows[cells[0], default: []].append((from, CivilDate(cells[5]), rate))
        }
        var days = 0
        for code in Fixture.countries {
            var date = try Fixture.day("2015-01-01")
            while date <= (try Fixture.day("2026-11-23")) {
                let expected = rows[code]?.first { $0.from <= date && ($0.to.map { date < $0 } ?? true) }?.rate
                let found = pack.standardRate(try Fixture.country(code), on: date).value?.partsPerMillion
                if found != expected || expected == nil { Issue.record("\(code) \(date)") }
                days += 1
                date = date.adding(days: 1)
            }
        }
        #expect(days == 30 * 4345)
    }

    @Test(
        "changes fall on their day, neither earlier nor later",
        arguments: [
            ("DE", "2020-07-01", 190_000, 160_000), ("DE", "2021-01-01", 160_000, 190_000),
            ("EE", "2024-01-01", 200_000, 220_000), ("EE", "2025-07-01", 220_000, 240_000),
            ("FI", "2024-09-01", 240_000, 255_000), ("GR", "2016-06-01", 230_000, 240_000),
            ("IE", "2020-09-01", 230_000, 210_000), ("IE", "2021-03-01", 210_000, 230_000),
            ("LU", "2023-01-01", 170_000, 160_000), ("LU", "2024-01-01", 160_000, 170_000),
            ("RO", "2016-01-01", 240_000, 200_000), ("RO", "2017-01-01", 200_000, 190_000),
            ("RO", "2025-08-01", 190_000, 210_000), ("SK", "2025-01-01", 200_000, 230_000),
            ("CH", "2018-01-01", 80_000, 77_000), ("CH", "2024-01-01", 77_000, 81_000),
        ] as [(String, String, Int64, Int64)])
    func boundaries(code: String, day: String, before: Int64, after: Int64) throws {
        let pack = try Fixture.pack()
        let date = try Fixture.day(day)
        let country = try Fixture.country(code)
        #expect(pack.standardRate(country, on: date.adding(days: -1)).value?.partsPerMillion == before)
        #expect(pack.standardRate(country, on: date).value?.partsPerMillion == after)
    }

    @Test("a day or a country without rule is unknown by name, never the nearest rate")
    func unknown() throws {
        let pack = try Fixture.pack()
        let early = try Fixture.day("1980-01-01")
        #expect(
            pack.standardRate(try Fixture.country("DE"), on: early) == .unknown("vat standard rate DE 1980-01-01"))
        #expect(pack.standardRate(try Fixture.country("US"), on: early) == .unknown("vat rules US"))
        let today = try Fixture.day("2026-11-23")
        #expect(pack.chargingRate(try Fixture.country("LU"), on: today) == .unknown("vat charging rate LU 2026-11-23"))
        #expect(pack.chargingRate(try Fixture.country("IE"), on: today).value?.percentText == "9")
        #expect(pack.chargingRate(try Fixture.country("FI"), on: today).value?.percentText == "25.5")
        #expect(pack.chargingRate(try Fixture.country("GR"), on: today).value?.ruleID == "GR charging 2023-10-12")
    }

    @Test("a charging rule that follows the standard rate changes with it")
    func following() throws {
        let pack = try Fixture.pack()
        let germany = try #require(pack.jurisdictions[try Fixture.country("DE")])
        #expect(germany.windows[.charging]?.map(\.ratePPM) == [190_000, 160_000, 190_000])
        let finland = try #require(pack.jurisdictions[try Fixture.country("FI")])
        #expect(finland.windows[.charging]?.map(\.ratePPM) == [240_000, 100_000, 240_000, 255_000])
        #expect(finland.windows[.charging]?.map(\.isTemporary) == [false, true, false, false])
    }

    @Test("postcodes find territories, with and without spaces")
    func territories() throws {
        let pack = try Fixture.pack()
        func code(_ country: String, _ postcode: String) throws -> String? {
            pack.jurisdictions[try Fixture.country(country)]?.territory(postcode: postcode)?.code
        }
        #expect(try code("DE", "78266") == "DE-78266" && code("DE", "78267") == nil)
        #expect(try code("ES", "35001") == "ES-CN" && code("ES", "28001") == nil)
        #expect(try code("GB", "bt1 5gs") == "XI" && code("GB", "B15 1AA") == nil)
        #expect(try code("PT", "9500-321") == "PT-20" && code("FR", "98000") == "FR-MC")
    }
}

@Suite struct TaxFileTests {
    /// A minimal file; `replacing` puts a fault into it.
    static func file(_ change: (String, String)? = nil, name: String = "NO/standard.yaml") throws -> TaxLoad {
        var text = """
            schema: vat-rates/1
            jurisdiction: "NO"
            time_zone: Europe/Oslo
            currency: NOK
            vat_id_prefix: "NO"
            updated: "2026-11-23"
            rates:
              - kind: standard
                windows:
                  - from: "2005-01-01"
                    to: "2020-01-01"
                    rate: "25"
                    basis: [{cite: "mval"}]
                  - from: "2020-01-01"
                    to: null
                    rate: "24.5"
                    basis: [{cite: "mval"}]
              - kind: charging
                windows:
                  - from: "2010-01-01"
                    to: null
                    rate: standard
                    certainty: assumed
                    basis: [{cite: "none"}]
            territories:
              - code: "NO-21"
                name: "Svalbard"
                postcodes: ["917"]
                treatment: outside
                basis: [{cite: "mval"}]

            """
        if let change {
            #expect(text.contains(change.0), "\(change.0)")
            text = text.replacingOccurrences(of: change.0, with: change.1)
        }
        return TaxPack.load([TaxSource(name: name, bytes: Array(text.utf8))])
    }

    @Test("the minimal file is right")
    func minimal() throws {
        let load = try Self.file()
        #expect(load.faults.isEmpty && load.pack?.jurisdictions.count == 1)
        #expect(load.pack?.jurisdictions.values.first?.windows[.charging]?.map(\.ratePPM) == [250_000, 245_000])
    }

    @Test(
        "each fault is named with its code and place",
        arguments: [
            ("schema: vat-rates/1", "schema: vat-rates/2", TaxError.Code.format, 1),
            ("jurisdiction: \"NO\"", "jurisdiction: NO", .format, 2),
            ("jurisdiction: \"NO\"", "jurisdiction: \"ZZ\"", .format, 2),
            ("jurisdiction: \"NO\"", "jurisdiction: \"SE\"", .format, 2),
            ("currency: NOK", "currency: NKO", .format, 4),
            ("vat_id_prefix: \"NO\"", "vat_id_prefix: \"EL\"", .prefix, 5),
            ("updated: \"2026-11-23\"", "updated: \"2026-11-31\"", .format, 6),
            ("time_zone: Europe/Oslo", "time_zone: \"\"", .format, 3),
            ("time_zone: Europe/Oslo", "timezone: Europe/Oslo", .format, 3),
            ("time_zone: Europe/Oslo\n", "", .format, 1),
            ("to: \"2020-01-01\"", "to: \"2019-12-31\"", .gap, 14),
            ("to: \"2020-01-01\"", "to: \"2020-01-02\"", .overlap, 14),
            ("to: \"2020-01-01\"", "to: null", .overlap, 14),
            ("to: \"2020-01-01\"", "to: \"2005-01-01\"", .overlap, 11),
            ("from: \"2005-01-01\"", "from: \"2005-01-01T00:00:00Z\"", .boundary, 10),
            ("rate: \"24.5\"", "rate: \"0.245\"", .unit, 16),
            ("rate: \"24.5\"", "rate: \"50.5\"", .unit, 16),
            ("rate: \"24.5\"", "rate: \"24.5001\"", .scale, 16),
            ("rate: \"24.5\"", "rate: 24.5", .format, 16),
            ("rate: \"24.5\"", "rate: \"-1\"", .format, 16),
            ("rate: \"24.5\"", "rate: \"2e1\"", .format, 16),
            ("rate: \"24.5\"", "rate: standard", .format, 16),
            ("basis: [{cite: \"none\"}]", "basis: []", .noBasis, 24),
            ("basis: [{cite: \"none\"}]", "basis: none", .format, 24),
            ("certainty: assumed", "certainty: sure", .format, 23),
            ("certainty: assumed", "certainty: contested", .format, 23),
            ("certainty: assumed", "temporary: yes", .format, 23),
            ("kind: charging", "kind: standard", .ambiguous, 18),
            ("kind: charging", "kind: parking", .format, 18),
            ("kind: standard", "kind: charging", .format, 8),
            ("treatment: outside", "treatment: abroad", .format, 29),
            ("postcodes: [\"917\"]", "postcodes: [917]", .format, 28),
            ("code: \"NO-21\"", "code: \"NO-21\"\n    code: \"NO-22\"", .format, 27),
        ])
    func faults(old: String, new: String, code: TaxError.Code, line: Int) throws {
        let load = try Self.file((old, new))
        #expect(load.pack == nil)
        let fault = try #require(load.faults.first { $0.code == code && $0.line == line }, "\(load.faults)")
        #expect(fault.description.hasPrefix("NO/standard.yaml:\(line):"))
    }

    @Test("one country in two files, or no file at all, is no pack")
    func sets() throws {
        let sources = try Fixture.sources()
        let twice = TaxPack.load(sources + [TaxSource(name: "copy/AT/standard.yaml", bytes: sources[0].bytes)])
        #expect(twice.pack == nil && twice.faults.map(\.code) == [.ambiguous])
        #expect(TaxPack.load([]).faults.map(\.code) == [.format])
        #expect(TaxPack.load([TaxSource(name: "AT/a.yaml", bytes: [])]).faults.first?.code == .format)
    }

    @Test("a changed byte is another version")
    func versions() throws {
        let one = try #require(try Self.file().pack)
        let other = try #require(try Self.file(("\"mval\"", "\"Mval\"")).pack)
        #expect(one.hash != other.hash)
    }
}
