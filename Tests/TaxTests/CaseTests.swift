import Domain
import Formats
import Foundation
import Tax
import Testing

@Suite struct CaseTests {
    @Test(
        "all records of the case table agree in every column, none passes silently, nothing is left unparsed",
        .enabled(if: Fixture.hasShared("vat/facts.jsonl"), "shared data absent: vat/facts.jsonl"))
    func cases() throws {
        let pack = try Fixture.pack()
        let file = FactsFile(try Fixture.shared("vat/facts.jsonl"), file: "facts.jsonl")
        #expect(file.errors == [])
        #expect(file.records.allSatisfy { $0.unparsed.isEmpty })
        let table = try CaseTable(
            try Fixture.shared("vat/expected.jsonl"), file: "expected.jsonl",
            verdicts: file.records.map { pack.verdict(for: $0) })
        #expect(table.holds, "\(table.text)")
        #expect(table.columns.allSatisfy { $0.total == file.records.count && $0.agreeing == $0.total })
    }

    @Test("differences, silent passes and missing verdicts are told")
    func differences() throws {
        let pack = try Fixture.pack()
        let verdict = pack.verdict(for: try Line("DE", "2026-04-01", rate: "19").record())
        let expected = """
            {"id":"line","tax_country":"FR","rate_percent":"19","category":"S","reverse_charge":"no",\
            "liable":"supplier","verdict":"review:VAT-CLASS","compare":"full"}
            {"id":"other","tax_country":null,"verdict":"pass"}
            """
        let table = try CaseTable(Array(expected.utf8), file: "e", verdicts: [verdict])
        #expect(!table.holds && table.silentPasses == ["line"] && table.missing == ["other"])
        #expect(table.text.contains("tax_country 0/1\nrate_percent 1/1"))
        #expect(table.text.contains("line tax_country FR DE DE-EV-ENERGY"))
    }

    private static let record = """
        {"schema":"amplomb-vat-facts/1","line_id":"L1","session_id":null,"leg":null,"fee_type":"energy",\
        "time":{"start":"2026-04-01","end":"2026-04-01","precision":"day","utc":false,"zone":null,"paid_on":null,\
        "period_from":null,"period_to":null},"place":{"applicable":true,"known":true,"country":"SE",\
        "subdivision":null,"postcode":null,"name":null},"supplier":{"role":"cpo","kind":"business","seat":"SE",\
        "capacity":"principal","taxable_dealer":null,"small_business":false,"ex_number":false,\
        "established_in":["SE"],"not_established_in":[],"registered_in":["SE"],"not_registered_in":[],\
        "vat_id":null},"customer":{"role":"driver","kind":"consumer","seat":"SE","capacity":null,\
        "taxable_dealer":null,"small_business":null,"ex_number":null,"established_in":[],"not_established_in":[],\
        "registered_in":[],"not_registered_in":[],"vat_id":null},"facts":{"attributes":[],"kwh":"10",\
        "unit_price":null,"price_includes_vat":null,"net":null,"gross":null,"amount":null,"currency":null,\
        "vat_currency":null,"ocpi":null,"stored_rate":null,"threshold_exceeded":null,"credit":null,\
        "credit_amount":null},"declared":{"none":false,"tax_country":"SE","rate_percent":"25","category":null,\
        "reverse_charge":null,"scheme":null,"tax_kind":null,"split":null,"base":null,"net":null,"gross":null,\
        "vat":null,"currency":null},"unparsed":[]}
        """

    static let wrong: [(String, String, String)] = [
        ("\"leg\":null,", "", "leg: is missing"),
        ("\"leg\":null", "\"leg\":null,\"lag\":1", "lag: is no key of this format"),
        ("\"leg\":null", "\"leg\":null,\"leg\":null", "leg: stands twice"),
        ("facts/1", "facts/2", "schema: is not amplomb-vat-facts/1"),
        ("\"line_id\":\"L1\"", "\"line_id\":null", "line_id: is null"),
        ("\"energy\"", "\"enrgy\"", "fee_type: enrgy is not a word of this field"),
        ("\"utc\":false", "\"utc\":\"no\"", "time.utc: is not true or false"),
        ("\"end\":\"2026-04-01\"", "\"end\":\"2026-04-31\"", "time.end: is neither a date nor a time of RFC 3339"),
        ("\"paid_on\":null", "\"paid_on\":\"1.4.2026\"", "time.paid_on: is not a date such as 2026-01-31"),
        ("\"country\":\"SE\"", "\"country\":\"SWE\"", "place.country: is not a country of two letters"),
        ("\"established_in\":[\"SE\"]", "\"established_in\":\"SE\"", "supplier.established_in: is not a list"),
        ("\"kwh\":\"10\"", "\"kwh\":10", "facts.kwh: is not a decimal number as a text"),
        (
            "\"rate_percent\":\"25\"", "\"rate_percent\":\"25,5\"",
            "declared.rate_percent: is not a decimal number as a text"
        ),
        ("\"unparsed\":[]", "\"unparsed\":null", "unparsed: is not a list"),
        ("\"place\":{", "\"place\":7,\"x\":{", "x: is no key of this format"),
    ]

    @Test("a line that is no record is told with file, line and field; the others are judged", arguments: wrong.indices)
    func strictLine(index: Int) throws {
        let (old, new, why) = Self.wrong[index]
        let bad = Self.record.replacing(old, with: new, maxReplacements: 1)
        let file = FactsFile(Array("\(Self.record)\n\n\(bad)\n".utf8), file: "f.jsonl")
        #expect(file.records.count == 1)
        #expect(file.errors.map(\.description) == ["f.jsonl:3: \(why)"])
    }

    @Test("an attribute that is no word of the vocabulary is left unparsed and asks for a review")
    func vocabulary() throws {
        let text = Self.record.replacing("\"attributes\":[]", with: "\"attributes\":[\"wholesale\",\"night\"]")
        let record = try #require(FactsFile(Array(text.utf8), file: "f").records.first)
        #expect(record.unparsed == ["night"] && record.facts.attributes.names == ["wholesale"])
        #expect(try Fixture.pack().verdict(for: record).verdictText == "review:VAT-FACTS")
    }

    @Test("a changed pack is held against the old one: exactly the lines that change, and the tax by currency")
    func impact() throws {
        let old = try Fixture.pack()
        let sources = try Fixture.shippedSources().map { source in
            let text = String(decoding: source.bytes, as: UTF8.self)
            guard source.name == "SE/charging.yaml" else { return source }
            let changed = text.replacing("rate: \"25\"}", with: "rate: \"12\"}")
            return TaxSource(name: source.name, bytes: Array(changed.utf8))
        }
        let load = TaxPack.load(sources, zones: Fixture.zone)
        let new = try #require(load.pack, "\(load.faults.prefix(3))")
        let lines = try ["SE", "DK", "SE-", "DE"].map { code in
            try Line(String(code.prefix(2)), "2026-04-01", rate: "25").also {
                $0.lineID = code
                $0.facts.net = number("100.00")
                $0.facts.currency = code == "SE" ? .eur : Currency("SEK")
            }.record()
        }
        let impact = RescoreImpact(old: old, new: new, records: lines)
        #expect(impact.changes.map(\.lineID) == ["SE", "SE-"] && impact.lines == 4)
        #expect(impact.totals.map(\.description) == ["-13.00 EUR", "-13.00 SEK"])
        #expect(RescoreImpact(old: old, new: old, records: lines).changes.isEmpty)
    }

    @Test("e-invoice duties: in force, announced, unresolved; members have the Union's too")
    func electronicInvoices() throws {
        let bytes = Array(try Data(contentsOf: Fixture.root.appendingPathComponent("rules/vat/einvoice.yaml")))
        let load = EInvoiceTable.load(TaxSource(name: "einvoice.yaml", bytes: bytes))
        #expect(load.faults == [])
        let table = try #require(load.table)
        let day = try Fixture.day("2026-10-01")
        let belgium = table.duties(of: "BE", on: day, isMember: true)
        #expect(belgium.map(\.state) == [.inForce, .announced, .announced])
        #expect(table.duties(of: "PL", on: day, isMember: false).map(\.state) == [.unresolved])
        #expect(table.duties(of: "BE", on: try Fixture.day("2025-12-31"), isMember: false)[0].state == .announced)
        #expect(table.text(of: "ZA", on: day, isMember: false) == "ZA: no duty is known; that is not the same as none")
        #expect(table.mandates.allSatisfy { !$0.basis.isEmpty })
        let broken = EInvoiceTable.load(TaxSource(name: "e.yaml", bytes: Array("schema: vat-einvoice/1\n".utf8)))
        #expect(broken.table == nil && broken.faults.first?.description.contains("key mandates is missing") == true)
    }
}
