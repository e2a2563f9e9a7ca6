import Domain
import Foundation
import Testing

@testable import Screening

/// Files beside the package and, where present, the shared data.
enum TestFiles {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let shared =
        ProcessInfo.processInfo.environment["AMPLOMB_SHARED_DATA"].map { URL(fileURLWithPath: $0) }
        ?? root.appendingPathComponent("../shared/data")
    static let hasShared = FileManager.default.fileExists(atPath: shared.appendingPathComponent("sanctions-lists").path)

    static func sample(_ path: String) throws -> ListFile {
        try file(root.appendingPathComponent("sanctions-lists/samples/\(path)"))
    }
    static func list(_ path: String) throws -> ListFile {
        try file(shared.appendingPathComponent("sanctions-lists/\(path)"))
    }

    static func file(_ url: URL) throws -> ListFile {
        ListFile(name: url.lastPathComponent, bytes: [UInt8](try Data(contentsOf: url)))
    }

    static func folder(_ path: String) throws -> [ListFile] {
        let url = shared.appendingPathComponent("sanctions-lists/\(path)")
        return try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
            .sorted { $0.path < $1.path }.map(file)
    }
}

@Suite struct ListTests {
    private func ofac() throws -> ImportedList {
        try ListImporter.read(["sdn", "alt", "add", "sdn_comments"].map { try TestFiles.sample("ofac/\($0).csv") })
    }

    @Test func `an OFAC set is one list with its aliases, addresses and continued remarks`() throws {
        let list = try ofac()
        #expect(list.format == .ofacSDNCSV)
        #expect(list.entries.map(\.entryID) == ["9001", "9002", "9003"])
        let person = list.entries[0]
        #expect(person.type == .person)
        #expect(person.names.map(\.text) == ["SAMPLOV, Ivan Testovich", "SAMPLAU, Ivan", "THE PLUMB"])
        #expect(person.names[2].isWeak)
        #expect(person.births == [BirthRange(year: 1970, month: 3, day: 12)].compactMap { $0 })
        #expect(person.genders == [.male])
        #expect(person.ids == [SubjectID(scheme: "passport", value: "751234567", country: Country(alpha2: "RU"))])
        let company = list.entries[1]
        #expect(company.programs == ["SDGT", "IRAN"])
        // The comment goes on inside the word "(Russia)".
        #expect(company.ids.contains(SubjectID(scheme: "tax", value: "7700000000", country: Country(alpha2: "RU"))))
        #expect(company.names.last == ListName("LST", .aka, isWeak: true))
        #expect(list.entries[2].ids.contains(SubjectID(scheme: "imo", value: "9074729")))
        #expect(list.recordsRead == list.entries.count + list.mergedRows + list.rejects.count)
    }

    @Test func `a set whose aliases belong to other entries is refused`() throws {
        let wrong = ListFile(name: "alt.csv", bytes: Array("77,1,\"aka\",\"NOBODY\",-0- \r\n".utf8))
        let main = try TestFiles.sample("ofac/sdn.csv")
        #expect(throws: ImportError.self) { try ListImporter.read([main, wrong]) }
        #expect(try ListImporter.read([main, wrong], force: true).warnings.count == 1)
    }

    @Test func `the UN sample keeps weak aliases, native names and ranges`() throws {
        let list = try ListImporter.read([try TestFiles.sample("un.xml")])
        #expect(list.publishDate == CivilDate(year: 2026, month: 1, day: 2))
        let person = try #require(list.entries.first { $0.entryID == "SAi.001" })
        #expect(person.names.map(\.isWeak) == [false, false, false, true])
        #expect(person.names[1].kind == .native)
        #expect(person.births == [BirthRange(years: 1960, 1962)].compactMap { $0 })
        #expect(list.count("empty aliases") == 1)
    }

    @Test func `the old UK list groups rows and reads numbered values`() throws {
        let list = try ListImporter.read([try TestFiles.sample("uk-conlist.csv")])
        #expect(list.entries.count == 2)
        #expect(list.publishDate == CivilDate(year: 2026, month: 2, day: 13))
        #expect(list.entries[0].names.map(\.text) == ["Test Sample PROBER", "Test PROBIR"])
        #expect(list.entries[0].births.map(\.text) == ["1980", "1981"])
        #expect(Set(list.entries[0].countries.compactMap { $0.country?.alpha2 }) == ["SA", "QA", "YE"])
    }

    @Test func `journal aliases are taken apart`() throws {
        let list = try ListImporter.read([try TestFiles.sample("eu-journal/sample.csv")])
        let person = try #require(list.entries.first { $0.type == .person })
        #expect(
            person.names.map(\.text) == [
                "Ivan Testovich SAMPLOV", "Iван Тестович САМПЛОВ", "Ivan SAMPLAU", "Іван САМПЛАЎ",
            ])
        #expect(list.entries.contains { $0.type == .vessel && $0.names.contains { $0.kind == .fka } })
    }

    @Test func `unknown content names what it saw and what it knows`() {
        #expect {
            _ = try ListImporter.read([ListFile(name: "x.bin", bytes: Array("hello".utf8))])
        } throws: { error in
            guard let error = error as? ImportError else { return false }
            return error.code == .unknownFormat && error.message.contains("hello") && error.message.contains("un-xml")
        }
    }

    @Test func `a cut XML file is refused with its line`() throws {
        let whole = try TestFiles.sample("un.xml")
        let cut = ListFile(name: "un.xml", bytes: Array(whole.bytes.prefix(900)))
        #expect(throws: ImportError.self) { _ = try ListImporter.read([cut]) }
    }

    @Test func `guards refuse a shrunken, an older and a short list`() throws {
        let list = try ListImporter.read([try TestFiles.sample("un.xml")])
        #expect(throws: ImportError.self) {
            try ListImporter.check(list, previousCount: 3, previousDate: nil, minimumEntries: 0)
        }
        #expect(throws: ImportError.self) {
            try ListImporter.check(
                list, previousCount: nil, previousDate: CivilDate(year: 2026, month: 1, day: 3), minimumEntries: 0)
        }
        #expect(throws: ImportError.self) {
            try ListImporter.check(list, previousCount: nil, previousDate: nil, minimumEntries: 3)
        }
        try ListImporter.check(list, previousCount: 2, previousDate: list.publishDate, minimumEntries: 2)
    }

    @Test func `a snapshot survives its file and a damaged file is refused`() throws {
        let snapshot = ListSnapshot([try ofac(), try ListImporter.read([try TestFiles.sample("un.xml")])])
        var bytes = snapshot.encoded()
        let back = try ListSnapshot(encoded: bytes)
        #expect(back.hash == snapshot.hash)
        let query = ScreeningQuery(name: "Ivan Samplov", type: .person)
        #expect(
            Screener(back).json(Screener(back).screen(query))
                == Screener(snapshot).json(Screener(snapshot).screen(query)))
        bytes[bytes.count / 2] ^= 1
        #expect(throws: SnapshotError.wrongHash) { _ = try ListSnapshot(encoded: bytes) }
        #expect(throws: SnapshotError.notAnIndex) { _ = try ListSnapshot(encoded: []) }
    }

    @Test func `screening finds, explains, suppresses and says what is missing`() throws {
        let screener = Screener(ListSnapshot([try ofac()]))
        var query = ScreeningQuery(name: "Иван Самплов", type: .person)
        query.births = [BirthRange("1970-03-12")].compactMap { $0 }
        let result = screener.screen(query)
        let hit = try #require(result.candidates.first)
        #expect(hit.entryID == "9001")
        #expect(hit.match)
        #expect(result.outcome >= .hold)
        let sum = hit.parts.reduce(0) { $0 + $1.contribution } + hit.adjustments.reduce(0) { $0 + $1.amount }
        #expect(sum == hit.score)
        let good = GoodListEntry(
            decisionID: "D-1", list: hit.list, entryID: hit.entryID, entryHash: hit.entryHash,
            subjectHash: query.attributesHash, band: hit.band, by: "a", reason: "another person",
            from: Instant(microseconds: 0), to: Instant(microseconds: 2))
        let quiet = screener.screen(query, goodList: GoodList([good]), at: Instant(microseconds: 1)).result
        #expect(quiet.outcome == .pass)
        #expect(quiet.candidates.first?.suppressed == good)
        #expect(
            screener.screen(ScreeningQuery(name: "Nobody Atall", type: .person), unknown: ["list stale: un"]).outcome
                == .hold)
    }

    @Test func `an equal identifier raises whatever the name`() throws {
        let screener = Screener(ListSnapshot([try ofac()]))
        var query = ScreeningQuery(name: "Entirely Different", type: .company)
        query.ids = [SubjectID(scheme: "lei", value: "5299000J2N45DDNE4Y28")]
        let hit = try #require(screener.screen(query).candidates.first)
        #expect(hit.entryID == "9002")
        #expect(hit.score == 9_500)
    }

    @Test func `the bundled tables are the files`() throws {
        for table in BundledTables.all {
            let url = TestFiles.root.appendingPathComponent("sanctions-lists/names/\(table.file)")
            let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").filter {
                !$0.hasPrefix("#")
            }
            let own = table.text.split(separator: "\n")
            #expect(
                lines.map { $0.trimmingCharacters(in: .whitespaces) }
                    == own.map { $0.trimmingCharacters(in: .whitespaces) }, "\(table.file)")
        }
    }
}

@Suite struct ThresholdTests {
    @Test func `the shipped thresholds are the standard ones`() throws {
        let file = try TestFiles.file(TestFiles.root.appendingPathComponent("rules/lists/screening.yaml"))
        #expect(try ScreeningThresholds(yaml: file.bytes) == .standard)
    }

    @Test(arguments: ["review: 0.8\nhold: 0.7\nstop: 0.9\nstop_bits: 16\n", "review: x\n", "other: 1\n", ""])
    func `wrong thresholds are refused`(text: String) {
        #expect(throws: (any Error).self) { _ = try ScreeningThresholds(yaml: Array(text.utf8)) }
    }

    @Test func `a diff tells material changes from remarks`() throws {
        var old = try ListImporter.read([try TestFiles.sample("un.xml")])
        let new = old
        old.entries[0].remarks = "other"
        old.entries[1].names.removeLast()
        let diff = ListDiff(from: old, to: new)
        #expect(diff.changed.map(\.isMaterial) == [false, true])
        #expect(diff.changed[1].fields == ["names"])
        #expect(diff.affected == [old.entries[1].entryID])
    }
}
