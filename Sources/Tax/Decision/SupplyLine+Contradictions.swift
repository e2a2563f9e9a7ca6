import Domain

extension SupplyLine {
    /// More energy on one line than any charging contract has: a gigawatt hour, in kWh.
    private static let mostKWh: Int128 = 1_000_000

    /// Fields whose content cannot be true, or cannot be true together: nobody can build on them, so a review follows.
    var contradictions: [String] {
        var fields = record.doubts.map(\.fact)
        if !record.facts.otherTaxes.isEmpty { fields.append("facts.other_taxes") }
        let time = record.time
        if let zone = time.zone, rules.zones[zone] == nil { fields.append("time.zone") }
        if let start = time.start, let end = time.end, Self.isBefore(end, start, time.isUTC) {
            fields.append("time.end")
        }
        if let from = time.periodFrom, let to = time.periodTo, to < from { fields.append("time.period_to") }
        if let kWh = record.facts.kWh, record.facts.isCredit != true || kWh.coefficient > 0 {
            let micros = kWh.scaled(by: 6).map { Int128($0.value) }
            if kWh.coefficient < 0 || micros.map({ $0 > Self.mostKWh * 1_000_000 }) ?? true {
                fields.append("facts.kwh")
            }
        }
        // Money back belongs to a credit note, which names what it corrects (art. 219 of Directive 2006/112/EC).
        let amounts = [
            record.facts.net, record.facts.gross, record.facts.amount, record.declared.net, record.declared.gross,
        ]
        if record.facts.isCredit != true, amounts.contains(where: { ($0?.coefficient ?? 0) < 0 }) {
            fields.append("facts.is_credit")
        }
        let attributes = record.facts.attributes
        let isUsed = attributes.has(.used) || record.fee == .reservationUsed
        let isNoShow = attributes.has(.noShow) || record.fee == .reservationNoShow
        if isUsed, isNoShow { fields.append("facts.attributes") }
        return fields
    }

    /// Times of one clock in order as written; a date alone is compared by its day.
    private static func isBefore(_ left: LocalTimeText, _ right: LocalTimeText, _ isUTC: Bool) -> Bool {
        if !isUTC, let left = left.instant, let right = right.instant { return left < right }
        if left.day != right.day { return left.day < right.day && left.offsetSeconds == right.offsetSeconds }
        guard left.hasTime, right.hasTime, left.offsetSeconds == right.offsetSeconds else { return false }
        return left.microsOfDay < right.microsOfDay
    }
}
