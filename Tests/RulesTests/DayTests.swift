import Domain
import Formats
import Foundation
import Rules
import Testing

/// The calendar day of an event: `day.start`.
@Suite(.enabled(if: systemZones != nil, "the system has no zone rules in /usr/share/zoneinfo"))
struct DayTests {
    @Test(
        "a day starts where the calendar of the system starts it, changes of clocks included",
        arguments: ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo"])
    func starts(zone: String) throws {
        let rules = try #require(systemZones?[zone])
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: zone))
        var state: UInt64 = 20_260_329
        for _ in 0..<3_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            // 2015 to 2026, by the second.
            let seconds = 1_420_070_400 + Int64((state >> 33) % 378_691_200)
            let expected = calendar.startOfDay(for: Date(timeIntervalSince1970: TimeInterval(seconds)))
            #expect(
                rules.startOfDay(containing: seconds * 1_000_000) == Int64(expected.timeIntervalSince1970) * 1_000_000)
        }
    }

    @Test("days at a change of clocks last 23 and 25 hours")
    func lengths() throws {
        let berlin = try #require(systemZones?["Europe/Berlin"])
        func hours(_ noon: String) throws -> Int64 {
            let at = try #require(Instant(noon)).microseconds
            let next = berlin.startOfDay(containing: at + 86_400_000_000)
            return (next - berlin.startOfDay(containing: at)) / 3_600_000_000
        }
        #expect(try hours("2026-03-29T12:00:00Z") == 23)
        #expect(try hours("2026-10-25T12:00:00Z") == 25)
        #expect(try hours("2026-10-26T12:00:00Z") == 24)
    }

    private func completed(_ set: RuleSet, _ kind: RuleKind, _ country: String?) throws -> Facts {
        var facts = Facts()
        facts[.at] = .instant(try #require(Instant("2026-08-01T23:30:00Z")))
        if let country { facts[.country] = .id(country) }
        set.complete(&facts, kind: kind)
        return facts
    }

    @Test("a country with one civil time has a day; one with several only for a payout, of its capital and assumed")
    func countries() throws {
        let set = try shippedSet()
        let german = try completed(set, .payout, "DE")
        #expect(german[.dayStart] == .instant(try #require(Instant("2026-08-01T22:00:00Z"))))
        #expect(german.assumed == [])
        let american = try completed(set, .payout, "US")
        #expect(american[.dayStart] == .instant(try #require(Instant("2026-08-01T04:00:00Z"))))
        #expect(american.assumed == [.dayStart])
        #expect(try completed(set, .transfer, "US")[.dayStart] == .unknown)
        #expect(try completed(set, .payout, nil)[.dayStart] == .unknown)
        #expect(try completed(set, .payout, "AQ")[.dayStart] == .unknown)
    }

    @Test("without zone rules every day is unknown: none is taken to be the day in UTC")
    func withoutZones() throws {
        let set = try #require(RuleSet.load(files: try shippedFiles()).0)
        #expect(try completed(set, .payout, "DE")[.dayStart] == .unknown)
        let at = try #require(Instant("2026-08-01T23:30:00Z"))
        #expect(set.startOfDay(at: at, in: TimeZoneID("Europe/Berlin")) == .unknown)
    }

    @Test("every country with several civil times has the zone of its capital in the list, except those without one")
    func capitals() throws {
        let list = try #require(try shippedSet().list("country-zones"))
        let table = try String(contentsOfFile: "/usr/share/zoneinfo/zone.tab", encoding: .utf8)
        let rows = table.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t") }
        let codes = Set(rows.map { String($0[0]) })
        let several = codes.filter { Country(alpha2: $0[...]).flatMap(CountryZones.zone(of:)) == nil }
        #expect(several.filter { list.value(for: Text($0), at: 0) == nil }.sorted() == ["AQ", "UM"])
        for code in several {
            guard case .text(let zone)? = list.value(for: Text(code), at: 0) else { continue }
            #expect(rows.contains { $0[0] == code && $0[2] == zone.string }, "\(code) \(zone.string)")
        }
    }
}
