import Domain
import Formats

/// Reads payouts in Amplomb's own form, `amplomb.payout/1` (one object, an array, an envelope or JSON lines).
struct PayoutRecordReader {
    static let format = "amplomb.payout/1"

    private let file: String
    private let options: PayoutOptions
    private var stream = JSONRecordStream()

    private static let hasher = ContentHasher(ciStrings: ["owner", "iban", "bic"], timestamps: ["execute_at"])
    private static let known: Set<String> = [
        "format", "owner", "id", "participant_id", "execute_at", "amount", "debtor", "creditor", "ultimate_creditor",
        "ultimate_debtor", "end_to_end_id", "remittance", "instant", "payee_check", "legal_entity", "documents",
    ]

    init(file: String, options: PayoutOptions) {
        self.file = file
        self.options = options
    }

    mutating func feed(
        _ chunk: [UInt8], _ report: inout IngestReport, _ body: (IngestItem) -> Void
    ) throws(IngestError) {
        stream.append(chunk)
        try drain(&report, body)
    }

    mutating func finish(_ report: inout IngestReport, _ body: (IngestItem) -> Void) throws(IngestError) {
        stream.finish()
        try drain(&report, body)
    }

    private mutating func drain(_ report: inout IngestReport, _ body: (IngestItem) -> Void) throws(IngestError) {
        while let next = stream.next() {
            report.read += 1
            switch next {
            case .record(let record):
                let item = item(record, receivedAt: nil)
                switch item {
                case .event(let event):
                    report.note(version: "1", module: "payout")
                    report.count(event.findings)
                    for name in Self.unknownNames(event.payload) { report.unknownFields[name, default: 0] += 1 }
                case .reject: report.rejected += 1
                }
                body(item)
            case .damaged(let error):
                report.rejected += 1
                body(.reject(JSONRejects.reject(error, file: file)))
                if error.isFatal {
                    throw IngestError(
                        .notReadable, file: file, line: error.line, lastGoodLine: stream.lastGoodLine,
                        reason: "\(error)")
                }
            }
        }
    }

    /// The event of one record, or why it is refused.
    func item(_ record: RawRecord, receivedAt: Instant?) -> IngestItem {
        do {
            let root = try JSONDocument(record: record).root
            return .event(try event(root, record, receivedAt: receivedAt))
        } catch let fault as RecordFault {
            return .reject(JSONRejects.reject(fault, record, file: file))
        } catch let error as JSONError {
            return .reject(JSONRejects.reject(error, record, file: file))
        } catch {
            return .reject(JSONRejects.reject(RecordFault(.notReadable, "", "not readable"), record, file: file))
        }
    }

    private func event(_ root: JSONValue, _ record: RawRecord, receivedAt: Instant?) throws(RecordFault) -> Event {
        let fields = RecordFields(root)
        try fields.requireObject()
        guard root["format"]?.equals("amplomb.payout/1") == true else {
            throw RecordFault(.notThisObject, "$.format", "not a payout record, expected \(Self.format)")
        }
        if let name = root.duplicateName {
            throw RecordFault(.notReadable, "$.\(Shown.short(name))", "the name stands twice")
        }
        var findings: [Finding] = []
        let money = try fields.money("amount")
        var outcome = Outcome.pass
        let debtor = try party(fields, "debtor", &findings, &outcome) ?? Payout.Party()
        let creditor = try party(fields, "creditor", &findings, &outcome) ?? Payout.Party()
        var payout = Payout(
            id: try fields.text("id"), executeAt: try fields.instant("execute_at"), amount: money, debtor: debtor,
            creditor: creditor)
        var ignored = Outcome.pass
        payout.ultimateCreditor = try party(fields, "ultimate_creditor", &findings, &ignored)
        payout.ultimateDebtor = try party(fields, "ultimate_debtor", &findings, &ignored)
        payout.endToEndID = try fields.optionalText("end_to_end_id")
        payout.remittance = try fields.optionalText("remittance")
        payout.isInstant = try fields.optionalBool("instant") ?? false
        for document in try fields.objects("documents") { payout.documents.append(try settled(document)) }
        payout.payeeCheck = payeeCheck(try fields.optionalText("payee_check"), &findings)
        if let bic = try fields.object("creditor")?.optionalText("bic") {
            payout.creditorAgent = Payout.Agent(bic: bic, country: Country(alpha2: bic.dropFirst(4).prefix(2)))
        }
        try setOwner(&payout, fields)
        Self.checkParties(payout, &findings, &outcome)
        payout.forcedOutcome = outcome
        let entity = try fields.optionalText("legal_entity").map { LegalEntityID($0) }
        return Event(
            key: EventKey(kind: .payout, owner: payout.owner, id: payout.id),
            legalEntity: entity ?? options.legalEntity, at: payout.executeAt,
            receivedAt: receivedAt ?? payout.executeAt, taxPoint: .unknown("place"),
            contentHash: Hash32(Self.hasher.hash(root)) ?? .zero, payload: record.bytes,
            source: SourceReference(file: file, line: record.line, offset: record.offset), findings: findings,
            body: .payout(payout))
    }

    /// `{type, number?, date?, gross?{amount,currency}, vat?{amount,currency}, vat_percent?}`.
    private func settled(_ fields: RecordFields) throws(RecordFault) -> Payout.SettledDocument {
        let type = try fields.text("type")
        guard let kind = Payout.SettledDocument.Kind(rawValue: type) else {
            let expected = Payout.SettledDocument.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw RecordFault(
                .badIdentifier, fields.field("type"), "expected \(expected)", found: Shown.short(type))
        }
        var document = Payout.SettledDocument(kind: kind, number: try fields.optionalText("number"))
        document.date = try fields.optionalDate("date")
        if fields.present("gross") != nil { document.gross = try fields.money("gross") }
        if fields.present("vat") != nil { document.vat = try fields.money("vat") }
        if let member = fields.present("vat_percent") {
            guard let text = NumberText.of(member), let rate = ExactNumber(text)?.scaled(by: 4), rate.exact else {
                throw RecordFault(.badNumber, fields.field("vat_percent"), "expected per cent with up to 4 decimals")
            }
            document.ratePPM = rate.value
        }
        return document
    }

    private func setOwner(_ payout: inout Payout, _ fields: RecordFields) throws(RecordFault) {
        let text = try fields.text("owner")
        guard let owner = PartyID(text) else {
            throw RecordFault(.ownerUnknown, "$.owner", "expected CC*PPP", found: Shown.short(text))
        }
        payout.owner = owner
        payout.participantID = try fields.optionalText("participant_id")
    }

    private func party(
        _ fields: RecordFields, _ name: StaticString, _ findings: inout [Finding], _ outcome: inout Outcome
    ) throws(RecordFault) -> Payout.Party? {
        guard let object = try fields.object(name) else { return nil }
        var party = Payout.Party(name: try object.optionalText("name"))
        party.country = try object.optionalCountry("country")
        party.birthDate = try object.optionalDate("birth_date")
        party.lei = try object.optionalText("lei")
        party.otherAccount = try object.optionalText("id")
        if let text = try object.optionalText("iban") {
            let iban = PayoutAccount.normalised(text)
            party.iban = iban
            if let fault = PayoutAccount.fault(iban) {
                findings.append(
                    Finding(
                        code: "PY-2", severity: .high, path: "$.\(name).iban", found: Shown.masked(iban),
                        expected: fault))
                outcome = max(outcome, .hold)
            }
        }
        return party
    }

    private func payeeCheck(_ text: String?, _ findings: inout [Finding]) -> Payout.PayeeCheck? {
        guard let text else { return nil }
        if let check = Payout.PayeeCheck(rawValue: text) { return check }
        let expected = Payout.PayeeCheck.allCases.map(\.rawValue).joined(separator: ", ")
        findings.append(
            Finding(code: "IN-013", path: "$.payee_check", found: Shown.short(text), expected: expected))
        return nil
    }

    private static func checkParties(_ payout: Payout, _ findings: inout [Finding], _ outcome: inout Outcome) {
        func note(_ code: String, _ path: String, _ found: String, _ expected: String) {
            findings.append(
                Finding(code: code, severity: .medium, path: path, found: found, expected: expected))
            outcome = max(outcome, .review)
        }
        if payout.creditor.iban == nil {
            note("PY-3", "$.creditor.iban", payout.creditor.otherAccount.map(Shown.masked) ?? "", "an IBAN")
        }
        if payout.debtor.name == nil || payout.debtor.iban ?? payout.debtor.otherAccount == nil {
            note("PY-4", "$.debtor", "", "the payer's name and account")
        }
        if payout.creditor.name == nil { note("PY-4", "$.creditor.name", "", "the payee's name") }
    }

    private static func unknownNames(_ payload: [UInt8]) -> [String] {
        guard let root = try? JSONDocument(parsing: payload).root else { return [] }
        return root.members.map { String(decoding: $0.name, as: UTF8.self) }.filter { !known.contains($0) }
    }
}
