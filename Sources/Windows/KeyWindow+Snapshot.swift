extension KeyWindow {
    /// What a snapshot says of the key besides the words of its rows: chunks in their order, the directory before them.
    func write(to writer: inout ByteWriter) {
        writer.short(UInt64(isEmpty ? 0 : tailNumber &+ 1))
        if isEmpty { return }
        if let archive = archives.first {
            for chunk in archive.chunks { chunk.write(to: &writer) }
            writer.words(archive.lasts)
            for total in archive.totals { writer.number(total) }
            for summary in archive.summaries { summary.write(to: &writer) }
        }
        tail.write(to: &writer)
    }

    /// The words of its rows, plane after plane of each chunk; or of those chunks alone that stand on the heap.
    func visitWords<Failure: Error>(
        onHeap: Bool, _ layout: RowLayout, _ body: (UnsafeBufferPointer<Int64>) throws(Failure) -> Void
    ) throws(Failure) {
        if let archive = archives.first {
            for chunk in archive.chunks where chunk.isOwn || !onHeap { try chunk.visitWords(layout, body) }
        }
        if !isEmpty, tail.isOwn || !onHeap { try tail.visitWords(layout, body) }
    }

    /// Has the chunks that ``visitWords(onHeap:_:_:)`` went through read them from a place on; moves the place behind them.
    mutating func lend(_ words: WindowWords, at place: inout Int, onHeap: Bool, _ layout: RowLayout) {
        if !archives.isEmpty {
            for chunk in archives[0].chunks.indices where archives[0].chunks[chunk].isOwn || !onHeap {
                archives[0].chunks[chunk].lend(words, at: &place, layout)
            }
        }
        if !isEmpty, tail.isOwn || !onHeap { tail.lend(words, at: &place, layout) }
    }

    /// - Parameter place: where its words begin; moved behind them.
    /// - Throws: ``WindowSnapshotError`` for what no key wrote.
    init(
        from reader: inout ByteReader, _ words: WindowWords, at place: inout Int, _ layout: RowLayout
    ) throws(WindowSnapshotError) {
        let count = try reader.shortCount(of: 2)
        if count == 0 { return }
        if count > 1 {
            var archive = Archive()
            archive.chunks.reserveCapacity(count &- 1)
            archive.lasts.reserveCapacity(count &- 1)
            for _ in 1..<count {
                archive.chunks.append(try Chunk(from: &reader, words, at: &place, layout))
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
            for _ in 1..<count { archive.summaries.append(try ChunkSummary(from: &reader, layout)) }
            archives = [archive]
        }
        tail = try Chunk(from: &reader, words, at: &place, layout)
    }
}

extension ChunkSummary {
    func write(to writer: inout ByteWriter) {
        writer.number(flags.bits)
        writer.words(extents)
        for list in distinct + ranked {
            writer.short(UInt64(list.count))
            writer.words(list)
        }
    }

    init(from reader: inout ByteReader, _ layout: RowLayout) throws(WindowSnapshotError) {
        flags = RowFlags(bits: try reader.number())
        extents = try reader.words(2 &* layout.columns)
        for _ in 0..<layout.counted.nonzeroBitCount { distinct.append(try reader.words(try reader.shortCount(of: 8))) }
        for _ in 0..<layout.ranked.nonzeroBitCount { ranked.append(try reader.words(try reader.shortCount(of: 8))) }
    }
}
