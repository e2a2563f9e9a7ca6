import Domain

/// An event key as the bytes that ``EventTable`` holds: kind, owner and id, the length before each text.
enum EventEntry {
    private static let kinds = EventKind.allCases

    static func bytes(_ key: EventKey) -> [UInt8] {
        var entry: [UInt8] = []
        entry.reserveCapacity(16 + key.id.utf8.count)
        entry.append(UInt8(kinds.firstIndex(of: key.kind) ?? 0))
        for text in [key.ownerCountry, key.ownerParty, key.id] {
            var rest = text.utf8.count
            while rest >= 0x80 {
                entry.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            entry.append(UInt8(rest))
            entry.append(contentsOf: text.utf8)
        }
        return entry
    }

    /// - Precondition: the entry is whole.
    static func key(_ entry: UnsafeRawBufferPointer) -> EventKey {
        var place = 1
        func text() -> String {
            let count = length(entry, &place)
            defer { place += count }
            return String(decoding: entry[place..<place + count], as: UTF8.self)
        }
        return EventKey(kind: kinds[Int(entry[0])], ownerCountry: text(), ownerParty: text(), id: text())
    }

    /// Whether these are the bytes of one key and nothing after them.
    static func isWhole(_ entry: UnsafeRawBufferPointer) -> Bool {
        guard let kind = entry.first, Int(kind) < kinds.count else { return false }
        var place = 1
        for _ in 0..<3 {
            let length = length(entry, &place)
            guard length <= entry.count - place else { return false }
            place += length
        }
        return place == entry.count
    }

    /// A length as ``bytes(_:)`` writes it; one too large for anything where the bytes end in it.
    private static func length(_ bytes: UnsafeRawBufferPointer, _ place: inout Int) -> Int {
        var value = 0
        for shift in stride(from: 0, to: 56, by: 7) {
            guard place < bytes.count else { return .max }
            let byte = bytes[place]
            place += 1
            value |= Int(byte & 0x7f) << shift
            if byte < 0x80 { return value }
        }
        return .max
    }
}
