import Domain

/// Turns one rule file's document into a ``Rule``; every error of the file is reported in one run.
struct RuleFile {
    var reader: FileReader
    /// Whether the file lies in a rules folder: file name and references are checked only there.
    let isLoose: Bool
    let folder: String

    private var currency = Currency.eur
    private var kinds: [RuleKind] = []

    init(path: String, folder: String, isLoose: Bool) {
        reader = FileReader(path: path, isLoose: isLoose)
        self.folder = folder
        self.isLoose = isLoose
    }

    mutating func read(_ root: DocumentNode) -> Rule? {
        let keys = reader.mapping(
            root,
            known: [
                "rule", "title", "on", "owner", "currency", "refs", "keys", "purpose", "holds", "note", "versions",
                "tests",
                "exempt",
            ],
            required: ["rule", "title", "on", "refs", "keys", "versions", "tests"], what: "the rule")
        guard let idNode = keys["rule"]?.value, let id = identity(idNode) else { return nil }
        if let node = keys["on"]?.value { kinds = readKinds(node) }
        if let node = keys["currency"]?.value { readCurrency(node) }
        let title = keys["title"].flatMap { reader.text($0.value, what: "title") } ?? ""
        if let node = keys["title"]?.value, title.allSatisfy(\.isWhitespace) || ["~", "null"].contains(title) {
            reader.error(node, "a rule without a title", expected: "title: what the rule finds, in a few words")
        }
        if let node = keys["title"]?.value, title.utf8.contains(where: { (48...57).contains($0) }) {
            reader.error(node, "the title holds a figure", expected: "figures in params, shown by say")
        }
        let subjects = keys["keys"].map { readKeys($0.value) } ?? []
        let purpose = keys["purpose"].flatMap { reader.choice($0.value, Purpose.self, what: "purpose") }
        let holds = keys["holds"].flatMap { reader.choice($0.value, HoldScope.self, what: "holds") }
        let references = keys["refs"].flatMap { reader.distinctTexts($0.value, what: "refs") } ?? []
        if references.isEmpty, let node = keys["refs"]?.value {
            reader.error(node, "a rule without a reference", expected: "[own] at least")
        }
        let versions = keys["versions"].map { readVersions($0.value, subjects) } ?? []
        let tests = keys["tests"].map { readTests($0.value) } ?? []
        let exemptions = keys["exempt"].map { readExemptions($0.value) } ?? []
        guard !kinds.isEmpty else { return nil }
        return Rule(
            id: id, title: title, kinds: kinds, family: folder, purpose: purpose ?? defaultPurpose(id),
            holds: holds ?? .payee, owner: keys["owner"].flatMap { reader.text($0.value, what: "owner") },
            currency: currency, references: references, keys: subjects,
            note: keys["note"].flatMap { reader.text($0.value, what: "note") }, path: reader.path, versions: versions,
            testCount: tests.count, tests: tests, exemptions: exemptions, place: root.place)
    }

    // MARK: head

    private mutating func identity(_ node: DocumentNode) -> String? {
        guard let id = reader.text(node, what: "rule") else { return nil }
        guard Self.isIdentity(id) else {
            reader.error(node, "'\(id)' is no rule id", expected: "an id such as PO-010 or EV-S-001")
            return nil
        }
        let name = reader.path.split(separator: "/").last.map(String.init) ?? ""
        if !isLoose, !name.hasPrefix(id.lowercased() + "-") {
            reader.error(node, "rule \(id) in the file \(name)", expected: "\(id.lowercased())-….yaml")
        }
        return id
    }

    /// `^[A-Z]{2}(-[A-Z])?-[0-9]{3}$`
    static func isIdentity(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, parts[0].utf8.count == 2, let number = parts.last,
            number.utf8.count == 3, number.utf8.allSatisfy({ (48...57).contains($0) })
        else { return false }
        let letters = parts.dropLast().joined()
        return (parts.count == 2 || parts[1].utf8.count == 1) && letters.utf8.allSatisfy { (65...90).contains($0) }
    }

    private mutating func readKinds(_ node: DocumentNode) -> [RuleKind] {
        if case .scalar("any", _, _) = node {
            return [.session, .payout, .settlement, .refund, .chargeback, .participant]
        }
        guard case .sequence(let items, _) = node else {
            return reader.choice(node, RuleKind.self, what: "event kind").map { [$0] } ?? []
        }
        return items.compactMap { reader.choice($0, RuleKind.self, what: "event kind") }
    }

    private mutating func readCurrency(_ node: DocumentNode) {
        guard let code = reader.text(node, what: "currency") else { return }
        guard let found = Currency(code) else {
            return reader.error(node, "'\(code)' is no currency", expected: "an ISO 4217 code")
        }
        if found != .eur {
            reader.error(node, "amounts reach rules in EUR", expected: "EUR, with amounts of the rule converted")
        }
        currency = found
    }

    private mutating func readKeys(_ node: DocumentNode) -> [FieldID] {
        let names = reader.distinctTexts(node, what: "keys") ?? []
        if names.isEmpty { reader.error(node, "a rule without keys", expected: "the field that names the subject") }
        return names.compactMap { name in
            guard let field = FieldID(name), kinds.allSatisfy(FieldRegistry.fields[Int(field.index)].exists(in:)) else {
                let known = FieldRegistry.fields.filter { field in kinds.allSatisfy(field.exists(in:)) }.map(\.name)
                reader.error(
                    node, "'\(name)' is no field of the event", expected: nearest(name, known) ?? "a field of the event"
                )
                return nil
            }
            return field
        }
    }

    private func defaultPurpose(_ id: String) -> Purpose {
        switch id.prefix(2) {
        case "SA": .sanctions
        case "EV", "RF", "CB": .fraud
        case "PR", "FX", "SP", "ST": .contract
        default: .aml
        }
    }

    private mutating func readExemptions(_ node: DocumentNode) -> [MutantExemption] {
        (reader.sequence(node, what: "exempt") ?? []).compactMap { item in
            let keys = reader.mapping(
                item, known: ["mutant", "reason"], required: ["mutant", "reason"], what: "an exemption")
            guard let mutant = keys["mutant"].flatMap({ reader.text($0.value, what: "mutant") }),
                let reason = keys["reason"].flatMap({ reader.text($0.value, what: "reason") })
            else { return nil }
            return MutantExemption(mutant: mutant, reason: reason, place: item.place)
        }
    }

    // MARK: versions

    private mutating func readVersions(_ node: DocumentNode, _ subjects: [FieldID]) -> [RuleVersion] {
        let items = reader.sequence(node, what: "versions") ?? []
        if items.isEmpty { reader.error(node, "no versions", expected: "at least one") }
        let versions = items.compactMap { VersionFile.read($0, &reader, currency, kinds, subjects) }
        for (earlier, later) in zip(versions, versions.dropFirst()) where later.number <= earlier.number {
            reader.error(later.place, "version \(later.number) after \(earlier.number)", expected: "rising numbers")
        }
        checkPeriods(versions)
        return versions
    }

    /// Live and retired versions follow each other without gap or overlap; shadow versions do not overlap each other.
    private mutating func checkPeriods(_ versions: [RuleVersion]) {
        for group in [[RuleMode.live, .retired], [.shadow]] {
            let members = versions.filter { group.contains($0.mode) }
            for (earlier, later) in zip(members, members.dropFirst()) {
                guard let end = earlier.to else {
                    reader.error(
                        later.place, "version \(later.number) overlaps \(earlier.number), which has no end",
                        expected: "to: \(later.from) in version \(earlier.number)")
                    continue
                }
                if end > later.from {
                    reader.error(
                        later.place, "version \(later.number) begins before \(earlier.number) ends",
                        expected: "from: \(end)")
                } else if end < later.from, group.contains(.live) {
                    reader.error(later.place, "a gap from \(end) to \(later.from)", expected: "from: \(end)")
                }
            }
        }
    }

    // MARK: tests

    private mutating func readTests(_ node: DocumentNode) -> [RuleTest] {
        let items = reader.sequence(node, what: "tests") ?? []
        if items.count > 500 { reader.error(node, "\(items.count) tests", expected: "at most 500") }
        var names: Set<String> = []
        return items.compactMap { item in
            guard let test = TestFile.read(item, &reader, kinds) else { return nil }
            if !names.insert(test.name).inserted {
                reader.error(item, "two tests named '\(test.name)'", expected: "names of their own")
            }
            return test
        }
    }
}
