import Formats

/// Random access to an archive's bytes.
package struct BundleSource {
    package let size: UInt64
    /// Exactly `count` bytes from `offset`.
    /// - Throws: any error when they cannot be read.
    package let read: (_ offset: UInt64, _ count: Int) throws -> [UInt8]

    package init(size: UInt64, read: @escaping (_ offset: UInt64, _ count: Int) throws -> [UInt8]) {
        self.size = size
        self.read = read
    }

    package init(_ bytes: [UInt8]) {
        self.init(size: UInt64(bytes.count)) { offset, count in Array(bytes[Int(offset)..<Int(offset) + count]) }
    }
}

/// Reads an archive and takes only the bytes that `StoredZip` would have written for these files: with the checksum of
/// every file there is no byte left that may differ.
struct ZipReader {
    /// A byte that is not where or what it must be.
    struct Damage: Error {
        let message: String
        /// The file concerned; nil for the archive as a whole.
        var path: String?
    }

    let source: BundleSource
    let entries: [StoredZip.Entry]

    /// Reads the directory at the end and holds every byte of it against its canonical form.
    /// - Throws: `Damage`, and whatever the source throws.
    init(_ source: BundleSource) throws {
        self.source = source
        guard source.size >= UInt64(StoredZip.endLength) else { throw Damage(message: "too short for a ZIP archive") }
        let end = try source.read(source.size - UInt64(StoredZip.endLength), StoredZip.endLength)
        guard end.starts(with: [0x50, 0x4B, 0x05, 0x06]) else {
            throw Damage(message: "no ZIP directory stands at the end")
        }
        var count = ZipReader.number(end, 10, 2)
        var directorySize = ZipReader.number(end, 12, 4)
        var directoryOffset = ZipReader.number(end, 16, 4)
        var tail = UInt64(StoredZip.endLength)
        if StoredZip.isWideEnd(count: count, directorySize: directorySize, directoryOffset: directoryOffset) {
            tail += UInt64(StoredZip.wideEndLength + StoredZip.wideLocatorLength)
            guard source.size >= tail else { throw Damage(message: "the ZIP64 directory end is missing") }
            let wide = try source.read(source.size - tail, StoredZip.wideEndLength)
            count = ZipReader.number(wide, 32, 8)
            directorySize = ZipReader.number(wide, 40, 8)
            directoryOffset = ZipReader.number(wide, 48, 8)
        }
        let (sum, overflow) = directoryOffset.addingReportingOverflow(directorySize)
        guard !overflow, sum == source.size - tail, count <= directorySize / UInt64(StoredZip.centralRecordLength),
            try source.read(sum, Int(tail))
                == StoredZip.end(count: count, directorySize: directorySize, directoryOffset: directoryOffset)
        else { throw Damage(message: "the end of the ZIP directory is not in canonical form") }
        let directory = try source.read(directoryOffset, Int(directorySize))
        entries = try ZipReader.entries(directory, count: Int(count), directoryOffset: directoryOffset)
    }

    private static func entries(
        _ directory: [UInt8], count: Int, directoryOffset: UInt64
    ) throws(Damage) -> [StoredZip.Entry] {
        var entries: [StoredZip.Entry] = []
        entries.reserveCapacity(count)
        var position = 0
        var offset: UInt64 = 0
        var last: [UInt8] = []
        while position < directory.count {
            let start = position + StoredZip.centralRecordLength
            guard start <= directory.count else { throw Damage(message: "the ZIP directory is cut off") }
            let length = Int(number(directory, position + 28, 2))
            guard start + length <= directory.count else { throw Damage(message: "the ZIP directory is cut off") }
            let entry = StoredZip.Entry(
                name: Array(directory[start..<start + length]),
                crc: UInt32(truncatingIfNeeded: number(directory, position + 16, 4)),
                size: UInt32(truncatingIfNeeded: number(directory, position + 20, 4)), offset: offset)
            let record = StoredZip.centralRecord(entry)
            guard StoredZip.isName(entry.name), last.lexicographicallyPrecedes(entry.name),
                directory[position...].starts(with: record)
            else {
                throw Damage(
                    message: "file \(entries.count + 1) of the ZIP directory is not in canonical form or order")
            }
            last = entry.name
            entries.append(entry)
            position += record.count
            offset += UInt64(StoredZip.localHeaderLength + length) + UInt64(entry.size)
        }
        guard entries.count == count, offset == directoryOffset else {
            throw Damage(message: "the ZIP directory does not account for every byte before it")
        }
        return entries
    }

    /// The bytes of a file; its header and checksum must be right.
    /// - Throws: `Damage` naming the file, and whatever the source throws.
    func contents(of entry: StoredZip.Entry) throws -> [UInt8] {
        let header = StoredZip.localHeader(entry)
        let path = String(decoding: entry.name, as: UTF8.self)
        guard try source.read(entry.offset, header.count) == header else {
            throw Damage(message: "its header in the archive was changed", path: path)
        }
        let bytes = try source.read(entry.offset + UInt64(header.count), Int(entry.size))
        guard CRC32.of(bytes) == entry.crc else {
            throw Damage(message: "its bytes do not give the archive's checksum", path: path)
        }
        return bytes
    }

    private static func number(_ bytes: [UInt8], _ position: Int, _ width: Int) -> UInt64 {
        (0..<width).reduce(0) { $0 | UInt64(bytes[position + $1]) << UInt64(8 * $1) }
    }
}
