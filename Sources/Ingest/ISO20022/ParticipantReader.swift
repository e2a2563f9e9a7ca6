package import Domain
import Formats

/// Reads participant records in the form `amplomb.participant/1` (one object, an array, an envelope or JSON lines), pushed
/// in chunks of plain bytes. A record that breaks a rule of the form is refused; the others go on.
package struct ParticipantReader {
    package private(set) var report: IngestReport
    private let legalEntity: LegalEntityID
    private let trustsStatus: Bool
    private var stream = JSONRecordStream(limits: JSONLimits(bytes: 1 << 20))

    private static let hasher = ContentHasher(
        ciStrings: ["country_code", "party_id"], timestamps: ["received_at", "valid_from", "at"])

    /// - Parameters:
    ///   - legalEntity: for records that name none.
    ///   - trustsStatus: take the `kyc` periods of a record as they are, for a register that is carried over whole;
    ///     otherwise everybody begins as a draft, because an import verifies nobody.
    package init(file: String, legalEntity: LegalEntityID = .main, trustsStatus: Bool = true) {
        report = IngestReport(file: file, format: "amplomb.participant/1")
        self.legalEntity = legalEntity
        self.trustsStatus = trustsStatus
    }

    /// Reads the next plain bytes and hands out every record that is complete.
    ///
    /// - Throws: `IngestError` when no further record can be found; what was handed out stays good.
    package mutating func feed(_ chunk: [UInt8], _ body: (IngestItem) -> Void) throws(IngestError) {
        stream.append(chunk)
        try drain(body)
    }

    /// Says that there are no more bytes and hands out what is left.
    package mutating func finish(_ body: (IngestItem) -> Void) throws(IngestError) {
        stream.finish()
        try drain(body)
    }

    /// The event of a stored record, equal to the one that was stored.
    ///
    /// - Throws: `IngestError` when the payload is not one that was stored.
    package static func decode(
        payload: [UInt8], source: SourceReference, receivedAt: Instant, legalEntity: LegalEntityID = .main,
        trustsStatus: Bool = true
    ) throws(IngestError) -> Event {
        let reader = ParticipantReader(file: source.file, legalEntity: legalEntity, trustsStatus: trustsStatus)
        let record = RawRecord(bytes: payload, line: source.line, offset: source.offset)
        switch reader.item(record, receivedAt: receivedAt) {
        case .event(let event): return event
        case .reject(let reject):
            throw IngestError(
                reject.code, file: source.file, line: source.line,
                reason: "stored payload: \(reject.field) \(reject.reason)")
        }
    }

    private mutating func drain(_ body: (IngestItem) -> Void) throws(IngestError) {
        while let next = stream.next() {
            report.read += 1
            switch next {
            case .record(let record):
                let item = item(record, receivedAt: nil)
                if case .event(let event) = item {
                    report.note(version: "1", module: "participant")
                    report.count(event.findings)
                } else {
                    report.rejected += 1
                }
                body(item)
            case .damaged(let error):
                report.rejected += 1
                body(.reject(JSONRejects.reject(error, file: report.file)))
                if error.isFatal {
                    throw IngestError(
                        .notReadable, file: report.file, line: error.line, lastGoodLine: stream.lastGoodLine,
                        reason: "\(error)")
                }
            }
        }
    }

    private func item(_ record: RawRecord, receivedAt: Instant?) -> IngestItem {
        do {
            let root = try JSONDocument(record: record).root
            let (participant, validFrom) = try ParticipantMapper.map(root, trustsStatus: trustsStatus)
            let named = root["legal_entity"]?.string != nil
            var mapped = participant
            if !named { mapped.legalEntity = legalEntity }
            return .event(
                Event(
                    key: EventKey(kind: .participant, owner: nil, id: mapped.id), legalEntity: mapped.legalEntity,
                    at: validFrom, receivedAt: receivedAt ?? mapped.lastUpdated, taxPoint: .unknown("place"),
                    contentHash: Hash32(Self.hasher.hash(root)) ?? .zero, payload: record.bytes,
                    source: SourceReference(file: report.file, line: record.line, offset: record.offset),
                    findings: [], body: .participant(mapped)))
        } catch let fault as RecordFault {
            return .reject(JSONRejects.reject(fault, record, file: report.file))
        } catch let error as JSONError {
            return .reject(JSONRejects.reject(error, record, file: report.file))
        } catch {
            return .reject(
                JSONRejects.reject(RecordFault(.notReadable, "", "not readable"), record, file: report.file))
        }
    }
}
