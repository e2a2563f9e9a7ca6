import Windows

/// What values name by their place.
extension Machine {
    mutating func make(_ text: Text) -> TextPlace {
        scratch.made.append(text)
        return TextPlace(hash: text.hash, index: Int64(scratch.made.count - 1), source: .made)
    }

    mutating func string(_ place: TextPlace) -> String {
        switch place.source {
        case .fact:
            if case .text(let text) = facts.values[Int(place.index)] { return text.string }
            return ""
        case .table: return linked.texts[Int(place.index)].string
        case .made: return scratch.made[Int(place.index)].string
        case .cell:
            if case .text(let string, _)? = windows.text(place.index) { return string }
            return ""
        }
    }

    mutating func isSame(_ left: TextPlace, _ right: TextPlace) -> Bool {
        left.hash == right.hash && string(left) == string(right)
    }

    /// The members of a set.
    mutating func members(_ place: SetPlace) -> [Text] {
        guard place.isFact else { return linked.sets[Int(place.index)].members }
        if case .set(let members) = facts.values[Int(place.index)] { return members }
        return []
    }

    /// Whether two values are known to be one; never for what is missing.
    mutating func isSame(_ left: Datum, _ right: Datum) -> Bool {
        switch (left, right) {
        case (.bool(let a), .bool(let b)): a == b
        case (.number(let a), .number(let b)): a == b
        case (.interval(let a), .interval(let b)): scratch.intervals[Int(a)] == scratch.intervals[Int(b)]
        case (.instant(let a), .instant(let b)): a == b
        case (.date(let a), .date(let b)): a == b
        case (.text(let a), .text(let b)): isSame(a, b)
        case (.location(let a, let b), .location(let c, let d)): a == c && b == d
        case (.set(let a), .set(let b)): Set(members(a)) == Set(members(b))
        case (.row(let a), .row(let b)): a == b
        default: false
        }
    }

    /// The value with everything that it names put in.
    mutating func value(_ datum: Datum) -> Value {
        switch datum {
        case .unknown: .unknown
        case .absent: .absent
        case .bool(let flag): .bool(flag)
        case .number(let number): .number(number)
        case .interval(let place): .interval(scratch.intervals[Int(place)].low, scratch.intervals[Int(place)].high)
        case .instant(let at): .instant(at)
        case .date(let day): .date(day)
        case .text(let place): .text(Text(string(place)))
        case .location(let latitude, let longitude): .location(latitude: latitude, longitude: longitude)
        case .set(let place): .set(Set(members(place)))
        case .row(let row): .row(row)
        }
    }

    mutating func interval(_ low: Rational, _ high: Rational) -> Datum {
        scratch.intervals.append((low, high))
        return .interval(Int32(truncatingIfNeeded: scratch.intervals.count - 1))
    }

    /// The bounds between which a number lies.
    @inline(__always)
    mutating func bounds(_ datum: Datum) -> (Rational, Rational)? {
        switch datum {
        case .number(let value): (value, value)
        case .interval(let place): (scratch.intervals[Int(place)].low, scratch.intervals[Int(place)].high)
        default: nil
        }
    }
}
