import Domain

/// The rates that the amounts of a document allow where it names no rate.
///
/// Each amount stands for any value within half a unit of its last written decimal, so two amounts allow an interval of
/// rates; nothing is rounded on the way.
struct ImpliedRate {
    /// Net and tax, or net and gross, in micros.
    private let net: Int128
    private let other: Int128
    private let isGross: Bool
    private let netHalf: Int128
    private let otherHalf: Int128

    init?(_ line: SupplyLine) {
        let facts = line.record.facts
        let declared = line.record.declared
        guard let net = declared.net ?? facts.net ?? declared.base, let netMicros = net.scaled(by: 6) else {
            return nil
        }
        // With a price that includes tax the document's net equals its gross: the tax alone shows the rate.
        let tax = declared.vat
        guard let other = tax ?? declared.gross ?? facts.gross, let otherMicros = other.scaled(by: 6) else {
            return nil
        }
        let sign: Int128 = netMicros.value < 0 ? -1 : 1
        self.net = Int128(netMicros.value) * sign
        self.other = Int128(otherMicros.value) * sign
        isGross = tax == nil
        let minimum = facts.ocpi == nil ? 0 : 2
        netHalf = Amounts.unit(max(net.writtenDecimals, minimum)) / 2
        otherHalf = Amounts.unit(max(other.writtenDecimals, minimum)) / 2
        if self.net <= netHalf { return nil }
    }

    /// Whether a rate agrees with some values within rounding of the written amounts.
    func allows(_ ratePPM: Int64) -> Bool {
        let factor = Int128(ratePPM) + (isGross ? 1_000_000 : 0)
        let low = (net - netHalf) * factor
        let high = (net + netHalf) * factor
        return low <= (other + otherHalf) * 1_000_000 && high >= (other - otherHalf) * 1_000_000
    }

    /// The expected rate when it is allowed, else another rate of the place that is, else no tax; nil when nothing
    /// fits.
    func choose(_ expected: Int64, _ reading: Reading, _ day: Int32?) -> Int64? {
        if allows(expected) { return expected }
        for entry in reading.table?.all ?? [] {
            if let rate = entry.source.ratePPM, allows(rate) { return rate }
        }
        return allows(0) ? 0 : nearest
    }

    /// The rate of the amounts as written, to a hundredth of a per cent; nil when it is no rate at all.
    private var nearest: Int64? {
        let tax = isGross ? other - net : other
        guard tax > 0, let rate = Int64(exactly: Rounding.halfEven.divide(tax * 10_000, by: net) * 100) else {
            return nil
        }
        return rate <= 500_000 ? rate : nil
    }
}
