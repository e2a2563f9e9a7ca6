import Domain
import Engine
import Foundation
import Testing

/// Seed 42, made once for all tests.
let sample = Sample(seed: 42)

func file(_ path: String, of sample: Sample = sample) throws -> [UInt8] {
    try #require(sample.files.first { $0.path == path }, "no file \(path)").bytes
}

func lines(_ path: String) throws -> [Substring] {
    String(decoding: try file(path), as: UTF8.self).split(separator: "\n")
}

func object(_ line: Substring) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
}

struct NothingThere: Error {}

/// The value, or an error: `#require` does not nest.
func need<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw NothingThere() }
    return value
}

/// A CDR read back from its JSON, with plain floating point: an oracle, not the engine.
struct ReadCDR {
    let id: String
    let owner: String
    let token: String
    let contract: String
    let evse: String
    let start: Double
    let end: Double
    let updated: Double
    let kilowattHours: Double
    let gross: Double
    let net: Double
    let vat: Double
    let currency: String
    let country: String
    let power: String
    let latitude: Double
    let longitude: Double

    init(_ line: Substring) throws {
        let cdr = try object(line)
        let place = try need(cdr["cdr_location"] as? [String: Any])
        let point = try need(place["coordinates"] as? [String: String])
        let who = try need(cdr["cdr_token"] as? [String: String])
        let cost = try need(cdr["total_cost"] as? [String: Double])
        func text(_ name: String) throws -> String { try need(cdr[name] as? String) }
        func time(_ name: String) throws -> Double {
            Double(try need(Instant(try text(name))).microseconds) / 1e6
        }
        id = try text("id")
        owner = try text("country_code") + "*" + text("party_id")
        token = try need(who["uid"])
        contract = try need(who["contract_id"])
        evse = try need(place["evse_id"] as? String)
        start = try time("start_date_time")
        end = try time("end_date_time")
        updated = try time("last_updated")
        kilowattHours = try need(cdr["total_energy"] as? Double)
        gross = try need(cost["incl_vat"])
        net = try need(cost["excl_vat"])
        currency = try text("currency")
        country = try need(place["country"] as? String)
        power = try need(place["connector_power_type"] as? String)
        latitude = try need(point["latitude"].flatMap(Double.init))
        longitude = try need(point["longitude"].flatMap(Double.init))
        let tariff = try need((cdr["tariffs"] as? [[String: Any]])?.first)
        let element = try need((tariff["elements"] as? [[String: Any]])?.first)
        let component = try need((element["price_components"] as? [[String: Any]])?.first)
        vat = try need(component["vat"] as? Double)
    }

    var key: String { "cdr:\(owner):\(id)" }
}

let cdrs: [ReadCDR] = (try? lines("sessions/cdrs.jsonl").map(ReadCDR.init)) ?? []

/// A payout read back from one of the two forms.
struct ReadPayout {
    let id: String
    let at: Double
    let amount: Double
    let currency: String
    let name: String
    let ultimate: String?
    let country: String
    let account: String
    let bic: String?

    static func records() throws -> [ReadPayout] {
        try lines("payouts/payouts.jsonl").map { line in
            let json = try object(line)
            let money = try need(json["amount"] as? [String: String])
            let creditor = try need(json["creditor"] as? [String: String])
            return ReadPayout(
                id: try need(json["id"] as? String),
                at: Double(try need(Instant(try need(json["execute_at"] as? String))).microseconds) / 1e6,
                amount: try need(money["amount"].flatMap(Double.init)), currency: try need(money["currency"]),
                name: try need(creditor["name"]),
                ultimate: (json["ultimate_creditor"] as? [String: String])?["name"],
                country: try need(creditor["country"]), account: try need(creditor["iban"] ?? creditor["id"]),
                bic: creditor["bic"])
        }
    }

    static func bankFiles() throws -> [ReadPayout] {
        var all: [ReadPayout] = []
        for path in sample.files.map(\.path) where path.hasPrefix("payouts/pain") {
            let text = String(decoding: try file(path), as: UTF8.self)
            let message = try need(inner(text, "MsgId"))
            for block in text.components(separatedBy: "<PmtInf>").dropFirst() {
                let name = try need(inner(block, "PmtInfId"))
                let when = try inner(block, "DtTm") ?? need(inner(block, "Dt")) + "T00:00:00Z"
                for transfer in block.components(separatedBy: "<CdtTrfTxInf>").dropFirst() {
                    let ultimate = transfer.components(separatedBy: "<UltmtCdtr>")
                    let cents = try need(
                        transfer.components(separatedBy: "Ccy=\"EUR\">").last?.components(separatedBy: "<").first)
                    all.append(
                        ReadPayout(
                            id: "\(message)/\(name)/\(try need(inner(transfer, "EndToEndId")))",
                            at: Double(try need(Instant(when)).microseconds) / 1e6,
                            amount: try need(Double(cents)),
                            currency: "EUR", name: try need(inner(transfer, "Nm")),
                            ultimate: ultimate.count > 1 ? inner(ultimate[1], "Nm") : nil,
                            country: try need(inner(transfer, "Ctry")),
                            account: try need(inner(transfer, "IBAN")),
                            bic: inner(transfer, "BICFI")))
                }
            }
        }
        return all
    }
}

/// Text of the first element of a name.
func inner(_ text: String, _ name: String) -> String? {
    guard let start = text.range(of: "<\(name)>"),
        let end = text.range(of: "</\(name)>", range: start.upperBound..<text.endIndex)
    else { return nil }
    return String(text[start.upperBound..<end.lowerBound])
}
