/// One instruction to pay: a pain.001 credit transfer or an `amplomb.payout/1` record (inputs.md section 8).
package struct Payout: Sendable {
    package var owner: PartyID?
    /// `MsgId/PmtInfId/EndToEndId` or the record's own id.
    package var id: String
    package var participantID: String?
    package var executeAt: Instant
    package var amount: Money
    package var debtor: Party
    package var ultimateDebtor: Party?
    package var creditor: Party
    package var ultimateCreditor: Party?
    package var debtorAgent: Agent?
    package var creditorAgent: Agent?
    package var intermediaryAgents: [Agent]
    package var endToEndID: String?
    package var uetr: String?
    package var remittance: String?
    /// pain.001 `LclInstrm` INST, or `instant: true`.
    package var isInstant: Bool
    /// `TRF`, `CHK`, ...
    package var paymentMethod: String?
    package var payeeCheck: PayeeCheck?
    /// The documents that it settles, as far as it says what tax they show or who made them out.
    package var documents: [SettledDocument]
    /// Hold findings of the reader (`PY-1`, `PY-2`, ...), beside the event's findings.
    package var forcedOutcome: Outcome

    package init(id: String, executeAt: Instant, amount: Money, debtor: Party, creditor: Party) {
        self.id = id
        self.executeAt = executeAt
        self.amount = amount
        self.debtor = debtor
        self.creditor = creditor
        intermediaryAgents = []
        isInstant = false
        documents = []
        forcedOutcome = .pass
    }

    /// An invoice, credit note or self-billed invoice that the payment settles, with the tax it shows.
    package struct SettledDocument: Hashable, Sendable {
        package enum Kind: String, Sendable, CaseIterable {
            case invoice
            /// Made out by the payer in the payee's name (art. 224 of Directive 2006/112/EC).
            case selfBilledInvoice = "self_billed_invoice"
            /// Who made it out is not said: in some countries self-billing is called so.
            case creditNote = "credit_note"
        }

        package var kind: Kind
        package var number: String?
        package var date: CivilDate?
        /// With VAT.
        package var gross: Money?
        /// Nil when no tax is stated.
        package var vat: Money?
        /// In parts per million, where it is stated.
        package var ratePPM: Int64?
        /// Names of taxes that are not known to be VAT.
        package var otherTaxes: [String]

        package init(kind: Kind, number: String? = nil) {
            self.kind = kind
            self.number = number
            otherTaxes = []
        }
    }

    /// A party of the payment as written.
    package struct Party: Hashable, Sendable {
        package var name: String?
        package var country: Country?
        /// IBAN text, upper-cased without spaces, also when its check fails; nil when none was given.
        package var iban: String?
        package var otherAccount: String?
        package var birthDate: CivilDate?
        package var lei: String?
        /// `company` when an organisation id was given, `person` when a private id was given.
        package var isPerson: Bool?

        package init(name: String? = nil, country: Country? = nil, iban: String? = nil) {
            self.name = name
            self.country = country
            self.iban = iban
        }
    }

    /// A bank of the payment as written.
    package struct Agent: Hashable, Sendable {
        package var bic: String?
        package var name: String?
        package var country: Country?

        package init(bic: String? = nil, name: String? = nil, country: Country? = nil) {
            self.bic = bic
            self.name = name
            self.country = country
        }
    }

    /// Answer of a verification of payee (Reg. (EU) 260/2012 Art. 5c as added by Reg. (EU) 2024/886).
    package enum PayeeCheck: String, Sendable, CaseIterable {
        case match, close = "close_match", noMatch = "no_match", notPossible = "not_possible"
    }

    /// Who is paid, for windows: the creditor's account, else unknown.
    package var beneficiaryID: String? { creditor.iban ?? creditor.otherAccount }
}

/// The settlement of sessions between two participants.
package struct Settlement: Sendable {
    package var id: String
    package var participantID: String?
    package var amount: Money
    package var settledAt: Instant

    package init(id: String, participantID: String?, amount: Money, settledAt: Instant) {
        self.id = id
        self.participantID = participantID
        self.amount = amount
        self.settledAt = settledAt
    }
}
