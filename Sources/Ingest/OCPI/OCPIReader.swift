package import Domain
package import Formats

/// Reads an OCPI file of any shape, pushed in chunks of plain bytes: one object, an array, an envelope or JSON lines.
///
///     var reader = OCPIReader(file: "cdrs.jsonl", options: options)
///     while let chunk = try input.next() { try reader.feed(chunk) { items.append($0) } }
///     try reader.finish { items.append($0) }
///
/// Items come in the order of the file, one for every record. Memory is one record and one chunk. Gzip is unpacked
/// before, by `HashedInput`. `cut` and `OCPIDecoder.decode` are the two halves of `feed`, for decoding on several
/// threads.
package struct OCPIReader {
    package var report: IngestReport
    package let decoder: OCPIDecoder
    private var stream = JSONRecordStream()
    /// Bytes behind the last record handed out, kept so that a damaged record can be kept as it came.
    private var tail = RawTail()
    private var lastGoodLine = 0

    /// One record's bytes, or why its bytes could not be told apart.
    package enum Cut: Sendable {
        case record(RawRecord)
        case damaged(IngestReject)
    }

    package init(file: String, options: OCPIOptions) {
        report = IngestReport(file: file, format: "ocpi")
        decoder = OCPIDecoder(options: options)
    }

    /// What must be stored beside each payload so that `decode` can read it again.
    package var context: String { decoder.options.context }

    /// Reads the next plain bytes and hands out every record that is complete.
    ///
    /// - Throws: `IngestError` when no further record can be found; what was handed out stays good.
    package mutating func feed(_ chunk: [UInt8], _ body: (IngestItem) -> Void) throws(IngestError) {
        stream.append(chunk)
        tail.append(chunk)
        try drain(body)
    }

    /// Says that there are no more bytes and hands out what is left.
    package mutating func finish(_ body: (IngestItem) -> Void) throws(IngestError) {
        stream.finish()
        try drain(body)
    }

    /// The error of a file whose packed bytes are damaged or cut off: it names the last line up to which all is read.
    package func error(_ damage: GzipError) -> IngestError {
        IngestError(.notReadable, file: report.file, lastGoodLine: lastGoodLine, reason: "gzip: \(damage)")
    }

    private mutating func drain(_ body: (IngestItem) -> Void) throws(IngestError) {
        let file = report.file
        var failure: IngestError?
        while failure == nil, let cut = nextCut(&failure) {
            switch cut {
            case .record(let record):
                let outcome = decoder.decode(record, file: file)
                count(outcome)
                body(outcome.item)
            case .damaged(let reject):
                countDamaged()
                body(.reject(reject))
            }
        }
        if let failure { throw failure }
    }

    // MARK: The two halves of feeding

    /// Takes the next plain bytes (nil at the end) and hands out the records that are complete, not yet decoded.
    ///
    /// - Throws: as `feed`.
    package mutating func cut(_ chunk: [UInt8]?, _ body: (Cut) -> Void) throws(IngestError) {
        if let chunk {
            stream.append(chunk)
            tail.append(chunk)
        } else {
            stream.finish()
        }
        var failure: IngestError?
        while failure == nil, let cut = nextCut(&failure) { body(cut) }
        if let failure { throw failure }
    }

    /// Counts a record that was decoded elsewhere; call it in the order of the file.
    package mutating func count(_ outcome: OCPIOutcome) {
        report.read += 1
        if let version = outcome.version, let module = outcome.module {
            report.note(version: version.rawValue, module: module.rawValue)
        }
        switch outcome.item {
        case .event(let event):
            if !event.findings.isEmpty { report.count(event.findings) }
        case .reject: report.rejected += 1
        }
        for field in outcome.unknownFields { report.unknownFields[field, default: 0] += 1 }
    }

    /// Counts a `Cut.damaged`.
    package mutating func countDamaged() {
        report.read += 1
        report.rejected += 1
    }

    private mutating func nextCut(_ failure: inout IngestError?) -> Cut? {
        guard let item = stream.next() else { return nil }
        switch item {
        case .record(let record):
            lastGoodLine = record.line
            tail.drop(until: record.offset + record.bytes.count)
            return .record(record)
        case .damaged(let error):
            let code: RejectCode =
                switch error.reason {
                case .tooLong, .tooDeep: .overLimit
                case .broken, .truncated: .notReadable
                }
            let reason = OCPIReader.reason(error.reason)
            if error.isFatal, code != .notReadable || !OCPIReader.isEnd(error.reason) {
                failure = IngestError(
                    code, file: report.file, line: error.line, lastGoodLine: lastGoodLine,
                    reason: "\(reason); the records behind it cannot be told apart")
            }
            let raw = tail.line(from: error.offset, whole: error.isFatal)
            return .damaged(
                IngestReject(
                    file: report.file, line: error.line, offset: error.offset, field: "", code: code, reason: reason,
                    found: "", raw: raw))
        }
    }

    private static func isEnd(_ reason: RecordError.Reason) -> Bool {
        if case .truncated = reason { true } else { false }
    }

    private static func reason(_ reason: RecordError.Reason) -> String {
        switch reason {
        case .tooLong(let limit): "longer than \(limit) bytes"
        case .tooDeep(let limit): "nested deeper than \(limit)"
        case .broken: "not JSON: brackets or quotes do not match"
        case .truncated(let last): "the input ends inside the record; the last good line is \(last)"
        }
    }

    // MARK: Stored payloads

    /// The event of a stored payload, equal to the one that was stored.
    ///
    /// - Parameters:
    ///   - payload: the record as received.
    ///   - context: what `context` was when it was read.
    ///   - source: where it came from, as stored.
    ///   - receivedAt: as stored.
    ///   - zone: the zone of the stored tax point; nil when that is unknown or comes from the place itself.
    /// - Throws: `IngestError` when the payload or the context is not one that was stored.
    package static func decode(
        payload: [UInt8], context: String, source: SourceReference, receivedAt: Instant,
        legalEntity: LegalEntityID = .main, zones: ZoneKnowledge, zone: TimeZoneID? = nil
    ) throws(IngestError) -> Event {
        var zones = zones
        if let zone { zones.locationZone = { _, _ in zone } }
        guard var options = OCPIOptions(context: context, legalEntity: legalEntity, zones: zones) else {
            throw IngestError(
                .mapError, file: source.file, line: source.line, reason: "not a context of OCPI: \(context)")
        }
        options.receivedAt = receivedAt
        let record = RawRecord(bytes: payload, line: source.line, offset: source.offset)
        switch OCPIDecoder(options: options).decode(record, file: source.file).item {
        case .event(let event): return event
        case .reject(let reject):
            throw IngestError(
                reject.code, file: source.file, line: source.line,
                reason: "stored payload: \(reject.field) \(reject.reason)")
        }
    }
}
