import Domain
import Windows

extension Machine {
    /// Evaluates one version and writes its result.
    mutating func result(_ judge: Judge, _ rules: [Rule], _ detail: EvaluationDetail) -> RuleResult {
        load(judge.linked)
        undecidedOverride = nil
        if !judge.linked.overrides.isEmpty { applyOverrides(judge.linked.overrides) }
        let finding: RuleResult.Finding
        do {
            switch try evaluate(linked.program.when) {
            case .bool(let isHit): finding = isHit ? .hit : .noHit
            default: finding = .unknown(missingFields())
            }
        } catch {
            finding = .error(error)
        }
        let showsLets = finding != .noHit || detail == .everything
        return RuleResult(
            ruleIndex: judge.rule, rule: judge.id, version: judge.number, mode: judge.mode, severity: judge.severity,
            verdict: judge.verdict, finding: finding, subjectField: judge.subject,
            subject: showsLets ? facts[judge.subject].subjectText : "", lets: showsLets ? letTexts() : [],
            say: finding == .hit ? say(rules[judge.rule].versions[judge.version]) : "")
    }

    /// What is missing, each once; of a field at most the first rows in the order of events. A busy place has thousands
    /// of rows without a price, and an explanation that names them all is read by nobody and stored for years.
    private func missingFields() -> [MissingField] {
        var named: Set<MissingField> = []
        var rows: [FieldID: Int] = [:]
        var last: (field: FieldID, isFull: Bool)?
        for missing in scratch.missing {
            if missing.row != nil, let last, last.field == missing.field, last.isFull { continue }
            let count = missing.row == nil ? 0 : rows[missing.field, default: 0]
            last = (missing.field, count >= Self.mostNamed)
            guard count < Self.mostNamed, named.insert(missing).inserted else { continue }
            if missing.row != nil { rows[missing.field] = count + 1 }
        }
        return named.sorted()
    }

    /// Puts the values of overrides in place, in rising precedence; one that depends on an unknown field leaves unknown.
    private mutating func applyOverrides(_ overrides: [Override]) {
        for override in overrides {
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
        linked.program.letNodes.indices.map { index in
            var text = "error"
            if !scratch.letState[index].isComputed, let value = try? evaluateLet(index) {
                text = ValueText.text(value, linked.program.letTypes[index])
            } else if scratch.letState[index].isComputed {
                text = ValueText.text(scratch.letValues[index], linked.program.letTypes[index])
            }
            if case .row = linked.program.letTypes[index], text != "none", text != "unknown", text != "error" {
                text = "found"
            }
            return RuleResult.LetValue(name: linked.program.letNames[index], text: text)
        }
    }

    private mutating func evaluateLet(_ index: Int) throws(EvaluationFault) -> Value {
        try evaluate(linked.program.letNodes[index])
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
