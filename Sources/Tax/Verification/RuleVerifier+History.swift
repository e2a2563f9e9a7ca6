import Domain

/// The past against what was approved, and against what was answered.
extension RuleVerifier {
    mutating func checkHistory() {
        guard let baseline = input.baseline else { return }
        let now = Dictionary(rules.map { ($0.rule.id, $0) }, uniquingKeysWith: { first, _ in first })
        for before in RuleVerifier.rules(of: baseline) {
            let after = now[before.rule.id]
            guard let day = firstChange(before.rule.windows, after?.rule.windows ?? []) else { continue }
            if after == nil, input.unreadJurisdictions.contains(before.jurisdiction) { continue }
            let known = Set(before.rule.corrections)
            if let after, after.rule.corrections.contains(where: { !known.contains($0) && $0.reason != nil }) {
                continue
            }
            let detail = after == nil ? "the rule is gone" : "the past was changed without a correction"
            report(.historyEdit, after?.subject ?? before.subject, on: day, detail)
        }
        var ordinals: [String: Int] = [:]
        for before in RuleVerifier.series(of: baseline) {
            let name = before.subject.name
            let ordinal = ordinals[name, default: 0]
            ordinals[name] = ordinal + 1
            let same = series.filter { $0.subject.name == name }
            let after = ordinal < same.count ? same[ordinal] : nil
            guard let day = firstChange(before.series.windows, after?.series.windows ?? []) else { continue }
            if after == nil, input.unreadJurisdictions.contains(before.jurisdiction) { continue }
            if let after, input.unreadableCorrections.contains(after.series.place) { continue }
            if let after, input.seriesCorrections[after.series.place]?.contains(where: { $0.reason != nil }) ?? false {
                continue
            }
            report(.historyEdit, after?.subject ?? before.subject, on: day, "the past was changed without a correction")
        }
    }

    /// The first day before `asOf` on which another content holds than was approved.
    private func firstChange(_ before: [RuleWindow], _ after: [RuleWindow]) -> CivilDate? {
        var bounds = Set((before + after).map(\.from))
        bounds.formUnion((before + after).compactMap(\.to))
        return bounds.sorted().first { day in
            guard day < input.asOf, let old = before.first(where: { $0.holds(on: day) }) else { return false }
            return after.first { $0.holds(on: day) }?.content != old.content
        }
    }

    /// Asks again what was asked before, with what was known then.
    mutating func checkReplay() {
        guard let replay = input.replay else { return }
        let subject = RuleSubject("\(replay.country) \(replay.fee.rawValue)", place: replay.place)
        let documents = known(at: replay.knownAt)
        if let record = replay.record {
            compare(record, replay, documents, subject)
            return
        }
        let answers = RuleVerifier.rules(of: documents).filter { placed in
            let isRecorded = placed.rule.recordedAt.map { $0 <= replay.knownAt } ?? true
            return placed.isActive && isRecorded && placed.jurisdiction == replay.country
                && placed.rule.feeTypes.contains(replay.fee)
                && placed.rule.windows.contains { $0.holds(on: replay.date) }
        }
        let answer = answers.max { $0.rule.priority < $1.rule.priority }
        let window = answer?.rule.windows.first { $0.holds(on: replay.date) }
        let isSame =
            (!replay.comparesRate || window?.ratePPM == replay.expectedRatePPM)
            && (replay.expectedRuleID.map { $0 == answer?.rule.id } ?? true)
        guard !isSame else { return }
        let then = replay.expectedRatePPM.map { DayDiff.percent($0) } ?? "no rate"
        let now = window.map { $0.rateText ?? "no rate" } ?? "no rule"
        report(.replayDiffers, subject, on: replay.date, "known at \(replay.knownAt): \(then) then, \(now) now")
    }

    /// Judges the whole record by the documents of that time.
    private mutating func compare(
        _ record: [UInt8], _ replay: RuleReplay, _ documents: [RulePack], _ subject: RuleSubject
    ) {
        let facts: FactsRecord
        do throws(FactsError) {
            facts = try FactsReader.read(record[...], file: replay.place.file, line: replay.place.line)
        } catch {
            report(.format, subject, place: replay.place, "\(error.field): \(error.why)")
            return
        }
        guard let pack = TaxPack.compile(documents, hash: .zero, zones: zones, knownAt: replay.knownAt).pack else {
            report(.replayDiffers, subject, on: replay.date, "the rules of then do not compile")
            return
        }
        let verdict = pack.verdict(for: facts)
        let found: [String: String?] = [
            "verdict": verdict.verdictText, "rate": verdict.rateText, "rate_percent": verdict.rateText,
            "rule_id": verdict.ruleID, "tax_country": verdict.taxCountry, "category": verdict.category?.rawValue,
            "reverse_charge": verdict.reverseCharge?.rawValue, "liable": verdict.liable?.rawValue,
        ]
        for (column, expected) in replay.expectedColumns.sorted(by: { $0.key < $1.key }) {
            guard let answer = found[column], answer != expected else { continue }
            report(
                .replayDiffers, subject, on: replay.date,
                "\(column) at \(replay.knownAt): \(expected ?? "null") then, \(answer ?? "null") now")
        }
    }

    /// The last version recorded at or before an instant, else the documents without their later corrections.
    private func known(at instant: Instant) -> [RulePack] {
        guard !input.versions.isEmpty else { return input.replayDocuments }
        let before = input.versions.filter { $0.recordedAt <= instant }
        return before.max { $0.recordedAt < $1.recordedAt }?.documents ?? []
    }
}
