import Cluster
import Domain
import Engine
import Evidence
import Formats
import Foundation
import Ingest
import Reports
import Store
import Tax
import Testing

/// Charging sessions as CDRs of OCPI 2.2.1, one line each.
private enum CDR {
    /// - Parameter day: of a session of half an hour before noon UTC.
    static func line(
        _ id: String, country: String = "DEU", party: String = "DE", day: String, net: String, gross: String,
        uid: String = "CARD1"
    ) -> Substring {
        """
        {"country_code":"\(party)","party_id":"ABC","id":"\(id)","start_date_time":"\(day)T11:00:00Z",\
        "end_date_time":"\(day)T11:30:00Z","cdr_token":{"country_code":"\(party)","party_id":"ABC","uid":"\(uid)",\
        "type":"RFID","contract_id":"\(party)ABC\(uid)"},"auth_method":"WHITELIST","cdr_location":{"id":"LOC1",\
        "name":"Street","address":"Street 1","city":"Town","country":"\(country)","coordinates":{"latitude":"52.5",\
        "longitude":"13.4"},"evse_uid":"1","evse_id":"\(party)*ABC*E1","connector_id":"1",\
        "connector_standard":"IEC_62196_T2","connector_format":"SOCKET","connector_power_type":"AC_3_PHASE"},\
        "currency":"EUR","charging_periods":[{"start_date_time":"\(day)T11:00:00Z","dimensions":[{"type":"ENERGY",\
        "volume":10.0}]}],"total_cost":{"excl_vat":\(net),"incl_vat":\(gross)},"total_energy":10.0,"total_time":0.5,\
        "last_updated":"\(day)T11:31:00Z"}
        """
    }
}

@Suite("VAT of stored sessions", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct VATSessionTests {
    /// A home whose rules are its own copy, so that a test may edit them.
    private struct OwnRules {
        let test: TestHome
        var folder: String { test.home.path + "/rules" }

        init() throws {
            test = try TestHome()
            try FileManager.default.copyItem(atPath: TestHome.root + "/rules", toPath: test.home.path + "/rules")
        }

        func engine() async throws -> Engine { try await test.engine(rules: folder) }

        func edit(_ file: String, _ old: String, _ new: String) throws {
            let path = "\(folder)/vat/\(file)"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.contains(old), "\(file) has changed: \(old) is not in it")
            try text.replacing(old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
        }
    }

    private func ingest(_ engine: Engine, _ path: String) async throws -> IngestSummary {
        try await engine.ingest(
            IngestRequest(files: [path], format: .ocpi(module: nil, version: nil, owner: nil)), progress: { _ in })
    }

    private func bytes(_ engine: Engine, knownAt: String?) async throws -> [UInt8] {
        let report = try await engine.vatExposure(
            ExposureFilter(), knownAt: knownAt.flatMap { Instant($0) }, span: .end, progress: { _ in })
        var output = JSONOutput()
        report.write(to: &output)
        return output.bytes
    }

    @Test("a VAT report of March is the same bytes after a pack was edited in place, a session changed and others came")
    func replay() async throws {
        let own = try OwnRules()
        let test = own.test
        test.set(clock: "2026-03-01T00:00:00Z")
        var engine = try await own.engine()
        let first = [
            CDR.line("A", day: "2026-02-01", net: "10.00", gross: "11.90"),
            CDR.line("B", day: "2026-02-02", net: "20.00", gross: "23.80"),
            CDR.line("C", country: "SWE", party: "SE", day: "2026-02-03", net: "30.00", gross: "37.50"),
        ]
        #expect(try await ingest(engine, try test.write(first, "first.jsonl")).total.accepted == 3)
        let march = try await bytes(engine, knownAt: "2026-03-31T00:00:00Z")
        let text = String(decoding: march, as: UTF8.self)
        #expect(text.contains("\"verdict\":\"pass\"") && !text.contains("fail"), "\(text)")
        try await engine.close()

        // The rule is edited where it stands, without any note of it; later sessions are judged by the new text.
        try own.edit(
            "DE/charging.yaml", "{from: \"2021-01-01\", to: null, rate: \"19\"}",
            "{from: \"2021-01-01\", to: null, rate: \"18\"}")
        test.set(clock: "2026-05-01T00:00:00Z")
        engine = try await own.engine()
        let later = [
            CDR.line("A", day: "2026-02-01", net: "99.00", gross: "117.81"),
            CDR.line("D", day: "2026-04-02", net: "40.00", gross: "47.60"),
        ]
        let summary = try await ingest(engine, try test.write(later, "later.jsonl"))
        #expect(summary.total.accepted == 1 && summary.total.revised == 1)
        let now = try await bytes(engine, knownAt: nil)
        #expect(String(decoding: now, as: UTF8.self).contains("fail:VAT-RATE"))
        #expect(try await bytes(engine, knownAt: "2026-03-31T00:00:00Z") == march)
        let then = try await engine.explainVAT(session: "A", knownAt: Instant("2026-03-31T00:00:00Z"), span: .end)
        #expect(then.revision == 1 && then.text.contains("pass"), "\(then.text)")
        let today = try await engine.explainVAT(session: "cdr:DE*ABC:A", knownAt: nil, span: .end)
        #expect(today.revision == 2 && today.text.contains("fail:VAT-RATE"), "\(today.text)")
        await #expect(throws: EngineError.self) {
            _ = try await engine.explainVAT(session: "D", knownAt: Instant("2026-03-31T00:00:00Z"), span: .end)
        }
        try await engine.close()
    }

    @Test("before an edit is approved it shows exactly the sessions and the money that it changes")
    func impact() async throws {
        let own = try OwnRules()
        let engine = try await own.engine()
        let lines = [
            CDR.line("BEFORE", day: "2025-12-31", net: "100.00", gross: "119.00"),
            CDR.line("ON", day: "2026-01-01", net: "100.00", gross: "119.00"),
            CDR.line("AFTER", day: "2026-02-01", net: "50.00", gross: "59.50"),
            CDR.line("SWEDEN", country: "SWE", party: "SE", day: "2026-02-01", net: "10.00", gross: "12.50"),
        ]
        _ = try await ingest(engine, try own.test.write(lines, "cdrs.jsonl"))
        try own.edit(
            "DE/charging.yaml", "{from: \"2021-01-01\", to: null, rate: \"19\"}",
            "{from: \"2021-01-01\", to: \"2026-01-01\", rate: \"19\"}\n      - {from: \"2026-01-01\", to: null, rate: \"7\"}"
        )
        let new = try Engine.vatPack(folder: own.folder + "/vat")
        try own.edit(
            "DE/charging.yaml",
            "{from: \"2021-01-01\", to: \"2026-01-01\", rate: \"19\"}\n      - {from: \"2026-01-01\", to: null, rate: \"7\"}",
            "{from: \"2021-01-01\", to: null, rate: \"19\"}")
        let found = try await engine.vatRescore(new, from: nil, to: nil, span: .end, progress: { _ in })
        #expect(found.lines == 4 && found.sessions == 2)
        #expect(found.changes.map(\.sessionID) == ["cdr:DE*ABC:AFTER", "cdr:DE*ABC:ON"])
        #expect(found.totals.map(\.description) == ["-18.00 EUR"], "12 points of 150.00: \(found.text)")
        let some = try await engine.vatRescore(
            new, from: CivilDate("2026-01-02"), to: nil, span: .end, progress: { _ in })
        #expect(some.lines == 2 && some.sessions == 1)
        try await engine.close()
    }

    @Test("a decision keeps the whole answer of each charge line, and the report counts by verdict")
    func stored() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        let lines = [
            CDR.line("RIGHT", day: "2026-02-01", net: "10.00", gross: "11.90"),
            CDR.line("WRONG", day: "2026-02-01", net: "10.00", gross: "11.00"),
            CDR.line("FREE", day: "2026-02-01", net: "0.00", gross: "0.00"),
        ]
        _ = try await ingest(engine, try test.write(lines, "cdrs.jsonl"))
        let key = EventKey(kind: .cdr, ownerCountry: "DE", ownerParty: "ABC", id: "WRONG")
        let payload = try await engine.explain(key: key, revision: nil).payload
        let answer = try #require(
            try JSONDocument(parsing: payload).root["vat"]?.elements.first { _ in true }?["answer"])
        for (name, value) in [
            ("category", "S"), ("country", "DE"), ("date", "2026-02-01"), ("declared", "10"), ("liable", "supplier"),
            ("rate", "19"), ("rule", "DE-EV-ENERGY"), ("window", "2021-01-01/"),
        ] {
            #expect(answer[named: name]?.string == value, "\(name)")
        }
        #expect(answer["findings"]?.elements.compactMap(\.string) == ["fail:VAT-RATE"])
        let report = try await engine.activityReport(
            from: try #require(Instant("2026-02-01T00:00:00Z")), to: try #require(Instant("2026-02-02T00:00:00Z")))
        let table = String(decoding: report.csv, as: UTF8.self)
        #expect(table.contains("vat,,,,DE,fail,total,,lines,1") && table.contains("vat,,,,DE,pass,total,,lines,2"))
        try await engine.close()
    }

    @Test("what a register says about a VAT id is kept as evidence, and silence is kept as silence")
    func register() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        let number = try #require(VIESNumber(state: "IE", body: "6388047V"))
        let requester = try #require(VIESNumber(state: "DE", body: "118619592"))
        let request = VIESRequest(number, requester: requester)
        for (answer, status, words) in [
            ("{\"valid\":true,\"requestIdentifier\":\"WAPI-7\"}", VIESStatus.valid, "WAPI-7"),
            ("", .unavailable, "\"status\":\"unavailable\""),
        ] {
            var retry = VIESRetry()
            var record: VIESRecord?
            while record == nil {
                let reply = VIESAnswer(rest: Array(answer.utf8), status: answer.isEmpty ? 503 : 200)
                if case .end(let end) = retry.apply(reply, bytes: Array(answer.utf8), at: test.now) { record = end }
            }
            let ended = try #require(record)
            #expect(ended.status == status)
            let entry = try await engine.keepVATNumberCheck(request, ended)
            let text = try await engine.evidence(index: entry)
            #expect(text.contains(words) && text.contains(ended.hash.hex) && !text.contains("\"status\":\"invalid\""))
        }
        try await engine.signCheckpoint()
        let proof = try await engine.verify(log: "main", keys: nil) { _, _ in }
        #expect(proof.state == .proven, "\(proof.text)")
        try await engine.close()
    }
}

/// VAT without a database: CDR files and streams of facts.
@Suite struct VATFileTests {
    private static let shared = TestHome.root + "/../shared/data/ocpi/examples"
    private static let examples = ["2.3.0-core", "2.3.0-bookings", "2.2.1"].map { "\(shared)/\($0)/cdr_example.json" }

    private func pack() throws -> TaxPack { try Engine.vatPack(rulesDirectory: TestHome.root + "/rules") }

    @Test(
        "the CDR examples of OCPI charge 10 % VAT in Belgium: each line fails, and the rule says 21",
        .enabled(
            if: FileManager.default.fileExists(atPath: examples[0]), "the OCPI examples are not in ../shared/data"),
        arguments: examples)
    func belgium(path: String) async throws {
        let found = try await Engine.explainVAT(file: path, session: nil, pack: try pack(), span: .end, at: .now2026)
        let verdicts = found.sessions.flatMap(\.lines).compactMap(\.explanation?.verdict)
        #expect(verdicts.count == 2 && verdicts.allSatisfy { $0.verdictText == "fail:VAT-RATE" })
        #expect(verdicts.allSatisfy { $0.taxCountry == "BE" && $0.rateText == "21" && $0.declaredPPM == 100_000 })
    }

    @Test("a CDR of OCPI 2.3.0 with a wrong tax amount is caught, and with the right one it passes")
    func taxes() async throws {
        for (amount, verdict) in [("2.10", "pass"), ("1.00", "fail:VAT-RATE"), ("0.60", "fail:VAT-RATE")] {
            let text = CDR.line("X", country: "BEL", party: "BE", day: "2026-02-01", net: "10.00", gross: "1")
                .replacing(
                    "\"total_cost\":{\"excl_vat\":10.00,\"incl_vat\":1}",
                    with: "\"total_cost\":{\"before_taxes\":10.00,\"taxes\":[{\"name\":\"VAT\",\"amount\":\(amount)}]}")
            let path = NSTemporaryDirectory() + "amplomb-cdr-\(UInt64.random(in: 0...UInt64.max)).json"
            try String(text).write(toFile: path, atomically: true, encoding: .utf8)
            defer { try? FileManager.default.removeItem(atPath: path) }
            let found = try await Engine.explainVAT(
                file: path, session: "x", pack: try pack(), span: .end, at: .now2026)
            #expect(found.sessions.flatMap(\.lines).compactMap(\.explanation?.verdict.verdictText) == [verdict])
        }
    }

    private static func facts(_ id: String) -> String {
        let party = """
            "kind":"business","seat":"SE","capacity":null,"taxable_dealer":null,"small_business":false,"ex_number":false,\
            "established_in":["SE"],"not_established_in":[],"registered_in":["SE"],"not_registered_in":[],"vat_id":null
            """
        return """
            {"schema":"amplomb-vat-facts/1","line_id":"\(id)","session_id":null,"leg":null,"fee_type":"energy",\
            "time":{"start":"2026-04-01","end":"2026-04-01","precision":"day","utc":false,"zone":null,"paid_on":null,\
            "period_from":null,"period_to":null},"place":{"applicable":true,"known":true,"country":"SE",\
            "subdivision":null,"postcode":null,"name":null},"supplier":{"role":"cpo",\(party)},\
            "customer":{"role":"driver",\(party.replacing("\"kind\":\"business\"", with: "\"kind\":\"consumer\""))},"facts":{"attributes":[],\
            "kwh":null,"unit_price":null,"price_includes_vat":null,"net":null,"gross":null,"amount":null,\
            "currency":null,"vat_currency":null,"ocpi":null,"stored_rate":null,"threshold_exceeded":null,\
            "credit":null,"credit_amount":null},"declared":{"none":false,"tax_country":"SE","rate_percent":"25",\
            "category":null,"reverse_charge":null,"scheme":null,"tax_kind":null,"split":null,"base":null,"net":null,\
            "gross":null,"vat":null,"currency":null},"unparsed":[]}
            """
    }

    @Test(
        "a stream of facts keeps order and line numbers whatever the size of its blocks",
        arguments: [1, 700, 5_000, 1 << 20])
    func stream(blockSize: Int) async throws {
        var lines = (1...300).map { Self.facts("L\($0)") }
        lines[40] = "{\"schema\":"
        lines[41] = "   "
        lines[250] = lines[250].replacing("\"fee_type\":\"energy\"", with: "\"fee_type\":\"magic\"")
        let path = NSTemporaryDirectory() + "amplomb-facts-\(UInt64.random(in: 0...UInt64.max)).jsonl"
        try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let pack = try pack()
        let kept = Kept()
        try await FactsStream(path: path, blockSize: blockSize).run { record, answers in
            answers.rows.append([pack.verdict(for: record).lineID])
        } deliver: { answers in
            kept.add(answers)
        }
        let wanted = (1...300).filter { ![41, 42, 251].contains($0) }.map { "L\($0)" }
        #expect(kept.ids == wanted)
        #expect(kept.errors.map(\.line) == [41, 251] && kept.errors.map(\.field) == ["column 11", "fee_type"])
    }

    @Test("the bench judges as many lines as asked, and refuses a file without records")
    func bench() async throws {
        let path = NSTemporaryDirectory() + "amplomb-bench-\(UInt64.random(in: 0...UInt64.max)).jsonl"
        try (Self.facts("A") + "\n" + Self.facts("B") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let report = try await Engine.benchVAT(try pack(), facts: path, lines: 201, span: .end) {
            DispatchTime.now().uptimeNanoseconds
        }
        #expect(report.lines == 201 && report.p50 <= report.p99 && report.p99 <= report.slowest)
        #expect(report.bytesWritten > 201 * 300)
        try "\n".write(toFile: path, atomically: true, encoding: .utf8)
        await #expect(throws: EngineError.self) {
            _ = try await Engine.benchVAT(try pack(), facts: path, lines: 1, span: .end) { 0 }
        }
    }
}

/// What a stream handed out; its deliveries come one after the other.
private final class Kept: @unchecked Sendable {
    private let lock = NSLock()
    private var rows: [[String]] = []
    private var faults: [FactsError] = []

    func add(_ answers: FactsStream.Answers) {
        lock.withLock {
            rows += answers.rows
            faults += answers.errors
        }
    }

    var ids: [String] { lock.withLock { rows.map { $0[0] } } }
    var errors: [FactsError] { lock.withLock { faults } }
}
