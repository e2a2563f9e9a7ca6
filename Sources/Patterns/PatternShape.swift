/// What every match of a pattern must hold, proved from its text without running it.
///
/// Patterns that people write are read by this small grammar; what it does not know is refused with the reason, so that
/// back references, recursion, callouts, verbs and `\C` cannot enter.
package struct PatternShape: Equatable, Sendable {
    /// Letters that every match consumes or looks at.
    package var minimumLength: Int
    /// Consonants among them.
    package var minimumConsonants: Int

    /// Why a pattern is refused, with the byte where.
    package struct Refusal: Error, Equatable, Sendable, CustomStringConvertible {
        package let reason: String
        package let offset: Int
        package var description: String { "\(reason) (byte \(offset + 1) of the pattern)" }
    }

    package init(_ source: [UInt8]) throws(Refusal) {
        var reader = ShapeReader(bytes: source)
        let part = try reader.alternation(depth: 0)
        if reader.index < source.count { throw reader.refusal("a closing bracket too many") }
        minimumLength = max(part.length, part.seenLength)
        minimumConsonants = max(part.consonants, part.seenConsonants)
    }
}

/// Lower bounds of what a part consumes, and of what its lookaheads see: these may overlap, so they are never added.
private struct ShapePart {
    var length = 0
    var consonants = 0
    var seenLength = 0
    var seenConsonants = 0

    mutating func append(_ next: ShapePart) {
        length += next.length
        consonants += next.consonants
        seenLength = max(seenLength, next.seenLength)
        seenConsonants = max(seenConsonants, next.seenConsonants)
    }

    func least(_ other: ShapePart) -> ShapePart {
        ShapePart(
            length: min(length, other.length), consonants: min(consonants, other.consonants),
            seenLength: min(seenLength, other.seenLength), seenConsonants: min(seenConsonants, other.seenConsonants))
    }

    func times(_ count: Int) -> ShapePart {
        guard count > 0 else { return ShapePart() }
        return ShapePart(
            length: length * count, consonants: consonants * count, seenLength: seenLength,
            seenConsonants: seenConsonants)
    }
}

private struct ShapeReader {
    typealias Refusal = PatternShape.Refusal

    let bytes: [UInt8]
    var index = 0

    private static let consonants = Set("bcdfghjklmnpqrstvwxz".utf8)
    private static let deepest = 24

    func refusal(_ reason: String) -> Refusal { Refusal(reason: reason, offset: min(index, bytes.count)) }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func has(_ text: StaticString) -> Bool {
        guard index + text.utf8CodeUnitCount <= bytes.count else { return false }
        for offset in 0..<text.utf8CodeUnitCount where bytes[index + offset] != text.utf8Start[offset] { return false }
        return true
    }

    mutating func alternation(depth: Int) throws(Refusal) -> ShapePart {
        if depth > Self.deepest { throw refusal("groups are nested too deeply") }
        var result = try sequence(depth: depth)
        while next == 0x7C {
            index += 1
            result = result.least(try sequence(depth: depth))
        }
        return result
    }

    private mutating func sequence(depth: Int) throws(Refusal) -> ShapePart {
        var result = ShapePart()
        while let byte = next, byte != 0x7C, byte != 0x29 {
            let part = try atom(byte, depth: depth)
            result.append(part.times(try quantifier()))
        }
        return result
    }

    /// The least number of repetitions; 1 without a quantifier.
    private mutating func quantifier() throws(Refusal) -> Int {
        var least = 1
        switch next {
        case 0x2A, 0x3F:
            least = 0
            index += 1
        case 0x2B: index += 1
        case 0x7B:
            index += 1
            least = try number()
            if next == 0x2C {
                index += 1
                if next != 0x7D { _ = try number() }
            }
            guard next == 0x7D else { throw refusal("a repetition that is not {n}, {n,} or {n,m}") }
            index += 1
        default: return 1
        }
        // Lazy or possessive: the same bound.
        if next == 0x3F || next == 0x2B { index += 1 }
        return least
    }

    private mutating func number() throws(Refusal) -> Int {
        var value = 0
        let start = index
        while let byte = next, byte >= 0x30, byte <= 0x39, index - start < 3 {
            value = value * 10 + Int(byte - 0x30)
            index += 1
        }
        if index == start { throw refusal("a repetition that is not {n}, {n,} or {n,m}") }
        return value
    }

    private mutating func atom(_ byte: UInt8, depth: Int) throws(Refusal) -> ShapePart {
        switch byte {
        case 0x28: return try group(depth: depth)
        case 0x5B: return try characterClass()
        case 0x5C: return try escape()
        case 0x5E, 0x24:
            index += 1
            return ShapePart()
        case 0x2A, 0x2B, 0x3F, 0x7B: throw refusal("nothing to repeat")
        case 0x23: throw refusal("the sign # is not allowed")
        default:
            index += 1
            return ShapePart(length: 1, consonants: Self.consonants.contains(byte) ? 1 : 0)
        }
    }

    private mutating func group(depth: Int) throws(Refusal) -> ShapePart {
        if has("(*") { throw refusal("verbs are not allowed") }
        var isLook = false
        var isNegative = false
        if has("(?") {
            if has("(?:") || has("(?>") {
                index += 3
            } else if has("(?=") || has("(?!") {
                isLook = true
                isNegative = has("(?!")
                index += 3
            } else if has("(?<=") || has("(?<!") {
                isLook = true
                isNegative = has("(?<!")
                index += 4
            } else {
                throw refusal(unknownGroup())
            }
        } else {
            index += 1
        }
        let part = try alternation(depth: depth + 1)
        guard next == 0x29 else { throw refusal("a closing bracket is missing") }
        index += 1
        if isNegative { return ShapePart() }
        guard isLook else { return part }
        return ShapePart(
            seenLength: max(part.length, part.seenLength), seenConsonants: max(part.consonants, part.seenConsonants))
    }

    private func unknownGroup() -> String {
        let third = index + 2 < bytes.count ? bytes[index + 2] : 0
        switch third {
        case 0x43: return "callouts are not allowed"
        case 0x52, 0x26, 0x30...0x39, 0x2B: return "recursion is not allowed"
        case 0x50:
            if has("(?P=") { return "back references are not allowed" }
            return has("(?P>") ? "recursion is not allowed" : "named groups are not allowed"
        case 0x2D where index + 3 < bytes.count && (0x30...0x39).contains(bytes[index + 3]):
            return "recursion is not allowed"
        case 0x28: return "conditions are not allowed"
        case 0x3C, 0x27: return "named groups are not allowed"
        default: return "only the groups ( (?: (?> (?= (?! (?<= (?<! are allowed"
        }
    }

    private mutating func escape() throws(Refusal) -> ShapePart {
        guard index + 1 < bytes.count else { throw refusal("a backslash at the end") }
        let byte = bytes[index + 1]
        switch byte {
        case 0x41, 0x7A, 0x5A, 0x62, 0x42:  // \A \z \Z \b \B
            index += 2
            return ShapePart()
        case 0x64, 0x44, 0x77, 0x57, 0x73, 0x53:  // \d \D \w \W \s \S
            index += 2
            return ShapePart(length: 1)
        case 0x30...0x39, 0x67, 0x6B: throw refusal("back references are not allowed")
        case 0x43: throw refusal("\\C is not allowed")
        case 0x61...0x7A, 0x41...0x5A: throw refusal("the escape \\\(Character(Unicode.Scalar(byte))) is not allowed")
        default:
            index += 2
            return ShapePart(length: 1)
        }
    }

    /// A class holds a consonant only if all its members are consonants.
    private mutating func characterClass() throws(Refusal) -> ShapePart {
        index += 1
        var isConsonant = true
        if next == 0x5E {
            isConsonant = false
            index += 1
        }
        var isFirst = true
        while let byte = next, byte != 0x5D || isFirst {
            isFirst = false
            if byte == 0x5B { throw refusal("a bracket inside a class is not allowed") }
            var low = byte
            index += 1
            if byte == 0x5C {
                guard let escaped = next else { break }
                if "CQEgk0123456789".utf8.contains(escaped) { throw refusal("this escape is not allowed in a class") }
                low = escaped
                if (0x41...0x5A).contains(low & 0xDF) { isConsonant = false }
                index += 1
            }
            var high = low
            if next == 0x2D, index + 1 < bytes.count, bytes[index + 1] != 0x5D {
                high = bytes[index + 1]
                index += 2
                if high == 0x5C || high < low { throw refusal("a range of letters in the wrong order") }
            }
            for member in low...high where !Self.consonants.contains(member) { isConsonant = false }
        }
        guard next == 0x5D else { throw refusal("a class is not closed") }
        index += 1
        return ShapePart(length: 1, consonants: isConsonant ? 1 : 0)
    }
}
