import Domain
import Foundation
import Formats
import Rules
import Windows

/// A charge detail record of the city files, read with Foundation alone.
struct CityRecord: Sendable {
    let id: String
    let start: Int64?
    let end: Int64?
    let updated: Int64?
    let token: String
    let evse: String
    let operatorID: String
    let placeID: String
    let powerType: String
    let energyMilliwattHours: Int64
    let grossMicros: Int64
    let latitude: Int64
    let longitude: Int64

    /// Reads a gzip file of one JSON object a line.
    static func read(_ name: String) throws -> [CityRecord] {
        let data = try Data(contentsOf: sharedData.appending(path: "sessions/\(name).cdrs.jsonl.gz"))
        let process = Process()
        process.executableURL = URL(filePath: "/bin/gzip")
        process.arguments = ["-dc"]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let writer = Thread {
            input.fileHandleForWriting.write(data)
            try? input.fileHandleForWriting.close()
        }
        writer.start()
        let plain = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try plain.split(separator: 10).map { try CityRecord(JSONSerialization.jsonObject(with: $0)) }
    }

    private init(_ json: Any) throws {
        guard let record = json as? [String: Any], let token = record["cdr_token"] as? [String: Any],
            let place = record["cdr_location"] as? [String: Any], let point = place["coordinates"] as? [String: Any],
            let cost = record["total_cost"] as? [String: Any]
        else { throw CocoaError(.coderReadCorrupt) }
        id = record["id"] as? String ?? ""
        start = Self.instant(record["start_date_time"])
        end = Self.instant(record["end_date_time"])
        updated = Self.instant(record["last_updated"])
        self.token = token["uid"] as? String ?? ""
        operatorID = "\(record["country_code"] as? String ?? "")*\(record["party_id"] as? String ?? "")"
        placeID = place["id"] as? String ?? ""
        evse = place["evse_id"] as? String ?? ""
        powerType = place["connector_power_type"] as? String ?? ""
        energyMilliwattHours = Self.micros(record["total_energy"])
        grossMicros = Self.micros(cost["incl_vat"])
        latitude = Self.micros(point["latitude"])
        longitude = Self.micros(point["longitude"])
    }

    /// Microseconds; the literal 1970-01-01T00:00:00Z means unknown.
    private static func instant(_ value: Any?) -> Int64? {
        guard let text = value as? String, let instant = Instant(text), instant.microseconds != 0 else { return nil }
        return instant.microseconds
    }

    private static func micros(_ value: Any?) -> Int64 {
        let decimal = (value as? NSNumber)?.decimalValue ?? (value as? String).flatMap { Decimal(string: $0) } ?? 0
        return NSDecimalNumber(decimal: decimal * 1_000_000).int64Value
    }

    /// The gross amount in EUR at the ECB rate of the last business day, in micros, half up.
    func euroMicros(_ rates: EuroRates) -> Int64? {
        if grossMicros == 0 { return 0 }
        guard let at = end ?? start, let rate = rates.poundMicros(Instant(microseconds: at).utcDate) else { return nil }
        return (grossMicros * 1_000_000 + rate / 2) / rate
    }

    /// The facts of the record.
    func facts(_ set: RuleSet, _ rates: EuroRates) -> Facts {
        var facts = Facts()
        facts[.start] = start.map { .instant($0) } ?? .unknown
        facts[.end] = end.map { .instant($0) } ?? .unknown
        facts[.receivedAt] = updated.map { .instant($0) } ?? .unknown
        facts[.tokenUID] = .text(token)
        facts[.evseID] = .text(evse)
        facts[FieldID("cpo_id")!] = .text(operatorID)
        facts[FieldID("location_id")!] = .text(placeID)
        facts[FieldID("connector.power_type")!] = .text(powerType)
        facts[.energy] = .number(energyMilliwattHours)
        facts[.amount] = euroMicros(rates).map { .number($0) } ?? .unknown
        facts[.location] = .location(latitude: Int32(latitude), longitude: Int32(longitude))
        facts[.country] = .text("GB")
        for name in [
            "participant.country", "participant.owner_countries", "participant.pep", "bank.country",
            "screening.best_score",
        ] {
            facts[FieldID(name)!] = .absent
        }
        set.complete(&facts, kind: .session)
        return facts
    }
}

/// ECB reference rates of pound sterling, read by hand.
struct EuroRates {
    private var rates: [CivilDate: Int64] = [:]

    init() {
        let file = sharedData.appending(path: "fx/eurofxref-hist.csv")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return }
        let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        guard let column = lines.first?.firstIndex(of: "GBP") else { return }
        for line in lines.dropFirst() where line.count > column {
            guard let date = CivilDate(String(line[0])), let rate = Decimal(string: String(line[column])) else {
                continue
            }
            rates[date] = NSDecimalNumber(decimal: rate * 1_000_000).int64Value
        }
    }

    /// Pounds a euro in millionths, of the last business day within a week.
    func poundMicros(_ date: CivilDate) -> Int64? {
        (0...7).lazy.compactMap { rates[date.adding(days: -$0)] }.first
    }
}

/// Hits and unknowns of each rule over a file.
struct Tally: Equatable {
    var hits: [String: Int] = [:]
    var unknowns: [String: Int] = [:]
    var errors = 0
    var outcomes: [Outcome: Int] = [:]
    /// Subject and family of everything that opens a case.
    var cases: Set<String> = []
    var hitRecords: [String: [Int]] = [:]
}

/// Runs a rule set over events: all rows first, then each event once, which is where any order of arrival ends.
func run(_ set: RuleSet, _ records: [CityRecord], order: [Int]? = nil) -> Tally {
    var windows = WindowState(schema: set.schema)
    var scratch = EvaluationScratch()
    var batch = RowBatch()
    let rates = EuroRates()
    var facts = records.map { $0.facts(set, rates) }
    var uses = FirstUses()
    for index in facts.indices { uses.note(facts[index], kind: .session) }
    for index in facts.indices { uses.fill(&facts[index], kind: .session) }
    for index in order ?? Array(records.indices) {
        batch.removeAll()
        set.appendRows(
            of: facts[index], kind: .session, order: stableHash(records[index].id), ordinal: UInt32(index), to: &batch,
            windows: &windows, scratch: &scratch)
        windows.insert(batch)
    }
    var tally = Tally()
    for index in records.indices {
        let results = set.evaluate(
            kind: .session, facts: facts[index], order: stableHash(records[index].id), ordinal: UInt32(index),
            windows: windows, scratch: &scratch)
        count(results, set, facts[index], index, &tally)
    }
    return tally
}

func count(_ results: [RuleResult], _ set: RuleSet, _ facts: Facts, _ index: Int, _ tally: inout Tally) {
    for result in results {
        switch result.finding {
        case .hit:
            tally.hits[result.rule, default: 0] += 1
            tally.hitRecords[result.rule, default: []].append(index)
        case .unknown: tally.unknowns[result.rule, default: 0] += 1
        case .error: tally.errors += 1
        case .noHit: break
        }
    }
    guard case .instant(let at) = facts[.at] else { return }
    let assessed = set.score(results, kind: .session, at: Instant(microseconds: at), riskBand: "low")
    tally.outcomes[assessed.outcome, default: 0] += 1
    guard assessed.outcome > .pass else { return }
    for result in results where result.isHit && result.counts {
        tally.cases.insert("\(set.rules[result.ruleIndex].family) \(result.subjectField.name) \(result.subject)")
    }
}
