package import Domain

/// Number of a case, given by the store's sequence and never used again: `C-1042`.
package struct CaseID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let number: Int64

    package init(_ number: Int64) { self.number = number }

    /// Parses `C-1042`.
    package init?(_ text: some StringProtocol) {
        guard text.hasPrefix("C-"), let number = Int64(text.dropFirst(2)), number > 0 else { return nil }
        self.number = number
    }

    package var description: String { "C-\(number)" }

    package static func < (left: CaseID, right: CaseID) -> Bool { left.number < right.number }
}

/// What a case is about. Raw values are the database text.
package enum SubjectKind: String, Comparable, Sendable, CaseIterable {
    case participant, driverToken = "driver_token", account, evse, payout, list, system

    /// The kind of subject that a rule's key field names; nil for fields that name none.
    package init?(keyField: String) {
        switch keyField {
        case "participant_id", "cpo_id", "demand_partner_id", "participant": self = .participant
        case "token_uid", "token", "contract_id": self = .driverToken
        case "iban", "account", "beneficiary_id", "source_account", "dest_account": self = .account
        case "evse_id", "evse", "location_id", "connector_id": self = .evse
        case "payout_id", "payout", "settlement_id", "cdr_id": self = .payout
        case "list", "list_id": self = .list
        case "system", "rule", "rule_id": self = .system
        default: return nil
        }
    }

    package static func < (left: SubjectKind, right: SubjectKind) -> Bool { left.rawValue < right.rawValue }
}

/// The one key under which at most one case is open: legal entity, subject and family (cases-and-web.md section 1,
/// with the wall of legal entities of duties.md section 1).
package struct CaseKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let legalEntity: LegalEntityID
    package let subjectKind: SubjectKind
    package let subjectID: String
    /// `aml`, `sanctions`, ...; `<folder>/<rule id>` where a rule keeps its cases apart.
    package let family: String

    package init(
        legalEntity: LegalEntityID = .main, subjectKind: SubjectKind, subjectID: String, family: String
    ) {
        self.legalEntity = legalEntity
        self.subjectKind = subjectKind
        self.subjectID = subjectID
        self.family = family
    }

    /// The key of a rule's hit from `case.dedupe`: `family` or `rule` first, then the key that is the subject.
    ///
    /// - Parameters:
    ///   - folder: Folder of the rule under `rules/`.
    ///   - dedupe: As written in the rule, for example `["rule", "token_uid"]`.
    ///   - subjectID: Value of the key field of this event.
    /// - Throws: `badDedupe` when the list has another form.
    package init(
        legalEntity: LegalEntityID = .main, folder: String, ruleID: String, dedupe: [String], subjectID: String
    ) throws(CaseError) {
        guard dedupe.count == 2, let kind = SubjectKind(keyField: dedupe[1]) else {
            throw CaseError(.badDedupe(dedupe.joined(separator: ", ")))
        }
        let family: String
        switch dedupe[0] {
        case "family": family = folder
        case "rule": family = "\(folder)/\(ruleID)"
        default: throw CaseError(.badDedupe(dedupe.joined(separator: ", ")))
        }
        self.init(legalEntity: legalEntity, subjectKind: kind, subjectID: subjectID, family: family)
    }

    /// First part of the family: what policies and people mean by it.
    package var mainFamily: String { String(family.split(separator: "/").first ?? "") }

    /// `main:driver_token:ABC:sessions/EV-S-010`.
    package var description: String { "\(legalEntity.text):\(subjectKind.rawValue):\(subjectID):\(family)" }

    /// The distribution column: hash of the subject alone, so that all cases of a subject lie together.
    package var shard: Int16 { shardOf("\(subjectKind.rawValue):\(subjectID)") }

    package static func < (left: CaseKey, right: CaseKey) -> Bool {
        (left.legalEntity, left.subjectKind, left.subjectID, left.family)
            < (right.legalEntity, right.subjectKind, right.subjectID, right.family)
    }
}

/// Where a case stands. Raw values are the database text.
package enum CaseState: String, Sendable, CaseIterable {
    case open, working, waiting, proposed, closed
}

/// What was found. Raw values are the database text.
package enum Disposition: String, Sendable, CaseIterable {
    case falsePositive = "false_positive", confirmed
    /// True, but permitted.
    case accepted
    /// The data were wrong, were put right and judged again.
    case corrected
    case inconclusive, duplicate

    /// Only these let held money go.
    package var releasesMoney: Bool { self == .falsePositive || self == .accepted || self == .corrected }
}

/// A person of the operator, not an account: two accounts of one person are one person.
package struct PersonID: Hashable, Comparable, Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }

    package static func < (left: PersonID, right: PersonID) -> Bool { left.text < right.text }
}

/// Roles that matter to cases; no role contains another but `senior`, which contains `analyst`.
package enum Role: String, Sendable, CaseIterable {
    case analyst, senior, onboarding
    /// Money laundering reporting officer and deputy.
    case mlro
}

/// A person who acts on a case.
package struct Person: Hashable, Sendable {
    package let id: PersonID
    package let roles: Set<Role>
    /// The person is linked to the subject of the case (rule SY-003).
    package let isLinkedToSubject: Bool

    package init(id: PersonID, roles: Set<Role>, isLinkedToSubject: Bool = false) {
        self.id = id
        self.roles = roles
        self.isLinkedToSubject = isLinkedToSubject
    }

    /// May work on cases of a family.
    func mayWork(on family: String) -> Bool {
        roles.contains(.analyst) || roles.contains(.senior) || (family == "kyc" && roles.contains(.onboarding))
    }
}

/// Two persons who stand behind one decision.
package struct TwoPersons: Hashable, Sendable {
    package let proposer: PersonID
    package let approver: PersonID

    package init(proposer: PersonID, approver: PersonID) {
        self.proposer = proposer
        self.approver = approver
    }

    package var areTwo: Bool { proposer != approver }
}

/// Who did something: a person, or a part of Amplomb.
package enum Actor: Hashable, Sendable {
    case person(PersonID)
    case engine, timer, partner

    /// How the timeline shows it.
    package var text: String {
        switch self {
        case .person(let person): person.text
        case .engine: "engine"
        case .timer: "timer"
        case .partner: "partner"
        }
    }
}

/// Kinds of timeline entries; each is written by the transition itself. Raw values are the database text.
package enum TimelineKind: String, Sendable, CaseIterable {
    case opened, hitAdded = "hit_added", correction, assigned, unassigned, locked, lockExpired = "lock_expired", viewed
    case note, attachmentAdded = "attachment_added", rfiSent = "rfi_sent", rfiAnswered = "rfi_answered"
    case rfiOverdue = "rfi_overdue", clockPaused = "clock_paused", clockResumed = "clock_resumed"
    case slaWarned = "sla_warned", slaBreached = "sla_breached", severityChanged = "severity_changed", linked, unlinked
    case proposed, returned, approved, closed, reopened, merged, payoutHeld = "payout_held"
    case payoutReleased = "payout_released", goodListed = "good_listed", goodListExpired = "good_list_expired"
    case listEntryChanged = "list_entry_changed", strDrafted = "str_drafted", strLocked = "str_locked", exported
    case qaSampled = "qa_sampled", qaDisagreed = "qa_disagreed", purged
    /// A case moved to another queue by its assignee.
    case escalated
    /// A request for information was taken back.
    case rfiWithdrawn = "rfi_withdrawn"
}
