import Domain

/// Bounds and notation of rates, prefixes of numbers, territories.
extension RuleVerifier {
    mutating func checkRates() {
        for placed in rules where placed.isActive {
            for window in placed.rule.windows {
                checkNotation(window, placed.subject)
                if placed.rule.supplyClass == .electricity || placed.rule.supplyClass == nil {
                    checkMinimum(window, placed.jurisdiction, isStandard: false, placed.subject)
                }
            }
        }
        for placed in series {
            for window in placed.series.windows {
                checkNotation(window, placed.subject)
                checkMinimum(window, placed.jurisdiction, isStandard: placed.series.kind == .standard, placed.subject)
            }
        }
        for document in input.documents { checkPrefix(document) }
        checkTerritories()
    }

    private mutating func checkNotation(_ window: RuleWindow, _ subject: RuleSubject) {
        guard let rate = window.ratePPM else { return }
        let text = window.rateText ?? ""
        if rate > 0 && rate < 10_000 || rate > 500_000 {
            report(.unit, subject, on: window.from, place: window.place, "rate \(text) is no percentage of a VAT")
        }
        if let dot = text.utf8.firstIndex(of: UInt8(ascii: ".")),
            text.utf8.distance(from: dot, to: text.utf8.endIndex) > 4
        {
            report(.scale, subject, on: window.from, place: window.place, "rate \(text) has more than 3 decimals")
        }
    }

    /// Source: Directive 2006/112/EC art. 97 (standard rate at least 15), art. 98 and 99 (reduced rates at least 5, but
    /// for derogations).
    private mutating func checkMinimum(
        _ window: RuleWindow, _ jurisdiction: String, isStandard: Bool, _ subject: RuleSubject
    ) {
        guard UnionLaw.memberStates.contains(jurisdiction), let rate = window.ratePPM else { return }
        // A rate that is no percentage at all is told as that.
        guard rate == 0 || rate >= 10_000 else { return }
        let text = window.rateText ?? ""
        if isStandard, rate < 150_000 {
            report(.bound, subject, on: window.from, place: window.place, "standard rate \(text) is below 15 (art. 97)")
        } else if !isStandard, rate < 50_000, window.derogation == nil {
            report(
                .bound, subject, on: window.from, place: window.place,
                "rate \(text) is below 5 without a derogation (art. 99)")
        }
    }

    /// Greece's numbers begin with EL (art. 215), Northern Ireland's with XI, Great Britain's with GB.
    private mutating func checkPrefix(_ document: RulePack) {
        guard let prefix = document.vatIDPrefix, document.jurisdiction != "EU" else { return }
        let subject = RuleSubject(document.jurisdiction, place: document.place)
        let country = String(document.jurisdiction.prefix(2))
        let wanted = country == "GR" ? "EL" : country == "MC" ? "FR" : country == "IM" ? "GB" : country
        let isRight = UnionLaw.isExact(wanted) ? prefix == wanted : prefix.hasPrefix(wanted)
        if !isRight { report(.prefix, subject, "numbers of \(country) begin with \(wanted), not \(prefix)") }
    }

    private mutating func checkTerritories() {
        let countries = Set(input.documents.map { String($0.jurisdiction.prefix(2)) })
        let known = Set(input.documents.flatMap(\.territories).map { $0.code.uppercased() })
        let packs = Set(input.documents.map(\.jurisdiction))
        for territory in UnionLaw.territories where countries.contains(territory.country) {
            guard !known.contains(territory.code), !packs.contains(territory.code) else { continue }
            let place = input.documents.first { $0.jurisdiction == territory.country }?.place
            report(
                .territory, RuleSubject(territory.code, others: [territory.country], place: place),
                "\(territory.name) has no carve-out")
        }
    }
}

/// Figures of Union law that rules are measured by.
enum UnionLaw {
    /// ISO codes of the member states.
    static let memberStates: Set<String> = [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
        "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    ]

    /// Whether the prefix is exactly this, and not only begins with it (`CHE`).
    static func isExact(_ prefix: String) -> Bool {
        memberStates.contains(prefix) || prefix == "EL" || prefix == "GB" || prefix == "XI"
    }

    struct KnownTerritory {
        let code: String
        let country: String
        let name: String
    }

    /// Territories in which a country's VAT is not levied or is levied otherwise.
    ///
    /// - Source: Directive 2006/112/EC art. 6 (outside the territory; overseas regions by art. 355(1) TFEU), art. 7
    ///   (Monaco, Isle of Man, Sovereign Base Areas), art. 104 (Jungholz, Mittelberg), art. 105 (Azores, Madeira);
    ///   Protocol 10 to the Act of Accession 2003 (north of Cyprus); merverdiavgiftsloven § 1-2 (Svalbard, Jan Mayen).
    static let territories: [KnownTerritory] = [
        KnownTerritory(code: "AT-6691", country: "AT", name: "Jungholz"),
        KnownTerritory(code: "AT-6991", country: "AT", name: "Mittelberg"),
        KnownTerritory(code: "CY-NORTH", country: "CY", name: "the north of Cyprus"),
        KnownTerritory(code: "CY-SBA", country: "CY", name: "the Sovereign Base Areas"),
        KnownTerritory(code: "DE-78266", country: "DE", name: "Büsingen"),
        KnownTerritory(code: "DE-27498", country: "DE", name: "Helgoland"),
        KnownTerritory(code: "ES-CN", country: "ES", name: "the Canary Islands"),
        KnownTerritory(code: "ES-CE", country: "ES", name: "Ceuta"),
        KnownTerritory(code: "ES-ML", country: "ES", name: "Melilla"),
        KnownTerritory(code: "FI-01", country: "FI", name: "Åland"),
        KnownTerritory(code: "FR-GP", country: "FR", name: "Guadeloupe"),
        KnownTerritory(code: "FR-MQ", country: "FR", name: "Martinique"),
        KnownTerritory(code: "FR-RE", country: "FR", name: "Réunion"),
        KnownTerritory(code: "FR-GF", country: "FR", name: "French Guiana"),
        KnownTerritory(code: "FR-YT", country: "FR", name: "Mayotte"),
        KnownTerritory(code: "FR-MC", country: "FR", name: "Monaco"),
        KnownTerritory(code: "GR-69", country: "GR", name: "Mount Athos"),
        KnownTerritory(code: "IM", country: "GB", name: "the Isle of Man"),
        KnownTerritory(code: "IT-LIVIGNO", country: "IT", name: "Livigno"),
        KnownTerritory(code: "IT-CAMPIONE", country: "IT", name: "Campione d'Italia"),
        KnownTerritory(code: "NO-21", country: "NO", name: "Svalbard"),
        KnownTerritory(code: "NO-22", country: "NO", name: "Jan Mayen"),
        KnownTerritory(code: "PT-20", country: "PT", name: "the Azores"),
        KnownTerritory(code: "PT-30", country: "PT", name: "Madeira"),
    ]
}
