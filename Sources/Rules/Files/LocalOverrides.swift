package import Domain

/// Another value that a platform gives a parameter for some time: an entry of `rules/local/overrides.yaml`.
package struct LocalOverride: Sendable, Hashable {
    package let rule: String
    package let parameter: String
    /// In canonical text.
    package let value: String
    /// In force for events of `[from, to)`; without an end until further notice.
    package let from: Instant
    package let to: Instant?
    package let reason: String
    package let approver: String

    /// The line under which it is part of the rule set's hash.
    var line: String {
        "local \(rule) \(parameter) \(value) \(from) \(to?.description ?? "-") | \(reason) | \(approver)"
    }
}

/// Reads the overrides of a platform and puts them into the versions of rules.
struct LocalOverrides {
    /// An entry as written; its value gets its type from the parameter.
    private struct Entry {
        let rule: String
        let parameter: String
        let value: DocumentNode
        let from: Instant
        let to: Instant?
        let reason: String
        let approver: String
        let place: DocumentNode.Place
    }

    private var entries: [Entry] = []
    private(set) var path = ""

    static func read(_ root: DocumentNode, _ reader: inout FileReader) -> LocalOverrides {
        var overrides = LocalOverrides()
        overrides.path = reader.path
        let keys = reader.mapping(root, known: ["overrides"], required: ["overrides"], what: "overrides.yaml")
        for item in keys["overrides"].flatMap({ reader.sequence($0.value, what: "overrides") }) ?? [] {
            if let entry = entry(item, &reader) { overrides.entries.append(entry) }
        }
        return overrides
    }

    private static func entry(_ item: DocumentNode, _ reader: inout FileReader) -> Entry? {
        let names = ["rule", "param", "value", "from", "to", "reason", "approver"]
        let parts = reader.mapping(item, known: names, required: names.filter { $0 != "to" }, what: "an override")
        func text(_ key: String) -> String? {
            guard let node = parts[key]?.value, let text = reader.text(node, what: key) else { return nil }
            // What is only spaces says nothing and names nobody.
            let words = text.drop(while: \.isWhitespace)
            if words.isEmpty {
                reader.error(node, "\(key) is empty", expected: "\(key): …")
            } else if key == "approver", PersonName(text) == nil {
                reader.error(node, "'\(text)' is not the name of a person", expected: PersonName.rule)
            } else if key == "reason", !LifecycleRefusal.saysWhy(text) {
                reader.error(node, "a reason of a few letters", expected: "ten letters or more that say why")
            }
            return text
        }
        let from = parts["from"].flatMap { reader.instant($0.value, what: "date") }
        let to = parts["to"].flatMap { reader.instant($0.value, what: "date") }
        if let from, let to, to <= from, let entry = parts["to"] {
            reader.error(entry.place, "the override ends before it begins", expected: "a to after its from")
            return nil
        }
        guard let rule = text("rule"), let parameter = text("param"), let value = parts["value"]?.value, let from,
            let reason = text("reason"), let approver = text("approver")
        else { return nil }
        return Entry(
            rule: rule, parameter: parameter, value: value, from: Instant(microseconds: from),
            to: to.map { Instant(microseconds: $0) }, reason: reason, approver: approver, place: item.place)
    }

    /// Cuts the versions of the rules at the edges of overrides and puts the other values in between.
    ///
    /// Tests stay with the versions as written: they test the rule, and what a platform sets keeps within the same bounds.
    func apply(to rules: inout [Rule], _ reader: inout FileReader) -> [LocalOverride] {
        var applied: [LocalOverride] = []
        for (number, entry) in entries.enumerated() {
            guard let rule = rules.firstIndex(where: { $0.id == entry.rule }) else {
                reader.error(
                    entry.place, "override of unknown rule '\(entry.rule)'",
                    expected: nearest(entry.rule, rules.map(\.id)) ?? "the id of a rule")
                continue
            }
            let twin = entries[..<number].first { other in
                other.rule == entry.rule && other.parameter == entry.parameter && Self.overlap(other, entry)
            }
            if let twin {
                reader.error(
                    entry.place, "\(entry.rule) \(entry.parameter) is overridden twice at one time",
                    expected: "a period apart from that of line \(twin.place.line)")
                continue
            }
            if let override = Self.apply(entry, to: &rules[rule], &reader) { applied.append(override) }
        }
        return applied
    }

    private static func overlap(_ first: Entry, _ second: Entry) -> Bool {
        (second.to.map { first.from < $0 } ?? true) && (first.to.map { second.from < $0 } ?? true)
    }

    private static func apply(_ entry: Entry, to rule: inout Rule, _ reader: inout FileReader) -> LocalOverride? {
        var versions: [RuleVersion] = []
        var text: String?
        for version in rule.versions {
            let begin = max(version.from, entry.from)
            let end = [version.to, entry.to].compactMap { $0 }.min()
            let index = version.parameters.firstIndex { $0.name == entry.parameter }
            guard end.map({ begin < $0 }) ?? true, let index else {
                versions.append(version)
                continue
            }
            let parameter = version.parameters[index]
            guard let value = reader.value(entry.value, parameter.type, what: entry.parameter) else { return nil }
            VersionFile.check(value, parameter, entry.value.place, &reader)
            text = ValueText.exact(value)
            var inside = version.lasting(from: begin, to: end)
            inside.parameters[index] = parameter.with(value)
            inside.parameters[index].place = entry.value.place
            inside.parameters[index].path = reader.path
            if version.from < begin { versions.append(version.lasting(from: version.from, to: begin)) }
            versions.append(inside)
            if let end, version.to.map({ end < $0 }) ?? true {
                versions.append(version.lasting(from: end, to: version.to))
            }
        }
        guard let text else {
            reader.error(
                entry.place, "no version of \(entry.rule) has a parameter '\(entry.parameter)' in that time",
                expected: nearest(entry.parameter, rule.versions.flatMap { $0.parameters.map(\.name) })
                    ?? "a parameter of the rule")
            return nil
        }
        if rule.written == nil { rule.written = rule.versions }
        rule.versions = versions
        rule.canonical = nil
        return LocalOverride(
            rule: entry.rule, parameter: entry.parameter, value: text, from: entry.from, to: entry.to,
            reason: entry.reason, approver: entry.approver)
    }
}

extension RuleVersion {
    /// The same version over another time.
    fileprivate func lasting(from: Instant, to: Instant?) -> RuleVersion {
        var copy = self
        copy.from = from
        copy.to = to
        return copy
    }
}

extension Rule {
    /// The rule as its file has it, without what the platform overrides: what tests, mutants and edges are about.
    var asWritten: Rule { written.map { with(versions: $0) } ?? self }
}
