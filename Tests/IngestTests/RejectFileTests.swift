import Domain
import Ingest
import Testing

@Suite struct RejectFileTests {
    private let samples: [IngestReject] = [
        IngestReject(
            file: "a.jsonl", line: 3, offset: 99, field: "$.currency", code: .unknownCurrency, reason: "not a code",
            found: "EUX", raw: Array("{\"id\":\"é\n\"}".utf8)),
        IngestReject(
            file: "b.csv", line: 1, offset: 0, field: "", code: .notReadable, reason: "not CSV", found: "",
            raw: [0xFF, 0x00, 0x22]),
    ]

    @Test("what is written is read back, in chunks of any size", arguments: [1, 10, 10_000]) func roundTrip(chunk: Int)
        throws
    {
        let bytes = samples.flatMap { RejectFile.line($0) }
        var reader = RejectFileReader(file: "rejects.jsonl")
        var read: [IngestReject] = []
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            try reader.feed(Array(bytes[start..<min(start + chunk, bytes.count)])) { read.append($0) }
        }
        try reader.feed(nil) { read.append($0) }
        #expect(read == samples)
    }

    @Test("another file is refused with its line") func otherFile() {
        var reader = RejectFileReader(file: "x")
        #expect(throws: IngestError.self) {
            try reader.feed(Array("{\"a\":1}\n".utf8)) { _ in }
            try reader.feed(nil) { _ in }
        }
    }

    @Test("every code has a remedy") func remedies() {
        #expect(RejectCode.allCases.allSatisfy { !$0.remedy.isEmpty })
    }
}

@Suite struct ShippedSampleTests {
    @Test(
        "the samples are read without a finding or refusal",
        arguments: [
            ("cdrs-2.2.1.jsonl", 5, "2.2.1"), ("cdrs-2.3.0.json", 1, "2.3.0"), ("cdr-2.1.1.json", 1, "2.1.1"),
            ("sessions-2.2.1.json", 1, "2.2.1"), ("tariff-2.2.1.json", 1, "2.2.1"), ("location-2.2.1.json", 1, "2.2.1"),
            ("token-2.2.1.json", 1, "2.2.1"),
        ])
    func samples(file: String, count: Int, version: String) throws {
        let reading = Reading(
            ocpi: try SharedData.projectBytes("samples/ocpi/\(file)"),
            options: OCPIOptions(owner: PartyID("FR*AMP"), isStrict: true))
        #expect(reading.events.count == count, "\(reading.rejects)")
        #expect(reading.report.version == version)
        #expect(reading.report.findings.isEmpty && reading.report.unknownFields.isEmpty)
    }
}
