/// What the rows of a range with flags take away from its totals.
struct FlaggedPart {
    var unsure = 0
    /// Sum over the unsure rows.
    var unsureSum: Int128 = 0
    /// Sure rows whose value is unknown; their cells are zero.
    var unknown = 0
}

/// Up to 512 rows in event order in one array, plane after plane, so that a search reads times only and a sum two
/// words.
///
/// Running totals wrap at 64 bits. The difference of two neighbours is the cell all the same; the difference over a
/// range is its sum
/// unless the chunk ``isWide``.
///
/// `@unchecked Sendable`: a value that is copied on the first change, as an array is.
struct Chunk: @unchecked Sendable {
    static let capacity = 512
    /// Above this magnitude 512 cells might leave 64 bits.
    static let narrow: UInt64 = 1 << 53

    private var words: WindowWords?
    /// Where the planes begin in the words.
    private var start: UnsafeMutablePointer<Int64>?
    private var size: Int16 = 0
    private var room: Int16 = 0
    private var flaggedCount: Int16 = 0
    /// Whether a summed cell ever stood here that is too large for totals in 64 bits.
    private(set) var isWide = false
    /// Whether the words are those of a snapshot or a file, which its chunks share: the first change takes a copy of its own.
    private var isLent = false

    init() {}

    @inline(__always) var count: Int { Int(size) }
    /// Rows with a flag set; zero lets a query trust the running totals.
    @inline(__always) var flagged: Int { Int(flaggedCount) }

    /// Bytes on the heap, with the object that holds the words; none where they are lent.
    func bytes(_ layout: RowLayout) -> Int { isOwn ? 56 + Int(room) * layout.planes * 8 : 0 }

    /// Whether it has rows in words of its own.
    var isOwn: Bool { words != nil && !isLent }

    /// Where the planes begin, while the words are held.
    ///
    /// - Precondition: there are words.
    @inline(__always)
    private func reading<Result>(_ body: (UnsafePointer<Int64>) -> Result) -> Result {
        withExtendedLifetime(words) { body(UnsafePointer(start.unsafelyUnwrapped)) }
    }

    @inline(__always)
    private func word(_ plane: Int, _ index: Int) -> Int64 {
        reading { $0[plane &* Int(room) &+ index] }
    }

    /// The times of all rows: the first plane.
    @inline(__always)
    private func times<Result>(_ body: (UnsafeBufferPointer<Int64>) -> Result) -> Result {
        withExtendedLifetime(words) { body(UnsafeBufferPointer(start: start, count: Int(size))) }
    }

    @inline(__always) func at(_ index: Int) -> Int64 { word(RowLayout.times, index) }

    @inline(__always) func order(_ index: Int) -> UInt64 { UInt64(bitPattern: word(RowLayout.orders, index)) }

    @inline(__always) func ordinal(_ index: Int) -> UInt32 {
        UInt32(truncatingIfNeeded: word(RowLayout.tags, index))
    }

    @inline(__always) func flags(_ index: Int) -> RowFlags {
        RowFlags(bits: UInt32(truncatingIfNeeded: word(RowLayout.tags, index) >> 32))
    }

    @inline(__always)
    func cell(_ index: Int, _ column: Int, _ layout: RowLayout) -> Int64 {
        let plane = RowLayout.firstColumn &+ column
        if index > 0, layout.isSummed(column) { return word(plane, index) &- word(plane, index &- 1) }
        return word(plane, index)
    }

    /// Number of rows with at most `limit` in a plane; without `own`.
    func countAtMost(_ limit: Int64, _ rows: Range<Int>, _ plane: Int, own: UInt32?) -> Int {
        if rows.isEmpty { return 0 }
        return reading { words in
            let cells = plane &* Int(room)
            let tags = RowLayout.tags &* Int(room)
            let own = own.map { Int64($0) } ?? -1
            var below = 0
            for row in rows where words[cells &+ row] <= limit && words[tags &+ row] & 0xffff_ffff != own {
                below &+= 1
            }
            return below
        }
    }

    /// Number of rows that share more than `grace` with `[start, end)`, their times standing in two planes; without `own`.
    func overlapping(
        _ rows: Range<Int>, _ starts: Int, _ ends: Int, start: Int64, end: Int64, grace: Int64, own: UInt32?
    ) -> Int {
        if rows.isEmpty { return 0 }
        return reading { words in
            let starts = starts &* Int(room)
            let ends = ends &* Int(room)
            let tags = RowLayout.tags &* Int(room)
            let own = own.map { Int64($0) } ?? -1
            var together = 0
            for row in rows {
                let (shared, overflow) = min(end, words[ends &+ row])
                    .subtractingReportingOverflow(max(start, words[starts &+ row]))
                // Beyond 64 bits the sign of the true difference is the other one.
                let isLonger = overflow ? shared < 0 : shared > grace
                if isLonger, words[tags &+ row] & 0xffff_ffff != own { together &+= 1 }
            }
            return together
        }
    }

    func stamp(_ index: Int) -> EventStamp { EventStamp(at: at(index), order: order(index), ordinal: ordinal(index)) }

    /// Number of rows with time at or before `time`.
    @inline(__always)
    func countThrough(_ time: Int64) -> Int { times { firstAfter(time, $0) } }

    /// The same where the rows are known to stand from `from <= time` to `to > time`.
    @inline(__always)
    func countThrough(_ time: Int64, from: Int64, to: Int64) -> Int {
        times { firstAfter(time, $0, from: from, to: to) }
    }

    /// Number of rows that stand before the stamp in the total order.
    func countBefore(_ stamp: EventStamp) -> Int {
        var low = countThrough(stamp.at &- 1)
        guard low < count, at(low) == stamp.at else { return low }
        var high = countThrough(stamp.at)
        while low < high {
            let middle = (low &+ high) &>> 1
            if isBefore(middle, stamp) { low = middle &+ 1 } else { high = middle }
        }
        return low
    }

    @inline(__always)
    func isBefore(_ index: Int, _ stamp: EventStamp) -> Bool {
        let time = at(index)
        if time != stamp.at { return time < stamp.at }
        let hash = order(index)
        if hash != stamp.order { return hash < stamp.order }
        return ordinal(index) < stamp.ordinal
    }

    // MARK: change

    /// The cells of an unknown value are taken as zero.
    ///
    /// - Parameter heap: bytes that were taken on the heap are added, here and below.
    mutating func insert(at index: Int, _ row: NewRow, _ layout: RowLayout, _ heap: inout Int) {
        var largest: UInt64 = 0
        changing(room: size == room ? Self.nextRoom(count) : Int(room), layout, &heap) { base, room, count in
            let moved = count &- index
            func open(_ plane: Int) -> UnsafeMutablePointer<Int64> {
                let place = base + (plane &* room &+ index)
                if moved > 0 { (place + 1).update(from: place, count: moved) }
                return place
            }
            open(RowLayout.times).pointee = row.stamp.at
            open(RowLayout.orders).pointee = Int64(bitPattern: row.stamp.order)
            open(RowLayout.tags).pointee =
                Int64(row.stamp.ordinal) | Int64(truncatingIfNeeded: UInt64(row.flags.bits) << 32)
            for column in 0..<layout.columns {
                let value = row.cell(column)
                let place = open(RowLayout.firstColumn &+ column)
                guard layout.isSummed(column) else {
                    place.pointee = value
                    continue
                }
                largest = max(largest, value.magnitude)
                place.pointee = index > 0 ? place[-1] &+ value : value
                var next = 1
                while next <= moved {
                    place[next] &+= value
                    next &+= 1
                }
            }
        }
        size &+= 1
        if row.flags.bits != 0 { flaggedCount &+= 1 }
        if largest > Self.narrow { isWide = true }
    }

    mutating func remove(at index: Int, _ layout: RowLayout, _ heap: inout Int) {
        if flags(index).bits != 0 { flaggedCount &-= 1 }
        let cells = (0..<layout.columns).map { cell(index, $0, layout) }
        changing(room: Int(room), layout, &heap) { base, room, count in
            let moved = count &- index &- 1
            for plane in 0..<layout.planes {
                let place = base + (plane &* room &+ index)
                if moved > 0 { place.update(from: place + 1, count: moved) }
                let column = plane &- RowLayout.firstColumn
                guard column >= 0, layout.isSummed(column) else { continue }
                for next in 0..<max(0, moved) { place[next] &-= cells[column] }
            }
        }
        size &-= 1
    }

    /// Takes the rows from `index` on into a new chunk.
    mutating func split(at index: Int, _ layout: RowLayout, _ heap: inout Int) -> Chunk {
        var tail = Chunk()
        tail.isWide = isWide
        let from = Int(room)
        let moved = count &- index
        reading { words in
            tail.changing(room: Self.nextRoom(moved), layout, &heap) { new, to, _ in
                for plane in 0..<layout.planes {
                    let isSummed = plane >= RowLayout.firstColumn && layout.isSummed(plane &- RowLayout.firstColumn)
                    let before = isSummed && index > 0 ? words[plane &* from &+ index &- 1] : 0
                    for row in 0..<moved {
                        new[plane &* to &+ row] = words[plane &* from &+ index &+ row] &- before
                    }
                }
            }
        }
        tail.size = Int16(truncatingIfNeeded: moved)
        for row in 0..<moved where tail.flags(row).bits != 0 { tail.flaggedCount &+= 1 }
        flaggedCount &-= tail.flaggedCount
        size = Int16(truncatingIfNeeded: index)
        changing(room: Self.nextRoom(index), layout, &heap) { _, _, _ in }
        return tail
    }

    /// The least room for one row more: powers of two with one step between, so that a fifth of the words stands empty.
    private static func nextRoom(_ count: Int) -> Int {
        var room = 2
        while room <= count, room < capacity {
            let isPower = room & (room &- 1) == 0
            room = room < 8 ? room &* 2 : isPower ? room / 2 &* 3 : room / 3 &* 4
        }
        return room
    }

    /// Gives what changes the rows the words of their planes, which nobody else holds, the room of a plane and the number of
    /// rows; before that the rows move where there is other room, or words that others hold.
    @inline(__always)
    private mutating func changing(
        room newRoom: Int, _ layout: RowLayout, _ heap: inout Int,
        _ body: (UnsafeMutablePointer<Int64>, Int, Int) -> Void
    ) {
        if isLent || newRoom != Int(room) || !isKnownUniquelyReferenced(&words) {
            let before = bytes(layout)
            move(to: isLent ? Self.nextRoom(count) : newRoom, layout)
            heap &+= max(0, bytes(layout) &- before)
        }
        if let start { withExtendedLifetime(words) { body(start, Int(room), count) } }
    }

    private mutating func move(to newRoom: Int, _ layout: RowLayout) {
        let (old, count) = (Int(room), count)
        let new = WindowWords(count: newRoom &* layout.planes)
        if count > 0 {
            reading { from in
                for plane in 0..<layout.planes {
                    (new.base + plane &* newRoom).update(from: from + plane &* old, count: count)
                }
            }
        }
        words = new
        start = new.base
        isLent = false
        room = Int16(truncatingIfNeeded: newRoom)
    }

    // MARK: snapshot

    /// What a snapshot says of the chunk besides its words, and where these stand in the words of the one that it goes on
    /// from.
    func write(to writer: inout ByteWriter, beyond base: WindowWords?) {
        let place = place(in: base)
        writer.short(UInt64(size))
        writer.short(UInt64(flaggedCount) << 2 | (place == nil ? 0 : 2) | (isWide ? 1 : 0))
        if let place { writer.short(UInt64(place)) }
    }

    /// Where its rows begin in these words, plane after plane; nil where they stand elsewhere.
    private func place(in base: WindowWords?) -> Int? {
        guard let base, let start, words === base else { return nil }
        return start - base.base
    }

    /// Whether its rows are among those that were asked for.
    func isOf(_ choice: ChunkChoice) -> Bool {
        switch choice {
        case .all: true
        case .onHeap: isOwn
        case .beyond(let base): place(in: base) == nil
        }
    }

    /// The planes as they stand, running totals too.
    func visitWords<Failure: Error>(
        _ layout: RowLayout, _ body: (UnsafeBufferPointer<Int64>) throws(Failure) -> Void
    ) throws(Failure) {
        guard let start else { return }
        defer { withExtendedLifetime(words) {} }
        for plane in 0..<layout.planes {
            try body(UnsafeBufferPointer(start: start + plane &* Int(room), count: count))
        }
    }

    /// Reads its rows from now on where ``visitWords(_:_:)`` was told them, from a place on; moves the place behind them.
    mutating func lend(_ words: WindowWords, at place: inout Int, _ layout: RowLayout) {
        self.words = words
        start = words.base + place
        room = size
        isLent = true
        place &+= count &* layout.planes
    }

    /// Takes its rows in the words of a snapshot. No word is read: where they stand in a file, most stay there.
    ///
    /// - Throws: ``WindowSnapshotError`` for what no chunk wrote.
    init(
        from reader: inout ByteReader, _ source: inout SnapshotSource, _ layout: RowLayout
    ) throws(WindowSnapshotError) {
        let count = try reader.short()
        let tags = try reader.short()
        guard (1...UInt64(Self.capacity)).contains(count), tags >> 2 <= count else {
            throw WindowSnapshotError(code: .damaged)
        }
        size = Int16(truncatingIfNeeded: count)
        flaggedCount = Int16(truncatingIfNeeded: tags >> 2)
        isWide = tags & 1 != 0
        let length = Int(count) &* layout.planes
        if tags & 2 == 0 {
            guard length <= source.words.count &- source.next else { throw WindowSnapshotError(code: .damaged) }
            lend(source.words, at: &source.next, layout)
        } else {
            let from = try reader.short()
            guard let base = source.base, length <= base.count, from <= UInt64(base.count &- length) else {
                throw WindowSnapshotError(code: .damaged)
            }
            var place = Int(from)
            lend(base, at: &place, layout)
        }
    }

    // MARK: totals

    /// Exact sum of a summed column over the rows before `index`.
    @inline(__always)
    func total(before index: Int, _ column: Int, _ layout: RowLayout) -> Int128 {
        guard index > 0 else { return 0 }
        if isWide { return wideTotal(before: index, column, layout) }
        return Int128(word(RowLayout.firstColumn &+ column, index &- 1))
    }

    private func wideTotal(before index: Int, _ column: Int, _ layout: RowLayout) -> Int128 {
        (0..<index).reduce(into: Int128(0)) { $0 += Int128(cell($1, column, layout)) }
    }

    /// What the flagged rows before `index` take away; `column` nil asks for the unsure alone.
    func flaggedPart(before index: Int, _ column: Int?, _ layout: RowLayout) -> FlaggedPart {
        var part = FlaggedPart()
        guard flaggedCount > 0 else { return part }
        for row in 0..<index {
            let flags = flags(row)
            guard flags.bits != 0 else { continue }
            if flags.isUnsure {
                part.unsure &+= 1
                if let column { part.unsureSum += Int128(cell(row, column, layout)) }
            } else if let column, flags.isUnknown(column) {
                part.unknown &+= 1
            }
        }
        return part
    }
}

/// A row on its way into a chunk.
struct NewRow {
    let stamp: EventStamp
    let flags: RowFlags
    let cells: UnsafeBufferPointer<Int64>

    @inline(__always) func cell(_ column: Int) -> Int64 { flags.isUnknown(column) ? 0 : cells[column] }
}
