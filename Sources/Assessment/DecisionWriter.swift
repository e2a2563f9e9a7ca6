import Domain
import Formats
import Rules

/// Writes the explanation of a decision as canonical JSON, in the format that `Knowledge.decisionFormat` names.
///
/// A rule that hit stands with everything it computed; one that could not judge with what is missing; one that did not hit
/// with its name alone: what it computed follows from the event, the history and the knowledge, and `assess show --values`
/// computes it again. A count that changes no result therefore makes no new revision either.
///
/// It holds no revision number, ordinal, salt or clock reading, so that the same event, history and knowledge give the same
/// bytes whatever the order of arrival.
struct DecisionWriter {
    let knowledgeHash: String
    let ruleNames: RuleNames
    let participant: (id: String, revision: Int)?
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
                inner.member("key", prepared.keyText)
                inner.member("legal_entity", event.legalEntity.text)
            }
            if let assessed, !assessed.families.isEmpty { writeFamilies(&json, assessed) }
            writeFacts(&json)
            if !event.findings.isEmpty { writeFindings(&json, event.findings) }
            json.member("format", Knowledge.decisionFormat)
            json.member("knowledge", knowledgeHash)
            json.member("outcome", outcome.rawValue)
            if let participant {
                json.object("participant") { inner in
                    inner.member("id", participant.id)
                    inner.member("revision", participant.revision)
                }
            }
            if !reasons.isEmpty { writeReasons(&json) }
            json.object("rules") { writeRules(&$0) }
            json.member("score", (assessed?.score ?? .zero).text)
            PartyScreening.write(prepared.screenings, to: &json)
            if !vat.isEmpty { writeVAT(&json) }
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

    private func writeRules(_ json: inout CanonicalJSON) {
        var errors: [(rule: String, text: String)] = []
        var unknown: [(rule: String, missing: [String])] = []
        var quiet: [UInt8] = []
        quiet.reserveCapacity(1024)
        for result in results {
            let rule = ruleNames.text(result)
            switch result.finding {
            case .hit: break
            case .noHit:
                if !quiet.isEmpty { quiet.append(0x20) }
                quiet.append(contentsOf: rule.utf8)
            case .error(let fault): errors.append((rule, fault.description))
            // By name: the numbers of rows follow their arrival, which must not show.
            case .unknown(let missing): unknown.append((rule, missing.map(name).sorted()))
            }
        }
        if !errors.isEmpty {
            json.object("error") { inner in
                for (rule, text) in errors.sorted(by: { $0.rule < $1.rule }) { inner.member(rule, text) }
            }
        }
        json.array("hit") { list in
            for result in results where result.isHit { list.elementObject { writeHit(&$0, result) } }
        }
        json.member("no_hit", utf8: quiet)
        if !unknown.isEmpty {
            json.object("unknown") { inner in
                for (rule, missing) in unknown.sorted(by: { $0.rule < $1.rule }) { inner.member(rule, missing) }
            }
        }
    }

    private func writeHit(_ json: inout CanonicalJSON, _ result: RuleResult) {
        if let decision = result.decision { json.member("decision", decision.rawValue) }
        if !result.lets.isEmpty {
            json.object("let") { inner in
                for value in result.lets { inner.member(value.name, value.text) }
            }
        }
        json.member("rule", ruleNames.text(result))
        json.member("say", result.say)
        if result.decision == nil { json.member("score", result.score.text) }
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
