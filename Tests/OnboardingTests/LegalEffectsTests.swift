import Domain
import Foundation
import Onboarding
import Testing

private let rules = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("rules/lists")

private func shipped(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: rules.appendingPathComponent(name)))
}

@Suite struct LegalEffectsTests {
    private func effect(
        _ list: String, _ measure: String, _ entity: String, member: Bool, _ nexus: Set<Nexus>, _ date: String
    ) throws -> Known<LegalEffectRule> {
        try LegalEffects(csv: try shipped("effects.csv"), file: "effects.csv").effect(
            list: list, measure: measure, entity: try #require(Country(alpha2: entity)), isMemberState: member,
            nexus: nexus, on: try Sample.day(date))
    }

    @Test("an entity freezes by its own law, not by a foreign list")
    func ownLaw() throws {
        let day = "2026-11-23"
        let german: Set<Nexus> = [.establishment, .none]
        #expect(try effect("EU", "asset-freeze", "DE", member: true, german, day).value?.effect == .freeze)
        #expect(try effect("US-OFAC-SDN", "asset-freeze", "DE", member: true, german, day).value?.effect == .review)
        #expect(
            try effect("US-OFAC-SDN", "asset-freeze", "DE", member: true, [.none, .currency], day).value?.effect
                == .reject)
        #expect(try effect("EU", "asset-freeze", "GB", member: false, [.none], day).value?.effect == .review)
        #expect(try effect("UK", "asset-freeze", "GB", member: false, german, day).value?.effect == .freeze)
        #expect(try effect("US-OFAC-SDN", "asset-freeze", "US", member: false, german, day).value?.effect == .freeze)
        #expect(try effect("UN", "asset-freeze", "SG", member: false, german, day).value?.effect == .freeze)
    }

    @Test("a measure is dated: a day before it another row answers")
    func dates() throws {
        let nexus: Set<Nexus> = [.establishment]
        let on = try effect("EU", "transaction-ban", "DE", member: true, nexus, "2022-03-16")
        let before = try effect("EU", "transaction-ban", "DE", member: true, nexus, "2022-03-15")
        #expect(on.value?.effect == .transactionBan && before.value?.effect == .review)
        #expect(on.value?.source.contains("833/2014") ?? false)
        let early = try effect("EU", "asset-freeze", "DE", member: true, nexus, "2014-03-16")
        #expect(early == .unknown("effect of EU asset-freeze for DE"))
        let nobody = try effect("XX", "asset-freeze", "DE", member: true, nexus, "2026-01-01")
        #expect(nobody == .unknown("effect of XX asset-freeze for DE"))
    }

    private static let header = "list,measure,entity,nexus,effect,from,to,source\n"

    @Test(
        "each fault is named with its line and field",
        arguments: [
            ("EU,*,ZZ,none,review,2020-01-01,,x", 2, 3), ("EU,*,EU,near,review,2020-01-01,,x", 2, 4),
            ("EU,*,EU,none,block,2020-01-01,,x", 2, 5), ("EU,*,EU,none,review,2020-02-30,,x", 2, 6),
            ("EU,*,EU,none,review,2020-01-01,2020-01-01,x", 2, 7), ("EU,*,EU,none,review,2020-01-01,, ", 2, 8),
            (",*,EU,none,review,2020-01-01,,x", 2, 1), ("EU,*,EU,none,review,2020-01-01,", 2, 1),
            ("EU,*,EU,none,review,2020-01-01,,x\nEU,*,EU,none,freeze,2021-01-01,,x", 3, 6),
            ("\"EU,*,EU,none,review,2020-01-01,,x", 2, 1),
        ])
    func faults(row: String, line: Int, column: Int) throws {
        let error = #expect(throws: OnboardingError.self) {
            try LegalEffects(csv: Array((Self.header + row + "\n").utf8), file: "effects.csv")
        }
        guard case .dataFile(_, "effects.csv", let foundLine, let foundColumn)? = error?.code else {
            Issue.record("no place: \(String(describing: error))")
            return
        }
        #expect(foundLine == line && foundColumn == column, "\(String(describing: error))")
    }

    @Test("rows that follow each other do not overlap; a wrong header or an empty file is an error")
    func shape() throws {
        let rows = "EU,*,EU,none,review,2020-01-01,2021-01-01,x\nEU,*,EU,none,freeze,2021-01-01,,x\n"
        let table = try LegalEffects(csv: Array((Self.header + rows).utf8), file: "effects.csv")
        #expect(table.rules.count == 2)
        #expect(throws: OnboardingError.self) { try LegalEffects(csv: Array("list\n".utf8), file: "effects.csv") }
        #expect(throws: OnboardingError.self) { try LegalEffects(csv: [], file: "effects.csv") }
    }
}

@Suite struct EmbargoTests {
    @Test("embargoes by country and date; an unknown region excludes none")
    func shippedTable() throws {
        let table = try EmbargoTable(csv: try shipped("embargo.csv"), file: "embargo.csv")
        let korea = try #require(Country(alpha2: "KP"))
        let ukraine = try #require(Country(alpha2: "UA"))
        #expect(table.embargoes(on: korea, date: try Sample.day("2017-09-01")).contains { $0.regime == "EU" })
        #expect(!table.embargoes(on: korea, date: try Sample.day("2017-08-31")).contains { $0.regime == "EU" })
        let today = try Sample.day("2026-11-23")
        #expect(table.embargoes(on: ukraine, region: "UA-30", date: today).isEmpty)
        let crimea = table.embargoes(on: ukraine, region: "UA-43", date: today)
        #expect(crimea.map(\.effect) == [.transactionBan, .review])
        #expect(table.embargoes(on: ukraine, date: today).count == 10)
        #expect(table.embargoes(on: try #require(Country(alpha2: "DE")), date: today).isEmpty)
        // A high-risk country is no embargoed one.
        #expect(table.embargoes(on: try #require(Country(alpha2: "MM")), date: today).isEmpty)
    }

    @Test("unknown countries and overlaps are refused")
    func faults() {
        let header = "country,region,regime,measure,effect,from,to,source\n"
        for rows in [
            "XX,,EU,a,review,2020-01-01,,x\n", "KP,,EU,a,review,2020-01-01,,x\nKP,,EU,a,freeze,2022-01-01,,x\n",
            "KP,,,a,review,2020-01-01,,x\n",
        ] {
            #expect(throws: OnboardingError.self) {
                try EmbargoTable(csv: Array((header + rows).utf8), file: "embargo.csv")
            }
        }
    }
}
