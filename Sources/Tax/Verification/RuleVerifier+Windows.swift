import Domain

/// Gaps, overlaps and bounds of windows.
extension RuleVerifier {
    mutating func checkWindows() {
        for placed in rules {
            let windows = RuleVerifier.rising(placed.rule.windows)
            checkOverlap(windows, placed.subject)
            checkInclusiveEnds(windows, placed.subject)
            if placed.isActive { checkEnds(windows, placed.subject) }
        }
        for placed in series {
            let windows = RuleVerifier.rising(placed.series.windows)
            checkInclusiveEnds(windows, placed.subject)
            checkEnds(windows, placed.subject)
            if placed.series.kind != .standard {
                checkOverlap(windows, placed.subject)
                checkGaps(windows, placed.subject)
            }
        }
        for (jurisdiction, all) in Dictionary(
            grouping: series.filter { $0.series.kind == .standard }, by: \.jurisdiction)
        {
            let windows = RuleVerifier.rising(all.flatMap(\.series.windows))
            let subject = RuleSubject("\(jurisdiction) standard", place: all.first?.series.place)
            checkOverlap(windows, subject)
            checkGaps(windows, subject)
        }
        checkRuleGaps()
        checkNotes()
    }

    private mutating func checkOverlap(_ windows: [RuleWindow], _ subject: RuleSubject) {
        for (earlier, later) in zip(windows, windows.dropFirst()) where earlier.to.map({ later.from < $0 }) ?? true {
            report(.overlap, subject, on: later.from, place: later.place, "two windows hold on this day")
        }
    }

    private mutating func checkGaps(_ windows: [RuleWindow], _ subject: RuleSubject) {
        for gap in RuleVerifier.gaps(windows) {
            report(.gap, subject, on: gap.from, place: gap.next.place, "no window holds until \(gap.next.from)")
        }
    }

    private struct Gap {
        let from: CivilDate
        let next: RuleWindow
    }

    /// The spans between windows in which none holds.
    private static func gaps(_ windows: [RuleWindow]) -> [Gap] {
        var gaps: [Gap] = []
        var end: CivilDate?
        for (index, window) in windows.enumerated() {
            if index > 0 {
                guard let covered = end else { break }
                if covered < window.from { gaps.append(Gap(from: covered, next: window)) }
            }
            guard let to = window.to else { break }
            end = max(end ?? to, to)
        }
        return gaps
    }

    /// Gaps of one fee in one jurisdiction: between the windows of all rules with the same conditions, where no rule
    /// without conditions stands in.
    private mutating func checkRuleGaps() {
        struct Found: Hashable {
            let place: SourcePlace
            let from: CivilDate
        }
        var fees: [Found: [String]] = [:]
        var details: [Found: (owner: VATRule, next: CivilDate, jurisdiction: String)] = [:]
        let active = rules.filter { $0.isActive && !$0.rule.windows.isEmpty }
        for (jurisdiction, all) in Dictionary(grouping: active, by: \.jurisdiction) {
            for fee in FeeType.allCases {
                let forFee = all.filter { $0.rule.feeTypes.contains(fee) }
                let general = forFee.filter { $0.rule.conditions.isEmpty }.flatMap(\.rule.windows)
                for group in Dictionary(grouping: forFee, by: { Set($0.rule.conditions) }).values {
                    for gap in RuleVerifier.gaps(RuleVerifier.rising(group.flatMap(\.rule.windows)))
                    where !general.contains(where: { $0.holds(on: gap.from) }) {
                        let found = Found(place: gap.next.place, from: gap.from)
                        fees[found, default: []].append("\(jurisdiction) \(fee.rawValue)")
                        let owner = group.first { $0.rule.windows.contains { $0.place == gap.next.place } } ?? group[0]
                        details[found] = (owner.rule, gap.next.from, jurisdiction)
                    }
                }
            }
        }
        for (found, detail) in details {
            // The first fee of the rule names the subject.
            let order = detail.owner.feeTypes.map { "\(detail.jurisdiction) \($0.rawValue)" }
            let names = order.filter { fees[found]?.contains($0) ?? false }
            let subject = RuleSubject(
                names.first ?? detail.jurisdiction, others: names.dropFirst() + [detail.owner.id],
                ruleID: detail.owner.id, place: found.place)
            report(.gap, subject, on: found.from, "no window holds until \(detail.next)")
        }
    }

    /// Ends a day before the next start, in every window: written as if the end belonged to the window.
    private mutating func checkInclusiveEnds(_ windows: [RuleWindow], _ subject: RuleSubject) {
        let pairs = Array(zip(windows, windows.dropFirst()))
        guard !pairs.isEmpty, pairs.allSatisfy({ pair in pair.0.to.map { $0.adding(days: 1) == pair.1.from } ?? false })
        else { return }
        report(
            .boundaryInclusive, subject, on: pairs[0].0.to, place: pairs[0].0.place,
            "every window ends a day before the next begins: bounds are half-open")
    }

    /// Windows that end within 60 days.
    private mutating func checkEnds(_ windows: [RuleWindow], _ subject: RuleSubject) {
        for window in windows {
            guard let to = window.to, input.asOf < to else { continue }
            let days = Int(to.daysSinceEpoch - input.asOf.daysSinceEpoch)
            guard days <= 60 else { continue }
            let step = days <= 7 ? 7 : days <= 30 ? 30 : 60
            let hasSuccessor = windows.contains { $0.holds(on: to) }
            let next = hasSuccessor ? "" : "; no window follows"
            report(.endsSoon, subject, on: to, place: window.place, "ends in \(days) days (within \(step))\(next)")
        }
    }

    private mutating func checkNotes() {
        for document in input.documents {
            for note in document.notes {
                let subject = owner(of: note.place, in: document)
                switch note.kind {
                case .instantBound: report(.boundaryZone, subject, place: note.place, note.message)
                case .bareBoolean: report(.format, subject, place: note.place, note.message)
                case .unquoted: report(.format, subject, severity: .warning, place: note.place, note.message)
                }
            }
        }
    }

    /// The last rule or series that begins before a place.
    private func owner(of place: SourcePlace, in document: RulePack) -> RuleSubject {
        let rules = document.rules.map { RuleSubject($0, of: document.jurisdiction) }
        let series = document.rates.map { RuleSubject($0, of: document.jurisdiction) }
        let before = (rules + series).filter { $0.place.map { $0 <= place } ?? false }
        return before.max { ($0.place ?? place) < ($1.place ?? place) }
            ?? RuleSubject(document.jurisdiction, place: document.place)
    }
}
