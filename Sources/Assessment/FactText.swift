import Domain
import Rules

/// Facts as explanations show them: exact, in the units people read.
enum FactText {
    /// All fields in order of name, as canonical JSON wants them.
    static let fields: [(id: FieldID, name: String, type: ValueType)] = FieldRegistry.fields
        .sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
        .compactMap { field in FieldID(field.name).map { ($0, field.name, field.type) } }

    static func text(_ fact: FactValue, _ type: ValueType) -> String {
        switch fact {
        case .unknown: "unknown"
        case .absent: "none"
        case .bool(let value): value ? "true" : "false"
        case .number(let value): number(value, type)
        case .instant(let value): Instant(microseconds: value).description
        case .date(let value): CivilDate(daysSinceEpoch: value).description
        case .text(let value): value.string
        case .set(let values): values.map(\.string).sorted().joined(separator: ", ")
        case .location(let latitude, let longitude):
            "\(decimalText(Int64(latitude), decimals: 6, minimum: 6)), \(decimalText(Int64(longitude), decimals: 6, minimum: 6))"
        }
    }

    /// Stored integers are micros, milliwatt-hours, watts, microseconds, metres, or millionths of a ratio.
    private static func number(_ value: Int64, _ type: ValueType) -> String {
        guard case .number(let dimension) = type else { return String(value) }
        switch (dimension.money, dimension.energy, dimension.time, dimension.length) {
        case (1, 0, 0, 0): return decimalText(value, decimals: 6, minimum: 2) + " EUR"
        case (1, -1, 0, 0): return decimalText(value, decimals: 6, minimum: 2) + " EUR/kWh"
        case (0, 1, 0, 0): return decimalText(value, decimals: 6, minimum: 0) + " kWh"
        case (0, 1, -1, 0): return decimalText(value, decimals: 3, minimum: 0) + " kW"
        case (0, 0, 1, 0): return decimalText(value, decimals: 6, minimum: 0) + " s"
        case (0, 0, 0, 1): return "\(value) m"
        default: return decimalText(value, decimals: 6, minimum: 0)
        }
    }
}
