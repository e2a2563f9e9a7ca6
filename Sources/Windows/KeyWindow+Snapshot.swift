/// Which chunks a walk goes through.
enum ChunkChoice {
    case all
    case onHeap
    /// Those whose rows do not stand in these words.
    case beyond(WindowWords?)
}

/// Where the chunks of a snapshot have their rows: one behind the other in its own words, or somewhere in those that it goes
/// on from.
struct SnapshotSource {
    let base: WindowWords?
    let words: WindowWords
    /// Where the next own rows begin.
    var next = 0
}

extension KeyWindow {
    /// What a snapshot says of the key besides the words of its rows: chunks in their order, the directory before them.
    func write(to writer: inout ByteWriter, beyond base: WindowWords?) {
        writer.short(UInt64(isEmpty ? 0 : tailNumber &+ 1))
        if isEmpty { return }
        if let archive = archives.first {
            for chunk in archive.chunks { chunk.write(to: &writer, beyond: base) }
            writer.words(archive.lasts)
            for total in archive.totals { writer.number(total) }
            for summary in archive.summaries { summary.write(to: &writer) }
        }
        tail.write(to: &writer, beyond: base)
    }

    /// The words of its rows, plane after plane of each chunk.
    func visitWords<Failure: Error>(
        _ choice: ChunkChoice, _ layout: RowLayout, _ body: (UnsafeBufferPointer<Int64>) throws(Failure) -> Void
    ) throws(Failure) {
        if let archive = archives.first {
            for chunk in archive.chunks where chunk.isOf(choice) { try chunk.visitWords(layout, body) }
        }
        if !isEmpty, tail.isOf(choice) { try tail.visitWords(layout, body) }
    }

    /// How many words ``visitWords(_:_:_:)`` shows.
    func wordCount(_ choice: ChunkChoice, _ layout: RowLayout) -> Int {
        var rows = !isEmpty && tail.isOf(choice) ? tail.count : 0
        if let archive = archives.first {
            for chunk in archive.chunks where chunk.isOf(choice) { rows &+= chunk.count }
        }
        return rows &* layout.planes
    }

    /// Has the chunks that ``visitWords(_:_:_:)`` went through read them from a place on; moves the place behind them.
    mutating func lend(_ words: WindowWords, at place: inout Int, _ choice: ChunkChoice, _ layout: RowLayout) {
        if !archives.isEmpty {
            for chunk in archives[0].chunks.indices where archives[0].chunks[chunk].isOf(choice) {
                archives[0].chunks[chunk].lend(words, at: &place, layout)
            }
        }
        if !isEmpty, tail.isOf(choice) { tail.lend(words, at: &place, layout) }
    }

    /// - Throws: ``WindowSnapshotError`` for what no key wrote.
    init(
        from reader: inout ByteReader, _ source: inout SnapshotSource, _ layout: RowLayout
    ) throws(WindowSnapshotError) {
        let count = try reader.shortCount(of: 2)
        if count == 0 { return }
        if count > 1 {
            var archive = Archive()
            archive.chunks.reserveCapacity(count &- 1)
            archive.lasts.reserveCapacity(count &- 1)
            for _ in 1..<count {
                archive.chunks.append(try Chunk(from: &reader, &source, layout))
            }
            archive.lasts = try reader.words(count &- 1)
            // The search by time goes by them.
            guard zip(archive.lasts, archive.lasts.dropFirst()).allSatisfy({ $0 <= $1 }),
                archive.lasts.allSatisfy({ $0.magnitude < 1 << 62 })
            else { throw WindowSnapshotError(code: .damaged) }
            let totals = count &* Archive.width(layout)
            guard totals &* 16 <= reader.rest else { throw WindowSnapshotError(code: .damaged) }
            archive.totals.reserveCapacity(totals)
            for _ in 0..<totals { archive.totals.append(try reader.number()) }
            archive.summaries.reserveCapacity(count &- 1)
            for chunk in archive.chunks.indices {
                archive.summaries.append(try ChunkSummary(from: &reader, rows: archive.chunks[chunk].count, layout))
            }
            archives = [archive]
        }
        tail = try Chunk(from: &reader, &source, layout)
    }
}

extension ChunkSummary {
    func write(to writer: inout ByteWriter) {
        writer.number(flags.bits)
        writer.words(extents)
        for list in distinct {
            writer.short(UInt64(list.count))
            writer.words(list)
        }
        for rows in ranked { for row in rows { writer.number(row) } }
    }

    /// - Parameter rows: of the chunk.
    init(from reader: inout ByteReader, rows: Int, _ layout: RowLayout) throws(WindowSnapshotError) {
        flags = RowFlags(bits: try reader.number())
        extents = try reader.words(2 &* layout.columns)
        for _ in 0..<layout.counted.nonzeroBitCount { distinct.append(try reader.words(try reader.shortCount(of: 8))) }
        for _ in 0..<layout.ranked.nonzeroBitCount {
            var order: [UInt16] = []
            order.reserveCapacity(rows)
            for _ in 0..<rows { order.append(try reader.number()) }
            guard order.allSatisfy({ $0 < rows }) else { throw WindowSnapshotError(code: .damaged) }
            ranked.append(order)
        }
    }
}
