import Domain
import Foundation
import Rules
import Testing

@Suite struct ShippedRulesTests {
    @Test("the shipped rules load without any finding")
    func load() throws {
        let (set, diagnostics) = RuleSet.load(files: try shippedFiles(), zones: systemZones)
        #expect(diagnostics.map(\.description) == [])
        #expect(set?.rules.count == 76)
        let live = set?.rules.filter { $0.versions.last?.mode == .live } ?? []
        #expect((25...30).contains(live.count))
        let quiet =
            set?.rules.filter { $0.versions.last?.mode == .shadow && $0.note?.hasPrefix("Shadow:") != true } ?? []
        #expect(quiet.map(\.id) == [], "rules in shadow say why")
    }

    @Test(
        "the catalogue is the published one",
        .enabled(if: isPresent("rules/typologies.csv"), "shared data absent: rules/typologies.csv"))
    func catalogue() throws {
        let text = try String(contentsOf: sharedData.appending(path: "rules/typologies.csv"), encoding: .utf8)
        let ids = text.split(separator: "\n").dropFirst().compactMap { $0.split(separator: ",").first.map(String.init) }
        #expect(try shippedSet().rules.map(\.id) == ids.sorted())
    }

    @Test("lint finds no error on the day of the last reading, and every rule has a hit, a no-hit and an unknown test")
    func lint() throws {
        let day = try #require(CivilDate("2026-11-27"))
        let found = try shippedSet().lint(asOf: day)
        #expect(found.map(\.description) == [])
    }

    @Test("the tests of every rule see each of its conditions hold and fail")
    func coverage() throws {
        let open = try shippedSet().coverage().flatMap { rule in
            rule.branches.filter { !$0.isCovered }.map { "\(rule.rule) \($0.place): \($0.text)" }
        }
        #expect(open == [])
    }

    @Test("a rule names every field of a history's key, also those that are told in the window")
    func keyFields() throws {
        let set = try shippedSet()
        let fields = try #require(set.coverage(of: "EV-S-008").first).fields
        #expect(Set(["end", "evse_id", "start"]).isSubset(of: fields), "\(fields)")
        let rule = try #require(set.rules.first { $0.id == "EV-S-008" })
        #expect(rule.versions.map(\.streams) == [["sessions by evse_id, start, end"]])
    }

    @Test("every test inside every shipped rule passes")
    func insideTests() throws {
        let reports = try shippedSet().runTests()
        for report in reports where report.failure != nil {
            Issue.record("\(report.path):\(report.line) \(report.test): \(report.failure ?? "")")
        }
        #expect(reports.count > 500)
    }

    @Test(
        "the six worked examples pass as loose files",
        .enabled(if: isPresent("rules/examples"), "shared data absent: rules/examples"))
    func examples() throws {
        let folder = sharedData.appending(path: "rules/examples")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        var files = try names.map {
            RuleSource(path: $0, bytes: Array(try Data(contentsOf: folder.appending(path: $0))))
        }
        files += try shippedFiles().filter { $0.path.contains("/lists/") }
        let (set, diagnostics) = RuleSet.load(files: files)
        #expect(diagnostics.filter { $0.level == .error }.map(\.description) == [])
        let reports = try #require(set).runTests()
        #expect(reports.count == 16)
        #expect(reports.compactMap { $0.failure.map { "\($0)" } } == [])
    }

    @Test("every mutant of every shipped rule is killed or exempted with a reason")
    func mutation() async throws {
        let reports = try await shippedSet().mutate(jobs: 2)
        for report in reports {
            for survivor in report.survivors {
                Issue.record("\(report.path):\(survivor.line):\(survivor.column) survives: \(survivor.id)")
            }
            #expect(report.staleExemptions == [], "\(report.rule)")
        }
        print("mutants \(reports.reduce(0) { $0 + $1.total }), exempted \(reports.reduce(0) { $0 + $1.exempted })")
    }
}
