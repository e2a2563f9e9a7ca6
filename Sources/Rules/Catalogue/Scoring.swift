package import Domain

/// How points add up and what they lead to; effective-dated data of `rules/scoring.yaml`.
package struct Scoring: Sendable, Hashable {
    package struct Period: Sendable, Hashable {
        package let from: Instant
        /// The least points of each outcome above pass, in tenths.
        let review: Int32
        let hold: Int32
        let stop: Int32
        /// Points of the participant's risk band, added where at least one scored rule hits.
        let riskPoints: [String: Int32]
        /// Families and rules whose hits alone lead to a review at most.
        let limitedFamilies: Set<String>
        let limitedRules: Set<String>
        /// Where the limited rules are named.
        var limitedRulePlaces: [NamedPlace] = []

        /// A name with its place in the file; the place is no part of what the period is.
        struct NamedPlace: Sendable, Hashable {
            let name: String
            let place: DocumentNode.Place
        }

        /// Whether hits of this rule alone lead to a review at most.
        func limits(_ rule: String, of family: String) -> Bool {
            limitedFamilies.contains(family) || limitedRules.contains(rule)
        }

        func outcome(_ tenths: Int32) -> Outcome {
            tenths >= stop ? .stop : tenths >= hold ? .hold : tenths >= review ? .review : .pass
        }
    }

    package let periods: [Period]

    func period(at time: Int64) -> Period? { periods.last { $0.from.microseconds <= time } }
}

/// A legal or professional reference, dated.
package struct Reference: Sendable, Hashable {
    package let id: String
    package let title: String
    package let article: String?
    package let url: String?
    /// When somebody read it; nil is shown as unverified.
    package let dateRead: CivilDate?
    /// In force over `[from, to)`.
    package let from: CivilDate?
    package let to: CivilDate?

    /// Whether somebody read it, and others can.
    package var wasRead: Bool { dateRead != nil && url != nil }

    package func isInForce(on date: CivilDate) -> Bool {
        (from.map { $0 <= date } ?? true) && (to.map { date < $0 } ?? true)
    }
}

/// What the hits of one event come to.
package struct Assessed: Sendable, Hashable {
    /// The largest score of each family that scored, sorted by family.
    package let families: [FamilyScore]
    /// Points of the participant's risk band that were added.
    package let riskPoints: Score
    package let score: Score
    /// The largest of the band of the points, of what single results force, and of what ``lacksScoring`` does.
    package let outcome: Outcome
    /// Whether scoring.yaml has no bands for the event's time: its points mean nothing, and it is held at least.
    package let lacksScoring: Bool
    /// Points for the participant's rating, from `risk:` rules.
    package let participantRisk: Score

    /// A family's part of the score.
    package struct FamilyScore: Sendable, Hashable {
        package let family: String
        package let rule: String
        package let score: Score
    }
}
