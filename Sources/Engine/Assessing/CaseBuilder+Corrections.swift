import Assessment
import Cases
import Domain
import Formats
import Store

extension CaseBuilder {
    /// What an assessment adds to cases: findings that are new or got worse, and what is only noted.
    struct News {
        var hits: [Hit] = []
        var notes: [CaseCorrection] = []
    }

    /// Of an event that no case speaks of, all that was found; else the differences (rules.md section 4: a hit that
    /// vanishes is marked as superseded in its case, never removed).
    func news(of judged: AssessedBatch.Judged) throws -> News {
        let found = try hits(of: judged)
        if judged.earlierFindings.isEmpty { return News(hits: found) }
        let passes = judged.decision.outcome < .review
        var later: [Place: Hit] = [:]
        var after: [CaseHit] = []
        for var hit in found {
            if passes { hit.item.outcome = .pass }
            let standing = caseHit(hit, judged)
            later[Place(standing)] = hit
            after.append(standing)
        }
        var earlier: [Place: FiledFinding] = [:]
        let before = judged.earlierFindings.map { finding in
            let standing = caseHit(finding, judged)
            earlier[Place(standing)] = finding
            return standing
        }
        let revision = judged.revision ?? judged.head.assessmentRevision
        var news = News()
        for difference in CaseBook.differences(from: before, to: after, revision: Int(revision)) {
            let place = Place(difference)
            guard difference.item.kind == .correction else {
                if let hit = later[place] { news.hits.append(hit) }
                continue
            }
            guard let filed = earlier[place] else { continue }
            let item = try correction(difference.item, of: filed, now: later[place]?.item, judged)
            if difference.item.raises, var hit = later[place] {
                hit.item = item
                news.hits.append(hit)
            } else {
                news.notes.append(CaseCorrection(key: filed.key, caseID: filed.caseID, items: [item]))
            }
        }
        return news
    }

    private struct Place: Hashable {
        let key: CaseKey
        let identity: CaseItem.Identity

        init(_ hit: CaseHit) {
            key = hit.key
            identity = hit.item.identity
        }
    }

    private func caseHit(_ hit: Hit, _ judged: AssessedBatch.Judged) -> CaseHit {
        let item = hit.item
        return CaseHit(
            key: key(hit.key, judged), window: hit.window,
            item: CaseItem(
                kind: CaseItem.Kind(rawValue: item.kind) ?? .hit, at: item.eventAt, event: item.event,
                eventRevision: Int(judged.eventRevision), ruleID: item.ruleID ?? "", ruleTitle: "",
                listEntry: item.listEntry, outcome: item.outcome, severity: item.severity, risk: item.score,
                say: Sentence(CaseSentence(item.sentence).say)))
    }

    private func caseHit(_ finding: FiledFinding, _ judged: AssessedBatch.Judged) -> CaseHit {
        CaseHit(
            key: key(finding.key, judged), window: .day,
            item: CaseItem(
                kind: .hit, at: finding.eventAt, event: judged.event.key, eventRevision: Int(judged.eventRevision),
                ruleID: finding.ruleID, ruleTitle: "", listEntry: finding.listEntry, outcome: finding.outcome,
                severity: finding.severity, risk: finding.score, say: Sentence(CaseSentence(finding.sentence).say)))
    }

    private func key(_ key: StoreCaseKey, _ judged: AssessedBatch.Judged) -> CaseKey {
        CaseKey(
            legalEntity: judged.event.legalEntity, subjectKind: SubjectKind(rawValue: key.subjectKind) ?? .system,
            subjectID: key.subjectID, family: key.family)
    }

    /// The row of a correction, with the old and the new outcome side by side.
    private func correction(
        _ item: CaseItem, of filed: FiledFinding, now: CaseItemRow?, _ judged: AssessedBatch.Judged
    ) throws -> CaseItemRow {
        let said = CaseSentence(filed.sentence)
        let base = now.map { CaseSentence($0.sentence) } ?? said
        let sentence = try CanonicalJSON.object { json in
            json.object("correction") { inner in
                inner.member("before", filed.outcome.rawValue)
                inner.member("cause", judged.cause)
                inner.member("kind", now?.kind ?? "hit")
                inner.member("now", item.outcome.rawValue)
                inner.member("revision", Int(judged.revision ?? judged.head.assessmentRevision))
                inner.member("said", said.say)
            }
            if now != nil, !base.values.isEmpty {
                json.object("let") { inner in base.values.forEach { inner.member($0.name, $0.value) } }
            }
            if let match = base.match {
                json.object("match") { inner in
                    inner.member("entry", match.entry)
                    inner.member("list", match.list)
                    inner.member("listed", match.listed)
                    inner.member("score", match.score)
                }
            }
            if now != nil, !base.missing.isEmpty { json.member("missing", base.missing) }
            json.member("say", item.say.description)
            json.member("title", base.title)
        }
        return CaseItemRow(
            kind: CaseItem.Kind.correction.rawValue, event: judged.event.key, eventKeyID: judged.head.keyID,
            eventRevision: judged.eventRevision, assessmentRevision: judged.revision,
            eventAt: now?.eventAt ?? filed.eventAt, ruleID: filed.ruleID,
            ruleVersion: now?.ruleVersion ?? filed.ruleVersion, listEntry: filed.listEntry, outcome: item.outcome,
            severity: item.severity, score: item.risk, sentence: sentence, money: now?.money)
    }
}
