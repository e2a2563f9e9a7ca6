/// What an assessment leads to: a lattice, the outcome is always the maximum. Raw values are the database text.
package enum Outcome: String, Comparable, Sendable, CaseIterable {
    case pass, review, hold, stop

    package var rank: Int {
        switch self {
        case .pass: 0
        case .review: 1
        case .hold: 2
        case .stop: 3
        }
    }

    package static func < (left: Outcome, right: Outcome) -> Bool { left.rank < right.rank }
}

/// How bad a hit is. `ops` concerns the running of the engine, not a party.
package enum Severity: String, Comparable, Sendable, CaseIterable {
    case ops, low, medium, high, critical

    package static func < (left: Severity, right: Severity) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// Why a rule processes data: it drives retention, visibility and who may see a hit (duties.md section 1).
package enum Purpose: String, Sendable, CaseIterable {
    case aml, sanctions, fraud, tax, contract
}

/// What acting on a list means in law for a legal entity (duties.md section 1). A list is not a legal effect.
package enum LegalEffect: String, Sendable, CaseIterable {
    case freeze, transactionBan = "transaction_ban", reject, review, none
}

/// Whose money a hit holds: a driver's stolen card must not hold a charge point operator's money.
package enum HoldScope: String, Sendable, CaseIterable {
    case payee, payer, none
}

/// Who may see a text: internal never converts to external but by an allow-list (duties.md section 1).
package enum Visibility: String, Sendable, CaseIterable {
    case `internal`, external
}

/// The kinds of event the engine judges or keeps. Raw values are the database text.
package enum EventKind: String, Sendable, CaseIterable, Comparable {
    /// An OCPI charge detail record: a finished session with its price.
    case cdr
    /// An OCPI session object, which changes while the session goes on. Compared with sessions only, never with CDRs.
    case session
    case payout, settlement, refund, chargeback
    case accountChange = "account_change"
    case participant, tariff, location, token
    case ruleHit = "rule_hit"
    case tick

    package static func < (left: EventKind, right: EventKind) -> Bool { left.rawValue < right.rawValue }
}

/// The four ends of an incoming record: read = accepted + duplicate + revised + rejected, always.
package enum IngestState: String, Sendable, CaseIterable {
    case accepted, duplicate, revised, rejected
}
