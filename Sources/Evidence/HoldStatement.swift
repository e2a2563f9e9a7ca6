import Domain
import Formats

/// The payload of a `hold` entry: which parts nobody may purge until it is released (evidence.md 6.3).
package struct HoldStatement: Hashable, Sendable {
    package enum Cover: Hashable, Sendable {
        case subjects(Set<Pseudonym>)
        /// A participant with the aliases that it had when the hold was set; its other records the database alone knows.
        case participant(String, aliases: Set<Pseudonym>)
        case record(Pseudonym)
        case filter(RetentionFilter)
        /// A case with the records that belonged to it when the hold was set; which came later, the database alone knows.
        case caseFile(String, records: Set<Pseudonym>)
    }

    /// For example `H-3`.
    package let id: String
    package let cover: Cover
    /// Who set it, who asked for it, and why; nil where the entry does not state it.
    package let person: String?
    package let authority: String?
    package let reason: String?

    /// Nil when the bytes are no such statement.
    package init?(payload: [UInt8]) {
        guard let root = try? JSONDocument(parsing: payload).root, let id = root["hold"]?.string else { return nil }
        self.id = id
        person = root["by"]?.string
        authority = root["authority"]?.string
        reason = root["reason"]?.string
        if let names = root["subjects"], names.kind == .array {
            let subjects = names.elements.map { $0.string.flatMap { Pseudonym(hex: $0) } }
            guard !subjects.contains(nil) else { return nil }
            let aliases = Set(subjects.compactMap(\.self))
            if let participant = root["participant"] {
                guard let id = participant.string else { return nil }
                cover = .participant(id, aliases: aliases)
            } else {
                cover = .subjects(aliases)
            }
        } else if let filter = root["filter"]?.string {
            guard let filter = try? RetentionFilter(filter) else { return nil }
            cover = .filter(filter)
        } else if let record = root["record"]?.string.flatMap({ Pseudonym(hex: $0) }) {
            cover = .record(record)
        } else if let id = root["case"]?.string {
            let records = root["records"].map { $0.elements.map { $0.string.flatMap { Pseudonym(hex: $0) } } } ?? []
            guard !records.contains(nil) else { return nil }
            cover = .caseFile(id, records: Set(records.compactMap(\.self)))
        } else {
            return nil
        }
    }

    /// Whether it covers a part, as far as the log says.
    func covers(_ part: RetentionPart) -> Bool {
        switch cover {
        case .subjects(let subjects), .participant(_, let subjects): part.subject.map(subjects.contains) ?? false
        case .record(let record): part.record == record
        case .filter(let filter): filter.covers(part)
        case .caseFile(_, let records): records.contains(part.record)
        }
    }
}

/// The payload of a `hold_release` entry: which hold ended, and by whom.
package struct HoldRelease: Hashable, Sendable {
    /// For example `H-3`.
    package let hold: String
    /// Nil where the entry does not state it.
    package let person: String?

    /// Nil when the bytes are no such statement.
    package init?(payload: [UInt8]) {
        guard let root = try? JSONDocument(parsing: payload).root, let hold = root["hold"]?.string else { return nil }
        self.hold = hold
        person = root["by"]?.string
    }
}
