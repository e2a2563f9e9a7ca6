extension KeyTable {
    /// Parts, pairs and counts in the order of their numbers.
    func write(to writer: inout ByteWriter) {
        for space in parts.indices {
            writer.number(counts[space])
            writer.number(UInt32(parts[space].count))
            for (part, number) in parts[space].sorted(by: { $0.value < $1.value }) {
                writer.part(part)
                writer.number(number)
            }
        }
        writer.number(UInt32(pairs.count))
        for (pair, joined) in pairs.sorted(by: { $0.key < $1.key }) {
            writer.number(pair.space)
            writer.number(pair.left)
            writer.number(pair.right)
            writer.number(joined)
        }
        writer.number(UInt32(texts.count))
        for text in texts { writer.part(text) }
    }

    init(spaceCount: Int, from reader: inout ByteReader) throws(WindowSnapshotError) {
        self.init(spaceCount: spaceCount)
        for space in 0..<spaceCount {
            counts[space] = try reader.number()
            let count = try reader.count(of: 9)
            parts[space].reserveCapacity(count)
            for _ in 0..<count {
                let part = try reader.part()
                parts[space].insert(part, try reader.number(Int32.self))
            }
        }
        let pairCount = try reader.count(of: 16)
        pairs.reserveCapacity(pairCount)
        for _ in 0..<pairCount {
            let pair = Pair(space: try reader.number(), left: try reader.number(), right: try reader.number())
            pairs.insert(pair, try reader.number(Int32.self))
        }
        for _ in 0..<(try reader.count(of: 9)) { texts.append(try reader.part()) }
    }

    /// The parts of each key of a space as bytes, by key; nil for a number that no key has.
    func names(in space: KeySpaceID) -> [[UInt8]?] {
        let index = Int(space.index)
        var names = [[UInt8]?](repeating: nil, count: max(0, Int(counts[index])))
        func bytes(_ part: KeyPart) -> [UInt8] {
            var writer = ByteWriter()
            writer.part(part)
            return writer.bytes
        }
        let own = pairs.filter { $0.key.space >> 3 == space.index }
        guard let depth = own.map({ $0.key.space & 7 }).max() else {
            for (part, number) in parts[index] where names.indices.contains(Int(number)) {
                names[Int(number)] = bytes(part)
            }
            return names
        }
        var symbols: [Int32: [UInt8]] = [:]
        for (part, number) in parts[index] { symbols[number] = bytes(part) }
        var lefts = symbols
        for level in 0...depth {
            var joined: [Int32: [UInt8]] = [:]
            for (pair, number) in own where pair.space & 7 == level {
                joined[number] = (lefts[pair.left] ?? []) + (symbols[pair.right] ?? [])
            }
            lefts = joined
        }
        for (number, name) in lefts where names.indices.contains(Int(number)) { names[Int(number)] = name }
        return names
    }
}
