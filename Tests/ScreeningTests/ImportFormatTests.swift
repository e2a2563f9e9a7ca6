import Domain
import Testing

@testable import Screening

/// Each way in which the official formats bite (design section 1), on the smallest file that shows it.
@Suite struct ImportFormatTests {
    private func read(_ name: String, _ text: String, accept: Int = 0) throws(ImportError) -> ImportedList {
        try ListImporter.read([SmallLists.file(name, text)], acceptedRejects: accept)
    }

    @Test(arguments: [
        ("12 Mar 1970", "1970-03-12"), ("1970", "1970"), ("Mar 1970", "1970-03"), ("circa 1970", "circa 1968..1972"),
        ("1968 to 1970", "1968..1970"), ("12 Mar 1968 to 14 Apr 1970", "1968..1970"), ("17.3.2014", "2014-03-17"),
        ("Mar 1968 to Apr 1970", "1968..1970"), ("circa 1968-1970", "circa 1966..1972"), ("March 1969", "1969-03"),
        ("1.1.1960 or 2.2.1961", "1960-01-01 1961-02-02"), ("(a) 1960, (b) Apr. 1961", "1960 1961-04"),
        ("Between 1960 and 1962", "1960..1962"), ("1960 (approximately)", "circa 1958..1962"), ("00/00/1980", "1980"),
        ("dd/mm/1980", "1980"), ("00/03/1980", "1980-03"), ("1970-03-12", "1970-03-12"), ("1970-03", "1970-03"),
        ("13-Feb-2026", "2026-02-13"), ("9 Oct.1958", "1958-10-09"), ("1956/1957", "1956..1957"),
        ("1960s", "1960..1969"),
        ("1341", ""), ("N/D", ""), ("31.6.1970", "1970-06"), ("a) 1960 b) approximately 1961", "1960 circa 1959..1963"),
        ("12 March", ""), ("March 12, 1970", "1970-03-12"), ("4.5.1961 POB: Baku", "1961-05-04"),
    ])
    func `dates in every shape`(text: String, expected: String) {
        #expect(DateText(text).births.map(\.text).joined(separator: " ") == expected)
    }

    @Test func `circa widens a day by two years on each side`() throws {
        let birth = try #require(DateText("circa 29 Feb 1968").births.first)
        #expect(birth.from == CivilDate(year: 1966, month: 2, day: 28))
        #expect(birth.to == CivilDate(year: 1970, month: 3, day: 1))
        #expect(birth.precision == .circa)
    }

    @Test func `numbered values are taken apart`() {
        #expect(ImportText.numbered("1) Saudi Arabia 2) Qatar") == ["Saudi Arabia", "Qatar"])
        #expect(ImportText.numbered("(1) Tunisia (2) Libya") == ["Tunisia", "Libya"])
        #expect(ImportText.numbered("(1)-(5) Tunisia (6) Libya") == ["Tunisia", "Libya"])
        #expect(ImportText.numbered("a) German b) Moroccan") == ["German", "Moroccan"])
        #expect(ImportText.numbered("Iran (since 2009)") == ["Iran (since 2009)"])
        #expect(CountryNames.several("Ukrainian, Russian")?.map(\.alpha2) == ["UA", "RU"])
        #expect(CountryNames.country("Iran (since 2009)")?.alpha2 == "IR")
        #expect(CountryNames.country("00") == nil && CountryNames.country("UNKNOWN") == nil)
    }

    @Test func `OFAC remarks go on in mid-word and end weak names at their own quote`() throws {
        let list = try ListImporter.read(SmallLists.sdn)
        let person = list.entries[0]
        #expect(person.names.last?.text == "O'NEIL; THE ''PLUMB")
        #expect(person.names.last?.isWeak == true)
        #expect(person.births.map(\.text) == ["1970-03-12", "1971"])
        #expect(person.births.map(\.isAlternative) == [false, true])
        #expect(person.programs == ["ALPHA", "BETA"])
        #expect(person.names[0].parts == [NamePart(.family, "PROBE"), NamePart(.given, "Ivan")])
        let company = list.entries[1]
        #expect(company.ids == [SubjectID(scheme: "tax", value: "77000", country: Country(alpha2: "RU"))])
        #expect(company.names.map(\.text) == ["PROBE CO., LTD.", "OLD PROBE", "LST"])
        #expect(company.names[0].parts.isEmpty)
        #expect(list.entries[2].ids.map(\.scheme) == ["callsign", "imo"])
        #expect(list.recordsRead == 8)
    }

    @Test func `a header line is skipped, a later line without a number is a reject`() throws {
        let rows = [
            "ent_num,SDN_name,SDN_type,Program,Title,Call_Sign,Vess_type,Tonnage,GRT,Vess_flag,Vess_owner,Remarks"
        ]
        let one = "1,\"X1\",-0- ,\"A\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"Odd key 5.\""
        let list = try read("sdn.csv", SmallLists.main(rows + [one]))
        #expect(list.entries.count == 1 && list.recordsRead == 1 && list.count("unread remarks") == 1)
        #expect(list.entries[0].unread == ["Odd key 5"])
        let odd = one.replacingAll("1,\"X1\"", "x,\"X2\"")
        let file = SmallLists.main([one, odd, one.replacingAll("1,\"X1\"", "2,\"X3\"")])
        #expect {
            _ = try read("sdn.csv", file)
        } throws: {
            "\($0)".hasPrefix("sdn.csv:2: 1 of 3 rows rejected") && ($0 as? ImportError)?.code == .rejects
        }
        let accepted = try read("sdn.csv", file, accept: 1)
        #expect(accepted.rejects.map(\.description) == ["sdn.csv:2: ent_num: not a number: x"])
    }

    @Test(arguments: [
        ("36@\"X\"@-0- @\n", ".DEL"), ("36|\"X\"|-0- |\n", ".PIP"),
        ("36        AEROCARIBBEAN AIRLINES" + String(repeating: " ", count: 200) + "\n", ".FF"),
    ])
    func `OFAC's other delimitings are refused by name`(text: String, variant: String) {
        #expect {
            _ = try read("sdn.x", text)
        } throws: { "\($0)".contains(variant) && "\($0)".contains("use CSV or XML") }
    }

    @Test func `cut files are refused with their line`() throws {
        for (name, text) in [("a.csv", SmallLists.screening), ("b.csv", SmallLists.journal)] {
            let cut = String(text.dropLast(40))
            #expect {
                _ = try read(name, cut)
            } throws: { ($0 as? ImportError)?.code == .truncated && "\($0)".hasPrefix("\(name):") }
        }
        #expect {
            _ = try read("u.xml", String(SmallLists.un.dropLast(30)))
        } throws: { ($0 as? ImportError)?.code == .truncated && "\($0)".contains("root") }
    }

    @Test func `a name that says nothing fails unless it is accepted`() throws {
        let text = SmallLists.un.replacingAll("PROBE WORKS", "---").replacingAll("OLD PROBE", "")
        #expect { _ = try read("u.xml", text) } throws: { ($0 as? ImportError)?.code == .noName }
        let list = try read("u.xml", text, accept: 1)
        #expect(list.entries.count == 1 && list.rejects.count == 1 && list.rejects[0].line > 0)
    }

    @Test func `two entries of one id are refused`() {
        let text = SmallLists.un.replacingAll("PRe.001", "PRi.001")
        #expect { _ = try read("u.xml", text) } throws: { ($0 as? ImportError)?.code == .duplicateID }
    }

    @Test func `Record_Count must be what is read`() throws {
        let text = ListExports.sdnXML(ListModel.subjects(5, seed: 1)).replacingAll(">5<", ">6<")
        #expect { _ = try read("s.xml", text) } throws: { ($0 as? ImportError)?.code == .guardCount }
        let forced = try ListImporter.read([SmallLists.file("s.xml", text)], force: true)
        #expect(forced.warnings.contains { $0.contains("Record_Count") })
        #expect(forced.entries.allSatisfy { !$0.ids.contains { $0.value.hasPrefix("section") } })
    }

    @Test func `the screening list is split by source and leaves OFAC's own entries to the direct file`() throws {
        let whole = try read("c.csv", SmallLists.screening)
        #expect(whole.entries.map(\.entryID) == ["1", "2", "2#2", "3"])
        let person = whole.entries[0]
        #expect(person.names.map(\.text) == ["PROBE, Ivan", "PROBIER, Ivan", "PROBER, Iwan"])
        #expect(person.genders == [.male])
        #expect(person.ids == [SubjectID(scheme: "passport", value: "751234567", country: Country(alpha2: "RU"))])
        #expect(whole.entries[3].type == .unknown)
        let parts = ListImporter.split(whole)
        #expect(parts.map(\.listID) == ["us-csl-cap", "us-csl-el", "us-csl-sdn"])
        #expect(parts.map(\.bandCeiling) == [.hold, .review, .stop])
        let direct = try ListImporter.read(SmallLists.sdn)
        let rest = ListImporter.withoutDuplicates([direct] + parts)
        #expect(rest.map(\.entries.count) == [3, 1, 1, 1])
        #expect(rest[3].count("left to the direct OFAC list") == 1)
        #expect(ListImporter.withoutDuplicates(parts).map(\.entries.count) == [1, 1, 2])
    }

    @Test func `journal cells are labels, alternatives, quoted values and several measures`() throws {
        let list = try read("32014R0269.csv", SmallLists.journal)
        let person = list.entries[0]
        #expect(person.names.map(\.text) == ["Ivan PROBE", "Иван ПРОБА", "Iwan PROBE", "A; B", "Plumb"])
        #expect(person.names[1].kind == .native && person.names[1].group == person.names[0].group)
        #expect(person.measures == ["Asset freeze", "Travel ban"])
        #expect(person.births.map(\.text) == ["1960-01-01", "1961-02-02"])
        #expect(list.mergedRows == 1 && list.recordsRead == 3)
        #expect(try read("32011D0173.csv", SmallLists.journalHeader).entries.isEmpty)
        let amendment = SmallLists.journal.replacingAll("celex,recordId", "amendedCelex,amendmentCelex,recordId")
            .replacingAll("32014R0269,1,", "32014R0269,32026R0001,7,").replacingAll(
                "32014R0269,2,", "32014R0269,32026R0001,2,")
        let both = try ListImporter.read([
            SmallLists.file("amendment.csv", amendment), SmallLists.file("32014R0269.csv", SmallLists.journal),
        ])
        #expect(both.entries.count == 3 && both.mergedRows == 3)
        #expect(both.entries.filter { $0.source.hasPrefix("32014R0269.csv") }.count == 2)
    }

    @Test func `files of different lists are not one list`() {
        let files = [SmallLists.file("u.xml", SmallLists.un), SmallLists.file("c.csv", SmallLists.screening)]
        #expect { _ = try ListImporter.read(files) } throws: { "\($0)".hasPrefix("c.csv: is us-csl-csv") }
    }

    @Test func `of two files of one list the one that says more is kept`() throws {
        let plain = try ListImporter.read(SmallLists.sdn)
        var rich = try read("e.xml", SmallLists.enhanced)
        #expect(rich.listID == plain.listID)
        let kept = ListImporter.withoutDuplicates([plain, rich])
        #expect(kept.map(\.format) == [.ofacEnhancedXML])
        #expect(kept[0].warnings.contains { $0.contains("ofac-sdn-csv") })
        rich.listID = "other"
        #expect(ListImporter.withoutDuplicates([plain, rich]).count == 2)
    }
}
