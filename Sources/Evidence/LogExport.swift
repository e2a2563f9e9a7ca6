package import Domain

/// Names of the files of an exported log (C2SP tlog-tiles), so that other tools can read it.
package enum ExportPath {
    package static let checkpoint = "checkpoint"
    /// What was purged from `payloads/`, and by which entry.
    package static let purged = "purged.tsv"
    /// The statements about entries that were removed in full, as a payload file: they go along with every export, because
    /// without them nobody could tell a removal by order from an emptied envelope. They hold nothing personal.
    package static let removals = "removals"

    /// `tile/<level>/<N>`, with `.p/<W>` for a tile of fewer than 256 hashes.
    package static func tile(_ id: TileID, width: Int = Tile.width) -> String {
        "tile/\(id.level)/\(number(id.index))\(suffix(width))"
    }

    /// The bundle of the envelopes whose leaf hashes stand in tile `index` of level 0.
    package static func entries(_ index: UInt64, width: Int = Tile.width) -> String {
        "tile/entries/\(number(index))\(suffix(width))"
    }

    /// The payloads of the same entries, for those who may see them.
    package static func payloads(_ index: UInt64, width: Int = Tile.width) -> String {
        "payloads/\(number(index))\(suffix(width))"
    }

    /// Three digits a path element, all but the last with an `x` in front: 1234067 is `x001/x234/067`.
    package static func number(_ value: UInt64) -> String {
        var elements = [padded(value % 1000)]
        var rest = value / 1000
        while rest > 0 {
            elements.append("x" + padded(rest % 1000))
            rest /= 1000
        }
        return elements.reversed().joined(separator: "/")
    }

    private static func padded(_ value: UInt64) -> String {
        let digits = String(value)
        return String(repeating: "0", count: 3 - digits.count) + digits
    }

    private static func suffix(_ width: Int) -> String { width == Tile.width ? "" : ".p/\(width)" }
}

/// One file to write.
package struct ExportFile: Hashable, Sendable {
    package let path: String
    package let bytes: [UInt8]
    /// Whether the file never changes again: one that is there already need not be written a second time.
    package let isFinal: Bool

    package init(path: String, bytes: [UInt8], isFinal: Bool) {
        self.path = path
        self.bytes = bytes
        self.isFinal = isFinal
    }
}

/// Turns a log's entries, fed in order from index 0, into the files of an export. Files come out as soon as they are
/// complete, so memory stays bounded.
package struct LogExporter: Sendable {
    private var tree = TreeBuilder.empty
    private var entries: [UInt8] = []
    private var payloads: [UInt8] = []
    private let withPayloads: Bool

    package init(withPayloads: Bool) { self.withPayloads = withPayloads }

    /// Goes on behind `size` entries, a multiple of 256, that were exported before.
    ///
    /// - Parameter partial: as `LogAppender` takes them: by level from 0 the hashes of the tiles that are not full.
    /// - Throws: `tree_state_invalid` when they do not belong to the size.
    package init(withPayloads: Bool, behind partial: [[Hash32]], size: UInt64) throws(EvidenceError) {
        self.withPayloads = withPayloads
        tree = try TreeBuilder(size: size, partial: partial)
    }

    /// The payload file of a full bundle of entries as they are now.
    /// - Throws: `envelope_invalid` as `add`.
    package static func payloadFile(_ number: UInt64, _ rows: [LogRow]) throws(EvidenceError) -> ExportFile {
        var bytes: [UInt8] = []
        for row in rows {
            guard let id = row.entryID else { continue }
            for part in row.parts { try PayloadBundle.append(part, of: id, to: &bytes) }
        }
        return ExportFile(path: ExportPath.payloads(number), bytes: bytes, isFinal: false)
    }

    /// The bundle of a full tile's entries as they are now: written again where one of them was removed in full.
    package static func entryFile(_ number: UInt64, _ rows: [LogRow]) -> ExportFile {
        var bytes: [UInt8] = []
        for row in rows { EntryBundle.append(row.envelope ?? [], to: &bytes) }
        return ExportFile(path: ExportPath.entries(number), bytes: bytes, isFinal: false)
    }

    /// The file of the statements about entries that were removed in full.
    /// - Throws: `envelope_invalid` as `add`.
    package static func removalFile(_ statements: [LogRow]) throws(EvidenceError) -> ExportFile {
        var bytes: [UInt8] = []
        for row in statements {
            guard let id = row.entryID else { continue }
            for part in row.parts { try PayloadBundle.append(part, of: id, to: &bytes) }
        }
        return ExportFile(path: ExportPath.removals, bytes: bytes, isFinal: false)
    }

    package var size: UInt64 { tree.size }

    /// Adds the next entry; returns the files that became complete with it.
    /// - Throws: `envelope_invalid` when the bytes or a payload do not fit the format's length fields.
    package mutating func add(envelope: [UInt8], entryID: Hash32, parts: [StoredPart]) throws(EvidenceError)
        -> [ExportFile]
    {
        guard (1...Envelope.maximumLength).contains(envelope.count) else {
            throw EvidenceError(.envelopeInvalid, "an envelope of \(envelope.count) bytes")
        }
        EntryBundle.append(envelope, to: &entries)
        if withPayloads {
            for part in parts { try PayloadBundle.append(part, of: entryID, to: &payloads) }
        }
        return append(leaf: EvidenceHash.leaf(envelope))
    }

    /// Adds the next entry where it was removed in full: its place in the bundle is empty, its leaf hash in the tile.
    package mutating func add(removed leaf: Hash32) -> [ExportFile] {
        EntryBundle.append([], to: &entries)
        return append(leaf: leaf)
    }

    private mutating func append(leaf: Hash32) -> [ExportFile] {
        let number = tree.size / 256
        var tiles: [Tile] = []
        tree.append(leaf: leaf, tiles: &tiles)
        guard !tiles.isEmpty else { return [] }
        var files = tiles.map { ExportFile(path: ExportPath.tile($0.id), bytes: $0.encoded, isFinal: true) }
        // Not final: what an interrupted export left may hold an envelope that was removed since.
        files.append(ExportFile(path: ExportPath.entries(number), bytes: entries, isFinal: false))
        if withPayloads { files.append(ExportFile(path: ExportPath.payloads(number), bytes: payloads, isFinal: false)) }
        entries = []
        payloads = []
        return files
    }

    /// The files of what is not full, and last the checkpoint.
    /// - Throws: `inconsistent_refused` when the note is not about exactly the entries that were added.
    package func finish(checkpoint note: [UInt8]) throws(EvidenceError) -> [ExportFile] {
        let checkpoint = try Checkpoint(text: SignedNote(parsing: note).text)
        guard checkpoint.size == tree.size, checkpoint.root == tree.root else {
            throw EvidenceError(
                .inconsistentRefused, "the checkpoint of size \(checkpoint.size) is not of these entries")
        }
        let width = Int(tree.size & 255)
        var files = tree.partialTiles.map { tile in
            ExportFile(path: ExportPath.tile(tile.id, width: tile.hashes.count), bytes: tile.encoded, isFinal: true)
        }
        if width > 0 {
            let number = tree.size / 256
            files.append(ExportFile(path: ExportPath.entries(number, width: width), bytes: entries, isFinal: false))
            if withPayloads {
                let path = ExportPath.payloads(number, width: width)
                files.append(ExportFile(path: path, bytes: payloads, isFinal: false))
            }
        }
        files.append(ExportFile(path: ExportPath.checkpoint, bytes: note, isFinal: false))
        return files
    }
}

/// The bytes of an entry bundle: for each envelope its length in two bytes, most significant first, then the envelope. An
/// entry that was removed in full has the length 0.
enum EntryBundle {
    static func append(_ envelope: [UInt8], to bytes: inout [UInt8]) {
        bytes.append(UInt8(truncatingIfNeeded: envelope.count >> 8))
        bytes.append(UInt8(truncatingIfNeeded: envelope.count))
        bytes += envelope
    }

    /// Nil when a length does not fit what is there.
    static func envelopes(_ bytes: [UInt8]) -> [[UInt8]]? {
        var envelopes: [[UInt8]] = []
        var position = 0
        while position < bytes.count {
            guard position + 2 <= bytes.count else { return nil }
            let end = position + 2 + Int(bytes[position]) << 8 + Int(bytes[position + 1])
            guard end <= bytes.count else { return nil }
            envelopes.append(Array(bytes[position + 2..<end]))
            position = end
        }
        return envelopes
    }
}

/// The bytes of a payload file: for each part the entry id (32), the length of the group's name (1) and the name, the salt
/// (32), the payload's length (4, most significant first) and the payload.
enum PayloadBundle {
    static func append(_ part: StoredPart, of entry: Hash32, to bytes: inout [UInt8]) throws(EvidenceError) {
        guard part.salt.count == 32, let length = UInt32(exactly: part.payload.count) else {
            throw EvidenceError(.envelopeInvalid, "a salt that is not 32 bytes or a payload over 4 GiB")
        }
        entry.append(to: &bytes)
        let name = Array(part.group.rawValue.utf8)
        bytes.append(UInt8(truncatingIfNeeded: name.count))
        bytes += name + part.salt
        bytes += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> UInt32($0)) }
        bytes += part.payload
    }

    /// The parts by entry; nil when the bytes are not such a file.
    static func parts(_ bytes: [UInt8]) -> [Hash32: [StoredPart]]? {
        var parts: [Hash32: [StoredPart]] = [:]
        parts.reserveCapacity(Tile.width)
        return bytes.withUnsafeBytes { raw in
            var position = 0
            func take(_ count: Int) -> UnsafeRawBufferPointer? {
                guard count <= raw.count - position else { return nil }
                defer { position += count }
                return UnsafeRawBufferPointer(rebasing: raw[position..<position + count])
            }
            while position < raw.count {
                guard let entry = take(32), let length = take(1), let name = take(Int(length[0])),
                    let group = group(named: name), let salt = take(32), let size = take(4),
                    let payload = take(Int(UInt32(bigEndian: size.loadUnaligned(as: UInt32.self))))
                else { return nil }
                let part = StoredPart(group: group, payload: [UInt8](payload), salt: [UInt8](salt))
                parts[Hash32(loading: entry), default: []].append(part)
            }
            return parts
        }
    }

    private static func group(named name: UnsafeRawBufferPointer) -> FieldGroup? {
        FieldGroup.inOrder.first { group in
            let text = group.envelopeText
            return text.utf8CodeUnitCount == name.count && text.withUTF8Buffer { $0.elementsEqual(name) }
        }
    }
}
