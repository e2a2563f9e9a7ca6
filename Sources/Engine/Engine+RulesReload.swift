import Assessment
package import Domain
import Rules

/// What became of a reload of the rules.
package enum RulesReload: Sendable, Hashable {
    case unchanged
    /// Judges from the next batch on: the rules that differ, in order of id, and the hash of the set.
    case accepted(changed: [String], set: Hash32)
    /// The whole set before stays in force, and an operations case says so: what is wrong, a line each.
    case refused([String])
}

extension Engine {
    /// Reads the folder of rules again and puts it in force where it compiles and the tests of all changed rules hold.
    ///
    /// A batch that is under way ends with the set it began with; each decision names the one that judged it
    /// (rules.md section 8).
    package func reloadRules() async throws -> RulesReload {
        try await context.loadKnowledge()
        let files = try RuleFolder.sources(options.rulesDirectory)
        switch context.knowledge.rules.reload(files: files) {
        case .unchanged: return .unchanged
        case .accepted(let set, let changed):
            // What a decision names stands in the log before there is one.
            try await logKnowledge(try context.knowledge.with(rules: set))
            try context.adopt(set)
            return .accepted(changed: changed, set: set.hash)
        case .refused(let diagnostics):
            let lines = diagnostics.map(\.description)
            let more = lines.count > 1 ? " (and \(lines.count - 1) more)" : ""
            try await openOperationsCase(
                "rules", code: "RULES", rule: "reload",
                say: "The changed rules were refused, those before stay in force: \(lines.first ?? "no rule")\(more).",
                at: options.clock())
            return .refused(lines)
        }
    }
}
