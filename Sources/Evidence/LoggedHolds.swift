import Domain

/// The holds as the log tells of them, which nobody can change unseen. Who purges by a table of holds has to find the same
/// there (evidence.md 6.3); what cannot be read is named, never left out.
package struct LoggedHolds: Sendable {
    /// What each hold covers, also of those that are released.
    package private(set) var holds: [String: HoldStatement.Cover] = [:]
    package private(set) var released: Set<String> = []
    /// Entries about holds and about their ends.
    package private(set) var holdEntries = 0
    package private(set) var releaseEntries = 0
    /// Entries that are not as they were written, or whose payload is no statement of its kind or is gone: the class `hold`
    /// has no end of retention and is never removed in full, so nothing but tampering takes one away.
    package private(set) var damaged: [UInt64] = []

    /// - Parameters:
    ///   - holds: all entries of kind `hold`.
    ///   - releases: all entries of kind `hold_release`.
    package init(holds: [LogRow], releases: [LogRow], of log: LogOrigin) {
        holdEntries = holds.count
        releaseEntries = releases.count
        for row in ExaminedPage(LogPage(rows: holds), of: log).rows {
            if let hold = row.hold { self.holds[hold.id] = hold.cover }
            if !row.isAsWritten || row.hold == nil { damaged.append(row.index) }
        }
        for row in ExaminedPage(LogPage(rows: releases), of: log).rows {
            if let id = row.release { released.insert(id) }
            if !row.isAsWritten || row.release == nil { damaged.append(row.index) }
        }
    }

    /// Why a table of holds is not what the log tells; nil where it is.
    ///
    /// - Parameters:
    ///   - table: what each hold of the table covers.
    ///   - ended: those of them that the table calls released.
    package func difference(from table: [String: HoldStatement.Cover], ended: Set<String>) -> String? {
        if let first = damaged.min() {
            return "entry \(first) of the log, about a hold, cannot be read as it was written"
        }
        for (id, cover) in holds.sorted(by: { $0.key < $1.key }) {
            guard let stored = table[id] else {
                return "\(id) stands in the log and the database does not know it"
            }
            if case .caseFile(let name, let records) = cover, case .caseFile(name, let known) = stored {
                // What was held goes in time when the hold has ended.
                if released.contains(id) || records.isSubset(of: known) { continue }
                return "\(id) holds records of case \(name) that the database does not count to it any more"
            }
            // Of a participant whom the entry does not state, the table covers more than the entry: nothing goes by it.
            if case .subjects(let aliases) = cover, case .participant(_, aliases) = stored { continue }
            guard stored == cover else { return "\(id) covers something else in the log than in the database" }
        }
        if let first = ended.subtracting(released).min() {
            return "\(first) is released in the database and not in the log"
        }
        guard holdEntries == table.count, releaseEntries == ended.count else {
            return "the log tells of \(holdEntries) holds and \(releaseEntries) releases, "
                + "the database of \(table.count) and \(ended.count)"
        }
        return nil
    }
}

extension ExaminedRow {
    /// Envelope and columns agree, and what is there of its payloads is what it commits to.
    fileprivate var isAsWritten: Bool { findings.isEmpty && !isHashOnly && !entryIDDiffers && storedLeaf == leaf }
}
