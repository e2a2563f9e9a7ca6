import Domain
import Formats
import Ingest
import Testing

@Suite struct OCPIReaderTests {
    private let owner = OCPIOptions(owner: PartyID("FR*AMP"), zones: ZoneKnowledge(SharedData.zones))

    private func session(_ text: String, _ options: OCPIOptions? = nil) throws -> (Event, ChargingSession) {
        let reading = Reading(ocpi: text, options: options ?? owner)
        let event = try #require(reading.events.first, "\(reading.rejects)")
        guard case .session(let session) = event.body else {
            Issue.record("not a session")
            throw IngestError(.notThisObject, file: "", reason: "")
        }
        return (event, session)
    }

    @Test("a 2.2.1 CDR is mapped field by field") func mapsCDR() throws {
        let (event, session) = try session(Samples.cdr)
        #expect(event.key.description == "cdr:NL*AMP:CDR-1")
        #expect(event.at == Instant("2026-07-31T22:15:00Z"))
        #expect(event.receivedAt == Instant("2026-07-31T22:16:00Z"))
        #expect(event.payload == Array(Samples.cdr.utf8))
        #expect(event.findings.isEmpty)
        #expect(session.energy.milliwattHours == 12_345_000)
        #expect(session.totalTime == TimeSpan(microseconds: 45 * 60_000_000))
        #expect(session.token.party == PartyID("DE*PLB"))
        #expect(session.place.country == Country(alpha2: "NL"))
        #expect(session.place.point == GeoPoint(latitudeMicrodegrees: 51_917_400, longitudeMicrodegrees: 4_481_200))
        #expect(session.charges.count == 1)
        #expect(session.charges[0].excluding == Money(micros: 4_320_000, currency: .eur))
        #expect(session.charges[0].including == Money(micros: 5_227_200, currency: .eur))
        #expect(session.periods[0].dimensions[0].volumeMicros == 12_345_000)
        #expect(session.periods[0].tariffID == "T1")
    }

    @Test("a session that ends after local midnight is taxed on the day it ends", .enabled(if: SharedData.zones != nil))
    func taxPoint() throws {
        let (event, _) = try session(Samples.cdr)
        let expected = TaxPoint(
            instant: try #require(Instant("2026-07-31T22:15:00Z")), zone: TimeZoneID("Europe/Amsterdam"),
            localDate: try #require(CivilDate("2026-08-01")))
        #expect(event.taxPoint == .known(expected))
    }

    @Test(
        "a country with several zones has no tax point until a location says its zone",
        .enabled(if: SharedData.zones != nil))
    func severalZones() throws {
        let spanish = Samples.cdr.replacing(#""country":"NLD""#, with: #""country":"ESP""#)
        #expect(try session(spanish).0.taxPoint == .unknown("time_zone"))
        var options = owner
        options.zones.locationZone = { _, id in id == "LOC1" ? TimeZoneID("Atlantic/Canary") : nil }
        let point = try session(spanish, options).0.taxPoint.value
        #expect(point?.zone == TimeZoneID("Atlantic/Canary"))
        #expect(point?.localDate == CivilDate("2026-07-31"))
    }

    @Test("a 2.1.1 CDR takes its owner from the option and its place from the embedded location") func oldVersion()
        throws
    {
        let (event, session) = try session(Samples.cdr211)
        #expect(event.key.description == "cdr:FR*AMP:OLD-1")
        #expect(session.token.uid == "DEPLBC001234569")
        #expect(session.place.evseID == "FR*AMP*E9")
        #expect(session.place.connectorID == "2")
        #expect(session.place.powerType == "DC")
        #expect(session.charges[0].excluding == Money(micros: 9_500_000, currency: .eur))
        #expect(session.charges[0].including == nil)
        let reading = Reading(ocpi: Samples.cdr211)
        #expect(reading.rejects.first?.code == .ownerUnknown)
        #expect(reading.report.version == "2.1.1")
    }

    @Test("2.3.0 taxes add up to the amount including VAT") func taxes() throws {
        let (_, session) = try session(Samples.cdr230)
        #expect(session.charges[0].including == Money(micros: 5_227_200, currency: .eur))
        #expect(session.charges[0].statedRatesPPM == [210_000])
        #expect(Reading(ocpi: Samples.cdr230).report.version == "2.3.0")
    }

    @Test("price shapes that disagree are a finding") func disagreement() throws {
        let both = Samples.cdr.replacing(#""incl_vat":5.2272"#, with: #""incl_vat":5.2272,"before_taxes":4.33"#)
        #expect(try session(both).0.findings.map(\.code) == ["IN-016"])
    }

    @Test(
        "each module is told from its members",
        arguments: zip(Samples.all, ["cdr", "cdr", "cdr", "session", "tariff", "location", "token"]))
    func modules(text: String, module: String) {
        let reading = Reading(ocpi: text, options: owner)
        #expect(reading.report.module == module)
        #expect(reading.events.count == 1)
    }

    @Test(
        "arrays, envelopes, JSON lines, byte-order marks and any chunk size give the same events",
        arguments: [1, 7, 4096])
    func shapes(chunk: Int) {
        let hashes = Reading(ocpi: Samples.cdr).events.map(\.contentHash)
        let shapes = [
            "[\(Samples.cdr)]", "{\"data\":\(Samples.cdr),\"status_code\":1000}",
            "{\"status_code\":1000,\"data\":[\(Samples.cdr)],\"timestamp\":\"2026-08-01T00:00:00Z\"}",
            "\n\(Samples.cdr)\n\n", "\u{FEFF}\(Samples.cdr)",
        ]
        for shape in shapes {
            let reading = Reading(ocpi: Array(shape.utf8), chunk: chunk)
            #expect(reading.events.map(\.contentHash) == hashes)
            #expect(reading.report.read == 1)
        }
    }

    @Test("lower-cased ids, added nulls and other spellings of numbers and times have the same content hash")
    func contentHash() {
        let variant = Samples.cdr
            .replacing(
                #""country_code":"NL","party_id":"AMP","id":"CDR-1""#,
                with: #""id":"cdr-1","party_id":"amp","country_code":"nl""#
            )
            .replacing("04A1B2C3D4", with: "04a1b2c3d4").replacing("DEPLBC001234569", with: "deplbc001234569")
            .replacing("12.345", with: "1.23450e1").replacing(
                "\"total_time\":0.75", with: "\"total_time\":0.750,\"remark\":null,\"tariffs\":[]"
            )
            .replacing("2026-07-31T22:16:00Z", with: "2026-08-01T00:16:00.000+02:00")
        let readings = [Reading(ocpi: Samples.cdr), Reading(ocpi: variant)]
        #expect(readings[0].events.map(\.contentHash) == readings[1].events.map(\.contentHash))
        #expect(readings[0].events.map(\.key) == readings[1].events.map(\.key))
        let other = Samples.cdr.replacing("5.2272", with: "5.2273")
        #expect(readings[0].events.map(\.contentHash) != Reading(ocpi: other).events.map(\.contentHash))
    }

    @Test("a stored payload decodes to an equal event", arguments: Samples.all) func decodes(text: String) throws {
        let event = try #require(Reading(ocpi: text, options: owner).events.first)
        let again = try OCPIReader.decode(
            payload: event.payload, context: owner.context, source: event.source, receivedAt: event.receivedAt,
            zones: owner.zones, zone: event.taxPoint.value?.zone)
        #expect(String(describing: again) == String(describing: event))
    }

    @Test("1970 means unknown, with and without padding", arguments: ["1970-01-01T00:00:00Z", "1970-1-1T00:00:00Z"])
    func unknownTime(literal: String) throws {
        let text = Samples.cdr.replacing(
            "\"end_date_time\":\"2026-07-31T22:15:00Z\"", with: "\"end_date_time\":\"\(literal)\"")
        let (event, session) = try session(text)
        #expect(session.end == nil)
        #expect(event.at == session.start)
    }

    @Test("#NA is no EVSE") func noEVSE() throws {
        let text = Samples.cdr.replacing("NL*AMP*E1*1", with: "#NA").replacing(
            "\"evse_uid\":\"EVSE1\"", with: "\"evse_uid\":\"#NA\"")
        let (_, session) = try session(text)
        #expect(session.place.evseID == nil)
        #expect(session.place.evseUID == nil)
    }

    @Test("exchanged coordinates are told and make the point unknown") func swapped() throws {
        let text = Samples.cdr.replacing(
            #""latitude":"51.917400","longitude":"4.481200""#, with: #""latitude":"4.481200","longitude":"51.917400""#)
        let (event, session) = try session(text)
        #expect(event.findings.map(\.code) == ["IN-019"])
        #expect(session.place.point == nil)
    }
}

@Suite struct OCPIFindingTests {
    private func findings(_ text: String) -> [String] {
        let reading = Reading(ocpi: text)
        #expect(reading.rejects.isEmpty, "\(reading.rejects)")
        return reading.events.flatMap(\.findings).map(\.code)
    }

    @Test(
        "each deviation has its finding and keeps the record",
        arguments: [
            ("\"total_energy\":12.345", "\"total_energy\":-0.001", "IN-020"),
            ("\"volume\":0.75", "\"volume\":0.7500001", "IN-011"),
            ("WHITELIST", "MAGIC", "IN-013"),
            ("\"address\":\"Quay 4\"", "\"address\":\"\(String(repeating: "x", count: 46))\"", "IN-014"),
            ("\"uid\":\"04A1B2C3D4\",", "", "IN-015"),
            ("\"total_energy\":12.345", "\"total_energy\":\"12.345\"", "IN-015"),
            ("DEPLBC001234569", "SHORT", "IN-023"),
            ("NL*AMP*E1*1", "NL*AMP*E1_1", "IN-024"),
            ("\"country\":\"NLD\"", "\"country\":\"NL\"", "IN-013"),
        ])
    func finding(from: String, to: String, code: String) {
        #expect(findings(Samples.cdr.replacing(from, with: to)) == [code])
    }

    @Test("lengths are allowed up to the limit") func lengthBoundary() {
        #expect(
            findings(
                Samples.cdr.replacing(
                    "\"address\":\"Quay 4\"", with: "\"address\":\"\(String(repeating: "é", count: 45))\"")
            ).isEmpty)
        #expect(findings(Samples.cdr.replacing("CDR-1", with: String(repeating: "A", count: 36))).isEmpty)
        #expect(findings(Samples.cdr.replacing("CDR-1", with: String(repeating: "A", count: 37))) == ["IN-014"])
    }

    @Test(
        "strict turns IN-013, IN-014 and IN-015 into rejections",
        arguments: [
            ("WHITELIST", "MAGIC", RejectCode.unknownEnumValue), ("\"uid\":\"04A1B2C3D4\",", "", .missingOptional),
            ("\"city\":\"Rotterdam\"", "\"city\":\"\(String(repeating: "y", count: 46))\"", .tooLong),
        ])
    func strict(from: String, to: String, code: RejectCode) {
        let reading = Reading(ocpi: Samples.cdr.replacing(from, with: to), options: OCPIOptions(isStrict: true))
        #expect(reading.rejects.map(\.code) == [code])
        #expect(Reading(ocpi: Samples.cdr, options: OCPIOptions(isStrict: true)).events.count == 1)
    }

    @Test("unknown members are kept and counted by name") func unknownFields() {
        let text = Samples.cdr.replacing("\"currency\"", with: "\"x_note\":1,\"currency\"").replacing(
            "\"volume\"", with: "\"phase\":1,\"volume\"")
        let reading = Reading(ocpi: text)
        #expect(reading.report.unknownFields == ["x_note": 1, "charging_periods.dimensions.phase": 2])
        #expect(reading.report.findings.isEmpty)
    }
}

@Suite struct OCPIRejectTests {
    @Test(
        "each fault names its field, code and what stood there",
        arguments: [
            ("\"currency\":\"EUR\",", "", "$.currency", RejectCode.missingField, ""),
            ("\"currency\":\"EUR\"", "\"currency\":\"EUX\"", "$.currency", .unknownCurrency, "\"EUX\""),
            ("\"country_code\":\"NL\",", "", "$.country_code", .missingField, ""),
            ("\"party_id\":\"AMP\"", "\"party_id\":\"A P\"", "$.party_id", .badIdentifier, "NL*A P"),
            ("\"id\":\"CDR-1\"", "\"id\":\"\"", "$.id", .badIdentifier, ""),
            ("\"id\":\"CDR-1\"", "\"id\":\"a\\u0000b\"", "$.id", .badIdentifier, "a\u{0}b"),
            (
                "\"start_date_time\":\"2026-07-31T21:30:00Z\",\"end", "\"start_date_time\":\"31/07/2026\",\"end",
                "$.start_date_time", .badDate, "\"31/07/2026\""
            ),
            ("\"end_date_time\":\"2026-07-31T22:15:00Z\",", "", "$.end_date_time", .missingField, ""),
            ("\"total_energy\":12.345", "\"total_energy\":\"12,345\"", "$.total_energy", .badNumber, "\"12,345\""),
            ("\"total_energy\":12.345", "\"total_energy\":\"NaN\"", "$.total_energy", .badNumber, "\"NaN\""),
            ("\"total_energy\":12.345", "\"total_energy\":1e30", "$.total_energy", .badNumber, "1e30"),
            (
                "{\"excl_vat\":4.32,\"incl_vat\":5.2272}", "{\"incl_vat\":5.2272}", "$.total_cost.excl_vat",
                .missingField, ""
            ),
            (
                "\"volume\":0.75", "\"volume\":\"0x10\"", "$.charging_periods[0].dimensions[1].volume", .badNumber,
                "\"0x10\""
            ),
            ("\"total_time\":0.75", "\"total_time\":null", "$.total_time", .missingField, ""),
        ])
    func faults(from: String, to: String, field: String, code: RejectCode, found: String) throws {
        let text = Samples.cdr.replacing(from, with: to)
        #expect(text != Samples.cdr)
        let reading = Reading(ocpi: "\(Samples.cdr)\n\(text)\n\(Samples.cdr)")
        let reject = try #require(reading.rejects.first)
        #expect(reading.events.count == 2)
        #expect(reject.line == 2)
        #expect(reject.offset == Samples.cdr.utf8.count + 1)
        #expect(reject.field == field)
        #expect(reject.code == code)
        #expect(reject.found == found)
        #expect(reject.raw == Array(text.utf8))
        #expect(!reject.reason.isEmpty && !reject.remedy.isEmpty)
    }

    @Test("a broken line is rejected with its column and bytes, its neighbours are kept") func brokenLine() throws {
        let broken = String(Samples.cdr.dropLast(40))
        let reading = Reading(ocpi: "\(Samples.cdr)\n\(broken)\n\(Samples.cdr)\n")
        #expect(reading.events.count == 2)
        #expect(reading.rejects.map(\.code) == [.notReadable])
        #expect(reading.rejects.map(\.line) == [2])
        #expect(reading.rejects.map { String(decoding: $0.raw, as: UTF8.self) } == [broken])
        #expect(reading.report.read == 3 && reading.report.rejected == 1 && reading.error == nil)
    }

    @Test("a member that stands twice is ambiguous and rejected") func twice() {
        let text = Samples.cdr.replacing("\"currency\":\"EUR\"", with: "\"currency\":\"EUR\",\"currency\":\"USD\"")
        #expect(Reading(ocpi: text).rejects.map(\.field) == ["$.currency"])
    }

    @Test("nesting beyond 64 is rejected") func tooDeep() {
        let deep = String(repeating: "[", count: 70) + String(repeating: "]", count: 70)
        let reading = Reading(ocpi: Samples.cdr.replacing("\"currency\"", with: "\"x\":\(deep),\"currency\""))
        #expect(reading.rejects.map(\.code) == [.overLimit])
    }

    @Test("another object than the one asked for is rejected") func otherModule() {
        let reading = Reading(ocpi: Samples.token, options: OCPIOptions(module: .cdr))
        #expect(reading.rejects.map(\.code) == [.notThisObject])
        #expect(
            Reading(ocpi: #"{"total_cost":1,"last_updated":"2026-01-01T00:00:00Z"}"#).rejects.map(\.reason) == [
                "cannot tell which OCPI object this is"
            ])
    }

    @Test("a token's uid is masked") func masked() {
        let reading = Reading(ocpi: Samples.token.replacing("04A1B2C3D4", with: "04A1 B2C3D4"))
        #expect(reading.rejects.map(\.found) == ["***C3D4"])
    }
}
