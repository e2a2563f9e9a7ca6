package import Domain

/// A good-list decision as its page shows it.
package struct GoodListView: Sendable {
    package enum State: String, Sendable, CaseIterable {
        case proposed, active, expired, revoked
    }

    package var id: String
    package var state: State
    /// A participant, or an account by its last characters.
    package var subject: String
    package var list: String
    package var entryID: String
    package var outcome: Outcome
    package var until: CivilDate
    package var persons: [String]
    package var reason: String
    package var uses: Int

    package init(
        id: String, state: State, subject: String, list: String, entryID: String, outcome: Outcome, until: CivilDate,
        persons: [String], reason: String, uses: Int
    ) {
        self.id = id
        self.state = state
        self.subject = subject
        self.list = list
        self.entryID = entryID
        self.outcome = outcome
        self.until = until
        self.persons = persons
        self.reason = reason
        self.uses = uses
    }
}
