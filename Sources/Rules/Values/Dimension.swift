package import Domain

/// Exponents of the base quantities of a number: money, energy, time, length.
///
/// Base units: a millionth of the currency, milliwatt-hour, microsecond, metre.
package struct Dimension: Hashable, Sendable {
    package var money: Int8 = 0
    package var energy: Int8 = 0
    package var time: Int8 = 0
    package var length: Int8 = 0
    /// Set exactly where `money` is not zero.
    package var currency: Currency?

    package static let none = Dimension()
    package static let energy = Dimension(energy: 1)
    package static let power = Dimension(energy: 1, time: -1)
    package static let duration = Dimension(time: 1)
    package static let length = Dimension(length: 1)
    package static let speed = Dimension(time: -1, length: 1)

    package static func money(_ currency: Currency) -> Dimension { Dimension(money: 1, currency: currency) }

    package static func unitPrice(_ currency: Currency) -> Dimension {
        Dimension(money: 1, energy: -1, currency: currency)
    }

    /// Nil where two currencies meet or an exponent leaves ±8.
    func combined(_ other: Dimension, sign: Int8) -> Dimension? {
        if money != 0, other.money != 0, currency != other.currency { return nil }
        var result = Dimension()
        result.money = money + sign * other.money
        result.energy = energy + sign * other.energy
        result.time = time + sign * other.time
        result.length = length + sign * other.length
        result.currency = result.money == 0 ? nil : currency ?? other.currency
        let exponents = [result.money, result.energy, result.time, result.length]
        return exponents.allSatisfy { abs($0) <= 8 } ? result : nil
    }

    /// The name used in messages.
    var name: String {
        let code = currency?.code ?? ""
        switch (money, energy, time, length) {
        case (0, 0, 0, 0): return "a plain number"
        case (1, 0, 0, 0): return "money in \(code)"
        case (0, 1, 0, 0): return "energy"
        case (0, 1, -1, 0): return "power"
        case (0, 0, 1, 0): return "duration"
        case (0, 0, 0, 1): return "length"
        case (0, 0, -1, 1): return "speed"
        case (1, -1, 0, 0): return "unit price in \(code) per kWh"
        default:
            let parts = [("money", money), ("energy", energy), ("time", time), ("length", length)]
            return parts.filter { $0.1 != 0 }.map { $0.1 == 1 ? $0.0 : "\($0.0)^\($0.1)" }.joined(separator: "·")
        }
    }
}

/// The static type of an expression, a parameter or a field.
package indirect enum ValueType: Hashable, Sendable {
    case bool
    case number(Dimension)
    case instant
    case date
    case location
    case text
    /// An identifier; two kinds of identifier do not compare.
    case id(String)
    case set(ValueType)
    /// An effective-dated list by name, and the type of its entries' values where it maps keys to values.
    case list(String)
    /// A row of history.
    case row(RuleKind)

    package static let count = ValueType.number(.none)

    /// Whether its values are amounts of one currency.
    var isMoney: Bool {
        guard case .number(let dimension) = self, let currency = dimension.currency else { return false }
        return dimension == .money(currency)
    }

    var name: String {
        switch self {
        case .bool: "true or false"
        case .number(let dimension): dimension.name
        case .instant: "an instant"
        case .date: "a date"
        case .location: "a location"
        case .text: "text"
        case .id(let kind): "id of \(RuleKind.withArticle(kind))"
        case .set: "a set"
        case .list(let name): "list \(name)"
        case .row(let kind): "\(RuleKind.withArticle(kind.rawValue)) of history"
        }
    }

    /// What is said of a text that is no value of the type.
    var negation: String {
        if case .bool = self { return "neither true nor false" }
        for article in ["a ", "an "] where name.hasPrefix(article) { return "no " + name.dropFirst(article.count) }
        return "no " + name
    }

    /// Whether values of the two types may be compared for equality; a literal text compares with any identifier.
    func isComparable(with other: ValueType) -> Bool {
        switch (self, other) {
        case (.text, .id), (.id, .text): true
        default: self == other
        }
    }
}

/// The kinds of event that a rule judges or a history holds.
package enum RuleKind: String, Hashable, Sendable, CaseIterable, Comparable {
    case session, payout, settlement, refund, chargeback
    case accountChange = "account_change"
    case tariff, transfer
    case ruleHit = "rule_hit"
    case participant, timer
    case caseAction = "case_action"

    package static func < (left: RuleKind, right: RuleKind) -> Bool { left.rawValue < right.rawValue }

    /// Number of the kind: tables of the hot path stand in its order, as hashing a kind hashes its name.
    var place: Int {
        switch self {
        case .session: 0
        case .payout: 1
        case .settlement: 2
        case .refund: 3
        case .chargeback: 4
        case .accountChange: 5
        case .tariff: 6
        case .transfer: 7
        case .ruleHit: 8
        case .participant: 9
        case .timer: 10
        case .caseAction: 11
        }
    }

    /// The word of `history.…` for this kind; nil where it has no history.
    var plural: String? {
        switch self {
        case .session: "sessions"
        case .payout: "payouts"
        case .settlement: "settlements"
        case .refund: "refunds"
        case .chargeback: "chargebacks"
        case .accountChange: "account_changes"
        case .tariff: "tariffs"
        case .transfer: "transfers"
        case .ruleHit: "rule_hits"
        case .participant, .timer, .caseAction: nil
        }
    }

    /// A word with its indefinite article, such as `an account`.
    static func withArticle(_ noun: String) -> String {
        let isVowel = noun.first.map { "aeio".contains($0) } ?? false
        return (isVowel || noun == "evse" ? "an " : "a ") + noun
    }

    static let byPlural: [String: RuleKind] = Dictionary(
        uniqueKeysWithValues: allCases.compactMap { kind in kind.plural.map { ($0, kind) } })

    /// The kind under which rules see an event; nil for reference data, which no rule judges.
    ///
    /// A charging session is judged as its charge detail record; the session object that changes while charging goes on is not.
    package init?(_ kind: EventKind) {
        switch kind {
        case .cdr: self = .session
        case .payout: self = .payout
        case .settlement: self = .settlement
        case .refund: self = .refund
        case .chargeback: self = .chargeback
        case .accountChange: self = .accountChange
        case .participant: self = .participant
        case .tariff: self = .tariff
        case .ruleHit: self = .ruleHit
        case .tick: self = .timer
        case .session, .location, .token: return nil
        }
    }
}
