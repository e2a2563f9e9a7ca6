package import Domain
package import Tax

/// The charge lines of sessions as facts records: what the law needs, by the participants known.
package struct SessionTax: Sendable {
    package let pack: TaxPack
    package let participants: ParticipantBook
    package let checks: VATNumberChecks

    package init(pack: TaxPack, participants: ParticipantBook, checks: VATNumberChecks) {
        self.pack = pack
        self.participants = participants
        self.checks = checks
    }

    /// A billed line; without a record where nothing is charged, so that no rate owes anything.
    package struct Line: Sendable {
        package let charge: ChargingSession.Charge
        package let record: FactsRecord?
        /// The document bills the whole on a line of its own: the amount of this one is within it.
        package let isPart: Bool
    }

    /// The lines of a CDR in their order; none for other events.
    package func lines(of event: Event) -> [Line] {
        guard case .session(let session) = event.body, event.key.kind == .cdr else { return [] }
        let builder = VATFactBuilder(participants: participants, checks: checks, event: event, session: session)
        let hasTotal = session.charges.contains { $0.fee == .total }
        return session.charges.map { charge in
            let isFree = charge.excluding.micros == 0 && charge.including?.micros ?? 0 == 0
            return Line(
                charge: charge, record: isFree ? nil : builder.record(of: charge),
                isPart: hasTotal && charge.fee != .total)
        }
    }

    /// The tax fee type of a line that bills nothing.
    package static func fee(of charge: ChargingSession.Charge, in session: ChargingSession) -> FeeType {
        VATFactBuilder.fee(charge.fee, session)
    }
}
