import Domain
import Formats

/// Makes one OCPI-shaped record of one row.
struct CSVRowMapper: Sendable {
    /// One field of the map with its columns found in this file.
    struct Field: Sendable {
        let target: CSVTarget
        let rule: ColumnMap.Rule
        /// Positions of its columns, from 0.
        let columns: [Int]
    }

    /// A lookup file, read.
    struct Table: Sendable {
        let lookup: ColumnMap.Lookup
        let rows: [String: [String]]
    }

    let map: ColumnMap
    let fields: [Field]
    let tables: [Table]
    let zone: ZoneRules

    /// What a row became: the values that are known, the fields whose value stands in for an empty cell, and findings.
    struct Row {
        var values: [CSVTarget: String] = [:]
        var assumed: [String] = []
        var findings: [Finding] = []
    }

    func row(_ record: CSVRecord) throws(RecordFault) -> Row {
        var row = Row()
        for field in fields { try set(field, record, &row) }
        for table in tables { try look(up: table, &row) }
        return row
    }

    private func set(_ field: Field, _ record: CSVRecord, _ row: inout Row) throws(RecordFault) {
        let rule = field.rule
        guard case .columns(let references) = rule.source else {
            if case .value(let text) = rule.source { row.values[field.target] = rule.prefix + text }
            return
        }
        var parts: [String] = []
        for (position, column) in field.columns.enumerated() {
            let cell = record.text(column)
            if cell.isEmpty { return try takeEmpty(field, references[position], position, &row) }
            parts.append(rule.take.isEmpty ? cell : String(cell.prefix(rule.take[position])))
        }
        let name = references[0].text
        let text = rule.prefix + parts.joined(separator: rule.join)
        row.values[field.target] = try convert(text, field, column: name, &row)
    }

    private func takeEmpty(
        _ field: Field, _ column: ColumnMap.ColumnReference, _ position: Int, _ row: inout Row
    ) throws(RecordFault) {
        switch field.rule.empty {
        case .unknown: return
        case .text(let text):
            row.values[field.target] = try convert(text, field, column: column.text, &row)
            row.assumed.append(field.target.rawValue)
        case .reject:
            let expected =
                field.rule.format?.part(position, joinedBy: field.rule.join, count: field.columns.count) ?? "a value"
            let code: RejectCode = field.rule.format == nil ? .missingField : .badDate
            throw RecordFault(code, column.text, "empty, expected \(expected)")
        }
    }

    private func convert(_ text: String, _ field: Field, column: String, _ row: inout Row) throws(RecordFault)
        -> String?
    {
        switch field.target {
        case .start, .end, .lastUpdated: return try time(text, field, column: column, &row)
        case .energy, .costExcluding, .costIncluding: return try number(text, field, column: column, &row)
        default: break
        }
        guard !field.rule.contains.isEmpty || field.rule.otherwise != nil else { return text }
        for (part, result) in field.rule.contains where Self.contains(text, part) { return result }
        return field.rule.otherwise
    }

    private static func contains(_ text: String, _ part: String) -> Bool {
        let bytes = Array(text.utf8)
        let wanted = Array(part.utf8)
        guard !wanted.isEmpty, bytes.count >= wanted.count else { return wanted.isEmpty }
        return (0...(bytes.count - wanted.count)).contains { bytes[$0..<($0 + wanted.count)].elementsEqual(wanted) }
    }

    /// The instant of a local time. A doubled hour takes the earlier one, a skipped one moves forward; both are told.
    private func time(_ text: String, _ field: Field, column: String, _ row: inout Row) throws(RecordFault) -> String {
        guard let format = field.rule.format, let local = format.localMicros(text) else {
            throw RecordFault(
                .badDate, column, "not a date and time, expected \(field.rule.format?.pattern ?? "a pattern")",
                found: Shown.short(text))
        }
        let micros: Int64
        switch zone.instant(ofLocalMicros: local) {
        case .unique(let instant): micros = instant
        case .ambiguous(let earlier, _):
            micros = earlier
            row.findings.append(
                Finding(
                    code: "IN-021", path: column, found: text,
                    expected: "a time that happened once; the earlier is taken"))
        case .nonexistent(let moved):
            micros = moved
            row.findings.append(
                Finding(code: "IN-022", path: column, found: text, expected: "a time that happened; moved forward"))
        }
        return Instant(microseconds: micros).description
    }

    /// A number in shortest decimal form, energy in kilowatt-hours.
    private func number(_ text: String, _ field: Field, column: String, _ row: inout Row) throws(RecordFault) -> String
    {
        let bytes = Array(text.utf8)[...]
        guard let decimals = NumberText.decimals(bytes), let micros = NumberText.micros(bytes) else {
            throw RecordFault(
                .badNumber, column, "not a number, expected a decimal number with a point", found: Shown.short(text))
        }
        if decimals > 6 {
            row.findings.append(
                Finding(
                    code: "IN-011", path: column, found: Shown.short(text),
                    expected: "at most 6 decimals; rounded half to even"))
        }
        guard field.target == .energy, field.rule.isWattHours else {
            return decimalText(micros, decimals: 6, minimum: 0)
        }
        return decimalText(micros, decimals: 9, minimum: 0)
    }

    private func look(up table: Table, _ row: inout Row) throws(RecordFault) {
        guard let key = row.values[table.lookup.on] else { return }
        guard let found = table.rows[key] else {
            if table.lookup.missingRejects {
                throw RecordFault(
                    .missingField, table.lookup.on.rawValue, "not in \(table.lookup.file)", found: Shown.short(key))
            }
            return
        }
        for (position, entry) in table.lookup.set.enumerated() where !found[position].isEmpty {
            row.values[entry.target] = found[position]
        }
    }

    // MARK: OCPI form

    /// The row as an OCPI object without what the source does not know.
    func object(_ row: Row, _ json: inout JSONOutput) {
        let values = row.values
        let isSession = map.kind == .session
        json.member("country_code", map.owner.country)
        json.member("party_id", map.owner.party)
        json.member("id", values[.id])
        json.member("start_date_time", values[.start])
        json.member("end_date_time", values[.end])
        json.member("session_id", values[.sessionID])
        if values[.tokenUID] != nil || values[.contractID] != nil || values[.tokenType] != nil {
            json.object("cdr_token") {
                $0.member("uid", values[.tokenUID])
                $0.member("type", values[.tokenType])
                $0.member("contract_id", values[.contractID])
            }
        }
        json.member("auth_method", values[.authMethod])
        json.object("cdr_location") { place(values, &$0) }
        json.member("meter_id", values[.meterID])
        json.member("currency", values[.currency] ?? currency?.code)
        if values[.costExcluding] != nil || values[.costIncluding] != nil {
            json.object("total_cost") {
                $0.member("excl_vat", number: values[.costExcluding])
                $0.member("incl_vat", number: values[.costIncluding])
            }
        }
        json.member(isSession ? "kwh" : "total_energy", number: values[.energy])
        json.member("status", values[.status])
        json.member("remark", values[.remark])
        json.member("last_updated", values[.lastUpdated] ?? values[.end] ?? values[.start])
    }

    private func place(_ values: [CSVTarget: String], _ json: inout JSONOutput) {
        json.member("id", values[.placeID])
        json.member("name", values[.placeName])
        json.member("address", values[.placeAddress])
        json.member("city", values[.placeCity])
        json.member("postal_code", values[.placePostalCode])
        json.member("country", values[.placeCountry])
        if let latitude = values[.placeLatitude], let longitude = values[.placeLongitude] {
            json.object("coordinates") {
                $0.member("latitude", latitude)
                $0.member("longitude", longitude)
            }
        }
        json.member("evse_uid", values[.evseUID])
        json.member("evse_id", values[.evseID])
        json.member("connector_id", values[.connectorID])
        json.member("connector_standard", values[.connectorStandard])
        json.member("connector_power_type", values[.powerType])
    }

    private var currency: Currency? {
        for field in fields where field.target == .costExcluding || field.target == .costIncluding {
            if let currency = field.rule.currency { return currency }
        }
        return nil
    }
}
