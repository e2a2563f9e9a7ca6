extension EventTable {
    /// Where ``writeOwn(to:)`` put what was a table's own, from the beginning of the file.
    struct OwnPlaces: Sendable {
        /// Ordinal of the first event.
        let first: Int
        let count: Int
        let ends: Int
        let keyIDs: Int
        let bytes: Int
        let byteCount: Int
    }

    /// Events of a mapped file. All numbers in it are little endian, of eight bytes.
    struct Segment: Sendable {
        let file: MappedFile
        private let places: OwnPlaces

        /// - Precondition: the places are in the file.
        init(_ file: MappedFile, _ places: OwnPlaces) {
            let size = file.bytes.count
            precondition(places.ends + 8 * places.count <= size && places.keyIDs + 8 * places.count <= size)
            precondition(places.bytes + places.byteCount <= size)
            self.file = file
            self.places = places
        }

        var first: Int { places.first }
        var count: Int { places.count }
        var byteCount: Int { places.byteCount }

        /// Where an entry ends in the bytes of the segment.
        func end(_ index: Int) -> Int { Int(truncatingIfNeeded: number(places.ends, index)) }

        func keyID(_ index: Int) -> Int64 { number(places.keyIDs, index) }

        func withEntry<Result>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
            let start = index == 0 ? 0 : end(index - 1)
            return withBytes { body(UnsafeRawBufferPointer(rebasing: $0[start..<end(index)])) }
        }

        func withBytes<Result, Failure: Error>(
            _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
        ) throws(Failure) -> Result {
            defer { withExtendedLifetime(file) {} }
            return try body(UnsafeRawBufferPointer(rebasing: file.bytes[places.bytes..<places.bytes + byteCount]))
        }

        /// Whether entries follow one another and fill the bytes: nothing else is read of them before.
        var hasRisingEnds: Bool {
            var start = 0
            for index in 0..<count {
                let end = end(index)
                guard end > start else { return false }
                start = end
            }
            return start == byteCount
        }

        private func number(_ place: Int, _ index: Int) -> Int64 { file.number(at: place + 8 * index) }
    }

    func letGoOfPages() {
        for segment in segments { segment.file.letGo() }
        mappedSlots?.letGo()
    }

    /// Writes what is not mapped yet, for ``adopt(_:_:)``.
    ///
    /// - Returns: where it stands; nil where all is mapped.
    func writeOwn(to file: inout UnnamedFile) throws(EngineError) -> OwnPlaces? {
        if ends.isEmpty { return nil }
        try file.align()
        let endsPlace = file.count
        try Self.show(ends.count, { Int64(ends[$0]) }) { piece throws(EngineError) in try file.append(piece) }
        let keyIDsPlace = file.count
        try Self.show(ends.count, { keyIDs[$0] }) { piece throws(EngineError) in try file.append(piece) }
        let bytesPlace = file.count
        try bytes.show { bytes throws(EngineError) in try file.append(bytes) }
        return OwnPlaces(
            first: mappedCount, count: ends.count, ends: endsPlace, keyIDs: keyIDsPlace, bytes: bytesPlace,
            byteCount: bytes.count)
    }
}

// MARK: - The kept form

extension EventTable {
    /// Five numbers: see ``visitKept(beyond:_:)``.
    private static let headSize = 40

    private static func padding(_ byteCount: Int) -> Int { -byteCount & 7 }

    /// The segments that stand in a file, which are the first.
    private func base(_ file: MappedFile?) -> ArraySlice<Segment> { segments.prefix { $0.file === file } }

    /// How many bytes ``visitKept(beyond:_:)`` shows: a multiple of eight.
    func keptByteCount(beyond file: MappedFile? = nil) -> Int {
        let base = base(file)
        let first = base.reduce(0) { $0 + $1.count }
        let byteCount = segments.dropFirst(base.count).reduce(bytes.count) { $0 + $1.byteCount }
        return Self.headSize + 16 * (count - first) + 16 * revisions.count + 16 * changed(before: first).count
            + byteCount + Self.padding(byteCount)
    }

    private func changed(before first: Int) -> [UInt32] { changedKeyIDs.keys.filter { $0 < first }.sorted() }

    /// All of the table, or what does not stand in the kept form of a file, piece by piece: the ordinal of the first event,
    /// how many events, revisions, changed numbers and bytes of keys there are, then the ends of the keys, their numbers in
    /// the store, ordinals with revisions where these are not the usual, ordinals before the first with the numbers that
    /// their keys have now, the keys, and zeros.
    func visitKept<Failure: Error>(
        beyond file: MappedFile? = nil, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        let base = base(file)
        let first = base.reduce(0) { $0 + $1.count }
        let others = segments.dropFirst(base.count)
        let byteCount = others.reduce(bytes.count) { $0 + $1.byteCount }
        let ordinals = revisions.keys.sorted()
        let changed = changed(before: first)
        let head = [first, count - first, ordinals.count, changed.count, byteCount]
        try Self.show(head.count, { Int64(head[$0]) }, body)
        var start = 0
        for segment in others {
            try Self.show(segment.count, { Int64(start + segment.end($0)) }, body)
            start += segment.byteCount
        }
        try Self.show(ends.count, { Int64(start + ends[$0]) }, body)
        try Self.show(count - first, { keyID(UInt32(first + $0)) }, body)
        try Self.showPairs(ordinals, { Int64(revision($0)) }, body)
        try Self.showPairs(changed, { keyID($0) }, body)
        for segment in others { try segment.withBytes(body) }
        try bytes.show(body)
        try [UInt8](repeating: 0, count: Self.padding(byteCount)).show(body)
    }

    /// The kept form in a file, whose events go on from those of another one.
    private struct Kept {
        let segment: Segment
        let revisions: [UInt32: Int32]
        let changedKeyIDs: [UInt32: Int64]

        /// Nil for what ``visitKept(beyond:_:)`` did not show; whether its entries are keys is not looked at.
        init?(_ section: Range<Int>, of file: MappedFile) {
            guard section.lowerBound >= 0, section.upperBound <= file.bytes.count, section.count >= headSize
            else { return nil }
            var head: [Int] = []
            for index in 0..<5 {
                guard let number = Int(exactly: file.number(at: section.lowerBound + 8 * index)), number >= 0 else {
                    return nil
                }
                head.append(number)
            }
            let (first, count, byteCount) = (head[0], head[1], head[4])
            // What is not larger than the section does not overflow below.
            guard head.dropFirst().allSatisfy({ $0 <= section.count }), first < Int(UInt32.max),
                first + count < Int(UInt32.max)
            else { return nil }
            let ends = section.lowerBound + headSize
            let revised = ends + 16 * count
            let renumbered = revised + 16 * head[2]
            let bytes = renumbered + 16 * head[3]
            let zeros = bytes + byteCount
            guard zeros + padding(byteCount) == section.upperBound,
                file.bytes[zeros..<section.upperBound].allSatisfy({ $0 == 0 })
            else { return nil }
            let places = OwnPlaces(
                first: first, count: count, ends: ends, keyIDs: ends + 8 * count, bytes: bytes, byteCount: byteCount)
            segment = Segment(file, places)
            guard segment.hasRisingEnds,
                let revisions = pairs(head[2], at: revised, of: file, below: first + count, { Int32(exactly: $0) }),
                let numbers = pairs(head[3], at: renumbered, of: file, below: first, { $0 })
            else { return nil }
            self.revisions = revisions
            changedKeyIDs = numbers
        }
    }

    /// Reads back what ``visitKept(beyond:_:)`` showed, without a copy of it; nil for anything else.
    ///
    /// - Parameter parts: its bytes in the files, each going on from the one before; none beyond them is read.
    init?(mapped parts: [(section: Range<Int>, file: MappedFile)]) {
        var kept: [Kept] = []
        var count = 0
        for part in parts {
            guard let next = Kept(part.section, of: part.file), next.segment.first == count else { return nil }
            count += next.segment.count
            kept.append(next)
        }
        guard let last = kept.last else { return nil }
        self.init()
        // The last one has the revisions and numbers of all.
        guard fill(kept.map(\.segment), last.revisions, last.changedKeyIDs) else { return nil }
    }

    /// What ``visitKept(beyond:_:)`` of a whole table wrote as all of a file.
    static func segment(ofAllIn file: MappedFile) -> Segment? { Kept(0..<file.bytes.count, of: file)?.segment }

    private static func pairs<Value>(
        _ number: Int, at place: Int, of file: MappedFile, below count: Int, _ value: (Int64) -> Value?
    ) -> [UInt32: Value]? {
        var pairs: [UInt32: Value] = [:]
        pairs.reserveCapacity(number)
        var next: Int64 = 0
        for index in 0..<number {
            let ordinal = file.number(at: place + 16 * index)
            guard ordinal >= next, ordinal < count, let value = value(file.number(at: place + 16 * index + 8))
            else { return nil }
            pairs[UInt32(ordinal)] = value
            next = ordinal + 1
        }
        return pairs
    }

    private static func showPairs<Failure: Error>(
        _ ordinals: [UInt32], _ value: (UInt32) -> Int64, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        try show(
            2 * ordinals.count,
            { $0 % 2 == 0 ? Int64(ordinals[$0 / 2]) : value(ordinals[$0 / 2]) }, body)
    }

    /// Numbers as the file holds them, so that only a piece of them is held twice.
    private static func show<Failure: Error>(
        _ count: Int, _ number: (Int) -> Int64, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        var writer = StateWriter()
        for index in 0..<count {
            writer.number(number(index))
            if writer.bytes.count < 1 << 16, index + 1 < count { continue }
            try writer.bytes.show(body)
            writer.bytes.removeAll(keepingCapacity: true)
        }
    }
}

extension MappedFile {
    /// A little-endian number of eight bytes.
    fileprivate func number(at place: Int) -> Int64 {
        Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: Int64.self))
    }
}

extension [UInt8] {
    /// As `withUnsafeBytes`, which does not say what is thrown.
    func show<Failure: Error>(_ body: (UnsafeRawBufferPointer) throws(Failure) -> Void) throws(Failure) {
        try withUnsafeBufferPointer { bytes throws(Failure) in try body(UnsafeRawBufferPointer(bytes)) }
    }
}
