import Domain

/// The holds as the log tells of them, which nobody can change unseen. Who purges by a table of holds has to find the same
/// there (evidence.md 6.3); what cannot be read is named, never left out.
package struct LoggedHolds: Sendable {
    /// A hold as a table has it.
    package struct Row: Hashable, Sendable {
        /// Nil: a filter that cannot be read, which is none that the log has.
        package var cover: HoldStatement.Cover?
        /// The filter as the database itself reads it, in PostgreSQL's text of it.
        package var condition: String?
        package var heldBy: String
        package var authority: String
        package var reason: String
        package var isReleased: Bool
        package var releasedBy: String?

        package init(
            cover: HoldStatement.Cover?, condition: String? = nil, heldBy: String, authority: String, reason: String,
            isReleased: Bool = false, releasedBy: String? = nil
        ) {
            self.cover = cover
            self.condition = condition
            self.heldBy = heldBy
            self.authority = authority
            self.reason = reason
            self.isReleased = isReleased
            self.releasedBy = releasedBy
        }
    }

    /// What each hold states, also of those that are released.
    package private(set) var holds: [String: HoldStatement] = [:]
    package private(set) var releases: [String: HoldRelease] = [:]
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
            if let hold = row.hold { self.holds[hold.id] = hold }
            if !row.isAsWritten || row.hold == nil { damaged.append(row.index) }
        }
        for row in ExaminedPage(LogPage(rows: releases), of: log).rows {
            if let release = row.release { self.releases[release.hold] = release }
            if !row.isAsWritten || row.release == nil { damaged.append(row.index) }
        }
    }

    /// Why a table of holds is not what the log tells; nil where it is.
    package func difference(from table: [String: Row]) -> String? {
        if let first = damaged.min() {
            return "entry \(first) of the log, about a hold, cannot be read as it was written"
        }
        for (id, hold) in holds.sorted(by: { $0.key < $1.key }) {
            guard let row = table[id] else {
                return "\(id) stands in the log and the database does not know it"
            }
            if let difference = difference(of: hold, from: row) { return difference }
        }
        let ended = table.filter { $0.value.isReleased }.keys
        if let first = Set(ended).subtracting(releases.keys).min() {
            return "\(first) is released in the database and not in the log"
        }
        for (id, release) in releases.sorted(by: { $0.key < $1.key }) {
            guard let row = table[id], row.isReleased, let person = release.person else { continue }
            if row.releasedBy != person {
                return "\(id) was released by another person in the log than in the database"
            }
        }
        guard holdEntries == table.count, releaseEntries == ended.count else {
            return "the log tells of \(holdEntries) holds and \(releaseEntries) releases, "
                + "the database of \(table.count) and \(ended.count)"
        }
        return nil
    }

    /// What it covers, and who set it for whom: only another person than that one may end it.
    private func difference(of hold: HoldStatement, from row: Row) -> String? {
        if let difference = coverDifference(of: hold, from: row) { return difference }
        if let person = hold.person, row.heldBy != person {
            return "\(hold.id) was set by another person in the log than in the database"
        }
        if let authority = hold.authority, row.authority != authority {
            return "\(hold.id) names another authority in the log than in the database"
        }
        if let reason = hold.reason, row.reason != reason {
            return "\(hold.id) has another reason in the log than in the database"
        }
        return nil
    }

    private func coverDifference(of hold: HoldStatement, from row: Row) -> String? {
        // The database forbids a purge by its condition, not by the filter that it was made from.
        var isRead = row.condition == nil
        if case .filter(let filter) = hold.cover { isRead = row.condition.map { filter.isRead(as: $0) } ?? false }
        switch (hold.cover, row.cover) {
        case (.caseFile(let name, let records), .caseFile(let stored, let known)?) where name == stored:
            // What was held goes in time when the hold has ended.
            guard releases[hold.id] != nil || records.isSubset(of: known) else {
                return "\(hold.id) holds records of case \(name) that the database does not count to it any more"
            }
        // Of a participant whom the entry does not state, the table covers more than the entry: nothing goes by it.
        case (.subjects(let aliases), .participant(_, let stored)?) where aliases == stored: break
        case (let cover, let stored):
            guard stored == cover else {
                return "\(hold.id) covers something else in the log than in the database"
            }
        }
        return isRead ? nil : "\(hold.id) covers something else in the log than the condition that the database reads"
    }
}

extension ExaminedRow {
    /// Envelope and columns agree, and what is there of its payloads is what it commits to.
    fileprivate var isAsWritten: Bool { findings.isEmpty && !isHashOnly && !entryIDDiffers && storedLeaf == leaf }
}
