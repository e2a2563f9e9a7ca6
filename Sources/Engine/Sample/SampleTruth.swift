package import Domain

/// The twelve injected typologies, each with the rule that must find it.
package enum SampleTypology: String, Sendable, CaseIterable {
    case overlappingToken = "overlapping-token"
    case energyAboveMaximum = "energy-above-maximum"
    case moneyWithoutEnergy = "money-without-energy"
    case impossibleClock = "impossible-clock"
    case tokenCount = "token-count"
    case tokenEnergy = "token-energy"
    case impossibleTravel = "impossible-travel"
    case kycNotValid = "kyc-not-valid"
    case newAccount = "new-account"
    case structuring
    case sanctions
    case highRiskCountry = "high-risk-country"

    package var rule: String {
        switch self {
        case .overlappingToken: "EV-S-010"
        case .energyAboveMaximum: "EV-S-001"
        case .moneyWithoutEnergy: "EV-S-002"
        case .impossibleClock: "EV-S-006"
        case .tokenCount: "EV-S-013"
        case .tokenEnergy: "EV-S-014"
        case .impossibleTravel: "EV-S-012"
        case .kycNotValid: "KY-001"
        case .newAccount: "PO-040"
        case .structuring: "PO-010"
        case .sanctions: "SA-001"
        case .highRiskCountry: "GE-001"
        }
    }
}

/// One line of the known truth: what a rule must say about an event. Events that no line names must not be hit by the rule.
package struct SampleExpectation: Hashable, Sendable {
    package let key: EventKey
    package let typology: SampleTypology
    /// False for a near miss: just on the harmless side of the limit.
    package let isHit: Bool
    package let why: String

    package init(key: EventKey, typology: SampleTypology, isHit: Bool, why: String) {
        self.key = key
        self.typology = typology
        self.isHit = isHit
        self.why = why
    }

    static let header = "event_key,kind,id,rule,expected,typology,why\n"

    var csvLine: String {
        let fields = [
            key.description, key.kind.rawValue, key.id, typology.rule, isHit ? "hit" : "no-hit", typology.rawValue, why,
        ]
        return fields.map(sampleCSVField).joined(separator: ",") + "\n"
    }
}

/// A rule hit as the engine found it, for the comparison with the truth.
package struct SampleHit: Hashable, Sendable {
    package let key: EventKey
    package let rule: String

    package init(key: EventKey, rule: String) {
        self.key = key
        self.rule = rule
    }
}

/// What a hit and a line of the truth must share.
private struct Name: Hashable {
    let kind: EventKind
    let id: String
    let rule: String
}

/// Truth beside result, typology by typology.
package struct SampleCheck: Sendable {
    package struct Line: Hashable, Sendable {
        package let typology: SampleTypology
        /// Events that must be hit.
        package let injected: Int
        /// Of these, hit.
        package let found: Int
        /// Hit by the rule although the truth does not say so, near misses included.
        package let extra: Int
        /// Near misses of the truth, and how many of them were left alone.
        package let nearMisses: Int
        package let nearMissesLeftAlone: Int
    }

    package let lines: [Line]
    /// Injected events that no hit names, in order.
    package let missed: [SampleExpectation]
    /// Hits that the truth does not name, in order of event and rule.
    package let extra: [SampleHit]

    /// Compares by kind and id of the event: the owner of a bank payment depends on who is registered.
    package init(truth: [SampleExpectation], hits: some Sequence<SampleHit>) {
        let rules = Set(SampleTypology.allCases.map(\.rule))
        var open: [Name: SampleHit] = [:]
        for hit in hits where rules.contains(hit.rule) {
            open[Name(kind: hit.key.kind, id: hit.key.id, rule: hit.rule)] = hit
        }
        var found: [SampleTypology: Int] = [:]
        var missed: [SampleExpectation] = []
        var quiet: [SampleTypology: Int] = [:]
        for line in truth {
            let name = Name(kind: line.key.kind, id: line.key.id, rule: line.typology.rule)
            switch (line.isHit, open[name] != nil) {
            case (true, true):
                found[line.typology, default: 0] += 1
                open[name] = nil
            case (true, false): missed.append(line)
            case (false, false): quiet[line.typology, default: 0] += 1
            case (false, true): break
            }
        }
        extra = open.values.sorted { ($0.rule, $0.key) < ($1.rule, $1.key) }
        self.missed = missed.sorted { ($0.typology.rule, $0.key) < ($1.typology.rule, $1.key) }
        let left = extra
        lines = SampleTypology.allCases.map { typology in
            let own = truth.filter { $0.typology == typology }
            return Line(
                typology: typology, injected: own.count { $0.isHit }, found: found[typology] ?? 0,
                extra: left.count { $0.rule == typology.rule }, nearMisses: own.count { !$0.isHit },
                nearMissesLeftAlone: quiet[typology] ?? 0)
        }
    }

    /// Every injected event found and nothing else.
    package var isPerfect: Bool { missed.isEmpty && extra.isEmpty }

    /// A table for a terminal.
    package var text: String {
        let header = ["typology", "rule", "injected", "found", "missed", "extra", "near misses left alone"]
        var rows = [header]
        for line in lines {
            rows.append([
                line.typology.rawValue, line.typology.rule, "\(line.injected)", "\(line.found)",
                "\(line.injected - line.found)", "\(line.extra)", "\(line.nearMissesLeftAlone) of \(line.nearMisses)",
            ])
        }
        let sum = { (value: (Line) -> Int) in "\(lines.reduce(0) { $0 + value($1) })" }
        rows.append([
            "all", "", sum(\.injected), sum(\.found), sum { $0.injected - $0.found }, sum(\.extra),
            "\(sum(\.nearMissesLeftAlone)) of \(sum(\.nearMisses))",
        ])
        let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return column < 2 ? cell + space : space + cell
            }.joined(separator: "  ") + "\n"
        }.joined()
    }
}
