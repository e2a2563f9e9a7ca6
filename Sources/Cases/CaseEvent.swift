package import Domain
import Formats

/// Questions to a partner, without any word about case, rule, list or reason (no tipping off).
package struct InformationRequest: Hashable, Sendable {
    package let template: String
    package let addressee: String
    package let questions: [String]
    package let dueAt: Instant

    package init(template: String, addressee: String, questions: [String], dueAt: Instant) {
        self.template = template
        self.addressee = addressee
        self.questions = questions
        self.dueAt = dueAt
    }
}

/// The own words of the analyst: six questions joined to one text.
package struct Narrative: Hashable, Sendable {
    package var who = ""
    package var what = ""
    package var when = ""
    package var whereAt = ""
    package var why = ""
    package var how = ""

    package init(
        who: String = "", what: String = "", when: String = "", whereAt: String = "", why: String = "", how: String = ""
    ) {
        self.who = who
        self.what = what
        self.when = when
        self.whereAt = whereAt
        self.why = why
        self.how = how
    }

    /// The text of all fields.
    package var text: String {
        [who, what, when, whereAt, why, how].filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: "\n")
    }

    /// Characters that are not white space.
    package var length: Int { text.count { !$0.isWhitespace } }
}

/// How a case shall be closed.
package struct Closing: Hashable, Sendable {
    package let disposition: Disposition
    package let reasonCodes: [String]
    package let narrative: Narrative
    /// Names of evidence that the case holds (`document`, `partner-answer`, ...).
    package let evidence: Set<String>
    /// For `inconclusive`: what happens next and when.
    package let nextStep: String?
    package let nextDate: CivilDate?
    /// For `duplicate`: the case that stays.
    package let duplicateOf: CaseID?

    package init(
        disposition: Disposition, reasonCodes: [String], narrative: Narrative, evidence: Set<String> = [],
        nextStep: String? = nil, nextDate: CivilDate? = nil, duplicateOf: CaseID? = nil
    ) {
        self.disposition = disposition
        self.reasonCodes = reasonCodes
        self.narrative = narrative
        self.evidence = evidence
        self.nextStep = nextStep
        self.nextDate = nextDate
        self.duplicateOf = duplicateOf
    }

    /// SHA-256 over every field, each preceded by its length: what the approver was shown.
    package var bodyHash: Hash32 {
        var hasher = SHA256Hasher()
        let fields =
            [
                disposition.rawValue, narrative.who, narrative.what, narrative.when, narrative.whereAt, narrative.why,
                narrative.how, nextStep ?? "", nextDate?.description ?? "", duplicateOf?.description ?? "",
                String(reasonCodes.count),
            ] + reasonCodes.sorted() + evidence.sorted()
        for field in fields {
            let bytes = Array(field.utf8)
            hasher.update(Array("\(bytes.count):".utf8))
            hasher.update(bytes)
        }
        return Hash32(hasher.finalize()) ?? .zero
    }
}

/// A closing that waits for a second person.
package struct Proposal: Hashable, Sendable {
    package let closing: Closing
    package let proposer: PersonID
    package let at: Instant
    /// Last item that the proposer had before them.
    package let itemsSeen: Int
}

/// Why a closed case is worked on again.
package enum ReopenReason: Hashable, Sendable {
    /// A new hit within the window after the last one.
    case recurrence
    case listEntryChanged
    case appeal
    /// A senior's own reason.
    case decision(String)

    package var text: String {
        switch self {
        case .recurrence: "recurrence"
        case .listEntryChanged: "list entry changed"
        case .appeal: "appeal"
        case .decision(let text): text
        }
    }
}

/// Something that happens to a case.
package enum CaseEvent: Hashable, Sendable {
    /// New items found by the engine.
    case hits([CaseItem])
    case take(Person)
    case assign(to: Person, by: Person)
    case unassign(by: Person)
    case handOver(to: Person, by: Person, comment: String)
    case request(InformationRequest, by: Person)
    case answered
    case dueDatePassed
    /// The clock was paused as long as policy allows.
    case pauseLimitReached
    case withdrawRequest(by: Person)
    case propose(Closing, by: Person)
    case closeAlone(Closing, by: Person)
    /// `itemsSeen` is the last item that the approver has opened, `bodyHash` that of the closing as shown.
    case approve(by: Person, itemsSeen: Int, bodyHash: Hash32)
    case sendBack(by: Person, comment: String)
    case escalate(queue: String, by: Person, comment: String)
    case merge(into: CaseID, target: CaseKey, linkConfirmed: Bool, by: Person)
    /// By a senior, or by the engine where the person is nil.
    case reopen(ReopenReason, by: Person?)
    case note(String, by: Person)

    package var name: String {
        switch self {
        case .hits: "take in hits"
        case .take: "be taken"
        case .assign: "be assigned"
        case .unassign: "be unassigned"
        case .handOver: "be handed over"
        case .request: "request information"
        case .answered: "be answered"
        case .dueDatePassed: "become due"
        case .pauseLimitReached: "resume"
        case .withdrawRequest: "withdraw a request"
        case .propose: "be proposed"
        case .closeAlone: "be closed by one person"
        case .approve: "be approved"
        case .sendBack: "be returned"
        case .escalate: "be escalated"
        case .merge: "be merged"
        case .reopen: "be reopened"
        case .note: "take a note"
        }
    }
}

/// What the store does in the same transaction as the transition.
package enum CaseAction: Hashable, Sendable {
    /// Write a timeline entry; it commits with its evidence entry.
    case timeline(TimelineKind, by: Actor, text: String)
    case send(InformationRequest)
    case withdrawRequest
    case addItem(CaseItem)
    /// Let a hold go; the payout moves only when nothing else holds it.
    case letGo(HeldMoney)
    /// The money stays held; the next step and its date.
    case keepHeld(HeldMoney, nextStep: String, on: CivilDate)
    /// The money stays stopped.
    case stop(HeldMoney)
    /// Open a draft of a suspicion report, in its own log.
    case draftSuspicionReport
    case link(to: CaseID, as: String)
    /// Due date and counters are computed again from the clock's segments.
    case recomputeDueDate
}
