import Domain
import Engine
import Formats
import Foundation
import Ingest
import Tax
import Testing

/// A CDR in Belgium whose price is put in by the test, in the shapes of OCPI 2.3.0.
private enum Document {
    static func line(
        _ cost: String, id: String = "X", day: String = "2026-02-01", updated: String? = nil, token: String = "BE",
        tokenParty: String = "ABC", extra: String = ""
    ) -> Substring {
        """
        {"country_code":"BE","party_id":"ABC","id":"\(id)","start_date_time":"\(day)T11:00:00Z",\
        "end_date_time":"\(day)T11:30:00Z","cdr_token":{"country_code":"\(token)","party_id":"\(tokenParty)",\
        "uid":"CANARY-UID","type":"RFID","contract_id":"\(token)\(tokenParty)CANARY"},"auth_method":"WHITELIST",\
        "cdr_location":{"id":"LOC1","name":"Street","address":"Street 1","city":"Town","country":"BEL",\
        "coordinates":{"latitude":"50.8","longitude":"4.35"},"evse_uid":"1","evse_id":"BE*ABC*E1","connector_id":"1",\
        "connector_standard":"IEC_62196_T2","connector_format":"SOCKET","connector_power_type":"AC_3_PHASE"},\
        "currency":"EUR","charging_periods":[{"start_date_time":"\(day)T11:00:00Z","dimensions":[{"type":"ENERGY",\
        "volume":10.0}]}],"total_cost":\(cost),"total_energy":10.0,"total_time":0.5,\(extra)\
        "last_updated":"\(updated ?? day)T11:31:00Z"}
        """
    }
}

extension Instant {
    /// When the documents of these tests are looked at.
    static let now2026 = Instant(CivilDate(year: 2026, month: 11, day: 1) ?? CivilDate(daysSinceEpoch: 0))
}

/// What documents say about tax, judged without a database.
@Suite struct VATDocumentTests {
    private func read(_ lines: [Substring]) async throws -> FileVerdicts {
        let path = NSTemporaryDirectory() + "amplomb-cdr-\(UInt64.random(in: 0...UInt64.max)).jsonl"
        try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await Engine.explainVAT(
            file: path, session: nil, pack: try Engine.vatPack(rulesDirectory: TestHome.root + "/rules"), span: .end,
            at: .now2026)
    }

    private func verdict(_ line: Substring) async throws -> VATVerdict {
        try #require(try await read([line]).sessions.first?.lines.first?.explanation?.verdict)
    }

    private static func taxes(_ taxes: String, _ more: String = "") -> String {
        "{\"before_taxes\":4.00,\"taxes\":[\(taxes)]\(more)}"
    }

    static let documents: [(String, String, String?)] = [
        (taxes("{\"name\":\"VAT\",\"amount\":0.84}"), "pass", nil),
        (taxes("{\"name\":\"BTW 21 %\",\"percentage\":21,\"amount\":0.84}"), "pass", nil),
        (taxes("{\"name\":\"T.V.A.\",\"amount\":0.84}"), "pass", nil),
        (taxes("{\"name\":\"VAT\",\"amount\":0.84},{\"name\":\"City\",\"amount\":0}"), "pass", nil),
        // Half of the tax is the city's: the tax on the value added is 10.5 %.
        (taxes("{\"name\":\"VAT\",\"amount\":0.42},{\"name\":\"City\",\"amount\":0.42}"), "fail", "facts.other_taxes"),
        (
            taxes("{\"name\":\"VAT\",\"amount\":0.84},{\"name\":\"City\",\"amount\":0.42}"), "review",
            "facts.other_taxes"
        ),
        (taxes("{\"name\":\"City\",\"percentage\":21,\"amount\":0.84}"), "review", "facts.other_taxes"),
        (taxes("{\"name\":\"Energy tax\",\"percentage\":21,\"amount\":0.84}"), "review", "facts.other_taxes"),
        (taxes("{\"amount\":0.84}"), "review", "facts.other_taxes"),
        (taxes("{\"name\":\"Non-VAT levy\",\"amount\":0.84}"), "review", "facts.other_taxes"),
        (taxes("{\"name\":\"VAT\",\"amount\":0.84},{\"name\":\"City\"}"), "review", "facts.other_taxes"),
        (taxes("{\"name\":\"Energy tax incl. VAT\",\"amount\":0.84}"), "review", "facts.other_taxes"),
        (taxes("{\"name\":\"Value added tax\",\"amount\":0.84}"), "pass", nil),
        // The sum says 21 %, its parts say half of it.
        (taxes("{\"name\":\"VAT\",\"amount\":0.42}", ",\"after_taxes\":4.84"), "review", "facts.amounts"),
        (taxes("{\"name\":\"VAT\",\"amount\":0.84}", ",\"after_taxes\":4.84"), "pass", nil),
        ("{\"before_taxes\":4.00,\"after_taxes\":4.84}", "review", "facts.other_taxes"),
        ("{\"excl_vat\":4.00,\"incl_vat\":4.84}", "pass", nil),
        // A rate is no tax: how much was charged is not said.
        (taxes("{\"name\":\"VAT\",\"percentage\":21}"), "review", "declared.vat"),
        // Belgium has no goods and services tax.
        (taxes("{\"name\":\"GST\",\"percentage\":21,\"amount\":0.84}"), "review", "facts.other_taxes"),
        ("{\"before_taxes\":-4.00,\"taxes\":[{\"name\":\"VAT\",\"amount\":-0.84}]}", "review", "facts.is_credit"),
    ]

    @Test("a tax counts as VAT only where its name says so", arguments: documents.indices)
    func names(index: Int) async throws {
        let (cost, level, missing) = Self.documents[index]
        let verdict = try await verdict(Document.line(cost))
        #expect(verdict.level.rawValue == level, "\(cost): \(verdict.verdictText), not known: \(verdict.missing)")
        if let missing { #expect(verdict.missing.contains(missing)) }
    }

    static let parts: [(String, String?)] = [
        ("\"total_energy_cost\":{\"excl_vat\":4.00,\"incl_vat\":4.84}", nil),
        // Each part is rounded by itself.
        (
            "\"total_energy_cost\":{\"excl_vat\":3.005,\"incl_vat\":3.64},"
                + "\"total_time_cost\":{\"excl_vat\":1.00,\"incl_vat\":1.21}", nil
        ),
        ("\"total_energy_cost\":{\"excl_vat\":1.00,\"incl_vat\":1.21}", "4.00 and its parts make 1.00, before tax"),
        ("\"total_energy_cost\":{\"excl_vat\":5.00,\"incl_vat\":6.05}", "4.00 and its parts make 5.00, before tax"),
        (
            "\"total_energy_cost\":{\"excl_vat\":2.00,\"incl_vat\":2.42},"
                + "\"total_time_cost\":{\"excl_vat\":2.00,\"incl_vat\":2.12}",
            "4.84 and its parts make 4.54, with tax"
        ),
        (
            "\"total_energy_cost\":{\"excl_vat\":2.00,\"incl_vat\":2.42},"
                + "\"total_time_cost\":{\"excl_vat\":2.00}", nil
        ),
    ]

    @Test("a total that its parts do not make is looked at by a person", arguments: parts.indices)
    func total(index: Int) async throws {
        let (parts, difference) = Self.parts[index]
        let line = Document.line("{\"excl_vat\":4.00,\"incl_vat\":4.84}", extra: parts + ",")
        let total = try #require(try await read([line]).sessions.first?.lines.first?.explanation)
        #expect(total.verdict.level.rawValue == (difference == nil ? "pass" : "review"), "\(total.text)")
        #expect(total.verdict.missing.contains("facts.parts") == (difference != nil))
        if let difference { #expect(total.text.contains(difference), "\(total.text)") }
    }

    @Test("compensation for electricity at home is no sale at a public charger, and never passes unseen")
    func home() async throws {
        let home = "\"home_charging_compensation\":true,"
        for (cost, expected) in [
            ("{\"excl_vat\":4.00,\"incl_vat\":4.84}", "fail:VAT-NOT-TAXABLE"),
            ("{\"excl_vat\":4.00,\"incl_vat\":4.00}", "review:VAT-FACTS"), ("{\"excl_vat\":4.00}", "review:VAT-FACTS"),
        ] {
            for token in ["BE", "NL"] {
                let verdict = try await verdict(Document.line(cost, token: token, extra: home))
                #expect(verdict.verdictText == expected, "\(cost) \(token): \(verdict.missing)")
                #expect(verdict.missing.contains("facts.home_charging"))
            }
            let sale = try await verdict(Document.line(cost, extra: home.replacing("true", with: "false")))
            #expect(!sale.missing.contains("facts.home_charging"))
        }
    }

    @Test("a credit note may go below zero")
    func credit() async throws {
        let cost = "{\"before_taxes\":-4.00,\"taxes\":[{\"name\":\"VAT\",\"amount\":-0.84}]}"
        let note = Document.line(cost, extra: "\"credit\":true,\"credit_reference_id\":\"Y\",")
        #expect(try await !verdict(note).missing.contains("facts.is_credit"))
    }

    @Test("a session that ends after its bill came is looked at by a person")
    func ahead() async throws {
        let cost = Self.taxes("{\"name\":\"VAT\",\"amount\":0.84}")
        // What the sender says of its own clock proves nothing.
        for updated in ["2026-02-01", "2099-02-01"] {
            let ahead = try await verdict(Document.line(cost, day: "2099-02-01", updated: updated))
            #expect(ahead.level >= .review && ahead.missing.contains("time.end"), "\(ahead.verdictText)")
        }
    }

    @Test("a refused record is named by file, line, field, reason and remedy, never by its content")
    func refused() async throws {
        let good = Document.line(Self.taxes("{\"name\":\"VAT\",\"amount\":0.84}"))
        let bad = good.replacing("2026-02-01T11:30:00Z", with: "yesterday")
        let found = try await read([Substring(bad), good])
        #expect(found.sessions.count == 1 && found.rejects.count == 1)
        let reject = try #require(found.rejects.first)
        #expect(reject.line == 1 && reject.field.contains("end_date_time") && !reject.remedy.isEmpty)
        let parts = [reject.file, reject.field, reject.reason, reject.found, reject.remedy].joined()
        #expect(!parts.contains("CANARY"))
    }
}

@Suite(
    "VAT ids that a register was asked about", .serialized,
    .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct VATIdentityTests {
    private struct Partner {
        let record: Substring
        let country: String
        let party: String
        let vatID: String
    }

    /// A partner of the sample platform outside Belgium with a VAT id of a member state.
    private func partner() throws -> Partner {
        let file = try #require(Sample(seed: 7).files.first { $0.path.hasSuffix("participants.jsonl") })
        for line in String(decoding: file.bytes, as: UTF8.self).split(separator: "\n") {
            let root = try JSONDocument(parsing: Array(line.utf8)).root
            guard root["type"]?.string == "demand_partner",
                let role = root["roaming"]?["ocpi"]?.elements.first(where: { _ in true }),
                let country = role["country_code"]?.string, let party = role["party_id"]?.string, country != "BE",
                let id = root["organisation"]?["vat_ids"]?.elements.first(where: { _ in true })?["id"]?.string,
                ["DE", "NL", "FR", "SE"].contains(id.prefix(2))
            else { continue }
            return Partner(record: line, country: country, party: party, vatID: id)
        }
        throw EngineError(.internal, "the sample has no such partner")
    }

    private func key(_ id: String) -> EventKey {
        EventKey(kind: .cdr, ownerCountry: "BE", ownerParty: "ABC", id: id)
    }

    private func record(_ answer: String, _ status: Int, at: Instant) throws -> VIESRecord {
        var retry = VIESRetry()
        while true {
            let reply = VIESAnswer(rest: Array(answer.utf8), status: status)
            if case .end(let record) = retry.apply(reply, bytes: Array(answer.utf8), at: at) { return record }
        }
    }

    @Test("a verdict reads the answer that was stored for the day of the supply; silence changes nothing; replay holds")
    func stored() async throws {
        let test = try TestHome()
        test.set(clock: "2026-01-20T00:00:00Z")
        let engine = try await test.engine()
        let partner = try partner()
        _ = try await engine.ingest(
            IngestRequest(files: [try test.write([partner.record], "p.jsonl")], format: .participants),
            progress: { _ in })
        let cdr = { (id: String, day: String) in
            Document.line(
                "{\"excl_vat\":10.00,\"incl_vat\":10.00}", id: id, day: day, token: partner.country,
                tokenParty: partner.party)
        }
        func ingest(_ lines: [Substring], _ name: String) async throws {
            _ = try await engine.ingest(
                IngestRequest(
                    files: [try test.write(lines, name)], format: .ocpi(module: nil, version: nil, owner: nil)),
                progress: { _ in })
        }
        try await ingest([cdr("A", "2026-01-10")], "a.jsonl")
        let number = try #require(
            VIESNumber(state: String(partner.vatID.prefix(2)), body: String(partner.vatID.dropFirst(2))))
        let request = VIESRequest(number)
        let before = try await engine.explainVAT(session: "A", knownAt: nil, span: .end).text
        #expect(before.contains("(given)"), "\(before)")

        _ = try await engine.keepVATNumberCheck(request, try record("", 503, at: test.now))
        #expect(try await engine.explainVAT(session: "A", knownAt: nil, span: .end).text == before)

        test.set(clock: "2026-01-20T00:00:01Z")
        let valid = try record("{\"valid\":true,\"requestIdentifier\":\"WAPI-7\"}", 200, at: test.now)
        _ = try await engine.keepVATNumberCheck(request, valid)
        test.set(clock: "2026-02-20T00:00:00Z")
        try await ingest([cdr("B", "2026-02-01")], "b.jsonl")
        let after = try await engine.explainVAT(session: "B", knownAt: nil, span: .end).text
        #expect(after.contains("valid, checked 2026-01-20, consultation WAPI-7"), "\(after)")
        let assessed = try await engine.explain(
            key: key("B"), revision: nil)
        #expect(String(decoding: assessed.payload, as: UTF8.self).contains("WAPI-7"))
        // The supply was before the answer: valid now is no proof for then.
        let earlier = try await engine.explainVAT(session: "A", knownAt: nil, span: .end).text
        #expect(earlier.contains("(given)") && earlier.contains("VAT-ID-UNVERIFIED"), "\(earlier)")
        #expect(
            try await engine.explainVAT(session: "A", knownAt: Instant("2026-01-20T00:00:00.500Z"), span: .end).text
                .contains("(given)"))

        // Another process asks, on the day of a supply, after its bill was written and before it came to us.
        let other = try await test.engine()
        let invalid = try record("{\"valid\":false}", 200, at: Instant("2026-02-10T15:00:00Z") ?? test.now)
        _ = try await other.keepVATNumberCheck(request, invalid)
        try await other.close()
        try await ingest([cdr("C", "2026-02-15"), cdr("D", "2026-02-10"), cdr("F", "2099-02-10")], "c.jsonl")
        let sameDay = try await engine.explain(key: key("D"), revision: nil)
        #expect(String(decoding: sameDay.payload, as: UTF8.self).contains("invalid, checked 2026-02-10"))
        let ahead = try await engine.explainVAT(session: "F", knownAt: nil, span: .end).text
        #expect(ahead.contains("time.end: 2099-02-10T11:30:00Z, after the document came at 2026-02-20"), "\(ahead)")
        let refused = try await engine.explainVAT(session: "C", knownAt: nil, span: .end).text
        #expect(refused.contains("fail") && refused.contains("invalid, checked 2026-02-10"), "\(refused)")
        #expect(try await engine.explainVAT(session: "B", knownAt: nil, span: .end).text == after)
        let replay = try await engine.replay(key: nil)
        #expect(replay.isEqual, "\(replay.text)")
        try await engine.close()
    }

    /// A person of the sample platform in Germany with an account.
    private func host() throws -> (record: Substring, iban: String) {
        let file = try #require(Sample(seed: 7).files.first { $0.path.hasSuffix("participants.jsonl") })
        for line in String(decoding: file.bytes, as: UTF8.self).split(separator: "\n") {
            let root = try JSONDocument(parsing: Array(line.utf8)).root
            if root["type"]?.string == "driver", root["country"]?.string == "DE",
                let iban = root["accounts"]?.elements.first(where: { _ in true })?["iban"]?.string
            {
                return (line, iban)
            }
        }
        throw EngineError(.internal, "the sample has no such person")
    }

    @Test("a self-billed document with VAT for a private host holds the payout; without VAT it does not")
    func selfBilled() async throws {
        let test = try TestHome()
        test.set(clock: "2026-10-01T00:00:00Z")
        let engine = try await test.engine()
        let host = try host()
        let payout = { (id: String, documents: String) in
            Substring(
                """
                {"format":"amplomb.payout/1","owner":"NL*KWV","id":"\(id)","execute_at":"2026-09-30T10:00:00Z",\
                "amount":{"amount":"119.00","currency":"EUR"},"debtor":{"name":"Qorvin Grid","iban":"NL22ZZSA0000000002"},\
                "creditor":{"name":"A Host","country":"DE","iban":"\(host.iban)"},"end_to_end_id":"\(id)",\
                "remittance":"R"\(documents)}
                """)
        }
        let taxed = { (vat: String) in
            """
            "gross":{"amount":"119.00","currency":"EUR"},"vat":{"amount":"\(vat)","currency":"EUR"}
            """
        }
        let files = [
            try test.write([host.record], "p.jsonl"),
            try test.write(
                [
                    payout("NONE", ""),
                    payout(
                        "TAXED",
                        ",\"documents\":[{\"type\":\"self_billed_invoice\",\"number\":\"S-1\",\(taxed("19.00"))}]"),
                    payout("FREE", ",\"documents\":[{\"type\":\"self_billed_invoice\",\(taxed("0.00"))}]"),
                    payout("NOTE", ",\"documents\":[{\"type\":\"credit_note\",\(taxed("19.00"))}]"),
                ], "payouts.jsonl"),
        ]
        for (file, format) in zip(files, [IngestFormat.participants, .payouts]) {
            _ = try await engine.ingest(IngestRequest(files: [file], format: format), progress: { _ in })
        }
        func vat(_ id: String) async throws -> (verdicts: [String], reasons: [String]) {
            let key = EventKey(kind: .payout, ownerCountry: "NL", ownerParty: "KWV", id: id)
            let root = try JSONDocument(parsing: try await engine.explain(key: key, revision: nil).payload).root
            let reasons = (root["reasons"]?.elements).map(Array.init) ?? []
            return (
                (root["vat"]?.elements).map(Array.init)?.map {
                    "\($0["verdict"]?.string ?? "") \($0["text"]?.string ?? "")"
                } ?? [],
                reasons.filter { $0["code"]?.string == "VAT" }.map { $0["outcome"]?.string ?? "" }
            )
        }
        #expect(try await vat("NONE").verdicts.isEmpty)
        let wrong = try await vat("TAXED")
        #expect(wrong.verdicts.count == 1 && wrong.reasons == ["hold"], "\(wrong)")
        #expect(
            wrong.verdicts[0].contains("fail:VAT-SELFBILL") && wrong.verdicts[0].contains("document S-1"), "\(wrong)")
        let right = try await vat("FREE")
        #expect(right.verdicts.count == 1 && right.verdicts[0].hasPrefix("pass") && right.reasons.isEmpty, "\(right)")
        let note = try await vat("NOTE")
        #expect(note.reasons == ["review"], "\(note)")
        let replay = try await engine.replay(key: nil)
        #expect(replay.isEqual, "\(replay.text)")
        try await engine.close()
    }
}
