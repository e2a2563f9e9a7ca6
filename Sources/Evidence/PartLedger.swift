import Domain

/// Keeps track of payload parts that are not there until purge entries explain them, and of the holds that forbade it.
struct PartLedger: Sendable {
    /// A stretch of one group that a purge entry names.
    private struct Cover: Sendable {
        let span: Range<UInt64>
        let purge: UInt64
    }

    private struct Hold: Sendable {
        let statement: HoldStatement
        let index: UInt64
        var released: UInt64?
    }

    private var missing: [FieldGroup: [Range<UInt64>]] = [:]
    /// By the order of groups, those that are there.
    private var present: [[Range<UInt64>]] = Array(repeating: [], count: FieldGroup.allCases.count)
    private var gone: [RetentionPart] = []
    private var purged: [FieldGroup: [Cover]] = [:]
    private var holds: [Hold] = []
    private var removals = EntryRemovals()
    private var findings: [Finding] = []

    mutating func add(_ row: ExaminedRow) {
        removals.add(row)
        for group in row.missingParts {
            var spans = missing.removeValue(forKey: group) ?? []
            if let last = spans.last, last.upperBound == row.index {
                spans[spans.count - 1] = last.lowerBound..<row.index + 1
            } else {
                spans.append(row.index..<row.index + 1)
            }
            missing[group] = spans
        }
        for order in present.indices where row.presentGroups >> UInt8(order) & 1 != 0 {
            if let last = present[order].last, last.upperBound == row.index {
                present[order][present[order].count - 1] = last.lowerBound..<row.index + 1
            } else {
                present[order].append(row.index..<row.index + 1)
            }
        }
        gone += row.gone
        if let statement = row.hold { holds.append(Hold(statement: statement, index: row.index)) }
        if let id = row.release?.hold,
            let place = holds.lastIndex(where: { $0.statement.id == id && $0.released == nil })
        {
            holds[place].released = row.index
        }
        guard let purge = row.purge else { return }
        for (group, spans) in purge.ranges {
            // What came later than the statement was not there to be purged.
            for span in spans where span.lowerBound < row.index {
                let span = span.lowerBound..<min(span.upperBound, row.index)
                purged[group, default: []].append(Cover(span: span, purge: row.index))
            }
        }
        if Set(purge.approvers).count < 2 {
            let cause = "the purge names fewer than two approvers"
            findings.append(Finding(.purgeUnapproved, .part(row.index, .system), cause))
        }
    }

    /// The parts that are missing without a purge entry, and how many are explained by one.
    func settle() -> ([Finding], UInt64) {
        var findings = self.findings
        var explained: UInt64 = 0
        let covers = purged.mapValues { $0.sorted { ($0.span.lowerBound, $0.purge) < ($1.span.lowerBound, $1.purge) } }
        for (group, spans) in missing.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let cover = covers[group] ?? []
            var next = 0
            for span in spans {
                var position = span.lowerBound
                while position < span.upperBound {
                    while next < cover.count, cover[next].span.upperBound <= position { next += 1 }
                    if next < cover.count, cover[next].span.contains(position) {
                        let end = min(cover[next].span.upperBound, span.upperBound)
                        explained += end - position
                        position = end
                    } else {
                        let cause = "the payload is gone and no purge entry covers it"
                        findings.append(Finding(.payloadMissingUnexplained, .part(position, group), cause))
                        position += 1
                    }
                }
            }
        }
        return (findings + removals.settle() + purgedUnderHold(covers) + returned(covers), explained)
    }

    /// Parts that a purge statement names and that are there again: what was erased was put back.
    private func returned(_ covers: [FieldGroup: [Cover]]) -> [Finding] {
        var findings: [Finding] = []
        for group in FieldGroup.allCases {
            let spans = present[group.order]
            var next = 0
            for cover in covers[group] ?? [] {
                while next < spans.count, spans[next].upperBound <= cover.span.lowerBound { next += 1 }
                var place = next
                while place < spans.count, spans[place].lowerBound < cover.span.upperBound {
                    for index in spans[place].clamped(to: cover.span) {
                        let cause = "entry \(cover.purge) says that it was purged, and it is there"
                        findings.append(Finding(.payloadReturned, .part(index, group), cause))
                    }
                    place += 1
                }
            }
        }
        return findings
    }

    /// Parts that a purge took while a hold covered them. Each statement that names a part counts: a later one, made when
    /// the hold had ended, does not hide the one that broke it.
    private func purgedUnderHold(_ covers: [FieldGroup: [Cover]]) -> [Finding] {
        if holds.isEmpty { return [] }
        var findings: [Finding] = []
        let reach = covers.mapValues(Self.reach)
        for part in gone {
            for cover in Self.covers(of: part.index, covers[part.group] ?? [], reach[part.group] ?? []) {
                let holding = holds.first { hold in
                    hold.index < cover.purge && hold.released.map { $0 > cover.purge } ?? true
                        && hold.statement.covers(part)
                }
                guard let holding else { continue }
                let cause =
                    "hold \(holding.statement.id) (entry \(holding.index)) was in force when entry \(cover.purge) purged it"
                findings.append(Finding(.purgedUnderHold, .part(part.index, part.group), cause))
                break
            }
        }
        return findings
    }

    /// For each cover how far it and those before it reach at most.
    private static func reach(_ covers: [Cover]) -> [UInt64] {
        var furthest: UInt64 = 0
        return covers.map { cover in
            furthest = max(furthest, cover.span.upperBound)
            return furthest
        }
    }

    /// All that contain an index, the oldest statement first.
    private static func covers(of index: UInt64, _ covers: [Cover], _ reach: [UInt64]) -> [Cover] {
        var (low, high) = (0, covers.count)
        while low < high {
            let middle = (low + high) / 2
            if covers[middle].span.lowerBound <= index { low = middle + 1 } else { high = middle }
        }
        var found: [Cover] = []
        while low > 0, reach[low - 1] > index {
            low -= 1
            if covers[low].span.contains(index) { found.append(covers[low]) }
        }
        return found.sorted { $0.purge < $1.purge }
    }
}
