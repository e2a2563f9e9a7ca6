package import Domain

/// One billed line as the verdict needs it.
package struct TaxLine: Hashable, Sendable {
    /// Country of the place of supply: for a charging session where the charge point stands.
    package let country: Known<Country>
    /// The moment that decides the rate; its local date is compared with the windows.
    package let taxPoint: Known<TaxPoint>
    /// Postcode of the place, where known: it finds territories with their own tax.
    package let postcode: String?
    package let excluding: Money
    package let including: Money?
    /// Rates written beside the amount, in parts per million.
    package let statedRatesPPM: [Int64]
    /// Decimals with which the amounts were written; nil takes the fewest that show both amounts, at least the currency's.
    package let writtenDecimals: Int?
    /// The document is our own (own supply, self-billing): a failure holds it; elsewhere it is a review (duties.md).
    package let isOwnDocument: Bool

    package init(
        country: Known<Country>, taxPoint: Known<TaxPoint>, postcode: String? = nil, excluding: Money,
        including: Money?,
        statedRatesPPM: [Int64] = [], writtenDecimals: Int? = nil, isOwnDocument: Bool = false
    ) {
        self.country = country
        self.taxPoint = taxPoint
        self.postcode = postcode
        self.excluding = excluding
        self.including = including
        self.statedRatesPPM = statedRatesPPM
        self.writtenDecimals = writtenDecimals
        self.isOwnDocument = isOwnDocument
    }

    /// The line of a charge of a session.
    package init(_ charge: ChargingSession.Charge, of session: ChargingSession, taxPoint: Known<TaxPoint>) {
        self.init(
            country: session.place.country.map(Known.known) ?? .unknown("place.country"), taxPoint: taxPoint,
            postcode: session.place.postalCode, excluding: charge.excluding, including: charge.including,
            statedRatesPPM: charge.statedRatesPPM)
    }
}

/// Whether the tax on a line is right on its day at its place, and why.
package struct TaxVerdict: Hashable, Sendable {
    /// In rising order; unknown is never a pass. Raw values are the database text.
    package enum Level: String, Comparable, Sendable, CaseIterable {
        case pass, review, fail, unknown

        package static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }

        // An unknown fact weighs as much as a review: a failure that is certain outranks it.
        private var rank: Int {
            switch self {
            case .pass: 0
            case .review: 1
            case .unknown: 2
            case .fail: 3
            }
        }
    }

    /// Why; raw values are the codes of vat.md section 6.
    package enum Code: String, Sendable, CaseIterable {
        case agrees = "VAT-OK"
        /// Agrees, but only within the rounding of small amounts.
        case agreesRounded = "VAT-OK-ROUNDED"
        /// Nothing was paid, so no rate owes anything.
        case zeroAmount = "VAT-ZERO"
        case rate = "VAT-RATE", expired = "VAT-RATE-EXPIRED", future = "VAT-RATE-FUTURE", unit = "VAT-UNIT"
        /// Stated rate and amounts contradict each other.
        case sum = "VAT-SUM"
        /// Several rates for one supply.
        case split = "VAT-CLASS"
        /// No tax is shown: reverse charge needs evidence that the record does not carry.
        case noTax = "VAT-DEALER-EVIDENCE"
        case territory = "VAT-TERRITORY"
        case contested = "VAT-CONTESTED"
        case ruleMissing = "RULE-MISSING"
        case placeUnknown = "VAT-PLACE-UNKNOWN"
        case facts = "VAT-FACTS"
    }

    package let level: Level
    package let code: Code
    /// What is missing, where something is; also facts that a passed line could not be checked for.
    package let missing: [String]
    /// The rate that the law asks for; nil where it is not known.
    package let expected: Rate?
    /// The stated rate, or the nearest rate that the amounts imply, in parts per million.
    package let foundPPM: Int64?
    package let legalBasis: [LegalBasis]
    package let localDate: CivilDate?

    /// How the verdict enters the lattice: a failure holds our own documents and reviews others; unknown is a review.
    package func outcome(isOwnDocument: Bool) -> Outcome {
        switch level {
        case .pass: .pass
        case .review, .unknown: .review
        case .fail: isOwnDocument ? .hold : .review
        }
    }

    /// The verdict in words, for people inside.
    package var text: String {
        var words = code.rawValue
        if let expected { words += ": \(expected.percentText) % by \(expected.ruleID)" }
        if let foundPPM { words += ", found \(decimalText(foundPPM, decimals: 4, minimum: 0)) %" }
        if !missing.isEmpty { words += ", not known: \(missing.joined(separator: ", "))" }
        return words
    }
}

extension TaxPack {
    /// Judges the rate on a line: place, date, territory, rule, then declared against computed (vat.md section 5).
    package func verdict(for line: TaxLine) -> TaxVerdict {
        guard case .known(let country) = line.country else {
            return unknown(.placeUnknown, line.country.missing, nil)
        }
        guard case .known(let point) = line.taxPoint else { return unknown(.facts, line.taxPoint.missing, nil) }
        let date = point.localDate
        guard let pack = jurisdictions[country] else {
            return unknown(.ruleMissing, "vat rules \(country.alpha2)", date)
        }
        if line.excluding.micros == 0, line.including?.micros ?? 0 == 0 {
            return TaxVerdict(
                level: .pass, code: .zeroAmount, missing: [], expected: nil, foundPPM: nil, legalBasis: [],
                localDate: date)
        }
        if let code = line.postcode.flatMap({ pack.territory(postcode: $0) }), code.treatment != .asCountry {
            return TaxVerdict(
                level: .review, code: .territory, missing: ["rate of \(code.code)"], expected: nil, foundPPM: nil,
                legalBasis: code.basis, localDate: date)
        }
        // Where parts of a country are taxed otherwise, a line without postcode passes only with that named.
        let special = pack.territories.contains { $0.treatment != .asCountry }
        let unchecked = special && line.postcode == nil ? ["place.postal_code"] : []
        return judge(line, pack, date, unchecked)
    }

    private func judge(_ line: TaxLine, _ pack: JurisdictionRates, _ date: CivilDate, _ unchecked: [String])
        -> TaxVerdict
    {
        guard let standard = standardRate(pack.country, on: date).value else {
            return unknown(.ruleMissing, "vat standard rate \(pack.country.alpha2) \(date)", date)
        }
        let charging = chargingRate(pack.country, on: date).value
        let expected = charging ?? standard
        func verdict(_ level: TaxVerdict.Level, _ code: TaxVerdict.Code, _ found: Int64?, _ missing: [String] = [])
            -> TaxVerdict
        {
            TaxVerdict(
                level: level, code: code, missing: missing + unchecked, expected: expected, foundPPM: found,
                legalBasis: expected.window.basis, localDate: date)
        }
        let stated = Array(Set(line.statedRatesPPM)).sorted()
        if stated.count > 1 { return verdict(.review, .split, nil) }
        let implied = ImpliedRate(line)
        guard stated.first != nil || implied != nil else { return verdict(.unknown, .facts, nil, ["vat"]) }
        if let rate = stated.first, let implied, !implied.allows(rate) { return verdict(.fail, .sum, rate) }
        let found = stated.first ?? implied?.nearest ?? 0
        let agrees = stated.first.map { $0 == expected.partsPerMillion } ?? implied?.allows(expected.partsPerMillion)
        if agrees ?? false {
            if charging == nil { return verdict(.review, .ruleMissing, found, ["vat charging rule"]) }
            if expected.window.certainty == .contested { return verdict(.pass, .contested, found) }
            let rounded = stated.isEmpty && !(implied?.isNarrow ?? false)
            return verdict(.pass, rounded ? .agreesRounded : .agrees, found)
        }
        if expected.window.alternatives.contains(where: { rate in
            stated.first.map { $0 == rate } ?? implied?.allows(rate) ?? false
        }) {
            return verdict(.review, .contested, found)
        }
        if stated.first == 0 || (stated.isEmpty && implied?.nearest == 0) {
            return verdict(.review, .noTax, 0, ["customer.taxable_dealer"])
        }
        if charging == nil { return verdict(.review, .ruleMissing, found, ["vat charging rule"]) }
        return verdict(.fail, wrong(found, implied: stated.isEmpty ? implied : nil, expected, pack, date), found)
    }

    /// Which wrong rate it is (vat.md section 5): an earlier or later window's, a fraction read as per cent, or another.
    private func wrong(
        _ found: Int64, implied: ImpliedRate?, _ expected: Rate, _ pack: JurisdictionRates, _ date: CivilDate
    ) -> TaxVerdict.Code {
        func same(_ rate: Int64) -> Bool { implied?.allows(rate) ?? (rate == found) }
        let all = pack.windows[expected.kind] ?? []
        let standards = pack.windows[.standard] ?? []
        if found * 100 == expected.partsPerMillion || found == expected.partsPerMillion * 100 { return .unit }
        let inForce = pack.window(.standard, on: date).map { same($0.ratePPM) } ?? false
        if !inForce, (all + standards).contains(where: { same($0.ratePPM) && $0.to.map { $0 <= date } ?? false }) {
            return .expired
        }
        if !inForce, (all + standards).contains(where: { same($0.ratePPM) && $0.from > date }) { return .future }
        return .rate
    }

    private func unknown(_ code: TaxVerdict.Code, _ missing: String, _ date: CivilDate?) -> TaxVerdict {
        TaxVerdict(
            level: .unknown, code: code, missing: [missing], expected: nil, foundPPM: nil, legalBasis: [],
            localDate: date)
    }
}

extension Known {
    fileprivate var missing: String {
        if case .unknown(let what) = self { what } else { "" }
    }
}

/// The rates that two rounded amounts allow.
///
/// Each amount stands for any value within half a unit of its last written decimal, so the pair allows an interval of
/// rates; nothing is rounded on the way.
struct ImpliedRate {
    private let excluding: Int128
    private let including: Int128
    /// Half a unit of the last decimal, in micros.
    private let half: Int128

    /// Nil without an amount including tax, in different currencies, or when the untaxed amount is within rounding of zero.
    init?(_ line: TaxLine) {
        guard let gross = line.including, gross.currency == line.excluding.currency else { return nil }
        // A credit has both signs turned: the rate is the same.
        let sign: Int128 = line.excluding.micros < 0 ? -1 : 1
        excluding = Int128(line.excluding.micros) * sign
        including = Int128(gross.micros) * sign
        let decimals = line.writtenDecimals ?? Self.decimals(line.excluding, gross)
        var unit: Int128 = 1_000_000
        for _ in 0..<min(max(decimals, 0), 6) { unit /= 10 }
        half = unit / 2
        if excluding <= half { return nil }
    }

    /// The fewest decimals that show both amounts, at least the currency's own.
    private static func decimals(_ net: Money, _ gross: Money) -> Int {
        var unit: Int64 = 1
        var decimals = 6
        while decimals > net.currency.minorUnits, net.micros % (unit * 10) == 0, gross.micros % (unit * 10) == 0 {
            unit *= 10
            decimals -= 1
        }
        return decimals
    }

    /// Whether `net' × (1 + rate) = gross'` holds for some net' and gross' within rounding of the written amounts.
    func allows(_ ratePPM: Int64) -> Bool {
        let factor = Int128(1_000_000 + ratePPM)
        let low = (excluding - half) * factor
        let high = (excluding + half) * factor
        return low <= (including + half) * 1_000_000 && high >= (including - half) * 1_000_000
    }

    /// The rate of the amounts as written, to a hundredth of a per cent.
    var nearest: Int64? {
        let difference = (including - excluding) * 10_000
        return Int64(exactly: Rounding.halfEven.divide(difference, by: excluding) * 100)
    }

    /// The allowed rates lie within one per cent point, so that no two rates of a country can be confused.
    var isNarrow: Bool {
        // Width = ((g + h)/(n − h) − (g − h)/(n + h)) = 2h(g + n)/(n² − h²).
        let width = 2 * half * (including + excluding) / max(excluding - half, 1)
        return width * 100 <= excluding + half
    }
}
