import Assessment
package import Domain
import Evidence
import Formats
package import Reports
import Screening
import Store

/// A report that was built, kept and entered in the log.
package struct BuiltReport: Sendable {
    /// Its number in the report table.
    package let id: Int64
    package let report: ActivityReport
    package let totals: [ActivityTotal]
}

extension Engine {
    /// The activity report of a half-open period for the main legal entity, from one snapshot of the database.
    ///
    /// - Throws: `EngineError` `unreadable` for an empty period; `internal` for a sum that does not fit.
    package func activityReport(from: Instant, to: Instant) async throws -> ActivityReport {
        ActivityReport(try await activityInput(from: from, to: to))
    }

    /// Builds the activity report, keeps it in the report table, and logs the hashes of its files as evidence.
    package func buildActivityReport(from: Instant, to: Instant) async throws -> BuiltReport {
        let input = try await activityInput(from: from, to: to)
        let report = ActivityReport(input)
        guard let pageHash = Hash32(SHA256Hasher.hash(report.html)),
            let tableHash = Hash32(SHA256Hasher.hash(report.csv))
        else { throw EngineError(.internal, "a report has no hash") }
        let files = [("csv", tableHash), ("html", pageHash)]
        let payload = try CanonicalJSON.object { json in
            json.object("files") { inner in
                for (suffix, hash) in files { inner.member("\(report.name).\(suffix)", hash.hex) }
            }
            json.member("from", from.description)
            json.member("kind", "activity")
            json.member("legal_entity", input.legalEntity.text)
            json.member("prepared_at", input.preparedAt.description)
            json.member("to", to.description)
            json.object("totals") { inner in
                for total in input.totals {
                    inner.member(
                        [total.id, total.value.currency].filter { !$0.isEmpty }.joined(separator: " "), total.value.text
                    )
                }
            }
        }
        try await logReport(payload, record: "activity:\(input.legalEntity.text):\(pageHash.hex)", at: input.preparedAt)
        let id = try await store.put(
            ReportRow(
                legalEntity: input.legalEntity, kind: "activity", country: nil, period: Period(from: from, to: to),
                content: report.html, contentHash: pageHash, builtAt: input.preparedAt))
        return BuiltReport(id: id, report: report, totals: input.totals)
    }

    /// One entry of kind `report` with the hashes of the files.
    private func logReport(_ payload: [UInt8], record: String, at now: Instant) async throws {
        try await context.loadKnowledge()
        try await logKnowledge()
        let aliases = try await context.aliases(for: ["owner:amplomb"])
        guard let owner = aliases["owner:amplomb"], let recordClass = RecordClass("report") else {
            throw EngineError(.internal, "a report has no record class")
        }
        let draft = EnvelopeDraft(
            kind: .report, record: Pseudonym(kind: .report, owner: owner, recordID: Array(record.utf8)), revision: 1,
            subject: nil, country: nil, occurred: now, recordClass: recordClass,
            dates: [NamedDate(.record, now.utcDate)],
            outcome: nil, knowledge: context.knowledge.hash, engine: context.engineHash, actor: .engine, refs: [],
            parts: [
                try context.retention.part(
                    .report, payload, salt: SystemRandom.bytes(32), of: recordClass, country: nil,
                    dates: [NamedDate(.record, now.utcDate)], on: now.utcDate)
            ])
        var batch = BatchCommit(now: now)
        batch.evidence = [try draft.sealed(in: context.log)]
        _ = try await store.commit(batch)
    }

    // MARK: Rows

    private func activityInput(from: Instant, to: Instant) async throws -> ActivityReportInput {
        try await settle()
        guard from < to else {
            throw EngineError(.unreadable, "the period is empty: \(from) to \(to)", remedy: "--to must be after --from")
        }
        let period = Period(from: from, to: to)
        let counts = try await store.activity(period, legalEntity: .main)
        var input = ActivityReportInput(
            reporter: "Amplomb, legal entity \(LegalEntityID.main.text)", from: from, to: to,
            preparedAt: options.clock(),
            engineVersion: "sha256 \(context.engineHash.hex.prefix(16))")
        input.decisions = counts.decisions.map { row in
            ActivityReportInput.Decision(
                day: row.day, kind: row.kind, country: row.country.flatMap { Country(alpha2: $0) },
                outcome: row.outcome,
                count: row.count)
        }
        input.records = counts.sources.map { row in
            ActivityReportInput.Records(
                source: row.source, accepted: row.counts.accepted, duplicate: row.counts.duplicate,
                revised: row.counts.revised, rejected: row.counts.rejected)
        }
        input.rules = try await ruleRows(counts.rules, period)
        input.held = try counts.held.map(Self.held)
        input.cases = counts.cases.map { row in
            ActivityReportInput.Cases(
                family: row.family, opened: row.opened, closed: row.closed, openAtEnd: row.openAtEnd)
        }
        input.vat = counts.vat.map { row in
            ActivityReportInput.VAT(
                country: row.country.flatMap { Country(alpha2: $0) }, feeType: row.feeType, verdict: row.verdict,
                lines: row.lines)
        }
        input.lists = try await lists(at: min(to, input.preparedAt))
        input.knowledge = try await knowledgeRows(counts.knowledge)
        input.evidence = try await evidenceRows()
        input.queries = [
            .decisions: ActivityQueryText.decisions, .rules: ActivityQueryText.rules, .held: ActivityQueryText.held,
            .cases: ActivityQueryText.cases, .vat: ActivityQueryText.vat, .knowledge: ActivityQueryText.knowledge,
            .records: ActivityQueryText.records,
            .lists: ActivityQueryText.lists, .evidence: ActivityQueryText.evidence,
        ]
        return input
    }

    /// Rules by version: where a version began or ended inside the period, the parts of the period are counted apart.
    private func ruleRows(_ counts: [RuleCount], _ period: Period) async throws -> [ActivityReportInput.Rule] {
        let catalogue = try ruleCatalogue()
        let named = Set(counts.map { Self.plain($0.rule) })
        let cuts = Set(named.flatMap { catalogue.versions[$0] ?? [] }.flatMap { [$0.from, $0.to].compactMap(\.self) })
            .filter { period.from < $0 && $0 < period.to }.sorted()
        if cuts.isEmpty { return Self.sum(counts.map { Self.rule($0, at: period.from, catalogue) }) }
        var rows: [ActivityReportInput.Rule] = []
        for (from, to) in zip([period.from] + cuts, cuts + [period.to]) {
            let part = try await store.activity(Period(from: from, to: to), legalEntity: .main).rules
            rows += part.map { Self.rule($0, at: from, catalogue) }
        }
        return Self.sum(rows)
    }

    /// Hits of rules in shadow carry a tilde in the assessments' lists.
    private static func plain(_ rule: String) -> String { rule.hasSuffix("~") ? String(rule.dropLast()) : rule }

    private static func rule(_ row: RuleCount, at instant: Instant, _ catalogue: RuleCatalogue)
        -> ActivityReportInput.Rule
    {
        let id = plain(row.rule)
        let version = catalogue.versions[id]?.first { $0.from <= instant && ($0.to.map { instant < $0 } ?? true) }
        let mode = row.rule.hasSuffix("~") ? "shadow" : version?.mode ?? "live"
        return ActivityReportInput.Rule(
            id: id, version: version?.number ?? 0, title: catalogue.title(of: id), mode: mode, hits: row.hits,
            unknowns: row.unknowns)
    }

    private static func sum(_ rows: [ActivityReportInput.Rule]) -> [ActivityReportInput.Rule] {
        struct Key: Hashable {
            let id: String
            let version: Int
            let mode: String
        }
        var sums: [Key: ActivityReportInput.Rule] = [:]
        for row in rows {
            let key = Key(id: row.id, version: row.version, mode: row.mode)
            guard var known = sums[key] else {
                sums[key] = row
                continue
            }
            known.hits += row.hits
            known.unknowns += row.unknowns
            sums[key] = known
        }
        return Array(sums.values)
    }

    private static func held(_ row: HeldTotal) throws -> ActivityReportInput.Held {
        guard let micros = Int64(row.amountMicros), let currency = Currency(row.currency) else {
            throw EngineError(.internal, "held money in \(row.currency) does not fit into 64 bits of millionths")
        }
        return ActivityReportInput.Held(
            outcome: row.outcome, amount: Money(micros: micros, currency: currency), payouts: row.payouts)
    }

    /// The lists in force just before an instant.
    private func lists(at end: Instant) async throws -> [ActivityReportInput.List] {
        let sources = try listSources
        return try await store.listsInForce(at: Instant(microseconds: end.microseconds - 1)).map { row in
            let version = row.version
            return ActivityReportInput.List(
                id: version.listID, entries: version.entries, published: version.publishedAt,
                loaded: version.importedAt,
                age: end - row.confirmedAt, limit: sources.maximumAge(of: version.listID))
        }
    }

    /// The parts that the manifests name, each with the decisions made under it.
    private func knowledgeRows(_ counts: [KnowledgeCount]) async throws -> [ActivityReportInput.Knowledge] {
        struct Part: Hashable {
            let kind: String
            let id: String
            let hash: Hash32
        }
        var sums: [Part: Int64] = [:]
        for row in counts {
            sums[Part(kind: "manifest", id: "knowledge", hash: row.hash), default: 0] += row.decisions
            for part in try await knowledgeParts(row.hash) {
                sums[Part(kind: part.kind, id: part.name, hash: part.hash), default: 0] += row.decisions
            }
        }
        return sums.map { part, decisions in
            ActivityReportInput.Knowledge(kind: part.kind, id: part.id, hash: part.hash, decisions: decisions)
        }
    }

    /// What a knowledge manifest names: kind, name and hash of each part.
    package func knowledgeParts(_ manifest: Hash32) async throws -> [(kind: String, name: String, hash: Hash32)] {
        guard let content = try await store.knowledge(manifest)?.content,
            let document = try? JSONDocument(parsing: content)
        else { return [] }
        var parts: [(kind: String, name: String, hash: Hash32)] = []
        for member in document.root.members {
            let kind = String(decoding: member.name, as: UTF8.self).replacing("_", with: " ")
            if let text = member.value.string, let hash = Hash32(hex: text) {
                parts.append((kind, kind, hash))
            } else {
                for inner in member.value.members {
                    guard let hash = inner.value.string.flatMap({ Hash32(hex: $0) }) else { continue }
                    parts.append((kind, String(decoding: inner.name, as: UTF8.self), hash))
                }
            }
        }
        return parts
    }

    private func evidenceRows() async throws -> [ActivityReportInput.Evidence] {
        guard let head = try await store.evidenceHead(log: Store.mainLog) else { return [] }
        let last = try await store.checkpoints(log: Store.mainLog).last
        return [
            ActivityReportInput.Evidence(
                log: Signer.mainLog, size: Int64(clamping: head.size), root: head.root, checkpointAt: last?.signedAt)
        ]
    }
}
