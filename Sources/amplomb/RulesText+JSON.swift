import Domain
import Formats
import Rules

/// What the commands about rules print, for programs: one object a command.
enum RulesText {
    /// `75`, `stop` or `risk 20`.
    static func verdict(_ verdict: Verdict) -> String {
        switch verdict {
        case .score(let score): score.text
        case .decision(let outcome): outcome.rawValue
        case .risk(let score): "risk \(score.text)"
        }
    }

    static func json(_ rules: [Rule], of set: RuleSet) -> String {
        object { json in
            json.member("rule_set", set.hash.description)
            json.array("rules") { array in
                for rule in rules {
                    let version = rule.versions.last
                    array.object { item in
                        item.member("rule", rule.id)
                        item.member("title", rule.title)
                        item.member("mode", version?.mode.rawValue)
                        item.member("version", version?.number)
                        item.member("family", rule.family)
                        item.member("verdict", version.map { verdict($0.verdict) })
                        item.member("severity", version?.severity.rawValue)
                        item.member("tests", rule.testCount)
                    }
                }
            }
        }
    }

    /// - Parameter edges: nil where they were not asked for.
    static func json(_ reports: [RuleTestReport], edges: [EdgeReport]?) -> String {
        object { json in
            json.member("tests", reports.count)
            json.member("failed", reports.count { $0.failure != nil })
            json.array("failures") { array in
                for report in reports where report.failure != nil {
                    array.object { item in
                        item.member("path", report.path)
                        item.member("line", report.line)
                        item.member("rule", report.rule)
                        item.member("test", report.test)
                        item.member("failure", report.failure)
                    }
                }
            }
            guard let edges else { return }
            json.array("edges") { array in
                for edge in edges {
                    array.object { item in
                        item.member("rule", edge.rule)
                        item.member("limit", edge.limit)
                        item.member("value", edge.value)
                        item.member("finding", edge.finding)
                    }
                }
            }
        }
    }

    static func json(_ reports: [MutationReport]) -> String {
        object { json in
            json.member("rules", reports.count)
            json.member("changes", reports.reduce(0) { $0 + $1.total })
            json.member("noticed", reports.reduce(0) { $0 + $1.killed })
            json.member("exempted", reports.reduce(0) { $0 + $1.exempted })
            json.array("without_score") { array in
                for obstacle in reports.compactMap(\.obstacle) {
                    array.object { item in
                        item.member("path", obstacle.path)
                        item.member("line", obstacle.line)
                        item.member("rule", obstacle.rule)
                        item.member("reason", obstacle.reason)
                    }
                }
            }
            json.array("survivors") { array in
                for report in reports {
                    for survivor in report.survivors {
                        array.object { item in
                            item.member("path", report.path)
                            item.member("line", survivor.line)
                            item.member("column", survivor.column)
                            item.member("rule", report.rule)
                            item.member("change", survivor.id)
                        }
                    }
                }
            }
            json.array("stale_exemptions") { array in
                for report in reports {
                    for stale in report.staleExemptions {
                        array.object { item in
                            item.member("path", report.path)
                            item.member("rule", report.rule)
                            item.member("change", stale)
                        }
                    }
                }
            }
        }
    }

    static func json(_ report: BacktestReport) -> String {
        object { json in
            json.member("result", report.hash.description)
            json.member("events", report.events)
            json.member("without_time", report.withoutTime)
            json.member("cases", report.cases)
            json.member("cases_if_closed", report.casesIfClosed)
            json.object("outcomes") { inner in
                for outcome in Outcome.allCases { inner.member(outcome.rawValue, report.outcomes[outcome] ?? 0) }
            }
            json.array("rules") { array in
                for line in report.lines {
                    array.object { item in
                        item.member("rule", line.rule)
                        item.member("mode", line.mode.rawValue)
                        item.member("hits", line.hits)
                        item.member("not_assessed", line.unknowns)
                        item.member("errors", line.errors)
                        item.member("cases", line.cases)
                        item.member("cases_if_closed", line.casesIfClosed)
                        if let cost = line.costNanoseconds { item.member("cost_p99_nanoseconds", Int(cost)) }
                    }
                }
            }
        }
    }

    /// The hits of one rule that only one of two sets has.
    struct HitChange {
        let rule: String
        let added: [String]
        let removed: [String]

        /// Both sets over the same history, in order of rule id; rules with equal hits are left out.
        static func between(_ old: BacktestReport, _ new: BacktestReport) -> [HitChange] {
            let before = Dictionary(uniqueKeysWithValues: old.lines.map { ($0.rule, Set($0.hitEvents)) })
            let after = Dictionary(uniqueKeysWithValues: new.lines.map { ($0.rule, Set($0.hitEvents)) })
            return Set(before.keys).union(after.keys).sorted().compactMap { rule in
                let added = (after[rule] ?? []).subtracting(before[rule] ?? [])
                let removed = (before[rule] ?? []).subtracting(after[rule] ?? [])
                if added.isEmpty, removed.isEmpty { return nil }
                return HitChange(rule: rule, added: added.sorted(), removed: removed.sorted())
            }
        }
    }

    /// - Parameter history: nil where no history was given.
    static func json(
        _ differences: [RuleDifference], lists: [String],
        history: (old: BacktestReport, new: BacktestReport, hits: [HitChange])?
    ) -> String {
        object { json in
            json.array("rules") { array in
                for difference in differences {
                    array.object { item in
                        item.member("rule", difference.rule)
                        item.member("change", difference.change.rawValue)
                        item.array("parts") { parts in
                            for part in difference.parts {
                                parts.object { inner in
                                    inner.member("part", part.name)
                                    inner.member("before", part.before)
                                    inner.member("after", part.after)
                                }
                            }
                        }
                    }
                }
            }
            json.array("lists") { array in lists.forEach { array.value($0) } }
            guard let history else { return }
            json.member("cases_before", history.old.cases)
            json.member("cases_after", history.new.cases)
            json.array("hits") { array in
                for change in history.hits {
                    array.object { item in
                        item.member("rule", change.rule)
                        item.array("added") { list in change.added.forEach { list.value($0) } }
                        item.array("removed") { list in change.removed.forEach { list.value($0) } }
                    }
                }
            }
        }
    }

    private static func object(_ body: (inout JSONOutput) -> Void) -> String {
        var output = JSONOutput()
        output.object(body)
        return output.text
    }
}
