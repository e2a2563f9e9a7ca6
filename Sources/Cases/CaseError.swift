/// What the case workflow refuses. Descriptions hold no personal data.
package struct CaseError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The closed set of reasons.
    package enum Code: Hashable, Sendable {
        /// The state machine knows no such pair (HTTP 409 `case-state`).
        case stateRefused(from: CaseState, event: String)
        case notAssignee
        /// The person's roles do not allow this.
        case roleMissing
        /// The person is linked to the subject.
        case conflictOfInterest
        case commentMissing
        /// Proposer and approver are one person.
        case samePerson
        /// Policy or law asks for two persons; the reason is named.
        case twoPersonsNeeded(TwoPersonsReason)
        /// Items that the approver has not opened (HTTP 409 `new-hits`).
        case newHits(unseen: Int)
        /// What is shown is no longer what was proposed (HTTP 412).
        case changed
        case narrativeTooShort(characters: Int, needed: Int)
        case reasonCodeMissing
        case reasonCodeUnknown(String)
        /// The code is retired, or belongs to another disposition or family.
        case reasonCodeUnfit(String)
        /// A reason code needs evidence that the case lacks.
        case evidenceMissing(code: String, needs: String)
        case nextStepMissing
        case duplicateTargetMissing
        /// A request without questions, addressee or a due date that lies ahead.
        case requestIncomplete
        /// Merging needs the same subject or a confirmed link.
        case linkMissing
        /// Earlier than the last event of the case or payout.
        case outOfOrder
        case badDedupe(String)
        /// The life of a payout knows no such pair.
        case payoutRefused(from: PayoutState, event: String)
        /// Money under this title is not let go on this ground.
        case groundRefused(title: HoldTitle)
        case holdUnknown
        case holdExists
        /// The licence does not cover the payout: what of it does not.
        case licenceRefused(LicenceGap)
        case policyFile(PolicyFault)
    }

    package let code: Code

    package init(_ code: Code) { self.code = code }

    package var description: String {
        switch code {
        case .stateRefused(let from, let event): "a case that is \(from.rawValue) cannot \(event)"
        case .notAssignee: "only the assignee may do this"
        case .roleMissing: "the role does not allow this"
        case .conflictOfInterest: "the person is linked to the subject"
        case .commentMissing: "a comment is needed"
        case .samePerson: "proposer and approver must be two persons"
        case .twoPersonsNeeded(let reason): "two persons must decide: \(reason.text)"
        case .newHits(let unseen): "\(unseen) new items were not opened"
        case .changed: "the proposal has changed since it was shown"
        case .narrativeTooShort(let have, let need): "the narrative has \(have) of \(need) characters"
        case .reasonCodeMissing: "a reason code is needed"
        case .reasonCodeUnknown(let code): "no reason code \(code)"
        case .reasonCodeUnfit(let code): "reason code \(code) does not fit the disposition or the family"
        case .evidenceMissing(let code, let needs): "reason code \(code) needs \(needs)"
        case .nextStepMissing: "an inconclusive case needs a next step with a date ahead"
        case .duplicateTargetMissing: "a duplicate needs the case that it repeats"
        case .requestIncomplete: "a request needs an addressee, questions and a due date ahead"
        case .linkMissing: "the cases have neither the same subject nor a confirmed link"
        case .outOfOrder: "earlier than what is recorded already"
        case .badDedupe(let text): "case.dedupe [\(text)] is not [family or rule, key]"
        case .payoutRefused(let from, let event): "a payout that is \(from.rawValue) cannot \(event)"
        case .groundRefused(let title): "money held for \(title.rawValue) is not let go on this ground"
        case .holdUnknown: "no such hold"
        case .holdExists: "the hold exists already"
        case .licenceRefused(let gap): "the licence does not cover the payout: \(gap.rawValue)"
        case .policyFile(let fault): fault.description
        }
    }
}

/// A fault in a policy file: where and what.
package struct PolicyFault: Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let column: Int
    package let message: String

    package init(file: String, line: Int, column: Int, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }

    package var description: String { "\(file):\(line):\(column): \(message)" }
}
