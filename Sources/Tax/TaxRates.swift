package import Domain

/// A law or an official publication that a rate rests on.
package struct LegalBasis: Hashable, Sendable {
    package let cite: String
    package let url: String?

    package init(cite: String, url: String? = nil) {
        self.cite = cite
        self.url = url
    }
}

/// How sure a window's rate and dates are.
package enum RateConfidence: String, Sendable, CaseIterable {
    /// Found equal in two or more independent tables.
    case seen
    /// From one table or from knowledge of the law alone.
    case single
}

/// How settled it is that the charging of vehicles bears the rate.
package enum Certainty: String, Sendable, CaseIterable {
    case settled
    case officialPractice = "official_practice"
    case contested
    /// The standard rate, because no charging rule is known.
    case assumed
}

/// A rate over local civil dates `[from, to)`.
package struct RateWindow: Hashable, Sendable {
    package let from: CivilDate
    /// Nil while open.
    package let to: CivilDate?
    /// Parts per million: 25.5 % is 255,000.
    package let ratePPM: Int64
    package let isTemporary: Bool
    package let basis: [LegalBasis]
    package let confidence: RateConfidence
    package let certainty: Certainty
    /// Rates that others hold to be right while the law is contested, in parts per million. They never change the rate.
    package let alternatives: [Int64]

    package init(
        from: CivilDate, to: CivilDate?, ratePPM: Int64, isTemporary: Bool = false, basis: [LegalBasis],
        confidence: RateConfidence, certainty: Certainty = .settled, alternatives: [Int64] = []
    ) {
        self.from = from
        self.to = to
        self.ratePPM = ratePPM
        self.isTemporary = isTemporary
        self.basis = basis
        self.confidence = confidence
        self.certainty = certainty
        self.alternatives = alternatives
    }

    package func covers(_ date: CivilDate) -> Bool { from <= date && (to.map { date < $0 } ?? true) }
}

/// What a rate table is about. Raw values are the words of the files.
package enum RateKind: String, Sendable, CaseIterable {
    case standard
    /// Public charging of electric vehicles, where its rate was established; a window may say that the standard rate holds.
    case charging
}

/// A part of a country whose tax differs.
package struct Territory: Hashable, Sendable {
    /// What the tax of the country is worth there. Raw values are the words of the files.
    package enum Treatment: String, Sendable, CaseIterable {
        /// Another tax instead.
        case ownTax = "own_tax"
        /// No value added tax of the country.
        case outside
        /// Treated as the country itself.
        case asCountry = "as_country"
        /// The country's tax at other rates.
        case rate
    }

    package let code: String
    package let name: String
    /// Beginnings of postcodes, without spaces.
    package let postcodes: [String]
    package let treatment: Treatment
    package let basis: [LegalBasis]

    package init(code: String, name: String, postcodes: [String], treatment: Treatment, basis: [LegalBasis]) {
        self.code = code
        self.name = name
        self.postcodes = postcodes
        self.treatment = treatment
        self.basis = basis
    }
}

/// The rates of one jurisdiction, windows ascending and without gap or overlap.
package struct JurisdictionRates: Hashable, Sendable {
    package let country: Country
    package let zone: TimeZoneID
    package let currency: Currency
    /// Prefix of its VAT ids (`EL` for Greece).
    package let vatPrefix: String
    package let windows: [RateKind: [RateWindow]]
    package let territories: [Territory]
    /// When a person last compared the file with its sources.
    package let updated: CivilDate
    package let file: String

    package init(
        country: Country, zone: TimeZoneID, currency: Currency, vatPrefix: String, windows: [RateKind: [RateWindow]],
        territories: [Territory], updated: CivilDate, file: String
    ) {
        self.country = country
        self.zone = zone
        self.currency = currency
        self.vatPrefix = vatPrefix
        self.windows = windows
        self.territories = territories
        self.updated = updated
        self.file = file
    }

    /// The window of a kind that covers a date. Complexity: O(log n).
    package func window(_ kind: RateKind, on date: CivilDate) -> RateWindow? {
        guard let all = windows[kind] else { return nil }
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle].from <= date { low = middle + 1 } else { high = middle }
        }
        guard low > 0, all[low - 1].covers(date) else { return nil }
        return all[low - 1]
    }

    /// The territory that a postcode lies in, nil for the mainland.
    package func territory(postcode: String) -> Territory? {
        let plain = asciiUpper(postcode.filter { $0 != " " && $0 != "-" })
        // The longest beginning decides: a postcode can lie in a part of a part.
        var best: (territory: Territory, length: Int)?
        for territory in territories {
            for start in territory.postcodes where plain.hasPrefix(start) && start.utf8.count > best?.length ?? 0 {
                best = (territory, start.utf8.count)
            }
        }
        return best?.territory
    }
}

/// A rate in force, with where it comes from.
package struct Rate: Hashable, Sendable {
    package let partsPerMillion: Int64
    package let country: Country
    package let kind: RateKind
    package let window: RateWindow
    /// `DE standard 2021-01-01`: names the rule in verdicts.
    package var ruleID: String { "\(country.alpha2) \(kind.rawValue) \(window.from)" }

    /// Per cent in shortest decimal form: `25.5`.
    package var percentText: String { decimalText(partsPerMillion, decimals: 4, minimum: 0) }
}

/// All rule packs in force: one version of knowledge, a pack a country.
package struct TaxPack: Sendable {
    package let jurisdictions: [Country: JurisdictionRates]
    /// SHA-256 over names and bytes of all files.
    package let hash: Hash32

    package init(jurisdictions: [JurisdictionRates], hash: Hash32) {
        self.jurisdictions = Dictionary(jurisdictions.map { ($0.country, $0) }, uniquingKeysWith: { first, _ in first })
        self.hash = hash
    }

    /// The standard rate of a country on a local civil date.
    ///
    /// - Returns: unknown naming country and date where no pack or no window says it; never the nearest rate.
    package func standardRate(_ country: Country, on date: CivilDate) -> Known<Rate> {
        rate(.standard, country, on: date)
    }

    /// The rate of public charging where it is established, by its own rule or as the standard rate.
    ///
    /// - Returns: unknown where no rule says it, although a standard rate may exist (`RULE-MISSING`).
    package func chargingRate(_ country: Country, on date: CivilDate) -> Known<Rate> {
        rate(.charging, country, on: date)
    }

    private func rate(_ kind: RateKind, _ country: Country, on date: CivilDate) -> Known<Rate> {
        guard let pack = jurisdictions[country] else { return .unknown("vat rules \(country.alpha2)") }
        guard let window = pack.window(kind, on: date) else {
            return .unknown("vat \(kind.rawValue) rate \(country.alpha2) \(date)")
        }
        return .known(Rate(partsPerMillion: window.ratePPM, country: country, kind: kind, window: window))
    }
}
