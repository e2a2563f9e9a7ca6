import Assessment
import Domain
import Testing

@Suite("the register in memory")
struct ParticipantBookTests {
    private func participant(_ id: String, _ parties: [String]) throws -> Participant {
        var participant = Participant(
            id: id, type: .cpo, legalName: id, country: try #require(Country(alpha2: "DE")),
            lastUpdated: Instant(microseconds: 0))
        participant.parties = try parties.map { try #require(PartyID($0)) }
        return participant
    }

    @Test("a party that several claim belongs to the smallest id, in whatever order they come")
    func party() throws {
        let party = try #require(PartyID("DE*ABC"))
        let other = try #require(PartyID("DE*XYZ"))
        let claims = [
            try participant("p-2", ["DE*ABC", "DE*XYZ"]), try participant("P-1", ["DE*ABC"]),
            try participant("P-3", ["DE*ABC", "DE*ABC"]),
        ]
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            var book = ParticipantBook()
            for index in order { book.insert(claims[index], revision: 1) }
            #expect(book.participant(party: party)?.participant.id == "P-1", "\(order)")
            // Who gives a party up leaves it to the next one; who comes again claims it once.
            book.insert(claims[0], revision: 2)
            book.insert(try participant("P-1", []), revision: 2)
            #expect(book.participant(party: party)?.participant.id == "p-2", "\(order)")
            book.insert(try participant("P-2", ["DE*XYZ"]), revision: 3)
            #expect(book.participant(party: party)?.participant.id == "P-3", "\(order)")
            book.insert(try participant("p-3", []), revision: 2)
            #expect(book.participant(party: party)?.participant.id == nil, "\(order)")
            #expect(book.participant(party: other)?.revision == 3)
        }
    }
}
