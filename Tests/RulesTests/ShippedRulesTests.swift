import Domain
import Foundation
import Rules
import Testing

@Suite struct ShippedRulesTests {
    @Test("the shipped rules load without any finding")
    func load() throws {
        let (set, diagnostics) = RuleSet.load(files: try shippedFiles())
        #expect(diagnostics.map(\.description) == [])
        #expect((set?.rules.count ?? 0) >= 12)
    }

    @Test("every test inside every shipped rule passes")
    func insideTests() throws {
        let reports = try shippedSet().runTests()
        for report in reports where report.failure != nil {
            Issue.record("\(report.path):\(report.line) \(report.test): \(report.failure ?? "")")
        }
        #expect(reports.count > 80)
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
    func mutation() throws {
        let reports = try shippedSet().mutate()
        for report in reports {
            for survivor in report.survivors {
                Issue.record("\(report.path):\(survivor.line):\(survivor.column) survives: \(survivor.id)")
            }
            #expect(report.staleExemptions == [], "\(report.rule)")
        }
        print("mutants \(reports.reduce(0) { $0 + $1.total }), exempted \(reports.reduce(0) { $0 + $1.exempted })")
    }
}
