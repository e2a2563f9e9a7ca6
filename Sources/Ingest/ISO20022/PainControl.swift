import Domain

/// Number and sum of the payments of a message or of one of its blocks, to hold against what the sender says.
struct PainControl {
    /// Decimals kept of a sum: more than any amount or control sum of the schemas has.
    private static let scale = 17

    private(set) var count = 0
    private var sum: Int128 = 0
    /// Whether an amount could not be added: then no sum agrees.
    private var isOpen = false

    mutating func add(amount: String?) {
        count += 1
        guard let amount, let value = Self.scaled(amount) else {
            isOpen = true
            return
        }
        let (total, overflow) = sum.addingReportingOverflow(value)
        sum = total
        isOpen = isOpen || overflow
    }

    mutating func add(_ other: PainControl) {
        count += other.count
        let (total, overflow) = sum.addingReportingOverflow(other.sum)
        sum = total
        isOpen = isOpen || other.isOpen || overflow
    }

    /// What disagrees with the sender's figures; absent figures are fine.
    ///
    /// - Parameters:
    ///   - level: `GrpHdr` or `PmtInf`.
    func differences(level: String, number: String?, sum given: String?) -> [PainRemark] {
        var remarks: [PainRemark] = []
        if let number, Int(number) != count {
            remarks.append(
                PainRemark(code: "PY-1", path: "\(level).NbOfTxs", found: Shown.short(number), expected: "\(count)"))
        }
        if let given, isOpen || Self.scaled(given) != sum {
            let expected = isOpen ? "a sum of readable amounts" : Self.text(sum)
            remarks.append(
                PainRemark(code: "PY-1", path: "\(level).CtrlSum", found: Shown.short(given), expected: expected))
        }
        return remarks
    }

    /// A decimal number (xs:decimal) times 10^17, exactly; nil when it is none or does not fit.
    private static func scaled(_ text: String) -> Int128? {
        guard let number = PainText.decimal(text) else { return nil }
        let shift = scale + number.exponent
        guard shift >= 0 else { return nil }
        var value = number.coefficient
        for _ in 0..<shift {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            value = product
        }
        return value
    }

    private static func text(_ value: Int128) -> String {
        let digits = String(value.magnitude)
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        var decimals = padded.suffix(scale)
        while decimals.count > 2, decimals.last == "0" { decimals.removeLast() }
        return "\(value < 0 ? "-" : "")\(padded.dropLast(scale)).\(decimals)"
    }
}

/// Something noticed about a whole message or block, carried by each of its payments.
struct PainRemark {
    var code: String
    var path: String
    var found: String
    var expected: String
}

/// Texts of ISO 20022 messages.
enum PainText {
    /// xs:decimal, which unlike JSON allows `+1`, `.5` and `5.`.
    static func decimal(_ text: String) -> ExactNumber? {
        var bytes = Array(text.utf8)
        if bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
        if bytes.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) { return nil }
        let sign = bytes.first == UInt8(ascii: "-") ? 1 : 0
        if bytes.count > sign, bytes[sign] == UInt8(ascii: ".") { bytes.insert(UInt8(ascii: "0"), at: sign) }
        if bytes.last == UInt8(ascii: "."), bytes.count > 1 { bytes.removeLast() }
        return ExactNumber(bytes)
    }

    /// xs:date, whose zone says nothing about the day on which a bank executes.
    static func date(_ text: String) -> CivilDate? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 10, let date = CivilDate(bytes[..<10]) else { return nil }
        let zone = bytes[10...]
        if zone.isEmpty || zone.elementsEqual("Z".utf8) { return date }
        guard zone.count == 6, Instant("2000-01-01T00:00:00\(String(decoding: zone, as: UTF8.self))") != nil else {
            return nil
        }
        return date
    }
}
