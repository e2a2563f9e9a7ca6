/// One component of a key: the bytes of a text with their hash taken once, or a number.
package enum KeyPart: Hashable, Sendable {
    case text(String, hash: UInt64)
    case number(Int64)

    package static func == (left: KeyPart, right: KeyPart) -> Bool {
        switch (left, right) {
        case (.text(let a, let x), .text(let b, let y)): x == y && a == b
        case (.number(let a), .number(let b)): a == b
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .text(_, let hash): hasher.combine(hash)
        case .number(let value): hasher.combine(value)
        }
    }
}

/// Interns key values to small integers, one numbering a key space.
///
/// Hot paths compare and index by these integers and never touch a String again.
package struct KeyTable: Sendable {
    struct Pair: Comparable, Sendable {
        /// The key space, and in the low three bits how many fields stand before the right one, less one.
        let space: Int32
        let left: Int32
        let right: Int32

        static func < (a: Pair, b: Pair) -> Bool {
            (a.space, a.left, a.right) < (b.space, b.left, b.right)
        }
    }

    var parts: [NumberTable<KeyPart>]
    var pairs = NumberTable<Pair>()
    var counts: [Int32]
    /// Texts of cells, by number; kept for the text space alone.
    var texts: [KeyPart] = []

    /// The space in which texts of cells are numbered; every schema has it.
    package static let textSpace = KeySpaceID(0)

    package init(spaceCount: Int) {
        parts = Array(repeating: NumberTable(), count: spaceCount)
        counts = Array(repeating: 0, count: spaceCount)
    }

    /// Number of keys seen in a space.
    package func count(_ space: KeySpaceID) -> Int { Int(counts[Int(space.index)]) }

    /// The cell for a text.
    package mutating func cell(for text: KeyPart) -> Int64 {
        let number = Int64(intern(text, in: Self.textSpace).index)
        if number == Int64(texts.count) { texts.append(text) }
        return number
    }

    /// The text of a cell.
    package func text(_ cell: Int64) -> KeyPart? {
        cell >= 0 && cell < Int64(texts.count) ? texts[Int(cell)] : nil
    }

    /// The key of a one-field space, or nil when it was never interned.
    package func find(_ part: KeyPart, in space: KeySpaceID) -> KeyID? {
        parts[Int(space.index)][part].map { KeyID(Int($0)) }
    }

    /// The key of a one-field space, numbered now if it is new.
    package mutating func intern(_ part: KeyPart, in space: KeySpaceID) -> KeyID {
        let index = Int(space.index)
        if let known = parts[index][part] { return KeyID(Int(known)) }
        let next = counts[index]
        parts[index].insert(part, next)
        counts[index] = next + 1
        return KeyID(Int(next))
    }

    /// The key of a space of two or more fields, or nil when it was never interned.
    package func find(_ components: [KeyPart], in space: KeySpaceID) -> KeyID? {
        guard components.count > 1 else { return components.first.flatMap { find($0, in: space) } }
        let index = Int(space.index)
        guard var left = parts[index][components[0]] else { return nil }
        for place in 1..<components.count {
            let depth = Int32(truncatingIfNeeded: place &- 1)
            guard let right = parts[index][components[place]],
                let joined = pairs[Pair(space: space.index << 3 | depth, left: left, right: right)]
            else { return nil }
            left = joined
        }
        return KeyID(Int(left))
    }

    /// The key of a space of two to eight fields, numbered now if it is new.
    package mutating func intern(_ components: [KeyPart], in space: KeySpaceID) -> KeyID {
        guard components.count > 1 else { return intern(components[0], in: space) }
        precondition(components.count <= 8, "a key has at most eight fields")
        let index = Int(space.index)
        var left = symbol(components[0], index)
        for place in 1..<components.count {
            let depth = Int32(truncatingIfNeeded: place &- 1)
            let pair = Pair(space: space.index << 3 | depth, left: left, right: symbol(components[place], index))
            if let joined = pairs[pair] {
                left = joined
            } else if place == components.count - 1 {
                pairs.insert(pair, counts[index])
                left = counts[index]
                counts[index] += 1
            } else {
                let joined = Int32(truncatingIfNeeded: pairs.count)
                pairs.insert(pair, joined)
                left = joined
            }
        }
        return KeyID(Int(left))
    }

    /// Numbers the parts of a compound key apart from the keys themselves.
    private mutating func symbol(_ part: KeyPart, _ index: Int) -> Int32 {
        if let known = parts[index][part] { return known }
        let next = Int32(truncatingIfNeeded: parts[index].count)
        parts[index].insert(part, next)
        return next
    }
}
