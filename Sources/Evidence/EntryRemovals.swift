import Domain

/// Holds entries of which only the leaf hash is left against the statements that explain them (evidence.md 6.4): without
/// one, whoever empties an envelope could call it the order of a court.
struct EntryRemovals: Sendable {
    /// Entries without an envelope.
    private var bare: [UInt64] = []
    /// Stretches of entries with one.
    private var whole: [Range<UInt64>] = []
    /// By the entry that is said to be removed, the first statement that says so.
    private var stated: [UInt64: UInt64] = [:]

    mutating func add(_ row: ExaminedRow) {
        if row.isHashOnly {
            bare.append(row.index)
        } else if let last = whole.last, last.upperBound == row.index {
            whole[whole.count - 1] = last.lowerBound..<row.index + 1
        } else {
            whole.append(row.index..<row.index + 1)
        }
        // What came later than the statement was not there to be removed.
        for index in row.purge?.removed ?? [] where index < row.index {
            stated[index] = stated[index] ?? row.index
        }
    }

    /// A note for each entry that a statement explains; what is gone without one, or there in spite of one, is wrong.
    func settle() -> [Finding] {
        var findings = bare.map { index in
            stated[index].map { statement in
                let note = "removed in full by the order that entry \(statement) states; its leaf hash stands for it"
                return Finding(.presentAsHash, .entry(index), note)
            }
                ?? Finding(
                    .envelopeMissingUnexplained, .entry(index),
                    "the envelope is gone and no purge entry says that it was removed")
        }
        for (index, statement) in stated.sorted(by: { $0.key < $1.key }) where hasEnvelope(index) {
            let cause = "entry \(statement) says that it was removed in full, and it is there"
            findings.append(Finding(.envelopeReturned, .entry(index), cause))
        }
        return findings
    }

    private func hasEnvelope(_ index: UInt64) -> Bool {
        var (low, high) = (0, whole.count)
        while low < high {
            let middle = (low + high) / 2
            if whole[middle].lowerBound <= index { low = middle + 1 } else { high = middle }
        }
        return low > 0 && whole[low - 1].contains(index)
    }
}
