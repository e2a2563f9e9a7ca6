import Domain
import Formats
package import Rules

/// Writes the explanation of a decision as canonical JSON, format `amplomb-decision/1`.
///
/// It holds no revision number, ordinal, salt or clock reading, so that the same event, history and knowledge give the same
/// bytes whatever the order of arrival.
struct DecisionWriter {
    let knowledge: Knowledge
    let prepared: Assessor.Prepared
    let results: [RuleResult]
    let assessed: Assessed?
    let vat: [VATFinding]
    let reasons: [Decision.Reason]
    let outcome: Outcome
    let rowName: (UInt32) -> String

    func payload() throws(CanonicalJSONError) -> [UInt8] {
        let event = prepared.event
        return try CanonicalJSON.object { json in
            json.member("at", event.at.description)
            json.object("event") { inner in
                inner.member("content", event.contentHash.hex)
                inner.member("key", event.key.description)
                inner.member("legal_entity", event.legalEntity.text)
            }
            if let assessed, !assessed.families.isEmpty { writeFamilies(&json, assessed) }
            writeFacts(&json)
            if !event.findings.isEmpty { writeFindings(&json, event.findings) }
            json.member("format", "amplomb-decision/1")
            json.member("knowledge", knowledge.hash.hex)
            json.member("outcome", outcome.rawValue)
            if let entry = participant(of: event) {
                json.object("participant") { inner in
                    inner.member("id", entry.participant.id)
                    inner.member("revision", entry.revision)
                }
            }
            if !reasons.isEmpty { writeReasons(&json) }
            json.array("rules") { list in
                for result in results { list.elementObject { write(&$0, result) } }
            }
            json.member("score", (assessed?.score ?? .zero).text)
            PartyScreening.write(prepared.screenings, to: &json)
            if !vat.isEmpty { writeVAT(&json) }
        }
    }

    private func participant(of event: Event) -> ParticipantBook.Entry? {
        switch event.body {
        case .session(let session): knowledge.participants.participant(party: session.owner)
        case .payout(let payout): knowledge.participants.participant(of: payout)
        case .settlement(let settlement):
            settlement.participantID.flatMap { knowledge.participants.participant(id: $0) }
        case .participant, .reference: nil
        }
    }

    private func writeFamilies(_ json: inout CanonicalJSON, _ assessed: Assessed) {
        json.array("families") { list in
            for family in assessed.families {
                list.elementObject { inner in
                    inner.member("family", family.family)
                    inner.member("rule", family.rule)
                    inner.member("score", family.score.text)
                }
            }
        }
        if assessed.riskPoints > .zero { json.member("risk_points", assessed.riskPoints.text) }
    }

    /// Every known field; what a rule missed stands with that rule.
    private func writeFacts(_ json: inout CanonicalJSON) {
        json.object("facts") { inner in
            for field in FactText.fields where prepared.facts[field.id].isKnown {
                inner.member(field.name, FactText.text(prepared.facts[field.id], field.type))
            }
        }
        if !prepared.facts.assumed.isEmpty { json.member("assumed", prepared.facts.assumed.map(\.name).sorted()) }
    }

    private func writeFindings(_ json: inout CanonicalJSON, _ findings: [Finding]) {
        json.array("findings") { list in
            for finding in findings {
                list.elementObject { inner in
                    inner.member("code", finding.code)
                    inner.member("expected", finding.expected)
                    inner.member("found", finding.found)
                    inner.member("path", finding.path)
                }
            }
        }
    }

    private func writeReasons(_ json: inout CanonicalJSON) {
        json.array("reasons") { list in
            for reason in reasons {
                list.elementObject { inner in
                    inner.member("code", reason.code)
                    inner.member("family", reason.family)
                    inner.member("outcome", reason.outcome.rawValue)
                    inner.member("say", reason.say)
                }
            }
        }
    }

    private func write(_ json: inout CanonicalJSON, _ result: RuleResult) {
        if let decision = result.decision { json.member("decision", decision.rawValue) }
        if case .error(let fault) = result.finding { json.member("error", fault.description) }
        if !result.lets.isEmpty {
            json.object("let") { inner in
                for value in result.lets { inner.member(value.name, value.text) }
            }
        }
        // By name: the numbers of rows follow their arrival, which must not show.
        if case .unknown(let missing) = result.finding { json.member("missing", missing.map(name).sorted()) }
        json.member("mode", result.mode.rawValue)
        json.member("result", RuleWords.word(result.finding))
        json.member("rule", result.rule)
        if result.isHit {
            json.member("say", result.say)
            if result.decision == nil { json.member("score", result.score.text) }
        }
        json.member("version", result.version)
    }

    private func name(_ missing: MissingField) -> String {
        missing.row.map { "\(missing.field.name) of \(rowName($0))" } ?? missing.field.name
    }

    private func writeVAT(_ json: inout CanonicalJSON) {
        json.array("vat") { list in
            for finding in vat {
                list.elementObject { inner in
                    if let answer = finding.answer { inner.object("answer") { answer.write(to: &$0) } }
                    inner.member("line", finding.line)
                    inner.member("text", finding.text)
                    inner.member("verdict", finding.verdict)
                }
            }
        }
    }
}

/// The words of rule results in explanations and interfaces.
package enum RuleWords {
    package static func word(_ finding: RuleResult.Finding) -> String {
        switch finding {
        case .hit: "hit"
        case .noHit: "no-hit"
        case .unknown: "unknown"
        case .error: "error"
        }
    }
}
