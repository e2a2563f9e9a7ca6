/// Every number of the score, in 1/10,000 unless said otherwise: one set for all data.
package struct ScoringRules: Sendable, Equatable {
    /// Charge for an unmatched word of the query, and of a listed name.
    package var unmatchedQuery: Int64 = 8_000
    package var unmatchedListed: Int64 = 1_500
    /// Charge for a further word of a query that covers a person's listed name completely.
    package var unmatchedCovered: Int64 = 3_000
    /// Words on both sides that contradict each other.
    package var conflict: Int32 = 2_500
    /// Generic business words that contradict each other.
    package var genericConflict: Int32 = 1_000
    package var legalFormConflict: Int32 = 3_000
    package var numberCap: Int32 = 6_000
    package var numberOneSide: Int32 = 3_000
    package var numberTypo: Int32 = 1_800
    /// Cap where the matched words carry too little information.
    package var specificityCap: Int32 = 7_200
    /// Information needed, in 1/10 bit.
    package var personDecibits: Int32 = 110
    package var extraQueryDecibits: Int32 = 170
    package var extraListedDecibits: Int32 = 165
    package var extraListedTwoDecibits: Int32 = 200
    /// A name matched with an initial; one whose words only sound alike; one written without vowels on one side.
    package var initialDecibits: Int32 = 130
    package var vowellessDecibits: Int32 = 120
    package var veryClose: Int32 = 8_400
    /// A query of one word: its own information.
    package var singleDecibits: Int32 = 85
    /// The same where the listed name is one word too.
    package var singleWholeDecibits: Int32 = 60
    package var unmatchedListedVessel: Int64 = 4_000
    package var numberOneSideVessel: Int32 = 2_500
    /// A whole name read from Han or Hangul.
    package var readingDecibits: Int32 = 140
    package var nasab: Int32 = 2_700
    package var numberOneMissing: Int32 = 1_500
    /// From this similarity on words are the same but for spelling.
    package var close: Int32 = 6_500
    package var companyDecibits: Int32 = 90
    package var singleTokenCap: Int32 = 8_400
    package var weakAliasCap: Int32 = 8_400
    package var crossTypeCap: Int32 = 6_000
    package var minimumJoined: Int32 = 8_700
    package var acronym: Int32 = 8_700
    /// Name score from which birth date, country and gender count.
    package var factsFrom: Int32 = 4_000
    /// A matched word counts as covered from this similarity on.
    package var covered: Int32 = 6_500

    /// Further information asked for where words are missing and another only resembles.
    package var partialNearDecibits: Int32 = 40

    /// What `decibits` of a word still say when the other side only resembles it: every edit widens the circle of names
    /// that would match as well, by about four bits.
    func telling(_ decibits: Int32, cost: Int16) -> Int32 {
        max(decibits / 5, decibits - Int32(cost) * perEdit / 100)
    }

    package init() {}

    /// Syllables read from Han or Hangul match from this similarity on.
    package var clear: Int32 = 8_400
    /// Words that write no vowels on one side match from this similarity on, or say nothing.
    package var distinct: Int32 = 7_800
    /// What an edit takes away from what a word says, in 1/10 bit.
    package var perEdit: Int32 = 40

    package static let standard = ScoringRules()
}
