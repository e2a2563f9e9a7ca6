import Domain
import Testing

@testable import Engine

@Suite struct EventTableTests {
    private static func keys(_ count: Int, _ random: inout SampleRandom) -> [EventKey] {
        let letters = Array("AB-_ÅÉ≠0123456789")
        return (0..<count).map { number in
            let length = number % 97 == 0 ? 300 : Int(random.next() % 24)
            let text = String((0..<length).map { _ in letters[Int(random.next() % UInt64(letters.count))] })
            return EventKey(
                kind: EventKind.allCases[number % EventKind.allCases.count],
                ownerCountry: ["", "DE", "GB"][number % 3],
                ownerParty: number % 5 == 0 ? "" : "P\(number % 7)", id: text)
        }
    }

    @Test(
        "numbers are those that a dictionary gives, each key comes back, and so they do when read again",
        arguments: [1, 2])
    func numbers(seed: UInt64) throws {
        var random = SampleRandom(seed: seed)
        var table = EventTable()
        var expected: [EventKey: UInt32] = [:]
        var order: [EventKey] = []
        for key in Self.keys(3_000, &random) {
            let known = expected[key]
            #expect(table.ordinal(of: key) == known)
            let (ordinal, isNew) = table.enter(key)
            #expect(isNew == (known == nil) && ordinal == known ?? UInt32(order.count))
            if isNew {
                expected[key] = ordinal
                order.append(key)
            }
        }
        #expect(table.count == order.count && order.count > 2_000)
        var again = try #require(EventTable(table.bytes, count: table.count))
        for (number, key) in order.enumerated() {
            #expect(table[UInt32(number)] == key && again[UInt32(number)] == key)
            #expect(again.ordinal(of: key) == UInt32(number))
        }
        let next = EventKey(kind: .cdr, ownerCountry: "FR", ownerParty: "NEW", id: "1")
        #expect(again.enter(next) == (UInt32(order.count), true) && again.ordinal(of: next) == UInt32(order.count))
        #expect(table.ordinal(of: next) == nil)
    }

    @Test("parts of a key that run together are different keys")
    func borders() {
        var table = EventTable()
        let keys = [("DE", "AB", "C"), ("DE", "A", "BC"), ("DEA", "", "BC"), ("", "DEAB", "C"), ("", "", "DEABC")]
        for (country, party, id) in keys {
            #expect(table.enter(EventKey(kind: .cdr, ownerCountry: country, ownerParty: party, id: id)).isNew)
        }
    }

    @Test("bytes that are cut, too few, too many, or hold a key twice are no table")
    func refused() {
        var random = SampleRandom(seed: 9)
        var table = EventTable()
        for key in Self.keys(40, &random) { _ = table.enter(key) }
        for count in 0..<table.bytes.count {
            #expect(EventTable(Array(table.bytes.prefix(count)), count: table.count) == nil)
        }
        #expect(EventTable(table.bytes, count: table.count - 1) == nil)
        #expect(EventTable(table.bytes, count: table.count + 1) == nil)
        #expect(EventTable(table.bytes + table.bytes, count: 2 * table.count) == nil)
        var kind = table.bytes
        kind[0] = 0xee
        #expect(EventTable(kind, count: table.count) == nil)
    }
}
