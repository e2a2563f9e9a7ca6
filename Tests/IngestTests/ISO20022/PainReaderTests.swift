import Domain
import Foundation
import Ingest
import Testing
import XML

@Suite struct PainReaderTests {
    private struct Run {
        var payouts: [Payout] = []
        var events: [Event] = []
        var rejects: [IngestReject] = []
        var error: IngestError?
        var report: IngestReport
        var codes: [String] { events.flatMap { $0.findings.map(\.code) } }
    }

    private func run(_ text: String, chunk: Int = 1 << 16, options: PayoutOptions = PayoutOptions()) -> Run {
        var reader = PayoutReader(file: "p.xml", options: options)
        var run = Run(report: reader.report)
        let take = { (item: IngestItem) in
            switch item {
            case .event(let event):
                run.events.append(event)
                if case .payout(let payout) = event.body { run.payouts.append(payout) }
            case .reject(let reject): run.rejects.append(reject)
            }
        }
        let bytes = Array(text.utf8)
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
        return run
    }

    private func transfer(
        _ id: String = "E1", amount: String = "<InstdAmt Ccy=\"EUR\">10.00</InstdAmt>",
        account: String = "<IBAN>DE89370400440532013000</IBAN>", name: String = "<Nm>Payee GmbH</Nm>",
        extra: String = ""
    ) -> String {
        """
        <CdtTrfTxInf><PmtId><EndToEndId>\(id)</EndToEndId></PmtId><Amt>\(amount)</Amt>\
        <Cdtr>\(name)<PstlAdr><Ctry>DE</Ctry></PstlAdr></Cdtr><CdtrAcct><Id>\(account)</Id></CdtrAcct>\(extra)</CdtTrfTxInf>

        """
    }

    private func block(
        _ transfers: String, date: String = "2026-09-16", figures: String = "", method: String = "TRF",
        id: String = "P1"
    ) -> String {
        """
        <PmtInf><PmtInfId>\(id)</PmtInfId><PmtMtd>\(method)</PmtMtd>\(figures)
        <ReqdExctnDt>\(date)</ReqdExctnDt>
        <Dbtr><Nm>Payer AG</Nm><Id><OrgId><LEI>529900AMPLSAMPLE0139</LEI></OrgId></Id></Dbtr>
        <DbtrAcct><Id><IBAN>NL91 ABNA 0417 1643 00</IBAN></Id></DbtrAcct>
        <DbtrAgt><FinInstnId><BIC>ABNANL2A</BIC></FinInstnId></DbtrAgt>
        \(transfers)</PmtInf>
        """
    }

    private func message(
        _ blocks: String, number: Int = 1, sum: String? = nil,
        namespace: String = " xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.03\""
    ) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document\(namespace)><CstmrCdtTrfInitn>
        <GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-09-15T10:00:00</CreDtTm><NbOfTxs>\(number)</NbOfTxs>\
        \(sum.map { "<CtrlSum>\($0)</CtrlSum>" } ?? "")<InitgPty><Nm>Payer AG</Nm></InitgPty></GrpHdr>
        \(blocks)
        </CstmrCdtTrfInitn></Document>
        """
    }

    @Test("documents that a transfer settles are read where they show tax or are self-billed, in old and new versions")
    func documents() throws {
        func settled(_ code: String, _ amounts: String, _ number: String = "S-1") -> String {
            """
            <RmtInf><Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>\(code)</Cd></CdOrPrtry></Tp><Nb>\(number)</Nb>\
            <RltdDt>2026-09-01</RltdDt></RfrdDocInf><RfrdDocAmt>\(amounts)</RfrdDocAmt></Strd></RmtInf>
            """
        }
        let due = "<DuePyblAmt Ccy=\"EUR\">119.00</DuePyblAmt>"
        let cases: [(String, Payout.SettledDocument.Kind?, Int64?, [String])] = [
            (settled("SBIN", due + "<TaxAmt Ccy=\"EUR\">19.00</TaxAmt>"), .selfBilledInvoice, 19_000_000, []),
            (
                settled("SBIN", due + "<TaxAmt><Tp><Prtry>MwSt</Prtry></Tp><Amt Ccy=\"EUR\">19.00</Amt></TaxAmt>"),
                .selfBilledInvoice, 19_000_000, []
            ),
            (
                settled("CINV", due + "<TaxAmt><Tp><Cd>CITY</Cd></Tp><Amt Ccy=\"USD\">2.00</Amt></TaxAmt>"), .invoice,
                nil,
                ["CITY"]
            ),
            (
                settled(
                    "CREN",
                    due + "<TaxAmt><Amt Ccy=\"EUR\">9.00</Amt></TaxAmt><TaxAmt><Amt Ccy=\"EUR\">1.00</Amt></TaxAmt>"),
                .creditNote, 10_000_000, []
            ),
            (settled("SBIN", due), .selfBilledInvoice, nil, []), (settled("CINV", due), nil, nil, []),
        ]
        for (xml, kind, vat, other) in cases {
            let run = run(message(block(transfer(extra: xml))))
            let documents = try #require(run.payouts.first).documents
            #expect(documents.map(\.kind) == [kind].compactMap { $0 } && run.codes.isEmpty, "\(xml)")
            guard let document = documents.first else { continue }
            #expect(
                document.vat?.micros == vat && document.otherTaxes == other && document.gross?.micros == 119_000_000)
            #expect(document.date == CivilDate(year: 2026, month: 9, day: 1) && document.number == "S-1")
        }
        let bad = run(message(block(transfer(extra: settled("SBIN", due + "<TaxAmt Ccy=\"EUX\">19.00</TaxAmt>")))))
        #expect(bad.codes == ["IN-013"] && bad.payouts.first?.forcedOutcome == .review)
    }

    @Test("a transfer inherits what its block says and carries its line", arguments: [1, 13, 1 << 16])
    func inheritance(chunk: Int) throws {
        let extra = """
            <CdtrAgt><FinInstnId><BICFI>COBADEFF</BICFI></FinInstnId></CdtrAgt><UltmtCdtr><Nm>Owner</Nm></UltmtCdtr>\
            <RmtInf><Ustrd>Invoice 1</Ustrd><Ustrd>CDR 2</Ustrd><Strd><CdtrRefInf><Ref>RF18</Ref></CdtrRefInf></Strd></RmtInf>
            """
        let result = run(message(block(transfer(extra: extra)), sum: "10.0"), chunk: chunk)
        #expect(result.error == nil)
        let payout = try #require(result.payouts.first)
        let event = try #require(result.events.first)
        #expect(event.source.line == 9)
        #expect(event.findings.isEmpty)
        #expect(event.key == EventKey(kind: .payout, owner: nil, id: "M1/P1/E1"))
        #expect(event.receivedAt == Instant("2026-09-15T10:00:00Z"))
        #expect(payout.executeAt == Instant("2026-09-16T00:00:00Z"))
        #expect(payout.amount == Money(micros: 10_000_000, currency: .eur))
        #expect(payout.debtor.name == "Payer AG")
        #expect(payout.debtor.iban == "NL91ABNA0417164300")
        #expect(payout.debtor.isPerson == false)
        #expect(payout.debtor.lei == "529900AMPLSAMPLE0139")
        #expect(payout.debtorAgent?.country?.alpha2 == "NL")
        #expect(payout.creditorAgent?.bic == "COBADEFF")
        #expect(payout.ultimateCreditor?.name == "Owner")
        #expect(payout.remittance == "Invoice 1 CDR 2 RF18")
        #expect(payout.forcedOutcome == .pass)
        #expect(result.report.version == "pain.001.001.03")
    }

    @Test(
        "every spelling of the namespace is read; a missing one is said",
        arguments: [
            (" xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.13\"", []),
            (" xmlns=\"http://www.six-interbank-clearing.com/de/pain.001.001.03.ch.02.xsd\"", []), ("", ["IN-025"]),
        ] as [(String, [String])])
    func namespaces(namespace: String, codes: [String]) {
        let result = run(message(block(transfer()), namespace: namespace))
        #expect(result.payouts.count == 1)
        #expect(result.codes == codes)
    }

    @Test("a prefix on every element changes nothing")
    func prefix() {
        let plain = message(block(transfer()), namespace: " xmlns:p=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"")
        let prefixed = plain.replacing(/<(\/?)([A-Z])/) { "<\($0.1)p:\($0.2)" }
        let result = run(prefixed)
        #expect(result.payouts.count == 1)
        #expect(result.codes.isEmpty)
        #expect(result.report.version == "pain.001.001.09")
    }

    @Test(
        "other messages, old versions and DOCTYPE are refused",
        arguments: [
            (
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.008.001.02\"><CstmrDrctDbtInitn/></Document>",
                RejectCode.notThisObject
            ),
            ("<Document xmlns=\"urn:x:pain.001.001.02\"><CstmrCdtTrfInitn/></Document>", .notThisObject),
            ("<a/>", .notThisObject), ("<!DOCTYPE Document><Document/>", .documentType), ("<Document>", .notReadable),
            ("", .notReadable), ("   ", .notReadable),
        ])
    func refused(text: String, code: RejectCode) {
        let result = run(text)
        #expect(result.error?.code == code)
        #expect(result.report.read == 0)
    }

    @Test("figures that disagree hold every payment they stand for, and no other")
    func control() {
        let one = "<NbOfTxs>1</NbOfTxs><CtrlSum>10.01</CtrlSum>"
        let blocks = block(transfer("A"), figures: one) + block(transfer("B"), id: "P2")
        let result = run(message(blocks, number: 2, sum: "20"))
        #expect(result.payouts.map(\.forcedOutcome) == [.hold, .pass])
        #expect(result.events.first?.findings.first?.path == "PmtInf.CtrlSum")
        #expect(result.events.first?.findings.first?.expected == "10.00")
        let group = run(message(blocks, number: 3))
        #expect(group.payouts.map(\.forcedOutcome) == [.hold, .hold])
        #expect(run(message(block(transfer()), sum: "10.000000000000001")).codes == ["PY-1"])
        #expect(run(message(block(transfer()), sum: "+10.")).codes == [])
    }

    @Test("a message that breaks off hands out its whole payments, held")
    func cutOff() {
        let text = message(block(transfer("A") + transfer("B")), number: 2)
        let end = text.range(of: "<CdtTrfTxInf><PmtId><EndToEndId>B")?.upperBound ?? text.endIndex
        let result = run(String(text[..<end]))
        #expect(result.error?.code == .notReadable)
        #expect(result.payouts.map(\.endToEndID) == ["A"])
        #expect(result.payouts.map(\.forcedOutcome) == [.hold])
        #expect(result.error?.lastGoodLine == 9)
    }

    @Test(
        "a payment that cannot be read is refused with field and line, the one beside it is kept",
        arguments: [
            ("<InstdAmt Ccy=\"EUR\">ten</InstdAmt>", RejectCode.badNumber),
            ("<InstdAmt Ccy=\"EUR\">-1</InstdAmt>", .badNumber),
            ("<InstdAmt Ccy=\"EUR\">99999999999999</InstdAmt>", .badNumber), ("<InstdAmt>1</InstdAmt>", .missingField),
            ("<InstdAmt Ccy=\"EUX\">1</InstdAmt>", .unknownCurrency), ("", .missingField),
        ])
    func badAmounts(amount: String, code: RejectCode) {
        let result = run(message(block(transfer("A", amount: amount) + transfer("B")), number: 2))
        #expect(result.rejects.map(\.code) == [code])
        #expect(result.rejects.first?.line == 9)
        #expect(result.payouts.map(\.endToEndID) == ["B"])
        #expect(result.report.read == 2)
    }

    @Test("a bad date refuses the payments of its block at the date's line; dates with time and zone are read")
    func dates() {
        let result = run(message(block(transfer("A"), date: "YYYY-MM-DD") + block(transfer("B"), id: "P2"), number: 2))
        #expect(result.rejects.map(\.code) == [.badDate])
        #expect(result.rejects.first?.line == 5)
        #expect(result.payouts.count == 1)
        let written = ["<Dt>2026-09-16</Dt>", "<DtTm>2026-09-16T08:00:00+02:00</DtTm>", "2026-09-16+02:00"]
        let instants = written.map { run(message(block(transfer(), date: $0))).payouts.first?.executeAt.description }
        #expect(
            instants.compactMap { $0 }.map { String($0.prefix(16)) } == [
                "2026-09-16T00:00", "2026-09-16T06:00", "2026-09-16T00:00",
            ])
    }

    @Test(
        "accounts and names that are missing or wrong raise the outcome",
        arguments: [
            ("<IBAN>DE89370400440532013001</IBAN>", "<Nm>X</Nm>", ["PY-2"], Outcome.hold),
            ("<Othr><Id>12345</Id></Othr>", "<Nm>X</Nm>", ["PY-3"], .review), ("", "<Nm>X</Nm>", ["PY-3"], .review),
            ("<IBAN>de89 3704 0044 0532 0130 00</IBAN>", "<Nm>X</Nm>", [], .pass),
            ("<IBAN>DE89370400440532013000</IBAN>", "", ["PY-4"], .review),
        ])
    func accounts(account: String, name: String, codes: [String], outcome: Outcome) {
        let result = run(message(block(transfer(account: account, name: name))))
        #expect(result.codes == codes)
        #expect(result.payouts.first?.forcedOutcome == outcome)
    }

    @Test("cheques are stored and held, instant payments are marked")
    func methods() {
        #expect(run(message(block(transfer(), method: "CHK"))).payouts.first?.forcedOutcome == .hold)
        let instant = "<PmtTpInf><LclInstrm><Cd>INST</Cd></LclInstrm></PmtTpInf>"
        #expect(run(message(block(transfer(), figures: instant))).payouts.first?.isInstant == true)
    }

    @Test("equal end-to-end ids stay apart, and a second reading gives the same events")
    func identity() throws {
        let text = message(block(transfer("NOTPROVIDED") + transfer("NOTPROVIDED")), number: 2)
        let first = run(text)
        let second = run(text, chunk: 7)
        #expect(first.events.map(\.key.id) == ["M1/P1/NOTPROVIDED", "M1/P1/NOTPROVIDED#2"])
        #expect(first.events.map(\.contentHash) == second.events.map(\.contentHash))
        let changed = run(text.replacing("Payee GmbH", with: "Payee AG"))
        #expect(first.events.map(\.contentHash) != changed.events.map(\.contentHash))
        let spaced = run(text.replacing("><", with: ">\n  <"))
        #expect(first.events.map(\.contentHash) == spaced.events.map(\.contentHash))
    }

    @Test("an owner found by account is part of the key, not of the content, and survives storage")
    func owner() throws {
        let owner = PayoutOwner(party: PartyID("NL*TNM"), participantID: "P-1")
        let options = PayoutOptions(accounts: { $0 == "DE89370400440532013000" ? owner : nil })
        let text = message(block(transfer()))
        let event = try #require(run(text, options: options).events.first)
        #expect(event.key.ownerParty == "TNM")
        #expect(event.contentHash == run(text).events.first?.contentHash)
        let again = try PayoutReader.decode(payload: event.payload, source: event.source, receivedAt: event.receivedAt)
        #expect(again.key == event.key)
        #expect(again.contentHash == event.contentHash)
        guard case .payout(let payout) = again.body else { return }
        #expect(payout.participantID == "P-1")
    }

    @Test("findings mask accounts and texts")
    func masking() {
        let result = run(message(block(transfer(account: "<IBAN>DE89370400440532013001</IBAN>", extra: "stray words"))))
        #expect(result.codes == ["PY-2", "IN-025"])
        for finding in result.events.flatMap(\.findings) { #expect(finding.found.count <= 7) }
    }
}
