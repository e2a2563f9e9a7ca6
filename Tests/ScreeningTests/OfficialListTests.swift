import Domain
import Testing

@testable import Screening

/// Counts of the official files (design section 10) and the promise that the index loses nothing.
@Suite(.enabled(if: TestFiles.hasShared, "shared data absent: official lists are not tested")) struct OfficialListTests
{
    @Test func `OFAC 2021`() throws {
        let list = try ListImporter.read(
            ["sdn", "alt", "add"].map { try TestFiles.list("us_ofac/\($0)_2021-07-07.csv") })
        #expect(list.entries.count == 8_976)
        #expect(["person", "company", "vessel", "aircraft"].map(list.count) == [4_620, 3_673, 406, 277])
        #expect(["aka", "fka", "nka", "addresses", "weak aka"].map(list.count) == [11_523, 369, 18, 13_837, 2_415])
    }

    @Test func `OFAC files of two dates are refused`() throws {
        let files = ["sdn_2024-07", "alt_2025-12-24", "add_2025-12-24", "sdn_comments_2025-12-24"]
        #expect {
            _ = try ListImporter.read(files.map { try TestFiles.list("us_ofac/\($0).csv") })
        } throws: { ($0 as? ImportError)?.code == .guardJoin }
    }

    @Test func `OFAC non-SDN and enhanced XML`() throws {
        let list = try ListImporter.read(
            ["prim", "alt", "add", "comments"].map { try TestFiles.list("us_ofac/cons_\($0).csv") })
        #expect(list.format == .ofacConsCSV)
        #expect(
            [
                list.entries.count, list.count("aka") + list.count("fka"), list.count("addresses"),
                list.count("comments"),
            ] == [442, 1_073, 574, 10])
        let rich = try ListImporter.read([try TestFiles.list("us_ofac/CONS_ENHANCED.XML")])
        #expect(rich.publishDate == CivilDate(year: 2025, month: 1, day: 10))
        #expect(
            [rich.entries.count, rich.count("names"), rich.count("low quality"), rich.count("translations")] == [
                443, 1_579, 70, 1_624,
            ])
    }

    @Test func `UN, UK and US screening list`() throws {
        let un = try ListImporter.read([try TestFiles.list("un/UN_consolidated_2026-02-27.xml")])
        #expect(
            ["person", "company", "original script", "alias Good", "alias Low", "empty aliases"].map(un.count) == [
                730, 273, 378, 1_524, 615, 291,
            ])
        let uk = try ListImporter.read([try TestFiles.list("uk/OFSI_ConList_2018-04-13.csv")])
        #expect(
            [uk.recordsRead, uk.entries.count, uk.count("rows Individual"), uk.count("alias AKA")] == [
                9_487, 2_106, 6_857, 6_516,
            ])
        let us = try ListImporter.read([try TestFiles.list("us_csl/consolidated_2025-01-03.csv")])
        #expect([us.recordsRead, us.count("type person"), us.count("type unknown")] == [14_160, 5_286, 3_625])
    }

    @Test func `EU journal and the damaged financial sanctions file`() throws {
        let eu = try ListImporter.read(
            TestFiles.folder("eu/journal/data/consolidated") + TestFiles.folder("eu/journal/data/amendments"))
        #expect(
            ["consolidated rows", "amendment rows", "schema Person", "schema Vessel", "schema Asset"].map(eu.count) == [
                8_017, 417, 4_500, 708, 29,
            ])
        let old = try ListImporter.read([try TestFiles.list("eu/EU_FSF_v1.0_2018-07-04_first999rows.csv")])
        #expect([old.recordsRead, old.entries.count] == [999, 93])
    }

    @Test func `the index finds what a full scan finds`() throws {
        let screener = Screener(
            ListSnapshot([try ListImporter.read([try TestFiles.list("un/UN_consolidated_2026-02-27.xml")])]))
        let snapshot = screener.snapshot
        var state: UInt64 = 99
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let scorer = NameScorer(type: .person)
        for _ in 0..<25 {
            let source = snapshot.names[next(snapshot.names.count)]
            guard !source.isCompany else { continue }
            var letters = Array(snapshot.text(source.text))
            let place = next(max(1, letters.count))
            switch next(3) {
            case 0: letters.remove(at: place)
            case 1: letters.insert(letters[place], at: place)
            default: letters[place] = "e"
            }
            let name = String(letters)
            var expected: Set<UInt32> = []
            for reading in screener.pairScorer.preparer.readings(of: name, type: .person) {
                for record in snapshot.names where !record.isCompany {
                    var score = scorer.match(reading, screener.prepared(record)).score
                    if record.isWeak { score = min(score, 8_400) }
                    if score >= 7_500 { expected.insert(record.entry) }
                }
            }
            let found = screener.screen(ScreeningQuery(name: name, type: .person), limit: 1_000)
            let ids = Set(found.candidates.map(\.entryID))
            for entry in expected {
                #expect(ids.contains(snapshot.text(snapshot.entries[Int(entry)].id)), "seed 99: \(name)")
            }
        }
    }
}
