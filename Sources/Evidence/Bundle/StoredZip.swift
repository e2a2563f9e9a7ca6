import Formats

/// One file inside an archive.
package struct BundleFile: Hashable, Sendable {
    /// ASCII, with `/` between folders, without a leading one.
    package let path: String
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// Order of names by their bytes, as archive and manifest list them.
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}

/// The one way an archive of given files is written: stored, names sorted by their bytes, all times 1980-01-01 00:00:00,
/// no extra fields, no data descriptors, no comment; ZIP64 records only where 32 or 16 bits do not suffice.
///
/// *Source:* PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.14 to 4.3.16, 4.5.3.
enum StoredZip {
    /// What the central directory says about a file.
    struct Entry: Hashable {
        let name: [UInt8]
        let crc: UInt32
        let size: UInt32
        /// Of the local header, from the archive's start.
        let offset: UInt64
    }

    static let localHeaderLength = 30
    static let centralRecordLength = 46
    static let endLength = 22
    static let wideEndLength = 56
    static let wideLocatorLength = 20
    private static let narrow = UInt64(UInt32.max)

    /// Whether a name may stand in an archive: relative, printable ASCII, no empty element, no `.` or `..`.
    static func isName(_ name: [UInt8]) -> Bool {
        guard (1...255).contains(name.count), name.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x5C }) else {
            return false
        }
        let elements = name.split(separator: 0x2F, omittingEmptySubsequences: false)
        return elements.allSatisfy { !$0.isEmpty && !$0.elementsEqual([0x2E]) && !$0.elementsEqual([0x2E, 0x2E]) }
    }

    static func localHeader(_ entry: Entry) -> [UInt8] {
        var bytes: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
        appendCommon(entry, to: &bytes)
        append(0, 2, to: &bytes)
        return bytes + entry.name
    }

    static func centralRecord(_ entry: Entry) -> [UInt8] {
        var bytes: [UInt8] = [0x50, 0x4B, 0x01, 0x02]
        let isWide = entry.offset >= narrow
        append(isWide ? 45 : 10, 2, to: &bytes)
        appendCommon(entry, to: &bytes)
        append(isWide ? 12 : 0, 2, to: &bytes)
        // Comment length, disk, internal and external attributes.
        append(0, 2, to: &bytes)
        append(0, 2, to: &bytes)
        append(0, 2, to: &bytes)
        append(0, 4, to: &bytes)
        append(isWide ? narrow : entry.offset, 4, to: &bytes)
        bytes += entry.name
        if isWide {
            append(1, 2, to: &bytes)
            append(8, 2, to: &bytes)
            append(entry.offset, 8, to: &bytes)
        }
        return bytes
    }

    /// Everything behind the central directory.
    static func end(count: UInt64, directorySize: UInt64, directoryOffset: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        let isWide = isWideEnd(count: count, directorySize: directorySize, directoryOffset: directoryOffset)
        if isWide {
            bytes += [0x50, 0x4B, 0x06, 0x06]
            append(UInt64(wideEndLength - 12), 8, to: &bytes)
            append(45, 2, to: &bytes)
            append(45, 2, to: &bytes)
            append(0, 4, to: &bytes)
            append(0, 4, to: &bytes)
            append(count, 8, to: &bytes)
            append(count, 8, to: &bytes)
            append(directorySize, 8, to: &bytes)
            append(directoryOffset, 8, to: &bytes)
            bytes += [0x50, 0x4B, 0x06, 0x07]
            append(0, 4, to: &bytes)
            append(directoryOffset + directorySize, 8, to: &bytes)
            append(1, 4, to: &bytes)
        }
        bytes += [0x50, 0x4B, 0x05, 0x06]
        append(0, 2, to: &bytes)
        append(0, 2, to: &bytes)
        let shownCount = min(count, 0xFFFF)
        append(shownCount, 2, to: &bytes)
        append(shownCount, 2, to: &bytes)
        append(min(directorySize, narrow), 4, to: &bytes)
        append(min(directoryOffset, narrow), 4, to: &bytes)
        append(0, 2, to: &bytes)
        return bytes
    }

    static func isWideEnd(count: UInt64, directorySize: UInt64, directoryOffset: UInt64) -> Bool {
        count >= 0xFFFF || directorySize >= narrow || directoryOffset >= narrow
    }

    /// From "version needed" to the name's length: the same in local header and central record.
    private static func appendCommon(_ entry: Entry, to bytes: inout [UInt8]) {
        append(entry.offset >= narrow ? 45 : 10, 2, to: &bytes)
        append(0, 2, to: &bytes)
        append(0, 2, to: &bytes)
        append(0, 2, to: &bytes)
        // 1980-01-01 as the date of MS-DOS: year 0, month 1, day 1.
        append(0x21, 2, to: &bytes)
        append(UInt64(entry.crc), 4, to: &bytes)
        append(UInt64(entry.size), 4, to: &bytes)
        append(UInt64(entry.size), 4, to: &bytes)
        append(UInt64(entry.name.count), 2, to: &bytes)
    }

    private static func append(_ value: UInt64, _ width: Int, to bytes: inout [UInt8]) {
        for shift in 0..<width { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * shift))) }
    }

    /// Writes an archive of files in the order of their names, piece by piece.
    /// - Throws: `bundle_invalid` for a name that cannot stand in it, a name twice, or a file of 4 GiB and more.
    static func write(_ files: [BundleFile], to sink: ([UInt8]) throws(EvidenceError) -> Void) throws(EvidenceError) {
        let sorted = files.sorted { BundleFile.precedes($0.path, $1.path) }
        var offset: UInt64 = 0
        var directory: [UInt8] = []
        var last: [UInt8] = []
        for file in sorted {
            let name = Array(file.path.utf8)
            guard isName(name), last.lexicographicallyPrecedes(name) else {
                throw EvidenceError(.bundleInvalid, "the name \(file.path) cannot stand in a bundle or stands twice")
            }
            guard let size = UInt32(exactly: file.bytes.count), size < UInt32.max else {
                throw EvidenceError(.bundleInvalid, "\(file.path) has 4 GiB or more")
            }
            last = name
            let entry = Entry(name: name, crc: CRC32.of(file.bytes), size: size, offset: offset)
            try sink(localHeader(entry))
            try sink(file.bytes)
            directory += centralRecord(entry)
            offset += UInt64(localHeaderLength + name.count) + UInt64(size)
        }
        try sink(directory)
        try sink(
            end(
                count: UInt64(sorted.count), directorySize: UInt64(directory.count), directoryOffset: offset))
    }
}
