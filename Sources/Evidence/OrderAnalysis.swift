import Domain

/// Rows that differ from what the tree recorded. At the end it tells apart what was changed in place, what changed
/// places, and what moved because an entry was put in or taken out.
struct OrderAnalysis: Sendable {
    private struct Dispute: Sendable {
        let index: UInt64
        /// Hash over the row's envelope; nil when the row is gone.
        let current: Hash32?
        let stored: Hash32?
        let tile: Hash32?
        /// Whether a stated root was found to be that of the entries as they are, not as tile and leaf hash have them.
        var entryHolds = false

        var recorded: Hash32? { tile ?? stored }
    }

    private var disputes: [Dispute] = []
    private var indexOfRecorded: [Hash32: UInt64] = [:]
    private var notListed: UInt64 = 0
    private var decided = 0
    /// Enough for any attack by hand; a log that differs everywhere is named by ranges.
    private static let maximum = 200_000

    mutating func add(index: UInt64, current: Hash32?, stored: Hash32?, tile: Hash32?) {
        guard disputes.count < Self.maximum else {
            notListed += 1
            return
        }
        let dispute = Dispute(index: index, current: current, stored: stored, tile: tile)
        disputes.append(dispute)
        if let recorded = dispute.recorded { indexOfRecorded[recorded] = index }
    }

    /// A root decided about all disputes so far that were open.
    mutating func decide(upTo size: UInt64, entriesHold: Bool) {
        defer { decided = disputes.count }
        guard entriesHold else { return }
        for position in decided..<disputes.count where disputes[position].index < size {
            disputes[position].entryHolds = true
            if let recorded = disputes[position].recorded { indexOfRecorded[recorded] = nil }
        }
    }

    /// A row without a record of its own that holds the entry recorded at an earlier, disputed index: the two have traded
    /// places. Returns the leaf that belongs to the row.
    mutating func trade(index: UInt64, current: Hash32) -> Hash32? {
        guard let other = indexOfRecorded[current], other != index,
            let belongs = disputes.first(where: { $0.index == other })?.current, indexOfRecorded[belongs] == nil
        else { return nil }
        add(index: index, current: current, stored: nil, tile: belongs)
        return belongs
    }

    func findings() -> [Finding] {
        var findings: [Finding] = []
        let sorted = disputes.sorted { $0.index < $1.index }
        let present = Set(disputes.compactMap(\.current))
        var shift = Shift.none
        for (position, dispute) in sorted.enumerated() {
            let following = position + 1 < sorted.count ? sorted[position + 1] : nil
            if dispute.entryHolds {
                let cause = "tile or leaf hash was changed; the entry itself is the one the root proves"
                findings.append(Finding(.leafMismatch, .entry(dispute.index), cause))
                continue
            }
            if shift.carries(to: dispute, home: dispute.current.flatMap { indexOfRecorded[$0] }) { continue }
            shift = .none
            guard let current = dispute.current else {
                findings.append(
                    Finding(.entryMissing, .entry(dispute.index), "the tile holds its leaf hash, the entry is gone"))
                continue
            }
            let home = indexOfRecorded[current]
            let isNew = home == nil
            if isNew, let following, following.index == dispute.index + 1, following.current == dispute.recorded {
                let cause = "an entry was put in here; those behind it stand one place later"
                findings.append(Finding(.rootMismatch, .entry(dispute.index), cause))
                shift = .later(dispute.index)
            } else if home == dispute.index + 1, let recorded = dispute.recorded, !present.contains(recorded) {
                let cause = "the entry was taken out; those behind it stand one place earlier"
                findings.append(Finding(.entryMissing, .entry(dispute.index), cause))
                shift = .earlier(dispute.index)
            } else if let home, home != dispute.index {
                let cause = "the entry here belongs to index \(home)"
                findings.append(Finding(.orderChanged, .entry(dispute.index), cause))
            } else {
                findings.append(Finding(.leafMismatch, .entry(dispute.index), cause(dispute)))
            }
        }
        if notListed > 0 {
            findings.append(Finding(.leafMismatch, .nowhere, "\(notListed) entries more differ from the tree"))
        }
        return findings
    }

    private func cause(_ dispute: Dispute) -> String {
        switch (dispute.stored == dispute.current, dispute.tile) {
        case (true, .some): "envelope and leaf hash agree, the tile holds the leaf hash that was logged"
        case (false, .some(let tile)) where tile == dispute.current:
            "the stored leaf hash is not that of the envelope; the tile agrees with the envelope"
        case (false, .some): "the envelope does not give its leaf hash; the tile holds the leaf hash that was logged"
        default: "the envelope does not give its stored leaf hash"
        }
    }

    /// Rows that moved by one place together.
    private enum Shift {
        case none
        case later(UInt64)
        case earlier(UInt64)

        mutating func carries(to dispute: Dispute, home: UInt64?) -> Bool {
            switch self {
            case .none: return false
            case .later(let last):
                guard dispute.index == last + 1, home == last else { return false }
                self = .later(dispute.index)
                return true
            case .earlier(let last):
                guard dispute.index == last + 1, home == dispute.index + 1 || dispute.current == nil || home == nil
                else {
                    return false
                }
                self = .earlier(dispute.index)
                return true
            }
        }
    }
}
