package import Domain

/// What an entry of the log records (evidence.md 2.1).
package enum EnvelopeKind: String, Sendable, CaseIterable {
    case genesis, event, assessment
    case caseEvent = "case_event"
    case kyc, knowledge, report, submission, answer, date, hold
    case holdRelease = "hold_release"
    case purge, key, anchored, access
}

/// The parts a payload is split into, because retention differs by group. In order of their names.
package enum FieldGroup: String, Sendable, CaseIterable, Comparable {
    case cdd, decision, report, sanctions, system, tax, txn

    package static func < (left: FieldGroup, right: FieldGroup) -> Bool { left.order < right.order }

    /// The place among the groups sorted by name.
    var order: Int {
        switch self {
        case .cdd: 0
        case .decision: 1
        case .report: 2
        case .sanctions: 3
        case .system: 4
        case .tax: 5
        case .txn: 6
        }
    }
}

/// The dates retention counts from (evidence.md 6.2). In order of their names.
package enum DateName: String, Sendable, CaseIterable, Comparable {
    case document
    /// The last day to which an authority ordered this case to be kept; rows of the effect `extend_by_authority` count by it.
    case extended
    case filing
    case filingDeadline = "filing_deadline"
    case lastDependent = "last_dependent"
    case payment, record
    case relationshipEnd = "relationship_end"
    case transaction, unblocked

    package static func < (left: DateName, right: DateName) -> Bool { left.rawValue < right.rawValue }
}

/// A civil date with the name retention knows it by.
package struct NamedDate: Hashable, Sendable {
    package let name: DateName
    package let date: CivilDate

    package init(_ name: DateName, _ date: CivilDate) {
        self.name = name
        self.date = date
    }
}

/// Who acted: the engine itself, a person behind a pseudonym, or nobody.
package enum EnvelopeActor: Hashable, Sendable {
    case none, engine
    case person(Pseudonym)
}

/// One committed payload of an envelope.
package struct EnvelopePart: Hashable, Sendable {
    package let group: FieldGroup
    package let commitment: Hash32

    package init(group: FieldGroup, commitment: Hash32) {
        self.group = group
        self.commitment = commitment
    }
}

/// The name of a log: 1 to 128 of `[a-z0-9./-]`, as it stands in envelopes and checkpoints.
package struct LogOrigin: Hashable, Sendable, CustomStringConvertible {
    let utf8: [UInt8]

    package var text: String { String(decoding: utf8, as: UTF8.self) }

    /// Nil for anything outside the grammar.
    package init?(_ text: String) { self.init(utf8: Array(text.utf8)) }

    init?(utf8 bytes: [UInt8]) {
        guard (1...128).contains(bytes.count), bytes.allSatisfy(LogOrigin.allows) else { return nil }
        utf8 = bytes
    }

    package var description: String { text }

    static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x30...0x39, 0x2E, 0x2F, 0x2D: true
        default: false
        }
    }
}

/// The id of a record class of `rules/retention/record_classes.csv`: 1 to 40 of `[a-z0-9_]`.
package struct RecordClass: Hashable, Comparable, Sendable, CustomStringConvertible {
    let utf8: [UInt8]

    package var text: String { String(decoding: utf8, as: UTF8.self) }

    /// Nil for anything outside the grammar.
    package init?(_ text: String) { self.init(utf8: Array(text.utf8)) }

    init?(utf8 bytes: [UInt8]) {
        guard (1...40).contains(bytes.count), bytes.allSatisfy(RecordClass.allows) else { return nil }
        utf8 = bytes
    }

    package var description: String { text }

    package static func < (left: RecordClass, right: RecordClass) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x30...0x39, 0x5F: true
        default: false
        }
    }
}
