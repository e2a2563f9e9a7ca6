import Domain
import Testing

@testable import Screening

/// How the EU's, the British and the Swiss files bite (design section 1).
@Suite struct ImportEuropeTests {
    private func read(_ name: String, _ text: String) throws(ImportError) -> ImportedList {
        try ListImporter.read([SmallLists.file(name, text)])
    }

    private func eu(_ inside: String) throws(ImportError) -> ListEntry {
        let text =
            "<export xmlns=\"http://eu.europa.ec/fpi/fsd/export\" generationDate=\"2026-01-02\"><sanctionEntity "
            + "euReferenceNumber=\"EU.1.1\" logicalId=\"1\"><subjectType code=\"person\"/>\(inside)</sanctionEntity></export>"
        return try read("eu.xml", text).entries[0]
    }

    @Test func `EU names in many languages are one group each`() throws {
        let names = ["BG", "EL", "BG", "EL"].enumerated().map {
            "<nameAlias wholeName=\"Name \($0.offset)\" nameLanguage=\"\($0.element)\" strong=\"true\"/>"
        }
        let entry = try eu("<nameAlias wholeName=\"Main\" strong=\"false\"/>" + names.joined())
        #expect(entry.names.map(\.group) == [nil, 0, 0, 1, 1])
        #expect(entry.names.map(\.kind) == [.primary, .translation, .translation, .translation, .translation])
        #expect(entry.names.map(\.isWeak) == [true, false, false, false, false])
    }

    @Test func `EU dates of another calendar, false documents and unknown countries match nothing`() throws {
        let entry = try eu(
            "<nameAlias wholeName=\"Main\"/><birthdate calendarType=\"ISLAMIC\" year=\"1390\"/>"
                + "<birthdate circa=\"true\" calendarType=\"GREGORIAN\" year=\"1970\" countryIso2Code=\"00\"/>"
                + "<birthdate yearRangeFrom=\"1960\" yearRangeTo=\"1962\"/>"
                + "<identification knownFalse=\"true\" number=\"F1\" identificationTypeCode=\"passport\"/>"
                + "<identification knownExpired=\"true\" number=\"E1\" identificationTypeCode=\"passport\"/>"
                + "<address countryIso2Code=\"00\" countryDescription=\"UNKNOWN\"/><citizenship countryIso2Code=\"IR\"/>"
        )
        #expect(entry.births.map(\.text) == ["circa 1968..1972", "1960..1962"])
        #expect(entry.ids == [SubjectID(scheme: "passport", value: "E1", quality: .expired)])
        #expect(entry.countries == [EntryCountry(.nationality, Country(alpha2: "IR"), "IR")])
        #expect(entry.unread.contains("false passport: F1"))
        #expect(entry.unread.contains { $0.hasPrefix("birth date in calendar ISLAMIC") })
    }

    @Test func `EU rows may leave out their tail but may not be longer than the header`() throws {
        let subjects = ListModel.subjects(600, seed: 5).map(ListExports.euSubject)
        let format = try #require(ListExports.all.first { $0.format == .euFSFCSV11 })
        let text = format.write(subjects)
        let rows = text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
        #expect(rows[1].split(separator: ";", omittingEmptySubsequences: false).count < ListExports.euColumns.count)
        let long = rows[1] + String(repeating: ";", count: 140) + "\r\n"
        let list = try read("eu.csv", text + long)
        #expect(list.rejects.map(\.field) == ["columns"])
        #expect(list.entries.count == 600)
        #expect(list.warnings.allSatisfy { !$0.contains("read by name") })
        let moved = rows.map { row -> String in row.isEmpty ? row : "x;" + row.replacingAll("\u{FEFF}", "") }
        let other = try read("eu.csv", moved.joined(separator: "\r\n"))
        #expect(other.entries.count == 600)
        #expect(other.warnings.contains { $0.contains("read by name") })
    }

    @Test func `an old EU file that a spreadsheet saved is unwrapped and decoded, and says so`() throws {
        let wrapped = SmallLists.oldEU.split(separator: "\n").map { line in
            "\"" + String(line).replacingAll("\"", "\"\"") + "\t\t\"\n"
        }
        var bytes = Array(wrapped.joined().utf8)
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: "Moscow".utf8) })
        bytes[place + 1] = 0xF6
        let list = try ListImporter.read([ListFile(name: "old.csv", bytes: bytes)])
        #expect(list.entries.map(\.entryID) == ["EU.1.1", "EU.2.1"])
        #expect(list.entries[0].birthPlaces == ["Möscow"])
        #expect(list.entries[1].names.map(\.text) == ["Probe \"Star\" Works"])
        #expect(list.warnings.contains { $0.contains("Windows-1252") })
        #expect(list.warnings.contains { $0.contains("unwrapped") })
    }

    @Test func `a few bad bytes do not turn a file of UTF-8 into another code page`() {
        let text = Array("Иван Müller ".utf8)
        #expect(!Windows1252.utf8(text + [0xFF] + text).wasWindows)
        #expect(Windows1252.utf8([0x91, 0x41, 0x92, 0xE9]).bytes == Array("‘A’é".utf8))
    }

    @Test func `a row that is not UTF-8 is a reject with its field`() throws {
        var bytes = Array(SmallLists.journal.utf8)
        let place = try #require(bytes.indices.last { bytes[$0...].starts(with: "Panama".utf8) })
        bytes[place] = 0xFF
        let list = try ListImporter.read([ListFile(name: "j.csv", bytes: bytes)], acceptedRejects: 1)
        #expect(list.rejects.map(\.reason) == ["not UTF-8"])
        #expect(list.rejects[0].line == 4 && list.rejects[0].field == "field 18")
    }

    private func seco(_ targets: String) throws(ImportError) -> ImportedList {
        try read(
            "seco.xml",
            "<swiss-sanctions-list list-type=\"whole-list\" date=\"2026-03-10\">\(targets)</swiss-sanctions-list>")
    }

    private let listed = "<modification modification-type=\"listed\" effective-date=\"2020-01-01\"/>"

    @Test func `Swiss spellings combine part by part within one language`() throws {
        let list = try seco(
            """
            <target ssid="1"><individual sex="male"><identity main="true"><name name-type="primary-name" quality="good">
            <name-part order="1" name-part-type="family-name"><value>Ivanov</value>
            <spelling-variant lang="rus">Иванов</spelling-variant><spelling-variant lang="fra">Ivanof</spelling-variant></name-part>
            <name-part order="2" name-part-type="given-name"><value>Ivan</value>
            <spelling-variant lang="rus">Иван</spelling-variant></name-part>
            <name-part order="3" name-part-type="maiden-name"><value>Petrov</value></name-part>
            <name-part order="4" name-part-type="title"><value>Dr.</value></name-part></name></identity></individual>
            \(listed)</target>
            """)
        let names = list.entries[0].names
        #expect(names.map(\.text) == ["Ivan Ivanov", "Иван Иванов", "Ivan Ivanof", "Ivan Petrov"])
        #expect(names.map(\.kind) == [.primary, .variant, .variant, .maiden])
        #expect(Set(names.map(\.group)).count == 1)
        #expect(names[1].language == "rus" && names[0].parts.contains(NamePart(.title, "Dr.")))
    }

    @Test
    func `a Swiss target whose last change took it off the list is none, and a document's expiry is no birth date`()
        throws
    {
        func target(_ id: Int, _ changes: String) -> String {
            "<target ssid=\"\(id)\"><individual><identity main=\"true\"><name name-type=\"primary-name\"><name-part "
                + "name-part-type=\"whole-name\"><value>Name \(id)</value></name-part></name><identification-document "
                + "document-type=\"passport\"><number>P1</number><expiry-date><day-month-year day=\"1\" month=\"1\" "
                + "year=\"2031\"/></expiry-date></identification-document></identity></individual>\(changes)</target>"
        }
        let gone = "<modification modification-type=\"de-listed\" effective-date=\"2021-01-01\"/>"
        let again = "<modification modification-type=\"listed\" effective-date=\"2022-01-01\"/>"
        // The order of the changes in the file says nothing.
        let list = try seco(target(1, listed) + target(2, gone + listed) + target(3, again + gone + listed))
        #expect(list.entries.map(\.entryID) == ["1", "3"])
        #expect(list.count("de-listed") == 1 && list.recordsRead == 3)
        #expect(list.entries.allSatisfy { $0.births.isEmpty && $0.ids.map(\.value) == ["P1"] })
    }

    @Test func `the old British list of 2018 has its own columns, code page and numbers among details`() throws {
        let header =
            "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,DOB,Town of Birth,Country of Birth,Nationality,Passport Details,"
            + "NI Number,Position,Address 1,Address 2,Address 3,Address 4,Address 5,Address 6,Post/Zip Code,Country,"
            + "Other Information,Group Type,Alias Type,Regime,Listed On,Last Updated,Group ID\n"
        let row =
            " PROBE,Ivan,,,,,,00/00/1980,,Iran,1) Saudi Arabia 2) Qatar,Passport No: 592667 (Qatari passport issued on 3 May "
            + "2007).,,,,,,,,,,Iran (since 2009),,Individual,AKA,Probe\u{2019}s,01/04/2016,01/04/2016,7\n"
        var bytes: [UInt8] = []
        for scalar in ("Last Updated,13/04/2018" + String(repeating: ",", count: 27) + "\n" + header + row)
            .unicodeScalars
        {
            bytes.append(scalar == "\u{2019}" ? 0x92 : UInt8(scalar.value))
        }
        let list = try ListImporter.read([ListFile(name: "con.csv", bytes: bytes)])
        let entry = list.entries[0]
        #expect(list.publishDate == CivilDate(year: 2018, month: 4, day: 13))
        #expect(entry.names.map(\.text) == ["Ivan PROBE"])
        #expect(entry.births.map(\.text) == ["1980"])
        #expect(entry.ids.map(\.value) == ["592667"])
        #expect(entry.programs == ["Probe’s"])
        #expect(entry.countries.compactMap { $0.country?.alpha2 } == ["SA", "QA", "IR", "IR"])
    }

    @Test func `enhanced names keep their translations together`() throws {
        let entry = try read("e.xml", SmallLists.enhanced).entries[0]
        #expect(entry.names.map(\.kind) == [.primary, .native, .aka])
        #expect(entry.names.map(\.group) == [0, 0, nil])
        #expect(entry.names.map(\.isWeak) == [false, false, true])
        #expect(entry.names.map(\.script) == [.latin, .cyrillic, .latin])
        #expect(entry.births.map(\.text) == ["circa 1968..1972"])
        #expect(entry.unread == ["Secondary sanctions risk:: section 1"])
    }
}
