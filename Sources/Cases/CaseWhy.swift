import Domain

/// Says in words why a case exists.
package enum CaseWhy {
    /// Rules named one by one before the rest is only counted.
    private static let rulesNamed = 5

    /// A short text: what was found, how often, when, and what the worst of it means.
    ///
    /// Internal text: it names rules and values and must never reach a partner or the subject (duties.md section 4).
    package static func text(_ file: CaseFile, items: [CaseItem]) -> String {
        guard !items.isEmpty else { return "No finding is recorded." }
        let latest = latest(items)
        let hits = latest.filter(\.holds)
        let groups = rules(hits)
        var sentences = [hits.isEmpty ? nothingLeft(file) : opening(file, hits, rules: groups.count)]
        sentences += groups.prefix(rulesNamed).map(sentence)
        if groups.count > rulesNamed { sentences.append("\(groups.count - rulesNamed) more rules hit.") }
        sentences += rules(latest.filter { !$0.holds }).prefix(rulesNamed).map(sentence)
        sentences += corrections(items)
        if let money = held(file) { sentences.append(money) }
        return sentences.joined(separator: " ")
    }

    /// The last item of each finding, in the order in which the findings came.
    private static func latest(_ items: [CaseItem]) -> [CaseItem] {
        var places: [CaseItem.Identity: Int] = [:]
        var latest: [CaseItem] = []
        for item in items {
            if item.event != nil, let place = places[item.identity] {
                latest[place] = item
            } else {
                places[item.identity] = latest.count
                latest.append(item)
            }
        }
        return latest
    }

    private static func nothingLeft(_ file: CaseFile) -> String {
        "\(subjectWords[file.key.subjectKind] ?? "Subject") \(file.key.subjectID): no finding holds any more, "
            + "worst was \(file.outcome.rawValue)."
    }

    private struct RuleGroup {
        let ruleID: String
        let items: [CaseItem]

        /// The item to show: the worst, of equals the latest.
        var shown: CaseItem? {
            items.max { left, right in
                left.outcome != right.outcome ? left.outcome < right.outcome : CaseItem.precedes(left, right)
            }
        }
        var worst: Outcome { items.map(\.outcome).max() ?? .pass }
    }

    /// Worst first, then the rule that hit most often, then by id.
    private static func rules(_ hits: [CaseItem]) -> [RuleGroup] {
        let groups = Dictionary(grouping: hits, by: \.ruleID).map { RuleGroup(ruleID: $0.key, items: $0.value) }
        return groups.sorted { left, right in
            if left.worst != right.worst { return left.worst > right.worst }
            if left.items.count != right.items.count { return left.items.count > right.items.count }
            return left.ruleID < right.ruleID
        }
    }

    private static func opening(_ file: CaseFile, _ hits: [CaseItem], rules: Int) -> String {
        let subject = "\(subjectWords[file.key.subjectKind] ?? "Subject") \(file.key.subjectID)"
        let first = hits.map(\.at).min() ?? file.firstHitAt
        let last = hits.map(\.at).max() ?? file.lastHitAt
        let days = (first.utcDate, last.utcDate)
        let when = days.0 == days.1 ? "on \(days.0)" : "between \(days.0) and \(days.1)"
        let findings =
            hits.count == 1 ? "one finding" : "\(hits.count) findings of \(rules == 1 ? "one rule" : "\(rules) rules")"
        let worst = hits.map(\.outcome).max() ?? .pass
        // Only what was corrected can be milder than the case; a part of its items may be too.
        let now = worst < file.outcome && hits.contains { $0.kind == .correction } ? ", now \(worst.rawValue)" : ""
        return "\(subject): \(findings) \(when), worst \(file.outcome.rawValue)\(now)."
    }

    private static func sentence(_ group: RuleGroup) -> String {
        guard let item = group.shown else { return "" }
        let times = group.items.count == 1 ? "" : " (\(group.items.count) times)"
        let unknown = item.kind == .unknown ? ", not assessed" : item.kind == .ruleError ? ", the rule failed" : ""
        let entry = item.listEntry.map { " [\($0)]" } ?? ""
        // The title goes with the sentence where that was erased.
        let title = item.ruleTitle.isEmpty ? "" : " \(item.ruleTitle)"
        var text = "\(item.ruleID)\(title)\(times)\(unknown)\(entry): \(item.say)"
        if !text.hasSuffix(".") { text += "." }
        return text
    }

    private static func corrections(_ items: [CaseItem]) -> [String] {
        let count = items.count { $0.kind == .correction }
        if count == 0 { return [] }
        return [count == 1 ? "One finding was corrected later." : "\(count) findings were corrected later."]
    }

    private static func held(_ file: CaseFile) -> String? {
        guard !file.held.isEmpty else { return nil }
        var sums: [Currency: Int64] = [:]
        for money in file.held {
            // A sum too large to add is left out of the sentence, never shown wrong; the amounts stand in the items.
            let (sum, overflow) = (sums[money.amount.currency] ?? 0).addingReportingOverflow(money.amount.micros)
            if overflow { return "Money is held." }
            sums[money.amount.currency] = sum
        }
        let amounts = sums.keys.sorted().map { Money(micros: sums[$0] ?? 0, currency: $0).description }
        return "Held: \(amounts.joined(separator: ", "))."
    }

    private static let subjectWords: [SubjectKind: String] = [
        .participant: "Participant", .driverToken: "Driver token", .account: "Account", .evse: "Charging point",
        .payout: "Payout", .list: "List", .system: "System",
    ]
}
