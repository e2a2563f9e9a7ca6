/// Names in the order of their bytes, sorted eight at a time as one number: names of one feed begin alike, and comparing two of them byte
/// by byte costs more than judging an event.
struct NameOrder {
    private struct Rank {
        let word: UInt64
        let place: Int
    }

    /// The places of the names in the order of their bytes; equal names in the order given.
    let places: [Int]
    /// Indices of ``places`` whose name is that of the one before. Ascending.
    let repeats: [Int]

    init(count: Int, _ name: (Int) -> String) {
        var ranks = (0..<count).map { Rank(word: 0, place: $0) }
        var repeats: [Int] = []
        var open = [(part: 0..<count, depth: 0)]
        while let (part, depth) = open.popLast() {
            for index in part {
                let place = ranks[index].place
                ranks[index] = Rank(word: Self.word(name(place), depth), place: place)
            }
            ranks[part].sort { $0.word != $1.word ? $0.word < $1.word : $0.place < $1.place }
            var first = part.lowerBound
            while first < part.upperBound {
                var end = first + 1
                while end < part.upperBound, ranks[end].word == ranks[first].word { end += 1 }
                if end - first > 1 {
                    if ranks[first..<end].contains(where: { name($0.place).utf8.count > depth + 8 }) {
                        open.append((first..<end, depth + 8))
                    } else {
                        Self.sortByLength(&ranks[first..<end], name)
                        for index in first + 1..<end
                        where name(ranks[index].place).utf8.count == name(ranks[index - 1].place).utf8.count {
                            repeats.append(index)
                        }
                    }
                }
                first = end
            }
        }
        places = ranks.map(\.place)
        self.repeats = repeats.sorted()
    }

    /// Names that only zeros at their ends tell apart.
    private static func sortByLength(_ ranks: inout ArraySlice<Rank>, _ name: (Int) -> String) {
        ranks.sort {
            let (left, right) = (name($0.place).utf8.count, name($1.place).utf8.count)
            return left != right ? left < right : $0.place < $1.place
        }
    }

    /// Eight bytes of a name from a place on, the first in front; zeros where it ends.
    private static func word(_ name: String, _ depth: Int) -> UInt64 {
        func word(_ bytes: some Collection<UInt8>) -> UInt64 {
            let piece = bytes.dropFirst(depth).prefix(8)
            return piece.reduce(0) { $0 << 8 | UInt64($1) } << (8 * UInt64(8 - piece.count))
        }
        return name.utf8.withContiguousStorageIfAvailable { word($0) } ?? word(name.utf8)
    }
}
