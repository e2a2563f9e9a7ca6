import Domain

/// What differs between one rule of two rule sets.
package struct RuleDifference: Sendable, Hashable {
    package enum Change: String, Sendable { case added, removed, changed }

    /// One part of a rule, in the units that people read.
    package struct Part: Sendable, Hashable, CustomStringConvertible {
        /// Such as `score`, `grace` or `v 2 when`.
        package let name: String
        /// Nil where the first set has no such part.
        package let before: String?
        /// Nil where the second set has no such part.
        package let after: String?

        /// `score 60 -> 61`; a part that only one set has stands beside `none`.
        package var description: String { "\(name) \(before ?? "none") -> \(after ?? "none")" }
    }

    package let rule: String
    package let change: Change
    /// In order of the rule's file.
    package let parts: [Part]
}

extension RuleSet {
    /// Rules that differ from those of another set, in order of id; drafts, layout and comments do not count.
    package func difference(to other: RuleSet) -> [RuleDifference] {
        let own = Dictionary(uniqueKeysWithValues: rules.map { ($0.id, $0) })
        let others = Dictionary(uniqueKeysWithValues: other.rules.map { ($0.id, $0) })
        return Set(own.keys).union(others.keys).sorted().compactMap { id in
            let (before, after) = (own[id], others[id])
            if before.map(CanonicalForm.text(of:)) == after.map(CanonicalForm.text(of:)) { return nil }
            let change: RuleDifference.Change = before == nil ? .added : after == nil ? .removed : .changed
            return RuleDifference(
                rule: id, change: change,
                parts: Self.difference(before?.readableParts ?? [], after?.readableParts ?? []))
        }
    }

    private static func difference(
        _ before: [(name: String, text: String)], _ after: [(name: String, text: String)]
    ) -> [RuleDifference.Part] {
        let old = Dictionary(before.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
        let new = Dictionary(after.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
        let names = after.map(\.name) + before.map(\.name).filter { new[$0] == nil }
        return names.filter { old[$0] != new[$0] }.map { name in
            RuleDifference.Part(name: name, before: old[name], after: new[name])
        }
    }

    /// Names of lists whose content differs, in order.
    package func listDifference(to other: RuleSet) -> [String] {
        let own = Dictionary(uniqueKeysWithValues: listHashes.map { ($0.name, $0.hash) })
        let others = Dictionary(uniqueKeysWithValues: other.listHashes.map { ($0.name, $0.hash) })
        return Set(own.keys).union(others.keys).sorted().filter { own[$0] != others[$0] }
    }
}

extension Rule {
    /// Everything that ``CanonicalForm`` hashes of the rule, by name, in canonical units.
    fileprivate var readableParts: [(name: String, text: String)] {
        let running = versions.filter { $0.mode != .draft }
        guard !running.isEmpty else { return [] }
        return [
            ("title", title), ("family", family), ("purpose", purpose.rawValue), ("holds", holds.rawValue),
            ("on", kinds.map(\.rawValue).sorted().joined(separator: ", ")),
            ("keys", keys.map(\.name).joined(separator: ", ")), ("currency", currency.code),
            ("refs", references.sorted().joined(separator: ", ")),
        ]
            + running.flatMap { version in
                version.readableParts.map { part in
                    let isCut = running.filter { $0.number == version.number }.count > 1
                    let name = "v \(version.number)" + (isCut ? " of \(version.from.utcDate)" : "")
                    return (running.count == 1 ? part.name : "\(name) \(part.name)", part.text)
                }
            }
    }
}

extension RuleVersion {
    fileprivate var readableParts: [(name: String, text: String)] {
        var parts = [
            ("version", String(number)), ("from", from.description), ("mode", mode.rawValue),
            ("severity", severity.rawValue),
        ]
        if let to { parts.append(("to", to.description)) }
        switch verdict {
        case .score(let score): parts.append(("score", score.text))
        case .decision(let outcome): parts.append(("decision", outcome.rawValue))
        case .risk(let score): parts.append(("risk", score.text))
        }
        for parameter in parameterTexts {
            parts.append((parameter.name, parameter.value))
            if !parameter.least.isEmpty { parts.append(("least \(parameter.name)", parameter.least)) }
            if !parameter.greatest.isEmpty { parts.append(("greatest \(parameter.name)", parameter.greatest)) }
        }
        for item in lets { parts.append(("let \(item.name)", item.source.tree.canonicalText)) }
        parts.append(("when", condition.tree.canonicalText))
        if let key = caseKey {
            let names = [key.grouping.rawValue] + key.keys.map(\.name)
            let window = ValueText.text(.number(Rational(key.window.microseconds)), .number(.duration))
            parts.append(("case", "\(names.joined(separator: ", ")) within \(window)"))
        }
        if let say { parts.append(("say", say.source.text)) }
        return parts
    }
}
