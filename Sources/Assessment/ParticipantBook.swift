package import Domain

/// The registered participants as known: looked up by id, by OCPI party and by payout account.
///
/// A value of knowledge: what is asked "as of" an instant is answered from the valid times inside the records.
package struct ParticipantBook: Sendable {
    /// A participant and the revision of its record, which every decision that used it names.
    package struct Entry: Sendable {
        package let participant: Participant
        package let revision: Int

        package init(participant: Participant, revision: Int) {
            self.participant = participant
            self.revision = revision
        }
    }

    /// Tells one state of the register from a later one: both numbers only grow, but for a purge.
    package struct Edition: Hashable, Sendable {
        package let count: Int
        /// Sum of the revisions.
        package let revisions: Int

        package init(count: Int, revisions: Int) {
            self.count = count
            self.revisions = revisions
        }
    }

    private var byID: [String: Entry] = [:]
    private var revisions = 0
    /// The highest number given to a revision of participants of whom none is in force.
    private var lastNumbers: [String: Int] = [:]
    /// Who claims a party, the smallest id first.
    private var idsByParty: [PartyID: [String]] = [:]
    private var idsByAccount: [String: [String]] = [:]

    package init() {}

    package var count: Int { byID.count }

    package var edition: Edition { Edition(count: count, revisions: revisions) }

    /// All entries in order of id.
    package var entries: [Entry] { byID.keys.sorted().compactMap { byID[$0] } }

    /// Adds a participant or replaces its earlier revision.
    package mutating func insert(_ participant: Participant, revision: Int) {
        let id = asciiUpper(participant.id)
        if let old = byID[id]?.participant {
            for party in old.parties { idsByParty[party]?.removeAll { $0 == id } }
            for account in old.accounts { idsByAccount[account.iban]?.removeAll { $0 == id } }
        }
        revisions += revision - (byID[id]?.revision ?? 0)
        byID[id] = Entry(participant: participant, revision: revision)
        for party in participant.parties where idsByParty[party]?.contains(id) != true {
            idsByParty[party, default: []].append(id)
            idsByParty[party]?.sort()
        }
        for account in participant.accounts where idsByAccount[account.iban]?.contains(id) != true {
            idsByAccount[account.iban, default: []].append(id)
        }
    }

    /// Notes a number that a revision which is gone had: decisions name it, so it is not given again.
    package mutating func take(number: Int, of id: String) {
        let id = asciiUpper(id)
        lastNumbers[id] = max(lastNumbers[id] ?? 0, number)
    }

    /// The number of the revision that comes next, as the database gives it.
    package func nextRevision(of id: String) -> Int {
        let id = asciiUpper(id)
        return max(byID[id]?.revision ?? 0, lastNumbers[id] ?? 0) + 1
    }

    package func participant(id: String) -> Entry? { byID[asciiUpper(id)] }

    /// Whose party it is. Where several claim it, theirs whose id is smallest: the register alone decides, not the order in
    /// which it came.
    package func participant(party: PartyID) -> Entry? {
        guard let id = idsByParty[party]?.first else { return nil }
        return byID[id]
    }

    /// The one participant that holds an account at an instant; nil when none or several do.
    package func participant(account: String, at instant: Instant) -> Entry? {
        let holders = (idsByAccount[account] ?? []).compactMap { byID[$0] }.filter { entry in
            entry.participant.accounts.contains { held in
                held.iban == account && held.from <= instant && (held.to.map { instant < $0 } ?? true)
            }
        }
        return holders.count == 1 ? holders[0] : nil
    }

    /// The one participant that ever held an account; nil when none or several did.
    package func holder(of account: String) -> Entry? {
        guard let holders = idsByAccount[account], holders.count == 1 else { return nil }
        return byID[holders[0]]
    }

    /// Which revision of which participant the judgement of an event reads: nil where it looks for one and finds none.
    package struct Reference: Hashable, Sendable {
        package let id: String
        package let revision: Int
    }

    /// All participants that the judgement of an event reads, in a fixed order: facts and VAT look for no others.
    func references(readBy event: Event) -> [Reference?] {
        let entries: [Entry?] =
            switch event.body {
            case .session(let session):
                [participant(party: session.owner), session.token.party.flatMap { participant(party: $0) }]
            case .payout(let payout):
                [
                    participant(of: payout), payout.participantID.flatMap { participant(id: $0) },
                    payout.creditor.iban.flatMap { participant(account: $0, at: payout.executeAt) },
                ]
            case .settlement(let settlement): [settlement.participantID.flatMap { participant(id: $0) }]
            case .participant, .reference: []
            }
        return entries.map { $0.map { Reference(id: $0.participant.id, revision: $0.revision) } }
    }

    /// Whom a payout is for: the named participant, else the holder of the payee's, else of the payer's account.
    package func participant(of payout: Payout) -> Entry? {
        if let id = payout.participantID { return participant(id: id) }
        for account in [payout.creditor.iban, payout.debtor.iban].compactMap({ $0 }) {
            if let found = participant(account: account, at: payout.executeAt) { return found }
        }
        return nil
    }
}
