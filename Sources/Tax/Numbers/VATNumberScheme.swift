/// A country, territory or scheme that gives VAT numbers. The raw value is the ISO code, for the Union the prefix.
package enum VATNumberScheme: String, Sendable, CaseIterable {
    case austria = "AT", belgium = "BE", bulgaria = "BG", cyprus = "CY", czechia = "CZ", germany = "DE", denmark = "DK"
    case estonia = "EE", greece = "EL", spain = "ES", finland = "FI", france = "FR", croatia = "HR", hungary = "HU"
    case ireland = "IE", italy = "IT", lithuania = "LT", luxembourg = "LU", latvia = "LV", malta = "MT"
    case netherlands = "NL", poland = "PL", portugal = "PT", romania = "RO", sweden = "SE", slovenia = "SI"
    case slovakia = "SK"
    /// Northern Ireland in trade of goods.
    case northernIreland = "XI"
    /// The One Stop Shop for businesses outside the Union (art 362 of Dir 2006/112).
    case nonUnionShop = "EU"
    /// The Import One Stop Shop (art 369q of Dir 2006/112). Not the Isle of Man, whose numbers are `GB`.
    case importShop = "IM"
    case andorra = "AD", albania = "AL", argentina = "AR", australia = "AU", brazil = "BR", belarus = "BY"
    case canada = "CA", switzerland = "CH", chile = "CL", colombia = "CO", faroes = "FO", britain = "GB"
    case israel = "IL", india = "IN", iceland = "IS", japan = "JP", korea = "KR", liechtenstein = "LI"
    case moldova = "MD", montenegro = "ME", northMacedonia = "MK", mexico = "MX", norway = "NO", newZealand = "NZ"
    case serbia = "RS", russia = "RU", singapore = "SG", turkey = "TR", taiwan = "TW", southAfrica = "ZA"

    /// The scheme of two capitals; `GR` is read as `EL`.
    package init?(_ first: UInt8, _ second: UInt8) {
        guard first.isCapital, second.isCapital,
            let scheme = VATNumberScheme.table[Int(first - 65) * 26 + Int(second - 65)]
        else { return nil }
        self = scheme
    }

    /// Whether the prefix is part of the number and `VIES` or a One Stop Shop gives it.
    package var isUnion: Bool {
        switch self {
        case .austria, .belgium, .bulgaria, .cyprus, .czechia, .germany, .denmark, .estonia, .greece, .spain, .finland,
            .france, .croatia, .hungary, .ireland, .italy, .lithuania, .luxembourg, .latvia, .malta, .netherlands,
            .poland, .portugal, .romania, .sweden, .slovenia, .slovakia, .northernIreland, .nonUnionShop, .importShop:
            true
        default: false
        }
    }

    private static let table: [VATNumberScheme?] = {
        var table = [VATNumberScheme?](repeating: nil, count: 26 * 26)
        func set(_ code: String, _ scheme: VATNumberScheme) {
            let bytes = Array(code.utf8)
            table[Int(bytes[0] - 65) * 26 + Int(bytes[1] - 65)] = scheme
        }
        for scheme in VATNumberScheme.allCases { set(scheme.rawValue, scheme) }
        set("GR", .greece)
        return table
    }()

    /// The separators that are dropped before a number is judged.
    var separators: VATSeparators {
        switch self {
        case .singapore, .turkey: []
        case .estonia, .norway, .iceland, .albania, .belarus, .moldova, .montenegro, .russia, .australia: .space
        case .czechia: [.space, .slash]
        case .liechtenstein: [.space, .dot]
        case .southAfrica: [.space, .dash, .slash]
        case .italy: [.space, .dash, .colon]
        case .mexico: [.space, .dash, .underscore]
        case .luxembourg: [.space, .dash, .dot, .colon]
        case .colombia: [.space, .dash, .dot, .comma]
        case .austria, .belgium, .brazil: [.space, .dash, .dot, .slash]
        case .germany: [.space, .dash, .dot, .slash, .comma]
        case .greece: [.space, .dash, .dot, .slash, .colon]
        case .denmark: [.space, .dash, .dot, .slash, .colon, .comma]
        case .bulgaria, .france, .britain, .northernIreland, .netherlands, .portugal, .sweden, .switzerland, .andorra,
            .chile, .faroes, .serbia:
            [.space, .dash, .dot]
        default: [.space, .dash]
        }
    }

    /// What is wrong with a number; nil where nothing is. The text is left in its canonical form, without prefix.
    func fault(_ text: inout VATNumberText) -> VATNumberFault? {
        switch self {
        case .austria: VATNumbers.austria(&text)
        case .belgium: VATNumbers.belgium(&text)
        case .bulgaria: VATNumbers.bulgaria(&text)
        case .cyprus: VATNumbers.cyprus(&text)
        case .czechia: VATNumbers.czechia(&text)
        case .germany: VATNumbers.germany(&text)
        case .denmark: VATNumbers.denmark(&text)
        case .estonia: VATNumbers.estonia(&text)
        case .greece: VATNumbers.greece(&text)
        case .spain: VATNumbers.spain(&text)
        case .finland: VATNumbers.finland(&text)
        case .france: VATNumbers.france(&text)
        case .croatia: VATNumbers.croatia(&text)
        case .hungary: VATNumbers.hungary(&text)
        case .ireland: VATNumbers.ireland(&text)
        case .italy: VATNumbers.italy(&text)
        case .lithuania: VATNumbers.lithuania(&text)
        case .luxembourg: VATNumbers.luxembourg(&text)
        case .latvia: VATNumbers.latvia(&text)
        case .malta: VATNumbers.malta(&text)
        case .netherlands: VATNumbers.netherlands(&text)
        case .poland: VATNumbers.poland(&text)
        case .portugal: VATNumbers.portugal(&text)
        case .romania: VATNumbers.romania(&text)
        case .sweden: VATNumbers.sweden(&text)
        case .slovenia: VATNumbers.slovenia(&text)
        case .slovakia: VATNumbers.slovakia(&text)
        case .northernIreland, .britain: VATNumbers.britain(&text)
        case .nonUnionShop: VATNumbers.shop(&text, prefix: "EU", digits: 9)
        case .importShop: VATNumbers.shop(&text, prefix: "IM", digits: 10)
        default: faultOutsideUnion(&text)
        }
    }

    private func faultOutsideUnion(_ text: inout VATNumberText) -> VATNumberFault? {
        switch self {
        case .andorra: VATNumbers.andorra(text)
        case .albania: VATNumbers.albania(&text)
        case .argentina: VATNumbers.argentina(text)
        case .australia: VATNumbers.australia(text)
        case .brazil: VATNumbers.brazil(text)
        case .belarus: VATNumbers.belarus(&text)
        case .canada: VATNumbers.canada(text)
        case .switzerland: VATNumbers.switzerland(text)
        case .chile: VATNumbers.chile(&text)
        case .colombia: VATNumbers.colombia(text)
        case .faroes: VATNumbers.faroes(&text)
        case .israel: VATNumbers.israel(text)
        case .india: VATNumbers.india(text)
        case .iceland: VATNumbers.iceland(&text)
        case .japan: VATNumbers.japan(text)
        case .korea: VATNumbers.korea(text)
        case .liechtenstein: VATNumbers.liechtenstein(&text)
        case .moldova: VATNumbers.moldova(text)
        case .montenegro: VATNumbers.montenegro(text)
        case .northMacedonia: VATNumbers.northMacedonia(&text)
        case .mexico: VATNumbers.mexico(text)
        case .norway: VATNumbers.norway(&text)
        case .newZealand: VATNumbers.newZealand(&text)
        case .serbia: VATNumbers.serbia(text)
        case .russia: VATNumbers.russia(text)
        case .singapore: VATNumbers.singapore(text)
        case .turkey: VATNumbers.turkey(text)
        case .taiwan: VATNumbers.taiwan(text)
        case .southAfrica: VATNumbers.southAfrica(text)
        default: .component
        }
    }
}

/// The forms of numbers, one function a country. Each says the first thing that is wrong in the order characters,
/// length, parts, check digit, or nil.
enum VATNumbers {}
