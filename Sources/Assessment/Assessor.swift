package import Domain
package import Formats
import MoneyTrail
package import Rules
package import Windows

/// Judges one event: a pure function of the event, its history in the windows, and the knowledge. No clock, no randomness.
///
/// Live, shadow, replay and explain all come through here, so the same inputs give the same bytes.
package struct Assessor: Sendable {
    package let knowledge: Knowledge

    package init(knowledge: Knowledge) { self.knowledge = knowledge }

    /// An event made ready for windows and rules: its facts with the screening done. A class, for it passes through many
    /// hands.
    package final class Prepared: Sendable {
        package let event: Event
        /// Nil for reference data, which no rule judges.
        package let kind: RuleKind?
        package let facts: Facts
        package let screenings: [PartyScreening]
        /// Order among events of the same instant, from the key alone, so that arrival does not matter.
        package let order: UInt64
        /// `event.key` as text.
        let keyText: String

        init(_ event: Event, _ facts: Facts, _ screenings: [PartyScreening]) {
            self.event = event
            self.facts = facts
            self.screenings = screenings
            kind = RuleKind(event.key.kind)
            keyText = event.key.description
            order = stableHash(keyText)
        }
    }

    /// Fills the facts of an event; screening needs no history.
    package func prepare(_ event: Event) -> Prepared {
        var facts = FactBuilder(knowledge: knowledge).facts(for: event)
        let screenings = screenParties(of: event)
        fillScreening(&facts, screenings)
        return Prepared(event, facts, screenings)
    }

    /// Whether other knowledge of the same rules leaves what is read of an event as it is: the participants that it names,
    /// and the amount in euros.
    package func readsSame(_ event: Event, as other: Assessor) -> Bool {
        let (mine, others) = (knowledge, other.knowledge)
        guard mine.participants.references(readBy: event) == others.participants.references(readBy: event) else {
            return false
        }
        return mine.rates.version == others.rates.version
            || FactBuilder(knowledge: mine).facts(for: event) == FactBuilder(knowledge: others).facts(for: event)
    }

    /// The decision on an event whose own rows stand in the windows.
    ///
    /// - Parameters:
    ///   - detail: `everything` also gives what rules computed that did not hit; the payload is the same.
    ///   - rowName: the key text of another event by its ordinal, for naming rows with missing fields.
    /// - Throws: only for a payload that cannot be written, which is a defect.
    package func decide(
        _ prepared: Prepared, ordinal: UInt32, windows: WindowState, scratch: inout EvaluationScratch,
        detail: EvaluationDetail = .findings, rowName: @escaping (UInt32) -> String
    ) throws(CanonicalJSONError) -> Decision {
        let event = prepared.event
        var results: [RuleResult] = []
        var points = Score.zero
        var outcome = Outcome.pass
        var assessed: Assessed?
        if let kind = prepared.kind {
            results = knowledge.rules.evaluate(
                kind: kind, facts: prepared.facts, order: prepared.order, ordinal: ordinal, windows: windows,
                scratch: &scratch, detail: detail)
            var band: String?
            if case .text(let text) = prepared.facts[.participantRiskBand] { band = text.string }
            let total = knowledge.rules.score(results, kind: kind, at: event.at, riskBand: band)
            assessed = total
            points = total.score
            outcome = total.outcome
        }
        let vat = vatFindings(of: event)
        var reasons = otherReasons(event, prepared.screenings, vat)
        if assessed?.lacksScoring == true { reasons.append(Self.noScoring) }
        for reason in reasons { outcome = max(outcome, reason.outcome) }
        let writer = DecisionWriter(
            knowledgeHash: knowledge.hashText, ruleNames: knowledge.ruleNames, participant: participant(of: event),
            prepared: prepared,
            results: results,
            assessed: assessed, vat: vat, reasons: reasons, outcome: outcome, rowName: rowName)
        let payload = try writer.payload()
        var participant: String?
        if case .text(let text) = prepared.facts[.participantID] { participant = text.string }
        var country: Country?
        if case .text(let text) = prepared.facts[.country] { country = Country(alpha2: text.string) }
        return Decision(
            of: event, outcome: outcome, score: points, results: results, screenings: prepared.screenings, vat: vat,
            reasons: reasons, participantID: participant, country: country, payload: payload)
    }

    private static let noScoring = Decision.Reason(
        code: "SCORING", family: "ops", outcome: .hold, severity: .high,
        say: "scoring.yaml has no bands for the time of the event: what its findings add up to is not known")

    /// The record that the decision read, with its revision.
    private func participant(of event: Event) -> (id: String, revision: Int)? {
        let entry =
            switch event.body {
            case .session(let session): knowledge.participants.participant(party: session.owner)
            case .payout(let payout): knowledge.participants.participant(of: payout)
            case .settlement(let settlement):
                settlement.participantID.flatMap { knowledge.participants.participant(id: $0) }
            case .participant, .reference: nil as ParticipantBook.Entry?
            }
        return entry.map { ($0.participant.id, $0.revision) }
    }

    /// What makes the outcome besides the rules. Each is a maximum of its own: one more never lowers it.
    private func otherReasons(
        _ event: Event, _ screenings: [PartyScreening], _ vat: [VATFinding]
    ) -> [Decision.Reason] {
        var reasons: [Decision.Reason] = []
        for party in screenings where party.outcome > .pass && isHeldByScreening(event) {
            if let best = party.openCandidates.first {
                reasons.append(
                    Decision.Reason(
                        code: "SCREENING", family: "sanctions", outcome: party.outcome, severity: .critical,
                        say: "the \(party.role) may be \(best.nameMatched) (\(best.list) \(best.entryID)), "
                            + "score \(decimalText(Int64(best.score), decimals: 4, minimum: 4))"
                            + (best.lapsed?.words ?? "")))
            } else {
                // What a list lacks is said once, below: it is no finding about the party.
                let own = party.unknown.filter { !$0.hasPrefix("list ") }
                if own.isEmpty { continue }
                reasons.append(
                    Decision.Reason(
                        code: "SCREENING", family: "sanctions", outcome: party.outcome, severity: .high,
                        say: "the \(party.role) could not be screened: \(own.joined(separator: ", "))"))
            }
        }
        if !screenings.isEmpty, isHeldByScreening(event) {
            for lacking in lackingLists(at: event.receivedAt) {
                reasons.append(
                    Decision.Reason(
                        code: Decision.Reason.listCode, family: "ops", outcome: .hold, severity: .high,
                        say: lacking.sentence, list: lacking.list))
            }
        }
        for finding in vat where finding.verdict == "fail" || finding.verdict == "review" {
            let holds = finding.isOwn && finding.verdict == "fail"
            reasons.append(
                Decision.Reason(
                    code: "VAT", family: "vat", outcome: holds ? .hold : .review, severity: holds ? .high : .medium,
                    say: "VAT of the \(finding.line) line: \(finding.text)"))
        }
        return reasons + paymentReasons(event)
    }

    /// What is not in order about the payment itself.
    private func paymentReasons(_ event: Event) -> [Decision.Reason] {
        guard case .payout(let payout) = event.body else { return [] }
        var reasons: [Decision.Reason] = []
        if event.findings.contains(where: { $0.code == "IN-018" }) {
            reasons.append(
                Decision.Reason(
                    code: "IN-018", family: "payouts", outcome: .hold, severity: .high,
                    say: "this payment came more than once under its own ids with different content: "
                        + "ask its sender which one is meant"))
        }
        if payout.forcedOutcome > .pass {
            let codes = Set(event.findings.map(\.code).filter { $0.hasPrefix("PY-") }).sorted()
            reasons.append(
                Decision.Reason(
                    code: codes.first ?? "PY", family: "payouts", outcome: payout.forcedOutcome, severity: .medium,
                    say: "the payment file is not in order: \(codes.joined(separator: ", "))"))
        }
        return reasons
    }

    /// Names are screened where money moves or a relationship begins; a driver's session moves none of its own.
    private func isHeldByScreening(_ event: Event) -> Bool {
        event.key.kind == .payout || event.key.kind == .participant
    }
}
