package import Domain
package import Evidence
import Formats
import Store

/// What an approval came to.
package struct RetentionApproval: Sendable {
    package let plan: Hash32
    /// Persons whose approval counts.
    package let approvers: [String]
    /// Two approvals are there: it may be purged until it expires.
    package var isComplete: Bool { approvers.count >= 2 }
    package let expiresAt: Instant
    /// False: the same person approved it before.
    package let isNew: Bool
}

/// What a purge came to. A refusal is a finding, not an error.
package struct PurgeReport: Sendable {
    package let plan: Hash32
    /// Why nothing, or nothing more, was deleted; nil when the plan is done.
    package var refusal: String?
    /// Deleted now.
    package var parts: UInt64 = 0
    package var chunks = 0
    /// Indexes of the statements in the log.
    package var statements: [UInt64] = []
    /// Parts of the plan that an interrupted run had deleted before.
    package var before: UInt64 = 0
}

/// What a day's run did.
package struct RetentionRun: Sendable {
    package let plan: RetentionPlan
    /// Whether the plan was registered now.
    package var isNew: Bool
    package let purges: [PurgeReport]
}

extension Engine {
    /// Parts that one transaction of a purge deletes.
    package static let purgeChunk: UInt64 = 10_000

    /// Notes the approval of an officer.
    ///
    /// - Throws: `notPermitted` for a person without the role, or the author where two others have it; `unreadable` for an
    ///   unknown, finished or expired plan.
    package func approveRetention(
        _ file: RetentionPlanFile, person: String, reason: String
    ) async throws -> RetentionApproval {
        try check(person)
        try checkRetention(reason: reason)
        let plan = try await registered(file)
        let now = options.clock()
        guard plan.finishedAt == nil else {
            throw EngineError(.unreadable, "plan \(short(plan.hash)) is done", remedy: "nothing is left to approve")
        }
        guard plan.expiresAt > now else {
            throw EngineError(
                .unreadable, "plan \(short(plan.hash)) expired at \(plan.expiresAt)",
                remedy: "amplomb retention plan --on \(plan.on) --out PLAN registers it again")
        }
        let officers = try await store.retentionOfficers().map(\.person)
        guard officers.contains(person) else {
            throw EngineError(
                .notPermitted, "\(person) is no retention officer",
                remedy: "amplomb retention officer add \(person) --as ANOTHER")
        }
        guard person != plan.author || officers.filter({ $0 != plan.author }).count < 2 else {
            throw EngineError(
                .notPermitted, "\(person) made this plan and two other officers exist", remedy: "they approve it")
        }
        let isNew = try await store.approveRetention(plan: plan.id, by: person, reason: reason, at: now)
        let approvers = try await store.retentionPlan(plan.hash)?.approvers ?? []
        return RetentionApproval(plan: plan.hash, approvers: approvers, expiresAt: plan.expiresAt, isNew: isNew)
    }

    /// The registered plan of a file, whose ranges must be the file's.
    private func registered(_ file: RetentionPlanFile) async throws -> StoredRetentionPlan {
        guard let plan = try await store.retentionPlan(file.hash) else {
            throw EngineError(
                .unreadable, "plan \(short(file.hash)) is not registered here",
                remedy: "amplomb retention plan --on DATE --out PLAN registers one")
        }
        guard plan.ranges == file.ranges else {
            throw EngineError(
                .unreadable, "the file of plan \(short(file.hash)) was changed",
                remedy: "take the file that was written")
        }
        return plan
    }

    private func short(_ hash: Hash32) -> String { String(hash.hex.prefix(16)) }

    /// Deletes the parts of an approved plan, chunk by chunk, each with its statement in the log in the same transaction.
    /// Interrupted, it goes on behind the last chunk when it is called again.
    ///
    /// - Returns: what was deleted, and why it stopped where it did.
    package func purge(
        _ file: RetentionPlanFile, person: String, chunk: UInt64 = purgeChunk,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> PurgeReport {
        try await purge(try await registered(file), person: person, chunk: chunk, progress: progress)
    }

    /// Registers the plan of a day, where something goes, and purges every plan that is approved.
    package func runRetention(
        on day: CivilDate, person: String, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> RetentionRun {
        try check(person)
        let purges = try await purgeApproved(person: person, progress: progress)
        let plan = try await retentionPlan(on: day)
        var run = RetentionRun(plan: plan, isNew: false, purges: purges)
        if plan.parts > 0 { run.isNew = try await register(plan, author: person) }
        return run
    }

    private func purgeApproved(
        person: String, progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws -> [PurgeReport] {
        let open = try await store.openRetentionPlans(at: options.clock())
        var purges: [PurgeReport] = []
        for plan in open where plan.approvers.count >= 2 {
            let report = try await purge(plan, person: person, chunk: Self.purgeChunk, progress: progress)
            purges.append(report)
        }
        return purges
    }

    private func purge(
        _ plan: StoredRetentionPlan, person: String, chunk: UInt64, progress: @Sendable (Int, Int) -> Void
    ) async throws -> PurgeReport {
        try check(person)
        var report = PurgeReport(plan: plan.hash)
        let rest = plan.ranges.rest(from: plan.doneTo)
        report.before = plan.ranges.count - rest.count
        if plan.finishedAt != nil { return report }
        // Read before the plan is computed again: a date stated since then would not be in it.
        let seen = try await store.evidenceHead(log: Store.mainLog)?.size ?? 0
        if let refusal = try await refusal(of: plan) {
            report.refusal = refusal
            return report
        }
        // The windows of the last run hold what goes now. A run that is writing them down meanwhile ends before the second
        // time, or sees the purge when it has ended.
        try context.snapshots.delete()
        defer { try? context.snapshots.delete() }
        let sealer = try await retentionSealer(persons: plan.approvers + [person])
        let work = ChunkWork(plan: plan, person: person, sealer: sealer, seen: seen, connection: purgerConnection)
        for end in plan.ranges.boundaries(from: plan.doneTo, most: chunk) {
            guard !Task.isCancelled else {
                await work.connection.close()
                throw EngineError(
                    .interrupted, "\(report.parts) parts are deleted, each with its statement in the log",
                    remedy: "run the same command again: it goes on where it stopped")
            }
            switch try await purge(work, to: end) {
            case .success(let done):
                report.parts += done.parts.count
                report.chunks += 1
                if let head = done.evidence { report.statements.append(head.firstIndex) }
            case .failure(let refused):
                await work.connection.close()
                report.refusal = refused.reason
                return report
            }
            progress(Int(clamping: report.parts), Int(clamping: rest.count))
        }
        await work.connection.close()
        try context.snapshots.delete()
        return report
    }

    /// What every chunk of one purge needs.
    private struct ChunkWork: Sendable {
        let plan: StoredRetentionPlan
        let person: String
        let sealer: RetentionSealer
        /// How long the log was when the plan was computed again.
        let seen: UInt64
        let connection: PostgresConnection
    }

    private struct Refused: Error { let reason: String }

    private func purge(_ work: ChunkWork, to end: UInt64) async throws -> Result<PurgedChunk, Refused> {
        let rules = try context.retention.rules().hash
        do {
            let chunk = try await store.purge(
                plan: work.plan.id, to: end, rules: rules, seen: work.seen, at: options.clock(), on: work.connection
            ) { (parts) throws(StoreError) in
                guard let sealed = try? Self.statement(of: parts, work, until: end) else {
                    throw StoreError(.badValue, "the statement of a purge could not be written")
                }
                return sealed
            }
            return .success(chunk)
        } catch {
            await work.connection.close()
            if error.code == .conflict {
                let reason = "\(error.context) since the plan was computed again: run the same command once more"
                return .failure(Refused(reason: reason))
            }
            // The database's own reason holds no data of any row.
            guard error.sqlState == "AM002" else { throw error }
            return .failure(Refused(reason: Self.reason(error.serverMessage)))
        }
    }

    /// Only the purger's role deletes, through one function.
    var purgerConnection: PostgresConnection {
        switch database {
        case .embedded(_, let engine):
            PostgresConnection(
                engine.replacing("user=amplomb_engine", with: "user=amplomb_purger"), role: "amplomb_purger")
        case .server(let url): PostgresConnection(url, role: "amplomb_purger")
        }
    }

    static func reason(_ message: String) -> String {
        let line = message.split(separator: "\n").first.map(String.init) ?? message
        return line.hasPrefix("ERROR:") ? String(line.drop { $0 != " " }.drop { $0 == " " }) : line
    }

    private static func statement(
        of parts: PartRanges, _ work: ChunkWork, until end: UInt64
    ) throws -> SealedEnvelope {
        let (plan, sealer) = (work.plan, work.sealer)
        let statement = PurgeStatement(
            ranges: parts.spans, legalBasis: plan.legalBasis, rulesHash: plan.rulesHash.hex, planHash: plan.hash.hex,
            approvers: plan.approvers.compactMap { sealer.alias(of: $0)?.hex })
        return try sealer.seal(
            RetentionAct(
                kind: .purge, recordClass: "purge", recordID: "\(plan.id):\(plan.hash.hex):\(end)",
                dates: [NamedDate(.record, sealer.now.utcDate)], person: work.person,
                payload: try statement.payload()))
    }

    /// Why a plan may not be purged; nil when it may.
    private func refusal(of plan: StoredRetentionPlan) async throws -> String? {
        let now = options.clock()
        if plan.expiresAt <= now {
            return "the plan expired at \(plan.expiresAt): plan and approve again"
        }
        if plan.on > now.utcDate {
            return
                "the plan shows what may go on \(plan.on), and today is \(now.utcDate): nothing goes before its day; "
                + "plan again for today, or carry this one out on its day"
        }
        if plan.approvers.count < 2 {
            let have = plan.approvers.isEmpty ? "none" : "that of \(plan.approvers.joined(separator: ", ")) alone"
            return "an approval is missing: two officers are needed, there is \(have)"
        }
        guard try context.retention.rules().hash == plan.rulesHash else {
            return "the retention rules have changed since the plan was made: plan and approve again"
        }
        if let difference = try await whyHoldsDiffer() {
            return "\(difference): run amplomb verify --log db:main, and restore what was changed"
        }
        let again = try await retentionPlan(on: plan.on, scope: plan.scope)
        let rest = plan.ranges.rest(from: plan.doneTo)
        if again.ranges == rest { return nil }
        let lost = rest.countOutside(again.ranges)
        let held = again.lines.filter { $0.state == "held" }.flatMap { $0.detail.split(separator: " ") }
        let names = Set(held).sorted().joined(separator: ", ")
        if lost > 0, !names.isEmpty {
            return "\(lost) parts of the plan may not go any more; holds in force: \(names)"
        }
        let more = again.ranges.countOutside(rest)
        return
            "the plan hash has changed: \(lost) parts may not go any more, \(more) others may: plan and approve again"
    }

    /// Why the table of holds is not to be trusted; nil where it is. The log is the one that nobody can change unseen.
    func whyHoldsDiffer() async throws -> String? {
        let log = LoggedHolds(
            holds: try await store.evidenceRows(log: Store.mainLog, kind: .hold),
            releases: try await store.evidenceRows(log: Store.mainLog, kind: .holdRelease), of: context.log)
        var table: [String: LoggedHolds.Row] = [:]
        for hold in try await store.retentionHolds(open: false) {
            var cover: HoldStatement.Cover?
            switch hold.cover {
            case .subject(let aliases): cover = .subjects(Set(aliases))
            case .participant(let id, let aliases): cover = .participant(id, aliases: Set(aliases))
            case .record(let key): cover = .record(key)
            case .filter(let text): cover = (try? RetentionFilter(text)).map { .filter($0) }
            case .caseFile(let id): cover = .caseFile(id, records: try await records(ofCase: id))
            }
            table[hold.id] = LoggedHolds.Row(
                cover: cover, condition: hold.condition, heldBy: hold.heldBy, authority: hold.authority,
                reason: hold.reason, isReleased: hold.releasedAt != nil, releasedBy: hold.releasedBy)
        }
        return log.difference(from: table)
    }

    // MARK: Erasure

    /// The plan of what goes when a subject asks for erasure. Parts under a duty or a hold stay; they are lines of the plan.
    package func erasurePlan(
        of subject: String, legalBasis: String, on day: CivilDate
    ) async throws -> RetentionPlan {
        guard legalBasis.count >= 3 else {
            throw EngineError(
                .unreadable, "--legal-basis is empty", remedy: "for example: GDPR Art. 17(1)(a), request of 2026-09-01")
        }
        let scope = RetentionScope(subjects: try await subjects(named: subject), erasure: legalBasis)
        return try await retentionPlan(on: day, scope: scope)
    }
}
