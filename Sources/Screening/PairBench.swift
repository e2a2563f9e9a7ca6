import Domain
import Formats

/// Counts of right and wrong decisions over labelled pairs.
package struct BenchCounts: Sendable, Equatable {
    package var truePositives = 0
    package var falsePositives = 0
    package var falseNegatives = 0
    package var trueNegatives = 0

    package var pairs: Int { truePositives + falsePositives + falseNegatives + trueNegatives }

    mutating func count(hit: Bool, expected: Bool) {
        switch (hit, expected) {
        case (true, true): truePositives += 1
        case (true, false): falsePositives += 1
        case (false, true): falseNegatives += 1
        case (false, false): trueNegatives += 1
        }
    }

    /// `part / whole` with four decimals, half up; nil when the ratio is undefined.
    private static func ratio(_ part: Int, _ whole: Int) -> String? {
        guard whole > 0 else { return nil }
        return ScreeningJSON.decimal(Int32((Int64(part) * 10_000 + Int64(whole) / 2) / Int64(whole)))
    }

    package var precision: String? { Self.ratio(truePositives, truePositives + falsePositives) }
    package var recall: String? { Self.ratio(truePositives, truePositives + falseNegatives) }
    package var f1: String? { Self.ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives) }
}

/// A pair that was decided wrongly.
package struct BenchMiss: Sendable {
    package let line: Int
    package let name1: String
    package let name2: String
    package let type: SubjectType
    package let score: Int32
    package let expected: Bool
}

/// Options of `amplomb screen bench`.
package struct BenchOptions: Sendable {
    /// Threshold in 1/10,000; nil is the review threshold and the rule of weak aliases.
    package var threshold: Int32?
    /// Column names by role: schema, name1, name2, is_match, dob1, dob2, country1, country2.
    package var map: [String: String] = [:]
    /// Label of all rows, instead of the column.
    package var label: Bool?
    /// Only rows whose column holds the value.
    package var filter: (column: String, value: String)?
    /// Slices by this column.
    package var sliceColumn: String?

    package init() {}
}

/// The result of a bench run.
package struct BenchReport: Sendable {
    package var total = BenchCounts()
    package var slices: [(name: String, counts: BenchCounts)] = []
    package var misses: [BenchMiss] = []
    package var rejects: [ImportReject] = []
    package var threshold: Int32 = 0
    /// Scoring time in microseconds by the caller's clock.
    package var microseconds: Int64 = 0

    /// Whole pairs a second; nil where the time was too short to measure.
    package var pairsPerSecond: Int64? {
        microseconds > 0 ? Int64(total.pairs) * 1_000_000 / microseconds : nil
    }

    private static func write(_ counts: BenchCounts, _ json: inout JSONOutput) {
        json.member("pairs", counts.pairs)
        json.member("tp", counts.truePositives)
        json.member("fp", counts.falsePositives)
        json.member("fn", counts.falseNegatives)
        json.member("tn", counts.trueNegatives)
        for (name, value) in [("precision", counts.precision), ("recall", counts.recall), ("f1", counts.f1)] {
            if let value { json.member(name, number: value) } else { json.member(name, "n/a") }
        }
    }

    /// The JSON of section 8 with a line end.
    package var json: [UInt8] {
        var json = JSONOutput()
        json.object {
            Self.write(total, &$0)
            $0.member("pairs_per_second", pairsPerSecond)
            $0.member("threshold", number: ScreeningJSON.decimal(threshold))
            $0.member("tables", NameTables.bundledHash.description)
            $0.object("slices") { list in
                for slice in slices { list.object(slice.name) { Self.write(slice.counts, &$0) } }
            }
        }
        json.endLine()
        return json.bytes
    }

    /// For a terminal.
    package var text: String {
        func line(_ name: String, _ counts: BenchCounts) -> String {
            "\(name): pairs \(counts.pairs) tp \(counts.truePositives) fp \(counts.falsePositives) fn \(counts.falseNegatives)"
                + " tn \(counts.trueNegatives) precision \(counts.precision ?? "n/a") recall \(counts.recall ?? "n/a")"
                + " F1 \(counts.f1 ?? "n/a")"
        }
        var lines = [line("all", total)]
        for slice in slices { lines.append(line(slice.name, slice.counts)) }
        lines.append(
            "pairs/s \(pairsPerSecond.map(String.init) ?? "n/a"), threshold \(ScreeningJSON.decimal(threshold))")
        for reject in rejects { lines.append("rejected \(reject)") }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// One labelled pair.
private struct LabelledPair {
    let line: Int
    let type: SubjectType
    let name1: String
    let name2: String
    let left: SubjectFacts
    let right: SubjectFacts
    let expected: Bool
    let slice: String?
}

extension Screening {
    /// Scores the labelled pairs of a CSV file.
    ///
    /// - Parameter microseconds: the caller's clock, read once before and once after the scoring.
    package static func bench(
        _ csv: [UInt8], file: String = "pairs", options: BenchOptions = BenchOptions(),
        thresholds: ScreeningThresholds = .standard, microseconds: () -> Int64
    ) -> BenchReport {
        var report = BenchReport()
        let pairs = labelledPairs(csv, file, options, &report)
        report.threshold = options.threshold ?? thresholds.review
        let scorer = PairScorer()
        var scored: [(score: Int32, hit: Bool)] = []
        scored.reserveCapacity(pairs.count)
        // The tables are read before the clock starts: they are loaded once a process.
        _ = scorer.score("a", SubjectFacts(), against: "a", SubjectFacts(), type: .person)
        let begin = microseconds()
        for pair in pairs {
            let result = scorer.score(pair.name1, pair.left, against: pair.name2, pair.right, type: pair.type)
            let hit = options.threshold.map { result.score >= $0 } ?? scorer.isMatch(result, thresholds: thresholds)
            scored.append((result.score, hit))
        }
        report.microseconds = microseconds() - begin
        var slices: [String: BenchCounts] = [:]
        for (pair, result) in zip(pairs, scored) {
            report.total.count(hit: result.hit, expected: pair.expected)
            if let slice = pair.slice {
                slices[slice, default: BenchCounts()].count(hit: result.hit, expected: pair.expected)
            }
            if result.hit != pair.expected {
                report.misses.append(
                    BenchMiss(
                        line: pair.line, name1: pair.name1, name2: pair.name2, type: pair.type, score: result.score,
                        expected: pair.expected))
            }
        }
        report.slices = slices.sorted { $0.key < $1.key }.map { (name: $0.key, counts: $0.value) }
        return report
    }

    private static func labelledPairs(
        _ csv: [UInt8], _ file: String, _ options: BenchOptions, _ report: inout BenchReport
    ) -> [LabelledPair] {
        var reader = CSVReader()
        reader.append(csv)
        reader.finish()
        var header: [String: Int] = [:]
        var pairs: [LabelledPair] = []
        while let item = reader.next() {
            guard case .record(let record) = item else {
                if case .damaged(let error) = item {
                    report.rejects.append(
                        ImportReject(
                            file: file, line: error.line, field: "\(error.field)", reason: "damaged", value: ""))
                }
                continue
            }
            if header.isEmpty {
                for index in 0..<record.count { header[record.text(index)] = index }
                continue
            }
            if let filter = options.filter {
                guard let column = header[filter.column], record.text(column) == filter.value else { continue }
            }
            if let pair = labelledPair(record, header, file, options, &report) { pairs.append(pair) }
        }
        return pairs
    }

    private static func labelledPair(
        _ record: CSVRecord, _ header: [String: Int], _ file: String, _ options: BenchOptions,
        _ report: inout BenchReport
    ) -> LabelledPair? {
        func value(_ role: String) -> String { header[options.map[role] ?? role].map { record.text($0) } ?? "" }
        func reject(_ field: String, _ reason: String) -> LabelledPair? {
            report.rejects.append(
                ImportReject(file: file, line: record.line, field: field, reason: reason, value: value(field)))
            return nil
        }
        let type: SubjectType
        switch value("schema").lowercased() {
        case "person", "individual": type = .person
        case "company", "organization", "organisation", "legalentity", "entity", "publicbody": type = .company
        case "vessel", "ship": type = .vessel
        default: return reject("schema", "not Person, Company, Organization, LegalEntity or Vessel")
        }
        let expected: Bool
        switch value("is_match").lowercased() {
        case "true", "1", "yes", "hit": expected = true
        case "false", "0", "no": expected = false
        default:
            guard let label = options.label else { return reject("is_match", "not true or false") }
            expected = label
        }
        func facts(_ birth: String, _ country: String) -> SubjectFacts {
            var facts = SubjectFacts()
            if let range = BirthRange(value(birth)) { facts.births = [range] }
            if let code = Country(alpha2: value(country).uppercased()) { facts.countries = [code] }
            return facts
        }
        return LabelledPair(
            line: record.line, type: type, name1: value("name1"), name2: value("name2"),
            left: facts("dob1", "country1"),
            right: facts("dob2", "country2"), expected: options.label ?? expected,
            slice: options.sliceColumn.flatMap { header[$0] }.map { record.text($0) })
    }
}
