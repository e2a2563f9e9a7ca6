import Domain
package import Formats

/// A file of the rule set as the shell read it.
package struct RuleSource: Sendable {
    /// Relative to the platform folder, such as `rules/aml/po-010-payout-structuring.yaml`.
    package let path: String
    package let bytes: [UInt8]
    /// The path by which the user can open it; every finding names this one.
    package let shown: String

    package init(path: String, bytes: [UInt8], shown: String? = nil) {
        self.path = path
        self.bytes = bytes
        self.shown = shown ?? path
    }
}

extension RuleSet {
    /// Folders whose direct children are rule files.
    static let folders: Set<String> = [
        "sessions", "velocity", "commercial", "aml", "payouts", "sanctions", "ops", "kyc",
    ]

    /// Reads, checks, compiles and links all files, in byte order of their paths.
    ///
    /// Every error of every file is reported in one run; with any error there is no set, and whoever holds an older set keeps it.
    /// Rule files outside of a rules folder are loose: their file name and references are not checked.
    ///
    /// - Parameters:
    ///   - folder: the path of the rules folder whose files these are, all of them: it must hold rules, scoring.yaml and the lists that
    ///     the program reads. Nil for files by themselves.
    ///   - zones: rules of the time zones, for calendar days; without them every such day is unknown.
    package static func load(
        files: [RuleSource], folder: String? = nil, zones: ZoneDatabase? = nil
    ) -> (RuleSet?, [Diagnostic]) {
        load(files: files, folder: folder, zones: zones, reusing: [:])
    }

    /// Whether files lie as in a rules folder, so that they are one: in one of its folders, or scoring.yaml or refs.yaml among them.
    package static func isFolder(_ files: [RuleSource]) -> Bool { FolderCheck.isFolder(files) }

    /// - Parameter known: files read before, by path; those that did not change are not read again.
    static func load(
        files: [RuleSource], folder: String? = nil, zones: ZoneDatabase?, reusing known: [String: ParsedFile]
    ) -> (RuleSet?, [Diagnostic]) {
        var loader = Loader(known: known)
        loader.lists.zones = zones
        let ordered = files.sorted { Array($0.path.utf8).lexicographicallyPrecedes(Array($1.path.utf8)) }
        for file in ordered { loader.read(file) }
        loader.checkTogether()
        if let folder { loader.checkFolder(folder, ordered) }
        guard !loader.diagnostics.contains(where: { $0.level == .error }) else {
            return (nil, loader.diagnostics + loader.findingsOfSoundFiles())
        }
        var (set, more) = link(
            loader.rules, loader.lists, loader.scoring ?? .standard, loader.references, overrides: loader.applied)
        set?.parsed = loader.parsed
        set?.folder = folder
        return (set, loader.diagnostics + more)
    }

    /// The folder in which a rule of this id lives.
    static func folder(of id: String) -> String {
        let velocity: Set<String> = [
            "EV-S-010", "EV-S-012", "EV-S-013", "EV-S-014", "EV-S-015", "EV-S-016", "EV-S-017", "EV-S-019",
        ]
        if velocity.contains(id) { return "velocity" }
        switch id.prefix(2) {
        case "EV": return "sessions"
        case "PR", "FX", "SP", "ST", "CB", "RF": return "commercial"
        case "PO": return (id.split(separator: "-").last.flatMap { Int($0) } ?? 0) >= 40 ? "payouts" : "aml"
        case "SA": return "sanctions"
        case "SY": return "ops"
        case "KY": return "kyc"
        default: return "aml"
        }
    }
}

/// What a file of rules or of a list said, kept with its set: a reload reads only what changed.
struct ParsedFile: Sendable {
    let source: RuleSource
    let rule: Rule?
    let list: EffectiveList?
    let diagnostics: [Diagnostic]

    func isOf(_ file: RuleSource) -> Bool { source.shown == file.shown && source.bytes == file.bytes }
}

/// Reads the files of a set one by one and checks what concerns several of them.
private struct Loader {
    var rules: [Rule] = []
    var lists = ListTable()
    var scoring: Scoring?
    private var scoringPath = "scoring.yaml"
    var references: [Reference] = []
    var diagnostics: [Diagnostic] = []
    private var loose: Set<String> = []
    private var overrides = LocalOverrides()
    private(set) var applied: [LocalOverride] = []
    private let known: [String: ParsedFile]
    private(set) var parsed: [String: ParsedFile] = [:]

    init(known: [String: ParsedFile]) { self.known = known }

    /// What the file says: as it was read before where it did not change.
    private mutating func parsed(
        _ file: RuleSource, _ read: (inout Loader) -> (rule: Rule?, list: EffectiveList?)
    ) -> ParsedFile {
        if let before = known[file.path], before.isOf(file) {
            diagnostics += before.diagnostics
            parsed[file.path] = before
            return before
        }
        let count = diagnostics.count
        let (rule, list) = read(&self)
        let fresh = ParsedFile(source: file, rule: rule, list: list, diagnostics: Array(diagnostics[count...]))
        parsed[file.path] = fresh
        return fresh
    }

    mutating func read(_ file: RuleSource) {
        let parts = file.path.split(separator: "/").map(String.init)
        let name = parts.last ?? ""
        let folder = parts.dropLast().last ?? ""
        if folder == "lists" {
            readList(file, name)
        } else if folder == "local" {
            guard name == "overrides.yaml" else { return }
            var found = LocalOverrides()
            parse(file) { found = LocalOverrides.read($0, &$1) }
            overrides = found
        } else if name == "scoring.yaml" {
            var found: Scoring?
            parse(file) { found = KnowledgeFiles.scoring($0, &$1) }
            scoring = found
            scoringPath = file.shown
        } else if name == "refs.yaml" {
            var found: [Reference] = []
            parse(file) { found = KnowledgeFiles.references($0, &$1) }
            references = found
        } else if name.hasSuffix(".yaml") {
            readRule(file, folder)
        }
    }

    private mutating func readRule(_ file: RuleSource, _ folder: String) {
        let isLoose = !RuleSet.folders.contains(folder)
        let file = parsed(file) { loader in
            var found: Rule?
            loader.parse(file) { node, reader in
                var rule = RuleFile(path: file.shown, folder: folder, isLoose: isLoose)
                found = rule.read(node)
                reader.diagnostics += rule.reader.diagnostics
            }
            guard var rule = found else { return (nil, nil) }
            if isLoose { rule = rule.moved(to: RuleSet.folder(of: rule.id)) }
            rule.canonical = CanonicalForm.text(of: rule)
            loader.diagnostics += rule.contradictions
            return (rule, nil)
        }
        guard let rule = file.rule else { return }
        let home = RuleSet.folder(of: rule.id)
        if isLoose { loose.insert(rule.id) }
        if !isLoose, folder != home {
            add(rule.path, rule.place, "rule \(rule.id) in folder \(folder)", "folder \(home)")
        }
        if let other = rules.first(where: { $0.id == rule.id }) {
            add(rule.path, rule.place, "rule \(rule.id) is also in \(other.path)", "one file a rule")
        }
        rules.append(rule)
    }

    /// Lists of another shape, which other parts of the platform own, are left to them.
    private mutating func readList(_ file: RuleSource, _ name: String) {
        let found = parsed(file) { loader in (nil, loader.list(file, name)) }.list
        let isBroken = diagnostics.contains { $0.path == file.shown && $0.level == .error }
        if isBroken {
            // It keeps its name, so that the rules that read it are not blamed for its absence.
            lists.add(.empty(String(name.prefix { $0 != "." })))
        } else if let found {
            lists.add(found)
        }
    }

    private mutating func list(_ file: RuleSource, _ name: String) -> EffectiveList? {
        var found: EffectiveList?
        if name.hasSuffix(".csv") {
            let stem = String(name.dropLast(4))
            let body = file.bytes.split(separator: 10).first { $0.first != UInt8(ascii: "#") }
            guard String(decoding: body ?? [], as: UTF8.self).hasPrefix("value,") else { return nil }
            var reader = FileReader(path: file.shown)
            found = KnowledgeFiles.list(csv: file.bytes, name: stem, &reader)
            diagnostics += reader.diagnostics
        } else if name.hasSuffix(".yaml") {
            let stem = String(name.dropLast(5))
            parse(file) { node, reader in
                guard case .mapping(let entries, _) = node, entries.contains(where: { $0.key == "list" }) else {
                    return
                }
                found = KnowledgeFiles.list(node, name: stem, bytes: file.bytes, &reader)
            }
        }
        return found
    }

    private mutating func parse(_ file: RuleSource, _ body: (DocumentNode, inout FileReader) -> Void) {
        let (root, faults) = DocumentNode.parse(file)
        diagnostics += faults
        guard let root else { return }
        var reader = FileReader(path: file.shown)
        body(root, &reader)
        diagnostics += reader.diagnostics
    }

    /// What compiling the rules of files without an error finds: one broken file hides nothing of the others.
    func findingsOfSoundFiles() -> [Diagnostic] {
        let broken = Set(diagnostics.filter { $0.level == .error }.map(\.path))
        return RuleSet.link(rules.filter { !broken.contains($0.path) }, lists, scoring ?? .standard, references).1
    }

    mutating func checkFolder(_ folder: String, _ files: [RuleSource]) {
        let inner = files.map { $0.path.split(separator: "/").dropFirst().joined(separator: "/") }
        diagnostics +=
            FolderCheck(
                folder: folder.hasSuffix("/") ? String(folder.dropLast()) : folder, rules: rules, lists: lists,
                files: Set(inner), scoring: scoring, scoringPath: scoringPath
            ).diagnostics
    }

    mutating func checkTogether() {
        rules.sort { $0.id < $1.id }
        let known = Dictionary(references.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for rule in rules {
            for reference in rule.references where known[reference] == nil && !loose.contains(rule.id) {
                add(
                    rule.path, rule.place, "reference '\(reference)' is not in refs.yaml",
                    nearest(reference, known.keys.sorted()) ?? "an entry of refs.yaml")
            }
            diagnostics += rule.unfounded(known)
        }
        var reader = FileReader(path: overrides.path)
        applied = overrides.apply(to: &rules, &reader)
        diagnostics += reader.diagnostics
    }

    private mutating func add(_ path: String, _ place: DocumentNode.Place, _ message: String, _ expected: String?) {
        diagnostics.append(
            Diagnostic(.error, path: path, line: place.line, column: place.column, message: message, expected: expected)
        )
    }
}

extension Rule {
    /// The same rule as one of another family.
    func moved(to family: String) -> Rule {
        Rule(
            id: id, title: title, kinds: kinds, family: family, purpose: purpose, holds: holds, owner: owner,
            currency: currency, references: references, keys: keys, note: note, path: path, versions: versions,
            testCount: testCount, tests: tests, exemptions: exemptions, place: place)
    }

    func with(keys: [FieldID]) -> Rule {
        var copy = self
        copy.keys = keys
        copy.canonical = nil
        return copy
    }

    func with(versions: [RuleVersion]) -> Rule {
        var copy = self
        copy.versions = versions
        copy.canonical = nil
        return copy
    }
}

extension Scoring {
    /// The bands of rules.md section 5, for loose files without a scoring.yaml.
    static let standard = Scoring(periods: [
        Period(
            from: Instant(microseconds: -62_135_596_800_000_000), review: 300, hold: 600, stop: 850,
            riskPoints: ["low": 0, "medium": 100, "high": 200], limitedFamilies: [], limitedRules: [])
    ])
}

extension DocumentNode {
    /// The tree of a file, or nil with what is wrong with it.
    static func parse(_ file: RuleSource) -> (DocumentNode?, [Diagnostic]) {
        let result = YAMLReader.read(file.bytes, file: file.shown)
        let faults = result.errors.map { error in
            // What libyaml says of `when: amount: 5 EUR` names neither the colon nor the way out (rules.md section 11).
            let isColon = error.message.contains("mapping values are not allowed")
            return Diagnostic(
                .error, path: file.shown, line: error.position.line, column: error.position.column,
                message: isColon ? "a colon inside of a value (\(error.message))" : error.message,
                expected: isColon
                    ? "quotes around a text that has ': '; an expression has none, the language has no colon"
                    : error.expected)
        }
        return (faults.isEmpty ? result.root.map { DocumentNode($0) } : nil, faults)
    }

    init(_ node: YAMLNode) {
        switch node {
        case .scalar(let scalar): self = .scalar(scalar.text, isPlain: scalar.isPlain, Place(scalar.position))
        case .mapping(let entries, let position):
            self = .mapping(
                entries.map { entry in
                    Entry(key: entry.key.text, place: Place(entry.key.position), value: DocumentNode(entry.value))
                }, Place(position))
        case .sequence(let items, let position): self = .sequence(items.map { DocumentNode($0) }, Place(position))
        }
    }
}

extension DocumentNode.Place {
    init(_ position: YAMLPosition) { self.init(line: position.line, column: position.column) }
}
