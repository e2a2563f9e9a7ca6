package import Domain

/// One hit on its way to a case.
package struct CaseHit: Hashable, Sendable {
    package let key: CaseKey
    /// `case.window` of the rule, in event time.
    package let window: TimeSpan
    /// The good-list entry that covers the hit, for example `G-88`.
    package let coveredBy: String?
    package let item: CaseItem

    package init(key: CaseKey, window: TimeSpan, coveredBy: String? = nil, item: CaseItem) {
        self.key = key
        self.window = window
        self.coveredBy = coveredBy
        self.item = item
    }
}

/// What the store has of one key: its open case and the case closed last.
package struct ExistingCases: Sendable {
    package let open: CaseFile?
    package let lastClosed: CaseFile?

    package init(open: CaseFile?, lastClosed: CaseFile?) {
        self.open = open
        self.lastClosed = lastClosed
    }
}

/// What a batch of hits changes.
package enum CaseChange: Hashable, Sendable {
    /// A new case; the store numbers it.
    case open(CaseFile, actions: [CaseAction])
    case append(CaseFile, actions: [CaseAction])
    /// The last case of the key is open again.
    case reopen(CaseFile, actions: [CaseAction])
    /// A correction of a closed case: noted there, nothing reopens.
    case annotate(CaseFile, actions: [CaseAction])
    /// A good-list entry covers the hit: no case, the use is counted.
    case covered(CaseHit, by: String)

    /// The case after the change.
    package var file: CaseFile? {
        switch self {
        case .open(let file, _), .append(let file, _), .reopen(let file, _), .annotate(let file, _): file
        case .covered: nil
        }
    }

    package var actions: [CaseAction] {
        switch self {
        case .open(_, let actions), .append(_, let actions), .reopen(_, let actions), .annotate(_, let actions): actions
        case .covered: []
        }
    }
}

/// Turns hits into cases: one open case per key, no hit dropped (cases-and-web.md section 1).
package enum CaseBook {
    /// Places the hits of a batch.
    ///
    /// The result does not depend on the order of `hits`. Changes come in order of key, so that every writer takes its
    /// locks in the same order.
    ///
    /// - Parameters:
    ///   - hits: New hits, unknowns and corrections; of a re-scored event only the differences (`differences`).
    ///   - existing: What is stored per key; a key without an entry has no case.
    ///   - at: The time of the batch, for opening times and clocks. Recurrence is judged in event time only.
    /// - Throws: `outOfOrder` when the batch is older than what is stored of a case.
    package static func place(
        _ hits: [CaseHit], existing: [CaseKey: ExistingCases], policy: CasePolicy, at instant: Instant
    ) throws(CaseError) -> [CaseChange] {
        var changes: [CaseChange] = []
        var groups: [CaseKey: [CaseHit]] = [:]
        for hit in hits { groups[hit.key, default: []].append(hit) }
        for key in groups.keys.sorted() {
            let group = (groups[key] ?? []).sorted { CaseItem.precedes($0.item, $1.item) }
            let stored = existing[key] ?? ExistingCases(open: nil, lastClosed: nil)
            changes += try place(group, key: key, stored: stored, policy: policy, at: instant)
        }
        return changes
    }

    private static func place(
        _ hits: [CaseHit], key: CaseKey, stored: ExistingCases, policy: CasePolicy, at instant: Instant
    ) throws(CaseError) -> [CaseChange] {
        // A good-list entry keeps a hit out of a new case; an open case takes everything.
        if let open = stored.open {
            var file = open
            let actions = try file.apply(.hits(hits.map(\.item)), at: max(instant, open.updatedAt), policy: policy)
            return [.append(file, actions: actions)]
        }
        var changes: [CaseChange] = hits.compactMap { hit in hit.coveredBy.map { .covered(hit, by: $0) } }
        let left = hits.filter { $0.coveredBy == nil }
        guard let first = left.first(where: { $0.item.kind != .correction || $0.item.raises }) else {
            if let closed = stored.lastClosed, !left.isEmpty {
                var file = closed
                let actions = file.takeIn(left.map(\.item))
                file.updatedAt = max(instant, closed.updatedAt)
                file.version += 1
                changes.append(.annotate(file, actions: actions))
            }
            return changes
        }
        if let closed = stored.lastClosed,
            first.item.at.microseconds - closed.lastHitAt.microseconds
                < max(closed.window, first.window).microseconds
        {
            var file = closed
            let now = max(instant, closed.updatedAt)
            var actions = try file.apply(.reopen(.recurrence, by: nil), at: now, policy: policy)
            actions += try file.apply(.hits(left.map(\.item)), at: now, policy: policy)
            file.window = left.map(\.window).reduce(file.window, max)
            changes.append(.reopen(file, actions: actions))
            return changes
        }
        var file = CaseFile(
            key: key, queue: "", window: left.map(\.window).max() ?? first.window, follows: stored.lastClosed?.id,
            firstHit: first.item.at, at: instant)
        var actions: [CaseAction] = [.timeline(.opened, by: .engine, text: key.description)]
        if let earlier = stored.lastClosed?.id { actions.append(.link(to: earlier, as: "follows")) }
        actions += file.takeIn(left.map(\.item))
        file.queue = policy.queue(family: key.mainFamily, severity: file.severity)
        changes.append(.open(file, actions: actions + [.recomputeDueDate]))
        return changes
    }

    /// What a new assessment of an event changes for its cases: hits that are new, and corrections for findings that are now
    /// judged or worded otherwise, that hold again, or that no longer hold. Equal findings give nothing. Items are never
    /// taken away.
    ///
    /// - Parameters:
    ///   - earlier: The latest item of each finding; one that was taken back has outcome `pass`.
    ///   - later: What the new assessment found; a hit of an event that passes all the same has outcome `pass`.
    ///   - revision: Number of the new assessment, for the sentences.
    package static func differences(from earlier: [CaseHit], to later: [CaseHit], revision: Int) -> [CaseHit] {
        struct Place: Hashable {
            let key: CaseKey
            let identity: CaseItem.Identity
        }
        func places(_ hits: [CaseHit]) -> [Place: CaseHit] {
            Dictionary(
                hits.map { (Place(key: $0.key, identity: $0.item.identity), $0) },
                uniquingKeysWith: { first, _ in first })
        }
        let (before, after) = (places(earlier), places(later))
        var found: [CaseHit] = []
        for (place, hit) in after {
            let now = hit.item
            guard let old = before[place]?.item else {
                if now.outcome > .pass { found.append(hit) }
                continue
            }
            if now.outcome == .pass {
                if old.outcome > .pass {
                    let words = "the event passes since revision \(revision): \(now.say)"
                    found.append(correction(of: hit, before: old.outcome, words: Sentence(words)))
                }
            } else if now.outcome != old.outcome || now.severity != old.severity || now.risk != old.risk
                || now.say.description != old.say.description
            {
                found.append(correction(of: hit, before: old.outcome, words: now.say))
            }
        }
        for (place, hit) in before where after[place] == nil && hit.item.outcome > .pass {
            let words = "this hit no longer holds since revision \(revision)"
            found.append(correction(of: hit, before: hit.item.outcome, outcome: .pass, words: Sentence(words)))
        }
        return found.sorted { ($0.key, 0) == ($1.key, 0) ? CaseItem.precedes($0.item, $1.item) : $0.key < $1.key }
    }

    private static func correction(
        of hit: CaseHit, before: Outcome, outcome: Outcome? = nil, words: Sentence
    ) -> CaseHit {
        let item = hit.item
        return CaseHit(
            key: hit.key, window: hit.window, coveredBy: nil,
            item: CaseItem(
                kind: .correction, at: item.at, event: item.event, eventRevision: item.eventRevision,
                assessment: item.assessment, ruleID: item.ruleID, ruleVersion: item.ruleVersion,
                ruleTitle: item.ruleTitle, listEntry: item.listEntry, outcome: outcome ?? item.outcome,
                severity: item.severity, risk: item.risk, say: words, before: before))
    }
}
