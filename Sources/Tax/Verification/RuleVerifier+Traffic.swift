import Domain

/// Sessions without a rule, rules without sessions.
extension RuleVerifier {
    mutating func checkTraffic() {
        guard let traffic = input.traffic else { return }
        for line in traffic { checkCoverage(line) }
        for placed in rules where placed.isActive && placed.jurisdiction != "EU" && !placed.rule.windows.isEmpty {
            let since = RuleVerifier.yearBefore(input.asOf)
            let isUsed = traffic.contains { line in
                RuleVerifier.country(line.country) == placed.jurisdiction && placed.rule.feeTypes.contains(line.fee)
                    && line.lastSession.map { $0 >= since } ?? true
            }
            if !isUsed { report(.unused, placed.subject, "no session in 12 months") }
        }
    }

    static func yearBefore(_ date: CivilDate) -> CivilDate {
        let parts = date.components
        return CivilDate(year: parts.year - 1, month: parts.month, day: parts.day) ?? date.adding(days: -365)
    }

    private static func country(_ code: String) -> String { code == "EL" ? "GR" : code }

    private mutating func checkCoverage(_ line: TrafficLine) {
        let country = RuleVerifier.country(line.country)
        let day = line.lastSession ?? input.asOf
        let own = rules.filter {
            $0.isActive && $0.jurisdiction == country && $0.rule.feeTypes.contains(line.fee) && !$0.rule.windows.isEmpty
        }
        let subject = RuleSubject("\(country) \(line.fee.rawValue)", place: own.first?.rule.place)
        let windows = own.flatMap(\.rule.windows)
        if windows.contains(where: { $0.holds(on: day) }) {
            checkSunset(line, own, subject)
            return
        }
        if let ended = windows.compactMap(\.to).max(), ended <= day {
            report(.sunsetOpen, subject, on: ended, "the last window ended \(ended), and sessions go on")
        } else if !isUnionMatter(line.fee, country) {
            let count = line.sessions.map { "\($0) sessions" } ?? "sessions"
            report(.missing, subject, "\(count), the last on \(day), and no rule")
        }
    }

    /// The last session may lie before the end, and the fee still be in use.
    private mutating func checkSunset(_ line: TrafficLine, _ own: [PlacedRule], _ subject: RuleSubject) {
        let windows = own.flatMap(\.rule.windows)
        guard !windows.contains(where: { $0.holds(on: input.asOf) }), let ended = windows.compactMap(\.to).max(),
            ended <= input.asOf, line.lastSession.map({ $0 >= RuleVerifier.yearBefore(input.asOf) }) ?? true
        else { return }
        report(.sunsetOpen, subject, on: ended, "the last window ended \(ended) without a successor")
    }

    /// A fee that a rule of the Union taxes without a rate rule of the country.
    private func isUnionMatter(_ fee: FeeType, _ country: String) -> Bool {
        guard UnionLaw.memberStates.contains(country) else { return false }
        let union = rules.filter { $0.isActive && $0.jurisdiction == "EU" && $0.rule.feeTypes.contains(fee) }
        let treatments = union.flatMap(\.rule.windows).compactMap { window -> Treatment? in
            if case .treatment(let treatment) = window.content { treatment } else { nil }
        }
        return !treatments.isEmpty && !treatments.contains { $0 == .localRate || $0 == .electricityRate }
    }
}
