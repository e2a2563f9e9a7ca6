import Domain
import Formats

/// The JSON of screening section 8: keys in this order, all always present, scores with exactly four decimals.
enum ScreeningJSON {
    /// 1/10,000 as a decimal with four digits.
    static func decimal(_ value: Int32) -> String {
        let digits = String(abs(Int64(value)))
        let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        return "\(value < 0 ? "-" : "")\(padded.dropLast(4)).\(padded.suffix(4))"
    }

    static func part(_ part: ScorePart, _ json: inout JSONOutput) {
        json.object {
            $0.member("query", part.query)
            $0.member("listed", part.listed)
            $0.member("method", part.method.rawValue)
            $0.array("rules") { list in for rule in part.rules { list.value(rule) } }
            $0.member("similarity", number: decimal(part.similarity))
            $0.member("weight", number: decimal(part.weight))
            $0.member("contribution", number: decimal(part.contribution))
        }
    }

    static func adjustment(_ line: ScoreAdjustment, _ json: inout JSONOutput) {
        json.object {
            $0.member("code", line.code)
            $0.member("amount", number: decimal(line.amount))
            $0.member("query", line.query)
            $0.member("listed", line.listed)
            $0.member("source", line.source)
        }
    }

    static func counterfactual(_ value: Counterfactual?, _ json: inout JSONOutput) {
        guard let value else { return json.member("counterfactual", nil as String?) }
        json.object("counterfactual") {
            $0.member("change", value.change)
            $0.member("score", number: decimal(value.score))
            $0.member("band", value.band.code)
        }
    }

    static func explanation(_ parts: [ScorePart], _ lines: [ScoreAdjustment], _ json: inout JSONOutput) {
        json.array("parts") { list in for item in parts { part(item, &list) } }
        json.array("adjustments") { list in for line in lines { adjustment(line, &list) } }
    }

    static func query(_ result: ScreeningResult, _ json: inout JSONOutput) {
        let query = result.query
        json.object("query") {
            $0.member("name", query.name)
            $0.member("type", query.type == .unknown ? "any" : query.type.rawValue)
            $0.member("dob", query.births.first?.text)
            $0.array("countries") { list in for country in query.countries { list.value(country.alpha2) } }
            $0.member("gender", query.gender?.code)
            $0.array("ids") { list in for id in query.ids { list.value("\(id.scheme):\(id.value)") } }
            $0.array("aliases") { list in for alias in query.aliases { list.value(alias) } }
            $0.array("normalised") { list in for form in result.normalised { list.value(form) } }
            $0.array("unknown") { list in for item in result.unknown where item.hasPrefix("script") { list.value(item) }
            }
        }
    }

    static func candidate(_ item: ScreeningCandidate, _ json: inout JSONOutput) {
        json.object {
            $0.member("list", item.list)
            $0.member("entry_id", item.entryID)
            $0.member("list_version", item.listVersion.description)
            $0.member("name_matched", item.nameMatched)
            $0.member("score", number: decimal(item.score))
            $0.member("band", item.band.code)
            explanation(item.parts, item.adjustments, &$0)
            $0.member("match", item.match)
            $0.member("name_kind", item.nameKind.code)
            $0.member("name_quality", item.isWeakName ? "weak" : "strong")
            $0.member("entry_hash", item.entryHash.description)
            $0.member("type", item.type.rawValue)
            $0.array("programs") { list in for program in item.programs { list.value(program) } }
            $0.member("specificity_bits", number: "\(item.specificityDecibits / 10).\(item.specificityDecibits % 10)")
            counterfactual(item.counterfactual, &$0)
            guard let good = item.suppressed else { return $0.member("suppressed", nil as String?) }
            $0.object("suppressed") { decision in
                decision.member("decision_id", good.decisionID)
                decision.member("by", good.by)
                decision.member("reason", good.reason)
                decision.member("since", good.since.description)
                decision.member("until", good.until.description)
            }
        }
    }
}

extension Screener {
    /// `result` as the JSON of `amplomb screen -o json`, with a line end.
    package func json(_ result: ScreeningResult, isPretty: Bool = false) -> [UInt8] {
        var json = JSONOutput(isPretty: isPretty)
        json.object {
            ScreeningJSON.query(result, &$0)
            $0.member("snapshot", result.snapshot.description)
            $0.member("tables", result.tables.description)
            $0.member("thresholds", result.thresholds.description)
            $0.member("outcome", result.outcome.rawValue)
            $0.array("unknown") { list in for item in result.unknown { list.value(item) } }
            $0.array("candidates") { list in
                for candidate in result.candidates { ScreeningJSON.candidate(candidate, &list) }
            }
        }
        json.endLine()
        return json.bytes
    }
}
