import Assessment
import Cases
import Domain
import Evidence
import Formats
import Rules
import Screening
import Store

/// Groups the hits of a batch into one entry per (subject, family): the store opens, reopens or appends.
struct CaseBuilder: Sendable {
    let context: EngineContext
    let knowledge: Knowledge
    let now: Instant

    /// What a batch changes in cases.
    struct Changes {
        var cases: [CaseUpsert]
        /// What is noted in the case that has the finding and raises nothing.
        var corrections: [CaseCorrection]
    }

    func changes(from written: [AssessedBatch.Judged]) throws -> Changes {
        var groups: [StoreCaseKey: CaseUpsert] = [:]
        var corrections: [String: CaseCorrection] = [:]
        for judged in written {
            let matters = judged.decision.outcome >= .review || !judged.earlierFindings.isEmpty
            guard matters else { continue }
            let news = try news(of: judged)
            for hit in news.hits {
                let key = hit.key
                if var group = groups.removeValue(forKey: key) {
                    group.items.append(hit.item)
                    group.window = max(group.window, hit.window)
                    groups[key] = group
                } else {
                    groups[key] = CaseUpsert(
                        legalEntity: judged.event.legalEntity, subjectKind: hit.subject.kind, subjectID: hit.subject.id,
                        family: hit.family, purpose: hit.purpose, queue: "", dueAt: nil, holdsMoney: false,
                        window: hit.window, policyHash: context.casePolicy.hash, items: [hit.item])
                }
            }
            for note in news.notes {
                corrections[note.caseID, default: CaseCorrection(key: note.key, caseID: note.caseID, items: [])]
                    .items += note.items
            }
        }
        return Changes(
            cases: groups.keys.sorted().compactMap { groups[$0] }.map(completed),
            corrections: corrections.values.sorted { ($0.key, $0.caseID) < ($1.key, $1.caseID) })
    }

    /// Queue, due date and held money follow from all items of the batch together.
    private func completed(_ upsert: CaseUpsert) -> CaseUpsert {
        var upsert = upsert
        let severity = upsert.items.map(\.severity).max() ?? .medium
        let family = upsert.family.split(separator: "/").first.map(String.init) ?? upsert.family
        upsert.queue = context.casePolicy.queue(family: family, severity: severity)
        upsert.holdsMoney = upsert.items.contains { $0.outcome >= .hold && $0.money != nil }
        upsert.dueAt = context.due(severity: severity, holdsMoney: upsert.holdsMoney, from: now)
        return upsert
    }

    struct Hit {
        let subject: CaseSubject
        let family: String
        let purpose: Purpose
        let window: TimeSpan
        var item: CaseItemRow

        var key: StoreCaseKey { StoreCaseKey(subjectKind: subject.kind, subjectID: subject.id, family: family) }
    }

    /// What of a decision belongs in a case: live hits, what could not be judged but decides, and other reasons.
    func hits(of judged: AssessedBatch.Judged) throws -> [Hit] {
        var found: [Hit] = []
        let isPayout = judged.event.key.kind == .payout
        for result in judged.decision.results where result.counts && result.belongsInCase(ofPayout: isPayout) {
            if isForWantOfLists(result, judged.decision) { continue }
            found.append(try hit(result, judged))
        }
        let isMatched = judged.decision.liveHits.contains { $0.rule.hasPrefix("SA-") }
        for reason in merged(judged.decision.reasons) where !(isMatched && reason.code == "SCREENING") {
            let item = try item(
                judged, kind: reason.list == nil ? "hit" : "unknown", rule: reason.code, version: nil,
                outcome: reason.outcome,
                severity: reason.severity,
                score: .zero, title: reason.code, say: reason.say, lets: [], missing: [])
            let purpose: Purpose = reason.family == "sanctions" ? .sanctions : reason.family == "vat" ? .tax : .aml
            found.append(
                Hit(
                    subject: reason.list.map { CaseSubject(kind: "list", id: $0) }
                        ?? context.subject(of: judged, field: nil, value: ""),
                    family: reason.family,
                    purpose: purpose,
                    window: TimeSpan(microseconds: 7 * TimeSpan.day.microseconds), item: item))
        }
        return found
    }

    /// Reasons of one code are one finding: the worst of them, with what each says.
    private func merged(_ reasons: [Decision.Reason]) -> [Decision.Reason] {
        var merged: [Decision.Reason] = []
        for reason in reasons {
            guard
                let place = merged.firstIndex(where: {
                    ($0.code, $0.family, $0.list) == (reason.code, reason.family, reason.list)
                })
            else {
                merged.append(reason)
                continue
            }
            let other = merged[place]
            merged[place] = Decision.Reason(
                code: reason.code, family: reason.family, outcome: max(other.outcome, reason.outcome),
                severity: max(other.severity, reason.severity), say: "\(other.say); \(reason.say)", list: reason.list)
        }
        return merged
    }

    /// A rule that is unknown because a list is missing or stale says nothing about the party: the one operations case of the list
    /// stands for it (screening.md section 3).
    private func isForWantOfLists(_ result: RuleResult, _ decision: Decision) -> Bool {
        guard case .unknown(let fields) = result.finding, !decision.lackingLists.isEmpty else { return false }
        let isScreenedOtherwise = decision.screenings.contains { party in
            party.unknown.contains { !$0.hasPrefix("list ") }
        }
        return !isScreenedOtherwise && fields.allSatisfy { $0.field.name == "screening.best_score" }
    }

    private func hit(_ result: RuleResult, _ judged: AssessedBatch.Judged) throws -> Hit {
        let rule = knowledge.rules.rules[result.ruleIndex]
        var outcome = judged.decision.outcome
        if let decision = result.decision { outcome = decision }
        var kind = "hit"
        var missing: [String] = []
        var failure: String?
        switch result.finding {
        case .unknown(let fields):
            kind = "unknown"
            outcome = min(outcome, .hold)
            missing = Array(Set(fields.map(\.field.name))).sorted()
        case .error(let fault):
            // It is about the rule, not about the party: one operations case a rule, whoever's events it fails on.
            kind = "rule_error"
            let read = result.faultyFields.map(\.name)
            failure = (read.isEmpty ? "" : "reading \(read.joined(separator: ", ")): ") + fault.description
        case .hit, .noHit: break
        }
        // A match says whom it found rather than its figures; one item then stands for rule and screening.
        let match = judged.decision.reasons.first { $0.code == "SCREENING" && rule.id.hasPrefix("SA-") }
        let sentence = EngineContext.withoutIdentifier(
            match?.say ?? result.say, field: result.subjectField.name, value: result.subject)
        let lacking = missing.isEmpty ? "unknown" : missing.joined(separator: ", ")
        let say =
            if let failure { "rule \(rule.id) failed on \(judged.event.key), \(failure)" } else if kind == "hit" {
                sentence
            } else { "not assessed: \(lacking)" }
        let item = try item(
            judged, kind: kind, rule: rule.id, version: String(result.version), outcome: outcome,
            severity: failure == nil ? result.severity : .ops,
            score: result.score, title: rule.title, say: say, lets: result.lets, missing: missing)
        return Hit(
            subject: failure == nil
                ? context.subject(of: judged, field: result.subjectField.name, value: result.subject)
                : CaseSubject(kind: "system", id: "rule:\(rule.id)"),
            family: result.caseFamily(in: rule),
            purpose: failure == nil ? rule.purpose : .contract,
            window: result.caseWindow(in: rule),
            item: item)
    }

    private func item(
        _ judged: AssessedBatch.Judged, kind: String, rule: String, version: String?, outcome: Outcome,
        severity: Severity,
        score: Score, title: String, say: String, lets: [RuleResult.LetValue], missing: [String]
    ) throws -> CaseItemRow {
        let isAboutNames = rule.hasPrefix("SA-") || rule == "SCREENING"
        let matched =
            isAboutNames
            ? judged.decision.screenings.flatMap(\.openCandidates).max { $0.score < $1.score } : nil
        let sentence = try CanonicalJSON.object { json in
            if !lets.isEmpty {
                json.object("let") { inner in lets.forEach { inner.member($0.name, $0.text) } }
            }
            if !missing.isEmpty { json.member("missing", missing) }
            json.member("say", say)
            json.member("title", title)
            if let best = matched {
                json.object("match") { inner in
                    inner.member("entry", best.entryID)
                    if let lapsed = best.lapsed {
                        inner.member("lapsed", lapsed.lapse.rawValue)
                        inner.member("lapsed_decision", lapsed.id)
                    }
                    inner.member("list", best.list)
                    inner.member("listed", best.nameMatched)
                    inner.member("score", decimalText(Int64(best.score), decimals: 4, minimum: 4))
                }
            }
        }
        var money: Money?
        switch judged.event.body {
        case .payout(let payout): money = payout.amount
        case .session(let session): money = session.grossAmount
        default: break
        }
        return CaseItemRow(
            kind: kind, event: judged.event.key, eventKeyID: judged.head.keyID, eventRevision: judged.eventRevision,
            assessmentRevision: judged.revision, eventAt: judged.decision.at, ruleID: rule, ruleVersion: version,
            listEntry: matched.map { "\($0.list):\($0.entryID)" }, outcome: outcome, severity: severity, score: score,
            sentence: sentence, money: money)
    }
}

/// About whom a case is: the kind, and an id that shows no badge number and no account.
struct CaseSubject: Hashable, Sendable {
    let kind: String
    let id: String
}
