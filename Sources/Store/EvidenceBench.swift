import Domain
package import Evidence

/// How fast evidence alone becomes durable and whether what any number of writers wrote is one log, in a database of
/// its own that is dropped afterwards: the real log never holds an invented entry.
package struct EvidenceBench: Sendable {
    /// Entries that became durable, sealing included.
    package struct Appended: Sendable {
        package let writers: Int
        package let entries: Int
        package let nanoseconds: UInt64

        package var perSecond: UInt64 { UInt64(entries) * 1_000_000_000 / max(1, nanoseconds) }
    }

    /// What the log looks like from outside.
    package struct Proven: Sendable {
        package let report: VerificationReport
        package let nanoseconds: UInt64
        /// Bytes of the hashes, and of the whole text with its signed checkpoint, of the longest proof that was tried.
        package let hashBytes: Int
        package let textBytes: Int
        /// Each proof that was tried leads to the signed root.
        package let proofsHold: Bool
    }

    private let location: Store.Location
    private let origin: LogOrigin
    private let batch: Int
    private let clock: @Sendable () -> UInt64

    /// Makes the database, hands the bench to `body`, and drops the database whatever happens.
    ///
    /// - Parameters:
    ///   - location: of the private cluster, with `dbname=amplomb`.
    ///   - batch: entries a transaction.
    ///   - clock: nanoseconds of a monotonic clock.
    package static func run(
        at location: Store.Location, batch: Int, clock: @escaping @Sendable () -> UInt64,
        _ body: (EvidenceBench) async throws -> Void
    ) async throws {
        let name = "amplomb_bench_\(UInt32.random(in: 0...UInt32.max))"
        let administrator = PostgresConnection(location.administrator)
        try await administrator.run { (session) throws(StoreError) in
            _ = try session.execute(SQL(stringLiteral: "CREATE DATABASE \(name)"), "making a database")
        }
        let own = Store.Location(
            administrator: location.administrator.replacing("dbname=amplomb", with: "dbname=\(name)"),
            work: location.work.replacing("dbname=amplomb", with: "dbname=\(name)"))
        var failure: (any Error)?
        do {
            let store = try await Store.open(own, connections: 1)
            let log = try await store.evidenceLog(named: "main")
            await store.close()
            guard let origin = log.flatMap({ LogOrigin($0.origin) }) else {
                throw StoreError(.badValue, "there is no evidence log")
            }
            try await body(EvidenceBench(location: own, origin: origin, batch: batch, clock: clock))
        } catch {
            failure = error
        }
        try await administrator.run { (session) throws(StoreError) in
            _ = try session.execute(SQL(stringLiteral: "DROP DATABASE \(name) WITH (FORCE)"), "dropping a database")
        }
        await administrator.close()
        if let failure { throw failure }
    }

    /// Appends entries `first..<first + count`, each batch a transaction, the batches dealt to writers that each have a
    /// connection and a memory of the tree of their own, as processes have.
    package func append(_ count: Int, from first: Int, writers: Int) async throws -> Appended {
        var stores: [Store] = []
        for _ in 0..<writers { stores.append(try await Store.open(location, connections: 1)) }
        let end = first + count
        let start = clock()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (writer, store) in stores.enumerated() {
                group.addTask {
                    for number in stride(from: first + writer * batch, to: end, by: writers * batch) {
                        var commit = BatchCommit(now: Self.instant(number))
                        commit.evidence = try (number..<min(number + batch, end)).map(sealed)
                        _ = try await store.commit(commit)
                    }
                }
            }
            try await group.waitForAll()
        }
        let nanoseconds = clock() - start
        for store in stores { await store.close() }
        return Appended(writers: writers, entries: count, nanoseconds: nanoseconds)
    }

    /// Signs the log as it stands, reads all of it, holds it against its tree, and proves entries spread over it.
    package func prove(proofs: Int = 200) async throws -> Proven {
        let store = try await Store.open(location, connections: 2)
        guard let head = try await store.evidenceHead(log: Store.mainLog) else {
            throw StoreError(.badValue, "the log is empty")
        }
        let key = try SigningKey(name: origin.text, seed: Array(0..<32))
        let note = try Checkpoint(origin: origin, size: head.size, root: head.root).signed(by: [key])
        var verifier = LogVerifier(log: origin, keys: [key.verifierKey])
        verifier.add(checkpoint: note)
        let start = clock()
        try await store.forEachEvidencePage(log: Store.mainLog) { page in
            verifier.absorb(ExaminedPage(page, of: origin, jobs: 2))
        }
        let report = verifier.finish()
        let nanoseconds = clock() - start
        var (hashBytes, textBytes, holds) = (0, 0, true)
        for number in 0..<UInt64(proofs) {
            let index = number * head.size / UInt64(proofs)
            let plan = try ProofPlan.inclusion(index: index, size: head.size)
            let hashes = try plan.assemble(try await store.evidenceTiles(log: Store.mainLog, plan.tiles))
            let proof = TlogProof(index: index, hashes: hashes, note: note)
            let entry = try await store.evidenceEntry(log: Store.mainLog, index: Int64(clamping: index))
            if (try? proof.verify(envelope: entry?.envelope ?? [], keys: [key.verifierKey])) == nil { holds = false }
            hashBytes = max(hashBytes, hashes.count * 32)
            textBytes = max(textBytes, proof.encoded.count)
        }
        await store.close()
        return Proven(
            report: report, nanoseconds: nanoseconds, hashBytes: hashBytes, textBytes: textBytes, proofsHold: holds)
    }

    private static func instant(_ number: Int) -> Instant {
        Instant(microseconds: 1_789_560_000_000_000 + Int64(number) * 1_000_000)
    }

    /// An entry as an assessment leaves it: about 600 bytes of result and the fields of the transaction apart.
    private func sealed(_ number: Int) throws(EvidenceError) -> SealedEnvelope {
        var random = UInt64(number)
        func next() -> UInt64 {
            random &+= 0x9e37_79b9_7f4a_7c15
            var value = random
            value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
            value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
            return value ^ value >> 31
        }
        func bytes() -> [UInt8] {
            (0..<4).flatMap { _ in withUnsafeBytes(of: next().littleEndian) { Array($0) } }
        }
        let features = (0..<20).map { "\"feature_\($0)\":\(next() >> 40)" }.joined(separator: ",")
        let draft = EnvelopeDraft(
            kind: .assessment, record: Pseudonym(high: 1, low: UInt64(number)), revision: 0,
            subject: Pseudonym(high: 2, low: next()), country: Country(alpha2: "DE"), occurred: Self.instant(number),
            recordClass: Self.recordClass, dates: [], outcome: .pass, knowledge: .zero, engine: .zero, actor: .engine,
            refs: [],
            parts: [
                PartDraft(
                    group: .decision, payload: Array("{\"outcome\":\"pass\",\"features\":{\(features)}}".utf8),
                    salt: bytes()),
                PartDraft(
                    group: .txn, payload: Array("{\"energy_mwh\":\(next() >> 40),\"id\":\"CDR-\(number)\"}".utf8),
                    salt: bytes()),
            ])
        return try draft.sealed(in: origin)
    }

    private static let recordClass: RecordClass = {
        guard let known = RecordClass("session") else { preconditionFailure("a record class that the rules name") }
        return known
    }()
}
