extension KeyWindow {
    /// What a snapshot says of the key besides the words of its rows: chunks in their order, the directory before them.
    func write(to writer: inout ByteWriter) {
        writer.short(UInt64(isEmpty ? 0 : tailNumber &+ 1))
        if isEmpty { return }
        if let archive = archives.first {
            for chunk in archive.chunks { chunk.write(to: &writer) }
            for total in archive.totals { writer.number(total) }
            for summary in archive.summaries { summary.write(to: &writer) }
        }
        tail.write(to: &writer)
    }

    /// The words of all rows, plane after plane of each chunk.
    func visitWords<Failure: Error>(
        _ layout: RowLayout, _ body: (UnsafeBufferPointer<Int64>) throws(Failure) -> Void
    ) throws(Failure) {
        if let archive = archives.first { for chunk in archive.chunks { try chunk.visitWords(layout, body) } }
        if !isEmpty { try tail.visitWords(layout, body) }
    }

    /// - Parameter place: where its words begin; moved behind them.
    /// - Throws: ``WindowSnapshotError`` for what no key wrote.
    init(
        from reader: inout ByteReader, _ words: [Int64], at place: inout Int, _ layout: RowLayout
    ) throws(WindowSnapshotError) {
        let count = try reader.shortCount(of: 2)
        if count == 0 { return }
        if count > 1 {
            var archive = Archive()
            archive.chunks.reserveCapacity(count &- 1)
            archive.lasts.reserveCapacity(count &- 1)
            for _ in 1..<count {
                let chunk = try Chunk(from: &reader, words, at: &place, layout)
                archive.lasts.append(chunk.at(chunk.count &- 1))
                archive.chunks.append(chunk)
            }
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
