import Domain

/// What the documents say about themselves: sources, dates of checks, confirmations, changes.
extension RuleVerifier {
    mutating func checkRecords() {
        for document in input.documents { checkUpdated(document) }
        for placed in rules {
            checkConfirmation(placed)
            checkWithdrawn(placed)
            guard placed.isActive else { continue }
            checkBasis(placed)
            checkVerified(placed.rule.verified, placed.rule.reviewBy, placed.subject)
            checkCertainty(placed)
            checkFourEyes(placed.rule.corrections, placed.subject)
            for watch in placed.rule.watch {
                guard let next = watch.nextCheck, next < input.asOf else { continue }
                report(.watchOverdue, placed.subject, on: next, place: watch.place, "not looked at: \(watch.event)")
            }
        }
        for placed in series {
            if placed.series.basis.isEmpty, !placed.series.windows.allSatisfy({ !$0.basis.isEmpty }) {
                report(.noBasis, placed.subject, severity: .warning, "the rates name no law")
            }
            checkVerified(placed.series.verified, placed.series.reviewBy, placed.subject)
            checkFourEyes(input.seriesCorrections[placed.series.place] ?? [], placed.subject)
        }
    }

    /// A document that holds windows from after its last update was changed without saying so. A start still to come
    /// and a staged one may well be known long before.
    private mutating func checkUpdated(_ document: RulePack) {
        guard let updated = document.updated else { return }
        let staged = document.rules.filter { $0.status != .staged }.flatMap { rule in
            rule.windows.map { (RuleSubject(rule, of: document.jurisdiction), $0) }
        }
        let rates = document.rates.flatMap { series in
            series.windows.map { (RuleSubject(series, of: document.jurisdiction), $0) }
        }
        let late = (staged + rates).filter { updated < $0.1.from && $0.1.from <= input.asOf }
        guard let (subject, window) = late.max(by: { $0.1.from < $1.1.from }) else { return }
        report(
            .metaDate, subject, on: window.from, place: document.place,
            "updated \(updated), and a window begins \(window.from)")
    }

    private mutating func checkConfirmation(_ placed: PlacedRule) {
        let rule = placed.rule
        guard rule.status == .staged, rule.confirmed == nil, let by = rule.confirmBy ?? rule.activates, by < input.asOf
        else { return }
        let starts = rule.activates.map { ", to start \($0)" } ?? ""
        report(.confirmOverdue, placed.subject, on: by, "staged and not confirmed by \(by)\(starts)")
    }

    /// A withdrawn rule does no harm while another rule, of whatever priority, answers for its fees: it is never asked.
    /// Its rate must not be given again by another, but for one that stands in its place whole.
    private mutating func checkWithdrawn(_ placed: PlacedRule) {
        let rule = placed.rule
        guard rule.status == .withdrawn else { return }
        let open = rule.windows.filter { $0.to.map { input.asOf < $0 } ?? true }
        let others = rules.filter { $0.isActive && $0.jurisdiction == placed.jurisdiction }
        for window in open {
            let day = max(window.from, input.asOf)
            let uncovered = rule.feeTypes.first { fee in
                !others.contains { other in
                    other.rule.feeTypes.contains(fee) && other.rule.windows.contains { $0.holds(on: day) }
                }
            }
            if uncovered != nil {
                report(
                    .withdrawn, placed.subject, on: window.from, place: window.place,
                    "withdrawn, and nothing stands in its place")
                return
            }
        }
        for window in rule.windows {
            guard let rate = window.ratePPM else { continue }
            let series = self.series.filter { $0.jurisdiction == placed.jurisdiction }.map {
                ($0.subject, $0.series.windows)
            }
            let shared = others.filter { !Set($0.rule.feeTypes).isDisjoint(with: rule.feeTypes) }
            let isReplaced = shared.contains { RuleVerifier.spans($0.rule) == RuleVerifier.spans(rule) }
            if isReplaced { return }
            let copies = shared.map { ($0.subject, $0.rule.windows) } + series
            for (subject, windows) in copies {
                guard let copy = windows.first(where: { $0.ratePPM == rate && $0.from == window.from }) else {
                    continue
                }
                report(
                    .withdrawn, subject, on: copy.from, place: copy.place,
                    "the withdrawn rule \(rule.id) is still applied")
            }
        }
    }

    /// What a rule says of its days, without where it stands.
    private static func spans(_ rule: VATRule) -> [String] {
        rising(rule.windows).map { "\($0.from) \($0.to?.description ?? "-") \($0.content)" }
    }

    private mutating func checkBasis(_ placed: PlacedRule) {
        let rule = placed.rule
        guard rule.basis.isEmpty, rule.windows.isEmpty || !rule.windows.allSatisfy({ !$0.basis.isEmpty }) else {
            return
        }
        report(.noBasis, placed.subject, "the rule names no law")
    }

    private mutating func checkVerified(_ verified: Verification?, _ reviewBy: CivilDate?, _ subject: RuleSubject) {
        if let verified {
            let age = Int(input.asOf.daysSinceEpoch - verified.date.daysSinceEpoch)
            if age > input.maximumAgeDays {
                report(.stale, subject, on: verified.date, "verified \(age) days ago; at most \(input.maximumAgeDays)")
            }
        } else {
            report(.stale, subject, "never verified")
        }
        if let reviewBy, reviewBy < input.asOf {
            report(.reviewOverdue, subject, on: reviewBy, "to be reviewed by \(reviewBy)")
        }
    }

    private mutating func checkCertainty(_ placed: PlacedRule) {
        let rule = placed.rule
        let now = rule.windows.first { $0.holds(on: input.asOf) }
        let certainty = now?.certainty ?? rule.certainty
        let isContested = rule.certainty == .contested || rule.status == .contested || now?.certainty == .contested
        if isContested, rule.alternatives.isEmpty {
            report(
                .noAlternative, placed.subject, on: now?.from, "contested, and the other reading is not written down")
        }
        if certainty == .assumed { report(.assumed, placed.subject, "no source says that charging bears this") }
    }

    private mutating func checkFourEyes(_ corrections: [Correction], _ subject: RuleSubject) {
        for correction in corrections {
            guard let author = correction.by?.lowercased(), author == correction.approvedBy?.lowercased() else {
                continue
            }
            report(
                .fourEyes, subject, on: correction.date.utcDate, "the author of the correction has approved it")
        }
    }
}
