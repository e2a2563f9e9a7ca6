import Domain
import Formats

/// Decimal numbers as JSON and CSV write them, read from their text (inputs.md section 2).
enum NumberText {
    /// The text of a number, also of one in quotes: those are met in practice and lose nothing.
    static func of(_ value: JSONValue) -> ArraySlice<UInt8>? { value.numberText ?? value.utf8 }

    /// The value in millionths, half to even beyond six decimals; nil when it does not fit or is no number.
    static func micros(_ text: ArraySlice<UInt8>) -> Int64? {
        if let quick = text.withUnsafeBufferPointer({ quickMicros($0) }) { return quick }
        return ExactNumber(text)?.scaled(by: 6)?.value
    }

    /// Whether a number is as nearly all are: at most twelve digits before and six behind the point, no exponent.
    static func isPlain(_ text: ArraySlice<UInt8>) -> Bool {
        text.withUnsafeBufferPointer { quickMicros($0) } != nil
    }

    /// Up to twelve digits before and six behind the point, without exponent: nearly every number there is.
    private static func quickMicros(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        var position = 0
        let negative = text.first == UInt8(ascii: "-")
        if negative { position = 1 }
        let start = position
        var value: Int64 = 0
        while position < text.count, text[position] &- 48 < 10 {
            value = value &* 10 &+ Int64(text[position] &- 48)
            position += 1
            if position - start > 12 { return nil }
        }
        guard position > start else { return nil }
        var missing = 6
        if position < text.count {
            guard text[position] == UInt8(ascii: ".") else { return nil }
            position += 1
            guard text.count > position, text.count - position <= 6 else { return nil }
            while position < text.count {
                guard text[position] &- 48 < 10 else { return nil }
                value = value &* 10 &+ Int64(text[position] &- 48)
                missing -= 1
                position += 1
            }
        }
        for _ in 0..<missing { value = value &* 10 }
        return negative ? -value : value
    }

    /// The decimals written, after the exponent is applied: 2 for `1.00`, 0 for `1.5e1`; nil for what is no number or
    /// has an exponent above 400.
    static func decimals(_ text: ArraySlice<UInt8>) -> Int? {
        guard let point = text.firstIndex(where: { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }) else {
            return text.allSatisfy { $0 &- 48 < 10 || $0 == UInt8(ascii: "-") } ? 0 : nil
        }
        let isPlain = text[point] == UInt8(ascii: ".") && text.count <= 36
        if isPlain, text[point...].dropFirst().allSatisfy({ $0 &- 48 < 10 }) { return text.endIndex - point - 1 }
        guard let number = ExactNumber(text) else { return nil }
        return max(0, -number.exponent)
    }
}
