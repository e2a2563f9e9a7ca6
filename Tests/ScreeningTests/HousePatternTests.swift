import Domain
import Formats
import Foundation
import Testing

@testable import Patterns
@testable import Screening

/// A file of one pattern, each key replaceable.
private struct HouseFile {
    var values = [
        "id": "house.probe", "reason": "a made-up name", "list": "house", "type": "person",
        "pattern": #"'\Aprobename(?: |\z)'"#, "must_match": "[Probename]", "must_not_match": "[Probe]",
        "owner": "compliance", "expiry": "2027-12-31",
    ]
    private static let order = [
        "id", "reason", "list", "type", "pattern", "must_match", "must_not_match", "owner", "expiry",
    ]

    func text(extra: String = "") -> String {
        let lines = Self.order.compactMap { key in values[key].map { "\(key): \($0)" } }
        return "patterns:\n  - " + (lines + (extra.isEmpty ? [] : [extra])).joined(separator: "\n    ") + "\n"
    }
}

@Suite struct HousePatternTests {
    private func load(_ text: String) throws(YAMLError) -> HousePatterns {
        try HousePatterns(files: [HousePatternFile(name: "topic.yaml", bytes: Array(text.utf8))])
    }

    private func screener(_ house: HousePatterns) -> Screener { Screener(ListSnapshot(), house: house) }

    @Test func `a hit is a candidate of the house list, review at most, and adds up`() throws {
        let house = try load(HouseFile().text())
        let result = screener(house).screen(ScreeningQuery(name: "Probename Ivan", type: .person))
        let hit = try #require(result.candidates.first)
        #expect([hit.list, hit.entryID, hit.patternID] == ["house", "house.probe", "P:house:house.probe"])
        #expect(hit.band == .review && hit.match && result.outcome == .review)
        #expect(hit.parts.map(\.method) == [.rule] && hit.parts[0].rules == ["house.probe"])
        let sum = hit.parts.reduce(0) { $0 + $1.contribution } + hit.adjustments.reduce(0) { $0 + $1.amount }
        #expect(sum == hit.score)
        #expect(result.unknown.isEmpty)
        #expect(screener(house).screen(ScreeningQuery(name: "Ivan Prober", type: .person)).candidates.isEmpty)
        #expect(screener(house).screen(ScreeningQuery(name: "Probename Ltd", type: .company)).candidates.isEmpty)
        #expect(
            screener(house).screen(ScreeningQuery(name: "Probename", type: .person, lists: ["un"])).candidates.isEmpty)
    }

    @Test func `a decision suppresses the hit until the pattern changes`() throws {
        let house = try load(HouseFile().text())
        let hash = try #require(house.patterns.first).hash
        let query = ScreeningQuery(name: "Probename", type: .person)
        func outcome(_ hash: Hash32) -> Outcome {
            let good = GoodListEntry(
                decisionID: "d", list: "house", entryID: "house.probe", entryHash: hash,
                subjectHash: query.attributesHash, band: .review, by: "x", reason: "another person of that name",
                from: Instant(microseconds: 0), to: Instant(microseconds: 2))
            return screener(house).screen(query, goodList: GoodList([good]), at: Instant(microseconds: 1)).result
                .outcome
        }
        #expect(outcome(hash) == .pass)
        #expect(outcome(.zero) == .review)
    }

    @Test func `an expired pattern matches nothing and is reported; the hash says which are in force`() throws {
        let house = try load(HouseFile().text())
        let last = try #require(CivilDate("2027-12-30"))
        let expiry = try #require(CivilDate("2027-12-31"))
        let query = ScreeningQuery(name: "Probename", type: .person)
        #expect(screener(house.inForce(on: last)).screen(query).isMatch)
        #expect(!screener(house.inForce(on: expiry)).screen(query).isMatch)
        #expect(house.lint(on: try #require(CivilDate("2027-01-01"))).isEmpty)
        #expect(house.lint(on: last).first?.contains("topic.yaml:2: house.probe: expires") == true)
        #expect(house.lint(on: expiry).first?.contains("expired") == true)
        let plain = Screener(ListSnapshot()).thresholdsHash
        #expect(screener(house).thresholdsHash != plain)
        #expect(screener(house.inForce(on: expiry)).thresholdsHash == plain)
    }

    @Test func `a pattern at its limit is shown, unknown and reviewed`() throws {
        let tight = PatternLimits(match: 1, depth: 1, heapKiB: 1)
        let pattern = HousePattern(
            id: "slow", reason: "slow", list: "house", type: .any, pattern: "(?:a+)+(?:a+)+bc[dk]", mustMatch: [],
            mustNotMatch: [], owner: "x", expiry: try #require(CivilDate("2027-01-01")), place: "x:1")
        let house = try HousePatterns([pattern], limits: tight)
        let name = String(repeating: "a", count: 60) + "bcz"
        let result = screener(house).screen(ScreeningQuery(name: name, type: .person))
        #expect(result.unknown.contains("pattern limit: slow"))
        #expect(result.outcome == .review)
        #expect(result.candidates.first?.band == .review)
        #expect(result.candidates.first?.patternID.hasPrefix("unknown") == true)
    }

    @Test(arguments: [
        ("pattern", "'(?:bcd)?'", "matches the empty text", 6),
        ("pattern", "'ba(?:c|a)d'", "2 mandatory consonants", 6),
        ("pattern", #"'(bcd)\1'"#, "back references", 6), ("pattern", "'bcd(?R)?'", "recursion", 6),
        ("pattern", "'bcd(?C1)'", "callouts", 6), ("pattern", "'bcd(*ACCEPT)'", "verbs", 6),
        ("pattern", #"'bcd\C'"#, #"\C is not allowed"#, 6), ("pattern", "'bcd(?<=b+)'", "pattern rejected", 6),
        ("must_match", "[Probe]", "does not match", 7), ("must_not_match", "[Ivan, Probename Ivan]", "matches", 8),
        ("must_match", "[]", "no example", 7), ("expiry", "2027-13-01", "no date", 10),
        ("type", "persons", "unknown type", 5),
        ("id", "House Probe", "not allowed", 2), ("owner", "''", "empty", 9), ("reason", "~", "empty", 3),
    ])
    func `what is wrong is refused with its line`(key: String, value: String, reason: String, line: Int) {
        var file = HouseFile()
        file.values[key] = value
        let error = #expect(throws: YAMLError.self) { try load(file.text()) }
        #expect(error?.message.contains(reason) == true, "\(error.map { "\($0)" } ?? "")")
        #expect(error?.file == "topic.yaml" && error?.position.line == line, "\(error.map { "\($0)" } ?? "")")
    }

    @Test func `keys and ids are exact and patterns are bounded`() {
        var long = HouseFile()
        long.values["pattern"] = "'\(String(repeating: "b", count: 4_097))'"
        #expect(throws: YAMLError.self) { try load(long.text()) }
        var missing = HouseFile()
        missing.values["owner"] = nil
        for (text, word) in [
            (HouseFile().text(extra: "note: x"), "note"), (HouseFile().text(extra: "owner: y"), "owner"),
            (missing.text(), "owner is missing"), (HouseFile().text() + "other: 1\n", "unknown key other"),
            ("patterns: 3\n", "no list"), ("", "empty"), (long.text(), "4097 bytes"),
            (HouseFile().text() + String(HouseFile().text().dropFirst(10)), "house.probe is taken: topic.yaml:2"),
        ] {
            let error = #expect(throws: YAMLError.self) { try load(text) }
            #expect(error.map { "\($0)" }?.contains(word) == true, "\(word): \(error.map { "\($0)" } ?? "")")
        }
    }

    @Test func `the patterns shipped load and match their examples only`() throws {
        let folder = TestFiles.root.appendingPathComponent("sanctions-lists/patterns")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "yaml" }
            .map { HousePatternFile(name: $0.lastPathComponent, bytes: [UInt8](try Data(contentsOf: $0))) }
        let house = try HousePatterns(files: files)
        let result = screener(house).screen(ScreeningQuery(name: "PROBENAME, Amplomb"))
        #expect(result.candidates.map(\.entryID) == ["test.reserved-name"])
    }
}
