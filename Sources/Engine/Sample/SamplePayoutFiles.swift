import Domain

/// The payouts as files: one pain.001.001.09 message a month for the main legal entity, one JSON lines file for the rest.
struct SamplePayoutFiles {
    let files: [SampleFile]

    init(_ sample: SamplePayouts) {
        var all: [SampleFile] = []
        let bank = sample.payouts.filter { !$0.isRecord }
        for month in Set(bank.map(\.month)).sorted() {
            let own = bank.filter { $0.month == month }
            all.append(
                SampleFile(
                    path: "payouts/pain.001-2026-\(SampleIdentifiers.digits(month, 2)).xml", bytes: Self.message(own)))
        }
        var lines: [UInt8] = []
        for payout in sample.payouts where payout.isRecord { lines.append(contentsOf: Self.record(payout)) }
        all.append(SampleFile(path: "payouts/payouts.jsonl", bytes: lines))
        files = all
    }

    // MARK: pain.001.001.09

    private static func message(_ payouts: [SamplePayout]) -> [UInt8] {
        var text = SampleText()
        let first = payouts.first
        text.append(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn><GrpHdr>
            """)
        text.element("MsgId", first?.message ?? "")
        text.element("CreDtTm", SamplePeriod.text((payouts.first?.at ?? 0) - 86_400))
        text.element("NbOfTxs", String(payouts.count))
        text.element("CtrlSum", amount(payouts.reduce(0) { $0 + $1.cents }))
        text.append("<InitgPty>")
        text.element("Nm", SampleEntity.main.name)
        text.append("</InitgPty></GrpHdr>\n")
        for block in Set(payouts.map(\.block)).sorted() { appendBlock(payouts.filter { $0.block == block }, to: &text) }
        text.append("</CstmrCdtTrfInitn></Document>\n")
        return text.bytes
    }

    private static func appendBlock(_ payouts: [SamplePayout], to text: inout SampleText) {
        guard let first = payouts.first else { return }
        text.append("<PmtInf>")
        text.element("PmtInfId", first.block)
        text.element("PmtMtd", "TRF")
        text.element("NbOfTxs", String(payouts.count))
        text.element("CtrlSum", amount(payouts.reduce(0) { $0 + $1.cents }))
        text.append("<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf><ReqdExctnDt>")
        if first.at % 86_400 == 0 {
            text.element("Dt", SamplePeriod.date(day: first.day))
        } else {
            text.element("DtTm", SamplePeriod.text(first.at))
        }
        text.append("</ReqdExctnDt><Dbtr>")
        text.element("Nm", SampleEntity.main.name)
        text.append("<PstlAdr>")
        text.element("Ctry", SampleEntity.main.country)
        text.append("</PstlAdr><Id><OrgId>")
        text.element("LEI", SampleEntity.main.lei)
        text.append("</OrgId></Id></Dbtr><DbtrAcct><Id>")
        text.element("IBAN", SampleEntity.main.iban)
        text.append("</Id><Ccy>EUR</Ccy></DbtrAcct><DbtrAgt><FinInstnId>")
        text.element("BICFI", SampleIdentifiers.bic(country: SampleEntity.main.country))
        text.append("</FinInstnId></DbtrAgt><ChrgBr>SLEV</ChrgBr>\n")
        for payout in payouts { appendTransfer(payout, to: &text) }
        text.append("</PmtInf>\n")
    }

    private static func appendTransfer(_ payout: SamplePayout, to text: inout SampleText) {
        text.append("<CdtTrfTxInf><PmtId>")
        text.element("EndToEndId", payout.endToEnd)
        text.append("</PmtId><Amt><InstdAmt Ccy=\"\(payout.currency)\">\(amount(payout.cents))</InstdAmt></Amt>")
        if let bic = payout.creditorBIC {
            text.append("<CdtrAgt><FinInstnId>")
            text.element("BICFI", bic)
            text.append("</FinInstnId></CdtrAgt>")
        }
        text.append("<Cdtr>")
        text.element("Nm", payout.creditorName)
        text.append("<PstlAdr>")
        text.element("Ctry", payout.creditorCountry)
        text.append("</PstlAdr></Cdtr>")
        if let iban = payout.creditorIBAN {
            text.append("<CdtrAcct><Id>")
            text.element("IBAN", iban)
            text.append("</Id></CdtrAcct>")
        }
        if let name = payout.ultimateCreditor {
            text.append("<UltmtCdtr>")
            text.element("Nm", name)
            text.append("</UltmtCdtr>")
        }
        text.append("<RmtInf>")
        text.element("Ustrd", remittance(payout))
        text.append("</RmtInf></CdtTrfTxInf>\n")
    }

    // MARK: amplomb.payout/1

    private static func record(_ payout: SamplePayout) -> [UInt8] {
        var text = SampleText()
        text.append("{")
        text.member("format", "amplomb.payout/1")
        text.member("owner", payout.owner?.description)
        text.member("id", payout.endToEnd)
        text.member("participant_id", payout.party.id)
        text.member("execute_at", SamplePeriod.text(payout.at))
        text.raw("amount", "{\"amount\":\"\(amount(payout.cents))\",\"currency\":\"\(payout.currency)\"}")
        text.append("\"debtor\":{")
        text.member("name", payout.party.entity.name)
        text.member("iban", payout.party.entity.iban)
        text.close("},\"creditor\":{")
        if let account = payout.otherAccount { text.member("id", account) }
        text.member("name", payout.creditorName)
        text.member("country", payout.creditorCountry)
        if let iban = payout.creditorIBAN { text.member("iban", iban) }
        if let bic = payout.creditorBIC { text.member("bic", bic) }
        text.close("},")
        if let name = payout.ultimateCreditor {
            text.append("\"ultimate_creditor\":{")
            text.member("name", name)
            text.close("},")
        }
        text.member("end_to_end_id", payout.endToEnd)
        text.member("remittance", remittance(payout))
        text.close("}\n")
        return text.bytes
    }

    private static func remittance(_ payout: SamplePayout) -> String {
        "Roaming settlement \(payout.party.id) \(SamplePeriod.date(day: payout.day))"
    }

    private static func amount(_ cents: Int64) -> String { decimalText(cents, decimals: 2, minimum: 2) }
}
