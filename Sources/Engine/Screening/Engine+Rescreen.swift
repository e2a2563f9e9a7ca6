import Assessment
import Cases
import Domain
import Evidence
import Formats
package import Screening
import Store

/// What a change of lists brought for the registered participants.
package struct RescreenReport: Sendable {
    /// Names that were asked: participants with their directors and owners.
    package let subjects: Int
    /// Added and materially changed entries.
    package let entries: Int
    package let removed: Int
    /// New pairs at or above the review threshold that no decision clears.
    package let hits: Int
    /// Cases that got an item, opened or open already.
    package let cases: Int
    /// Open cases that learned that their entry was removed.
    package let informed: Int

    package var text: String {
        "\(subjects) names of participants asked against \(entries) added or changed entries: \(hits) new matches in "
            + "\(cases) cases; \(removed) entries removed, \(informed) open cases say so"
    }
}

extension Engine {
    /// Screens all registered participants against what changed between two versions of lists, and opens or informs their cases.
    ///
    /// Removed entries close nothing: the case learns of it, a person decides.
    ///
    /// - Parameters:
    ///   - old: the versions in force until now.
    ///   - new: those that replace them; they are in force already.
    package func rescreen(from old: [ImportedList], to new: [ImportedList]) async throws -> RescreenReport {
        try await context.reloadKnowledge()
        let knowledge = context.knowledge
        let now = options.clock()
        let thresholds = knowledge.screener?.thresholds ?? .standard
        let delta = DeltaRescreen(from: old, to: new, thresholds: thresholds)
        let parties = knowledge.participants.entries.flatMap { Assessor.parties(of: $0.participant) }
        let found = delta.changed.isEmpty ? [] : try await Self.hits(delta, parties)
        var groups: [String: [RescreenFinding]] = [:]
        var hits = 0
        for finding in found {
            guard let subject = finding.party.subject, !isCleared(finding, knowledge, now) else { continue }
            hits += 1
            groups[subject, default: []].append(finding)
        }
        var batch = BatchCommit(now: now)
        batch.cases = try groups.keys.sorted().map { subject in
            try upsert(subject, groups[subject] ?? [], knowledge, now)
        }
        let informed = try await informed(of: delta.removed, now)
        let opened = batch.cases.count
        batch.cases = Self.merged(batch.cases + informed)
        let builder = CaseBuilder(context: context, knowledge: knowledge, now: now)
        batch.caseRecords = try await builder.recorder(for: batch.cases.map(\.key))
        if !batch.cases.isEmpty {
            try await logKnowledge()
            _ = try await store.commit(batch)
        }
        return RescreenReport(
            subjects: parties.count, entries: delta.entryCount, removed: delta.removed.count, hits: hits, cases: opened,
            informed: informed.count)
    }

    private struct RescreenFinding: Sendable {
        let party: ScreenedParty
        let candidate: ScreeningCandidate
    }

    private static func hits(_ delta: DeltaRescreen, _ parties: [ScreenedParty]) async throws -> [RescreenFinding] {
        try await Parallel.map(parties) { slice in
            let subjects = RescreenSubjects(slice.map { RescreenSubject(id: $0.subject ?? "", query: $0.query) })
            return delta.hits(subjects).map { hit in
                RescreenFinding(party: slice[slice.startIndex + hit.subject], candidate: hit.candidate)
            }
        }
    }

    /// A decision on exactly this state of both sides: the entry is new or changed, so that this is rare.
    private func isCleared(_ finding: RescreenFinding, _ knowledge: Knowledge, _ now: Instant) -> Bool {
        let candidate = finding.candidate
        let answer = finding.party.subject.map { subject in
            knowledge.goodLists[subject].answer(
                list: candidate.list, entryID: candidate.entryID, entryHash: candidate.entryHash, band: candidate.band,
                subject: finding.party.query.attributesHash, at: now)
        }
        if case .covered = answer { return true }
        return false
    }

    private func upsert(
        _ subject: String, _ findings: [RescreenFinding], _ knowledge: Knowledge, _ now: Instant
    ) throws -> CaseUpsert {
        let id = String(subject.dropFirst("participant:".count))
        let items = try findings.map { finding -> CaseItemRow in
            let candidate = finding.candidate
            let answer = knowledge.goodLists[subject].answer(
                list: candidate.list, entryID: candidate.entryID, entryHash: candidate.entryHash, band: candidate.band,
                subject: finding.party.query.attributesHash, at: now)
            var say =
                "a change of the list \(candidate.list): the \(finding.party.role) may be \(candidate.nameMatched) "
                + "(\(candidate.entryID)), score \(ScreeningWords.score(candidate.score))"
            if case .lapsed(let decision, let lapse) = answer {
                say +=
                    PartyScreening.LapsedDecision(
                        id: decision.decisionID, by: decision.by, reason: decision.reason, lapse: lapse
                    ).words
            }
            return try item(
                candidate.list, candidate.entryID, version: candidate.listVersion.hex, outcome: candidate.band.outcome,
                severity: candidate.band == .review ? .high : .critical, say: say, listed: candidate.nameMatched,
                score: candidate.score, now)
        }
        return upsert(kind: "participant", id: id, family: "sanctions", items, now)
    }

    private func upsert(
        kind: String, id: String, family: String, _ items: [CaseItemRow], _ now: Instant
    ) -> CaseUpsert {
        let severity = items.map(\.severity).max() ?? .medium
        return CaseUpsert(
            legalEntity: .main, subjectKind: kind, subjectID: id, family: family, purpose: .sanctions,
            queue: context.casePolicy.queue(family: "sanctions", severity: severity),
            dueAt: context.due(severity: severity, holdsMoney: false, from: now), holdsMoney: false,
            window: TimeSpan(microseconds: 7 * TimeSpan.day.microseconds), policyHash: context.casePolicy.hash,
            items: items)
    }

    private func item(
        _ list: String, _ entryID: String, version: String?, outcome: Outcome, severity: Severity, say: String,
        listed: String, score: Int32?, _ now: Instant
    ) throws -> CaseItemRow {
        let sentence = try CanonicalJSON.object { json in
            if let score {
                json.object("match") { inner in
                    inner.member("entry", entryID)
                    inner.member("list", list)
                    inner.member("listed", listed)
                    inner.member("score", ScreeningWords.score(score))
                }
            }
            json.member("say", say)
            json.member("title", "SCREENING")
        }
        return CaseItemRow(
            kind: "list_change", event: nil, eventKeyID: nil, eventRevision: nil, assessmentRevision: nil, eventAt: now,
            ruleID: "SCREENING", ruleVersion: nil, listEntry: "\(list):\(entryID)", listVersion: version,
            outcome: outcome, severity: severity, score: .zero, sentence: sentence, money: nil)
    }

    /// One item for each open case that stands on a removed entry.
    private func informed(of removed: [DeltaRescreen.RemovedEntry], _ now: Instant) async throws -> [CaseUpsert] {
        if removed.isEmpty { return [] }
        let entries = Dictionary(
            removed.map { ("\($0.list):\($0.entryID)", $0) }, uniquingKeysWith: { first, _ in first })
        let open = try await store.openCases(withListEntries: entries.keys.sorted())
        return try open.compactMap { place in
            guard let entry = entries[place.listEntry] else { return nil }
            let item = try item(
                entry.list, entry.entryID, version: nil, outcome: .review, severity: .low,
                say: "the entry \(entry.entryID) is on the list \(entry.list) no more; nothing is closed by itself",
                listed: entry.name, score: nil, now)
            return upsert(
                kind: place.key.subjectKind, id: place.key.subjectID, family: place.key.family, [item], now)
        }
    }

    /// Each (subject, family) once.
    private static func merged(_ cases: [CaseUpsert]) -> [CaseUpsert] {
        var byKey: [Store.CaseKey: CaseUpsert] = [:]
        for file in cases {
            let key = Store.CaseKey(subjectKind: file.subjectKind, subjectID: file.subjectID, family: file.family)
            if byKey[key] == nil { byKey[key] = file } else { byKey[key]?.items += file.items }
        }
        return byKey.keys.sorted().compactMap { byKey[$0] }
    }
}
