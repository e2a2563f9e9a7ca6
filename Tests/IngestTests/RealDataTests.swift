import Domain
import Formats
import Foundation
import Ingest
import Testing

/// What the files of CDRs hold: records, negative energies, milliwatt-hours, unknown ends.
enum RealDataFiles {
    /// The larger file takes a minute in a debug build.
    static let cityFiles: [(String, Int, Int, Int64, Int)] = {
        let all: [(String, Int, Int, Int64, Int)] = [
            ("dundee", 19_155, 8, 184_653_389_000, 0), ("perth", 66_479, 7, 715_199_474_000, 5),
        ]
        return ProcessInfo.processInfo.environment["AMPLOMB_FAST_TESTS"] == nil ? all : Array(all.prefix(1))
    }()
}

/// Real files: counts that must come out exactly.
@Suite(.enabled(if: SharedData.isThere, "shared data absent: real files are not part of the project"))
struct RealDataTests {
    private let zones = ZoneKnowledge(SharedData.zones)

    @Test("the city CDR files are read whole", arguments: RealDataFiles.cityFiles)
    func cities(name: String, count: Int, negative: Int, milliwattHours: Int64, unknownEnds: Int) throws {
        let reading = Reading(
            ocpi: try SharedData.bytes("sessions/\(name).cdrs.jsonl.gz"), options: OCPIOptions(zones: zones),
            chunk: 1 << 18)
        #expect(reading.report.read == count)
        #expect(reading.events.count == count)
        #expect(reading.report.findings == ["IN-020": negative])
        #expect(reading.report.unknownFields.isEmpty)
        #expect(reading.report.version == "2.2.1" && reading.report.module == "cdr")
        #expect(reading.report.sha256 != nil)
        var energy: Int64 = 0
        var ends = 0
        for event in reading.events {
            guard case .session(let session) = event.body else { continue }
            energy += session.energy.milliwattHours
            if session.end == nil { ends += 1 }
        }
        #expect(energy == milliwattHours)
        #expect(ends == unknownEnds)
    }

    @Test("every example of the specification is mapped or refused with a reason") func examples() throws {
        let files = SharedData.files("ocpi/examples", suffix: ".json")
        #expect(files.count == 293)
        var lines: [String] = []
        for file in files {
            let old = file.hasPrefix("2.1.1/")
            let reading = Reading(
                ocpi: try SharedData.bytes("ocpi/examples/\(file)"),
                options: OCPIOptions(owner: old ? PartyID("NL*TNM") : nil, zones: zones))
            #expect(reading.report.read == reading.events.count + reading.rejects.count)
            lines.append("\(file)\t\(outcome(reading))")
        }
        let golden = SharedData.packageRoot + "/Tests/IngestTests/Golden/ocpi-examples.tsv"
        let text = lines.joined(separator: "\n") + "\n"
        if ProcessInfo.processInfo.environment["AMPLOMB_WRITE_GOLDEN"] != nil {
            try text.write(toFile: golden, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOfFile: golden, encoding: .utf8) == text)
    }

    private func outcome(_ reading: Reading) -> String {
        if let error = reading.error { return "error \(error.code.rawValue)" }
        var words: [String] = []
        if !reading.events.isEmpty {
            let codes = Set(reading.events.flatMap(\.findings).map(\.code)).sorted()
            words.append("\(reading.events.count) \(reading.report.module ?? "") \(reading.report.version ?? "")")
            if !codes.isEmpty { words.append(codes.joined(separator: " ")) }
        }
        for reason in Set(reading.rejects.map { "\($0.code.rawValue) \($0.field) \($0.reason)" }).sorted() {
            words.append("refused: \(reason)")
        }
        return words.joined(separator: "; ")
    }

    @Test("an example written again in canonical form is the same content") func roundTrip() throws {
        for file in SharedData.files("ocpi/examples", suffix: ".json") {
            let options = OCPIOptions(owner: PartyID("NL*TNM"), zones: zones)
            for event in Reading(ocpi: try SharedData.bytes("ocpi/examples/\(file)"), options: options).events {
                let again = try OCPIReader.decode(
                    payload: event.payload, context: options.context, source: event.source,
                    receivedAt: event.receivedAt, zones: zones, zone: event.taxPoint.value?.zone)
                #expect(again.contentHash == event.contentHash)
                #expect(again.key == event.key && again.at == event.at && again.taxPoint == event.taxPoint)
            }
        }
    }

    @Test(
        "the raw city exports come out as measured",
        arguments: [
            City(
                map: "dundee", file: "dundee_2018-06-06_2018-09-06.csv", rows: 19_227, accepted: 19_155,
                milliwattHours: 184_653_389_000, same: 129, before: 0, unknownEnd: 0, zero: 733, negative: 8,
                noCost: 40,
                noUser: 24, long: 601),
            City(
                map: "perth", file: "perth_2018-09_2019-08.csv", rows: 32_711, accepted: 32_606,
                milliwattHours: 354_269_368_000, same: 600, before: 20, unknownEnd: 4, zero: 730, negative: 6,
                noCost: 32_606, noUser: 32_606, long: 143),
        ])
    func exports(city: City) throws {
        let map = try ColumnMap(yaml: SharedData.projectBytes("rules/maps/\(city.map).yaml"), file: city.map)
        var lookups: [String: [UInt8]] = [:]
        for lookup in map.lookups { lookups[lookup.file] = try SharedData.bytes("sessions/raw/\(lookup.file)") }
        let reading = Reading(
            csv: try SharedData.bytes("sessions/raw/\(city.file)"), map: map, lookups: lookups, zones: zones)
        #expect(reading.error == nil)
        #expect(reading.report.read == city.rows)
        #expect(reading.rejects.count == city.rows - city.accepted)
        #expect(Set(reading.rejects.map(\.field)) == ["End Date"])
        #expect(Set(reading.rejects.map(\.code)) == [.badDate])
        #expect(reading.report.findings["IN-020"] == city.negative)
        let sessions = reading.events.compactMap { event in
            if case .session(let session) = event.body { session } else { nil }
        }
        let spans = sessions.compactMap { session in session.end.flatMap { end in session.start.map { end - $0 } } }
        #expect(sessions.count == city.accepted)
        #expect(sessions.reduce(0) { $0 + $1.energy.milliwattHours } == city.milliwattHours)
        #expect(spans.count { $0.microseconds == 0 } == city.same)
        #expect(spans.count { $0.microseconds < 0 } == city.before)
        #expect(sessions.count { $0.end == nil } == city.unknownEnd)
        #expect(spans.count { $0 > .day } == city.long)
        #expect(sessions.count { $0.energy.milliwattHours == 0 } == city.zero)
        #expect(sessions.count { $0.charges.isEmpty } == city.noCost)
        #expect(sessions.count { $0.token.uid == nil } == city.noUser)
        if city.map == "dundee" {
            #expect(sessions.contains { $0.token.uid == "603522H" })
            #expect(sessions.contains { $0.energy.milliwattHours == 1_430_170_000 })
            let without = Set(sessions.filter { $0.place.point == nil }.compactMap(\.place.locationID))
            #expect(without.count == 20)
        }
    }

    /// What section 4 of the input specification measured in an export.
    struct City: Sendable, CustomTestStringConvertible {
        var map: String
        var file: String
        var rows: Int
        var accepted: Int
        var milliwattHours: Int64
        var same: Int
        /// Without the ends at 1970-01-01T00:00:00Z, which mean unknown.
        var before: Int
        var unknownEnd: Int
        var zero: Int
        var negative: Int
        var noCost: Int
        var noUser: Int
        var long: Int

        var testDescription: String { map }
    }
}
