import Domain

/// The number of a field in ``FieldRegistry``; names and numbers are fixed at build time.
package struct FieldID: Hashable, Sendable, Comparable {
    package let index: Int16

    init(_ index: Int) { self.index = Int16(truncatingIfNeeded: index) }

    package var name: String { FieldRegistry.fields[Int(index)].name }
    package var type: ValueType { FieldRegistry.fields[Int(index)].type }

    /// Whether its values are numbered texts where rows hold them.
    var isText: Bool { FieldRegistry.forms[Int(index)] == .text }

    package static func < (left: FieldID, right: FieldID) -> Bool { left.index < right.index }

    /// The field of this name, or nil.
    package init?(_ name: String) {
        guard let found = FieldRegistry.byName[name] else { return nil }
        self = found
    }
}

/// What a field means and where it may be read.
package struct Field: Sendable {
    package let name: String
    package let type: ValueType
    /// Empty for fields of every kind.
    package let kinds: Set<RuleKind>
    /// How one stored integer is read: `numerator / denominator` base units.
    let scale: Rational

    func exists(in kind: RuleKind) -> Bool { kinds.isEmpty || kinds.contains(kind) }
}

/// All fields a rule may name, by kind of event.
package enum FieldRegistry {
    /// Micros per kilowatt-hour are a millionth of that per milliwatt-hour.
    private static let perKilowattHour = Rational(1, over: 1_000_000)
    /// A watt is 1/3,600,000 milliwatt-hours a microsecond.
    static let watt = Rational(1, over: 3_600_000)
    static let partPerMillion = Rational(1, over: 1_000_000)

    package static let fields: [Field] = build()
    package static var count: Int { fields.count }
    static let byName: [String: FieldID] = Dictionary(
        uniqueKeysWithValues: fields.enumerated().map { ($1.name, FieldID($0)) })

    /// How a row's cell is read.
    enum CellForm: Sendable { case bool, number, instant, date, text, location, other }

    /// The form of each field's cells.
    static let forms: [CellForm] = fields.map { field in
        switch field.type {
        case .bool: .bool
        case .number: .number
        case .instant: .instant
        case .date: .date
        case .text, .id: .text
        case .location: .location
        case .set, .list, .row: .other
        }
    }

    /// Of a stored integer of each field, how many make one base unit.
    static let denominators: [Int64] = fields.map { Int64(truncatingIfNeeded: $0.scale.denominator) }

    /// Fields in the order of their names.
    static let byRank: [FieldID] = fields.indices.sorted { fields[$0].name < fields[$1].name }.map { FieldID($0) }

    /// The place of each field in that order.
    static let nameRanks: [Int16] = {
        var ranks = [Int16](repeating: 0, count: fields.count)
        for (rank, field) in byRank.enumerated() { ranks[Int(field.index)] = Int16(truncatingIfNeeded: rank) }
        return ranks
    }()

    /// The field of a kind of event that a misspelt or misplaced name may mean.
    static func nearest(_ name: String, _ kind: RuleKind?) -> String? {
        Rules.nearest(name, fields.filter { field in kind.map(field.exists(in:)) ?? true }.map(\.name))
    }

    private static func build() -> [Field] {
        var all: [Field] = []
        for group in fieldGroups {
            for (name, form) in group.fields {
                all.append(Field(name: name, type: type(form), kinds: group.kinds, scale: scale(form)))
            }
        }
        return all
    }

    private static func type(_ form: FieldForm) -> ValueType {
        switch form {
        case .bool: .bool
        case .count, .ratio: .number(.none)
        case .money: .number(.money(.eur))
        case .price: .number(.unitPrice(.eur))
        case .energy: .number(.energy)
        case .power: .number(.power)
        case .duration: .number(.duration)
        case .instant: .instant
        case .date: .date
        case .location: .location
        case .text: .text
        case .set(let kind): .set(.id(kind))
        case .id(let kind): .id(kind)
        }
    }

    private static func scale(_ form: FieldForm) -> Rational {
        switch form {
        case .ratio: partPerMillion
        case .price: perKilowattHour
        case .power: watt
        default: Rational(1)
        }
    }
}

/// The form in which a field's value is stored.
enum FieldForm {
    case bool, count, ratio, money, price, energy, power, duration, instant, date, location, text
    case set(String)
    case id(String)
}
