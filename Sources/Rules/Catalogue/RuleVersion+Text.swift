package import Domain

extension RuleVersion {
    /// The histories it reads, in canonical text without the window: `payouts by beneficiary_id where …`. Sorted, each once.
    package var streams: [String] {
        let texts = program.calls.map { call in
            let keys = (call.keys + call.fixed).map(\.name).joined(separator: ", ")
            let filter = call.streamFilter.isEmpty ? "" : " where \(call.streamFilter)"
            return "\(call.kind.plural ?? call.kind.rawValue) by \(keys)\(filter)"
        }
        return Set(texts).sorted()
    }

    /// Operations of its program: what an evaluation costs at most, histories counted once each.
    package var operations: Int { program.nodes.count }

    /// Parameters with their values in canonical text, and those of overrides as `name (country PL)`.
    package var parameterTexts: [ParameterText] {
        let defaults = parameters.map { parameter in
            let bounds = [parameter.least, parameter.greatest].map { bound in
                bound.map { ValueText.text(.number($0), parameter.type) } ?? ""
            }
            return ParameterText(
                name: parameter.name, value: ValueText.text(parameter.value, parameter.type), least: bounds[0],
                greatest: bounds[1])
        }
        return defaults
            + overrides.map { override in
                let parameter = parameters[override.parameter]
                return ParameterText(
                    name: "\(parameter.name) (\(override.axis.rawValue) \(override.member))",
                    value: ValueText.text(override.value, parameter.type), least: "", greatest: "")
            }
    }

    /// A parameter as people read it.
    package struct ParameterText: Sendable, Hashable {
        package let name: String
        package let value: String
        /// Empty where there is no bound.
        package let least: String
        package let greatest: String
    }
}

extension Rule {
    /// The version in force at an instant: the live or retired one, else the shadow, else a draft; nil where there is none.
    package func version(at instant: Instant) -> RuleVersion? {
        let inForce = versions.filter { $0.isInForce(at: instant.microseconds) }
        return inForce.first { $0.mode == .live || $0.mode == .retired } ?? inForce.first { $0.mode == .shadow }
            ?? inForce.last
    }
}
