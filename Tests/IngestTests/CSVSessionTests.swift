import Domain
import Formats
import Ingest
import Testing

@Suite struct ColumnMapTests {
    static let text = """
        map: tiny
        version: 3
        kind: cdr
        time_zone: Europe/London
        owner: GB*AMP
        fields:
          id:            {column: "Number", prefix: "T-"}
          start:         {columns: ["Day", "From"], join: " ", format: "dd/MM/yyyy HH:mm"}
          end:           {columns: ["Day", "To"], join: " ", format: "dd/MM/yyyy HH:mm"}
          energy:        {column: "Wh", unit: Wh}
          cost_excl:     {column: "Price", currency: GBP, empty: unknown}
          token.uid:     {column: "#7", empty: unknown}
          connector_id:  {column: "Plug", empty: "1"}
          place.id:      {value: P1}
          place.country: {value: GBR}
          power_type:    {column: "Kind", contains: {Rapid: DC}, else: AC_3_PHASE}
        assumed: [place.id]
        """

    static func map(_ text: String = text) throws(IngestError) -> ColumnMap {
        try ColumnMap(yaml: Array(text.utf8), file: "tiny.yaml")
    }

    @Test("the maps in rules/maps are read", arguments: ["dundee", "perth"]) func shipped(name: String) throws {
        let map = try ColumnMap(yaml: SharedData.projectBytes("rules/maps/\(name).yaml"), file: "\(name).yaml")
        #expect(map.name == name)
        #expect(map.version == 1)
        #expect(map.owner == PartyID("GB*CPS"))
        #expect(map.timeZone.name == "Europe/London")
    }

    @Test(
        "each fault of a map is named with its line",
        arguments: [
            ("version: 3", "version: three", "tiny.yaml:2:10: three does not fit"),
            ("kind: cdr", "kind: tariff", "tiny.yaml:3:7: kind tariff is unknown"),
            ("owner: GB*AMP", "owner: AMP", "tiny.yaml:5:8: AMP does not fit"),
            ("  id: ", "  idd: ", "unknown field idd; expected id"),
            ("prefix: ", "prefiks: ", "unknown key prefiks; expected prefix"),
            ("unit: Wh", "unit: MWh", "unit MWh is unknown; expected Wh or kWh"),
            ("format: \"dd/MM/yyyy HH:mm\"}\n  end", "format: \"dd/QQ/yyyy\"}\n  end", "dd/QQ/yyyy does not fit"),
            ("{value: P1}", "{value: P1, column: A}", "needs exactly one of column, columns, value"),
            ("currency: GBP, ", "", "no currency"),
            ("time_zone: Europe/London\n", "", "key time_zone is missing"),
        ])
    func faults(from: String, to: String, message: String) {
        do throws(IngestError) {
            _ = try Self.map(Self.text.replacing(from, with: to))
            Issue.record("accepted")
        } catch {
            #expect(error.code == .mapError)
            #expect(error.reason.contains(message), "\(error.reason)")
        }
    }
}

@Suite(.enabled(if: SharedData.zones != nil, "no time-zone files on this machine"))
struct CSVSessionTests {
    private let zones = ZoneKnowledge(SharedData.zones)
    private let header = "Number,Day,From,To,Wh,Price,,Plug,Kind\n"

    private func read(_ rows: String, map: String = ColumnMapTests.text) throws -> Reading {
        Reading(csv: Array((header + rows).utf8), map: try ColumnMapTests.map(map), zones: zones, chunk: 7)
    }

    private func session(_ event: Event) throws -> ChargingSession {
        guard case .session(let session) = event.body else { throw IngestError(.notThisObject, file: "", reason: "") }
        return session
    }

    @Test("a row becomes a session with local times in UTC") func maps() throws {
        let reading = try read("7,01/07/2026,10:00,11:30,1500.5,2.40,U1,,\"Rapid, new\"\n")
        let event = try #require(reading.events.first, "\(reading.rejects) \(String(describing: reading.error))")
        let session = try session(event)
        #expect(event.key.description == "cdr:GB*AMP:T-7")
        #expect(session.start == Instant("2026-07-01T09:00:00Z"))
        #expect(event.at == Instant("2026-07-01T10:30:00Z"))
        #expect(event.taxPoint.value?.localDate == CivilDate("2026-07-01"))
        #expect(session.energy.milliwattHours == 1_500_500)
        #expect(session.grossAmount?.description == "2.40 GBP")
        #expect(session.token.uid == "U1")
        #expect(session.place.connectorID == "1")
        #expect(session.place.powerType == "DC")
        #expect(session.assumed == ["place.id", "connector_id"])
        #expect(session.totalTime == nil && session.periods.isEmpty)
        let again = try CSVSessionReader.decode(
            payload: event.payload, source: event.source, receivedAt: event.receivedAt, zones: zones,
            zone: event.taxPoint.value?.zone)
        #expect(String(describing: again) == String(describing: event))
    }

    @Test("a doubled hour takes the earlier instant, a skipped one moves forward; both are told") func clockChanges()
        throws
    {
        let reading = try read(
            "1,25/10/2026,01:30,03:00,1,,U,1,x\n2,29/03/2026,00:30,01:30,1,,U,1,x\n")
        #expect(reading.events.map { $0.findings.map(\.code) } == [["IN-021"], ["IN-022"]])
        #expect(try session(reading.events[0]).start == Instant("2026-10-25T00:30:00Z"))
        #expect(try session(reading.events[1]).end == Instant("2026-03-29T01:30:00Z"))
        let event = reading.events[0]
        let again = try CSVSessionReader.decode(
            payload: event.payload, source: event.source, receivedAt: event.receivedAt, zones: zones)
        #expect(again.findings == event.findings)
    }

    @Test(
        "a bad cell names its column, line and what was expected",
        arguments: [
            ("1,01/07/2026,,11:30,1,,U,1,x", "From", RejectCode.badDate, "empty, expected HH:mm"),
            ("1,31/06/2026,10:00,11:30,1,,U,1,x", "Day", .badDate, "not a date and time, expected dd/MM/yyyy HH:mm"),
            (
                "1,01/07/2026,10:00,11:30,\"1,5\",,U,1,x", "Wh", .badNumber,
                "not a number, expected a decimal number with a point"
            ),
            ("1,01/07/2026,10:00,11:30,,,U,1,x", "Wh", .missingField, "empty, expected a value"),
            (",01/07/2026,10:00,11:30,1,,U,1,x", "Number", .missingField, "empty, expected a value"),
            ("1,01/07/2026,10:00", "", .notReadable, "the row has 3 fields, the header has 9"),
        ])
    func faults(row: String, field: String, code: RejectCode, reason: String) throws {
        let good = "9,01/07/2026,10:00,11:30,1,,U,1,x"
        let reading = try read("\(good)\n\(row)\n\(good)\n")
        #expect(reading.events.count == 2)
        let reject = try #require(reading.rejects.first)
        #expect(reject.line == 3)
        #expect(reject.field == field)
        #expect(reject.code == code)
        #expect(reject.reason == reason)
        #expect(reject.raw == Array(row.utf8))
        #expect(reading.report.read == 3 && reading.report.rejected == 1)
    }

    @Test("an unclosed quote costs its line") func unclosed() throws {
        let reading = try read("1,\"01/07/2026,10:00,11:30,1,,U,1,x\n2,01/07/2026,10:00,11:30,1,,U,1,x\n")
        #expect(reading.rejects.count + reading.events.count == reading.report.read)
        #expect(reading.rejects.first?.code == .notReadable)
        #expect(reading.rejects.first?.line == 2)
    }

    @Test("each payload holds its row as received, whatever the size of the chunks", arguments: [61, 1 << 20, 1 << 22])
    func rows(chunk: Int) throws {
        let rows = (1...30_000).map { "\($0),01/07/2026,10:00,11:30,\($0),2.40,U\($0),1,\"Rapid, \($0)\"" }
        let bytes = Array((header + rows.joined(separator: "\r\n")).utf8)
        var reader = try CSVSessionReader(file: "t.csv", map: try ColumnMapTests.map(), zones: zones)
        var wrong = 0
        var next = 0
        let check: (IngestItem) -> Void = { item in
            guard case .event(let event) = item,
                let payload = try? JSONDocument(parsing: event.payload), payload.root["row"]?.string == rows[next]
            else {
                wrong += 1
                return
            }
            next += 1
        }
        // A few thousand rows behind the point where the kept bytes are cut are enough.
        let end = chunk < 100 ? 200_000 : bytes.count
        for start in stride(from: 0, to: end, by: chunk) {
            try reader.feed(Array(bytes[start..<min(start + chunk, end)]), check)
        }
        try reader.finish(check)
        #expect(wrong <= (chunk < 100 ? 1 : 0))
        #expect(next > 3000)
    }

    @Test("a missing or repeated column is refused with the map") func columns() throws {
        let missing = Reading(csv: Array("Number,Day\n1,2\n".utf8), map: try ColumnMapTests.map(), zones: zones)
        #expect(missing.error?.code == .mapError)
        #expect(missing.error?.reason == "no column \"From\"")
        let text = header.replacing(",Plug", with: ",Wh")
        let twice = Reading(csv: Array(text.utf8), map: try ColumnMapTests.map(), zones: zones)
        #expect(twice.error?.reason == "column \"Wh\" stands more than once; address it as #index")
    }
}
