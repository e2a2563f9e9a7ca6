package import Domain
import Formats

/// Where the standard rates of the packs and a public table part, day by day, as runs of equal values.
package enum DayDiff {
    /// A run of days.
    package struct Row: Hashable, Sendable {
        package let country: String
        package let source: ReferenceTable.Source
        package let from: CivilDate
        /// Exclusive; nil for a table that speaks of one day only.
        package let to: CivilDate?
        /// Nil where the table has no rate.
        package let theirRatePPM: Int64?
        package let ownRatePPM: Int64
        /// As the pack writes it.
        package let ownRate: String
        package let place: SourcePlace

        /// With at least one decimal, as the tables print it.
        package var theirRate: String {
            theirRatePPM.map { rate in
                let text = percent(rate)
                return text.contains(".") ? text : text + ".0"
            } ?? "none"
        }

        /// The cells of the table of disagreements.
        package var cells: [String] {
            [country, source.rawValue, "\(from)", to.map { "\($0)" } ?? "", theirRate, ownRate]
        }
    }

    package static let header = ["country", "data_set", "from", "to_exclusive", "their_rate", "reference_rate"]

    /// The first day that is compared.
    package static let start = CivilDate(year: 2015, month: 1, day: 1) ?? CivilDate(daysSinceEpoch: 16_436)

    /// A percentage without needless zeros: 25.5, 19.
    static func percent(_ ratePPM: Int64) -> String { decimalText(ratePPM, decimals: 4, minimum: 0) }

    /// All runs up to and with a day. A country that only one side has gives none.
    package static func rows(_ documents: [RulePack], _ tables: [ReferenceTable], asOf: CivilDate) -> [Row] {
        var own: [String: [RuleWindow]] = [:]
        for document in documents {
            for series in document.rates where series.kind == .standard {
                own[document.jurisdiction, default: []] += series.windows
            }
        }
        var rows: [Row] = []
        for table in tables {
            for (country, windows) in own {
                guard let theirs = table.countries[country] else { continue }
                if let day = theirs.snapshot {
                    if day >= start, day <= asOf { rows += snapshot(country, table.source, theirs, windows, day) }
                } else {
                    rows += runs(country, table.source, theirs, windows, asOf)
                }
            }
        }
        return rows.sorted { left, right in
            (left.country, left.source.rawValue, left.from.daysSinceEpoch)
                < (right.country, right.source.rawValue, right.from.daysSinceEpoch)
        }
    }

    private static func snapshot(
        _ country: String, _ source: ReferenceTable.Source, _ theirs: ReferenceTable.Country, _ own: [RuleWindow],
        _ day: CivilDate
    ) -> [Row] {
        guard let window = own.first(where: { $0.holds(on: day) }), let rate = window.ratePPM,
            let their = theirs.spans.first?.ratePPM, their != rate
        else { return [] }
        return [
            Row(
                country: country, source: source, from: day, to: nil, theirRatePPM: their, ownRatePPM: rate,
                ownRate: window.rateText ?? percent(rate), place: window.place)
        ]
    }

    /// Between two bounds nothing changes, so the spans between them stand for their days.
    private static func runs(
        _ country: String, _ source: ReferenceTable.Source, _ theirs: ReferenceTable.Country, _ own: [RuleWindow],
        _ asOf: CivilDate
    ) -> [Row] {
        let end = asOf.adding(days: 1)
        var bounds = Set(own.flatMap { [$0.from, $0.to].compactMap { $0 } })
        bounds.formUnion(theirs.spans.flatMap { [$0.from, $0.to].compactMap { $0 } })
        bounds.formUnion([start, end])
        let days = bounds.filter { $0 >= start && $0 <= end }.sorted()
        var rows: [Row] = []
        for (from, to) in zip(days, days.dropFirst()) {
            guard let window = own.first(where: { $0.holds(on: from) }), let rate = window.ratePPM else { continue }
            let their = theirs.spans.last { $0.holds(on: from) }?.ratePPM
            if their == rate || (their == nil && theirs.isSilentOutsideSpans) { continue }
            if let last = rows.last, last.to == from, last.theirRatePPM == their, last.ownRatePPM == rate {
                rows.removeLast()
                rows.append(row(last.from, to, window))
                continue
            }
            rows.append(row(from, to, window))

            func row(_ from: CivilDate, _ to: CivilDate, _ window: RuleWindow) -> Row {
                Row(
                    country: country, source: source, from: from, to: to, theirRatePPM: their, ownRatePPM: rate,
                    ownRate: window.rateText ?? percent(rate), place: window.place)
            }
        }
        return rows
    }
}
