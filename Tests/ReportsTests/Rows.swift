import Domain
import Reports

func day(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(daysSinceEpoch: 0) }
func instant(_ text: String) -> Instant { Instant(text) ?? Instant(microseconds: 0) }
func money(_ cents: Int64, _ code: String) -> Money {
    Money(micros: cents * 10_000, currency: Currency(code) ?? .eur)
}

/// A small quarter with every kind of row.
func activityInput() -> ActivityReportInput {
    var input = ActivityReportInput(
        reporter: "Amplomb Sample Roaming GmbH", from: instant("2026-07-01T00:00:00Z"),
        to: instant("2026-10-01T00:00:00Z"),
        preparedAt: instant("2026-10-02T06:00:00Z"), engineVersion: "0.1.0")
    let hash = Hash32(hex: String(repeating: "a4", count: 32)) ?? .zero
    input.decisions = [
        .init(day: day("2026-07-01"), kind: .cdr, country: Country(alpha2: "DE"), outcome: .pass, count: 700),
        .init(day: day("2026-07-02"), kind: .cdr, country: Country(alpha2: "NL"), outcome: .pass, count: 380),
        .init(day: day("2026-07-02"), kind: .cdr, country: Country(alpha2: "NL"), outcome: .review, count: 5),
        .init(day: day("2026-08-15"), kind: .cdr, country: nil, outcome: .hold, count: 1),
        .init(day: day("2026-08-16"), kind: .payout, country: Country(alpha2: "DE"), outcome: .pass, count: 20),
        .init(day: day("2026-08-16"), kind: .payout, country: Country(alpha2: "DE"), outcome: .review, count: 2),
        .init(day: day("2026-08-16"), kind: .payout, country: Country(alpha2: "DE"), outcome: .hold, count: 3),
        .init(day: day("2026-09-30"), kind: .payout, country: Country(alpha2: "FR"), outcome: .stop, count: 1),
    ]
    input.records = [
        .init(source: "ocpi", accepted: 1_086, duplicate: 4, revised: 1, rejected: 2),
        .init(source: "pain.001", accepted: 26, duplicate: 0, revised: 0, rejected: 1),
    ]
    input.rules = [
        .init(
            id: "EV-S-010", version: 2, title: "One token in two sessions at the same time", mode: "live", hits: 5,
            unknowns: 0),
        .init(
            id: "PO-010", version: 3, title: "Payouts structured just below the review threshold", mode: "live",
            hits: 4, unknowns: 1),
        .init(id: "SA-001", version: 1, title: "Sanctions match", mode: "live", hits: 3, unknowns: 4),
    ]
    input.held = [
        .init(outcome: .hold, amount: money(4_821_000, "EUR"), payouts: 1),
        .init(outcome: .hold, amount: money(930_110, "EUR"), payouts: 2),
        .init(outcome: .hold, amount: money(12_000, "GBP"), payouts: 1),
        .init(outcome: .stop, amount: money(77_700, "EUR"), payouts: 1),
    ]
    input.cases = [
        .init(family: "velocity", opened: 3, closed: 1, openAtEnd: 2),
        .init(family: "sanctions", opened: 2, closed: 0, openAtEnd: 2),
    ]
    input.vat = [
        .init(country: Country(alpha2: "DE"), feeType: "energy", verdict: "pass", lines: 690),
        .init(country: Country(alpha2: "DE"), feeType: "energy", verdict: "fail", lines: 4),
        .init(country: Country(alpha2: "LU"), feeType: "parking", verdict: "unknown", lines: 2),
        .init(country: nil, feeType: "time", verdict: "review", lines: 1),
    ]
    input.lists = [
        .init(
            id: "us-ofac-sdn", entries: 18_204, published: instant("2026-09-29T00:00:00Z"),
            loaded: instant("2026-09-30T01:00:00Z"),
            age: TimeSpan(microseconds: 2 * TimeSpan.day.microseconds),
            limit: TimeSpan(microseconds: TimeSpan.day.microseconds)),
        .init(
            id: "un-consolidated", entries: 1_002, published: nil, loaded: instant("2026-09-30T20:00:00Z"),
            age: TimeSpan(microseconds: 4 * TimeSpan.hour.microseconds), limit: .day),
    ]
    input.knowledge = [
        .init(kind: "rules", id: "rules", hash: hash, decisions: 1_112),
        .init(kind: "list", id: "us-ofac-sdn", hash: hash, decisions: 26),
    ]
    input.evidence = [.init(log: "main", size: 1_140, root: hash, checkpointAt: instant("2026-10-02T05:59:00Z"))]
    return input
}

/// RFC 4180, for reading back what was written.
func parseCSV(_ bytes: [UInt8]) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field: [UInt8] = []
    var quoted = false
    var index = 0
    while index < bytes.count {
        let byte = bytes[index]
        if quoted {
            if byte == 34, index + 1 < bytes.count, bytes[index + 1] == 34 {
                field.append(34)
                index += 1
            } else if byte == 34 {
                quoted = false
            } else {
                field.append(byte)
            }
        } else if byte == 34 {
            quoted = true
        } else if byte == 44 {
            row.append(String(decoding: field, as: UTF8.self))
            field = []
        } else if byte == 10 {
            row.append(String(decoding: field.dropLast(field.last == 13 ? 1 : 0), as: UTF8.self))
            rows.append(row)
            row = []
            field = []
        } else {
            field.append(byte)
        }
        index += 1
    }
    return rows
}
