import Domain

/// Checks of a line's amounts that do not depend on who owes the tax (vat.md sections 5, 6 and 10).
enum Amounts {
    /// Micros of one unit of the last of so many decimals.
    static func unit(_ decimals: Int) -> Int128 {
        var unit: Int128 = 1_000_000
        for _ in 0..<min(max(decimals, 0), 6) { unit /= 10 }
        return unit
    }

    /// All findings on amounts.
    ///
    /// - Parameter rate: the rate that the document applied, in parts per million; nil when it applied none.
    static func findings(_ line: SupplyLine, rate: Int64?, isTaxed: Bool, currency: Currency?) -> [VerdictFinding] {
        let facts = line.record.facts
        let declared = line.record.declared
        var all: [VerdictFinding] = []
        if isBaseWrong(line, rate) { all.append(VerdictFinding(.fail, .base)) }
        let money = facts.currency ?? declared.currency ?? currency
        if let applied = isTaxed ? rate : untaxedRate(line), !sumsUp(line, applied, money) {
            all.append(VerdictFinding(.fail, .sum))
        } else if !addsUp(line) {
            all.append(VerdictFinding(.fail, .sum))
        }
        if let money, hasTooManyDecimals(line, money) { all.append(VerdictFinding(.fail, .scale)) }
        if facts.isCredit == true, let finding = credit(line) { all.append(finding) }
        if isTaxed, let shown = facts.vatCurrency, let currency, shown != currency {
            all.append(VerdictFinding(.fail, .currency))
        }
        if facts.attributes.has(.duplicateInvoice) { all.append(VerdictFinding(.fail, .duplicate)) }
        return all
    }

    /// A credit takes back: what it credits and what its document shows are below zero (art. 90). Without any amount the
    /// sign cannot be told.
    private static func credit(_ line: SupplyLine) -> VerdictFinding? {
        let facts = line.record.facts
        let declared = line.record.declared
        let credited = facts.creditAmount ?? facts.amount ?? facts.net ?? facts.gross
        let amounts = [credited, declared.net, declared.gross, declared.vat, declared.base].compactMap { $0 }
        if amounts.isEmpty { return VerdictFinding(.review, .facts) }
        return amounts.contains { $0.coefficient > 0 } ? VerdictFinding(.fail, .creditSign) : nil
    }

    /// The rate of a line on which no tax is due: as written, or zero where the document says that it shows none or that
    /// the customer owes it (EN 16931 BR-AE-09, BR-E-09, BR-O-09).
    private static func untaxedRate(_ line: SupplyLine) -> Int64? {
        let declared = line.record.declared
        if let written = declared.ratePercent { return written.scaled(by: 4)?.value }
        return declared.isNone || Comparison.claimsReverseCharge(declared) ? 0 : nil
    }

    /// Net and tax make the gross, whatever the rate.
    private static func addsUp(_ line: SupplyLine) -> Bool {
        let declared = line.record.declared
        guard let net = (declared.net ?? line.record.facts.net)?.scaled(by: 6)?.value,
            let gross = (declared.gross ?? line.record.facts.gross)?.scaled(by: 6)?.value,
            let vat = declared.vat?.scaled(by: 6)?.value
        else { return true }
        return Int128(net) + Int128(vat) == Int128(gross)
    }

    /// Tax on top of a price that includes it, or a base without what a third party pays (art. 73, 78).
    private static func isBaseWrong(_ line: SupplyLine, _ rate: Int64?) -> Bool {
        let facts = line.record.facts
        let declared = line.record.declared
        let price = price(facts)
        if facts.priceIncludesVAT == true, rate ?? 1 > 0, declared.vat.map({ $0.coefficient != 0 }) ?? true,
            let net = (declared.net ?? facts.net)?.scaled(by: 6)?.value
        {
            let gross = (declared.gross ?? facts.gross)?.scaled(by: 6)?.value ?? price
            if let gross, gross != 0, net == gross { return true }
            if let price, price != 0, net == price { return true }
        }
        guard facts.attributes.has(.thirdPartyPayment) || line.record.fee == .promoThirdParty,
            let base = declared.base?.scaled(by: 6)?.value
        else { return false }
        if base <= 0 { return true }
        guard let price, facts.priceIncludesVAT == false else { return false }
        return base < price
    }

    /// What a third party pays belongs to the base (art. 73); whether it is in it cannot be told where no base is stated.
    static func hasUnknownBase(_ line: SupplyLine) -> Bool {
        let record = line.record
        guard record.facts.attributes.has(.thirdPartyPayment) || record.fee == .promoThirdParty else { return false }
        return record.declared.base == nil && line.isVATShown == .yes
    }

    /// Quantity times unit price to two decimals, in micros.
    private static func price(_ facts: FactsRecord.LineFacts) -> Int64? {
        guard let quantity = facts.kWh?.scaled(by: 6)?.value, let price = facts.unitPrice?.scaled(by: 6)?.value else {
            return nil
        }
        let unit = unit(facts.currency?.minorUnits ?? 2)
        let rounded = Rounding.halfUp.divide(Int128(quantity) * Int128(price), by: 1_000_000 * unit) * unit
        return Int64(exactly: rounded)
    }

    /// Net, tax and gross agree with the rate, rounded once to the currency's decimals (EN 16931 BR-CO-17). Amounts of
    /// a CDR may have four decimals: there half a unit of the last one written is allowed.
    private static func sumsUp(_ line: SupplyLine, _ rate: Int64, _ currency: Currency?) -> Bool {
        let facts = line.record.facts
        let declared = line.record.declared
        let net = (declared.net ?? facts.net ?? declared.base)?.scaled(by: 6)?.value
        let gross = (declared.gross ?? facts.gross)?.scaled(by: 6)?.value
        let vat = declared.vat?.scaled(by: 6)?.value
        if !addsUp(line) { return false }
        guard let net else { return rate != 0 || (vat ?? 0) == 0 }
        let decimals = currency?.minorUnits ?? 2
        let isLoose = facts.ocpi != nil
        let tax = vat.map { Int128($0) } ?? gross.map { Int128($0) - Int128(net) }
        if isLoose, vat == nil, gross != nil { return ImpliedRate(line)?.allows(rate) ?? true }
        guard let tax else { return true }
        if fits(Int128(net) * Int128(rate), tax, decimals) { return true }
        // A price that includes the tax is split from the gross amount, which can differ by the last decimal.
        guard let gross, Int128(net) + tax == Int128(gross) else { return false }
        return fits(Int128(gross) * Int128(rate), tax, decimals, over: 1_000_000 + Int128(rate))
    }

    /// Whether a tax is an amount times rate rounded to the currency; an exact half may go either way.
    private static func fits(_ product: Int128, _ tax: Int128, _ decimals: Int, over scale: Int128 = 1_000_000) -> Bool
    {
        let unit = unit(decimals)
        let up = Rounding.halfUp.divide(product, by: scale * unit) * unit
        let even = Rounding.halfEven.divide(product, by: scale * unit) * unit
        return tax == up || tax == even
    }

    private static func hasTooManyDecimals(_ line: SupplyLine, _ currency: Currency) -> Bool {
        let facts = line.record.facts
        let declared = line.record.declared
        let limit = facts.ocpi == nil ? currency.minorUnits : max(4, currency.minorUnits)
        let amounts = [facts.net, facts.gross, facts.amount, facts.creditAmount, declared.base, declared.net]
        return (amounts + [declared.gross, declared.vat]).contains {
            $0.map { !($0.scaled(by: limit)?.exact ?? true) } ?? false
        }
    }
}
