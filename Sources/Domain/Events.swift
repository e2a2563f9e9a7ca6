/// What names an event for ever: kind, owner and id, upper-cased as OCPI compares CiStrings (inputs.md section 2).
package struct EventKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let kind: EventKind
    /// Two characters; empty where the owner is unknown (a pain.001 of an unregistered payer).
    package let ownerCountry: String
    /// Three characters; empty where the owner is unknown.
    package let ownerParty: String
    package let id: String

    /// Upper-cases all parts.
    package init(kind: EventKind, ownerCountry: String, ownerParty: String, id: String) {
        self.kind = kind
        self.ownerCountry = asciiUpper(ownerCountry)
        self.ownerParty = asciiUpper(ownerParty)
        self.id = asciiUpper(id)
    }

    package init(kind: EventKind, owner: PartyID?, id: String) {
        self.init(kind: kind, ownerCountry: owner?.country ?? "", ownerParty: owner?.party ?? "", id: id)
    }

    /// `cdr:GB*CPS:DND-1`.
    package var description: String { "\(kind.rawValue):\(ownerCountry)*\(ownerParty):\(id)" }

    package static func < (left: EventKey, right: EventKey) -> Bool {
        (left.kind.rawValue, left.ownerCountry, left.ownerParty, left.id)
            < (right.kind.rawValue, right.ownerCountry, right.ownerParty, right.id)
    }

    /// The distribution key: a stable hash (FNV-1a, 64 bit) of the key's text modulo 1,024, fixed for ever.
    package var shard: Int16 { shardOf(description) }
}

/// The shard of a subject or key text: FNV-1a (64 bit) modulo 1,024. Part of every key of a large table; never changes.
package func shardOf(_ text: some StringProtocol) -> Int16 { Int16(stableHash(text) % 1024) }

/// FNV-1a (64 bit) of the UTF-8 text: the same on every machine and in every run.
@inlinable
package func stableHash(_ text: some StringProtocol) -> UInt64 {
    func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
    // Texts lie in one piece; a generic walk asks for each byte through a witness.
    return text.utf8.withContiguousStorageIfAvailable { hash($0) } ?? hash(text.utf8)
}

/// Something noticed about an incoming record that does not make it unusable.
package struct Finding: Hashable, Sendable {
    /// For example `IN-013`.
    package let code: String
    package let severity: Severity
    /// JSON path, XML path or column.
    package let path: String
    /// What stood there, shortened; identifiers are masked to their last four characters.
    package let found: String
    package let expected: String

    package init(code: String, severity: Severity = .low, path: String, found: String, expected: String) {
        self.code = code
        self.severity = severity
        self.path = path
        self.found = found
        self.expected = expected
    }
}

/// Where a record came from.
package struct SourceReference: Hashable, Sendable {
    package let file: String
    /// 1-based physical line where the record starts.
    package let line: Int
    /// Byte offset of the record in the plain (uncompressed) text.
    package let offset: Int

    package init(file: String, line: Int, offset: Int) {
        self.file = file
        self.line = line
        self.offset = offset
    }
}

/// One fact of the outside world, ready to be judged.
package struct Event: Sendable {
    package let key: EventKey
    package let legalEntity: LegalEntityID
    /// When it happened in event time: a session's end (its start when the end is missing), a payout's execution instant.
    package let at: Instant
    /// When it was received; for records from a file their `last_updated`, so that replay gives the same bytes.
    package let receivedAt: Instant
    /// When Amplomb took it in, by its own clock: of a file the start of its import. ``receivedAt`` of a file is the sender's
    /// word; what was known, or still to come, when a document arrived is told by this.
    package var arrivedAt: Instant
    package let taxPoint: Known<TaxPoint>
    /// SHA-256 of the canonical content (inputs.md section 2): the same content again is a no-op.
    package let contentHash: Hash32
    /// The record as received (canonical JSON or the XML element), kept as evidence.
    package let payload: [UInt8]
    package let source: SourceReference
    package let findings: [Finding]
    package let body: EventBody

    package init(
        key: EventKey, legalEntity: LegalEntityID = .main, at: Instant, receivedAt: Instant, taxPoint: Known<TaxPoint>,
        contentHash: Hash32, payload: [UInt8], source: SourceReference, findings: [Finding], body: EventBody
    ) {
        self.key = key
        self.legalEntity = legalEntity
        self.at = at
        self.receivedAt = receivedAt
        arrivedAt = receivedAt
        self.taxPoint = taxPoint
        self.contentHash = contentHash
        self.payload = payload
        self.source = source
        self.findings = findings
        self.body = body
    }
}

/// The content of an event by kind.
///
/// Each content stands in a box of its own: an event is handed on far more often than it is looked into.
package indirect enum EventBody: Sendable {
    case session(ChargingSession)
    case payout(Payout)
    case settlement(Settlement)
    case participant(Participant)
    /// Tariffs, locations and tokens, kept as received until a module reads them.
    case reference
}
