package import Domain

/// A wish to use a version of a rule for something else, on its way to a second person.
package struct RuleProposal: Sendable, Hashable {
    package let rule: String
    package let version: Int
    /// What the version is to be used for: shadow, live or retired.
    package let mode: RuleMode
    /// From when events are judged so; for a retirement, from when they no longer are.
    package let from: Instant
    package let person: String
    package let at: Instant
    package let reason: String
    /// SHA-256 of the rule's file: a file that changed meanwhile needs a new proposal.
    package let file: Hash32

    package init(
        rule: String, version: Int, mode: RuleMode, from: Instant, person: String, at: Instant, reason: String,
        file: Hash32
    ) {
        self.rule = rule
        self.version = version
        self.mode = mode
        self.from = from
        self.person = person
        self.at = at
        self.reason = reason
        self.file = file
    }
}

/// A proposal that a second person put in force.
package struct RuleActivation: Sendable, Hashable {
    package let proposal: RuleProposal
    package let person: String
    package let at: Instant
    /// Hash of the rule set with the change.
    package let set: Hash32

    package init(proposal: RuleProposal, person: String, at: Instant, set: Hash32) {
        self.proposal = proposal
        self.person = person
        self.at = at
        self.set = set
    }
}

/// `rules/local/lifecycle.yaml`: who proposed and who activated what.
package struct RuleLedger: Sendable, Hashable {
    package var proposals: [RuleProposal] = []
    package private(set) var activations: [RuleActivation] = []

    package init() {}

    package func proposal(of rule: String) -> RuleProposal? { proposals.last { $0.rule == rule } }

    /// Replaces an earlier proposal for the rule.
    package mutating func propose(_ proposal: RuleProposal) {
        proposals.removeAll { $0.rule == proposal.rule }
        proposals.append(proposal)
    }

    package mutating func activate(_ activation: RuleActivation) {
        proposals.removeAll { $0.rule == activation.proposal.rule }
        activations.append(activation)
    }

    // MARK: file

    /// The ledger of a file; nil with diagnostics where it cannot be read.
    package static func read(_ source: RuleSource) -> (RuleLedger?, [Diagnostic]) {
        let (root, faults) = DocumentNode.parse(source)
        guard let root else { return (nil, faults) }
        var reader = FileReader(path: source.shown)
        let keys = reader.mapping(root, known: ["proposals", "activations"], what: "lifecycle.yaml")
        var ledger = RuleLedger()
        for item in keys["proposals"].flatMap({ reader.sequence($0.value, what: "proposals") }) ?? [] {
            if let proposal = proposal(item, &reader, also: []) { ledger.proposals.append(proposal.0) }
        }
        for item in keys["activations"].flatMap({ reader.sequence($0.value, what: "activations") }) ?? [] {
            guard let (proposal, parts) = proposal(item, &reader, also: ["activated_by", "activated_at", "set"]),
                let person = parts["activated_by"].flatMap({ reader.text($0.value, what: "activated_by") }),
                let at = parts["activated_at"].flatMap({ reader.instant($0.value, what: "instant") }),
                let set = parts["set"].flatMap({ hash($0.value, &reader) })
            else { continue }
            ledger.activations.append(
                RuleActivation(proposal: proposal, person: person, at: Instant(microseconds: at), set: set))
        }
        return (reader.diagnostics.isEmpty ? ledger : nil, reader.diagnostics)
    }

    private static func proposal(
        _ item: DocumentNode, _ reader: inout FileReader, also more: [String]
    ) -> (RuleProposal, [String: DocumentNode.Entry])? {
        let names = ["rule", "version", "mode", "from", "by", "at", "reason", "file"] + more
        let parts = reader.mapping(item, known: names, required: names, what: "a proposal")
        func text(_ key: String) -> String? { parts[key].flatMap { reader.text($0.value, what: key) } }
        func instant(_ key: String) -> Instant? {
            parts[key].flatMap { reader.instant($0.value, what: "instant") }.map { Instant(microseconds: $0) }
        }
        guard let rule = text("rule"),
            let version = parts["version"].flatMap({ reader.integer($0.value, what: "version number") }),
            let mode = parts["mode"].flatMap({ reader.choice($0.value, RuleMode.self, what: "mode") }),
            let from = instant("from"), let person = text("by"), let at = instant("at"), let reason = text("reason"),
            let file = parts["file"].flatMap({ hash($0.value, &reader) })
        else { return nil }
        return (
            RuleProposal(
                rule: rule, version: version, mode: mode, from: from, person: person, at: at, reason: reason,
                file: file), parts
        )
    }

    private static func hash(_ node: DocumentNode, _ reader: inout FileReader) -> Hash32? {
        guard let text = reader.text(node, what: "hash") else { return nil }
        if text.hasPrefix("sha256:"), let hash = Hash32(hex: text.dropFirst(7)) { return hash }
        reader.error(node, "'\(text)' is no hash", expected: "sha256: and 64 hexadecimal digits")
        return nil
    }

    /// The bytes of the file, in one form for one content.
    package var bytes: [UInt8] {
        var text = "# Who proposed and who activated a version of a rule: two persons. Written by amplomb rules.\n"
        text += proposals.isEmpty ? "proposals: []\n" : "proposals:\n"
        for proposal in proposals { text += "  - {\(Self.text(proposal))}\n" }
        text += activations.isEmpty ? "activations: []\n" : "activations:\n"
        for activation in activations {
            text += "  - {\(Self.text(activation.proposal)), activated_by: \(Self.quoted(activation.person)), "
            text += "activated_at: \(Self.quoted("\(activation.at)")), set: \(Self.quoted("\(activation.set)"))}\n"
        }
        return Array(text.utf8)
    }

    private static func text(_ proposal: RuleProposal) -> String {
        [
            "rule: \(quoted(proposal.rule))", "version: \(proposal.version)", "mode: \(proposal.mode.rawValue)",
            "from: \(quoted("\(proposal.from)"))", "by: \(quoted(proposal.person))", "at: \(quoted("\(proposal.at)"))",
            "reason: \(quoted(proposal.reason))", "file: \(quoted("\(proposal.file)"))",
        ].joined(separator: ", ")
    }

    /// A double-quoted scalar; line breaks of a reason become spaces.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case _ where scalar.value < 32 || (127...159).contains(scalar.value): quoted += " "
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
