import Domain
import Evidence
import Formats
import Windows

extension WindowSnapshotFile {
    /// A kept file as it stands: a head under a code, then the sections.
    struct Part: Sendable {
        /// So long that the words behind the head stand where words may stand.
        private static let magic = Array("amplomb-windows-file/04\n".utf8)
        /// Magic, place, the digest of the file that it goes on from, the sizes of the three sections, their digest and the
        /// code.
        static let headSize = magic.count + 88 + 32 + 24 + SealedFile.digestSize + SealedFile.codeSize
        /// In the place of a digest where a file holds all.
        private static let none = [UInt8](repeating: 0, count: 32)

        let reader: SealedFileReader
        let place: Place
        /// Digest of the file that it goes on from; nil where it holds all.
        let base: [UInt8]?
        let digest: [UInt8]
        private let words: Range<Int>
        let events: Range<Int>
        let index: Range<Int>

        /// What ``SealedFile`` puts its digest and code behind.
        ///
        /// - Parameter sizes: how many words, bytes of events and bytes of the index follow.
        static func head(_ place: Place, _ base: [UInt8]?, _ sizes: [Int]) -> [UInt8] {
            var head = StateWriter()
            head.bytes = magic + place.conditions
            head.number(place.batch)
            head.number(place.treeSize)
            head.bytes += place.treeRoot.bytes
            head.number(Int64(place.purges))
            head.bytes += base ?? none
            for size in sizes { head.number(Int64(size)) }
            return head.bytes
        }

        /// Nil where there is none whose head was written under this key.
        init?(_ path: String, key: [UInt8]) {
            guard let reader = SealedFileReader(path), let head = reader.bytes(0..<Self.headSize),
                let opened = SealedFile.open(head, key: key), opened.content.starts(with: Self.magic)
            else { return nil }
            var content = StateReader(opened.content, from: Self.magic.count)
            guard let place = Self.place(&content), let base = content.bytes(Self.none.count),
                let sections = Self.sections(&content, of: reader.file.bytes.count)
            else { return nil }
            self.reader = reader
            self.place = place
            self.base = base == Self.none ? nil : base
            digest = opened.digest
            (words, events, index) = (sections[0], sections[1], sections[2])
        }

        /// Whether the sections are those that the head was made for.
        func isWhole() async throws -> Bool { try await reader.digest([words, events, index]) == digest }

        /// Its words where they stand; to be asked for once, as chunks are told apart by whose words they read.
        var lentWords: WindowWords {
            let bytes = UnsafeRawBufferPointer(rebasing: reader.file.bytes[words])
            return WindowWords(lent: bytes.bindMemory(to: Int64.self), by: reader.file)
        }

        /// Where the sections stand in a file of so many bytes, which they fill.
        private static func sections(_ reader: inout StateReader, of size: Int) -> [Range<Int>]? {
            var ranges: [Range<Int>] = []
            var end = headSize
            for width in [MemoryLayout<Int64>.size, 1, 1] {
                guard let count = reader.number(Int64.self).flatMap({ Int(exactly: $0) }), count >= 0,
                    count <= (size - end) / width
                else { return nil }
                ranges.append(end..<end + count * width)
                end += count * width
            }
            return end == size ? ranges : nil
        }

        private static func place(_ reader: inout StateReader) -> Place? {
            guard let conditions = reader.bytes(32), let batch = reader.number(Int64.self),
                let size = reader.number(UInt64.self), let root = reader.bytes(32).flatMap({ Hash32($0) }),
                let purges = reader.number(Int64.self)
            else { return nil }
            return Place(
                conditions: conditions, batch: batch, treeSize: size, treeRoot: root, purges: Int(clamping: purges))
        }
    }
}

/// Little-endian bytes of the file.
struct StateWriter {
    var bytes: [UInt8] = []

    mutating func number<Number: FixedWidthInteger>(_ value: Number) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
}

/// Reads them back; nil where they end too early.
struct StateReader: Sendable {
    private let all: [UInt8]
    private var place: Int

    init(_ bytes: [UInt8], from place: Int) {
        all = bytes
        self.place = place
    }

    var rest: Int { all.count - place }

    mutating func bytes(_ count: Int) -> [UInt8]? {
        guard count >= 0, all.count - place >= count else { return nil }
        defer { place += count }
        return Array(all[place..<place + count])
    }

    mutating func number<Number: FixedWidthInteger>(_: Number.Type) -> Number? {
        let size = MemoryLayout<Number>.size
        guard all.count - place >= size else { return nil }
        defer { place += size }
        return Number(littleEndian: all.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: Number.self) })
    }
}
