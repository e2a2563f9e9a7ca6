package import Domain

/// How far an authority's order to keep longer reaches: it counts by rows `extend_by_authority` alone, each from its day on
/// and no longer than its period, so that an order may keep less than whoever states it believes.
package struct OrderReach: Sendable {
    /// The last day that the authority named.
    private let last: CivilDate
    /// The day on which it is asked.
    private let day: CivilDate
    private var parts = 0
    /// Of them those that a row in force speaks of, and what these keep.
    private var reached = 0
    private var rows: Set<String> = []
    /// Kept without an end, as a date is missing.
    private var endless = 0
    /// Kept as long without the order.
    private var kept = 0
    /// Kept shorter than ordered, the shortest to this day.
    private var capped = 0
    private var cap: CivilDate?
    /// The first row that is not in force yet.
    private var next: (day: CivilDate, rule: String)?
    /// The last day of another order that counts for the same and reaches further.
    private var other: CivilDate?

    package init(last: CivilDate, on day: CivilDate) {
        self.last = last
        self.day = day
    }

    /// Adds a part that the order is about.
    ///
    /// - Parameter facts: what is known about it, the order included.
    package mutating func add(_ facts: RetentionFacts, _ rules: RetentionRules) {
        // What says that the date was stated holds nothing of the case.
        guard facts.group != .system else { return }
        parts += 1
        let ordered = max(last, facts.dates[.extended] ?? last)
        if ordered > last { other = max(other ?? ordered, ordered) }
        let speaking = rules.periods.filter {
            $0.effect == .extendByAuthority && facts.regimes.contains($0.regime) && rules.speaks($0, of: facts)
                && rules.reaches($0, facts)
        }
        let inForce = speaking.filter { $0.isInForce(on: day, event: facts.eventDate) }
        guard !inForce.isEmpty else {
            for rule in speaking {
                guard let from = rule.effectiveFrom, from > day, next.map({ from < $0.day }) ?? true else { continue }
                next = (from, rule.id)
            }
            return
        }
        reached += 1
        for rule in inForce { rows.insert("\(rule.id) (at most \(rule.period) from \(rule.start.dateName.rawValue))") }
        var without = facts
        without.dates[.extended] = nil
        let verdict = rules.resolve(without, on: day)
        let ends = inForce.map { rules.end(of: $0, facts) }
        if case .waiting = verdict.state {
            endless += 1
        } else if let until = verdict.until, until > ordered {
            kept += 1
        } else if let end = ends.compactMap(\.self).max(), !ends.contains(nil), end <= ordered {
            capped += 1
            cap = min(cap ?? end, end)
        }
    }

    /// In plain lines, with the remedy where the order keeps less than it says.
    package var notes: [String] {
        var notes: [String] = []
        if parts == 0 {
            notes.append("no part is kept that the order is about: it counts for what comes, as far as a row reaches")
        } else if reached == 0 {
            let coming = next.map { ": \($0.rule) begins on \($0.day), and until then the order keeps nothing" }
            notes.append("on \(day) no row extend_by_authority is in force for these parts" + (coming ?? ""))
        } else {
            notes.append(
                "the order counts for \(reached) of \(parts) parts by \(rows.sorted().joined(separator: ", "))")
        }
        var words: [String] = []
        if endless > 0 { words.append("\(endless) are kept without an end, as long as a date is missing") }
        if kept > 0 { words.append("\(kept) are kept until \(last) or longer without it") }
        if let cap { words.append("\(capped) go sooner than ordered, the first after \(cap.adding(days: -1))") }
        if !words.isEmpty { notes.append("of these " + words.joined(separator: "; ")) }
        if let other { notes.append("an order until \(other) stands and stays: take it back first where it is wrong") }
        if reached == 0 || capped > 0 {
            notes.append("a hold keeps what no such row keeps: amplomb retention hold add --authority NAME")
        }
        return notes
    }
}
