import Domain
import Foundation
import Tax
import Testing

/// The packs of the project against their own rules and against public tables.
@Suite struct RuleVerifierShippedTests {
    private static let names = [
        "kdeldycke_vat_rates.csv", "ibericode_vat-rates.json", "node-sales-tax_rates.json", "benbucksch_rates.json",
        "eu_vat_rates_data.json", "eurovat_tedb_rules.json",
    ]

    private static func shipped() throws -> RuleCase {
        RuleCaseReader.folder(try Fixture.shippedSources(), asOf: try Fixture.day("2026-11-23"))
    }

    private static func tables() throws -> [ReferenceTable] {
        try names.map { name in
            let source = try #require(ReferenceTable.Source(file: name))
            let bytes = try Fixture.shared("vat/reference/\(name)")
            return try ReferenceTable(source, bytes, asOf: try Fixture.day("2026-11-23"))
        }
    }

    @Test("the packs have no error, and their tests notice every moved boundary")
    func noError() throws {
        let result = RuleVerifier.verify(try Self.shipped(), zones: Fixture.zone)
        let errors = result.findings.filter { $0.severity == .error }
        #expect(errors == [], "\(errors)")
        #expect(result.mutation.killed == result.mutation.total && result.mutation.total > 100, "\(result.mutation)")
        #expect(result.count(.assumed) > 0)
    }

    @Test(
        "the disagreements with public tables are exactly the known ones",
        .enabled(if: Fixture.hasShared("vat/reference/kdeldycke_vat_rates.csv"), "the public tables are not here"))
    func dayDiff() throws {
        let asOf = try Fixture.day("2026-11-23")
        let rows = DayDiff.rows(try Self.shipped().documents, try Self.tables(), asOf: asOf)
        let known = try Fixture.rows("vat/disagreements.csv").filter { $0["data_set"] != "duty27" }
        let expected = Set(known.map { row in DayDiff.header.map { row[$0] ?? "" }.joined(separator: ",") })
        let found = Set(rows.map { $0.cells.joined(separator: ",") })
        #expect(found == expected, "\(found.symmetricDifference(expected).sorted())")
        #expect(rows.count == known.count && known.count == 26)
    }

    @Test(
        "each disagreement is explained: which side is wrong, and by which law",
        .enabled(if: Fixture.hasShared("vat/reference/kdeldycke_vat_rates.csv"), "the public tables are not here"))
    func explained() throws {
        let asOf = try Fixture.day("2026-11-23")
        let source = try Fixture.source("disagreements.yaml")
        let known = try Disagreements(source.bytes, file: source.name)
        let rows = DayDiff.rows(try Self.shipped().documents, try Self.tables(), asOf: asOf)
        let findings = known.findings(rows, asOf: asOf)
        #expect(findings.allSatisfy { $0.severity == .info && $0.detail.contains("theirs wrong") }, "\(findings)")
        #expect(known.entries.count == rows.count, "an explanation of nothing")
        let other = Disagreements().findings(rows, asOf: asOf)
        #expect(other.allSatisfy { $0.severity == .error && $0.code == .differs })
    }

    @Test("the calendar of November 2026 shows what lies ahead")
    func calendar() throws {
        let shipped = try Self.shipped()
        let calendar = try VATCalendar(
            shipped.documents, asOf: shipped.asOf, milestones: try Fixture.source("milestones.yaml"),
            einvoice: try Fixture.source("einvoice.yaml"))
        func has(_ date: String, _ kind: VATCalendar.Kind, _ words: String) -> Bool {
            calendar.items.contains { item in
                item.date == CivilDate(date) && item.kind == kind && (item.subject + " " + item.detail).contains(words)
            }
        }
        #expect(has("2026-12-31", .law, "art. 199a/199b"))
        #expect(has("2027-01-01", .law, "confirm by 2026-12-15"))
        #expect(has("2028-07-01", .law, "ViDA") && has("2030-07-01", .law, "ViDA") && has("2035-01-01", .law, "ViDA"))
        #expect(has("2031-01-01", .sunset, "9 % until 2031-01-01, then 13.5 %"))
        #expect(has("2030-07-01", .einvoice, "EU"))
        #expect(calendar.items.contains { $0.kind == .review } && calendar.items.contains { $0.kind == .watch })
        let dates = calendar.items.compactMap(\.date)
        #expect(dates == dates.sorted() && dates.allSatisfy { $0 >= shipped.asOf })
    }
}
