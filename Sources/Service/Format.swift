import Domain
import Markup

/// Numbers, money and times as the pages write them.
enum Format {
    /// `12,040`.
    static func number(_ value: Int) -> String {
        (value < 0 ? "-" : "") + grouped(String(value.magnitude))
    }

    /// `48,210.00 EUR`, exact.
    static func money(_ money: Money) -> String {
        let text = money.amountText
        let parts = text.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
        let whole = grouped(String(parts.first ?? "0"))
        let fraction = parts.count > 1 ? ".\(parts[1])" : ""
        return "\(text.hasPrefix("-") ? "-" : "")\(whole)\(fraction) \(money.currency.code)"
    }

    /// A time element: `2026-08-01 10:00 UTC`, exact in its attribute.
    static func time(_ instant: Instant) -> HTML {
        let exact = instant.description
        let text = "\(exact.prefix(10)) \(exact.dropFirst(11).prefix(5)) UTC"
        return "<time\(attribute: "datetime", exact)\(attribute: "title", exact)>\(text: text)</time>"
    }

    /// `3 d 4 h`, `2 h 10 min`, `12 min`; no sign.
    static func span(_ span: TimeSpan) -> String {
        let minutes = Int64(clamping: span.microseconds.magnitude) / TimeSpan.minute.microseconds
        if minutes >= 1440 { return "\(minutes / 1440) d \(minutes / 60 % 24) h" }
        return minutes >= 60 ? "\(minutes / 60) h \(minutes % 60) min" : "\(minutes) min"
    }

    static func points(_ tenths: Int32) -> String { decimalText(Int64(tenths), decimals: 1, minimum: 1) }

    private static func grouped(_ digits: String) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }
}

extension HTML.Interpolation {
    /// A word of the catalogue.
    mutating func appendInterpolation(_ word: Word) { appendInterpolation(text: word.text) }

    /// An attribute with a word of the catalogue.
    mutating func appendInterpolation(attribute name: StaticString, _ word: Word) {
        appendInterpolation(attribute: name, word.text)
    }
}
