package import Rules

/// A version of a rule as an explanation names it: `EV-S-001@3`, with `~` behind it in shadow, `^` retired, `?` draft.
package struct RuleName: Hashable, Sendable {
    package let rule: String
    package let version: Int
    package let mode: RuleMode

    /// Nil for text that is no such name.
    package init?(_ text: some StringProtocol) {
        var rest = text[...]
        switch rest.last {
        case "~": mode = .shadow
        case "^": mode = .retired
        case "?": mode = .draft
        default: mode = .live
        }
        if mode != .live { rest.removeLast() }
        guard let at = rest.lastIndex(of: "@"), at > rest.startIndex,
            let version = Int(rest[rest.index(after: at)...])
        else { return nil }
        rule = String(rest[..<at])
        self.version = version
    }

    package static func text(_ rule: String, _ version: Int, _ mode: RuleMode) -> String {
        let mark =
            switch mode {
            case .live: ""
            case .shadow: "~"
            case .retired: "^"
            case .draft: "?"
            }
        return "\(rule)@\(version)\(mark)"
    }
}

/// The names of all versions of a set, made once: each decision writes most of them.
final class RuleNames: Sendable {
    private let names: [[(version: Int, text: String)]]

    init(_ rules: RuleSet) {
        names = rules.rules.map { rule in
            rule.versions.map { ($0.number, RuleName.text(rule.id, $0.number, $0.mode)) }
        }
    }

    func text(_ result: RuleResult) -> String {
        for (version, text) in names[result.ruleIndex] where version == result.version { return text }
        return RuleName.text(result.rule, result.version, result.mode)
    }
}
