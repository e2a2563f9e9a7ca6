extension WindowState {
    /// Everything the state holds, to be read back by ``init(schema:snapshot:)`` under the same streams.
    ///
    /// Numbers of keys, texts and events stand in it as they are: the caller keeps its own numbering beside it.
    package func snapshot() -> [UInt8] {
        var writer = ByteWriter()
        writer.bytes.reserveCapacity(64 + rowCount * 48)
        writer.number(Self.formatVersion)
        writer.number(schema.streamFingerprint)
        keys.write(to: &writer)
        for horizon in horizons { writer.number(horizon) }
        for stream in schema.streams.indices {
            writer.number(UInt32(windows[stream].count))
            for key in windows[stream].indices { windows[stream][key].write(to: &writer, layouts[stream]) }
        }
        writer.number(WordSum(writer.bytes[...]).value)
        return writer.bytes
    }

    private static var formatVersion: UInt64 { 0x0003_776f_646e_6977 }

    /// - Throws: ``WindowSnapshotError`` where the bytes are not the snapshot of a state of these streams.
    package init(schema: WindowSchema, snapshot: [UInt8]) throws(WindowSnapshotError) {
        self.init(schema: schema)
        guard snapshot.count >= 24 else { throw WindowSnapshotError(code: .damaged) }
        let sum = snapshot.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: $0.count - 8, as: UInt64.self) }
        guard UInt64(littleEndian: sum) == WordSum(snapshot.dropLast(8)).value else {
            throw WindowSnapshotError(code: .damaged)
        }
        var reader = ByteReader(snapshot, end: snapshot.count - 8)
        guard try reader.number(UInt64.self) == Self.formatVersion else { throw WindowSnapshotError(code: .damaged) }
        guard try reader.number(UInt64.self) == schema.streamFingerprint else {
            throw WindowSnapshotError(code: .otherSchema)
        }
        let keys = try KeyTable(spaceCount: schema.spaceCount, from: &reader)
        var horizons: [Int64] = []
        for _ in schema.streams { horizons.append(try reader.number()) }
        var all: [[KeyWindow]] = []
        var rows = 0
        for stream in schema.streams.indices {
            var own: [KeyWindow] = []
            let count = try reader.count(of: 4)
            own.reserveCapacity(count)
            for _ in 0..<count {
                let window = try KeyWindow(from: &reader, layouts[stream])
                rows &+= window.count(layouts[stream])
                own.append(window)
            }
            all.append(own)
        }
        guard reader.isAtEnd else { throw WindowSnapshotError(code: .damaged) }
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
            for list in [[spec.columns], spec.summed, spec.counted, spec.texts] {
                writer.number(UInt32(list.count))
                for number in list { writer.number(UInt32(number)) }
            }
        }
        var fingerprint = Fingerprint()
        fingerprint.add(writer.bytes)
        return fingerprint.value
    }
}
