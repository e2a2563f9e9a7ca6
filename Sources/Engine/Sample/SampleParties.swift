import Domain

/// A participant of the sample. Everything about it is invented.
struct SampleParty {
    /// What is special about a party, for the known truth.
    enum Role {
        case ordinary
        /// Verified until mid-August, suspended since.
        case suspended
        /// Verified, but the verification ran out on 31 August.
        case expired
        /// Never verified.
        case pending
        /// Has a new payout account since a day of the period.
        case newAccount(day: Int)
        case structuring, structuringNear
    }

    let number: Int
    let kind: Participant.Kind
    let country: String
    let party: PartyID?
    let name: String
    /// Usual weekly payout in cents; never in a band that structuring rules look at.
    let weeklyCents: Int
    let role: Role

    var id: String { "P-\(country)-\(SampleIdentifiers.digits(number, 6))" }
    var iban: String { SampleIdentifiers.iban(country: country, number: 1_000 + number) }
    /// The account that replaces the first one.
    var newIBAN: String { SampleIdentifiers.iban(country: country, number: 7_000 + number) }
    /// Dutch, Belgian and British participants belong to the second legal entity.
    var entity: SampleEntity { ["NL", "BE", "GB"].contains(country) ? .second : .main }

    func account(day: Int) -> String {
        if case .newAccount(let since) = role, day >= since { newIBAN } else { iban }
    }

    func isPayable(day: Int) -> Bool {
        switch role {
        case .pending: false
        case .suspended: day < 45
        case .expired: day < 62
        default: true
        }
    }
}

/// The two legal entities of the sample platform.
enum SampleEntity: CaseIterable {
    case main, second

    var id: String { self == .main ? LegalEntityID.main.text : "nl" }
    var name: String { self == .main ? "Amplomb Sample Roaming GmbH" : "Amplomb Sample Roaming B.V." }
    var country: String { self == .main ? "DE" : "NL" }
    var zone: String { self == .main ? "Europe/Berlin" : "Europe/Amsterdam" }
    var iban: String { SampleIdentifiers.iban(country: country, number: self == .main ? 1 : 2) }
    var lei: String { SampleIdentifiers.lei(self == .main ? 1 : 2) }
}

enum SampleParties {
    static let all: [SampleParty] = {
        var list: [SampleParty] = []
        for line in table.split(separator: "\n") {
            let fields = line.split(separator: "|").map(String.init)
            guard fields.count == 6, let kind = Participant.Kind(rawValue: fields[0]), let cents = Int(fields[4]) else {
                continue
            }
            list.append(
                SampleParty(
                    number: list.count + 1, kind: kind, country: fields[1],
                    party: PartyID(country: fields[1], party: fields[2]), name: fields[3], weeklyCents: cents * 100,
                    role: role(fields[5])))
        }
        return list
    }()

    static let operators = all.filter { $0.kind == .cpo }
    static let providers = all.filter { [.emsp, .fleet, .oem].contains($0.kind) }

    private static func role(_ text: String) -> SampleParty.Role {
        switch text {
        case "suspended": .suspended
        case "expired": .expired
        case "pending": .pending
        case "account-50": .newAccount(day: 50)
        case "account-34": .newAccount(day: 34)
        case "structuring": .structuring
        case "structuring-near": .structuringNear
        default: .ordinary
        }
    }

    /// kind | country | OCPI party | name | usual weekly payout in major units | role
    private static let table = """
        cpo|DE|LMV|Lumivora Ladenetz GmbH|31000|-
        cpo|DE|NZQ|Netzquell Mobilität GmbH|24500|-
        cpo|DE|SKH|Stromkai Hafen GmbH|17800|-
        cpo|DE|ISL|Isarlade GmbH|13900|-
        cpo|NL|KWV|Kwartvolt Laadpalen B.V.|28200|-
        cpo|NL|PLX|Paalwerk Veldzicht B.V.|15600|-
        cpo|FR|VRV|Voltarive SAS|26700|-
        cpo|FR|BRN|Bornélia SAS|14800|account-50
        cpo|BE|ZNL|Zennelaad NV|13200|-
        cpo|AT|DNL|Donaulicht Ladestationen GmbH|16100|-
        cpo|IT|CRL|Corrilampo S.r.l.|14400|-
        cpo|ES|APR|Corriluz Recarga S.L.|18900|-
        cpo|PL|WLT|Woltavia sp. z o.o.|12900|-
        cpo|DK|STV|Strømvig ApS|15300|-
        cpo|SE|LDN|Laddnäs AB|21400|-
        cpo|GB|THC|Thamesquill Charge Ltd|13700|-
        emsp|DE|FHR|Fahrquell Karte GmbH|3300|-
        emsp|DE|EMK|Emkarta Fahrstrom AG|5100|structuring
        emsp|NL|RDL|Ridlaad B.V.|2900|-
        emsp|NL|OVL|Overlaad Pas B.V.|4100|-
        emsp|FR|CRT|Cartélune SAS|3800|-
        emsp|BE|PSK|Paskaartje NV|2600|-
        emsp|AT|ALP|Alpenpass Fahrstrom GmbH|3100|-
        emsp|IT|TSR|Tesserino Elettroviva S.r.l.|2700|structuring-near
        fleet|DE|FLW|Flottwerk Eichenau GmbH|6200|-
        fleet|DE|PKD|Paketlinie Nordkai GmbH|5700|-
        fleet|DE|TXM|Taxiring Isartal eG|2400|suspended
        fleet|NL|WGP|Wagenpark Rijnoever B.V.|6400|-
        fleet|NL|BZG|Bezorglijn Veldweg B.V.|3600|account-34
        fleet|FR|FLT|Flotterive SAS|4900|structuring
        fleet|PL|KRW|Kurierowo Polna sp. z o.o.|2100|expired
        fleet|GB|DPQ|Depotquill Ltd|2300|-
        oem|DE|AVK|Avikarra Motoren AG|22600|-
        oem|SE|NRV|Norrvagna AB|11800|-
        fintech|NL|PYG|Paygrade Veldstroom B.V.|6600|-
        fintech|BE|CLQ|Clearampel NV|5200|pending
        driver|DE|-|Ilka Brandtmoor|180|-
        driver|NL|-|Joris Veldkampen|160|-
        driver|FR|-|Maëlle Tourbrac|150|-
        driver|AT|-|Veit Hagenwetter|170|-
        """

    /// Invented people: given names beside family names that no list holds.
    static let givenNames = [
        "Ilse", "Joost", "Maëlis", "Ruben", "Sanne", "Tilda", "Veit", "Linnea", "Ottavia", "Piotrek", "Quirin", "Nell",
    ]
    static let familyNames = [
        "Quellhorst", "Sommerlathe", "Eikenrode", "Vanderzwaanen", "Lindqvarna", "Rossavalle", "Montecarrone",
        "Ferrandelle",
        "Hagenwetter", "Olbrechtsen", "Dworzynka", "Tourbrac", "Veldkampen", "Brandtmoor", "Wispelaar", "Ashquill",
    ]
}
