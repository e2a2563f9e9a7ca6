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
