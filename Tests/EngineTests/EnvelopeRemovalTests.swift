import Cluster
import Domain
import Engine
import Evidence
import Foundation
import Ingest
import Store
import Testing

extension RetentionEngineTests {
    /// Removal of an entry in full by order of a court.
    @Suite("removal in full", .serialized) struct EnvelopeRemovalTests {
        private let steps = RetentionEngineTests()
        private static let authority = "LG Berlin 7 O 12/31"
        private static let reason = "judgment of 4 June, final"

        private func firstAssessment(_ test: TestHome) async throws -> UInt64 {
            let found = try await steps.query(
                test, "SELECT min(idx)::text FROM evidence_entry WHERE kind = 'assessment'")
            return try #require(found.first.flatMap { UInt64($0) })
        }

        private func order(_ engine: Engine, _ index: UInt64) async throws -> String {
            try await engine.orderRemoval(
                of: "\(index)", authority: Self.authority, reason: Self.reason, person: "ana"
            ).id
        }

        private func approve(_ engine: Engine, _ id: String) async throws {
            for person in ["ben", "eva"] {
                _ = try await engine.approveRemoval(id, person: person, reason: "read the judgment")
            }
        }

        /// Runs statements as a role and returns the SQLSTATE of the first that fails.
        private func attempt(_ test: TestHome, as role: String, _ statement: SQL) async -> String? {
            let connection = PostgresConnection(test.cluster.connectionString(role: role), role: role)
            defer { Task { await connection.close() } }
            do {
                _ = try await connection.run { (session) throws(StoreError) in
                    try session.execute(statement)
                }
                return nil
            } catch { return error.sqlState }
        }

        @Test(
            "of an entry that a court ordered to remove only the leaf hash is left; old proofs verify, a note says why")
        func removes() async throws {
            let test = try TestHome()
            test.set(clock: "2026-11-20T10:00:00Z")
            let engine = try await test.engine()
            try await steps.sessions(test, engine, 300)
            try await steps.appoint(engine)
            try await engine.signCheckpoint()
            let index = try await firstAssessment(test)
            let row = try #require(try await engine.store.evidenceEntry(log: Store.mainLog, index: Int64(index)))
            let envelope = try #require(row.envelope)
            let (before, other) = (try await engine.proof(index: index), try await engine.proof(index: index + 1))
            let kept = try await engine.store.evidenceEntry(log: Store.mainLog, index: Int64(index) + 1)
            let folder = test.home.path + "/out"
            _ = try await engine.exportLog(named: "main", to: folder, payloads: false) { _, _ in }

            let digest = try await engine.digest()
            let id = try await order(engine, index)
            try await approve(engine, id)
            let removal = try await engine.removeEnvelope(id, person: "ben")
            #expect(removal.refusal == nil && removal.parts == 2, "\(String(describing: removal.refusal))")
            let statement = try #require(removal.statement)
            #expect(try await engine.digest() == digest)

            // Nothing is left of it in any column, payload or working row.
            let left = try await steps.query(
                test,
                """
                SELECT concat_ws(' ', kind, class, revision, occurred_us, subject IS NULL, country IS NULL,
                  envelope IS NULL, entry_id = leaf_hash, record = substring(leaf_hash FOR 16),
                  (SELECT count(*) FROM evidence_payload p WHERE p.entry_id = \(row.entryID?.bytes ?? [])))
                FROM evidence_entry WHERE idx = \(Int64(index))
                """)
            #expect(left == ["removed removed 0 0 t t t t t 0"])
            #expect(try await steps.query(test, "SELECT count(*)::text FROM event WHERE payload IS NULL") == ["1"])

            try await engine.signCheckpoint()
            let report = try await engine.verify(log: "main", keys: nil) { _, _ in }
            #expect(report.state == .proven && report.findings.map(\.code) == [.presentAsHash], "\(report.text)")
            #expect(report.findings.first?.index == index)
            let keys = try VerifierKey.all(inFile: try Files.read(test.home.evidenceVerifierKey))
            #expect(try before.verify(envelope: envelope, keys: keys).size > 0)
            #expect(try other.verify(envelope: try #require(kept?.envelope), keys: keys).size > 0)
            #expect(try await engine.proof(index: index).hashes.prefix(4) == before.hashes.prefix(4))
            #expect(try await engine.evidence(index: index).contains("removed"))

            try await leavesTheHouse(test, engine, index, statement, folder, envelope)
            try await goesOn(test, engine, id)
            try await engine.close()
        }

        /// Bundles and exports say that the entry was removed, and an older export forgets it.
        private func leavesTheHouse(
            _ test: TestHome, _ engine: Engine, _ index: UInt64, _ statement: UInt64, _ folder: String,
            _ envelope: [UInt8]
        ) async throws {
            let keys = try VerifierKey.all(inFile: try Files.read(test.home.evidenceVerifierKey))
            let bundle = try await engine.bundle(.entries([index]), at: engine.options.clock())
            #expect(bundle.entries.map(\.index) == [index, statement])
            var verifier = BundleVerifier(BundleSource(try bundle.encoded()), keys: keys)
            let bundled = verifier.verify()
            #expect(bundled.state == .proven && bundled.findings.map(\.code) == [.presentAsHash], "\(bundled.text)")

            // Also one that gets payloads now, and so is read again from its first entry.
            let other = folder + "-payloads"
            try FileManager.default.copyItem(atPath: folder, toPath: other)
            _ = try await engine.exportLog(named: "main", to: other, payloads: true) { _, _ in }
            _ = try await engine.exportLog(named: "main", to: folder, payloads: false) { _, _ in }
            let exported = LogFolder(
                read: { path in
                    let place = "\(folder)/\(path)"
                    return FileManager.default.fileExists(atPath: place) ? try Files.read(place) : nil
                }, keys: keys
            ).verify()
            #expect(exported.state == .proven && exported.findings.map(\.code) == [.presentAsHash], "\(exported.text)")
            let line = String(decoding: envelope, as: UTF8.self).split(separator: "\n").first {
                $0.hasPrefix("record ")
            }
            let record = try #require(line)
            #expect(try Shell.run("/usr/bin/env", ["grep", "-rla", String(record), folder, other]) == "")
        }

        /// The log goes on, what was done cannot be done again, and who puts the entry back is named.
        private func goesOn(_ test: TestHome, _ engine: Engine, _ id: String) async throws {
            #expect(try await engine.removeEnvelope(id, person: "ben").refusal?.contains("done") == true)
            let path = try test.write(steps.estonian(310), "more.jsonl")
            let more = try await steps.ingest(engine, path, .ocpi(module: nil, version: nil, owner: nil))
            #expect(more.total.duplicate == 300 && more.total.accepted == 10)
            try await engine.signCheckpoint()
            let report = try await engine.verify(log: "main", keys: nil) { _, _ in }
            #expect(report.state == .proven && report.findings.count == 1, "\(report.text)")
            let statements = try await engine.store.evidenceRows(log: Store.mainLog, kind: .purge)
                .flatMap(\.parts).compactMap { PurgeStatement(payload: $0.payload) }
            #expect(statements.map(\.legalBasis) == [Self.authority])
            #expect(statements.first.map { Set($0.approvers).count } == 2)
        }

        @Test("two officers, in time, without a hold; entries that explain the log stay; each refusal names its cause")
        func refuses() async throws {
            let test = try TestHome()
            test.set(clock: "2026-11-20T10:00:00Z")
            let engine = try await test.engine()
            try await steps.sessions(test, engine, 20)
            let index = try await firstAssessment(test)
            let id = try await order(engine, index)
            await #expect {
                _ = try await engine.approveRemoval(id, person: "ben", reason: "read the judgment")
            } throws: {
                ($0 as? EngineError)?.code == .notPermitted
            }
            try await engine.appointOfficer("ana", by: "zoe")
            try await steps.appoint(engine)
            // Its author is no approver where two others are.
            await #expect { _ = try await engine.approveRemoval(id, person: "ana", reason: "my own order") } throws: {
                ($0 as? EngineError)?.code == .notPermitted
            }
            #expect(try await engine.removeEnvelope(id, person: "ben").refusal?.contains("there is none") == true)
            _ = try await engine.approveRemoval(id, person: "ben", reason: "read the judgment")
            #expect(try await !engine.approveRemoval(id, person: "ben", reason: "read the judgment").isNew)
            #expect(try await engine.removeEnvelope(id, person: "ben").refusal?.contains("ben alone") == true)
            _ = try await engine.approveRemoval(id, person: "eva", reason: "read the judgment")
            for target in [
                RetentionHoldTarget.filter("group = tax and country = EE"), .filter("class = session"),
                .subject(try await alias(test, index)),
            ] {
                let hold = try await engine.addHold(
                    on: target, authority: "Finanzamt", reason: "tax audit of 2026", person: "ana")
                #expect(try await engine.removeEnvelope(id, person: "ben").refusal?.contains(hold.id) == true)
                try await engine.releaseHold(hold.id, person: "ben", reason: "the audit is closed")
            }
            test.set(clock: "2026-11-27T10:00:00Z")
            #expect(try await engine.removeEnvelope(id, person: "ben").refusal?.contains("expired") == true)
            for kind in ["genesis", "hold", "hold_release", "key"] {
                let found = try await steps.query(
                    test, "SELECT min(idx)::text FROM evidence_entry WHERE kind = \(kind) HAVING count(*) > 0")
                guard let place = found.first.flatMap({ UInt64($0) }) else { continue }
                await #expect { _ = try await order(engine, place) } throws: {
                    "\($0)".contains("of kind \(kind)")
                }
            }
            await #expect(throws: EngineError.self) { _ = try await order(engine, 1_000_000) }
            _ = try await steps.proven(engine)
            try await engine.close()
        }

        private func alias(_ test: TestHome, _ index: UInt64) async throws -> String {
            try #require(
                try await steps.query(
                    test, "SELECT encode(subject, 'hex') FROM evidence_entry WHERE idx = \(Int64(index))"
                ).first)
        }

        @Test("no role removes an entry but by the function; an emptied envelope is not passed off as an order")
        func roles() async throws {
            let test = try TestHome()
            let engine = try await test.engine()
            try await steps.sessions(test, engine, 20)
            try await steps.appoint(engine)
            try await engine.signCheckpoint()
            let index = try await firstAssessment(test)
            let id = try await order(engine, index)
            let number = try #require(Int64(id.dropFirst(2)))
            let empty: SQL = """
                UPDATE amplomb.evidence_entry SET envelope = NULL, entry_id = leaf_hash, kind = 'removed',
                  record = substring(leaf_hash FOR 16), revision = 0, subject = NULL, country = NULL, class = 'removed',
                  occurred_us = 0 WHERE idx = \(Int64(index))
                """
            for role in ["amplomb_engine", "amplomb_service", "amplomb_purger"] {
                #expect(await attempt(test, as: role, empty) == "42501", "\(role)")
                #expect(
                    await attempt(
                        test, as: role, "INSERT INTO amplomb.envelope_approval VALUES (\(number), 'ben', 'r', 1)")
                        == "42501", "\(role)")
            }
            #expect(
                await attempt(test, as: "amplomb_engine", "SELECT amplomb.envelope_remove(\(number), 0)") == "42501")
            #expect(
                await attempt(test, as: "amplomb_purger", "SELECT amplomb.envelope_remove(\(number), 0)") == "AM002")
            #expect(
                await attempt(
                    test, as: "amplomb_engine",
                    """
                    INSERT INTO amplomb.evidence_entry VALUES (1, 100000, sha256('x'), sha256('x'), NULL, 'removed',
                      substring(sha256('x') FOR 16), 0, NULL, NULL, 'removed', 0, 1)
                    """) == "42501")
            // The superuser as well, until he takes the triggers away; then the verifier names it.
            #expect(await attempt(test, as: "postgres", empty) == "AM001")
            #expect(
                await attempt(test, as: "postgres", "ALTER TABLE amplomb.evidence_entry DISABLE TRIGGER USER") == nil)
            #expect(await attempt(test, as: "postgres", empty) == nil)
            let report = try await engine.verify(log: "main", keys: nil) { _, _ in }
            #expect(report.state == .wrong)
            #expect(
                report.findings.contains { $0.code == .envelopeMissingUnexplained && $0.index == index },
                "\(report.text)")
            await #expect { _ = try await engine.bundle(.entries([index]), at: engine.options.clock()) } throws: {
                "\($0)".contains("no purge entry says why")
            }
            try await engine.close()
        }
    }
}
