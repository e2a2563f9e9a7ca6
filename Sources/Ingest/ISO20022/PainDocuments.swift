import Domain
import Formats

/// The documents that a credit transfer settles (`RmtInf/Strd` of pain.001), with the tax they show.
struct PainDocuments {
    let transfer: JSONValue
    private(set) var documents: [Payout.SettledDocument] = []
    /// What could not be read: path, as found, what was expected.
    private(set) var faults: [(path: String, found: String, expected: String)] = []

    init(_ transfer: JSONValue) {
        self.transfer = transfer
        for block in transfer.nodes("RmtInf").flatMap({ $0.nodes("Strd") }) {
            if let document = document(block) { documents.append(document) }
        }
    }

    /// Nil for a block that says nothing of tax and is not self-billed: there is nothing to judge.
    private mutating func document(_ block: JSONValue) -> Payout.SettledDocument? {
        let named = block.node("RfrdDocInf")
        // DocumentType of ISO 20022: SBIN is a self-billed invoice, CREN a credit note.
        let code = named?.nodeText("Tp", "CdOrPrtry", "Cd")
        let kind: Payout.SettledDocument.Kind =
            switch code {
            case "SBIN": .selfBilledInvoice
            case "CREN": .creditNote
            default: .invoice
            }
        var document = Payout.SettledDocument(kind: kind, number: named?.nodeText("Nb"))
        document.date = (named?.nodeText("RltdDt") ?? named?.nodeText("RltdDt", "Dt")).flatMap { PainText.date($0) }
        let amounts = block.node("RfrdDocAmt")
        var hasTax = false
        for tax in amounts?.nodes("TaxAmt") ?? [] {
            hasTax = true
            add(tax, to: &document)
        }
        if !hasTax, kind != .selfBilledInvoice { return nil }
        let gross = amounts?.node("DuePyblAmt", "Amt") ?? amounts?.node("DuePyblAmt") ?? amounts?.node("RmtdAmt")
        document.gross = gross.flatMap { money($0, "DuePyblAmt") }
        return document
    }

    /// Version 03 has the amount itself, later ones a type beside it.
    private mutating func add(_ tax: JSONValue, to document: inout Payout.SettledDocument) {
        let type = tax.nodeText("Tp", "Cd") ?? tax.nodeText("Tp", "Prtry")
        if let type, !OCPITaxName.isValueAddedTax(type, in: nil) {
            document.otherTaxes.append(type)
            return
        }
        guard let amount = money(tax.node("Amt") ?? tax, "TaxAmt") else { return }
        guard let before = document.vat else {
            document.vat = amount
            return
        }
        let (sum, overflow) = before.micros.addingReportingOverflow(amount.micros)
        if overflow || before.currency != amount.currency {
            faults.append(("TaxAmt", "several", "amounts of one currency that can be added"))
        } else {
            document.vat = Money(micros: sum, currency: amount.currency)
        }
    }

    private mutating func money(_ node: JSONValue, _ name: String) -> Money? {
        if let text = node.ownText, let micros = PainText.decimal(text)?.scaled(by: 6), micros.exact,
            let currency = node["@Ccy"]?.string.flatMap({ Currency($0) })
        {
            return Money(micros: micros.value, currency: currency)
        }
        faults.append((name, Shown.short(node.ownText ?? ""), "an amount with its currency"))
        return nil
    }
}
