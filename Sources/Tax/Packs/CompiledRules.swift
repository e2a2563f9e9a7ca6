package import Domain
import Formats

/// Windows in rising order without overlap, found by binary search.
struct WindowTable: Sendable {
    /// A reference, so that readings share it.
    final class Entry: Sendable {
        let from: Int32
        /// Exclusive; `Int32.max` when open.
        let to: Int32
        let content: WindowContent
        let certainty: Certainty?
        let source: RuleWindow

        init(_ window: RuleWindow) {
            from = window.from.daysSinceEpoch
            to = window.to?.daysSinceEpoch ?? Int32.max
            content = window.content
            certainty = window.certainty
            source = window
        }
    }

    let all: [Entry]

    init(_ windows: [RuleWindow]) { all = windows.map(Entry.init).sorted { $0.from < $1.from } }

    var isEmpty: Bool { all.isEmpty }

    /// The first window that begins before another has ended.
    var overlap: RuleWindow? { zip(all, all.dropFirst()).first { $0.to > $1.from }?.1.source }

    /// Complexity: logarithmic.
    func index(onDay day: Int32) -> Int? {
        var low = 0
        var high = all.count
        while low < high {
            let middle = (low + high) / 2
            if all[middle].from <= day { low = middle + 1 } else { high = middle }
        }
        return low > 0 && day < all[low - 1].to ? low - 1 : nil
    }

    func window(on date: CivilDate) -> Entry? { index(onDay: date.daysSinceEpoch).map { all[$0] } }
}

/// A condition as the decision tests it.
struct CompiledCondition: Sendable {
    let fact: ConditionFact
    let test: Condition.Test
    /// Roles as bits.
    let roleMask: UInt32
    /// The fact as a bit of those looked at.
    let used: FactSet

    init(_ condition: Condition) {
        fact = condition.fact
        test = condition.test
        used = FactSet(condition.fact)
        if case .roles(let roles) = condition.test {
            roleMask = roles.reduce(0) { $0 | $1.bit }
        } else {
            roleMask = 0
        }
    }
}

extension PartyRole {
    var bit: UInt32 { 1 << (Self.positions[self] ?? 31) }

    private static let positions = Dictionary(
        uniqueKeysWithValues: allCases.enumerated().map { ($1, UInt32($0)) })
}

/// A rule with everything that an answer needs, ready. A reference, so that no line copies it.
final class CompiledRule: Sendable {
    let source: VATRule
    /// Index of the jurisdiction; -1 for the Union.
    let jurisdiction: Int16
    /// Gives a rate itself, so it also answers what a fee bears at its place.
    let isRateRule: Bool
    let conditions: [CompiledCondition]
    let windows: WindowTable
    let reporting: [ReportingWindow]
    /// `,"rule_id":…,"rule_hash":…` as it stands in the output.
    let identity: [UInt8]
    /// The citations as JSON strings, separated by commas.
    let citations: [UInt8]

    init(
        source: VATRule, jurisdiction: Int16, isRateRule: Bool, windows: WindowTable, reporting: [ReportingWindow],
        identity: [UInt8], citations: [UInt8]
    ) {
        self.source = source
        self.jurisdiction = jurisdiction
        self.isRateRule = isRateRule
        conditions = source.conditions.map(CompiledCondition.init)
        self.windows = windows
        self.reporting = reporting
        self.identity = identity
        self.citations = citations
    }
}

/// A jurisdiction: its clock, money and rates. A reference, so that no line copies it.
final class Jurisdiction: Sendable {
    let code: String
    /// The country that documents name: `CA` for `CA-NS`.
    let country: Country?
    let zone: ZoneRules?
    private let currency: Currency?
    private let formerCurrencies: [FormerCurrency]
    let foreignReseller: ForeignReseller?
    let standard: WindowTable
    let reduced: [WindowTable]
    let territories: [CompiledTerritory]
    /// Spans in which it is a member state of the Union for supplies of goods, half-open days.
    let membership: [(from: Int32, to: Int32)]
    /// Rate rules by fee type, highest priority first.
    let rateRules: [[Int32]]

    init(
        code: String, zone: ZoneRules?, currency: Currency?, formerCurrencies: [FormerCurrency],
        foreignReseller: ForeignReseller?, standard: WindowTable,
        reduced: [WindowTable], territories: [CompiledTerritory], membership: [(from: Int32, to: Int32)],
        rateRules: [[Int32]]
    ) {
        self.code = code
        country = Country(alpha2: code.prefix(2))
        self.zone = zone
        self.currency = currency
        self.formerCurrencies = formerCurrencies
        self.foreignReseller = foreignReseller
        self.standard = standard
        self.reduced = reduced
        self.territories = territories
        self.membership = membership
        self.rateRules = rateRules
    }

    /// The national currency on a local day; the present one where the day is not known.
    func currency(onDay day: Int32?) -> Currency? {
        guard let day, !formerCurrencies.isEmpty else { return currency }
        return formerCurrencies.first { day < $0.to.daysSinceEpoch }?.currency ?? currency
    }

    func isMember(onDay day: Int32) -> Bool {
        for span in membership where span.from <= day && day < span.to { return true }
        return false
    }
}

/// A part of a jurisdiction that is taxed otherwise.
final class CompiledTerritory: Sendable {
    let source: Territory
    /// Its names and code, folded for comparison.
    let names: Set<PlaceNameKey>
    let windows: WindowTable
    let zone: ZoneRules?
    /// Spans in which it is of the Union although its country is not: Northern Ireland for goods.
    let membership: [(from: Int32, to: Int32)]

    init(source: Territory, windows: WindowTable, zone: ZoneRules?, membership: [(from: Int32, to: Int32)]) {
        self.source = source
        names = Set(([source.code] + source.names).map { PlaceNameKey($0) })
        self.windows = windows
        self.zone = zone
        self.membership = membership
    }
}

/// All packs as arrays.
struct CompiledRules: Sendable {
    let rules: [CompiledRule]
    let jurisdictions: [Jurisdiction]
    /// Rules that can decide a line, by fee type, highest priority first.
    let byFee: [[Int32]]
    /// Rules without windows that only say how a seller reports, by fee type.
    let reportingByFee: [[Int32]]
    /// Country codes that are territories of another jurisdiction: Monaco, Isle of Man, Northern Ireland (`XI`).
    let aliases: [CountryCode: (jurisdiction: Int16, territory: Int16)]
    /// Clocks by the names that packs use.
    let zones: [String: ZoneRules]
    private let byCountry: [Int16]
    private let byCode: [String: Int]

    init(
        rules: [CompiledRule], jurisdictions: [Jurisdiction], byFee: [[Int32]], reportingByFee: [[Int32]],
        aliases: [CountryCode: (jurisdiction: Int16, territory: Int16)], zones: [String: ZoneRules]
    ) {
        self.zones = zones
        self.rules = rules
        self.jurisdictions = jurisdictions
        self.byFee = byFee
        self.reportingByFee = reportingByFee
        self.aliases = aliases
        var table = [Int16](repeating: -1, count: 26 * 26)
        var codes: [String: Int] = [:]
        for (index, jurisdiction) in jurisdictions.enumerated() {
            codes[jurisdiction.code] = index
            if let code = CountryCode(jurisdiction.code) { table[code.slot] = Int16(index) }
        }
        byCountry = table
        byCode = codes
    }

    func jurisdiction(_ code: String) -> Int? { byCode[code] }

    /// -1 when no pack is of that country.
    func jurisdiction(_ code: CountryCode) -> Int16 { byCountry[code.slot] }

    /// The rule of highest priority that gives a rate to a fee, and its window on that date; conditions are not asked.
    func rateRule(_ jurisdiction: Int16, _ fee: FeeType, on date: CivilDate) -> (rule: Int32, window: Int32)? {
        for rule in jurisdictions[Int(jurisdiction)].rateRules[fee.index] {
            if let window = rules[Int(rule)].windows.index(onDay: date.daysSinceEpoch) { return (rule, Int32(window)) }
        }
        return nil
    }
}

/// Two capital letters: a country of ISO 3166-1 or a code that VAT uses like one (`EL`, `XI`).
package struct CountryCode: Hashable, Sendable, CustomStringConvertible {
    /// 0..<676.
    let slot: Int

    /// Nil unless exactly two ASCII letters; Greece's `EL` is `GR`.
    package init?(_ text: some Collection<UInt8>) {
        guard text.count == 2 else { return nil }
        var slot = 0
        for byte in text {
            let letter = (byte & 0xDF) &- 0x41
            guard letter < 26 else { return nil }
            slot = slot * 26 + Int(letter)
        }
        // EL, Directive 2006/112/EC art. 215: the prefix of Greece.
        self.slot = slot == 4 * 26 + 11 ? 6 * 26 + 17 : slot
    }

    package init?(_ text: some StringProtocol) { self.init(Array(text.utf8)) }

    package init(_ country: Country) {
        slot = (Int(country.packed >> 8) - 0x41) * 26 + Int(country.packed & 0xFF) - 0x41
    }

    package var description: String {
        String(decoding: [UInt8(slot / 26 + 0x41), UInt8(slot % 26 + 0x41)], as: UTF8.self)
    }
}
