import Cluster
import Domain
import Foundation
import Ingest
import Store
import Testing

@testable import Engine

@Suite("corrections in cases", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct CaseCorrectionTests {
    /// A session of one hour that costs nothing, as a CDR.
    private struct Session {
        let id: String
        let token: String
        let evse: String
        let start: String
        var kilowattHours = "10"
        /// Hours from the start to the sender's last change.
        var updatedAfter: Int64 = 2

        var line: Substring {
            let at = Instant(start) ?? Instant(microseconds: 0)
            let end = at + .hour
            let updated = at + TimeSpan(microseconds: updatedAfter * TimeSpan.hour.microseconds)
            return """
                {"country_code":"GB","party_id":"CPS","id":"\(id)","start_date_time":"\(at)","end_date_time":"\(end)",\
                "session_id":"\(id)","cdr_token":{"country_code":"GB","party_id":"EMP","uid":"\(token)","type":"RFID",\
                "contract_id":"GB-EMP-C\(token)-1"},"auth_method":"WHITELIST","cdr_location":{"id":"L1",\
                "address":"Quay 1","city":"Ayr","country":"GBR","coordinates":{"latitude":"56.46","longitude":"-2.97"},\
                "evse_uid":"\(evse)","evse_id":"GB*CPS*\(evse)","connector_id":"1",\
                "connector_standard":"IEC_62196_T2","connector_format":"SOCKET","connector_power_type":"AC_3_PHASE"},\
                "currency":"GBP","charging_periods":[{"start_date_time":"\(at)","dimensions":[{"type":"ENERGY",\
                "volume":\(kilowattHours)},{"type":"TIME","volume":1}]}],"total_cost":{"excl_vat":0,"incl_vat":0},\
                "total_energy":\(kilowattHours),"total_time":1,"last_updated":"\(updated)"}
                """[...]
        }
    }

    private func ingest(_ engine: Engine, _ test: TestHome, _ sessions: [Session]) async throws -> IngestSummary {
        let path = try test.write(sessions.map(\.line), "cdrs.jsonl")
        return try await engine.ingest(
            IngestRequest(files: [path], format: .ocpi(module: nil, version: nil, owner: nil)), progress: { _ in })
    }

    /// What a case says now: everything that may not depend on the order of arrival.
    private struct Standing: Hashable {
        let family: String
        let outcome: Outcome
        let why: String
        let findings: Set<String>
    }

    private func cases(_ engine: Engine) async throws -> [(row: QueuedCase, detail: CaseDetail)] {
        var found: [(row: QueuedCase, detail: CaseDetail)] = []
        for row in try await engine.store.queuedCases(QueuedCaseFilter(), limit: 200) {
            let detail = try #require(try await engine.store.caseDetail(row.caseID, items: 1000))
            found.append((row, detail))
        }
        return found
    }

    private func standing(_ engine: Engine) async throws -> Set<Standing> {
        var all: Set<Standing> = []
        for (row, detail) in try await cases(engine) {
            #expect(row.outcome >= row.standingOutcome, "\(row.caseID)")
            var latest: [String: StoredCaseItem] = [:]
            for item in detail.items { latest["\(String(describing: item.event)) \(item.ruleID ?? "")"] = item }
            let held = latest.filter { $0.value.outcome > .pass }
            #expect(Int64(held.count) == row.standingCount, "\(row.caseID)")
            guard !held.isEmpty else { continue }
            #expect(held.values.map(\.outcome).max() == row.standingOutcome)
            all.insert(
                Standing(
                    family: row.family, outcome: row.standingOutcome,
                    why: row.headline.map { CaseSentence($0).say } ?? "",
                    findings: Set(
                        held.map { "\($0.key) \($0.value.outcome.rawValue) \(CaseSentence($0.value.sentence).say)" })))
        }
        return all
    }

    @Test("a hit that vanishes with a corrected record is taken back in its case, with the old and the new outcome")
    func vanished() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        _ = try await ingest(engine, test, [Session(id: "c1", token: "TC", evse: "E5", start: "2018-07-03T10:00:00Z")])
        _ = try await ingest(engine, test, [Session(id: "c2", token: "TC", evse: "E6", start: "2018-07-03T10:30:00Z")])
        let opened = try #require(try await cases(engine).first { $0.row.family == "velocity" })
        #expect(opened.row.standingCount == 2 && opened.row.standingOutcome == .review)
        let revised = try await ingest(
            engine, test,
            [Session(id: "c2", token: "TC", evse: "E6", start: "2018-07-03T11:30:00Z", updatedAfter: 48)])
        #expect(revised.total.revised == 1 && revised.total.findings["EV-S-008"] == 1)
        let (row, detail) = try #require(try await cases(engine).first { $0.row.caseID == opened.row.caseID })
        #expect(row.state == "open" && row.outcome == .review, "nothing that a machine finds lowers or closes a case")
        #expect(row.standingCount == 0 && row.standingOutcome == .pass)
        let corrections = detail.items.filter { $0.kind == "correction" }
        #expect(corrections.count == 2 && detail.items.count == 4 && detail.file.hitCount == 2)
        let says = corrections.map { CaseSentence($0.sentence) }
        #expect(says.contains { $0.say == "this hit no longer holds since revision 2" }, "\(says.map(\.say))")
        #expect(says.allSatisfy { $0.correction?.before == .review && $0.correction?.now == .pass })
        let noted = detail.events.filter { $0.kind == "correction" }
        #expect(!noted.isEmpty && noted.allSatisfy { $0.evidenceEntry != nil })
        let entries = try await engine.store.evidenceIndexes(
            log: Store.mainLog, entries: noted.compactMap(\.evidenceEntry))
        #expect(entries.count == noted.count)
        let text = engine.reasons(of: detail, held: [])
        #expect(text.contains("no finding holds any more, worst was review"), "\(text)")
        let judged = try #require(corrections.first { $0.event?.id.uppercased() == "C2" }?.event)
        let shown = try await engine.explain(key: judged, revision: nil).text
        #expect(shown.contains("EV-S-008 revision 2 of this record"), "\(shown)")
        // The same record again says nothing new.
        let same = try await ingest(
            engine, test,
            [Session(id: "c2", token: "TC", evse: "E6", start: "2018-07-03T11:30:00Z", updatedAfter: 48)])
        #expect(same.total.duplicate == 1 && same.total.findings["EV-S-008"] == nil)
        #expect(try await cases(engine).first { $0.row.caseID == row.caseID }?.row.itemCount == 4)
        #expect(try await engine.replay(key: nil).differences.isEmpty)
        try await engine.close()
    }

    @Test("a closed case notes that a hit no longer holds and stays closed; one that got worse opens it again")
    func closed() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        _ = try await ingest(
            engine, test,
            [
                Session(id: "c1", token: "TC", evse: "E5", start: "2018-07-03T10:00:00Z"),
                Session(id: "c2", token: "TC", evse: "E6", start: "2018-07-03T10:30:00Z"),
            ])
        let opened = try #require(try await cases(engine).first { $0.row.family == "velocity" })
        try await close(test, opened.row.caseID)
        _ = try await ingest(
            engine, test,
            [Session(id: "c2", token: "TC", evse: "E6", start: "2018-07-03T11:30:00Z", updatedAfter: 48)])
        let noted = try #require(try await engine.store.queuedCase(opened.row.caseID))
        #expect(noted.state == "closed" && noted.standingCount == 0)
        _ = try await ingest(
            engine, test,
            [Session(id: "c2", token: "TC", evse: "E6", start: "2018-07-03T10:40:00Z", updatedAfter: 72)])
        let again = try #require(try await engine.store.queuedCase(opened.row.caseID))
        #expect(again.state == "open" && again.standingCount == 2)
        try await engine.close()
    }

    private func close(_ test: TestHome, _ id: String) async throws {
        let administrator = PostgresConnection(test.cluster.connectionString(role: "postgres"))
        try await administrator.run { (session) throws(StoreError) in
            try session.execute(
                """
                UPDATE case_file SET state = 'closed', severity = 'medium', disposition = 'false_positive',
                  closed_us = 5 WHERE case_id = \(id)
                """)
            return
        }
    }

    /// Overlaps that a correction makes, moves to another token and takes away, clones, and a token whose energy adds
    /// up so that a record that arrives last lifts what was judged before it.
    private static let sessions: [Session] = {
        var all = [
            Session(id: "a1", token: "TA", evse: "E1", start: "2018-07-01T10:00:00Z"),
            Session(id: "a2", token: "TA", evse: "E2", start: "2018-07-01T10:30:00Z"),
            Session(id: "a3", token: "TA", evse: "E3", start: "2018-07-01T10:30:00Z"),
            Session(id: "d1", token: "TD", evse: "E4", start: "2018-07-02T10:00:00Z"),
            Session(id: "d2", token: "TD", evse: "E4", start: "2018-07-02T10:00:00Z"),
            Session(id: "c1", token: "TC", evse: "E5", start: "2018-07-03T10:00:00Z"),
            Session(id: "c2", token: "TC", evse: "E6", start: "2018-07-03T10:30:00Z"),
            Session(id: "c2", token: "TC", evse: "E6", start: "2018-07-03T11:30:00Z", updatedAfter: 48),
            Session(id: "m1", token: "TM", evse: "E7", start: "2018-07-10T10:00:00Z"),
            Session(id: "m2", token: "TM", evse: "E8", start: "2018-07-10T10:30:00Z"),
            Session(id: "m2", token: "TN", evse: "E8", start: "2018-07-10T10:30:00Z", updatedAfter: 48),
            Session(id: "e1", token: "TE", evse: "F1", start: "2018-07-20T10:00:00Z"),
            Session(id: "e2", token: "TE", evse: "F2", start: "2018-07-20T10:30:00Z"),
            Session(id: "e2", token: "TE", evse: "F2", start: "2018-07-20T13:30:00Z", updatedAfter: -1),
            Session(id: "n1", token: "TN", evse: "E9", start: "2018-07-10T10:10:00Z"),
        ]
        for hour in 0..<8 {
            all.append(
                Session(
                    id: "g\(hour)", token: "TG", evse: "EG\(hour)",
                    start: "2018-07-15T\(hour < 5 ? "0" : "")\(hour * 2):00:00Z",
                    kilowattHours: "49.9"))
        }
        return all
    }()

    /// Shuffled; revisions of one record too.
    private static func shuffled(_ seed: UInt64) -> [Session] {
        var state = seed
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
        var order = sessions
        for place in order.indices.dropFirst().reversed() {
            order.swapAt(place, Int(next() % UInt64(place + 1)))
        }
        return order
    }

    @Test("late and corrected records end in the same decisions and the same standing cases in every order and cut")
    func everyOrder() async throws {
        let orders: [(sessions: [Session], cut: Int)] = [
            (Self.sessions, Self.sessions.count), (Self.shuffled(1), 3), (Self.shuffled(2), 1), (Self.shuffled(3), 5),
            (Self.shuffled(4), 1), (Self.shuffled(5), 4),
        ]
        var first: (digest: DecisionDigest, cases: Set<Standing>)?
        for (number, order) in orders.enumerated() {
            let test = try TestHome()
            let engine = try await test.engine()
            for start in stride(from: 0, to: order.sessions.count, by: order.cut) {
                let part = order.sessions[start..<min(start + order.cut, order.sessions.count)]
                _ = try await ingest(engine, test, Array(part))
            }
            try await engine.settle()
            let found = (digest: try await engine.store.decisionDigest(), cases: try await standing(engine))
            #expect(found.cases.count >= 6 && found.cases.contains { $0.outcome == .stop }, "\(found.cases.count)")
            if let first {
                #expect(found.digest == first.digest, "order \(number)")
                let (only, missing) = (found.cases.subtracting(first.cases), first.cases.subtracting(found.cases))
                #expect(only.isEmpty && missing.isEmpty, "order \(number): \(only) instead of \(missing)")
            } else {
                first = found
            }
            #expect(try await engine.replay(key: nil).differences.isEmpty)
            try await engine.close()
        }
    }
}
