import Domain
import Engine
import Formats
import Store

extension EngineConsole {
    package func assessment(_ id: String) async throws -> AssessmentPage? {
        for reading in AssessmentID.readings(id) {
            let all = try await engine.store.assessments(of: reading.key)
            let chosen = reading.revision.map { wanted in all.first { $0.revision == wanted } } ?? all.first
            if let chosen { return try await page(of: chosen) }
        }
        return nil
    }

    private func page(of stored: StoredAssessment) async throws -> AssessmentPage {
        let root = try JSONDocument(parsing: stored.result ?? Array("{}".utf8)).root
        let assumed = Set(root["assumed"]?.elements.compactMap(\.string) ?? [])
        let index = try await engine.evidenceIndexes(of: [(stored.key, stored.revision)]).first ?? nil
        return AssessmentPage(
            id: stored.key.description, event: stored.key.description,
            revision: Int(stored.revision), at: stored.at, assessedAt: nil, outcome: stored.outcome,
            score: stored.score,
            rules: results(root), features: features(root, assumed: assumed) + screenings(root) + taxes(root),
            versions: try await versions(of: stored), evidenceIndex: index,
            cases: try await engine.store.caseIDs(of: stored.key))
    }

    // MARK: Rules

    /// Hits first, then what failed or could not be judged, then the rest; reasons beside the rules stand before them.
    private func results(_ root: JSONValue) -> [RuleResultView] {
        let reasons = (root["reasons"]?.elements).map { $0.map(reason) } ?? []
        return reasons + DecidedRule.all(in: root).map(result)
    }

    private func reason(_ json: JSONValue) -> RuleResultView {
        let code = json["code"]?.string ?? ""
        return RuleResultView(
            id: code, version: 0, title: title(ofRule: code), result: .hit, points: .zero,
            say: [.words(json["say"]?.string ?? "")], missing: [])
    }

    private func result(_ rule: DecidedRule) -> RuleResultView {
        let words = rule.mode == "live" || rule.say.isEmpty ? rule.say : "(\(rule.mode)) \(rule.say)"
        return RuleResultView(
            id: rule.rule, version: rule.version, title: title(ofRule: rule.rule),
            result: RuleResultView.Result(rawValue: rule.result.rawValue) ?? .error, points: Self.tenths(rule.score),
            say: SentenceParts.split(words, values: rule.values.map(\.value)), missing: rule.missing)
    }

    /// `45.5` as 455 tenths.
    private static func tenths(_ text: String?) -> Score {
        let parts = (text ?? "").split(separator: ".", maxSplits: 1)
        guard let whole = parts.first.flatMap({ Int32($0) }) else { return .zero }
        let part = parts.count > 1 ? Int32(parts[1].prefix(1)) ?? 0 : 0
        return Score(tenths: whole * 10 + part)
    }

    // MARK: Values

    private func features(_ root: JSONValue, assumed: Set<String>) -> [NamedValue] {
        root["facts"]?.members.map { member in
            let name = String(decoding: member.name, as: UTF8.self)
            return NamedValue(name: name, value: member.value.string ?? "", isAssumed: assumed.contains(name))
        } ?? []
    }

    /// Per party what the lists said, candidates best first.
    private func screenings(_ root: JSONValue) -> [NamedValue] {
        var values: [NamedValue] = []
        for party in root["screening"].map({ Array($0.elements) }) ?? [] {
            let role = party["role"]?.string ?? "party"
            let unknown = party["unknown"]?.elements.compactMap(\.string) ?? []
            let best = party["best"]?.string.map { ", best \($0)" } ?? ""
            let missing = unknown.isEmpty ? "" : ", not known: \(unknown.joined(separator: ", "))"
            values.append(
                NamedValue(name: "screening of the \(role)", value: (party["outcome"]?.string ?? "") + best + missing))
            for candidate in party["candidates"].map({ Array($0.elements) }) ?? [] {
                let words = ["name", "list", "entry", "score", "band"].compactMap { candidate[named: $0]?.string }
                values.append(NamedValue(name: "candidate for the \(role)", value: words.joined(separator: " · ")))
            }
        }
        return values
    }

    private func taxes(_ root: JSONValue) -> [NamedValue] {
        root["vat"]?.elements.map { line in
            NamedValue(
                name: "VAT of the \(line["line"]?.string ?? "") line",
                value: [line["verdict"]?.string, line["text"]?.string].compactMap(\.self).joined(separator: ": "))
        } ?? []
    }

    private func versions(of stored: StoredAssessment) async throws -> [KnowledgeView] {
        let whole = KnowledgeView(kind: "knowledge", name: "all together", version: stored.knowledgeHash.hex)
        let parts = try await engine.knowledgeParts(stored.knowledgeHash)
        return [whole] + parts.map { KnowledgeView(kind: $0.kind, name: $0.name, version: $0.hash.hex) }
    }
}
