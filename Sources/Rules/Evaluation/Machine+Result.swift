import Domain
import Windows

extension Machine {
    /// Evaluates one version and writes its result.
    mutating func result(
        _ rule: Rule, _ ruleIndex: Int, _ version: RuleVersion, _ detail: EvaluationDetail
    ) -> RuleResult {
        load(version.program, version.parameterValues)
        undecidedOverride = nil
        if !version.overrides.isEmpty { applyOverrides(version) }
        let finding: RuleResult.Finding
        do {
            switch try evaluate(version.program.when) {
            case .bool(let isHit): finding = isHit ? .hit : .noHit
            default: finding = .unknown(missingFields())
            }
        } catch {
            finding = .error(error)
        }
        let showsLets = finding != .noHit || detail == .everything
        return RuleResult(
            ruleIndex: ruleIndex, rule: rule.id, version: version.number, mode: version.mode,
            severity: version.severity,
            verdict: version.verdict, finding: finding, subjectField: rule.keys[0],
            subject: showsLets ? facts[rule.keys[0]].subjectText : "", lets: showsLets ? letTexts() : [],
            say: finding == .hit ? say(version) : "")
    }

    private func missingFields() -> [MissingField] { Set(scratch.missing).sorted() }

    /// Puts the values of overrides in place, in rising precedence; one that depends on an unknown field leaves unknown.
    private mutating func applyOverrides(_ version: RuleVersion) {
        for override in version.overrides {
            switch facts[override.axis.field] {
            case .text(let member):
                if member == override.member { parameters[override.parameter] = override.value }
            case .absent: break
            default:
                parameters[override.parameter] = .unknown
                undecidedOverride = override.axis.field
            }
        }
    }

    private mutating func letTexts() -> [RuleResult.LetValue] {
        program.letNodes.indices.map { index in
            var text = "error"
            if !scratch.letState[index].isComputed, let value = try? evaluateLet(index) {
                text = ValueText.text(value, program.letTypes[index])
            } else if scratch.letState[index].isComputed {
                text = ValueText.text(scratch.letValues[index], program.letTypes[index])
            }
            if case .row = program.letTypes[index], text != "none", text != "unknown", text != "error" {
                text = "found"
            }
            return RuleResult.LetValue(name: program.letNames[index], text: text)
        }
    }

    private mutating func evaluateLet(_ index: Int) throws(EvaluationFault) -> Value {
        try evaluate(program.letNodes[index])
    }

    /// The sentence with its values; what is unknown there reads "unknown".
    private mutating func say(_ version: RuleVersion) -> String {
        guard let template = version.say else { return rulelessText(version) }
        var text = ""
        for part in template.parts {
            switch part {
            case .text(let plain): text += plain
            case .value(_, let node, let type): text += ValueText.text((try? evaluate(node)) ?? .unknown, type)
            }
        }
        return text
    }

    /// Without a sentence, the values of the lets.
    private mutating func rulelessText(_ version: RuleVersion) -> String {
        letTexts().map { "\($0.name): \($0.text)" }.joined(separator: "; ")
    }
}
