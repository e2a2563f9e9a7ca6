import Domain
import Foundation
import Testing

@testable import Engine

/// A kept table is read where it stands: whatever its bytes say, nothing beside them is.
@Suite struct EventTableRefusalTests {
    private static let count = 40
    /// Places of the numbers before the keys.
    private static let endsPlace = 40
    private static let revisionsPlace = endsPlace + 16 * count
    private static let revisions = 3
    private static let keysPlace = revisionsPlace + 16 * revisions

    private let bytes: [UInt8]

    init() {
        var table = EventTable()
        for number in 0..<Self.count {
            let key = EventKey(
                kind: .payout, ownerCountry: "NL", ownerParty: "KWV", id: number == 5 ? "" : "P-\(10 + number)")
            table.enter(key, keyID: Int64(number), revision: [4, 20, 39].contains(number) ? 2 : 1)
        }
        var bytes: [UInt8] = []
        table.visitKept { bytes += $0 }
        self.bytes = bytes
    }

    private func file(_ bytes: [UInt8]) throws -> MappedFile {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        var file = try UnnamedFile(beside: path)
        try bytes.show { bytes in try file.append(bytes) }
        return try #require(try file.mapped())
    }

    private func isRead(_ bytes: [UInt8]) throws -> Bool {
        EventTable(mapped: [(0..<bytes.count, try file(bytes))]) != nil
    }

    /// Whether it is read with other numbers at some places.
    private func isRead(_ numbers: [Int: Int64]) throws -> Bool {
        var bytes = bytes
        for (place, number) in numbers {
            withUnsafeBytes(of: number.littleEndian) { bytes.replaceSubrange(place..<place + 8, with: $0) }
        }
        return try isRead(bytes)
    }

    private func number(_ place: Int) -> Int64 {
        Int64(littleEndian: bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: Int64.self) })
    }

    @Test("it is read as it was kept")
    func whole() throws {
        #expect(try isRead(bytes))
        // Its keys do not end where the padding does: what is said of that below is seen.
        #expect((Self.keysPlace + Int(number(32))) % 8 != 0)
    }

    @Test("a part of it, more than it, and what is not in the file are no table")
    func sizes() throws {
        let file = try file(bytes + bytes)
        for size in 0..<bytes.count { #expect(EventTable(mapped: [(0..<size, file)]) == nil) }
        for more in 1...32 { #expect(EventTable(mapped: [(0..<bytes.count + more, file)]) == nil) }
        for start in 1..<bytes.count { #expect(EventTable(mapped: [(start..<bytes.count, file)]) == nil) }
        #expect(EventTable(mapped: [(0..<2 * bytes.count, file)]) == nil)
        #expect(try !isRead(bytes + [UInt8](repeating: 0, count: 8)))
        for size in 1..<40 { #expect(try !isRead(Array(bytes.prefix(size)))) }
        #expect(EventTable(mapped: [(bytes.count..<2 * bytes.count, file)]) != nil)
        for cut in 1...bytes.count {
            #expect(EventTable(mapped: [(bytes.count + cut..<2 * bytes.count + cut, file)]) == nil)
        }
        #expect(EventTable(mapped: [(-8..<bytes.count - 8, file)]) == nil)
        #expect(EventTable(mapped: [(.max - bytes.count ..< .max, file)]) == nil)
    }

    @Test(
        "an ordinal of the first, a number of events, of revisions, of changed numbers or of bytes of keys that is another",
        arguments: [0, 8, 16, 24, 32])
    func head(place: Int) throws {
        let own = number(place)
        let powers = (3..<63).flatMap { [1 << $0, (1 << $0) + own, -(1 << $0) + own] as [Int64] }
        for other in [.min, .max, -1, 0, own - 1, own + 1, own + 8, 2 * own, .max - own] + powers where other != own {
            #expect(try !isRead([place: other]), "\(other)")
        }
    }

    @Test("numbers that agree on the size of it and not on what stands where")
    func shifted() throws {
        let (events, revisions, keys) = (number(8), number(16), number(32))
        #expect(try !isRead([8: events - 1, 16: revisions + 1]))
        #expect(try !isRead([8: events + 1, 16: revisions - 1]))
        #expect(try !isRead([8: events - 1, 32: keys + 16]))
        #expect(try !isRead([8: events + 1, 32: keys - 16]))
        #expect(try !isRead([16: revisions - 1, 32: keys + 16]))
        #expect(try !isRead([16: revisions + 1, 32: keys - 16]))
        // Of no event before the first a number can have changed.
        #expect(try !isRead([16: revisions - 1, 24: 1]))
        #expect(try !isRead([32: keys + 1]) && !isRead([32: keys - 1]))
        // The sum of the sizes is right, if it overflows.
        #expect(try !isRead([8: events + 1 << 60]) && !isRead([16: revisions + 1 << 60]))
    }

    @Test("an end of a key that is another")
    func ends() throws {
        for index in 0..<Self.count {
            let place = Self.endsPlace + 8 * index
            let own = number(place)
            for other in [.min, .max, -1, 0, own - 1, own + 1, own + 500, own + 1 << 40] {
                #expect(try !isRead([place: other]), "\(index): \(other)")
            }
            guard index > 0 else { continue }
            let before = number(place - 8)
            #expect(try !isRead([place: before]) && !isRead([place: before, place - 8: own]))
        }
    }

    @Test("bytes that are no key")
    func keys() throws {
        let key = Array(bytes[Self.keysPlace..<Self.keysPlace + Int(number(Self.endsPlace))])
        #expect(key.count == 13 && key[1] == 2 && key[4] == 3 && key[8] == 4)
        // A kind that there is not, and lengths that are too small, too large, or have no end.
        for (place, byte) in [
            (0, 0xee), (0, 13), (1, 1), (1, 3), (1, 0x7f), (1, 0xff), (4, 4), (8, 3), (8, 5), (8, 0x84),
        ] {
            var bytes = bytes
            bytes[Self.keysPlace + place] = UInt8(byte)
            #expect(try !isRead(bytes), "\(byte) at \(place)")
        }
        for start in 1..<13 {
            var bytes = bytes
            for place in start..<13 { bytes[Self.keysPlace + place] = 0xff }
            // From the ninth on only the id is another.
            #expect(try isRead(bytes) == (start > 8), "\(start)")
        }
    }

    @Test("a key that is there twice", arguments: [(0, 1), (0, 39), (38, 39), (3, 20)])
    func twice(first: Int, second: Int) throws {
        var bytes = bytes
        let ends = [first, second].map { Self.keysPlace + Int(number(Self.endsPlace + 8 * $0)) }
        bytes.replaceSubrange(ends[1] - 13..<ends[1], with: bytes[ends[0] - 13..<ends[0]])
        #expect(try !isRead(bytes))
    }

    @Test("revisions of events that are not there, not in order, twice, or larger than there are")
    func revisions() throws {
        let place = Self.revisionsPlace
        #expect([number(place), number(place + 16), number(place + 32)] == [4, 20, 39])
        for other in [.min, .max, -1, 40, 1 << 32, 4 + 1 << 32] as [Int64] {
            #expect(try !isRead([place: other]) && !isRead([place + 32: other]), "\(other)")
        }
        #expect(try !isRead([place: 20]) && !isRead([place: 21]) && !isRead([place + 32: 20]))
        #expect(try isRead([place: 0, place + 16: 1, place + 32: 2]))
        for other in [.min, .max, Int64(Int32.max) + 1, Int64(Int32.min) - 1] {
            #expect(try !isRead([place + 8: other]), "\(other)")
        }
    }

    @Test("padding that is not zero")
    func padding() throws {
        for place in Self.keysPlace + Int(number(32))..<bytes.count {
            var bytes = bytes
            bytes[place] = 1
            #expect(try !isRead(bytes))
        }
    }
}
