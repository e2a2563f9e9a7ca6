package import Domain

/// Why one person may not decide alone. Raw values are codes for API and timeline.
package enum TwoPersonsReason: String, Sendable, CaseIterable {
    case outcome, severity, family, disposition, heldMoney = "held_money"

    package var text: String {
        switch self {
        case .outcome: "the outcome is hold or stop"
        case .severity: "the severity is high or critical"
        case .family: "the family always needs two persons"
        case .disposition: "the disposition needs two persons"
        case .heldMoney: "the case holds money"
        }
    }
}

/// What one person may close alone. Policy files may only be stricter than `widest`, which the database checks as well
/// (cases-and-web.md section 5).
package struct FourEyesPolicy: Hashable, Sendable {
    /// Outcomes, severities and dispositions that one person may close.
    package let outcomes: Set<Outcome>
    package let severities: Set<Severity>
    package let dispositions: Set<Disposition>
    /// Families that always need two persons, by first part.
    package let families: Set<String>

    package init(
        outcomes: Set<Outcome>, severities: Set<Severity>, dispositions: Set<Disposition>, families: Set<String>
    ) {
        self.outcomes = outcomes
        self.severities = severities
        self.dispositions = dispositions
        self.families = families
    }

    /// The most that one person may ever close: a review of low or medium severity, outside sanctions, as false positive,
    /// corrected or duplicate, when it holds no money.
    package static let widest = FourEyesPolicy(
        outcomes: [.pass, .review], severities: [.low, .medium],
        dispositions: [.falsePositive, .corrected, .duplicate],
        families: ["sanctions"])

    /// Whether nothing is allowed here that `widest` forbids.
    package var isWithinWidest: Bool {
        outcomes.isSubset(of: Self.widest.outcomes) && severities.isSubset(of: Self.widest.severities)
            && dispositions.isSubset(of: Self.widest.dispositions) && families.isSuperset(of: Self.widest.families)
    }

    /// Why two persons must close the case, or nil when one may.
    package func reason(against file: CaseFile, as disposition: Disposition) -> TwoPersonsReason? {
        let family = file.key.mainFamily
        if families.contains(family) || family.hasPrefix("sanctions") { return .family }
        if !file.held.isEmpty { return .heldMoney }
        if !outcomes.contains(file.outcome) { return .outcome }
        if !severities.contains(file.severity) { return .severity }
        if !dispositions.contains(disposition) { return .disposition }
        return nil
    }
}

/// A code that says why a case was closed as it was. Retired codes stay readable.
package struct ReasonCode: Hashable, Sendable {
    package let code: String
    package let disposition: Disposition
    /// Families it fits; empty for all.
    package let families: Set<String>
    /// Evidence it needs, for example `document`; names that a proposal lists as present.
    package let needs: Set<String>
    /// Text by language (`en`, `de`, `fr`, `nl`).
    package let labels: [String: String]
    package let isRetired: Bool

    package init(
        code: String, disposition: Disposition, families: Set<String> = [], needs: Set<String> = [],
        labels: [String: String] = [:], isRetired: Bool = false
    ) {
        self.code = code
        self.disposition = disposition
        self.families = families
        self.needs = needs
        self.labels = labels
        self.isRetired = isRetired
    }
}
