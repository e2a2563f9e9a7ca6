package import Domain

/// Who stands behind a record, as the working tables name them. What a part's payload says goes with it; these stay.
package struct RecordParties: Hashable, Sendable {
    /// The obliged legal entity.
    package var entity: LegalEntityID?
    /// The participant that the record itself names: of a payout, or the participant whose record it is.
    package var participant: String?
    /// The party that sent the record, as `DE*ABC`; of a session the charge point operator.
    package var owner: String?
    /// The participant of the session's token, where the decision knew it.
    package var counterparty: String?

    package init(
        entity: LegalEntityID? = nil, participant: String? = nil, owner: String? = nil, counterparty: String? = nil
    ) {
        self.entity = entity
        self.participant = participant
        self.owner = owner
        self.counterparty = counterparty
    }

    /// - Parameter id: as the register compares it.
    fileprivate func names(_ id: String) -> Bool {
        participant.map { asciiUpper($0) == id } ?? false || counterparty.map { asciiUpper($0) == id } ?? false
    }
}

/// A country whose rows bind a part, and why.
package struct BindingCountry: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case record
        /// Of a record that the case is about.
        case recordOfCase
        case participant(String)
        case entity(LegalEntityID)
    }

    package let country: Country
    package let reason: Reason

    /// In words, behind the country.
    package var words: String {
        switch reason {
        case .record: "of the record"
        case .recordOfCase: "of a record of the case"
        case .participant(let id): "of participant \(id)"
        case .entity(let entity): "of the legal entity \(entity.text)"
        }
    }
}

/// Which countries bind a part, and whose relationships it belongs to.
package struct RetentionRelation: Hashable, Sendable {
    /// That of the record first; each with its first reason.
    package fileprivate(set) var countries: [BindingCountry] = []
    /// False: rows of every country may lengthen.
    package fileprivate(set) var isCountryKnown = true
    /// Positions in the register, in order.
    package fileprivate(set) var participants: [Int] = []
    /// False: a participant whose relationship counts is not in the register, so that no end of it is known.
    package fileprivate(set) var isComplete = true

    package init() {}

    fileprivate mutating func add(_ country: Country, _ reason: BindingCountry.Reason) {
        guard !countries.contains(where: { $0.country == country }) else { return }
        countries.append(BindingCountry(country: country, reason: reason))
    }

    fileprivate mutating func add(_ participant: Int) {
        guard let place = participants.firstIndex(where: { $0 >= participant }) else {
            return participants.append(participant)
        }
        if participants[place] != participant { participants.insert(participant, at: place) }
    }
}

/// The participants as retention asks for them: all who ever were in the register and of whom a record is left.
///
/// A participant counts for a party that it ever had: the record may be of that time. An empty register knows nobody and
/// says nothing; then a record's own subject alone tells its dates.
package struct RetentionRegister: Sendable {
    package struct Participant: Hashable, Sendable {
        /// As the register compares it: ASCII letters in upper case.
        package let id: String
        /// Of all its revisions, in order.
        package fileprivate(set) var countries: [Country] = []
        /// Under which later dates are stated, the one of its own record first.
        package fileprivate(set) var aliases: [Pseudonym] = []
    }

    private struct RecordOfCase: Hashable {
        let parties: RecordParties
        let country: Country?
    }

    package private(set) var participants: [Participant] = []
    /// Countries of the obliged legal entities, as far as they are configured.
    package let entities: [LegalEntityID: Country]
    private var byID: [String: Int] = [:]
    private var byParty: [String: [Int]] = [:]
    private var byAlias: [Pseudonym: Int] = [:]
    private var cases: [PartSource: [RecordOfCase]] = [:]

    package init(entities: [LegalEntityID: Country] = [:]) { self.entities = entities }

    package var isEmpty: Bool { participants.isEmpty }

    // MARK: Filling

    /// Adds a country of a participant.
    package mutating func add(_ country: Country?, of id: String) {
        let id = asciiUpper(id)
        let place = byID[id] ?? participants.count
        if place == participants.count {
            participants.append(Participant(id: id))
            byID[id] = place
        }
        guard let country, !participants[place].countries.contains(country) else { return }
        participants[place].countries.append(country)
        participants[place].countries.sort()
    }

    /// Adds an OCPI party of a participant, as `DE*ABC`.
    package mutating func add(party: String, of id: String) {
        guard let place = byID[asciiUpper(id)], byParty[party]?.contains(place) != true else { return }
        byParty[party, default: []].append(place)
    }

    /// Adds an alias under which dates of a participant are stated; that of its own record comes first.
    package mutating func add(_ alias: Pseudonym, of id: String) {
        guard let place = byID[asciiUpper(id)], !participants[place].aliases.contains(alias) else { return }
        participants[place].aliases.append(alias)
        byAlias[alias] = place
    }

    /// Adds a record that a case is about.
    package mutating func add(_ parties: RecordParties, _ country: Country?, ofCase source: PartSource) {
        let record = RecordOfCase(parties: parties, country: country)
        if cases[source]?.contains(record) != true { cases[source, default: []].append(record) }
    }

    // MARK: Asking

    /// Which countries bind a part, and whose relationships it belongs to.
    package func relation(of part: RetentionPart) -> RetentionRelation {
        var relation = RetentionRelation()
        if let country = part.country { relation.add(country, .record) }
        relation.isCountryKnown = part.country != nil
        let own = part.subject.flatMap { byAlias[$0] }
        if let own { join(own, &relation) }
        if let parties = part.parties { join(parties, isNamed: own != nil, &relation) }
        if part.kind == .caseEvent, let records = part.source.flatMap({ cases[$0] }) {
            for record in records {
                if let country = record.country { relation.add(country, .recordOfCase) }
                join(record.parties, isNamed: false, &relation)
            }
            relation.isCountryKnown = part.country != nil || records.allSatisfy { $0.country != nil }
        }
        if !isEmpty, relation.participants.isEmpty { relation.isComplete = false }
        return relation
    }

    /// Whether a participant is a party of a part: its relationship is one of the part's, or the part's records name it. The
    /// last counts also for one who is not in the register.
    package func isParty(_ id: String, to part: RetentionPart) -> Bool {
        let id = asciiUpper(id)
        if let place = byID[id], relation(of: part).participants.contains(place) { return true }
        if let parties = part.parties, parties.names(id) { return true }
        guard part.kind == .caseEvent, let source = part.source else { return false }
        return cases[source]?.contains { $0.parties.names(id) } ?? false
    }

    private func join(_ place: Int, _ relation: inout RetentionRelation) {
        relation.add(place)
        for country in participants[place].countries { relation.add(country, .participant(participants[place].id)) }
    }

    /// - Parameter isNamed: whether the record's participant is known already, so that its sender stands for nobody else.
    private func join(_ parties: RecordParties, isNamed: Bool, _ relation: inout RetentionRelation) {
        if !isEmpty {
            if let id = parties.participant {
                if let place = byID[asciiUpper(id)] { join(place, &relation) } else { relation.isComplete = false }
            } else if !isNamed {
                let owners = parties.owner.flatMap { byParty[$0] } ?? []
                for place in owners { join(place, &relation) }
                if owners.isEmpty { relation.isComplete = false }
            }
            if let id = parties.counterparty {
                if let place = byID[asciiUpper(id)] { relation.add(place) } else { relation.isComplete = false }
            }
        }
        if let entity = parties.entity, let country = entities[entity] { relation.add(country, .entity(entity)) }
    }

    /// A date of a relation, from what was stated about its participants: the latest, and nil as long as one lacks it.
    func date(_ name: DateName, of relation: RetentionRelation, _ later: LaterDates) -> CivilDate? {
        guard relation.isComplete else { return nil }
        var latest: CivilDate?
        for place in relation.participants {
            guard let date = date(name, of: place, later) else { return nil }
            latest = max(latest ?? date, date)
        }
        return latest
    }

    /// A date stated about one participant, under whichever of its aliases: that of its own record counts before that of
    /// the cases about it, and an alias that states other dates alone says nothing about this one. Of orders of
    /// authorities the one that reaches furthest counts.
    package func date(_ name: DateName, of place: Int, _ later: LaterDates) -> CivilDate? {
        let stated = participants[place].aliases.compactMap { later.bySubject[$0]?[name] }
        return name == .extended ? stated.max() : stated.first
    }
}

extension DateName {
    /// Dates of a relationship, which every record of it shares; the others are a record's own.
    static let ofRelationship: [DateName] = [.relationshipEnd, .unblocked]
}
