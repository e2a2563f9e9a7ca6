import Domain
package import Formats

/// What verifying gave.
package struct RuleVerification: Sendable {
    /// Errors first, then by code, subject and day.
    package let findings: [RuleFinding]
    package let mutation: MutationScore

    package func count(_ severity: RuleFinding.Severity) -> Int { findings.count { $0.severity == severity } }

    package func count(_ code: RuleFindingCode) -> Int { findings.count { $0.code == code } }
}

/// Checks a set of rules as of a day, document by document and against what it is held against (vat.md section 7).
package struct RuleVerifier {
    let input: RuleCase
    let zones: (String) -> ZoneRules?
    private(set) var findings: [RuleFinding] = []

    /// - Parameter zones: the rules of a time zone by its name, for tests and bounds that are instants.
    package static func verify(_ input: RuleCase, zones: @escaping (String) -> ZoneRules?) -> RuleVerification {
        var verifier = RuleVerifier(input: input, zones: zones)
        verifier.findings = input.readingFindings
        verifier.checkWindows()
        verifier.checkRecords()
        verifier.checkRates()
        verifier.checkAmbiguity()
        verifier.checkTraffic()
        verifier.checkSecondSource()
        verifier.checkHistory()
        verifier.checkReplay()
        let score = verifier.checkTests()
        return RuleVerification(findings: sorted(verifier.findings), mutation: score)
    }

    private init(input: RuleCase, zones: @escaping (String) -> ZoneRules?) {
        self.input = input
        self.zones = zones
    }

    mutating func report(
        _ code: RuleFindingCode, _ subject: RuleSubject, on date: CivilDate? = nil,
        severity: RuleFinding.Severity? = nil, place: SourcePlace? = nil, _ detail: String
    ) {
        findings.append(RuleFinding(code, subject, date: date, severity: severity, place: place, detail))
    }

    private static func sorted(_ findings: [RuleFinding]) -> [RuleFinding] {
        func rank(_ finding: RuleFinding) -> Int {
            RuleFinding.Severity.allCases.firstIndex(of: finding.severity) ?? 0
        }
        return findings.sorted { left, right in
            let days = (left.date?.daysSinceEpoch ?? Int32.min, right.date?.daysSinceEpoch ?? Int32.min)
            return (rank(left), left.code.rawValue, left.subject, days.0, left.detail)
                < (rank(right), right.code.rawValue, right.subject, days.1, right.detail)
        }
    }

    // MARK: What the documents hold

    /// A rule with the jurisdiction of its document.
    struct PlacedRule {
        let rule: VATRule
        let jurisdiction: String
        let zone: TimeZoneID?

        var subject: RuleSubject { RuleSubject(rule, of: jurisdiction) }
        /// Withdrawn and repealed rules decide nothing.
        var isActive: Bool { rule.status != .withdrawn && rule.status != .repealed }
    }

    /// A series of rates with the jurisdiction of its document.
    struct PlacedSeries {
        let series: RateSeries
        let jurisdiction: String
        let zone: TimeZoneID?

        var subject: RuleSubject { RuleSubject(series, of: jurisdiction) }
    }

    var rules: [PlacedRule] { RuleVerifier.rules(of: input.documents) }
    var series: [PlacedSeries] { RuleVerifier.series(of: input.documents) }

    static func rules(of documents: [RulePack]) -> [PlacedRule] {
        documents.flatMap { document in
            let zone = zone(of: document, in: documents)
            return document.rules.map { PlacedRule(rule: $0, jurisdiction: document.jurisdiction, zone: zone) }
        }
    }

    static func series(of documents: [RulePack]) -> [PlacedSeries] {
        documents.flatMap { document in
            let zone = zone(of: document, in: documents)
            return document.rates.map { PlacedSeries(series: $0, jurisdiction: document.jurisdiction, zone: zone) }
        }
    }

    /// The zone of the document, else of another one of its jurisdiction.
    private static func zone(of document: RulePack, in documents: [RulePack]) -> TimeZoneID? {
        document.timeZone
            ?? documents.first { $0.jurisdiction == document.jurisdiction && $0.timeZone != nil }?.timeZone
    }

    /// The windows in rising order.
    static func rising(_ windows: [RuleWindow]) -> [RuleWindow] { windows.sorted { $0.from < $1.from } }
}
