package import Domain

/// Why a version may not be used as proposed; what to do about it.
package struct LifecycleRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    package let reason: String
    package let remedy: String

    init(_ reason: String, remedy: String) {
        self.reason = reason
        self.remedy = remedy
    }

    package var description: String { "\(reason); \(remedy)" }

    /// Whether a text is a reason: ten letters or more, spaces around it left out.
    static func saysWhy(_ text: String) -> Bool {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.unicodeScalars.count >= 10
    }
}

extension RuleSet {
    /// What stands between a rule and its use in shadow or live: tests that fail, changes that no test notices, references nobody read.
    package func openGates(of id: String) -> [LifecycleRefusal] {
        guard let rule = rules.first(where: { $0.id == id }) else {
            return [LifecycleRefusal("there is no rule \(id)", remedy: "amplomb rules list names them")]
        }
        var open: [LifecycleRefusal] = []
        let failed = runTests(of: id).filter { $0.failure != nil }
        if let first = failed.first {
            open.append(
                LifecycleRefusal(
                    "\(failed.count) tests of \(id) fail, the first: '\(first.test)': \(first.failure ?? "")",
                    remedy: "amplomb rules test \(id)"))
        }
        let survivors = mutate(id).flatMap(\.survivors)
        if let first = survivors.first {
            open.append(
                LifecycleRefusal(
                    "no test notices \(survivors.count) changes of \(id), the first: \(first.id)",
                    remedy: "amplomb rules mutate \(id)"))
        }
        if let unread = unreadGate(of: rule) { open.append(unread) }
        return open
    }

    /// A rule whose references nobody read.
    private func unreadGate(of rule: Rule) -> LifecycleRefusal? {
        guard !references.contains(where: { rule.references.contains($0.id) && $0.wasRead }) else { return nil }
        return LifecycleRefusal(
            "nobody read a reference of \(rule.id) (\(rule.references.joined(separator: ", ")))",
            remedy: "set url and read of one in refs.yaml; own alone says that the figures are ours and is no source")
    }

    /// The proposal to use a version so from a time on, where the set with that change has no open gate.
    ///
    /// - Parameters:
    ///   - number: the version; nil means the newest.
    ///   - wanted: from when; nil means tomorrow. A version from shadow that is the first to be live keeps its own beginning, and
    ///     no other is taken for it.
    ///   - files: the files of this set.
    package func proposal(
        _ id: String, version number: Int?, mode: RuleMode, from wanted: Instant?, person: String, reason: String,
        files: [RuleSource], at: Instant
    ) throws(LifecycleRefusal) -> RuleProposal {
        let person = try Self.name(person).text
        let (rule, file) = try written(id, files)
        guard let version = number.map({ wanted in rule.versions.last { $0.number == wanted } }) ?? rule.versions.last
        else { throw LifecycleRefusal("\(id) has no version \(number ?? 0)", remedy: "amplomb rules show \(id)") }
        let steps: [RuleMode: [RuleMode]] = [
            .draft: [.shadow, .live], .shadow: [.live, .retired], .live: [.retired], .retired: [],
        ]
        guard steps[version.mode, default: []].contains(mode) else {
            throw LifecycleRefusal(
                "version \(version.number) of \(id) is \(version.mode.rawValue) and cannot become \(mode.rawValue)",
                remedy: "draft becomes shadow or live, shadow becomes live, and both end retired")
        }
        guard LifecycleRefusal.saysWhy(reason) else {
            throw LifecycleRefusal("no reason is given", remedy: "say in ten letters or more why, with --reason")
        }
        let asked = wanted ?? Instant(at.utcDate.adding(days: 1))
        let keepsBeginning =
            mode == .live && version.mode == .shadow
            && !rule.versions.contains {
                $0.mode == .live && $0.number != version.number && ($0.to.map { $0 > asked } ?? true)
            }
        if keepsBeginning, let wanted, wanted != version.from {
            throw LifecycleRefusal(
                "version \(version.number) of \(id) is in shadow since \(version.from): live, it judges all events since then and "
                    + "not those from \(wanted) on",
                remedy: "leave --from out and activate it on the day, or write a version that begins then")
        }
        let from = keepsBeginning ? version.from : asked
        if let past = Self.rewritesHistory(rule, version, mode, from, on: at.utcDate, "proposed") { throw past }
        let proposal = RuleProposal(
            rule: id, version: version.number, mode: mode, from: from, person: person, at: at, reason: reason,
            file: RuleFileEdit.hash(file.bytes))
        // What cannot be activated is refused now, not when the second person looks at it.
        _ = try changed(by: proposal, files)
        return proposal
    }

    /// Why a change may not begin then: the events before the day on which it is made were judged by what it ends, and late ones of that
    /// time still are.
    private static func rewritesHistory(
        _ rule: Rule, _ version: RuleVersion, _ mode: RuleMode, _ from: Instant, on day: CivilDate, _ done: String
    ) -> LifecycleRefusal? {
        guard from < Instant(day) else { return nil }
        if mode == .retired {
            return LifecycleRefusal(
                "version \(version.number) of \(rule.id) cannot end on \(RuleFileEdit.text(from)), before the day it is \(done), "
                    + "\(day): it judged the events in between",
                remedy:
                    "give a --from of \(day) or later; what it judged until then stays, and it goes on judging late events of then"
            )
        }
        let replaced = rule.versions.last {
            $0.mode == .live && $0.number != version.number && ($0.to.map { $0 > from } ?? true)
        }
        guard mode == .live, let replaced else { return nil }
        return LifecycleRefusal(
            "version \(version.number) of \(rule.id) cannot replace version \(replaced.number) from \(RuleFileEdit.text(from)) on, "
                + "before the day it is \(done), \(day): version \(replaced.number) judged the events in between",
            remedy: "give a --from of \(day) or later")
    }

    /// The new bytes of the rule's file and the set with it, where a second person agrees, no gate has opened since and its beginning has
    /// not passed.
    package func activated(
        _ proposal: RuleProposal, person: String, files: [RuleSource], at: Instant
    ) throws(LifecycleRefusal) -> (file: [UInt8], set: RuleSet) {
        guard try Self.name(person) != Self.name(proposal.person) else {
            throw LifecycleRefusal(
                "\(person) proposed this and cannot activate it", remedy: "another person runs it with --as NAME")
        }
        let (rule, file) = try written(proposal.rule, files)
        guard RuleFileEdit.hash(file.bytes) == proposal.file else {
            throw LifecycleRefusal(
                "the file of \(proposal.rule) changed since \(proposal.person) proposed it",
                remedy: "amplomb rules propose \(proposal.rule) again")
        }
        if let version = rule.versions.last(where: { $0.number == proposal.version }),
            let past = Self.rewritesHistory(rule, version, proposal.mode, proposal.from, on: at.utcDate, "activated")
        {
            throw LifecycleRefusal(
                past.reason, remedy: "amplomb rules propose \(proposal.rule) again, from today on or later")
        }
        return try changed(by: proposal, files)
    }

    /// The person as records name it.
    private static func name(_ person: String) throws(LifecycleRefusal) -> PersonName {
        if let name = PersonName(person) { return name }
        throw LifecycleRefusal("'\(person)' is not the name of a person", remedy: "write it with \(PersonName.rule)")
    }

    private func written(
        _ id: String, _ files: [RuleSource]
    ) throws(LifecycleRefusal) -> (rule: Rule, file: RuleSource) {
        guard let rule = rules.first(where: { $0.id == id })?.asWritten,
            let file = files.first(where: { $0.shown == rule.path })
        else { throw LifecycleRefusal("there is no rule \(id)", remedy: "amplomb rules list names them") }
        return (rule, file)
    }

    private func changed(
        by proposal: RuleProposal, _ files: [RuleSource]
    ) throws(LifecycleRefusal) -> (file: [UInt8], set: RuleSet) {
        let (rule, file) = try written(proposal.rule, files)
        let bytes = try RuleFileEdit.changed(
            file.bytes, rule: rule, version: proposal.version, mode: proposal.mode, from: proposal.from)
        let others = files.filter { $0.path != file.path }
        let (next, diagnostics) = RuleSet.load(
            files: others + [RuleSource(path: file.path, bytes: bytes, shown: file.shown)], folder: folder,
            zones: knowledge.lists.zones)
        guard let next else {
            // Live, the set would not load for this: say it as the gate does.
            if proposal.mode == .live, let open = unreadGate(of: rule) { throw open }
            let first = diagnostics.first { $0.level == .error }
            throw LifecycleRefusal(first.map { "\($0)" } ?? "the set does not load", remedy: "mend the file")
        }
        if proposal.mode != .retired, let open = next.openGates(of: proposal.rule).first { throw open }
        return (bytes, next)
    }
}
