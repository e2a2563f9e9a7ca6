import Domain
import Formats
import Store

/// A decision for reading on a terminal: the outcome and why first, then every rule, value and version.
enum DecisionText {
    /// - Parameter removal: by which order its evidence entry was removed in full, as a sentence; nil where none was.
    static func text(_ stored: StoredAssessment, of all: [StoredAssessment], removal: String? = nil) -> String {
        guard let result = stored.result else {
            let expiry =
                "the explanation was deleted when its time of retention ended; its evidence entry names the deletion"
            return "\(stored.key)  \(stored.outcome.rawValue), score \(stored.score.text)\n"
                + (removal.map { "the explanation is gone: \($0)" } ?? expiry)
        }
        guard let document = try? JSONDocument(parsing: result) else { return "the explanation cannot be read" }
        let root = document.root
        var lines = ["\(stored.key)  \(stored.outcome.rawValue), score \(stored.score.text)"]
        lines.append(
            "event time \(stored.at), revision \(stored.revision) of \(all.first?.revision ?? stored.revision), cause: \(stored.cause)"
        )
        guard root["format"]?.string?.hasPrefix("amplomb-decision/") == true else {
            let rest = root["vat"] == nil ? "" : "; what tax law keeps is below"
            lines.append("its explanation was deleted when its time of retention was over\(rest)")
            return (lines + vat(root)).joined(separator: "\n")
        }
        if let finding = RevisionFinding.of(stored.key.kind, revision: stored.eventRevision, isCurrent: true) {
            lines.append("\(finding.code) \(finding.found): \(finding.expected)")
        }
        lines += reasons(root)
        lines += ["", "rules"]
        lines += DecidedRule.all(in: root).map(rule)
        lines += parties(root) + vat(root)
        if let facts = root["facts"] {
            lines += ["", "values"]
            let assumed = Set(root["assumed"].map { Array($0.elements) }?.compactMap(\.string) ?? [])
            for member in facts.members {
                let name = String(decoding: member.name, as: UTF8.self)
                let mark = assumed.contains(name) ? "  (assumed)" : ""
                lines.append("  \(name): \(member.value.string ?? "")\(mark)")
            }
        }
        lines += ["", "knowledge \(stored.knowledgeHash)", "decision  \(stored.decisionHash)"]
        return lines.joined(separator: "\n")
    }

    private static func reasons(_ root: JSONValue) -> [String] {
        guard let reasons = root["reasons"] else { return [] }
        return reasons.elements.map { "  \($0["outcome"]?.string ?? ""): \($0["say"]?.string ?? "")" }
    }

    private static func rule(_ rule: DecidedRule) -> String {
        var text =
            "  \(rule.result.rawValue) \(rule.rule) v\(rule.version)" + (rule.mode == "live" ? "" : " (\(rule.mode))")
        switch rule.result {
        case .hit: text += " \(rule.decision ?? rule.score ?? ""): \(rule.say)"
        case .unknown: text += ": not assessed, not known: \(rule.missing.joined(separator: ", "))"
        case .error: text += ": \(rule.say)"
        case .noHit: break
        }
        if rule.values.isEmpty { return text }
        return text + "  [\(rule.values.map { "\($0.name) = \($0.value)" }.joined(separator: ", "))]"
    }

    private static func parties(_ root: JSONValue) -> [String] {
        guard let screening = root["screening"] else { return [] }
        var lines = ["", "screening"]
        for party in screening.elements {
            let best = party["best"]?.string ?? "not screened"
            lines.append("  \(party["role"]?.string ?? ""): \(party["outcome"]?.string ?? ""), best \(best)")
            for candidate in party["candidates"].map({ Array($0.elements) }) ?? [] {
                lines.append(
                    "    \(candidate["list"]?.string ?? "") \(candidate["entry"]?.string ?? "") "
                        + "\(candidate["name"]?.string ?? "") \(candidate["score"]?.string ?? "") \(candidate["band"]?.string ?? "")"
                )
            }
        }
        return lines
    }

    private static func vat(_ root: JSONValue) -> [String] {
        guard let vat = root["vat"] else { return [] }
        return ["", "VAT"]
            + vat.elements.map {
                "  \($0["line"]?.string ?? ""): \($0["verdict"]?.string ?? "") \($0["text"]?.string ?? "")"
            }
    }
}
