package import Domain
import Formats
package import XML

/// Whose payout it is, as the participant records say.
package struct PayoutOwner: Hashable, Sendable {
    package var party: PartyID?
    package var participantID: String?

    package init(party: PartyID?, participantID: String?) {
        self.party = party
        self.participantID = participantID
    }
}

/// How payout files are read.
package struct PayoutOptions: Sendable {
    package var legalEntity: LegalEntityID
    /// The participant with a registered IBAN (upper case, no spaces); asked for the debtor's first, then the payee's.
    package var accounts: (@Sendable (String) -> PayoutOwner?)?
    /// A schema to hold pain.001 files against; violations never lose a payment that can be read.
    package var schema: XMLSchema?

    package init(
        legalEntity: LegalEntityID = .main, accounts: (@Sendable (String) -> PayoutOwner?)? = nil,
        schema: XMLSchema? = nil
    ) {
        self.legalEntity = legalEntity
        self.accounts = accounts
        self.schema = schema
    }
}

/// Reads payouts, pushed in chunks of plain bytes: pain.001 files, or `amplomb.payout/1` as one object, an array or JSON
/// lines. Which it is shows in the first character.
///
///     var reader = PayoutReader(file: "payouts.xml", options: PayoutOptions())
///     while let chunk = try input.next() { try reader.feed(chunk) { items.append($0) } }
///     try reader.finish { items.append($0) }
///
/// Payments of a pain.001 file come out when the file ends, since its control figures stand for all of them.
package struct PayoutReader {
    package private(set) var report: IngestReport
    private let options: PayoutOptions
    private var kind = Kind.unknown
    /// Bytes seen before the first that is not white space.
    private var held: [UInt8] = []

    private enum Kind {
        case unknown
        case pain(PainReader)
        case records(PayoutRecordReader)
    }

    package init(file: String, options: PayoutOptions = PayoutOptions()) {
        report = IngestReport(file: file, format: "payout")
        self.options = options
    }

    /// Where a pain.001 file differs from the schema of the options, with lines.
    package var violations: [XMLViolation] {
        if case .pain(let reader) = kind { reader.violations } else { [] }
    }

    /// Reads the next plain bytes.
    ///
    /// - Throws: `IngestError` when no further payment can be read; what was handed out stays good. Payments of a pain.001
    ///   file that were whole before the fault are handed out first, held.
    package mutating func feed(_ chunk: [UInt8], _ body: (IngestItem) -> Void) throws(IngestError) {
        switch kind {
        case .unknown:
            held += chunk
            guard try detect() else { return }
            let bytes = held
            held = []
            try feed(bytes, body)
        case .pain(var reader):
            // The state is taken out and put back, so that it is never copied.
            kind = .unknown
            defer { kind = .pain(reader) }
            do throws(IngestError) {
                try reader.feed(chunk)
            } catch {
                emit(&reader, body)
                throw error
            }
        case .records(var reader):
            kind = .unknown
            defer { kind = .records(reader) }
            try reader.feed(chunk, &report, body)
        }
    }

    /// Says that there are no more bytes and hands out what is left.
    package mutating func finish(_ body: (IngestItem) -> Void) throws(IngestError) {
        switch kind {
        case .unknown:
            throw IngestError(.notReadable, file: report.file, line: 1, reason: "empty file")
        case .pain(var reader):
            kind = .unknown
            defer { kind = .pain(reader) }
            do throws(IngestError) {
                try reader.finish()
            } catch {
                emit(&reader, body)
                throw error
            }
            emit(&reader, body)
        case .records(var reader):
            kind = .unknown
            defer { kind = .records(reader) }
            try reader.finish(&report, body)
        }
    }

    /// The error of a file whose packed bytes are damaged or cut off.
    package func error(_ reason: some Error) -> IngestError {
        IngestError(.notReadable, file: report.file, reason: "gzip: \(reason)")
    }

    private mutating func detect() throws(IngestError) -> Bool {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if held.count < 3, mark.starts(with: held) { return false }
        let text = held.starts(with: mark) ? held[3...] : held[...]
        guard let first = text.first(where: { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }) else {
            guard held.count < 1 << 16 else {
                throw IngestError(.notReadable, file: report.file, line: 1, reason: "nothing but white space")
            }
            return false
        }
        // UTF-16 XML begins with a byte-order mark of its own.
        if first == UInt8(ascii: "<") || held.starts(with: [0xFF, 0xFE]) || held.starts(with: [0xFE, 0xFF]) {
            report.format = "pain.001"
            kind = .pain(try PainReader(file: report.file, options: options))
        } else {
            report.format = PayoutRecordReader.format
            kind = .records(PayoutRecordReader(file: report.file, options: options))
        }
        return true
    }

    private mutating func emit(_ reader: inout PainReader, _ body: (IngestItem) -> Void) {
        if let format = reader.format { report.note(version: format, module: "payout") }
        for record in reader.takeRecords() {
            let source = SourceReference(file: report.file, line: record.line, offset: 0)
            let item = Self.item(record, source: source, receivedAt: nil, legalEntity: options.legalEntity)
            report.read += 1
            switch item {
            case .event(let event): report.count(event.findings)
            case .reject: report.rejected += 1
            }
            body(item)
        }
    }

    private static func item(
        _ record: PainRecord, source: SourceReference, receivedAt: Instant?, legalEntity: LegalEntityID
    ) -> IngestItem {
        do {
            let root = try JSONDocument(parsing: record.payload).root
            let mapped = try PainMapper.map(root)
            let payout = mapped.payout
            return .event(
                Event(
                    key: EventKey(kind: .payout, owner: payout.owner, id: payout.id), legalEntity: legalEntity,
                    at: payout.executeAt, receivedAt: receivedAt ?? mapped.createdAt ?? payout.executeAt,
                    taxPoint: .unknown("place"), contentHash: Hash32(SHA256Hasher.hash(record.content)) ?? .zero,
                    payload: record.payload, source: source, findings: mapped.findings, body: .payout(payout)))
        } catch let fault as RecordFault {
            let line = fault.field.hasPrefix("PmtInf.ReqdExctnDt") ? record.dateLine : record.line
            return .reject(
                IngestReject(
                    file: source.file, line: line, offset: source.offset, field: fault.field, code: fault.code,
                    reason: fault.reason, found: fault.found, raw: record.payload))
        } catch {
            return .reject(
                IngestReject(
                    file: source.file, line: record.line, offset: source.offset, field: "", code: .notReadable,
                    reason: "text that is no valid Unicode", found: "", raw: record.payload))
        }
    }

    // MARK: Stored payloads

    /// The event of a stored payout payload, of either form, equal to the one that was stored.
    ///
    /// - Throws: `IngestError` when the payload is not one that was stored.
    package static func decode(
        payload: [UInt8], source: SourceReference, receivedAt: Instant, legalEntity: LegalEntityID = .main
    ) throws(IngestError) -> Event {
        let item: IngestItem
        if let root = try? JSONDocument(parsing: payload).root, root["transaction"] != nil {
            let content = Self.content(ofStored: root) ?? payload
            let record = PainRecord(payload: payload, content: content, line: source.line, dateLine: source.line)
            item = Self.item(record, source: source, receivedAt: receivedAt, legalEntity: legalEntity)
        } else {
            let reader = PayoutRecordReader(file: source.file, options: PayoutOptions(legalEntity: legalEntity))
            let record = RawRecord(bytes: payload, line: source.line, offset: source.offset)
            item = reader.item(record, receivedAt: receivedAt)
        }
        switch item {
        case .event(let event): return event
        case .reject(let reject):
            throw IngestError(
                reject.code, file: source.file, line: source.line,
                reason: "stored payload: \(reject.field) \(reject.reason)")
        }
    }

    /// The payload without what the platform added.
    private static func content(ofStored root: JSONValue) -> [UInt8]? {
        try? CanonicalJSON.object { json in
            for member in root.members where !member.isNamed("owner") && !member.isNamed("participant_id") {
                json.member(String(decoding: member.name, as: UTF8.self), canonical: Array(member.value.rawBytes))
            }
        }
    }
}
