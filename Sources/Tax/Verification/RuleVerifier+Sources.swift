import Domain

/// The documents against a second source.
extension RuleVerifier {
    mutating func checkSecondSource() {
        let groups = Dictionary(grouping: input.second) { "\($0.country) \($0.kind)" }
        for key in groups.keys.sorted() {
            guard let windows = groups[key], let first = windows.first else { continue }
            compare(windows, first.country, first.kind)
        }
        for other in input.postcodes { compare(other) }
    }

    /// Which of our windows a kind of rate is compared with: the series of that kind, the rules of that fee type, or, in
    /// a set without series, the rules that tax energy without conditions.
    private func windows(_ country: String, _ kind: String) -> (windows: [RuleWindow], subject: RuleSubject)? {
        let ownSeries = series.filter { $0.jurisdiction == country && $0.series.kind.rawValue == kind }
        if let first = ownSeries.first { return (ownSeries.flatMap(\.series.windows), first.subject) }
        let fee = FeeType(rawValue: kind)
        let own = rules.filter { placed in
            placed.isActive && placed.jurisdiction == country && placed.rule.conditions.isEmpty
                && (fee.map { placed.rule.feeTypes.contains($0) } ?? true)
        }
        guard let first = own.first else { return nil }
        guard let fee else { return (first.rule.windows, first.subject) }
        return (
            own.flatMap(\.rule.windows),
            RuleSubject(
                "\(country) \(fee.rawValue)", others: [first.rule.id], ruleID: first.rule.id, place: first.rule.place)
        )
    }

    private mutating func compare(_ second: [SecondSourceWindow], _ country: String, _ kind: String) {
        guard let (own, subject) = windows(country, kind) else { return }
        let start = CivilDate(year: 2015, month: 1, day: 1) ?? input.asOf
        func theirs(_ day: CivilDate) -> Int64? {
            second.first { $0.from <= day && ($0.to.map { day < $0 } ?? true) }?.ratePPM
        }
        func ours(_ day: CivilDate) -> RuleWindow? { own.first { $0.holds(on: day) } }
        // Between two bounds nothing changes, so one day speaks for all of them.
        var bounds = Set(second.flatMap { [$0.from, $0.to].compactMap { $0 } })
        bounds.formUnion(own.flatMap { [$0.from, $0.to].compactMap { $0 } })
        bounds.insert(start)
        var last: (theirs: Int64?, ours: Int64?)?
        for day in bounds.sorted() where day >= start && day <= input.asOf {
            let window = ours(day)
            guard let their = theirs(day), window == nil || window?.ratePPM != their else {
                last = nil
                continue
            }
            if let last, last.theirs == their, last.ours == window?.ratePPM { continue }
            last = (their, window?.ratePPM)
            let text = window.map { $0.rateText ?? "no rate" } ?? "no window"
            report(
                .differs, subject, on: day, place: window?.place,
                "\(text) here, \(DayDiff.percent(their)) in the second source")
        }
    }

    private mutating func compare(_ other: TerritoryPostcodes) {
        let code = other.territory.uppercased()
        let territory = input.documents.flatMap(\.territories).first { $0.code.uppercased() == code }
        let subject = RuleSubject(territory?.code ?? other.territory, place: territory?.place)
        let own = Set(territory?.postcodes ?? [])
        guard own != other.postcodes else { return }
        func list(_ codes: Set<String>) -> String { codes.isEmpty ? "none" : codes.sorted().joined(separator: ", ") }
        report(
            .differs, subject, severity: .warning,
            "postcodes \(list(own)) here, \(list(other.postcodes)) in the second source")
    }
}
