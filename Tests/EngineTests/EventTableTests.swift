import Domain
import Foundation
import Testing

@testable import Engine

@Suite struct EventTableTests {
    /// What a table should say, kept in the plainest way.
    private struct Expected {
        var keys: [EventKey] = []
        var keyIDs: [Int64] = []
        var revisions: [Int32] = []
        private var ordinals: [EventKey: UInt32] = [:]

        mutating func enter(_ key: EventKey, keyID: Int64, revision: Int32) -> (ordinal: UInt32, isNew: Bool) {
            if let ordinal = ordinals[key] {
                keyIDs[Int(ordinal)] = keyID
                revisions[Int(ordinal)] = revision
                return (ordinal, false)
            }
            ordinals[key] = UInt32(keys.count)
            keys.append(key)
            keyIDs.append(keyID)
            revisions.append(revision)
            return (UInt32(keys.count - 1), true)
        }

        /// The first ordinal of which the table says something else; the number of events where it has not so many, or
        /// holds a revision that it need not.
        func difference(from table: EventTable) -> Int? {
            let unusual = revisions.count { $0 != 1 }
            if table.count != keys.count || table.revisions.count != unusual { return keys.count }
            return keys.indices.first { index in
                let ordinal = UInt32(index)
                return table[ordinal] != keys[index] || table.keyID(ordinal) != keyIDs[index]
                    || table.revision(ordinal) != revisions[index] || table.ordinal(of: keys[index]) != ordinal
            }
        }
    }

    private static func key(_ number: Int, _ random: inout SampleRandom) -> EventKey {
        let letters = Array("AB-_ÅÉ≠0123456789")
        let length = number % 97 == 0 ? 300 : Int(random.next() % 24)
        let text = String((0..<length).map { _ in letters[Int(random.next() % UInt64(letters.count))] })
        return EventKey(
            kind: EventKind.allCases[number % EventKind.allCases.count], ownerCountry: ["", "DE", "GB"][number % 3],
            ownerParty: number % 5 == 0 ? "" : "P\(number % 7)", id: text)
    }

    private static func revision(_ random: inout SampleRandom) -> Int32 {
        [1, 1, 1, 1, 1, 1, 2, 7, .min, .max][Int(random.next() % 10)]
    }

    /// A file of these bytes, which begin at the eighth.
    private static func mapped(_ bytes: [UInt8]) throws -> MappedFile {
        var file = try unnamed()
        try ([UInt8](repeating: 0xff, count: 8) + bytes + [UInt8](repeating: 0, count: 64)).show { bytes in
            try file.append(bytes)
        }
        return try #require(try file.mapped())
    }

    private static func file(_ bytes: [UInt8]) throws -> MappedFile {
        var file = try unnamed()
        try bytes.show { bytes in try file.append(bytes) }
        return try #require(try file.mapped())
    }

    private static func unnamed() throws -> UnnamedFile {
        try UnnamedFile(beside: FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path)
    }

    private static func kept(_ table: EventTable) -> [UInt8] {
        var bytes: [UInt8] = []
        table.visitKept { bytes += $0 }
        return bytes
    }

    private static func read(_ bytes: [UInt8]) throws -> EventTable? {
        EventTable(mapped: [(8..<8 + bytes.count, try mapped(bytes))])
    }

    /// - Parameter lead: bytes that stand in the file before.
    private static func move(_ table: inout EventTable, lead: Int = 0) throws {
        var file = try unnamed()
        try [UInt8](repeating: 0xff, count: lead).show { bytes in try file.append(bytes) }
        guard let places = try table.writeOwn(to: &file), let mapped = try file.mapped() else { return }
        table.adopt(mapped, places)
    }

    private static func moveSlots(_ table: inout EventTable) throws {
        let count = table.mappedSlots?.count ?? 0
        guard let slots = try table.writeSlots(to: try unnamed()) else {
            #expect(count == table.count)
            return
        }
        #expect(slots.count == table.count)
        table.adoptSlots(slots)
    }

    /// A table of some thousand events of which parts were moved to files, and some revised before and after.
    private static func sample(
        seed: UInt64, count: Int, watch: (EventTable, Expected) throws -> Void = { _, _ in }
    ) throws -> (EventTable, Expected) {
        var random = SampleRandom(seed: seed)
        var table = EventTable()
        var expected = Expected()
        for number in 0..<count {
            let isAgain = number > 0 && random.next() % 4 == 0
            let key =
                isAgain ? expected.keys[Int(random.next() % UInt64(expected.keys.count))] : key(number, &random)
            let keyID = Int64(bitPattern: random.next())
            let revision = revision(&random)
            #expect(
                table.enter(key, keyID: keyID, revision: revision)
                    == expected.enter(key, keyID: keyID, revision: revision))
            if random.next() % 200 == 0 {
                try watch(table, expected)
                try move(&table, lead: Int(random.next() % 20))
            }
            if random.next() % 300 == 0 { try moveSlots(&table) }
            if random.next() % 200 == 0 { try watch(table, expected) }
        }
        return (table, expected)
    }

    @Test("it says what a dictionary says, whenever parts of it are moved to a file", arguments: [1, 2, 3])
    func numbers(seed: UInt64) throws {
        var copies: [(EventTable, Expected)] = []
        let (table, expected) = try Self.sample(seed: seed, count: 3_000) { copies.append(($0, $1)) }
        #expect(table.count > 2_000 && table.segments.count > 3 && table.mappedCount < table.count)
        #expect(expected.difference(from: table) == nil)
        let other = EventKey(kind: .cdr, ownerCountry: "FR", ownerParty: "NEW", id: "1")
        #expect(table.ordinal(of: other) == nil)
        // A copy stays as it was when the table went on, and goes another way on its own.
        #expect(copies.count > 10)
        for var (copy, then) in copies {
            #expect(then.difference(from: copy) == nil)
            for key in [other, then.keys[0]] {
                let entered = copy.enter(key, keyID: -7, revision: 9)
                #expect(entered == then.enter(key, keyID: -7, revision: 9))
            }
            try Self.move(&copy)
            #expect(then.difference(from: copy) == nil)
        }
        #expect(expected.difference(from: table) == nil)
    }

    @Test("what is moved stands on the heap no more, and nothing is written where all is moved")
    func moved() throws {
        var (table, expected) = try Self.sample(seed: 4, count: 500)
        try Self.move(&table)
        #expect(table.bytes.capacity == 0 && table.ends.capacity == 0 && table.keyIDs.capacity == 0)
        #expect(table.mappedCount == table.count && expected.difference(from: table) == nil)
        var file = try Self.unnamed()
        #expect(try table.writeOwn(to: &file) == nil)
        #expect(try EventTable().writeOwn(to: &file) == nil)
        #expect(file.count == 0)
    }

    @Test("all are found while the slots double, wherever their keys stand")
    func growth() throws {
        var table = EventTable()
        var expected = Expected()
        for number in 0..<30_000 {
            let key = EventKey(kind: .cdr, ownerCountry: "DE", ownerParty: "ABC", id: "\(number)")
            #expect(table.ordinal(of: key) == nil)
            table.enter(key, keyID: Int64(number) * 3, revision: 1)
            _ = expected.enter(key, keyID: Int64(number) * 3, revision: 1)
            // Just before and after the slots of 3/4 · 2ⁿ double.
            if number == 47 || number == 48 || number == 12_287 || number == 12_288 || number == 20_000 {
                #expect(expected.difference(from: table) == nil)
                try Self.move(&table)
                if number % 2 == 0 { try Self.moveSlots(&table) }
                #expect(expected.difference(from: table) == nil)
            }
        }
        #expect(table.revisions.isEmpty && table.segments.count == 5)
        #expect(expected.difference(from: table) == nil)
    }

    @Test("parts of a key that run together are different keys")
    func borders() {
        var table = EventTable()
        let keys = [("DE", "AB", "C"), ("DE", "A", "BC"), ("DEA", "", "BC"), ("", "DEAB", "C"), ("", "", "DEABC")]
        for (country, party, id) in keys {
            let key = EventKey(kind: .cdr, ownerCountry: country, ownerParty: party, id: id)
            #expect(table.enter(key, keyID: 1, revision: 1).isNew)
        }
    }

    @Test("what was kept says the same when read, is kept as the same bytes, and goes on", arguments: [5, 6])
    func kept(seed: UInt64) throws {
        // As many as to need several pieces.
        var (table, expected) = try Self.sample(seed: seed, count: 12_000)
        for isMoved in [false, true] {
            if isMoved { try Self.move(&table) }
            let bytes = Self.kept(table)
            #expect(bytes.count == table.keptByteCount() && bytes.count.isMultiple(of: 8))
            var again = try #require(try Self.read(bytes))
            #expect(again.mappedCount == table.count && again.segments.count == 1)
            #expect(expected.difference(from: again) == nil)
            #expect(Self.kept(again) == bytes)
            var then = expected
            let other = EventKey(kind: .cdr, ownerCountry: "FR", ownerParty: "NEW", id: "1")
            for key in [other, expected.keys[1], expected.keys[2]] {
                let entered = again.enter(key, keyID: 11, revision: 1)
                #expect(entered == then.enter(key, keyID: 11, revision: 1))
            }
            try Self.move(&again)
            #expect(then.difference(from: again) == nil && expected.difference(from: table) == nil)
        }
        let empty = try #require(try Self.read(Self.kept(EventTable())))
        #expect(empty.count == 0 && empty.ordinal(of: expected.keys[0]) == nil)
    }

    @Test("what goes on from a kept table has only what came and changed since", arguments: [8, 9, 10])
    func keptBeyond(seed: UInt64) throws {
        var (table, expected) = try Self.sample(seed: seed, count: 2_000)
        let whole = Self.kept(table)
        let base = (section: 8..<8 + whole.count, file: try Self.mapped(whole))
        table = try #require(EventTable(mapped: [base]))
        var nothing: [UInt8] = []
        table.visitKept(beyond: base.file) { nothing += $0 }
        #expect(nothing.count == 40 + 16 * table.revisions.count)
        var random = SampleRandom(seed: seed)
        for number in 0..<900 {
            let isAgain = random.next() % 3 == 0
            let key =
                isAgain
                ? expected.keys[Int(random.next() % UInt64(expected.keys.count))] : Self.key(5_000 + number, &random)
            let (keyID, revision) = (Int64(bitPattern: random.next()), Self.revision(&random))
            let entered = table.enter(key, keyID: keyID, revision: revision)
            #expect(entered == expected.enter(key, keyID: keyID, revision: revision))
            if number % 250 == 0 { try Self.move(&table) }
        }
        var bytes: [UInt8] = []
        table.visitKept(beyond: base.file) { bytes += $0 }
        #expect(bytes.count == table.keptByteCount(beyond: base.file) && bytes.count < whole.count)
        let more = (section: 8..<8 + bytes.count, file: try Self.mapped(bytes))
        var again = try #require(EventTable(mapped: [base, more]))
        #expect(again.segments.count == 2 && expected.difference(from: again) == nil)
        // Alone, in the other order, or behind another table, it is none.
        #expect(EventTable(mapped: [more]) == nil && EventTable(mapped: [more, base]) == nil)
        #expect(EventTable(mapped: [base, base]) == nil && EventTable(mapped: [base, more, more]) == nil)
        // It goes on as a whole one does, also where all of it is written anew.
        let other = EventKey(kind: .cdr, ownerCountry: "FR", ownerParty: "NEW", id: "1")
        for key in [other, expected.keys[0]] {
            let entered = again.enter(key, keyID: 11, revision: 1)
            #expect(entered == expected.enter(key, keyID: 11, revision: 1))
        }
        try Self.moveSlots(&again)
        let all = Self.kept(again)
        #expect(expected.difference(from: try #require(try Self.read(all))) == nil)
        again.adopt(all: try #require(EventTable.segment(ofAllIn: try Self.file(all))))
        #expect(again.segments.count == 1 && expected.difference(from: again) == nil)
    }

    @Test("slots in a file stand where they are found, however their hashes lie")
    func slots() throws {
        var random = SampleRandom(seed: 11)
        // Upper halves that are equal, near one another, and at both ends.
        for spread in [1, 3, 64, 1 << 20] as [UInt64] {
            for top in [0, UInt64(UInt32.max) - spread] {
                var slots = Set((0..<200).map { UInt64($0 + 1) | (top + random.next() % spread) << 32 })
                slots.insert(UInt64(UInt32.max) << 32 | 999)
                let parts = Dictionary(grouping: slots) { $0 % 3 }.mapValues { $0.sorted() }
                var mapped: MappedSlots?
                for part in parts.values { mapped = try MappedSlots.write(mapped, part, to: try Self.unnamed()) }
                let found = try #require(mapped)
                #expect(found.count == slots.count)
                for slot in slots {
                    var asked: Set<UInt64> = []
                    #expect(
                        found.find(slot) { other in
                            asked.insert(other)
                            return other == slot ? 7 : nil
                        } == 7)
                    #expect(asked.allSatisfy { $0 >> 32 == slot >> 32 })
                }
                for hash in (0..<200).map({ _ in random.next() })
                where !slots.contains(where: { $0 >> 32 == hash >> 32 }) {
                    #expect(found.find(hash) { _ in 1 } == nil)
                }
            }
        }
    }

    @Test("the kept form is the one that is written down")
    func form() throws {
        var table = EventTable()
        for (id, revision) in [("A", 1), ("BC", 3)] as [(String, Int32)] {
            let key = EventKey(kind: .session, ownerCountry: "DE", ownerParty: "X", id: id)
            table.enter(key, keyID: -Int64(revision), revision: revision)
        }
        var expected = StateWriter()
        for number in [0, 2, 1, 0, 17, 8, 17, -1, -3, 1, 3] { expected.number(Int64(number)) }
        expected.bytes += [1, 2] + Array("DE".utf8) + [1] + Array("X".utf8) + [1] + Array("A".utf8)
        expected.bytes += [1, 2] + Array("DE".utf8) + [1] + Array("X".utf8) + [2] + Array("BC".utf8)
        expected.bytes += [UInt8](repeating: 0, count: -expected.bytes.count & 7)
        #expect(Self.kept(table) == expected.bytes)
    }
}
