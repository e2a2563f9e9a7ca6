/// Everything a ``WindowState`` holds, in two parts: the rows, which are taken over as they stand, and where they belong.
///
/// It seals nothing: whoever keeps it outside the process seals it. Read back it never reaches outside its own bytes,
/// whatever they say.
package struct WindowSnapshot: Equatable, Sendable {
    /// The words of an older snapshot, where rows that did not change since still stand; nil where this one has all.
    package var base: WindowWords?
    /// The planes of the other chunks; the state that is read back reads its rows here until they change.
    package var words: WindowWords
    /// Keys, and the chunks of each.
    package var index: [UInt8]

    package init(base: WindowWords? = nil, words: WindowWords, index: [UInt8]) {
        self.base = base
        self.words = words
        self.index = index
    }
}

extension WindowState {
    /// - Parameter base: words of an older snapshot from which this one goes on, here and below.
    package func snapshot(beyond base: WindowWords? = nil) -> WindowSnapshot {
        var words: [Int64] = []
        words.reserveCapacity(snapshotWordCount(beyond: base))
        visitSnapshotWords(beyond: base) { words.append(contentsOf: $0) }
        return WindowSnapshot(base: base, words: WindowWords(words), index: snapshotIndex(beyond: base))
    }

    /// How many words ``visitSnapshotWords(beyond:_:)`` shows.
    package func snapshotWordCount(beyond base: WindowWords? = nil) -> Int {
        windows.indices.reduce(0) { sum, stream in
            let layout = layouts[stream]
            if base == nil { return windows[stream].reduce(sum) { $0 + $1.count(layout) * layout.planes } }
            return windows[stream].reduce(sum) { $0 + $1.wordCount(.beyond(base), layout) }
        }
    }

    /// The words of the snapshot piece by piece, so that none but a piece is held twice.
    package func visitSnapshotWords<Failure: Error>(
        beyond base: WindowWords? = nil, _ body: (UnsafeBufferPointer<Int64>) throws(Failure) -> Void
    ) throws(Failure) {
        for stream in windows.indices {
            for key in windows[stream].indices {
                try windows[stream][key].visitWords(.beyond(base), layouts[stream], body)
            }
        }
    }

    /// Numbers of keys, texts and events stand in it as they are: the caller keeps its own numbering beside it.
    package func snapshotIndex(beyond base: WindowWords? = nil) -> [UInt8] {
        var writer = ByteWriter()
        writer.number(Self.formatVersion)
        writer.number(schema.streamFingerprint)
        keys.write(to: &writer)
        for horizon in horizons { writer.number(horizon) }
        writer.number(UInt64(rowCount))
        for stream in schema.streams.indices {
            writer.number(UInt32(windows[stream].count))
            for key in windows[stream].indices { windows[stream][key].write(to: &writer, beyond: base) }
        }
        return writer.bytes
    }

    private static var formatVersion: UInt64 { 0x0006_776f_646e_6977 }

    /// - Throws: ``WindowSnapshotError`` where the bytes are not the snapshot of a state of these streams.
    package init(schema: WindowSchema, snapshot: WindowSnapshot) throws(WindowSnapshotError) {
        self.init(schema: schema)
        var reader = ByteReader(snapshot.index, end: snapshot.index.count)
        guard try reader.number(UInt64.self) == Self.formatVersion else { throw WindowSnapshotError(code: .damaged) }
        guard try reader.number(UInt64.self) == schema.streamFingerprint else {
            throw WindowSnapshotError(code: .otherSchema)
        }
        let keys = try KeyTable(spaceCount: schema.spaceCount, from: &reader)
        var horizons: [Int64] = []
        for _ in schema.streams { horizons.append(try reader.number()) }
        guard let rows = Int(exactly: try reader.number(UInt64.self)) else { throw WindowSnapshotError(code: .damaged) }
        var all: [[KeyWindow]] = []
        var source = SnapshotSource(base: snapshot.base, words: snapshot.words)
        for stream in schema.streams.indices {
            var own: [KeyWindow] = []
            let count = try reader.count(of: 1)
            own.reserveCapacity(count)
            for _ in 0..<count {
                own.append(try KeyWindow(from: &reader, &source, layouts[stream]))
            }
            all.append(own)
        }
        guard reader.isAtEnd, source.next == snapshot.words.count else { throw WindowSnapshotError(code: .damaged) }
        restore(keys, all, rows: rows, horizons: horizons)
    }

    // MARK: canonical form

    /// The rows and keys as bytes that depend neither on the order of arrival nor on any numbering, key by key.
    ///
    /// Rows older than a stream's horizon are left out: whole chunks alone are dropped, and where a chunk ends depends
    /// on arrival.
    package func canonicalBytes(_ sink: ([UInt8]) -> Void) {
        for stream in schema.streams.indices {
            let names = keys.names(in: schema.streams[stream].space)
            let ordered = windows[stream].indices.filter { !windows[stream][$0].isEmpty && names[$0] != nil }
                .map { (name: names[$0] ?? [], key: $0) }
                .sorted { $0.name.lexicographicallyPrecedes($1.name) }
            for (name, key) in ordered {
                var writer = ByteWriter()
                writeCanonical(stream, key, to: &writer)
                if writer.bytes.isEmpty { continue }
                var head = ByteWriter()
                head.number(UInt32(stream))
                head.number(UInt32(name.count))
                head.bytes += name
                head.number(UInt32(writer.bytes.count))
                sink(head.bytes + writer.bytes)
            }
        }
    }

    private func writeCanonical(_ stream: Int, _ key: Int, to writer: inout ByteWriter) {
        let layout = layouts[stream]
        let texts = Set(schema.streams[stream].texts)
        let range = WindowRange(
            stream: StreamID(stream), key: KeyID(key), after: max(horizons[stream], .min + 1) - 1, through: .max)
        scan(range) { chunk, _, rows in
            for row in rows {
                writer.number(chunk.at(row))
                writer.number(chunk.order(row))
                writer.number(chunk.flags(row).bits)
                for column in 0..<layout.columns {
                    let cell = chunk.cell(row, column, layout)
                    if texts.contains(column), !chunk.flags(row).isUnknown(column), let text = keys.text(cell) {
                        writer.part(text)
                    } else {
                        writer.number(cell)
                    }
                }
            }
            return true
        }
    }

    /// A fingerprint of the canonical form: equal for any two orders of arrival.
    package var digest: UInt64 {
        var fingerprint = Fingerprint()
        canonicalBytes { fingerprint.add($0) }
        return fingerprint.value
    }
}

extension WindowSchema {
    /// Tells streams of other shapes apart.
    var streamFingerprint: UInt64 {
        var writer = ByteWriter()
        writer.number(UInt32(spaceCount))
        for spec in streams {
            writer.number(spec.space.index)
            for list in [[spec.columns], spec.summed, spec.counted, spec.ranked, spec.texts] {
                writer.number(UInt32(list.count))
                for number in list { writer.number(UInt32(number)) }
            }
        }
        var fingerprint = Fingerprint()
        fingerprint.add(writer.bytes)
        return fingerprint.value
    }
}
