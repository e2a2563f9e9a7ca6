import Domain
import Testing

@testable import Screening

/// Further counts of the official files (design section 10); `OfficialListTests` has those of whole sets.
@Suite(.enabled(if: TestFiles.hasShared, "shared data absent: official lists are not tested")) struct OfficialCountTests
{
    private static func accounted(_ list: ImportedList) -> Bool {
        list.recordsRead == list.entries.count + list.mergedRows + list.rejects.count
    }

    @Test func `OFAC 2024 with its header line and every shape of birth date`() throws {
        let list = try ListImporter.read([
            try TestFiles.list("us_ofac/sdn_2024-07.csv"), try TestFiles.list("us_ofac/add_2024-07.csv"),
        ])
        #expect(list.entries.count == 15_402)
        #expect(["person", "company", "vessel", "aircraft"].map(list.count) == [6_915, 7_252, 861, 374])
        #expect(list.count("addresses") == 20_871)
        #expect(list.count("weak aka") == 3_705)
        #expect(Self.accounted(list) && list.rejects.isEmpty)
        var shapes: [BirthRange.Precision: Int] = [:]
        var alternatives = 0
        for birth in list.entries.flatMap(\.births) {
            shapes[birth.precision, default: 0] += 1
            if birth.isAlternative { alternatives += 1 }
        }
        #expect(shapes[.day] == 6_237)
        #expect(shapes[.year] == 1_074)
        #expect(shapes[.month] == 70)
        #expect(shapes[.circa] == 70 + 2 + 1)
        #expect(shapes[.range] == 70 + 65 + 6)
        #expect(alternatives == 798)
        #expect(list.entries.allSatisfy { entry in !entry.unread.contains { $0.hasPrefix("DOB ") } })
    }

    @Test
    func `the files of December 2025 have their rows, and 89 of 100 aliases belong to the main file of July 2024`()
        throws
    {
        let main = try TestFiles.list("us_ofac/sdn_2024-07.csv")
        func rows(_ name: String) throws -> [Int] {
            let list = try ListImporter.read([main, try TestFiles.list("us_ofac/\(name)_2025-12-24.csv")], force: true)
            return [list.recordsRead - 15_402, list.mergedRows]
        }
        #expect(try rows("alt") == [20_107, 17_958])
        #expect(try rows("add")[0] == 24_244)
        #expect(try rows("sdn_comments")[0] == 28)
    }

    @Test func `the enhanced list has native names in groups`() throws {
        let list = try ListImporter.read([try TestFiles.list("us_ofac/CONS_ENHANCED.XML")])
        #expect(
            ["script Latin", "script Cyrillic", "script Chinese Simplified", "script Chinese Traditional"].map(
                list.count)
                == [1_579, 39, 5, 1])
        #expect(list.listID == "us-ofac-cons" && Self.accounted(list))
        let natives = list.entries.flatMap(\.names).filter { $0.kind == .native }
        #expect(natives.count == 45 && natives.allSatisfy { $0.group != nil })
    }

    @Test func `the screening list of thirteen sources`() throws {
        let list = try ListImporter.read([try TestFiles.list("us_csl/consolidated_2025-01-03.csv")])
        #expect(
            ["type person", "type company", "type vessel", "type aircraft", "type unknown"].map(list.count)
                == [5_286, 4_533, 433, 283, 3_625])
        #expect(list.count("alt names") == 20_011)
        let sources = list.counts.filter { $0.name.hasPrefix("source ") }
        #expect(sources.count == 13)
        #expect(sources.first { $0.name.contains("(SDN)") }?.count == 10_026)
        let parts = ListImporter.split(list)
        #expect(parts.count == 13 && parts.reduce(0) { $0 + $1.entries.count } == list.entries.count)
        #expect(Self.accounted(list))
    }

    @Test func `UN aliases and births by kind`() throws {
        let list = try ListImporter.read([try TestFiles.list("un/UN_consolidated_2026-02-27.xml")])
        #expect(["alias a.k.a.", "alias f.k.a."].map(list.count) == [594, 19])
        #expect(
            ["birth EXACT", "birth APPROXIMATELY", "birth BETWEEN", "birth empty"].map(list.count) == [
                722, 117, 31, 49,
            ])
        #expect(Self.accounted(list))
    }

    @Test func `the EU journal by schema, with ships and Cyrillic rows`() throws {
        let folder = "eu/journal/data/"
        let files = try TestFiles.folder(folder + "consolidated") + TestFiles.folder(folder + "amendments")
        let list = try ListImporter.read(files)
        #expect(
            list.count("schema LegalEntity") + list.count("schema Company") + list.count("schema Organization") == 2_780
        )
        #expect(Self.accounted(list) && list.rejects.isEmpty)
        let ships = list.entries.filter { $0.type == .vessel }
        #expect(ships.allSatisfy { ship in ship.ids.contains { $0.scheme == "imo" } })
        let old = files.filter { $0.bytes.starts(with: Array("celex".utf8)) }
        #expect(old.count == 45 && files.count == 56)
        #expect(try old.count { try ListImporter.read([$0]).recordsRead == 0 } == 8)
        // 4,091 of 8,017 rows hold Cyrillic; the rows of one subject are one entry here.
        let cyrillic = list.entries.count { $0.names.contains { $0.script == .cyrillic } }
        #expect(cyrillic > 3_500)
    }

    @Test func `the old British list and the damaged EU file`() throws {
        let uk = try ListImporter.read([try TestFiles.list("uk/OFSI_ConList_2018-04-13.csv")])
        #expect(["alias Prime Alias", "alias FKA"].map(uk.count) == [2_952, 19])
        #expect(uk.warnings.contains { $0.contains("Windows-1252") } && Self.accounted(uk))
        let eu = try ListImporter.read([try TestFiles.list("eu/EU_FSF_v1.0_2018-07-04_first999rows.csv")])
        #expect(eu.warnings.contains { $0.contains(":55: 60 fields") } && Self.accounted(eu))
        #expect(eu.entries.contains { $0.names.contains { $0.text == "Aziz Salih al-Numan" } })
    }

    @Test(arguments: [
        ("ofac_sdn_sample.xml", ListFormat.ofacSDNXML, 2), ("eu_fsf_sample.xml", .euFSFXML11, 2),
        ("uk_sanctions_list_sample.xml", .ukSanctionsListXML, 1), ("seco_sample.xml", .secoXML, 1),
        ("uk_ofsi_conlist_2022format_sample.csv", .ukOFSIConListCSV, 1),
    ])
    func `structure samples`(name: String, format: ListFormat, count: Int) throws {
        let list = try ListImporter.read([try TestFiles.list("samples/\(name)")])
        #expect(list.format == format && list.entries.count == count && Self.accounted(list))
        #expect(list.rejects.isEmpty && list.publishDate != nil)
    }
}
