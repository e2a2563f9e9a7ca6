package import Domain
import Formats

/// Which side of a known disagreement with a public table is wrong, and why (`rules/vat/disagreements.yaml`).
package struct Disagreements: Sendable {
    package static let fileName = "disagreements.yaml"

    package enum WrongSide: String, Sendable, CaseIterable {
        case theirs, ours
        /// Nobody is wrong: the table does not speak of that time or says so.
        case neither
    }

    package struct Entry: Hashable, Sendable {
        package let country: String
        package let source: ReferenceTable.Source
        package let from: CivilDate
        /// Nil while the table has not been mended.
        package let to: CivilDate?
        package let theirRatePPM: Int64?
        package let wrong: WrongSide
        package let why: String
        package let basis: [String]
    }

    package let entries: [Entry]

    package init(_ entries: [Entry] = []) { self.entries = entries }

    /// Reads `vat-disagreements/1`.
    ///
    /// - Throws: `TaxError` with the first fault.
    package init(_ bytes: [UInt8], file: String) throws(TaxError) {
        let yaml = YAMLReader.read(bytes, file: file)
        func fault(_ position: YAMLPosition, _ message: String) -> TaxError {
            TaxError(.format, SourcePlace(file: file, line: position.line, column: position.column), message)
        }
        if let error = yaml.errors.first { throw fault(error.position, error.message) }
        guard let root = yaml.root, root["schema"]?.text == "vat-disagreements/1" else {
            throw fault(YAMLPosition(line: 1, column: 1), "schema is not vat-disagreements/1")
        }
        var entries: [Entry] = []
        for item in root["disagreements"]?.items ?? [] {
            let keys = ["country", "data_set", "from", "to", "their_rate", "wrong", "why", "basis"]
            for entry in item.entries ?? [] where !keys.contains(entry.key.text) {
                throw fault(entry.key.position, "unknown key \(entry.key.text)")
            }
            let written = item["their_rate"]
            let rate = written?.text.flatMap { ExactNumber($0) }?.scaled(by: 4)
            guard let country = item["country"]?.text,
                let source = item["data_set"]?.text.flatMap(ReferenceTable.Source.init(rawValue:)),
                let from = item["from"]?.text.flatMap({ CivilDate($0) }),
                let wrong = item["wrong"]?.text.flatMap(WrongSide.init(rawValue:)), let why = item["why"]?.text,
                rate != nil || written?.scalar?.isNull ?? false
            else { throw fault(item.position, "country, data_set, from, their_rate, wrong and why are needed") }
            let basis = (item["basis"]?.items ?? []).compactMap { $0["cite"]?.text }
            guard !basis.isEmpty else { throw fault(item.position, "basis must name a law or a publication") }
            entries.append(
                Entry(
                    country: country, source: source, from: from, to: item["to"]?.text.flatMap { CivilDate($0) },
                    theirRatePPM: rate?.value, wrong: wrong, why: why, basis: basis))
        }
        self.entries = entries
    }

    /// The explanation of a run of days.
    package func explanation(of row: DayDiff.Row, asOf: CivilDate) -> Entry? {
        entries.first { entry in
            entry.country == row.country && entry.source == row.source && entry.from == row.from
                && entry.theirRatePPM == row.theirRatePPM
                && (entry.to == row.to || (entry.to == nil && row.to == asOf.adding(days: 1)))
        }
    }

    /// A finding for each run: an error unless it is explained by a fault of the table.
    package func findings(_ rows: [DayDiff.Row], asOf: CivilDate) -> [RuleFinding] {
        rows.map { row in
            let values = "\(row.ownRate) here, \(row.theirRate) in \(row.source.rawValue)"
            let until = row.to.map { " until \($0)" } ?? " on that day"
            let entry = explanation(of: row, asOf: asOf)
            let isTheirs = entry.map { $0.wrong != .ours } ?? false
            let why =
                entry.map { "; \($0.wrong.rawValue) wrong: \($0.why) [\($0.basis.joined(separator: "; "))]" } ?? ""
            return RuleFinding(
                .differs, RuleSubject("\(row.country) standard", place: row.place), date: row.from,
                severity: isTheirs ? .info : .error, values + until + why)
        }
    }
}
