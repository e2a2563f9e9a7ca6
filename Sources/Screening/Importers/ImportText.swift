/// Small text functions of the importers, on bytes wherever a file has many of them.
enum ImportText {
    @inline(__always)
    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

    /// The bytes without blanks, no-break spaces and a byte-order mark at their ends.
    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var start = bytes.startIndex
        var end = bytes.endIndex
        while start < end {
            if isBlank(bytes[start]) {
                start += 1
            } else if end - start >= 2, bytes[start] == 0xC2, bytes[start + 1] == 0xA0 {
                start += 2
            } else if end - start >= 3, bytes[start] == 0xEF, bytes[start + 1] == 0xBB, bytes[start + 2] == 0xBF {
                start += 3
            } else {
                break
            }
        }
        while start < end {
            if isBlank(bytes[end - 1]) {
                end -= 1
            } else if end - start >= 2, bytes[end - 1] == 0xA0, bytes[end - 2] == 0xC2 {
                end -= 2
            } else {
                break
            }
        }
        return bytes[start..<end]
    }

    static func trimmed(_ text: String) -> String {
        // Most texts are clean: a look at both ends settles it.
        guard let first = text.utf8.first, let last = text.utf8.last else { return text }
        if first > 0x20, first < 0xC2, last > 0x20, last < 0x80 { return text }
        return String(decoding: trimmed(Array(text.utf8)[...]), as: UTF8.self)
    }

    /// Whether anything of a text can be compared: at least one letter or digit.
    static func isUsable(_ text: String) -> Bool {
        for byte in text.utf8 where byte >= 0x80 || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 { return true }
        return false
    }

    /// The trimmed pieces between separators; empty ones are left out.
    static func split(_ text: String, _ separator: Unicode.Scalar) -> [String] {
        guard !text.isEmpty else { return [] }
        let mark = UInt8(truncatingIfNeeded: separator.value)
        var text = text
        return text.withUTF8 { bytes -> [String] in
            var pieces: [String] = []
            var start = 0
            for index in 0...bytes.count where index == bytes.count || bytes[index] == mark {
                var first = start
                var last = index
                while first < last, isBlank(bytes[first]) { first += 1 }
                while last > first, isBlank(bytes[last - 1]) { last -= 1 }
                if last > first {
                    pieces.append(String(decoding: UnsafeBufferPointer(rebasing: bytes[first..<last]), as: UTF8.self))
                }
                start = index + 1
            }
            return pieces
        }
    }

    /// `1) A 2) B`, `(1) A (2) B` and `a) A b) B` as two values; other texts as one.
    static func numbered(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        let bytes = Array(text.utf8)
        guard marker(bytes, at: 0, letter: 0x61) != nil else {
            let whole = trimmed(text)
            return whole.isEmpty ? [] : [whole]
        }
        var values: [String] = []
        var start = 0
        var index = 0
        var letter: UInt8 = 0x61
        func close(_ end: Int) {
            let value = trimmed(bytes[start..<end])
            // `(1)-(9) Tunisia`: what stands between two numbers is no value.
            if !value.isEmpty, !value.elementsEqual([0x2D]), !value.elementsEqual("to".utf8) {
                values.append(String(decoding: value, as: UTF8.self))
            }
        }
        while index < bytes.count {
            if index == 0 || bytes[index - 1] == 0x20 || bytes[index - 1] == 0x29 || bytes[index - 1] == 0x2D
                || bytes[index] == 0x28, let end = marker(bytes, at: index, letter: letter)
            {
                close(index)
                if bytes[end - 2] == letter { letter += 1 }
                start = end
                index = end
            } else {
                index += 1
            }
        }
        close(bytes.count)
        return values
    }

    /// The position behind `12)`, `(12)` or the expected letter with a bracket.
    private static func marker(_ bytes: [UInt8], at position: Int, letter: UInt8) -> Int? {
        var index = position
        if index < bytes.count, bytes[index] == 0x28 { index += 1 }
        let first = index
        if index < bytes.count, bytes[index] == letter { index += 1 }
        if index == first { while index < bytes.count, index < first + 2, bytes[index] &- 0x30 < 10 { index += 1 } }
        return index > first && index < bytes.count && bytes[index] == 0x29 ? index + 1 : nil
    }

    /// `name; "a; b"; other` with values quoted inside the cell.
    static func quotedList(_ text: String) -> [String] {
        if text.isEmpty { return [] }
        if !text.utf8.contains(0x22) { return split(text, ";") }
        var values: [String] = []
        var current: [UInt8] = []
        var isQuoted = false
        func close() {
            let value = trimmed(current[...])
            if !value.isEmpty { values.append(String(decoding: value, as: UTF8.self)) }
            current.removeAll(keepingCapacity: true)
        }
        for byte in text.utf8 {
            if byte == 0x22 {
                isQuoted.toggle()
            } else if byte == 0x3B && !isQuoted {
                close()
            } else {
                current.append(byte)
            }
        }
        close()
        return values
    }

    /// A single date in any of the shapes of the lists; nil for anything else.
    static func birth(_ text: String) -> BirthRange? { DateText(text).births.first }

    /// `X to Y`, `between X and Y`, `X or Y`: the dates a field holds.
    static func births(_ text: String) -> [BirthRange] { DateText(text).births }
}

extension String {
    /// Every `old` replaced by `new`.
    func replacingAll(_ old: String, _ new: String) -> String { components(old).joined(separator: new) }

    /// Whether `text` stands anywhere in it, compared by bytes.
    func hasText(_ text: String) -> Bool {
        var own = self
        var mark = text
        return own.withUTF8 { bytes in
            mark.withUTF8 { mark in
                guard let first = mark.first, bytes.count >= mark.count else { return false }
                for start in 0...(bytes.count - mark.count) where bytes[start] == first {
                    var length = 1
                    while length < mark.count, bytes[start + length] == mark[length] { length += 1 }
                    if length == mark.count { return true }
                }
                return false
            }
        }
    }

    /// The pieces between occurrences of `separator`.
    func components(_ separator: String) -> [String] {
        let own = Array(utf8)
        let mark = Array(separator.utf8)
        guard !mark.isEmpty, own.count >= mark.count else { return [self] }
        var pieces: [String] = []
        var start = 0
        var index = 0
        while index + mark.count <= own.count {
            if own[index] == mark[0] && own[index..<index + mark.count].elementsEqual(mark) {
                pieces.append(String(decoding: own[start..<index], as: UTF8.self))
                index += mark.count
                start = index
            } else {
                index += 1
            }
        }
        pieces.append(String(decoding: own[start...], as: UTF8.self))
        return pieces
    }
}
