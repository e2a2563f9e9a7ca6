import Assessment
package import Formats
import Rules

/// What one rule said in a stored decision.
package struct DecidedRule: Sendable {
    package enum Result: String, Sendable, CaseIterable {
        case hit, error, unknown, noHit = "no-hit"
    }

    package let rule: String
    package let version: Int
    /// `live`, `shadow` or `retired`.
    package let mode: String
    package let result: Result
    /// The sentence of a hit, or why evaluation failed.
    package var say = ""
    /// Points of a hit as text, `45` or `45.5`; nil for a rule that decides.
    package var score: String?
    package var decision: String?
    /// What a hit computed, by name.
    package var values: [(name: String, value: String)] = []
    /// What was not known.
    package var missing: [String] = []

    private init?(_ text: some StringProtocol, _ result: Result) {
        guard let name = RuleName(text) else { return nil }
        rule = name.rule
        version = name.version
        mode = name.mode.rawValue
        self.result = result
    }

    /// Every rule of a decision: hits first, then what failed, what could not be judged, and what did not hit.
    package static func all(in decision: JSONValue) -> [DecidedRule] {
        guard let rules = decision["rules"] else { return [] }
        var all: [DecidedRule] = rules["hit"]?.elements.compactMap(hit) ?? []
        for member in rules["error"].map({ Array($0.members) }) ?? [] {
            guard var rule = DecidedRule(String(decoding: member.name, as: UTF8.self), .error) else { continue }
            rule.say = member.value.string ?? ""
            all.append(rule)
        }
        for member in rules["unknown"].map({ Array($0.members) }) ?? [] {
            guard var rule = DecidedRule(String(decoding: member.name, as: UTF8.self), .unknown) else { continue }
            rule.missing = member.value.elements.compactMap(\.string)
            all.append(rule)
        }
        let quiet = rules["no_hit"]?.string ?? ""
        return all + quiet.split(separator: " ").compactMap { DecidedRule($0, .noHit) }
    }

    private static func hit(_ json: JSONValue) -> DecidedRule? {
        guard var rule = DecidedRule(json["rule"]?.string ?? "", .hit) else { return nil }
        rule.say = json["say"]?.string ?? ""
        rule.score = json["score"]?.string
        rule.decision = json["decision"]?.string
        rule.values =
            json["let"]?.members.map { (String(decoding: $0.name, as: UTF8.self), $0.value.string ?? "") } ?? []
        return rule
    }
}
