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

    func visitFiles(_ body: (MappedFile) -> Void) { for segment in segments { body(segment.file) } }

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
    private static let headSize = 24

    private var keyByteCount: Int { segments.reduce(bytes.count) { $0 + $1.byteCount } }

    private static func padding(_ byteCount: Int) -> Int { -byteCount & 7 }

    /// How many bytes ``visitKept(_:)`` shows: a multiple of eight.
    var keptByteCount: Int {
        let byteCount = keyByteCount
        return Self.headSize + 16 * count + 16 * revisions.count + byteCount + Self.padding(byteCount)
    }

    /// All of the table, piece by piece: how many events, revisions and bytes of keys there are, then the ends of the
    /// keys, their numbers in the store, ordinals with revisions where these are not the usual, the keys, and zeros.
    func visitKept<Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        let byteCount = keyByteCount
        let head = [Int64(count), Int64(revisions.count), Int64(byteCount)]
        try Self.show(head.count, { head[$0] }, body)
        var base = 0
        for segment in segments {
            try Self.show(segment.count, { Int64(base + segment.end($0)) }, body)
            base += segment.byteCount
        }
        try Self.show(ends.count, { Int64(base + ends[$0]) }, body)
        try Self.show(count, { keyID(UInt32($0)) }, body)
        let ordinals = revisions.keys.sorted()
        try Self.show(
            2 * ordinals.count,
            { index in
                let ordinal = ordinals[index / 2]
                return index % 2 == 0 ? Int64(ordinal) : Int64(revision(ordinal))
            }, body)
        for segment in segments { try segment.withBytes(body) }
        try bytes.show(body)
        try [UInt8](repeating: 0, count: Self.padding(byteCount)).show(body)
    }

    /// Reads back what ``visitKept(_:)`` showed, without a copy of it; nil for anything else.
    ///
    /// - Parameter section: its bytes in the file; none beyond them is read.
    init?(mapped section: Range<Int>, of file: MappedFile) {
        guard section.lowerBound >= 0, section.upperBound <= file.bytes.count, section.count >= Self.headSize
        else { return nil }
        func head(_ index: Int) -> Int? { Int(exactly: file.number(at: section.lowerBound + 8 * index)) }
        // What is not larger than the section does not overflow below.
        let sizes = 0...section.count
        guard let count = head(0), let revisionCount = head(1), let byteCount = head(2), sizes.contains(count),
            sizes.contains(revisionCount), sizes.contains(byteCount), count < Int(UInt32.max)
        else { return nil }
        let ends = section.lowerBound + Self.headSize
        let pairs = ends + 16 * count
        let bytes = pairs + 16 * revisionCount
        let zeros = bytes + byteCount
        guard zeros + Self.padding(byteCount) == section.upperBound,
            file.bytes[zeros..<section.upperBound].allSatisfy({ $0 == 0 })
        else { return nil }
        let places = OwnPlaces(
            first: 0, count: count, ends: ends, keyIDs: ends + 8 * count, bytes: bytes, byteCount: byteCount)
        let segment = Segment(file, places)
        guard segment.hasRisingEnds, let revisions = Self.revisions(revisionCount, at: pairs, of: file, below: count)
        else { return nil }
        self.init()
        guard fill(segment, revisions) else { return nil }
    }

    private static func revisions(
        _ number: Int, at place: Int, of file: MappedFile, below count: Int
    ) -> [UInt32: Int32]? {
        var revisions: [UInt32: Int32] = [:]
        revisions.reserveCapacity(number)
        var next: Int64 = 0
        for index in 0..<number {
            let ordinal = file.number(at: place + 16 * index)
            guard ordinal >= next, ordinal < count,
                let revision = Int32(exactly: file.number(at: place + 16 * index + 8))
            else { return nil }
            revisions[UInt32(ordinal)] = revision
            next = ordinal + 1
        }
        return revisions
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
