import Cluster
import Domain
import Engine
import Evidence
import Foundation
import Store

/// A log of entries in a real database, open to everything a superuser can do.
struct EvidenceFixture {
    let test: TestHome

    static let batches = [100, 300, 112, 40, 60]
    static let origin = LogOrigin("amplomb/main")!

    /// An engine on a database of the fixture's server.
    func engine(database: String = "amplomb") async throws -> Engine {
        func place(_ role: String) -> String {
            test.cluster.connectionString(role: role).replacing("dbname=amplomb", with: "dbname=\(database)")
        }
        let options = EngineOptions(
            home: test.home, rulesDirectory: TestHome.root + "/rules", zoneDirectory: "/usr/share/zoneinfo",
            executable: "/proc/self/exe", clock: { Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1e6)) })
        return try await Engine.open(
            options, database: .embedded(administrator: place("postgres"), engine: place("amplomb_engine")))
    }

    static func draft(_ number: Int, kind: EnvelopeKind = .assessment, payload: [UInt8]? = nil) -> EnvelopeDraft {
        let salt = EvidenceHash.plain(Array("salt \(number)".utf8)).bytes
        return EnvelopeDraft(
            kind: kind, record: Pseudonym(high: 7, low: UInt64(number)), revision: 0,
            subject: Pseudonym(high: 1, low: UInt64(number)), country: Country(alpha2: "DE"),
            occurred: Instant(microseconds: 1_789_560_000_000_000 + Int64(number)),
            recordClass: RecordClass("session")!, dates: [], outcome: .pass,
            knowledge: EvidenceHash.plain(Array("k".utf8)), engine: EvidenceHash.plain(Array("e".utf8)),
            actor: .engine, refs: [],
            parts: payload.map { [PartDraft(group: .system, payload: $0, salt: salt)] } ?? [
                PartDraft(group: .decision, payload: Array("{\"n\":\"\(number)\"}".utf8), salt: salt),
                PartDraft(group: .txn, payload: Array("{\"t\":\"secret \(number) secret\"}".utf8), salt: salt),
            ])
    }

    static func append(_ drafts: [EnvelopeDraft], to engine: Engine) async throws {
        var batch = BatchCommit(now: engine.options.clock())
        batch.evidence = try drafts.map { try $0.sealed(in: origin) }
        _ = try await engine.store.commit(batch)
    }

    /// Deletes a part as the purge function would, with the entry that says why.
    func purge(_ index: UInt64, _ engine: Engine, number: Int) async throws {
        try await state(number, engine, ranges: [.txn: [index..<index + 1]], removed: [])
        try await asSuperuser(
            "amplomb",
            [
                """
                DELETE FROM evidence_payload WHERE field_group = 'txn'
                  AND entry_id = (SELECT entry_id FROM evidence_entry WHERE idx = \(index))
                """
            ])
    }

    /// Leaves of an entry what a removal in full leaves, with the entry that says why.
    func remove(_ index: UInt64, _ engine: Engine, number: Int) async throws {
        try await state(number, engine, ranges: [:], removed: [index])
        try await asSuperuser(
            "amplomb",
            [
                """
                DELETE FROM evidence_payload
                WHERE entry_id = (SELECT entry_id FROM evidence_entry WHERE idx = \(index))
                """,
                """
                UPDATE evidence_entry SET envelope = NULL, entry_id = leaf_hash, kind = 'removed',
                  record = substring(leaf_hash FOR 16), revision = 0, subject = NULL, country = NULL,
                  class = 'removed', occurred_us = 0 WHERE idx = \(index)
                """,
            ])
    }

    private func state(
        _ number: Int, _ engine: Engine, ranges: [FieldGroup: [Range<UInt64>]], removed: [UInt64]
    ) async throws {
        let statement = PurgeStatement(
            ranges: ranges, legalBasis: "GDPR Art. 17", rulesHash: Hash32.zero.hex, planHash: Hash32.zero.hex,
            approvers: ["a", "b"], removed: removed)
        try await Self.append([Self.draft(number, kind: .purge, payload: try statement.payload())], to: engine)
    }

    /// Runs statements as the superuser, with every trigger of the evidence tables off.
    func asSuperuser(_ database: String, _ statements: [String]) async throws {
        let text = test.cluster.connectionString(role: "postgres")
        let connection = PostgresConnection(text.replacing("dbname=amplomb", with: "dbname=\(database)"))
        try await connection.run { (session) throws(StoreError) in
            for table in ["entry", "payload", "tile", "tree", "checkpoint", "anchor"] {
                try session.execute(SQL(stringLiteral: "ALTER TABLE evidence_\(table) DISABLE TRIGGER ALL"))
            }
            for statement in statements { try session.execute(SQL(stringLiteral: statement)) }
        }
        await connection.close()
    }

    /// Runs statements outside of any database of the log.
    func asAdministrator(_ statement: String) async throws {
        let text = test.cluster.connectionString(role: "postgres")
        let connection = PostgresConnection(text.replacing("dbname=amplomb", with: "dbname=postgres"))
        try await connection.run { (session) throws(StoreError) in
            try session.execute(SQL(stringLiteral: statement))
            return
        }
        await connection.close()
    }

    /// The key with which this home signs.
    func signingKey() throws -> SigningKey {
        try SigningKey(name: "amplomb.local/amplomb/main", pem: try Files.read(test.home.evidenceKey))
    }
}

extension VerificationReport {
    /// `code index` of each finding, or `code [from,to)`.
    var short: [String] {
        findings.map { finding in
            let words = finding.description.split(separator: " ")
            if case .part(let index, let group) = finding.place {
                return "\(finding.code.rawValue) \(index) \(group.rawValue)"
            }
            return words.prefix(2).joined(separator: " ")
        }
    }
}
