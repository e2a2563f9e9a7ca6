import Domain
import Testing

@testable import Screening

/// What a writer puts into a file the importer finds in it: 20,000 made-up subjects in each format without a full sample.
@Suite struct RoundTripTests {
    /// Full size in optimised builds; without optimisation eight formats of it would take the better part of a minute.
    #if DEBUG
        private static let count = 8_000
    #else
        private static let count = 20_000
    #endif
    private static let all = ListModel.subjects(count, seed: 20_260_910)

    @Test(arguments: ListExports.all)
    func `import of an export is what was exported`(format: ListExports.Format) throws {
        let subjects = Self.all.map(format.subject)
        let file = ListFile(name: "made-up", bytes: Array(format.write(subjects).utf8))
        #expect(ListImporter.detect(file.bytes) == format.format)
        let list = try ListImporter.read([file])
        #expect(list.rejects.isEmpty)
        #expect(list.recordsRead == list.entries.count + list.mergedRows)
        #expect(list.entries.count == subjects.count)
        #expect(list.publishDate != nil)
        let byID = Dictionary(list.entries.map { ($0.entryID, $0) }, uniquingKeysWith: { first, _ in first })
        var wrong = 0
        for subject in subjects where wrong < 3 {
            let expected = format.style.entry(subject)
            let found = try #require(byID[expected.entryID], "\(expected.entryID)")
            if found.materialHash == expected.materialHash, Self.parts(found) == Self.parts(expected) { continue }
            wrong += 1
            Issue.record("\(Self.text(expected))\nread as\n\(Self.text(found))")
        }
    }

    private static func parts(_ entry: ListEntry) -> Set<[NamePart]> { Set(entry.names.map(\.parts)) }

    private static func text(_ entry: ListEntry) -> String {
        var copy = entry
        copy.unread = []
        copy.source = ""
        return "\(copy)"
    }

    @Test func `a name in several scripts or languages is one alias group`() throws {
        let subjects = ListModel.subjects(200, seed: 7)
        let advanced = try #require(ListExports.all.first { $0.format == .ofacAdvancedXML })
        let list = try ListImporter.read([ListFile(name: "a.xml", bytes: Array(advanced.write(subjects).utf8))])
        let natives = subjects.filter { $0.native != nil }
        #expect(natives.count > 20)
        for subject in natives {
            let entry = try #require(list.entries.first { $0.entryID == "\(subject.number)" })
            let native = try #require(entry.names.first { $0.kind == .native })
            #expect(native.script == .cyrillic)
            #expect(native.group != nil)
            #expect(entry.names.first { $0.kind == .primary }?.group == native.group)
        }
    }
}
