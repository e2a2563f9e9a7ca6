import Domain
import Engine
import Formats
import Screening

/// What the commands about lists print, for people.
enum ListsText {
    static let header = [
        "list", "kind", "published", "entries", "names", "confirmed", "age", "limit", "state", "version",
    ]

    static func row(_ line: ListStatus.Line) -> [String] {
        [
            line.id, line.kind.rawValue, line.version == nil ? "" : line.published?.description ?? "not stated",
            String(line.entries), String(line.names), line.confirmedAt.map { String("\($0)".prefix(16)) + "Z" } ?? "",
            line.ageHours.map { "\($0) h" } ?? "", line.limitHours.map { "\($0) h" } ?? "none", line.state.rawValue,
            line.version.map { String($0.hex.prefix(16)) } ?? "",
        ]
    }

    // MARK: Import

    static func text(_ line: ListImportReport.Line, isDryRun: Bool) -> String {
        let list = line.list
        let date = list.publishDate.map { "published \($0)" } ?? "publish date not stated"
        var lines = [
            "\(list.listID)  \(list.format.rawValue)  \(list.entries.count) entries, \(date)\(isDryRun ? "  (dry run)" : "")"
        ]
        lines.append("  version   \(list.version)")
        for source in list.sourceHashes { lines.append("  file      \(source.hash)  \(source.file)") }
        lines.append("  entries   " + list.typeCounts.map { "\($0.count) \($0.type.rawValue)" }.joined(separator: ", "))
        let names = list.nameCounts.map { "\($0.count) \($0.isWeak ? "weak" : "strong") \($0.script.word)" }
        lines.append("  names     \(list.nameTotal): " + names.joined(separator: ", "))
        if !list.counts.isEmpty {
            lines.append("  read      " + list.counts.map { "\($0.count) \($0.name)" }.joined(separator: ", "))
        }
        lines.append(
            "  rows      \(list.recordsRead) read = \(list.entries.count) entries + \(list.mergedRows) merged + "
                + "\(list.rejects.count) rejected")
        lines.append("  change    " + change(line))
        return lines.joined(separator: "\n")
    }

    private static func change(_ line: ListImportReport.Line) -> String {
        guard let before = line.before else { return "first version" }
        if line.isIdentical { return "identical to the version in force: nothing changed, confirmed" }
        let counts = line.diff.map(summary) ?? "the files of the version before are lost, so it cannot be compared"
        return "\(counts); before \(before.hex.prefix(16))"
    }

    /// Rejected rows, warnings and overridden guards, on standard error.
    static func notes(_ line: ListImportReport.Line) {
        for guardText in line.overridden { Terminal.note("forced: \(guardText)") }
        for reject in line.list.rejects.prefix(5) { Terminal.note("rejected \(reject)") }
        if line.list.rejects.count > 5 { Terminal.note("rejected \(line.list.rejects.count - 5) more") }
        for warning in line.list.warnings.prefix(5) { Terminal.note("note: \(warning)") }
    }

    // MARK: Differences

    static func summary(_ diff: ListDiff) -> String {
        "\(diff.added.count) added, \(diff.removed.count) removed, \(diff.material.count) changed, "
            + "\(diff.nonMaterial.count) changed in remarks only"
    }

    static func text(_ diff: ListDiff) -> String {
        if diff.isEmpty { return "no difference" }
        var lines = [summary(diff)]
        for id in diff.added { lines.append("added    \(id)") }
        for id in diff.removed { lines.append("removed  \(id)") }
        for change in diff.material { append(change, "changed ", to: &lines) }
        for change in diff.nonMaterial { append(change, "remarks ", to: &lines) }
        return lines.joined(separator: "\n")
    }

    private static func append(_ change: ListDiff.Change, _ label: String, to lines: inout [String]) {
        lines.append("\(label) \(change.entryID)")
        for field in change.values {
            lines.append("  \(field.name)\(field.isMaterial ? "" : " (not material)")")
            for value in field.old { lines.append("    - \(value)") }
            for value in field.new { lines.append("    + \(value)") }
        }
    }

    // MARK: One entry

    static func text(_ entry: ListEntry, _ list: ImportedList, _ source: ListSource?) -> String {
        var lines = ["\(list.listID) \(entry.entryID)  \(source?.title ?? "")".trimmingTrailingBlanks]
        for field in entry.fields where !field.values.isEmpty {
            for (number, value) in field.values.enumerated() {
                let label = number == 0 ? field.name : ""
                lines.append("  \(label)\(String(repeating: " ", count: max(1, 14 - label.count)))\(value)")
            }
        }
        lines.append("  at            \(entry.source)")
        lines.append("  entry hash    \(entry.materialHash)")
        lines.append("  list version  \(list.version)")
        if let source {
            lines.append("  a hit reaches \(source.ceiling.code) at most")
            lines.append("  in law        \(source.legal)")
        }
        return lines.joined(separator: "\n")
    }
}

extension String {
    fileprivate var trimmingTrailingBlanks: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
