import Domain
import Formats

/// Why an index file was not taken; the lists are then read again.
package enum SnapshotError: Error, Sendable, Equatable, CustomStringConvertible {
    case notAnIndex, otherVersion, wrongHash, truncated

    package var description: String {
        switch self {
        case .notAnIndex: "not an index file of Amplomb"
        case .otherVersion: "index file of another version or another set of tables"
        case .wrongHash: "index file damaged: its hash is wrong"
        case .truncated: "index file cut off"
        }
    }
}

extension ListSnapshot {
    private static let magic: [UInt8] = Array("AMPLOMB-LISTS-2\n".utf8)

    /// The index as bytes: magic, SHA-256 of the rest, layout, arrays. Read only by the program that wrote it.
    package func encoded() -> [UInt8] {
        var body: [UInt8] = []
        body.append(contentsOf: Self.layout)
        body.append(contentsOf: NameTables.bundledHash.bytes)
        func put<T: BitwiseCopyable>(_ values: [T]) {
            var count = UInt64(values.count)
            withUnsafeBytes(of: &count) { body.append(contentsOf: $0) }
            values.withUnsafeBytes { body.append(contentsOf: $0) }
        }
        put(listRecords)
        put(entries)
        put(births)
        put(countries)
        put(ids)
        put(names)
        put(tokens)
        put(pool)
        put(texts)
        put(words)
        put(tokenWords)
        put(wordIndex.keys)
        put(wordIndex.starts)
        put(wordIndex.values)
        put(skeletons)
        put(skeletonStarts)
        put(skeletonWords)
        put(skeletonIndex.keys)
        put(skeletonIndex.starts)
        put(skeletonIndex.values)
        put(postingStarts)
        put(postings)
        put(initialStarts)
        put(initialPostings)
        put(joinIndex.keys)
        put(joinIndex.starts)
        put(joinIndex.values)
        put(idIndex.keys)
        put(idIndex.starts)
        put(idIndex.values)
        return Self.magic + SHA256Hasher.hash(body) + body
    }

    /// Strides of the records: an index of another build is not read.
    private static var layout: [UInt8] {
        [
            UInt8(MemoryLayout<ListRecord>.stride), UInt8(MemoryLayout<EntryRecord>.stride),
            UInt8(MemoryLayout<BirthRecord>.stride), UInt8(MemoryLayout<IDRecord>.stride),
            UInt8(MemoryLayout<NameRecord>.stride), UInt8(MemoryLayout<NameToken>.stride), 4, 1,
        ]
    }

    /// Reads what `encoded` wrote.
    ///
    /// - Throws: `SnapshotError`; the caller then builds the index from the lists.
    package init(encoded bytes: [UInt8]) throws(SnapshotError) {
        guard bytes.count > Self.magic.count + 32 + 40, bytes.starts(with: Self.magic) else { throw .notAnIndex }
        let start = Self.magic.count + 32
        guard SHA256Hasher.hash(bytes[start...]) == Array(bytes[Self.magic.count..<start]) else { throw .wrongHash }
        guard Array(bytes[start..<start + 8]) == Self.layout,
            Array(bytes[start + 8..<start + 40]) == NameTables.bundledHash.bytes
        else { throw .otherVersion }
        self.init()
        var reader = ArrayReader(bytes: bytes, position: start + 40)
        listRecords = try reader.take(ListRecord.self)
        entries = try reader.take(EntryRecord.self)
        births = try reader.take(BirthRecord.self)
        countries = try reader.take(UInt32.self)
        ids = try reader.take(IDRecord.self)
        names = try reader.take(NameRecord.self)
        tokens = try reader.take(NameToken.self)
        pool = try reader.take(UInt8.self)
        texts = try reader.take(UInt8.self)
        words = try reader.take(UInt32.self)
        tokenWords = try reader.take(UInt32.self)
        wordIndex = FlatIndex(
            keys: try reader.take(UInt64.self), starts: try reader.take(UInt32.self),
            values: try reader.take(UInt32.self))
        skeletons = try reader.take(UInt64.self)
        skeletonStarts = try reader.take(UInt32.self)
        skeletonWords = try reader.take(UInt32.self)
        skeletonIndex = FlatIndex(
            keys: try reader.take(UInt64.self), starts: try reader.take(UInt32.self),
            values: try reader.take(UInt32.self))
        postingStarts = try reader.take(UInt32.self)
        postings = try reader.take(UInt32.self)
        initialStarts = try reader.take(UInt32.self)
        initialPostings = try reader.take(UInt32.self)
        joinIndex = FlatIndex(
            keys: try reader.take(UInt64.self), starts: try reader.take(UInt32.self),
            values: try reader.take(UInt32.self))
        idIndex = FlatIndex(
            keys: try reader.take(UInt64.self), starts: try reader.take(UInt32.self),
            values: try reader.take(UInt32.self))
        finish()
    }

    private struct ArrayReader {
        let bytes: [UInt8]
        var position: Int

        mutating func take<T: BitwiseCopyable>(_ type: T.Type) throws(SnapshotError) -> [T] {
            guard position + 8 <= bytes.count else { throw .truncated }
            let count = bytes.withUnsafeBytes {
                Int(truncatingIfNeeded: $0.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            }
            position += 8
            guard count >= 0, count < 1 << 32 else { throw .truncated }
            let size = count * MemoryLayout<T>.stride
            guard position + size <= bytes.count else { throw .truncated }
            let values = [T](unsafeUninitializedCapacity: count) { buffer, initialised in
                bytes.withUnsafeBytes { source in
                    UnsafeMutableRawBufferPointer(buffer).copyMemory(
                        from: UnsafeRawBufferPointer(rebasing: source[position..<position + size]))
                }
                initialised = count
            }
            position += size
            return values
        }
    }
}
