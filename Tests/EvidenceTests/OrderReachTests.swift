import Domain
import Testing

@testable import Evidence

/// How far an authority's order reaches, by the rules that are shipped.
@Suite struct OrderReachTests {
    private func notes(
        _ last: String, on day: String, _ groups: [FieldGroup] = [.decision], end: String? = "2030-05-05",
        standing: String? = nil
    ) throws -> [String] {
        let rules = try RetentionTests.shipped()
        var reach = OrderReach(last: try RetentionTests.day(last), on: try RetentionTests.day(day))
        for group in groups {
            var dates: [DateName: String] = [.document: "2026-08-10", .extended: standing ?? last]
            dates[.relationshipEnd] = end
            reach.add(try RetentionTests.facts("session", group, ["EE"], dates, ["aml", "vat"]), rules)
        }
        return reach.notes
    }

    @Test("an order that reaches as far as it says is one line")
    func full() throws {
        let row = "eu_amlr_relationship_extension (at most P10Y from relationship_end)"
        #expect(
            try notes("2039-12-31", on: "2033-01-01", [.decision, .tax]) == [
                "the order counts for 1 of 2 parts by \(row)"
            ])
        #expect(try notes("2040-05-05", on: "2033-01-01").count == 1, "the last day that the row keeps")
    }

    @Test("before a row is in force, beyond its period, and before what keeps anyway it says so, with the remedy")
    func short() throws {
        let early = try notes("2035-05-05", on: "2027-07-09")
        #expect(early.count == 2 && early[0].contains("on 2027-07-09 no row extend_by_authority is in force"))
        #expect(early[0].contains("eu_amlr_relationship_extension begins on 2027-07-10"))
        #expect(early[1].contains("amplomb retention hold add"))
        #expect(try notes("2035-12-31", on: "2027-07-10").count == 1)
        // Nothing is to come either.
        #expect(try notes("2035-05-05", on: "2027-07-09", [.tax])[0].hasSuffix("is in force for these parts"))

        let capped = try notes("2040-05-06", on: "2033-01-01")
        #expect(capped.count == 3 && capped[1] == "of these 1 go sooner than ordered, the first after 2040-05-05")
        #expect(capped[2].contains("amplomb retention hold add"))

        let kept = try notes("2035-05-05", on: "2033-01-01")
        #expect(kept.count == 2 && kept[1] == "of these 1 are kept until 2035-05-05 or longer without it")
        let endless = try notes("2035-05-05", on: "2033-01-01", end: nil)
        #expect(endless.count == 2 && endless[1].hasPrefix("of these 1 are kept without an end"))
    }

    @Test("an order that stands and reaches further is named; without a part nothing is promised")
    func others() throws {
        let standing = try notes("2036-01-01", on: "2033-01-01", standing: "2039-12-31")
        #expect(standing.last == "an order until 2039-12-31 stands and stays: take it back first where it is wrong")
        let nothing = try notes("2036-01-01", on: "2033-01-01", [])
        #expect(nothing.count == 2 && nothing[0].hasPrefix("no part is kept that the order is about"))
        #expect(try notes("2036-01-01", on: "2033-01-01", [.system]) == nothing)
    }
}
