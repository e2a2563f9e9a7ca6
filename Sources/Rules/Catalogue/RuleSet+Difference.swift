package import Domain

/// What differs between one rule of two rule sets.
package struct RuleDifference: Sendable, Hashable {
    package enum Change: String, Sendable { case added, removed, changed }

    package let rule: String
    package let change: Change
    /// Lines of the canonical form that only the first set has.
    package let before: [String]
    /// Lines of the canonical form that only the second set has.
    package let after: [String]
}

extension RuleSet {
    /// Rules that differ from those of another set, in order of id; layout and comments do not count.
    package func difference(to other: RuleSet) -> [RuleDifference] {
        let own = Dictionary(uniqueKeysWithValues: rules.map { ($0.id, CanonicalForm.lines(of: $0)) })
        let others = Dictionary(uniqueKeysWithValues: other.rules.map { ($0.id, CanonicalForm.lines(of: $0)) })
        return Set(own.keys).union(others.keys).sorted().compactMap { id in
            let before = own[id] ?? []
            let after = others[id] ?? []
            if before == after { return nil }
            let change: RuleDifference.Change = own[id] == nil ? .added : others[id] == nil ? .removed : .changed
            return RuleDifference(
                rule: id, change: change, before: before.filter { !after.contains($0) },
                after: after.filter { !before.contains($0) })
        }
    }

    /// Names of lists whose content differs, in order.
    package func listDifference(to other: RuleSet) -> [String] {
        let own = Dictionary(uniqueKeysWithValues: listHashes.map { ($0.name, $0.hash) })
        let others = Dictionary(uniqueKeysWithValues: other.listHashes.map { ($0.name, $0.hash) })
        return Set(own.keys).union(others.keys).sorted().filter { own[$0] != others[$0] }
    }
}
