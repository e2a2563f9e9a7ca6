package import Windows

/// A value during evaluation. `unknown` carries nothing: what is missing stands in the machine's list.
package enum Value: Sendable, Hashable {
    case unknown
    /// The aggregate of an empty range, or a fact known not to exist.
    case absent
    case bool(Bool)
    case number(Rational)
    /// A number known to lie between two bounds, because of rows of which it is unknown whether they count.
    indirect case interval(Rational, Rational)
    case instant(Int64)
    case date(Int32)
    case text(Text)
    case location(latitude: Int32, longitude: Int32)
    case set(Set<Text>)
    case row(RowHandle)

}

extension Value {
    /// The value of a fact, scaled to base units.
    @inline(__always)
    static func fact(_ fact: FactValue, _ field: FieldID) -> Value {
        switch fact {
        case .unknown: .unknown
        case .absent: .absent
        case .bool(let value): .bool(value)
        case .number(let value): .number(field.scaled(value))
        case .instant(let value): .instant(value)
        case .date(let value): .date(value)
        case .text(let value): .text(value)
        case .location(let latitude, let longitude): .location(latitude: latitude, longitude: longitude)
        case .set(let value): .set(Set(value))
        }
    }
}

extension FieldID {
    @inline(__always)
    func scaled(_ value: Int64) -> Rational {
        Rational(Int128(value), over: Int128(FieldRegistry.denominators[Int(index)]))
    }
}
