package import Domain

/// A payload as it is stored beside the log.
package struct StoredPart: Hashable, Sendable {
    package let group: FieldGroup
    package let payload: [UInt8]
    package let salt: [UInt8]

    package init(group: FieldGroup, payload: [UInt8], salt: [UInt8]) {
        self.group = group
        self.payload = payload
        self.salt = salt
    }
}

/// An entry as a database or folder holds it: nothing about it is believed.
package struct LogRow: Hashable, Sendable {
    package let index: UInt64
    /// Nil where the source does not store it.
    package let entryID: Hash32?
    /// Nil where the source does not store it.
    package let leafHash: Hash32?
    /// Nil after a full removal by court order, when only the leaf hash is left (evidence.md 6.4).
    package let envelope: [UInt8]?
    package let parts: [StoredPart]
    /// What a database says of the envelope in columns of its own, by which it finds entries; nil where there are none.
    package var columns: EnvelopeColumns?

    package init(index: UInt64, entryID: Hash32?, leafHash: Hash32?, envelope: [UInt8]?, parts: [StoredPart]) {
        self.index = index
        self.entryID = entryID
        self.leafHash = leafHash
        self.envelope = envelope
        self.parts = parts
    }
}

/// The columns of a stored entry that repeat its envelope.
package struct EnvelopeColumns: Hashable, Sendable {
    package let kind: String
    package let record: [UInt8]
    package let revision: Int64
    package let subject: [UInt8]?
    package let country: String?
    package let recordClass: String
    /// Microseconds since 1970.
    package let occurred: Int64

    package init(
        kind: String, record: [UInt8], revision: Int64, subject: [UInt8]?, country: String?, recordClass: String,
        occurred: Int64
    ) {
        self.kind = kind
        self.record = record
        self.revision = revision
        self.subject = subject
        self.country = country
        self.recordClass = recordClass
        self.occurred = occurred
    }

    /// What stands in the columns of an entry that was removed in full: nothing of what was there.
    package init(removed leaf: Hash32) {
        self.init(
            kind: EnvelopeColumns.removed, record: Array(leaf.bytes.prefix(16)), revision: 0, subject: nil,
            country: nil, recordClass: EnvelopeColumns.removed, occurred: 0)
    }

    package static let removed = "removed"

    /// The name of the first column that says something else than the envelope.
    func firstDifference(from envelope: Envelope) -> String? {
        if kind != envelope.kind.rawValue { return "kind" }
        if record != envelope.record.bytes { return "record" }
        if revision != Int64(envelope.revision) { return "revision" }
        if subject != envelope.subject?.bytes { return "subject" }
        if country != envelope.country?.alpha2 { return "country" }
        if recordClass != envelope.recordClass.text { return "class" }
        return occurred == envelope.occurred.microseconds ? nil : "occurred_us"
    }
}

/// Size and root as the log's owner stored them after a batch; not signed.
package struct TreeHead: Hashable, Sendable {
    package let size: UInt64
    package let root: Hash32
    /// The right edge, if stored.
    package let range: CompactRange?

    package init(size: UInt64, root: Hash32, range: CompactRange?) {
        self.size = size
        self.root = root
        self.range = range
    }
}

/// A stretch of a log in the order of its indexes. The next page goes on behind the last row.
package struct LogPage: Hashable, Sendable {
    /// Sorted by index.
    package var rows: [LogRow]
    /// Stored tiles that touch these rows: level 0 at the latest with the first row of theirs, others with the last.
    package var tiles: [Tile]
    /// Tree heads whose last entry is in or before these rows and in no page before.
    package var heads: [TreeHead]
    /// Level-0 tiles of another copy of the log, to compare with.
    package var otherTiles: [Tile]

    package init(rows: [LogRow], tiles: [Tile] = [], heads: [TreeHead] = [], otherTiles: [Tile] = []) {
        self.rows = rows
        self.tiles = tiles
        self.heads = heads
        self.otherTiles = otherTiles
    }
}

/// A row after everything that concerns it alone was checked.
struct ExaminedRow: Sendable {
    let index: UInt64
    /// Hash over the stored envelope; where that is gone, the stored leaf hash.
    var leaf: Hash32?
    let storedLeaf: Hash32?
    var isHashOnly = false
    /// Whether the stored entry id is another than the envelope's.
    var entryIDDiffers = false
    var missingParts: [FieldGroup] = []
    /// The same as holds see them.
    var gone: [RetentionPart] = []
    var presentParts = 0
    /// One bit a group that is there, by its order.
    var presentGroups: UInt8 = 0
    var partsNotGiven = 0
    var occurred: Instant?
    var purge: PurgeStatement?
    var key: KeyStatement?
    var hold: HoldStatement?
    /// The end of a hold.
    var release: HoldRelease?
    var findings: [Finding] = []
}

/// A page whose rows were examined: hashes recomputed, envelopes parsed, payloads held against their commitments. Pure and
/// independent of other pages, so pages can be examined on several cores.
package struct ExaminedPage: Sendable {
    let rows: [ExaminedRow]
    let tiles: [Tile]
    let heads: [TreeHead]
    let otherTiles: [Tile]

    /// - Parameters:
    ///   - payloads: whether the source holds payloads; without them parts are counted as not given.
    ///   - jobs: how many threads examine the rows.
    package init(_ page: LogPage, of log: LogOrigin, payloads: Bool = true, jobs: Int = 1) {
        let slice = 256
        let slices = jobs > 1 ? (page.rows.count + slice - 1) / slice : 1
        rows = Workers.map(count: slices, jobs: slices > 1 ? jobs : 1, first: {}) { number in
            let rows = jobs > 1 ? page.rows.dropFirst(number * slice).prefix(slice) : page.rows[...]
            return rows.map { ExaminedPage.examine($0, log, payloads) }
        }.flatMap(\.self)
        tiles = page.tiles
        heads = page.heads
        otherTiles = page.otherTiles
    }

    private static func examine(_ row: LogRow, _ log: LogOrigin, _ payloads: Bool) -> ExaminedRow {
        var result = ExaminedRow(index: row.index, storedLeaf: row.leafHash)
        guard let bytes = row.envelope else {
            examine(removed: row, &result)
            return result
        }
        result.leaf = EvidenceHash.leaf(bytes)
        if let stored = row.entryID { result.entryIDDiffers = stored != EvidenceHash.plain(bytes) }
        do {
            let envelope = try Envelope(parsing: bytes)
            if envelope.log != log {
                let cause = "line 2: the envelope names another log"
                result.findings.append(Finding(.envelopeMalformed, .entry(row.index), cause))
            }
            result.occurred = envelope.occurred
            if let column = row.columns?.firstDifference(from: envelope) {
                let cause = "the column \(column) says something else than the envelope"
                result.findings.append(Finding(.columnMismatch, .entry(row.index), cause))
            }
            examine(row.parts, of: envelope, payloads, &result)
        } catch {
            let code: FindingCode =
                error.code == .envelopeVersionUnknown ? .envelopeVersionUnknown : .envelopeMalformed
            let cause = "line \(error.line ?? 1): \(error.detail)"
            result.findings.append(Finding(code, .entry(row.index), cause))
        }
        return result
    }

    /// An entry of which only the leaf hash is left. Whether a statement explains it is told when all are read.
    private static func examine(removed row: LogRow, _ result: inout ExaminedRow) {
        guard let leaf = row.leafHash else {
            let cause = "neither envelope nor leaf hash is there"
            result.findings.append(Finding(.entryMissing, .entry(row.index), cause))
            return
        }
        result.leaf = leaf
        result.isHashOnly = true
        if (row.entryID ?? leaf) != leaf || (row.columns.map { $0 != EnvelopeColumns(removed: leaf) } ?? false) {
            let cause = "the envelope is gone and the columns still tell of it"
            result.findings.append(Finding(.columnMismatch, .entry(row.index), cause))
        }
        for part in row.parts {
            let cause = "the entry was removed in full and a payload is there"
            result.findings.append(Finding(.payloadMismatch, .part(row.index, part.group), cause))
        }
    }

    private static func examine(
        _ parts: [StoredPart], of envelope: Envelope, _ payloads: Bool, _ result: inout ExaminedRow
    ) {
        for stored in parts where !envelope.parts.contains(where: { $0.group == stored.group }) {
            let cause = "the envelope commits to no such part"
            result.findings.append(Finding(.payloadMismatch, .part(result.index, stored.group), cause))
        }
        for part in envelope.parts {
            guard let stored = parts.first(where: { $0.group == part.group }) else {
                if payloads {
                    result.missingParts.append(part.group)
                    result.gone.append(
                        RetentionPart(
                            index: result.index, entryID: .zero, group: part.group, kind: envelope.kind,
                            recordClass: envelope.recordClass, country: envelope.country, subject: envelope.subject,
                            record: envelope.record, occurred: envelope.occurred, dates: "", outcome: envelope.outcome,
                            bytes: 0, source: nil))
                } else {
                    result.partsNotGiven += 1
                }
                continue
            }
            result.presentParts += 1
            result.presentGroups |= 1 << UInt8(part.group.order)
            guard EvidenceHash.commitment(salt: stored.salt, payload: stored.payload) == part.commitment else {
                let cause = "payload and salt do not give the commitment of the envelope"
                result.findings.append(Finding(.payloadMismatch, .part(result.index, part.group), cause))
                continue
            }
            guard part.group == .system else { continue }
            switch envelope.kind {
            case .purge: result.purge = PurgeStatement(payload: stored.payload)
            case .key: result.key = KeyStatement(payload: stored.payload)
            case .hold:
                result.hold = HoldStatement(payload: stored.payload)
                if result.hold == nil {
                    let cause = "the payload is no statement of a hold: what it covers is not known"
                    result.findings.append(Finding(.payloadMismatch, .part(result.index, part.group), cause))
                }
            case .holdRelease: result.release = HoldRelease(payload: stored.payload)
            default: break
            }
        }
    }
}
