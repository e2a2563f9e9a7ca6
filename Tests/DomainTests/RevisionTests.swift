import Testing

@testable import Domain

@Suite struct RevisionTests {
    private static let noon = Instant(microseconds: 1_793_700_000_000_000)

    private func bill(_ cents: Int64?, _ currency: String, hash: UInt8, after: TimeSpan? = nil) throws -> Revision {
        let code = try #require(Currency(currency))
        return Revision(
            kind: .cdr, receivedAt: after.map { Self.noon + $0 } ?? Self.noon,
            amount: cents.map { Money(micros: $0 * 10_000, currency: code) },
            contentHash: try #require(Hash32([UInt8](repeating: hash, count: 32))))
    }

    @Test("no bill hides behind a smaller one in another currency")
    func currencies() throws {
        let (euros, zloty) = (try bill(59_500, "EUR", hash: 1), try bill(119, "PLN", hash: 9))
        #expect(euros.replaces(zloty) && !zloty.replaces(euros))
        // Equal numbers: the hash decides, not the letters.
        let (same, other) = (try bill(119, "EUR", hash: 10), try bill(119, "PLN", hash: 11))
        #expect(same.replaces(zloty) && !zloty.replaces(same))
        #expect(other.replaces(same) && !same.replaces(other))
        let later = try bill(1, "AED", hash: 0, after: .hour)
        #expect(later.replaces(euros) && !euros.replaces(later))
    }

    @Test("of any contents the same one counts in whatever order they come")
    func anyOrder() throws {
        var all: [Revision] = []
        let bills: [(Int64, String, UInt8)] = [
            (100, "EUR", 3), (200, "EUR", 1), (150, "PLN", 2), (200, "PLN", 5), (200, "HUF", 4), (150, "AED", 9),
        ]
        for (cents, currency, hash) in bills { all.append(try bill(cents, currency, hash: hash)) }
        all.append(try bill(nil, "EUR", hash: 200))
        for one in all {
            for two in all where one != two {
                #expect(one.replaces(two) != two.replaces(one))
                for three in all where one.replaces(two) && two.replaces(three) && one != three {
                    #expect(one.replaces(three))
                }
            }
        }
        // Of two euros the dearer one, whatever stands between them.
        #expect(all[1].replaces(all[0]))
    }
}
