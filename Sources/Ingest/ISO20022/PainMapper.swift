import Domain
import Formats

/// Maps one stored credit transfer (what `PainReader` writes as payload) to a payout.
struct PainMapper {
    private let root: JSONValue
    private let group: JSONValue
    private let block: JSONValue
    private let transfer: JSONValue
    private var findings: [Finding] = []
    private var outcome = Outcome.pass

    /// A payout and what was noticed about it.
    struct Mapped {
        var payout: Payout
        var createdAt: Instant?
        var findings: [Finding]
    }

    static func map(_ root: JSONValue) throws(RecordFault) -> Mapped {
        guard let group = root["group"], let block = root["payment"], let transfer = root["transaction"] else {
            throw RecordFault(.notThisObject, "", "not a stored credit transfer")
        }
        var mapper = PainMapper(root: root, group: group, block: block, transfer: transfer)
        return try mapper.mapped()
    }

    private init(root: JSONValue, group: JSONValue, block: JSONValue, transfer: JSONValue) {
        self.root = root
        self.group = group
        self.block = block
        self.transfer = transfer
    }

    private mutating func mapped() throws(RecordFault) -> Mapped {
        var payout = Payout(
            id: try identity(), executeAt: try executionInstant(), amount: try amount(),
            debtor: party(block["Dbtr"], account: block["DbtrAcct"], "Dbtr"),
            creditor: party(transfer["Cdtr"], account: transfer["CdtrAcct"], "Cdtr"))
        payout.owner = root["owner"]?.string.flatMap { PartyID($0) }
        payout.participantID = root["participant_id"]?.string
        payout.ultimateDebtor = other("UltmtDbtr")
        payout.ultimateCreditor = transfer.node("UltmtCdtr").map { person($0) }
        payout.debtorAgent = block.node("DbtrAgt").map { agent($0) }
        payout.creditorAgent = transfer.node("CdtrAgt").map { agent($0) }
        payout.intermediaryAgents = ["IntrmyAgt1", "IntrmyAgt2", "IntrmyAgt3"].compactMap { (name: StaticString) in
            transfer.node(name).map { agent($0) }
        }
        payout.endToEndID = transfer.nodeText("PmtId", "EndToEndId")
        payout.uetr = transfer.nodeText("PmtId", "UETR")
        payout.remittance = remittance()
        let settled = PainDocuments(transfer)
        payout.documents = settled.documents
        for fault in settled.faults {
            note("IN-013", .medium, "RmtInf.Strd.RfrdDocAmt.\(fault.path)", fault.found, fault.expected, .review)
        }
        payout.isInstant = isInstant
        payout.paymentMethod = block.nodeText("PmtMtd")
        checkMethod(payout.paymentMethod)
        checkParties(payout)
        checkRemarks()
        strayText(group, "GrpHdr")
        strayText(block, "PmtInf")
        strayText(transfer, "CdtTrfTxInf")
        payout.forcedOutcome = outcome
        let created = group.nodeText("CreDtTm").flatMap { Instant($0) }
        return Mapped(payout: payout, createdAt: created, findings: findings)
    }

    // MARK: Key, date, amount

    private func identity() throws(RecordFault) -> String {
        guard let message = group.nodeText("MsgId") else {
            throw RecordFault(.missingField, "GrpHdr.MsgId", "missing, expected the message's id")
        }
        let paymentID = block.nodeText("PmtInfId") ?? ""
        let own = transfer.nodeText("PmtId", "EndToEndId") ?? transfer.nodeText("PmtId", "InstrId") ?? ""
        let id = "\(message)/\(paymentID)/\(own)"
        // Senders repeat NOTPROVIDED: the second of a name must not revise the first.
        return root["occurrence"]?.integer.map { "\(id)#\($0)" } ?? id
    }

    private func executionInstant() throws(RecordFault) -> Instant {
        guard let given = block.node("ReqdExctnDt") else {
            throw RecordFault(.missingField, "PmtInf.ReqdExctnDt", "missing, expected a date")
        }
        if let text = given.nodeText("DtTm") {
            if let instant = Instant(text) { return instant }
            throw RecordFault(
                .badDate, "PmtInf.ReqdExctnDt.DtTm", "not a date and time, expected YYYY-MM-DDThh:mm:ss",
                found: Shown.short(text))
        }
        guard let text = given.nodeText("Dt") ?? given.ownText else {
            throw RecordFault(.missingField, "PmtInf.ReqdExctnDt", "empty, expected a date")
        }
        guard let date = PainText.date(text) else {
            throw RecordFault(
                .badDate, "PmtInf.ReqdExctnDt", "not a date, expected YYYY-MM-DD", found: Shown.short(text))
        }
        return Instant(date)
    }

    private func amount() throws(RecordFault) -> Money {
        let path = "CdtTrfTxInf.Amt"
        guard let given = transfer.node("Amt", "InstdAmt") ?? transfer.node("Amt", "EqvtAmt", "Amt"),
            let text = given.ownText
        else { throw RecordFault(.missingField, path, "missing, expected InstdAmt or EqvtAmt") }
        guard let number = PainText.decimal(text), !number.isNegative else {
            throw RecordFault(.badNumber, path, "not an amount, expected a decimal number", found: Shown.short(text))
        }
        guard let code = given["@Ccy"]?.string else {
            throw RecordFault(.missingField, "\(path).Ccy", "missing, expected a currency")
        }
        guard let currency = Currency(code) else {
            throw RecordFault(
                .unknownCurrency, "\(path).Ccy", "no such currency, expected ISO 4217", found: Shown.short(code))
        }
        guard let micros = number.scaled(by: 6)?.value else {
            throw RecordFault(.badNumber, path, "too large an amount", found: Shown.short(text))
        }
        return Money(micros: micros, currency: currency)
    }

    // MARK: Parties

    /// A transfer's own element goes before its block's.
    private func other(_ name: StaticString) -> Payout.Party? {
        (transfer.node(name) ?? block.node(name)).map { person($0) }
    }

    private func person(_ node: JSONValue) -> Payout.Party {
        var party = Payout.Party(name: node.nodeText("Nm"))
        let country = node.nodeText("PstlAdr", "Ctry") ?? node.nodeText("CtryOfRes")
        party.country = country.flatMap { Country(alpha2: $0) }
        party.lei = node.nodeText("Id", "OrgId", "LEI")
        if node.node("Id", "PrvtId") != nil {
            party.isPerson = true
        } else if node.node("Id", "OrgId") != nil {
            party.isPerson = false
        }
        party.birthDate = node.nodeText("Id", "PrvtId", "DtAndPlcOfBirth", "BirthDt").flatMap { PainText.date($0) }
        return party
    }

    private mutating func party(_ node: JSONValue?, account: JSONValue?, _ path: String) -> Payout.Party {
        var party = node.map { person($0) } ?? Payout.Party()
        if let text = account?.nodeText("Id", "IBAN") {
            let iban = PayoutAccount.normalised(text)
            party.iban = iban
            if let fault = PayoutAccount.fault(iban) {
                note("PY-2", .high, "\(path)Acct.Id.IBAN", Shown.masked(iban), fault, .hold)
            }
        } else if let text = account?.nodeText("Id", "Othr", "Id") {
            party.otherAccount = text
            note("PY-3", .medium, "\(path)Acct.Id", Shown.masked(text), "an IBAN", .review)
        }
        return party
    }

    private func agent(_ node: JSONValue) -> Payout.Agent {
        let institution = node.node("FinInstnId") ?? node
        var agent = Payout.Agent(bic: institution.nodeText("BICFI") ?? institution.nodeText("BIC"))
        agent.name = institution.nodeText("Nm") ?? institution.nodeText("CmbndId", "Nm")
        let address = institution.nodeText("PstlAdr", "Ctry") ?? institution.nodeText("CmbndId", "PstlAdr", "Ctry")
        agent.country = address.flatMap { Country(alpha2: $0) }
        if agent.country == nil, let bic = agent.bic {
            agent.country = Country(alpha2: bic.dropFirst(4).prefix(2))
        }
        if agent.country == nil, let system = institution.nodeText("ClrSysMmbId", "ClrSysId", "Cd") {
            // Codes of ISO 20022's ExternalClearingSystemIdentification begin with the country of the system.
            agent.country = Country(alpha2: system.prefix(2))
        }
        return agent
    }

    // MARK: The rest

    private func remittance() -> String? {
        var parts = transfer.nodes("RmtInf").flatMap { $0.nodes("Ustrd").compactMap(\.ownText) }
        for structured in transfer.nodes("RmtInf").flatMap({ $0.nodes("Strd") }) {
            parts += structured.nodes("RfrdDocInf").compactMap { $0.nodeText("Nb") }
            if let reference = structured.nodeText("CdtrRefInf", "Ref") { parts.append(reference) }
            parts += structured.nodes("AddtlRmtInf").compactMap(\.ownText)
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    private var isInstant: Bool {
        let own = transfer.nodeText("PmtTpInf", "LclInstrm", "Cd") ?? block.nodeText("PmtTpInf", "LclInstrm", "Cd")
        return own == "INST"
    }

    private mutating func checkMethod(_ method: String?) {
        guard method != "TRF" else { return }
        note("IN-013", .medium, "PmtInf.PmtMtd", method.map { Shown.short($0) } ?? "", "TRF", .hold)
    }

    private mutating func checkParties(_ payout: Payout) {
        let debtorAccount = payout.debtor.iban ?? payout.debtor.otherAccount
        if payout.debtor.name == nil || debtorAccount == nil {
            note("PY-4", .medium, "Dbtr", "", "the payer's name and account", .review)
        }
        if payout.creditor.name == nil { note("PY-4", .medium, "Cdtr.Nm", "", "the payee's name", .review) }
        if payout.creditor.iban == nil, payout.creditor.otherAccount == nil {
            note("PY-3", .medium, "CdtrAcct", "", "an IBAN", .review)
        }
    }

    /// What the reader noticed about the message and its blocks.
    private mutating func checkRemarks() {
        guard let remarks = root["remarks"] else { return }
        for remark in remarks.elements {
            let code = remark["code"]?.string ?? ""
            let isHold = code == "PY-1"
            note(
                code, isHold ? .high : .low, remark["path"]?.string ?? "", remark["found"]?.string ?? "",
                remark["expected"]?.string ?? "", isHold ? .hold : .pass)
        }
    }

    /// Text between elements means nothing in the schemas; the payment is read without it, and it is said.
    private mutating func strayText(_ node: JSONValue, _ path: String) {
        var hasChildren = false
        for member in node.members {
            let name = String(decoding: member.name, as: UTF8.self)
            if name.hasPrefix("@") || name == "#" { continue }
            hasChildren = true
            if member.value.kind == .object { strayText(member.value, "\(path).\(name)") }
            for element in member.value.elements where element.kind == .object { strayText(element, "\(path).\(name)") }
        }
        if hasChildren, let text = node["#"]?.string {
            note("IN-025", .low, path, Shown.masked(text), "no text between elements", .pass)
        }
    }

    private mutating func note(
        _ code: String, _ severity: Severity, _ path: String, _ found: String, _ expected: String, _ outcome: Outcome
    ) {
        findings.append(Finding(code: code, severity: severity, path: path, found: found, expected: expected))
        self.outcome = max(self.outcome, outcome)
    }
}

/// Account numbers of payouts.
enum PayoutAccount {
    /// Upper case, without spaces; also when it is not valid.
    static func normalised(_ text: String) -> String { asciiUpper(text).filter { !$0.isWhitespace } }

    /// What a valid IBAN would need, or nil when it is one.
    static func fault(_ iban: String) -> String? {
        do throws(DomainError) {
            _ = try IBAN(iban)
            return nil
        } catch {
            return "a valid IBAN (\(error))"
        }
    }
}
