package import Domain
package import Formats

/// Reads sessions from a delimited file through a column map, pushed in chunks of plain bytes like `OCPIReader`.
///
/// The payload of an event is JSON, `{format, map, map_version, map_sha256, row, assumed, findings, cdr|session}`: the
/// row as received and the record that the map made of it, so that it can be read again without the map.
package struct CSVSessionReader {
    package var report: IngestReport
    /// What must be stored beside each payload so that `decode` can read it again.
    package static let context = "csv"

    private let map: ColumnMap
    private let decoder: OCPIDecoder
    private let tables: [CSVRowMapper.Table]
    private let zone: ZoneRules
    private var rows: CSVReader
    private var mapper: CSVRowMapper?
    private var width = 0
    private var tail = RawTail()
    private var lastGoodLine = 0

    /// - Parameters:
    ///   - lookups: the bytes of each file that the map's `lookup` names.
    ///   - zones: must hold the map's time zone.
    /// - Throws: IN-009 when a lookup file is absent or does not fit, or the time zone has no rules.
    package init(
        file: String, map: ColumnMap, lookups: [String: [UInt8]] = [:], legalEntity: LegalEntityID = .main,
        zones: ZoneKnowledge
    ) throws(IngestError) {
        report = IngestReport(file: file, format: "csv")
        self.map = map
        decoder = OCPIDecoder(options: OCPIOptions(version: .v221, legalEntity: legalEntity, zones: zones))
        guard let zone = zones.database?[map.timeZone.name] else {
            throw IngestError(.mapError, file: file, reason: "no rules for the time zone \(map.timeZone.name)")
        }
        self.zone = zone
        var tables: [CSVRowMapper.Table] = []
        for lookup in map.lookups {
            guard let bytes = lookups[lookup.file] else {
                throw IngestError(.mapError, file: file, reason: "the lookup file \(lookup.file) is not there")
            }
            tables.append(try Self.table(lookup, bytes, dialect: map.dialect))
        }
        self.tables = tables
        rows = CSVReader(map.dialect)
        report.note(version: String(map.version), module: map.name)
        if !map.hasHeader { try bind(header: []) }
    }

    /// Reads the next plain bytes and hands out every row that is complete.
    ///
    /// - Throws: IN-009 when the header does not have the map's columns.
    package mutating func feed(_ chunk: [UInt8], _ body: (IngestItem) -> Void) throws(IngestError) {
        rows.append(chunk)
        tail.append(chunk)
        try drain(body)
    }

    /// Says that there are no more bytes and hands out what is left.
    package mutating func finish(_ body: (IngestItem) -> Void) throws(IngestError) {
        rows.finish()
        try drain(body)
    }

    /// The error of a file whose packed bytes are damaged or cut off.
    package func error(_ damage: GzipError) -> IngestError {
        IngestError(.notReadable, file: report.file, lastGoodLine: lastGoodLine, reason: "gzip: \(damage)")
    }

    private mutating func drain(_ body: (IngestItem) -> Void) throws(IngestError) {
        while let item = rows.next() {
            switch item {
            case .damaged(let damage):
                report.read += 1
                report.rejected += 1
                body(.reject(reject(damage)))
            case .record(let record):
                guard let mapper else {
                    try bind(header: (0..<record.count).map { record.text($0) })
                    continue
                }
                let raw = tail.row(from: record.offset, quote: map.dialect.quote)
                let item = map(record, raw, mapper)
                lastGoodLine = record.line
                tail.drop(until: record.offset + raw.count)
                count(item)
                body(item)
            }
        }
    }

    private mutating func count(_ item: IngestItem) {
        report.read += 1
        switch item {
        case .event(let event): report.count(event.findings)
        case .reject: report.rejected += 1
        }
    }

    // MARK: Rows

    private func map(_ record: CSVRecord, _ raw: [UInt8], _ mapper: CSVRowMapper) -> IngestItem {
        do throws(RecordFault) {
            guard width == 0 || record.count == width else {
                throw RecordFault(
                    .notReadable, "", "the row has \(record.count) fields, the header has \(width)",
                    found: String(record.count))
            }
            let payload = payload(try mapper.row(record), raw, mapper)
            let source = SourceReference(file: report.file, line: record.line, offset: record.offset)
            return .event(try Self.event(payload, source, decoder))
        } catch {
            let reject = IngestReject(
                file: report.file, line: record.line, offset: record.offset, field: error.field, code: error.code,
                reason: error.reason, found: error.found, raw: raw)
            return .reject(reject)
        }
    }

    private func payload(_ row: CSVRowMapper.Row, _ raw: [UInt8], _ mapper: CSVRowMapper) -> [UInt8] {
        var json = JSONOutput()
        json.object { json in
            json.member("format", "amplomb.csv/1")
            json.member("map", map.name)
            json.member("map_version", map.version)
            json.member("map_sha256", map.sha256.hex)
            if UTF8Check.firstInvalid(in: raw) == nil {
                json.member("row", String(decoding: raw, as: UTF8.self))
            } else {
                json.member("row_base64", Base64.string(raw))
            }
            json.array("assumed") { list in
                for name in map.assumed + row.assumed { list.value(name) }
            }
            json.array("findings") { list in
                for finding in row.findings {
                    list.object {
                        $0.member("code", finding.code)
                        $0.member("path", finding.path)
                        $0.member("found", finding.found)
                        $0.member("expected", finding.expected)
                    }
                }
            }
            json.object(map.kind.rawValue) { mapper.object(row, &$0) }
        }
        return json.bytes
    }

    /// The event of a payload.
    private static func event(
        _ payload: [UInt8], _ source: SourceReference, _ decoder: OCPIDecoder
    ) throws(RecordFault) -> Event {
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(parsing: payload)
        } catch {
            throw RecordFault(.notReadable, "", "not JSON at column \(error.column): \(error.reason.text)")
        }
        let root = document.root
        guard root["format"]?.equals("amplomb.csv/1") ?? false,
            let object = root["cdr"] ?? root["session"]
        else { throw RecordFault(.notThisObject, "$.format", "expected amplomb.csv/1") }
        var mapper = OCPIMapper(version: .v221, defaultOwner: nil, allowsGaps: true)
        var mapped = try mapper.map(object, as: root["cdr"] == nil ? .session : .cdr)
        if case .session(var session) = mapped.body {
            session.assumed = root["assumed"]?.elements.compactMap(\.string) ?? []
            mapped.body = .session(session)
        }
        var findings: [Finding] = []
        for finding in root["findings"]?.elements.map({ $0 }) ?? [] {
            findings.append(
                Finding(
                    code: finding["code"]?.string ?? "", path: finding["path"]?.string ?? "",
                    found: finding["found"]?.string ?? "", expected: finding["expected"]?.string ?? ""))
        }
        return try decoder.assemble(
            mapped, findings: findings + mapper.findings, content: object, payload: payload, source: source)
    }

    /// The event of a stored payload, equal to the one that was stored; see `OCPIReader.decode`.
    package static func decode(
        payload: [UInt8], source: SourceReference, receivedAt: Instant, legalEntity: LegalEntityID = .main,
        zones: ZoneKnowledge, zone: TimeZoneID? = nil
    ) throws(IngestError) -> Event {
        var zones = zones
        if let zone { zones.locationZone = { _, _ in zone } }
        let options = OCPIOptions(version: .v221, legalEntity: legalEntity, zones: zones, receivedAt: receivedAt)
        do throws(RecordFault) {
            return try event(payload, source, OCPIDecoder(options: options))
        } catch {
            throw IngestError(
                error.code, file: source.file, line: source.line,
                reason: "stored payload: \(error.field) \(error.reason)")
        }
    }

    // MARK: Raw bytes

    private func reject(_ damage: CSVError) -> IngestReject {
        let limit: RejectCode
        let reason: String
        switch damage.reason {
        case .tooLong(let most): (limit, reason) = (.overLimit, "longer than \(most) bytes")
        case .unclosedQuote: (limit, reason) = (.notReadable, "the quote is never closed")
        case .strayQuote: (limit, reason) = (.notReadable, "a quote stands in the wrong place")
        }
        return IngestReject(
            file: report.file, line: damage.line, offset: damage.offset, field: "#\(damage.field)", code: limit,
            reason: reason, found: "", raw: tail.line(from: damage.offset, whole: false))
    }

    // MARK: Columns

    private mutating func bind(header: [String]) throws(IngestError) {
        let columns = CSVColumns(header: header, file: report.file)
        var fields: [CSVRowMapper.Field] = []
        for target in CSVTarget.allCases {
            guard let rule = map.rules[target] else { continue }
            var positions: [Int] = []
            if case .columns(let references) = rule.source {
                for reference in references { positions.append(try columns.position(reference)) }
            }
            fields.append(CSVRowMapper.Field(target: target, rule: rule, columns: positions))
        }
        width = header.count
        mapper = CSVRowMapper(map: map, fields: fields, tables: tables, zone: zone)
    }

    /// Reads a lookup file; the first row of a value counts, rows without the value are passed over.
    private static func table(
        _ lookup: ColumnMap.Lookup, _ bytes: [UInt8], dialect: CSVDialect
    ) throws(IngestError) -> CSVRowMapper.Table {
        var reader = CSVReader(dialect)
        reader.append(bytes)
        reader.finish()
        var columns: CSVColumns?
        var rows: [String: [String]] = [:]
        while let item = reader.next() {
            guard case .record(let record) = item else { continue }
            guard let columns else {
                columns = CSVColumns(header: (0..<record.count).map { record.text($0) }, file: lookup.file)
                continue
            }
            let key = record.text(try columns.position(lookup.key))
            guard !key.isEmpty, rows[key] == nil else { continue }
            var values: [String] = []
            for entry in lookup.set { values.append(record.text(try columns.position(entry.column))) }
            rows[key] = values
        }
        if columns == nil { throw IngestError(.mapError, file: lookup.file, reason: "the lookup file is empty") }
        return CSVRowMapper.Table(lookup: lookup, rows: rows)
    }
}

/// The header of a file, to find columns in.
struct CSVColumns {
    let header: [String]
    let file: String

    /// The position of a column, from 0.
    ///
    /// - Throws: IN-009 when there is no such column, or several of that name.
    func position(_ reference: ColumnMap.ColumnReference) throws(IngestError) -> Int {
        switch reference {
        case .index(let index):
            guard header.isEmpty || index <= header.count else {
                throw IngestError(
                    .mapError, file: file, line: 1, reason: "no column #\(index), the header has \(header.count)")
            }
            return index - 1
        case .name(let name):
            guard let first = header.firstIndex(of: name) else {
                let near = NameSuggestion.nearest(to: name, in: header).map { "; nearest is \"\($0)\"" } ?? ""
                throw IngestError(.mapError, file: file, line: 1, reason: "no column \"\(name)\"\(near)")
            }
            guard header.lastIndex(of: name) == first else {
                throw IngestError(
                    .mapError, file: file, line: 1,
                    reason: "column \"\(name)\" stands more than once; address it as #index")
            }
            return first
        }
    }
}
