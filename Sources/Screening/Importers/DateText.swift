import Domain

/// Dates as the lists print them: `12 Mar 1970`, `17.3.2014`, `1970-03-12`, `00/00/1980`, `dd/mm/1980`, `Mar 1970`,
/// `circa 1970`, `1968 to 1970`, `between 1968 and 1970`, `1.1.1960 or 2.2.1961`, `(a) 1960, (b) Apr. 1961`.
///
/// One pass over the bytes makes tokens, one over the tokens makes dates; nothing is allocated for a word.
struct DateText {
    private enum Kind: UInt8 {
        case number, month, circa, to, and, between, decade, dash, slash, mark, bracket, word
    }

    private struct Token {
        let kind: Kind
        let value: Int
        let digits: Int
    }

    /// The dates of the text in its order; those behind the first are alternatives of it.
    private(set) var births: [BirthRange] = []
    private var tokens: [Token] = []
    private var index = 0

    init(_ text: String) {
        guard !text.isEmpty else { return }
        var text = text
        text.withUTF8 { tokenise($0) }
        read()
    }

    /// A year alone outside of these is a number of something else, or of another calendar.
    private static let years = 1800...2100

    // MARK: Tokens

    /// Words by their first eight letters in lower case, packed.
    private static let words: [UInt64: (kind: Kind, value: Int)] = {
        var words: [UInt64: (kind: Kind, value: Int)] = [:]
        let months = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ]
        for (index, month) in months.enumerated() {
            words[pack(month.prefix(3).utf8)] = (.month, index + 1)
            words[pack(month.utf8)] = (.month, index + 1)
        }
        words[pack("sept".utf8)] = (.month, 9)
        for word in ["circa", "c", "ca", "approx", "approximately", "about", "around", "possibly", "probably"] {
            words[pack(word.utf8)] = (.circa, 0)
        }
        for word in ["to", "until", "through"] { words[pack(word.utf8)] = (.to, 0) }
        words[pack("and".utf8)] = (.and, 0)
        words[pack("between".utf8)] = (.between, 0)
        words[pack("s".utf8)] = (.decade, 0)
        // A form that was filled in as far as it was known: `dd/mm/1980`.
        for word in ["dd", "mm"] { words[pack(word.utf8)] = (.number, 0) }
        return words
    }()

    private static func pack(_ letters: some Sequence<UInt8>) -> UInt64 {
        letters.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private mutating func tokenise(_ bytes: UnsafeBufferPointer<UInt8>) {
        tokens.reserveCapacity(8)
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case 0x30...0x39: position = number(bytes, from: position)
            case 0x41...0x5A, 0x61...0x7A: position = word(bytes, from: position)
            case 0xE2 where position + 2 < bytes.count && bytes[position + 1] == 0x80:
                // En dash and em dash.
                add(bytes[position + 2] == 0x93 || bytes[position + 2] == 0x94 ? .dash : .mark)
                position += 3
            default:
                switch byte {
                case 0x2D: add(.dash)
                case 0x2F: add(.slash)
                case 0x2E, 0x2C: add(.mark)
                case 0x28, 0x29: add(.bracket)
                case 0x20, 0x09, 0x0A, 0x0D: break
                default: add(.word)
                }
                position += 1
            }
        }
    }

    private mutating func add(_ kind: Kind, _ value: Int = 0, digits: Int = 0) {
        tokens.append(Token(kind: kind, value: value, digits: digits))
    }

    private mutating func number(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var position = start
        var value = 0
        while position < bytes.count, bytes[position] &- 0x30 < 10 {
            value = min(value * 10 + Int(bytes[position] - 0x30), 999_999)
            position += 1
        }
        add(.number, value, digits: position - start)
        return position
    }

    private mutating func word(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var position = start
        var packed: UInt64 = 0
        while position < bytes.count, bytes[position] | 0x20 >= 0x61, bytes[position] | 0x20 <= 0x7A {
            if position - start < 8 { packed = packed << 8 | UInt64(bytes[position] | 0x20) }
            position += 1
        }
        let known = Self.words[packed]
        add(known?.kind ?? .word, known?.value ?? 0, digits: known?.kind == .number ? 2 : 0)
        return position
    }

    // MARK: Dates

    private mutating func read() {
        var isCirca = false
        var isBetween = false
        while index < tokens.count {
            switch tokens[index].kind {
            case .circa: isCirca = true
            case .between: isBetween = true
            case .number, .month:
                guard let first = date() else { break }
                let circaBehind = takeCirca()
                var range = last(of: first, isBetween: isBetween)
                if isCirca || circaBehind || takeCirca() { range = range.circa }
                range.isAlternative = !births.isEmpty
                births.append(range)
                isCirca = false
                isBetween = false
                continue
            default: break
            }
            index += 1
        }
    }

    private func kind(_ position: Int) -> Kind? { position < tokens.count ? tokens[position].kind : nil }

    /// `1960 circa`, `1960 (approximately)`: said behind the date and not of the next one.
    private mutating func takeCirca() -> Bool {
        var position = index
        if kind(position) == .bracket { position += 1 }
        guard kind(position) == .circa, kind(position + 1) != .number, kind(position + 1) != .month else {
            return false
        }
        index = position + 1
        return true
    }

    /// The range from `first` to the date behind `to`, a dash or, after `between`, `and`; `first` itself without.
    private mutating func last(of first: BirthRange, isBetween: Bool) -> BirthRange {
        let start = index
        switch kind(index) {
        case .to, .dash: index += 1
        case .and where isBetween: index += 1
        case .slash where first.precision == .year: index += 1
        default: return first
        }
        while kind(index) == .circa { index += 1 }
        if let last = date(), first.from < last.to {
            return BirthRange(from: first.from, to: last.to, precision: .range)
        }
        index = start
        return first
    }

    /// Takes one date; nil leaves the position where it was.
    private mutating func date() -> BirthRange? {
        let start = index
        let found: BirthRange?
        switch kind(index) {
        case .number: found = tokens[index].digits == 4 ? yearFirst() : dayFirst()
        case .month: found = monthFirst()
        default: found = nil
        }
        if found == nil { index = start }
        return found
    }

    private func number(_ position: Int, digits: ClosedRange<Int>) -> Int? {
        guard kind(position) == .number, digits.contains(tokens[position].digits) else { return nil }
        return tokens[position].value
    }

    /// The position behind one separator, if there is one.
    private func behindSeparator(_ position: Int) -> Int {
        switch kind(position) {
        case .dash, .slash, .mark: position + 1
        default: position
        }
    }

    private mutating func yearFirst() -> BirthRange? {
        let year = tokens[index].value
        let second = behindSeparator(index + 1)
        let isSeparated = second > index + 1
        if isSeparated, let month = number(second, digits: 1...2), month <= 12 {
            let third = behindSeparator(second + 1)
            if third > second + 1, let day = number(third, digits: 1...2) {
                index = third + 1
                return Self.range(year, month, day)
            }
            if kind(index + 1) == .dash, tokens[second].digits == 2, month > 0 {
                index = second + 1
                return BirthRange(year: year, month: month)
            }
        }
        guard Self.years.contains(year) else { return nil }
        index += 1
        if kind(index) == .decade {
            index += 1
            return BirthRange(years: year, year + 9)
        }
        return BirthRange(years: year, year)
    }

    private mutating func dayFirst() -> BirthRange? {
        guard let day = number(index, digits: 1...2), day <= 31 else { return nil }
        let second = behindSeparator(index + 1)
        let third = behindSeparator(second + 1)
        guard let month = kind(second) == .month ? tokens[second].value : number(second, digits: 1...2), month <= 12,
            let year = number(third, digits: 4...4)
        else { return nil }
        index = third + 1
        return Self.range(year, month, day)
    }

    private mutating func monthFirst() -> BirthRange? {
        let month = tokens[index].value
        let second = behindSeparator(index + 1)
        if kind(second) == .month, let year = number(behindSeparator(second + 1), digits: 4...4),
            let first = BirthRange(year: year, month: month),
            let last = BirthRange(year: year, month: tokens[second].value), first.from < last.to
        {
            index = behindSeparator(second + 1) + 1
            return BirthRange(from: first.from, to: last.to, precision: .range)
        }
        if let year = number(second, digits: 4...4) {
            index = second + 1
            return BirthRange(year: year, month: month)
        }
        let third = behindSeparator(second + 1)
        guard let day = number(second, digits: 1...2), let year = number(third, digits: 4...4) else { return nil }
        index = third + 1
        return Self.range(year, month, day)
    }

    /// A day or month of 0 is not known; a day that the month does not have leaves the month.
    private static func range(_ year: Int, _ month: Int, _ day: Int) -> BirthRange? {
        if month == 0 { return BirthRange(years: year, year) }
        if day == 0 { return BirthRange(year: year, month: month) }
        return BirthRange(year: year, month: month, day: day) ?? BirthRange(year: year, month: month)
    }
}
