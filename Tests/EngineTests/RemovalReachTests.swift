import Domain
import Engine
import Evidence
import Ingest
import Store
import Testing

extension RetentionEngineTests {
    /// What goes with one removed assessment of an event that has others, and how what is left is found.
    @Suite("reach of a removal", .serialized) struct RemovalReachTests {
        private let steps = RetentionEngineTests()

        private func line(_ id: String, token: String, updated: String) -> Substring {
            let from = id == "c1" ? "10:00" : "10:30"
            let to = id == "c1" ? "11:00" : "11:30"
            return """
                {"country_code":"GB","party_id":"CPS","id":"\(id)","start_date_time":"2018-07-03T\(from):00Z",\
                "end_date_time":"2018-07-03T\(to):00Z","session_id":"\(id)","cdr_token":{"country_code":"GB",\
                "party_id":"EMP","uid":"\(token)","type":"RFID","contract_id":"GB-EMP-C\(token)-1"},\
                "auth_method":"WHITELIST","cdr_location":{"id":"L1","address":"Quay 1","city":"Ayr","country":"GBR",\
                "coordinates":{"latitude":"56.46","longitude":"-2.97"},"evse_uid":"E-\(id)",\
                "evse_id":"GB*CPS*E\(id)","connector_id":"1","connector_standard":"IEC_62196_T2",\
                "connector_format":"SOCKET","connector_power_type":"AC_3_PHASE"},"currency":"GBP",\
                "charging_periods":[{"start_date_time":"2018-07-03T\(from):00Z","dimensions":[{"type":"ENERGY",\
                "volume":10},{"type":"TIME","volume":1}]}],"total_cost":{"excl_vat":0,"incl_vat":0},\
                "total_energy":10,"total_time":1,"last_updated":"\(updated)"}
                """[...]
        }

        /// Two sessions of one token at the same time, a hit each; then the second comes again with another token, so that
        /// both are judged again and neither hit holds any more.
        private func revised(_ test: TestHome) async throws -> Engine {
            test.set(clock: "2026-11-20T10:00:00Z")
            let engine = try await test.engine()
            _ = try await engine.initialise()
            let format = IngestFormat.ocpi(module: nil, version: nil, owner: nil)
            let first = try test.write(
                [
                    line("c1", token: "CANARY", updated: "2018-07-03T12:00:00Z"),
                    line("c2", token: "CANARY", updated: "2018-07-03T12:30:00Z"),
                ], "first.jsonl")
            #expect(try await steps.ingest(engine, first, format).total.accepted == 2)
            let second = try test.write(
                [line("c2", token: "OTHER", updated: "2018-07-05T12:30:00Z")], "second.jsonl")
            #expect(try await steps.ingest(engine, second, format).total.revised == 1)
            try await steps.appoint(engine)
            return engine
        }

        /// Place in the log of an assessment.
        private func place(_ test: TestHome, _ id: String, revision: Int) async throws -> UInt64 {
            let found = try await steps.query(
                test,
                """
                SELECT e.idx::text FROM event_key k JOIN assessment a USING (shard, key_id)
                JOIN evidence_entry e ON e.log_id = 1 AND e.entry_id = a.entry_id
                WHERE upper(k.id) = upper(\(id)::text) AND a.revision = \(revision)
                """)
            return try #require(found.first.flatMap { UInt64($0) })
        }

        /// Removes an entry and returns the number of the order.
        private func remove(_ engine: Engine, _ index: UInt64) async throws -> String {
            let order = try await engine.orderRemoval(
                of: "\(index)", authority: "LG Berlin 7 O 12/31", reason: "judgment of 4 June, final", person: "ana")
            for person in ["ben", "eva"] {
                _ = try await engine.approveRemoval(order.id, person: person, reason: "read the judgment")
            }
            let removal = try await engine.removeEnvelope(order.id, person: "ben")
            #expect(removal.refusal == nil && removal.statement != nil)
            return order.id
        }

        /// Revisions of an event whose record is still there.
        private func kept(_ test: TestHome, _ id: String) async throws -> [String] {
            try await steps.query(
                test,
                """
                SELECT v.revision::text FROM event_key k JOIN event v USING (shard, key_id)
                WHERE upper(k.id) = upper(\(id)::text) AND v.payload IS NOT NULL ORDER BY v.revision
                """)
        }

        /// Kind and sentence of the case items about an event, those of one assessment or of all others.
        private func sentences(_ test: TestHome, _ id: String, ofFirst: Bool) async throws -> [String] {
            try await steps.query(
                test,
                """
                SELECT concat_ws(' ', i.sentence::text, i.money_micros::text, i.currency) FROM event_key k
                JOIN case_item i ON i.event_shard = k.shard AND i.event_key_id = k.key_id
                WHERE upper(k.id) = upper(\(id)::text) AND (i.assessment_revision = 1) = \(ofFirst) ORDER BY i.seq
                """)
        }

        @Test("the revision that only the removed entry judged goes, with its case items and uses; the later ones stay")
        func revisionGoes() async throws {
            let test = try TestHome()
            let engine = try await revised(test)
            #expect(try await kept(test, "c2") == ["1", "2"])
            #expect(try await sentences(test, "c2", ofFirst: true).contains { $0.contains("same time") })
            #expect(try await sentences(test, "c2", ofFirst: false).contains { $0.contains("\"said\"") })
            let uses = try await steps.query(
                test,
                """
                INSERT INTO good_list_use SELECT 0, 1, key_id, n FROM event_key, generate_series(1, 2) n
                WHERE upper(id) = 'C2' RETURNING assessment_revision::text
                """)
            #expect(uses == ["1", "2"])
            let others = try await sentences(test, "c1", ofFirst: true)

            _ = try await remove(engine, try await place(test, "c2", revision: 1))
            #expect(try await kept(test, "c2") == ["2"])
            #expect(try await sentences(test, "c2", ofFirst: true).allSatisfy { $0 == "{}" })
            let later = try await sentences(test, "c2", ofFirst: false)
            #expect(!later.isEmpty && later.allSatisfy { $0.contains("no longer holds") && !$0.contains("\"said\"") })
            #expect(
                try await steps.query(test, "SELECT assessment_revision::text FROM good_list_use") == ["2"])
            // The other session is as it was.
            #expect(try await kept(test, "c1") == ["1"])
            #expect(try await sentences(test, "c1", ofFirst: true) == others)
            #expect(try await engine.replay(key: nil).isEqual)
            try await engine.close()
        }

        @Test("the revision that another assessment that is kept judged stays until that one goes too")
        func revisionStays() async throws {
            let test = try TestHome()
            let engine = try await revised(test)
            // The first session was judged twice, by one record.
            _ = try await remove(engine, try await place(test, "c1", revision: 1))
            #expect(try await kept(test, "c1") == ["1"])
            #expect(try await sentences(test, "c1", ofFirst: true).allSatisfy { $0 == "{}" })
            _ = try await remove(engine, try await place(test, "c2", revision: 2))
            #expect(try await kept(test, "c2") == ["1"])
            #expect(try await sentences(test, "c2", ofFirst: true).contains { $0.contains("same time") })
            _ = try await remove(engine, try await place(test, "c1", revision: 2))
            #expect(try await kept(test, "c1") == [])
            try await engine.close()
        }

        @Test("a removed entry is named by its leaf hash and order wherever it is asked for")
        func isNamed() async throws {
            let test = try TestHome()
            let engine = try await revised(test)
            let index = try await place(test, "c2", revision: 1)
            try await engine.setRetentionDate(
                .relationshipEnd, steps.day("2027-05-05"), of: .entry("\(index)"), person: "ana",
                reason: "contract ended")
            let dates = try await steps.query(test, "SELECT max(idx)::text FROM evidence_entry WHERE kind = 'date'")
            let date = try #require(dates.first.flatMap { UInt64($0) })
            let order = try await remove(engine, index)
            try await engine.signCheckpoint()

            let keys = try VerifierKey.all(inFile: try Files.read(test.home.evidenceVerifierKey))
            let cases = try await engine.store.cases(CaseFilter(), limit: 10)
            let row = try #require(cases.first { $0.family == "velocity" })
            for selection in [BundleSelection.caseFile(row.caseID), .entries([date])] {
                let bundle = try await engine.bundle(selection, at: engine.options.clock())
                let entry = try #require(bundle.entries.first { $0.index == index }, "\(selection)")
                #expect(entry.envelope == nil)
                #expect(bundle.purged.contains { $0.index == index && $0.legalBasis == "LG Berlin 7 O 12/31" })
                var verifier = BundleVerifier(BundleSource(try bundle.encoded()), keys: keys)
                let report = verifier.verify()
                #expect(report.state == .proven && report.findings.map(\.code) == [.presentAsHash], "\(report.text)")
            }

            await #expect { _ = try await engine.explainRetention("\(index)", on: steps.day("2033-03-01")) } throws: {
                "\($0)".contains("removed in full by order \(order)")
            }
            let listed = try await engine.store.assessments(AssessmentFilter(), limit: 10)
            let key = try #require(listed.first { $0.key.id.uppercased() == "C2" }?.key)
            let shown = try await engine.explain(key: key, revision: 1).text
            #expect(shown.contains("removed in full by order \(order)") && !shown.contains("retention"), "\(shown)")
            let places = try await engine.evidenceIndexes(of: [(key, 1)]).compactMap(\.self)
            #expect(places == [Int64(index)])
            try await engine.close()
        }
    }
}
