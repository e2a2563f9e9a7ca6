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
                "\(territory.name) has no carve-out (\(territory.basis))")
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
        /// Articles are of Directive 2006/112/EC where no act is named.
        let basis: String

        init(_ code: String, of country: String, _ name: String, _ basis: String) {
            self.code = code
            self.country = country
            self.name = name
            self.basis = basis
        }
    }

    /// Territories in which a country's VAT is not levied or is levied otherwise.
    ///
    /// - Source: Directive 2006/112/EC art. 6 (outside the territory), art. 7 (Monaco, Isle of Man, Sovereign Base Areas),
    ///   art. 104 (Jungholz, Mittelberg), art. 105 (Azores, Madeira), art. 120 (Greek islands); national acts as named.
    static let territories: [KnownTerritory] = [
        KnownTerritory("AT-6691", of: "AT", "Jungholz", "art. 104"),
        KnownTerritory("AT-6991", of: "AT", "Mittelberg", "art. 104"),
        KnownTerritory("CH-7562", of: "CH", "Samnaun", "MWSTG Art. 4(1)"),
        KnownTerritory(
            "CY-NORTH", of: "CY", "the north of Cyprus", "Protocol No 10 to the Act of Accession 2003 art. 1"),
        KnownTerritory("CY-SBA", of: "CY", "the Sovereign Base Areas", "art. 7(1)"),
        KnownTerritory("DE-78266", of: "DE", "Büsingen", "art. 6(2)(b)"),
        KnownTerritory("DE-27498", of: "DE", "Helgoland", "art. 6(2)(a)"),
        KnownTerritory("ES-CN", of: "ES", "the Canary Islands", "art. 6(1)(b)"),
        KnownTerritory("ES-CE", of: "ES", "Ceuta", "art. 6(2)(c)"),
        KnownTerritory("ES-ML", of: "ES", "Melilla", "art. 6(2)(d)"),
        KnownTerritory("FI-01", of: "FI", "Åland", "art. 6(1)(d)"),
        KnownTerritory("FR-GP", of: "FR", "Guadeloupe", "art. 6(1)(c)"),
        KnownTerritory("FR-MQ", of: "FR", "Martinique", "art. 6(1)(c)"),
        KnownTerritory("FR-RE", of: "FR", "Réunion", "art. 6(1)(c)"),
        KnownTerritory("FR-GF", of: "FR", "French Guiana", "art. 6(1)(c)"),
        KnownTerritory("FR-YT", of: "FR", "Mayotte", "art. 6(1)(c)"),
        KnownTerritory("FR-MC", of: "FR", "Monaco", "art. 7(1)"),
        KnownTerritory("GR-69", of: "GR", "Mount Athos", "art. 6(1)(a)"),
        KnownTerritory("GR-ISLANDS", of: "GR", "the islands with lower rates", "art. 120"),
        KnownTerritory("IM", of: "GB", "the Isle of Man", "art. 7(1)"),
        KnownTerritory(
            "XI", of: "GB", "Northern Ireland", "Windsor Framework art. 8 and Annex 3; VATA 1994 Schedule 9ZA"),
        KnownTerritory("IT-LIVIGNO", of: "IT", "Livigno", "art. 6(2)(e)"),
        KnownTerritory("IT-CAMPIONE", of: "IT", "Campione d'Italia", "art. 6(1)(f)"),
        KnownTerritory("NO-21", of: "NO", "Svalbard", "merverdiavgiftsloven § 1-2"),
        KnownTerritory("NO-22", of: "NO", "Jan Mayen", "merverdiavgiftsloven § 1-2"),
        KnownTerritory("PT-20", of: "PT", "the Azores", "art. 105(2)"),
        KnownTerritory("PT-30", of: "PT", "Madeira", "art. 105(2)"),
    ]
}
