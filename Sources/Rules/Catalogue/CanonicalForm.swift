import Domain

/// The form over which a rule set is hashed: no comments, no layout, keys sorted, values in base units.
enum CanonicalForm {
    static let schemaVersion = "amplomb.rules/1"

    static func hash(
        _ rules: [Rule], _ scoring: Scoring, _ references: [Reference], _ overrides: [LocalOverride]
    ) -> Hash32 {
        var lines = [schemaVersion]
        for rule in rules.sorted(by: { $0.id < $1.id }) {
            let text = text(of: rule)
            if !text.isEmpty { lines.append(text) }
        }
        for period in scoring.periods {
            let risk = period.riskPoints.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(
                separator: ",")
            lines.append(
                "scoring \(period.from) \(period.review) \(period.hold) \(period.stop) \(risk) "
                    + "\(period.limitedFamilies.sorted()) \(period.limitedRules.sorted())")
        }
        for reference in references.sorted(by: { $0.id < $1.id }) {
            let dates = [reference.dateRead, reference.from, reference.to].map { $0?.description ?? "-" }
            lines.append(
                "ref \(reference.id) | \(reference.title) | \(reference.article ?? "") | \(reference.url ?? "") | "
                    + dates.joined(separator: " "))
        }
        lines += overrides.map(\.line).sorted()
        return SHA256Text.hash(lines.joined(separator: "\n"))
    }

    /// The lines of one rule, drafts left out; empty where nothing else is left.
    static func text(of rule: Rule) -> String {
        if let known = rule.canonical { return known }
        var lines: [String] = []
        append(rule, &lines)
        return lines.joined(separator: "\n")
    }

    private static func append(_ rule: Rule, _ lines: inout [String]) {
        let versions = rule.versions.filter { $0.mode != .draft }
        guard !versions.isEmpty else { return }
        lines.append(
            "rule \(rule.id) | \(rule.title) | \(rule.family) | \(rule.purpose.rawValue) | \(rule.holds.rawValue)")
        lines.append("on \(rule.kinds.map(\.rawValue).sorted()) keys \(rule.keys.map(\.name)) \(rule.currency)")
        lines.append("refs \(rule.references.sorted())")
        for version in versions { append(version, &lines) }
    }

    private static func append(_ version: RuleVersion, _ lines: inout [String]) {
        let end = version.to?.description ?? "-"
        lines.append("v \(version.number) \(version.from) \(end) \(version.mode.rawValue) \(version.severity.rawValue)")
        switch version.verdict {
        case .score(let score): lines.append("score \(score.tenths)")
        case .decision(let outcome): lines.append("decision \(outcome.rawValue)")
        case .risk(let score): lines.append("risk \(score.tenths)")
        }
        for parameter in version.parameters.sorted(by: { $0.name < $1.name }) {
            let bounds = [parameter.least, parameter.greatest].map { $0.map { ValueText.exact(.number($0)) } ?? "-" }
            lines.append("p \(parameter.name) \(ValueText.exact(parameter.value)) \(bounds.joined(separator: " "))")
        }
        for override in version.overrides {
            lines.append(
                "override \(override.axis.rawValue) \(override.member) \(version.parameters[override.parameter].name) "
                    + ValueText.exact(override.value))
        }
        for item in version.lets.sorted(by: { $0.name < $1.name }) {
            lines.append("let \(item.name) \(item.source.tree.canonicalText)")
        }
        lines.append("when \(version.condition.tree.canonicalText)")
        if let key = version.caseKey {
            lines.append("case \(key.grouping.rawValue) \(key.keys.map(\.name)) \(key.window.microseconds)")
        }
        if let say = version.say { lines.append("say \(say.source.text)") }
    }
}
