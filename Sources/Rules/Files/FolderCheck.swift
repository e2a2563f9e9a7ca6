import Domain

/// What a rules folder must hold as a whole, and a set of loose files need not.
///
/// A file that is missing lowers outcomes without a word where it only fills in or adds up what rules say: it is an error of the
/// folder (rules.md section 8).
struct FolderCheck {
    /// The folder by which the user can open it.
    let folder: String
    let rules: [Rule]
    let lists: ListTable
    /// Files that were there, broken or not, by their path below the folder.
    let files: Set<String>
    let scoring: Scoring?
    /// Where scoring.yaml begins, for messages.
    let scoringPath: String

    /// Whether files lie as in a rules folder: in one of its folders, or beside them what the folder has once. So does nothing at all.
    static func isFolder(_ files: [RuleSource]) -> Bool {
        files.isEmpty
            || files.contains { file in
                let parts = file.path.split(separator: "/")
                let folder = parts.dropLast().last.map(String.init) ?? ""
                return RuleSet.folders.contains(folder) || ["lists", "local"].contains(folder)
                    || ["scoring.yaml", "refs.yaml"].contains(parts.last ?? "")
            }
    }

    var diagnostics: [Diagnostic] { missingRules + missingLists + missingScoring + limits }

    private var missingRules: [Diagnostic] {
        // A broken rule file is a finding of its own.
        let hasFiles = files.contains {
            RuleSet.folders.contains($0.split(separator: "/").first.map(String.init) ?? "")
        }
        guard rules.isEmpty, !hasFiles else { return [] }
        return [
            error(folder, "no rule in the folder", "rule files in \(RuleSet.folders.sorted().joined(separator: ", "))")
        ]
    }

    private var missingLists: [Diagnostic] {
        BuiltInList.allCases.compactMap { list in
            let path = "\(folder)/\(list.file)"
            guard let found = lists[list.rawValue] else {
                return error(
                    path, "list '\(list.rawValue)' is missing",
                    "this file: \(list.field.name) follows from it\(users(of: list))")
            }
            // A broken list stands there without entries, and is reported as broken.
            guard found.valueType != list.gives, !found.isPlaceholder else { return nil }
            let wanted = list.gives.map { "gives: \($0 == .text ? "text" : "power")" } ?? "a list without gives"
            return error(
                path, "list '\(list.rawValue)' gives \(found.valueType?.name ?? "nothing")",
                "\(wanted), as \(list.field.name) follows from it\(users(of: list))")
        }
    }

    /// The rules that read what a list fills in, the first few by name.
    private func users(of list: BuiltInList) -> String {
        let users = rules.filter { $0.reads(list.field) }.map(\.id)
        guard !users.isEmpty else { return "" }
        let more = users.count > 5 ? " and \(users.count - 5) more" : ""
        return ", which \(users.prefix(5).joined(separator: ", "))\(more) read\(users.count == 1 ? "s" : "")"
    }

    private var missingScoring: [Diagnostic] {
        guard let scoring else {
            guard !files.contains("scoring.yaml") else { return [] }
            return [
                error(
                    "\(folder)/scoring.yaml", "scoring.yaml is missing",
                    "this file: without its bands no points become an outcome")
            ]
        }
        let judging = rules.flatMap { rule in rule.versions.map { (rule: rule.id, version: $0) } }
            .filter { $0.version.mode != .draft }
        guard let begin = scoring.periods.first?.from,
            let first = judging.min(by: { $0.version.from < $1.version.from }), first.version.from < begin
        else { return [] }
        return [
            error(
                scoringPath,
                "no scoring before \(Self.day(begin)), and \(first.rule) judges from \(Self.day(first.version.from)) on",
                "a first period from \(Self.day(first.version.from)) or earlier")
        ]
    }

    /// Rules that scoring.yaml limits and nobody wrote.
    private var limits: [Diagnostic] {
        // With broken rule files it is not known which rules there are.
        let count = files.count { RuleSet.folders.contains($0.split(separator: "/").first.map(String.init) ?? "") }
        guard let scoring, rules.count >= count else { return [] }
        let known = Set(rules.map(\.id))
        return scoring.periods.flatMap(\.limitedRulePlaces).filter { !known.contains($0.name) }.map { limit in
            Diagnostic(
                .error, path: scoringPath, line: limit.place.line, column: limit.place.column,
                message: "alone_at_most_review names the rule '\(limit.name)', which there is not",
                expected: nearest(limit.name, known.sorted()) ?? "the id of a rule of the folder")
        }
    }

    private static func day(_ instant: Instant) -> String {
        instant == Instant(instant.utcDate) ? "\(instant.utcDate)" : "\(instant)"
    }

    private func error(_ path: String, _ message: String, _ expected: String) -> Diagnostic {
        Diagnostic(.error, path: path, line: 1, column: 1, message: message, expected: expected)
    }
}

extension Rule {
    /// Whether an expression or a key of the rule names a field.
    fileprivate func reads(_ field: FieldID) -> Bool {
        if keys.contains(field) { return true }
        let name = field.name
        var found = false
        for version in versions {
            for source in version.lets.map(\.source) + [version.condition] {
                source.tree.forEachPart { found = found || $0.names(name) }
            }
        }
        return found
    }
}

extension Expression {
    /// Whether this part itself names a field; not what it is made of.
    fileprivate func names(_ field: String) -> Bool {
        func isField(_ parts: [String]) -> Bool {
            (parts.first == "self" ? Array(parts.dropFirst()) : parts).joined(separator: ".") == field
        }
        switch self {
        case .name(let parts, _): return isField(parts)
        case .history(let history):
            if case .sameDay? = history.window, field == FieldID.dayStart.name { return true }
            return history.keys.contains(where: isField) || history.field.map(isField) ?? false
        default: return false
        }
    }
}
