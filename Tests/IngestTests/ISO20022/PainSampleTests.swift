import Domain
import Foundation
import Ingest
import Testing
import XML

/// Real messages of banks and vendors, as far as they are at hand; the figures are those of the files.
@Suite struct PainSampleTests {
    static let data: URL = {
        if let path = ProcessInfo.processInfo.environment["AMPLOMB_SHARED_DATA"] { return URL(filePath: path) }
        let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
        return root.appending(path: "../shared/data").standardized
    }()
    static let samples = data.appending(path: "iso20022/samples")
    static let isPresent = FileManager.default.fileExists(atPath: samples.path)

    struct Run {
        var name: String
        var events: [Event] = []
        var rejects: [IngestReject] = []
        var error: IngestError?
        var report: IngestReport
        var violations: [XMLViolation] = []
    }

    static func files() -> [URL] {
        let all = FileManager.default.enumerator(at: samples, includingPropertiesForKeys: nil)
        return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "xml" }
            .sorted { $0.path < $1.path }
    }

    static func run(_ bytes: [UInt8], name: String, chunk: Int = 1 << 16, options: PayoutOptions = PayoutOptions())
        -> Run
    {
        var reader = PayoutReader(file: name, options: options)
        var run = Run(name: name, report: reader.report)
        let take = { (item: IngestItem) in
            switch item {
            case .event(let event): run.events.append(event)
            case .reject(let reject): run.rejects.append(reject)
            }
        }
        do throws(IngestError) {
            var start = 0
            while start < bytes.count {
                try reader.feed(Array(bytes[start..<min(start + chunk, bytes.count)]), take)
                start += chunk
            }
            try reader.finish(take)
        } catch {
            run.error = error
        }
        run.report = reader.report
        run.violations = reader.violations
        return run
    }

    static func isPain(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).contains("CstmrCdtTrfInitn")
    }

    @Test(
        "of 101 messages with 107 transactions every one is read but the two with impossible dates, and control figures differ in two",
        .enabled(if: isPresent, "shared data absent: iso20022/samples"))
    func figures() throws {
        var messages = 0
        var transactions = 0
        var groupNumber: [String] = []
        var groupSum: [String] = []
        var rejected: [String] = []
        var stray: [String] = []
        for file in Self.files() {
            let bytes = [UInt8](try Data(contentsOf: file))
            guard Self.isPain(bytes) else { continue }
            let run = Self.run(bytes, name: file.lastPathComponent, chunk: 1_000)
            messages += 1
            transactions += run.report.read
            #expect(run.error == nil, "\(file.lastPathComponent): \(String(describing: run.error))")
            #expect(run.report.read == run.events.count + run.rejects.count)
            for reject in run.rejects { rejected.append("\(reject.file):\(reject.line) \(reject.code.rawValue)") }
            let findings = run.events.flatMap(\.findings)
            let text = String(decoding: run.rejects.flatMap(\.raw), as: UTF8.self)
            if findings.contains(where: { $0.path == "GrpHdr.NbOfTxs" }) { groupNumber.append(run.name) }
            if findings.contains(where: { $0.path == "GrpHdr.CtrlSum" }) || text.contains("GrpHdr.CtrlSum") {
                groupSum.append(run.name)
            }
            if findings.contains(where: { $0.code == "IN-025" }) { stray.append(run.name) }
            for event in run.events {
                guard case .payout(let payout) = event.body else { continue }
                if event.findings.contains(where: { $0.code == "PY-1" }) { #expect(payout.forcedOutcome == .hold) }
                let again = try PayoutReader.decode(
                    payload: event.payload, source: event.source, receivedAt: event.receivedAt)
                #expect(again.contentHash == event.contentHash)
                #expect(again.key == event.key)
                #expect(again.findings == event.findings)
            }
        }
        #expect(messages == 101)
        #expect(transactions == 107)
        #expect(groupNumber == ["sepa_pain_001_v3_multiple_pmtinf.xml"])
        #expect(groupSum.sorted() == ["pain_001_ach_credit.xml", "sepa_pain_001_v3_multiple_pmtinf.xml"])
        #expect(rejected.sorted() == ["pain_001_ach_credit.xml:30 IN-006", "pain_001_v3_sepa.xml:27 IN-006"])
        #expect(stray == ["pain_001_rtp_credit.xml"])
    }

    @Test(
        "72 of them are valid against their schema and three are not",
        .enabled(if: isPresent, "shared data absent: iso20022/samples"))
    func schemas() throws {
        var schemas: [String: XMLSchema] = [:]
        var valid: [String: Int] = [:]
        var invalid: [String] = []
        for file in Self.files() {
            let bytes = [UInt8](try Data(contentsOf: file))
            guard Self.isPain(bytes) else { continue }
            let version = try #require(Self.run(bytes, name: "x").report.version)
            let path = Self.data.appending(path: "iso20022/xsd/\(version).xsd")
            guard let text = try? Data(contentsOf: path) else { continue }
            let schema = try schemas[version] ?? XMLSchema([UInt8](text))
            schemas[version] = schema
            let run = Self.run(bytes, name: file.lastPathComponent, options: PayoutOptions(schema: schema))
            if run.violations.isEmpty { valid[version, default: 0] += 1 } else { invalid.append(run.name) }
            #expect(run.report.read > 0)
            #expect(run.violations.allSatisfy { $0.line > 0 })
        }
        #expect(
            valid == [
                "pain.001.001.03": 31, "pain.001.001.04": 4, "pain.001.001.08": 5, "pain.001.001.09": 27,
                "pain.001.001.10": 5,
            ])
        #expect(invalid.sorted() == ["pain_001_ach_credit.xml", "pain_001_rtp_credit.xml", "pain_001_v3_sepa.xml"])
    }

    @Test(
        "direct debits, statements and clearing messages are refused",
        .enabled(if: isPresent, "shared data absent: iso20022/samples"))
    func refused() throws {
        var debits = 0
        for file in Self.files() {
            let bytes = [UInt8](try Data(contentsOf: file))
            guard !Self.isPain(bytes) else { continue }
            let run = Self.run(bytes, name: file.lastPathComponent)
            #expect(run.error?.code == .notThisObject, "\(file.lastPathComponent)")
            #expect(run.error?.reason.contains("not a payout instruction") == true)
            #expect(run.events.isEmpty)
            if String(decoding: bytes, as: UTF8.self).contains("CstmrDrctDbtInitn") { debits += 1 }
        }
        #expect(debits == 14)
    }

    @Test(
        "a payment in roubles to a bank in Russia shows that country",
        .enabled(if: isPresent, "shared data absent: iso20022/samples"))
    func roubles() throws {
        let file = try #require(Self.files().first { $0.lastPathComponent == "International_payment_RUB_naujas_1.xml" })
        let run = Self.run([UInt8](try Data(contentsOf: file)), name: "rub.xml")
        guard case .payout(let payout) = run.events.first?.body else {
            Issue.record("no payout")
            return
        }
        #expect(payout.creditorAgent?.country?.alpha2 == "RU")
        #expect(payout.amount == Money(micros: 1_000_000_000, currency: try #require(Currency("RUB"))))
        #expect(payout.creditor.iban == nil)
        #expect(payout.forcedOutcome >= .review)
    }

    @Test(
        "cut at every tenth byte or with flipped bytes no sample crashes, and counts add up",
        .enabled(if: isPresent, "shared data absent: iso20022/samples"))
    func fuzz() throws {
        var state: UInt64 = 5
        for file in Self.files() {
            let bytes = [UInt8](try Data(contentsOf: file))
            guard Self.isPain(bytes) else { continue }
            for step in 0..<12 {
                let run = Self.run(Array(bytes.prefix(bytes.count * step / 12)), name: "cut")
                #expect(run.error != nil)
                #expect(run.report.read == run.events.count + run.rejects.count)
                for event in run.events {
                    if case .payout(let payout) = event.body { #expect(payout.forcedOutcome == .hold) }
                }
                var copy = bytes
                for _ in 0..<3 {
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    copy[Int(state >> 33) % copy.count] = UInt8(truncatingIfNeeded: state >> 24)
                }
                let flipped = Self.run(copy, name: "flipped")
                #expect(flipped.report.read == flipped.events.count + flipped.rejects.count)
            }
        }
    }
}
