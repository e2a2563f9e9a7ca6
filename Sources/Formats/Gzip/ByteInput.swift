/// Plain bytes pulled from a source, unpacked on the way when the source is gzip.
///
/// Gzip is recognised by its first two bytes, 1f 8b, never by a name. Memory stays at one chunk of the source and one of
/// the output, however well the input packs.
package final class ByteInput {
    private let source: () throws -> [UInt8]?
    private let chunkSize: Int
    private var inflater: Inflater?
    private var pending: [UInt8] = []
    private var started = false
    private var ended = false

    /// Whether the source turned out to be gzip; false before the first chunk.
    package private(set) var isPacked = false

    /// - Parameters:
    ///   - chunkSize: largest piece handed out of a gzip source, in bytes.
    ///   - source: hands out the next bytes, nil at the end; empty chunks are allowed.
    package init(chunkSize: Int = 1 << 18, source: @escaping () throws -> [UInt8]?) {
        self.chunkSize = max(chunkSize, 1 << 10)
        self.source = source
    }

    /// The next plain bytes, never empty; nil at the end.
    ///
    /// - Throws: `GzipError` for a damaged or cut-off stream, and whatever the source throws.
    package func next() throws -> [UInt8]? {
        if !started { try start() }
        guard isPacked else { return try nextPlain() }
        while true {
            let plain = try inflater?.next(limit: chunkSize) ?? []
            if !plain.isEmpty { return plain }
            if ended { return nil }
            if let packed = try pull() {
                inflater?.append(packed)
            } else {
                ended = true
                try inflater?.finish()
                return nil
            }
        }
    }

    private func start() throws {
        started = true
        while pending.count < 2, let more = try source() {
            pending += more
        }
        isPacked = pending.starts(with: [0x1F, 0x8B])
        if isPacked { inflater = try Inflater() }
    }

    private func nextPlain() throws -> [UInt8]? {
        while !ended {
            guard let chunk = try pull() else { break }
            if !chunk.isEmpty { return chunk }
        }
        ended = true
        return nil
    }

    private func pull() throws -> [UInt8]? {
        guard pending.isEmpty else {
            defer { pending = [] }
            return pending
        }
        return try source()
    }
}

/// Unpacking of one buffer.
package enum Gzip {
    /// Whether the bytes begin like gzip.
    package static func isPacked(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

    /// The plain bytes of a whole gzip stream.
    ///
    /// - Parameter limit: the largest plain size accepted, in bytes.
    /// - Throws: `GzipError` when it is damaged, cut off, or larger than `limit` once unpacked (`damaged`).
    package static func unpack(_ bytes: [UInt8], limit: Int) throws(GzipError) -> [UInt8] {
        var inflater = try Inflater()
        inflater.append(bytes)
        var plain: [UInt8] = []
        while true {
            let piece = try inflater.next(limit: 1 << 16)
            if piece.isEmpty { break }
            plain += piece
            if plain.count > limit { throw GzipError(code: .damaged, offset: inflater.packedBytes) }
        }
        try inflater.finish()
        return plain
    }
}
