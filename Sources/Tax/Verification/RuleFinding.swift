package import Domain
package import Formats

/// What can be wrong with a set of rules. The raw values are the codes of `vat verify` (vat.md section 7).
package enum RuleFindingCode: String, Sendable, CaseIterable {
    case format = "RULE-FORMAT"
    case gap = "RULE-GAP"
    case overlap = "RULE-OVERLAP"
    case differs = "RULE-DIFF-SOURCE"
    case metaDate = "RULE-META-DATE"
    case boundaryZone = "RULE-BOUNDARY-TZ"
    case boundaryInclusive = "RULE-BOUNDARY-INCLUSIVE"
    case confirmOverdue = "RULE-CONFIRM-OVERDUE"
    case withdrawn = "RULE-WITHDRAWN"
    case endsSoon = "RULE-ENDS-SOON"
    case sunsetOpen = "RULE-SUNSET-OPEN"
    case noBasis = "RULE-NO-BASIS"
    case ambiguous = "RULE-AMBIGUOUS"
    case stale = "RULE-STALE"
    case reviewOverdue = "RULE-REVIEW-OVERDUE"
    case watchOverdue = "RULE-WATCH-OVERDUE"
    case missing = "RULE-MISSING"
    case unused = "RULE-UNUSED"
    case bound = "RULE-BOUND"
    case unit = "RULE-UNIT"
    case scale = "RULE-SCALE"
    case noAlternative = "RULE-NO-ALTERNATIVE"
    case assumed = "RULE-ASSUMED"
    case historyEdit = "RULE-HISTORY-EDIT"
    case fourEyes = "RULE-FOUR-EYES"
    case replayDiffers = "RULE-REPLAY-DIFF"
    case testWeak = "RULE-TEST-WEAK"
    /// A test of the pack does not hold.
    case testFailed = "RULE-TEST-FAILED"
    case prefix = "RULE-VATPREFIX"
    case territory = "RULE-TERRITORY"

    /// How grave it is where the check does not say otherwise.
    var severity: RuleFinding.Severity {
        switch self {
        case .format, .gap, .overlap, .differs, .confirmOverdue, .withdrawn, .sunsetOpen, .noBasis, .ambiguous,
            .missing, .unit, .scale, .noAlternative, .historyEdit, .fourEyes, .replayDiffers, .testFailed:
            .error
        case .metaDate, .boundaryZone, .boundaryInclusive, .endsSoon, .stale, .reviewOverdue, .watchOverdue, .bound,
            .testWeak, .prefix, .territory:
            .warning
        case .unused, .assumed: .info
        }
    }
}

/// One thing that is wrong with a set of rules.
package struct RuleFinding: Hashable, Sendable, CustomStringConvertible {
    package enum Severity: String, Sendable, CaseIterable {
        case error, warning, info
    }

    package let code: RuleFindingCode
    package let severity: Severity
    /// `DE energy`, `FI standard`, `IT-LIVIGNO`.
    package let subject: String
    /// Other names of the same subject: the further fee types of the rule, its id.
    package let otherSubjects: [String]
    package let date: CivilDate?
    package let ruleID: String?
    package let place: SourcePlace?
    package let detail: String

    package init(
        _ code: RuleFindingCode, _ subject: RuleSubject, date: CivilDate? = nil, severity: Severity? = nil,
        place: SourcePlace? = nil, _ detail: String
    ) {
        self.code = code
        self.severity = severity ?? code.severity
        self.subject = subject.name
        otherSubjects = subject.others
        self.date = date
        ruleID = subject.ruleID
        self.place = place ?? subject.place
        self.detail = detail
    }

    /// `error RULE-GAP DE energy 2020-07-01 DE/charging.yaml:11: no window holds`.
    package var description: String {
        var words = [severity.rawValue, code.rawValue, subject]
        if let date { words.append("\(date)") }
        if let place { words.append("\(place.file):\(place.line)") }
        return words.joined(separator: " ") + (detail.isEmpty ? "" : " \(detail)")
    }

    /// Writes the members as one object.
    package func write(to output: inout JSONOutput) {
        output.object { json in
            json.member("code", code.rawValue)
            json.member("severity", severity.rawValue)
            json.member("subject", subject)
            json.member("date", date.map { "\($0)" })
            json.member("rule_id", ruleID)
            json.member("file", place?.file)
            json.member("line", place?.line)
            json.member("detail", detail)
        }
    }
}

/// What a finding is about.
package struct RuleSubject: Hashable, Sendable {
    package let name: String
    package let others: [String]
    package let ruleID: String?
    package let place: SourcePlace?

    package init(_ name: String, others: [String] = [], ruleID: String? = nil, place: SourcePlace? = nil) {
        self.name = name
        self.others = others
        self.ruleID = ruleID
        self.place = place
    }

    init(_ rule: VATRule, of jurisdiction: String) {
        let names = rule.feeTypes.map { "\(jurisdiction) \($0.rawValue)" }
        self.init(
            names.first ?? jurisdiction, others: names.dropFirst() + [rule.id], ruleID: rule.id, place: rule.place)
    }

    init(_ series: RateSeries, of jurisdiction: String) {
        self.init("\(jurisdiction) \(series.kind.rawValue)", place: series.place)
    }
}
