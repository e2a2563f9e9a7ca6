/// A decimal number read from its text, exactly: `digits` × 10^`exponent`.
package enum DecimalText {
    /// The shortest plain form of a JSON number: no needless zeros, no exponent, no `-0` (`1.00` and `1e0` are `1`).
    /// Numbers of more than 100 places keep an exponent (`1e400`); an exponent beyond Int32 keeps the whole text.
    ///
    /// - Parameter text: a number in JSON's grammar.
    package static func appendShortest(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
        var digits: [UInt8] = []
        digits.reserveCapacity(text.count)
        var exponent = 0
        var cursor = text.startIndex
        let isNegative = text.first == 0x2D
        if isNegative { cursor += 1 }
        var isFraction = false
        while cursor < text.endIndex, text[cursor] | 0x20 != 0x65 {
            let byte = text[cursor]
            if byte == 0x2E {
                isFraction = true
            } else {
                if !(digits.isEmpty && byte == 0x30) { digits.append(byte) }
                if isFraction { exponent -= 1 }
            }
            cursor += 1
        }
        if cursor < text.endIndex {
            guard let given = Int32(String(decoding: text[(cursor + 1)...], as: UTF8.self)) else {
                output.append(contentsOf: text)
                return
            }
            exponent += Int(given)
        }
        while digits.last == 0x30 {
            digits.removeLast()
            exponent += 1
        }
        guard !digits.isEmpty else {
            output.append(0x30)
            return
        }
        if isNegative { output.append(0x2D) }
        place(digits, exponent, into: &output)
    }

    /// Whether a number in JSON's grammar is in its shortest form already; false says nothing.
    @inline(__always)
    static func isShortest(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first, let last = text.last, text.count <= 100 else { return false }
        var isFraction = false
        for byte in text {
            if byte == 0x2E { isFraction = true }
            if byte | 0x20 == 0x65 { return false }
        }
        // JSON has no leading zeros; an integer other than -0 is as short as it can be, a fraction unless it ends in 0.
        return isFraction ? last != 0x30 : first != 0x2D || text[1] != 0x30
    }

    private static func place(_ digits: [UInt8], _ exponent: Int, into output: inout [UInt8]) {
        let point = digits.count + exponent
        if exponent >= 0, point <= 100 {
            output.append(contentsOf: digits)
            output.append(contentsOf: repeatElement(0x30, count: exponent))
        } else if exponent < 0, -exponent <= 100 {
            if point > 0 {
                output.append(contentsOf: digits[..<point])
                output.append(0x2E)
                output.append(contentsOf: digits[point...])
            } else {
                output.append(contentsOf: [0x30, 0x2E])
                output.append(contentsOf: repeatElement(0x30, count: -point))
                output.append(contentsOf: digits)
            }
        } else {
            output.append(contentsOf: digits)
            output.append(0x65)
            JSONEscape.append(integer: Int64(exponent), to: &output)
        }
    }
}
