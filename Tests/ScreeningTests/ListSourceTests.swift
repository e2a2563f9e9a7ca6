import Domain
import Formats
import Foundation
import Testing

@testable import Screening

@Suite struct ListSourceTests {
    static let good = """
        lists:
          - id: un
            title: UN list
            publisher: United Nations
            page: https://main.un.org/x
            url: [https://scsanctions.un.org/a.xml]
            format: un-xml
            max_age: 48
            min_entries: 700
            ceiling: stop
            measures: [asset freeze]
            enabled: true
            legal: Binding.

        """

    private func errors(_ text: String) -> [String] {
        let result = ListSources.read(Array(text.utf8), file: "sources.yaml")
        #expect((result.sources == nil) == !result.errors.isEmpty)
        return result.errors.map(\.description)
    }

    @Test func `the shipped file names every publisher of the design, each with the address of its table`() throws {
        let url = TestFiles.root.appendingPathComponent("sanctions-lists/sources.yaml")
        let result = ListSources.read([UInt8](try Data(contentsOf: url)), file: "sources.yaml")
        #expect(result.errors.isEmpty, "\(result.errors)")
        let sources = try #require(result.sources)
        let hosts = [
            "us-ofac-sdn": "sanctionslistservice.ofac.treas.gov", "us-ofac-cons": "sanctionslistservice.ofac.treas.gov",
            "un": "scsanctions.un.org", "eu-fsf": "webgate.ec.europa.eu", "uk": "sanctionslist.fcdo.gov.uk",
            "ch-seco": "www.sesam.search.admin.ch",
        ]
        for (id, host) in hosts {
            let source = try #require(sources[id])
            #expect(source.isEnabled && !source.urls.isEmpty && source.maximumAgeHours == 48)
            #expect(source.urls.allSatisfy { ListAddress($0)?.host == host })
        }
        #expect(sources["us-ofac-sdn"]?.urls.count == 4)
        #expect(sources["us-ofac-cons"]?.ceiling == .hold)
        #expect(sources["us-csl"]?.maximumAgeHours == 336)
        // What is needed can be fetched: nobody is held for a list that only a person can bring.
        #expect(sources.enabled.allSatisfy { !$0.urls.isEmpty })
    }

    @Test func `a good file has no error`() { #expect(errors(Self.good) == []) }

    @Test(arguments: [
        ("max_age: 48", "max_agee: 48", ":8:5: unknown key max_agee; expected max_age"),
        ("    legal: Binding.\n", "", ":2:5: key legal is missing"),
        ("id: un\n", "id: UN\n", ":2:9: id UN; expected 2 to 40 small letters"),
        ("id: un\n", "id: sample-un\n", ":2:9: id sample-un begins with sample-"),
        ("format: un-xml", "format: xml", ":7:13: format xml; expected one of"),
        ("max_age: 48", "max_age: 0", ":8:14: max_age 0; expected a whole number from 1"),
        ("max_age: 48", "max_age: 2 days", ":8:14: max_age 2 days"),
        ("min_entries: 700", "min_entries: -1", ":9:18: min_entries -1"),
        ("ceiling: stop", "ceiling: none", ":10:14: ceiling none; expected one of hold, review, stop"),
        ("measures: [asset freeze]", "measures: asset freeze", ":11:15: measures is a value"),
        ("enabled: true", "enabled: yes", ":12:14: enabled yes; expected one of false, true"),
        ("https://scsanctions.un.org/a.xml", "http://scsanctions.un.org/a.xml", ":6:11: url http://scsanctions"),
        ("page: https://main.un.org/x", "page: main.un.org", ":5:11: page main.un.org"),
        ("title: UN list", "title: ''", ":3:12: title is empty"),
        ("lists:\n", "list:\n", ":1:1: unknown key list"),
    ])
    func `each fault is named with line and column`(_ from: String, _ to: String, _ expected: String) {
        let text = Self.good.replacingOccurrences(of: from, with: to)
        #expect(text != Self.good)
        #expect(errors(text).contains { $0.hasPrefix("sources.yaml" + expected) }, "\(errors(text))")
    }

    @Test func `an id twice and a key twice are errors, and all faults come in one run`() {
        let twice = Self.good + Self.good.replacingOccurrences(of: "lists:\n", with: "")
        #expect(errors(twice).contains { $0.contains("sources.yaml:14:9: id un occurs twice, first on line 2") })
        let keyTwice = Self.good + "    legal: Again.\n"
        #expect(errors(keyTwice).contains { $0.contains("legal") && $0.hasPrefix("sources.yaml:14:") })
        let many = Self.good.replacingOccurrences(of: "max_age: 48", with: "max_age: x")
            .replacingOccurrences(of: "enabled: true", with: "enabled: on")
        #expect(errors(many).count == 2)
        #expect(errors("").count == 1)
        #expect(errors("- a\n").count == 1)
    }

    @Test func `limits: samples have none, unnamed lists the default`() throws {
        let sources = try #require(ListSources.read(Array(Self.good.utf8), file: "x").sources)
        #expect(sources.maximumAge(of: "un") == TimeSpan(microseconds: 48 * 3_600_000_000))
        #expect(sources.maximumAge(of: "other") == TimeSpan(microseconds: 48 * 3_600_000_000))
        #expect(sources.maximumAge(of: "sample-un") == nil)
        #expect(sources.minimumEntries(of: "un") == 700)
        #expect(sources.minimumEntries(of: "other") == 1 && sources.minimumEntries(of: "sample-un") == 1)
    }

    @Test func `a list is missed beside official lists and beside none, not beside samples alone`() throws {
        let sources = try #require(ListSources.read(Array(Self.good.utf8), file: "x").sources)
        #expect(sources.missing(inForce: [String]()) == ["un"])
        #expect(sources.missing(inForce: ["uk"]) == ["un"])
        #expect(sources.missing(inForce: ["uk", "sample-un"]) == ["un"])
        #expect(sources.missing(inForce: ["un"]) == [])
        #expect(sources.missing(inForce: ["sample-un"]) == [])
        #expect(ListSources.isSamplesOnly(["sample-un"]) && !ListSources.isSamplesOnly([String]()))
    }

    @Test(arguments: [
        "http://example.org/x", "ftp://example.org/x", "https://", "https:///x", "https://user@example.org/x",
        "https://example.org/a b", "http://127.0.0.1.example.org/", "http://127.0.0.1@example.org/", "example.org",
    ])
    func `addresses that are not https or not what they look like are refused`(_ text: String) {
        #expect(ListAddress(text) == nil)
    }

    @Test(arguments: [
        ("https://example.org/a/SDN.CSV", "example.org", "SDN.CSV", "/a/SDN.CSV"),
        ("https://example.org:8443/content?token=a/b", "example.org", "content", "/content?token=a/b"),
        ("http://127.0.0.1:99/", "127.0.0.1", "list", "/"), ("http://[::1]:99/x.xml", "[::1]", "x.xml", "/x.xml"),
        ("https://example.org", "example.org", "list", ""),
    ])
    func `host, path and file name of an address`(_ text: String, _ host: String, _ file: String, _ path: String) throws
    {
        let address = try #require(ListAddress(text))
        #expect(address.host == host && address.fileName == file && String(address.path) == path)
    }
}

@Suite struct ListEditionTests {
    private func list() throws -> ImportedList {
        var list = try ListImporter.read([try TestFiles.sample("un.xml")])
        list.sealEdition()
        return list
    }

    @Test func `a changed remark is another version of the list, and no material change`() throws {
        let old = try list()
        var new = old
        new.entries[0].remarks = "some more"
        new.sealEdition()
        #expect(old.version != new.version)
        #expect(old.entries[0].materialHash == new.entries[0].materialHash)
        let diff = ListDiff(from: old, to: new)
        #expect(diff.material.isEmpty && diff.affected.isEmpty)
        let field = try #require(diff.nonMaterial.first?.values.first)
        #expect(field.name == "remarks" && !field.isMaterial)
        #expect(field.new == ["some more"])
        #expect(field.old == (old.entries[0].remarks.isEmpty ? [] : [old.entries[0].remarks]))
    }

    @Test func `order of entries and of their values does not make a version`() throws {
        let old = try list()
        var new = old
        new.entries.reverse()
        for index in new.entries.indices { new.entries[index].names.reverse() }
        new.sealEdition()
        #expect(new.version == old.version)
    }

    @Test func `a diff shows the values that went and the ones that came`() throws {
        let old = try list()
        var new = old
        new.entries[0].names[0].text = "Another NAME"
        new.entries[0].birthPlaces = ["Elsewhere"]
        new.entries.removeLast()
        let diff = ListDiff(from: old, to: new)
        #expect(diff.removed == [old.entries[old.entries.count - 1].entryID] && diff.added.isEmpty)
        let change = try #require(diff.changed.first)
        #expect(change.isMaterial && change.fields == ["names", "birth places"])
        #expect(change.values[0].old == ["\(old.entries[0].names[0].text) (primary)"])
        #expect(change.values[0].new == ["Another NAME (primary)"])
        #expect(change.values.map(\.isMaterial) == [true, false])
        #expect(ListDiff(from: new, to: old).added == diff.removed)
        #expect(ListDiff(from: old, to: old).isEmpty)
    }

    @Test func `material fields of the text are the material fields of the hash`() throws {
        let base = try #require(try list().entries.first { !$0.births.isEmpty && $0.listedOn != nil })
        func changed(_ body: (inout ListEntry) -> Void) -> (hash: Bool, fields: Bool) {
            var other = base
            body(&other)
            let fields = zip(base.fields, other.fields).contains { $0.isMaterial && Set($0.values) != Set($1.values) }
            return (other.materialHash != base.materialHash, fields)
        }
        let material: [(inout ListEntry) -> Void] = [
            { $0.names[0].isWeak.toggle() }, { $0.type = .vessel }, { $0.births = [] },
            { $0.countries.append(EntryCountry(.flag, nil, "Nowhere")) }, { $0.genders.append(.female) },
            { $0.ids.append(SubjectID(scheme: "imo", value: "1")) }, { $0.programs.append("P") },
            { $0.measures.append("M") },
        ]
        for body in material { #expect(changed(body) == (true, true)) }
        let other: [(inout ListEntry) -> Void] = [
            { $0.remarks = "x" }, { $0.listedOn = nil }, { $0.birthPlaces = ["x"] }, { $0.unread = ["x"] },
        ]
        for body in other { #expect(changed(body) == (false, false)) }
    }

    @Test func `names are counted once, by quality and script`() throws {
        let list = try list()
        #expect(list.nameCounts.reduce(0) { $0 + $1.count } == list.nameTotal)
        #expect(list.typeCounts.reduce(0) { $0 + $1.count } == list.entries.count)
        #expect(list.nameCounts.contains { $0.isWeak } && list.nameCounts.contains { !$0.isWeak })
        #expect(ListName("Владимир").mainScript == .cyrillic && ListName("12 X").mainScript == .latin)
        #expect(ListName("12").mainScript == .none)
    }

    @Test func `two indexes of the same lists hold the same, one of another ceiling or entry does not`() throws {
        let list = try list()
        let index = ListSnapshot([list])
        #expect(index.holdsTheSame(as: ListSnapshot([list])))
        #expect(index.holdsTheSame(as: try ListSnapshot(encoded: index.encoded())))
        var lower = list
        lower.bandCeiling = .review
        #expect(!index.holdsTheSame(as: ListSnapshot([lower])))
        // The version claims to be the same, the content is not.
        var other = list
        other.entries[0].names[0].text += "X"
        #expect(!index.holdsTheSame(as: ListSnapshot([other])))
    }

    @Test func `every guard that a list fails is told, at its border`() throws {
        let list = try list()
        let count = list.entries.count
        let date = try #require(list.publishDate)
        let all = list.failedGuards(
            previousCount: count * 2, previousDate: date.adding(days: 1), minimumEntries: count + 1)
        #expect(all.map(\.code) == [.guardCount, .guardShrink, .guardOlder])
        let names = list.nameTotal
        #expect(
            list.failedGuards(
                previousCount: count, previousNames: names * 2, previousDate: date, minimumEntries: count
            ).map(\.code) == [.guardShrink])
        #expect(list.failedGuards(previousCount: count, previousDate: date, minimumEntries: count).isEmpty)
        #expect(list.failedGuards(previousCount: nil, previousDate: nil, minimumEntries: 1).isEmpty)
        // Published a day ahead of us is another time zone, two days is a slip.
        func onDay(_ day: CivilDate) -> [ImportError.Code] {
            list.failedGuards(previousCount: nil, previousDate: nil, minimumEntries: 1, today: day).map(\.code)
        }
        #expect(onDay(date).isEmpty && onDay(date.adding(days: -1)).isEmpty)
        #expect(onDay(date.adding(days: -2)) == [.guardFuture])
    }
}
