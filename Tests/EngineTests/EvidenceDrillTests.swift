import Domain
import Engine
import Evidence
import Foundation
import Store
import Testing

/// The attack drills on a real database, done as its superuser: what the verifier must call each, with its index.
@Suite("attack drills", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct EvidenceDrillTests {
    struct Drill {
        let name: String
        let statements: [String]
        /// Findings that must be there.
        let named: [String]
        var state = VerificationState.wrong
        /// Whether nothing else may be found.
        var isAll = false
    }

    private static let change = "set_byte(envelope, length(envelope) - 3, get_byte(envelope, length(envelope) - 3) # 1)"
    /// Envelope 300 rewritten with everything that is derived from it.
    private static let rewrite = [
        "UPDATE evidence_entry SET envelope = \(change) WHERE idx = 300",
        """
        UPDATE evidence_entry SET leaf_hash = sha256('\\x00'::bytea || envelope), entry_id = sha256(envelope)
        WHERE idx = 300
        """,
    ]
    private static let retile = """
        UPDATE evidence_tile SET hashes = overlay(hashes placing
          (SELECT leaf_hash FROM evidence_entry WHERE idx = 300) from 44 * 32 + 1)
        WHERE level = 0 AND n = 1
        """
    private static func swap(_ first: Int, _ second: Int) -> [String] {
        let columns = "envelope = o.envelope, leaf_hash = o.leaf_hash"
        return [
            "CREATE TEMP TABLE o AS SELECT * FROM evidence_entry WHERE idx IN (\(first), \(second))",
            "UPDATE evidence_entry SET entry_id = sha256(entry_id) WHERE idx IN (\(first), \(second))",
            """
            UPDATE evidence_entry e SET \(columns), entry_id = o.entry_id FROM o
            WHERE e.idx + o.idx = \(first + second) AND e.idx IN (\(first), \(second))
            """,
        ]
    }
    private static let copyOf5 = """
        INSERT INTO evidence_entry SELECT log_id, %d, sha256(entry_id), leaf_hash, envelope, kind, sha256(record)::bytea,
          revision, subject, country, class, occurred_us, batch_id FROM evidence_entry WHERE idx = 5
        """.replacing("sha256(record)::bytea", with: "substr(sha256(record), 1, 16)")

    static let drills: [Drill] = [
        Drill(name: "nothing", statements: [], named: [], state: .proven, isAll: true),
        Drill(
            name: "envelope changed", statements: ["UPDATE evidence_entry SET envelope = \(change) WHERE idx = 300"],
            named: ["leaf_mismatch 300"]),
        Drill(name: "envelope and leaf hash changed", statements: rewrite, named: ["leaf_mismatch 300"]),
        Drill(
            name: "envelope, leaf hash and tile changed", statements: rewrite + [retile],
            named: ["root_mismatch [100,400)"]),
        Drill(
            name: "entry deleted", statements: ["DELETE FROM evidence_entry WHERE idx = 77"],
            named: ["entry_missing 77"], isAll: true),
        Drill(
            name: "last entry deleted", statements: ["DELETE FROM evidence_entry WHERE idx = 611"],
            named: ["entry_missing 611"], isAll: true),
        Drill(
            name: "two entries exchanged", statements: swap(40, 600), named: ["order_changed 40", "order_changed 600"]),
        Drill(
            name: "entry put in",
            statements: [
                "UPDATE evidence_entry SET idx = idx + 100000 WHERE idx >= 120",
                "UPDATE evidence_entry SET idx = idx - 99999 WHERE idx >= 100000", copyOf5.replacing("%d", with: "120"),
            ], named: ["root_mismatch 120", "unsigned_tail 612"]),
        Drill(
            name: "columns beside the envelope changed",
            statements: [
                "UPDATE evidence_entry SET country = 'FR' WHERE idx = 12",
                "UPDATE evidence_entry SET occurred_us = occurred_us + 1 WHERE idx = 13",
                "UPDATE evidence_entry SET subject = NULL WHERE idx = 14",
            ], named: ["column_mismatch 12", "column_mismatch 13", "column_mismatch 14"], isAll: true),
        Drill(
            name: "all tiles deleted", statements: ["DELETE FROM evidence_tile"], named: ["tree_unusable -"],
            isAll: true),
        Drill(
            name: "the last head deleted",
            statements: ["DELETE FROM evidence_tree WHERE size = (SELECT max(size) FROM evidence_tree)"],
            named: ["tree_unusable -"], isAll: true),
        Drill(
            name: "the right edge of the last head damaged",
            statements: [
                """
                UPDATE evidence_tree SET compact_range = set_byte(compact_range, 3, get_byte(compact_range, 3) # 1)
                WHERE size = (SELECT max(size) FROM evidence_tree)
                """
            ], named: ["tree_unusable -"], isAll: true),
        Drill(
            name: "entry appended without signature", statements: [copyOf5.replacing("%d", with: "612")],
            named: ["unsigned_tail 612"]),
        Drill(
            name: "tail cut off with its heads and checkpoints",
            statements: [
                "DELETE FROM evidence_entry WHERE idx >= 512", "DELETE FROM evidence_tree WHERE size > 512",
                "DELETE FROM evidence_checkpoint WHERE size > 512",
            ], named: ["rollback 512"], isAll: true),
        Drill(
            name: "checkpoint edited: size",
            statements: ["UPDATE evidence_checkpoint SET note = replace(note, E'\\n612\\n', E'\\n611\\n')"],
            named: ["signature_invalid 611"]),
        Drill(
            name: "checkpoint edited: no note",
            statements: ["UPDATE evidence_checkpoint SET note = 'x' WHERE size = 400"],
            named: ["checkpoint_malformed -"]),
        Drill(
            name: "payload changed",
            statements: [
                """
                UPDATE evidence_payload SET payload = payload || '\\x20'::bytea WHERE field_group = 'txn'
                  AND entry_id = (SELECT entry_id FROM evidence_entry WHERE idx = 5)
                """
            ], named: ["payload_mismatch 5 txn"], isAll: true),
        Drill(
            name: "salt changed",
            statements: [
                """
                UPDATE evidence_payload SET salt = sha256(salt) WHERE field_group = 'decision'
                  AND entry_id = (SELECT entry_id FROM evidence_entry WHERE idx = 5)
                """
            ], named: ["payload_mismatch 5 decision"], isAll: true),
        Drill(
            name: "payload deleted without a purge entry",
            statements: [
                """
                DELETE FROM evidence_payload WHERE field_group = 'txn'
                  AND entry_id = (SELECT entry_id FROM evidence_entry WHERE idx = 5)
                """
            ], named: ["payload_missing_unexplained 5 txn"], isAll: true),
        Drill(
            name: "a payload for no entry",
            statements: [
                """
                INSERT INTO evidence_payload SELECT log_id, sha256(entry_id), 'txn', payload, salt
                FROM evidence_payload WHERE field_group = 'txn' ORDER BY entry_id LIMIT 1
                """
            ], named: ["payload_unexpected -"], isAll: true),
        Drill(
            name: "a hold that the log does not know",
            statements: [
                """
                INSERT INTO retention_hold (record, authority, reason, held_by, held_us)
                SELECT record, 'a', 'r', 'p', 1 FROM evidence_entry WHERE idx = 3
                """
            ], named: ["hold_mismatch -"], isAll: true),
        Drill(
            name: "extra byte",
            statements: ["UPDATE evidence_entry SET envelope = envelope || '\\x0a'::bytea WHERE idx = 200"],
            named: ["leaf_mismatch 200", "envelope_malformed 200"]),
    ]

    /// 612 entries in five signed batches; a database of the state after the third is kept apart.
    private func prepared() async throws -> EvidenceFixture {
        let fixture = EvidenceFixture(test: try TestHome())
        var first = 0
        for (number, count) in EvidenceFixture.batches.enumerated() {
            let engine = try await fixture.engine()
            let drafts = (first..<first + count).map { EvidenceFixture.draft($0) }
            try await EvidenceFixture.append(drafts, to: engine)
            try await engine.signCheckpoint()
            try await engine.close()
            first += count
            if number == 2 { try await fixture.asAdministrator("CREATE DATABASE older TEMPLATE amplomb") }
        }
        return fixture
    }

    private func verify(
        _ fixture: EvidenceFixture, _ database: String, held: [[UInt8]] = [], other: OtherCopy? = nil
    ) async throws -> VerificationReport {
        let engine = try await fixture.engine(database: database)
        let report = try await engine.verify(log: "main", keys: nil, held: held, other: other) { _, _ in }
        try await engine.close()
        return report
    }

    @Test("each drill is called by its name and index; an untouched log has no finding")
    func drills() async throws {
        let fixture = try await prepared()
        for (number, drill) in Self.drills.enumerated() {
            let database = "drill_\(number)"
            try await fixture.asAdministrator("CREATE DATABASE \(database) TEMPLATE amplomb")
            try await fixture.asSuperuser(database, drill.statements)
            let report = try await verify(fixture, database)
            for name in drill.named { #expect(report.short.contains(name), "\(drill.name): \(report.short)") }
            if drill.isAll { #expect(report.short.count == drill.named.count, "\(drill.name): \(report.short)") }
            #expect(report.state == drill.state, "\(drill.name): \(report.text)")
        }
        try await copies(fixture)
        try await signatures(fixture)
    }

    /// An older copy, and a rewritten log beside an export that was made before.
    private func copies(_ fixture: EvidenceFixture) async throws {
        #expect(try await verify(fixture, "older").short == ["rollback 512"])
        let older = try await fixture.engine(database: "older")
        await #expect { try await older.signCheckpoint() } throws: { "\($0)".contains("rollback_refused") }
        try await EvidenceFixture.append((900..<1_100).map { EvidenceFixture.draft($0) }, to: older)
        await #expect { try await older.signCheckpoint() } throws: { "\($0)".contains("inconsistent_refused") }
        try await older.close()

        let folder = fixture.test.home.path + "/export"
        let engine = try await fixture.engine()
        _ = try await engine.exportLog(named: "main", to: folder, payloads: false) { _, _ in }
        try await engine.close()
        let other = OtherCopy { path in
            FileManager.default.fileExists(atPath: "\(folder)/\(path)") ? try Files.read("\(folder)/\(path)") : nil
        }
        // Number 3 of the drills: everything in the database agrees, only the copy still knows.
        let report = try await verify(fixture, "drill_3", other: other)
        #expect(report.short.contains("root_mismatch [300,301)"), "\(report.short)")
        #expect(try await verify(fixture, "amplomb", other: other).state == .proven)
    }

    /// Other keys, other histories under the same key, and what the signer refuses.
    private func signatures(_ fixture: EvidenceFixture) async throws {
        let key = try fixture.signingKey()
        let stranger = try SigningKey(name: key.verifierKey.name, seed: Array(repeating: 9, count: 32))
        let state = try SignerState(parsing: try Files.read(fixture.test.home.signerState))
        let resigned = String(decoding: try state.checkpoint.signed(by: [stranger]), as: UTF8.self)
        try await fixture.asAdministrator("CREATE DATABASE resigned TEMPLATE amplomb")
        try await fixture.asSuperuser(
            "resigned", ["UPDATE evidence_checkpoint SET note = '\(resigned)' WHERE size = 612"])
        let report = try await verify(fixture, "resigned")
        #expect(report.short == ["key_unknown 612"] && report.state == .notCompleted, "\(report.short)")

        let fork = try Checkpoint(origin: EvidenceFixture.origin, size: 612, root: .zero).signed(by: [key])
        #expect(try await verify(fixture, "amplomb", held: [fork]).short == ["fork 612"])
        let newer = try Checkpoint(origin: EvidenceFixture.origin, size: 700, root: .zero).signed(by: [key])
        #expect(try await verify(fixture, "amplomb", held: [newer]).short == ["rollback 612"])

        try await fixture.asAdministrator("CREATE DATABASE forked TEMPLATE amplomb")
        try await fixture.asSuperuser("forked", ["UPDATE evidence_tree SET root = sha256(root) WHERE size = 612"])
        let engine = try await fixture.engine(database: "forked")
        await #expect { try await engine.signCheckpoint() } throws: { "\($0)".contains("fork_refused") }
        try await engine.close()
    }
}
