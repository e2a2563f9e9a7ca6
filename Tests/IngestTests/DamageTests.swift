import Domain
import Formats
import Ingest
import Testing

/// Damaged input: no crash, no hang, and every record still has exactly one end.
@Suite struct DamageTests {
    private let options = OCPIOptions(owner: PartyID("NL*AMP"), zones: ZoneKnowledge(SharedData.zones))
    private let lines = Array(Samples.all.joined(separator: "\n").utf8)

    private func check(_ bytes: [UInt8], _ what: String) {
        let reading = Reading(ocpi: bytes, options: options)
        let report = reading.report
        #expect(report.read == reading.items.count, "\(what)")
        #expect(report.rejected == reading.rejects.count, "\(what)")
        #expect(report.mapped == reading.events.count, "\(what)")
        for reject in reading.rejects { #expect(reject.line >= 1 && !reject.reason.isEmpty, "\(what)") }
    }

    @Test("truncated at every 50th byte") func truncated() {
        let shapes = [
            lines, Array("[\(Samples.all.joined(separator: ","))]".utf8), Array("{\"data\":[\(Samples.cdr)]}".utf8),
        ]
        for bytes in shapes {
            for length in stride(from: 0, through: bytes.count, by: 50) {
                check(Array(bytes[..<length]), "length \(length)")
            }
        }
    }

    @Test("a file cut in the middle of a line keeps all before it") func truncatedLine() {
        let reading = Reading(ocpi: Array(lines[..<(lines.count - 20)]), options: options)
        #expect(reading.events.count == Samples.all.count - 1)
        #expect(reading.rejects.map(\.code) == [.notReadable])
    }

    @Test("random byte flips", arguments: [1, 2, 3] as [UInt64]) func flips(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for round in 0..<700 {
            var bytes = lines
            for _ in 0...Int.random(in: 0..<3, using: &random) {
                let position = Int.random(in: 0..<bytes.count, using: &random)
                bytes[position] = UInt8.random(in: 0...255, using: &random)
            }
            check(bytes, "seed \(seed) round \(round)")
        }
    }

    @Test("random byte flips in delimited rows", .enabled(if: SharedData.zones != nil)) func csvFlips() throws {
        var random = SeededGenerator(seed: 4)
        let map = try ColumnMapTests.map()
        let row = "7,01/07/2026,10:00,11:30,1500.5,2.40,U1,,\"Rapid, new\"\n"
        let text = Array(("Number,Day,From,To,Wh,Price,,Plug,Kind\n" + String(repeating: row, count: 5)).utf8)
        for round in 0..<700 {
            var bytes = text
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            let reading = Reading(csv: bytes, map: map, zones: ZoneKnowledge(SharedData.zones))
            #expect(reading.report.read == reading.items.count, "round \(round)")
            #expect(reading.report.rejected == reading.rejects.count, "round \(round)")
        }
    }
}
