import Foundation

/// The seven session rules with their default parameters, by brute force over what was written, in floating point and
/// without any code of the engine. Returns `key rule` for every hit.
func oracleSessionHits(_ cdrs: [ReadCDR]) -> Set<String> {
    var hits: Set<String> = []
    let byToken = Dictionary(grouping: cdrs, by: \.token)
    let kilowatts = ["AC_1_PHASE": 7.4, "AC_3_PHASE": 22, "DC": 50]
    // Only EUR sessions are injected below 5 EUR; other currencies are far above the limit at any rate.
    let euros = ["EUR": 1.0, "PLN": 0.23, "DKK": 0.134, "SEK": 0.089, "GBP": 1.16, "NOK": 0.086, "CHF": 1.06]
    for cdr in cdrs {
        func hit(_ rule: String) { hits.insert("\(cdr.key) \(rule)") }
        let duration = cdr.end - cdr.start
        if duration >= 0, let power = kilowatts[cdr.power] {
            let cap = power * duration / 3600 * 1.05 + 2
            if cdr.kilowattHours > cap + 1e-9 { hit("EV-S-001") }
        }
        let amount = cdr.gross * (euros[cdr.currency] ?? 0)
        if amount >= 5, cdr.kilowattHours < 0.1 || (duration >= 0 && duration < 60) { hit("EV-S-002") }
        if cdr.end <= cdr.start || cdr.start > cdr.updated + 300 || duration > 48 * 3600 { hit("EV-S-006") }
        let own = byToken[cdr.token] ?? []
        if own.contains(where: { $0.id != cdr.id && min($0.end, cdr.end) - max($0.start, cdr.start) > 120 }) {
            hit("EV-S-010")
        }
        func window(_ seconds: Double) -> [ReadCDR] { own.filter { $0.end <= cdr.end && $0.end > cdr.end - seconds } }
        if window(86_400).count >= 6 || window(7 * 86_400).count >= 12 { hit("EV-S-013") }
        let energy = { (seconds: Double) in window(seconds).reduce(0) { $0 + $1.kilowattHours } }
        if energy(86_400) > 300 || energy(7 * 86_400) > 1_500 { hit("EV-S-014") }
        if let last = own.filter({ $0.end <= cdr.start && $0.id != cdr.id }).max(by: {
            ($0.end, $0.id) < ($1.end, $1.id)
        }) {
            let hours = max(cdr.start - last.end, 60) / 3600
            let distance = kilometres(cdr, last)
            if distance > 20, distance > 130 * hours { hit("EV-S-012") }
        }
    }
    return hits
}

func kilometres(_ left: ReadCDR, _ right: ReadCDR) -> Double {
    let radians = Double.pi / 180
    let latitude = (right.latitude - left.latitude) * radians
    let longitude = (right.longitude - left.longitude) * radians
    let a =
        pow(sin(latitude / 2), 2) + cos(left.latitude * radians) * cos(right.latitude * radians)
        * pow(sin(longitude / 2), 2)
    return 2 * 6_371.0088 * asin(sqrt(a))
}
