import Domain
import Formats

/// The six forms of public tables (vat.md section 7).
enum ReferenceReader {
    typealias Countries = [String: ReferenceTable.Country]

    /// CSV whose cells hold several territories, one a line. Rates are fractions; the stop is read as exclusive, which
    /// shows the days that its inclusive writers left out.
    static func kdeldycke(_ bytes: [UInt8]) throws(ReferenceError) -> Countries {
        var reader = CSVReader()
        reader.append(bytes)
        reader.finish()
        guard case .record(let header) = reader.next() else {
            throw ReferenceError(source: .kdeldycke, message: "no header")
        }
        let names = (0..<header.count).map { header.text($0) }
        func column(_ name: String) throws(ReferenceError) -> Int {
            guard let place = names.firstIndex(of: name) else {
                throw ReferenceError(source: .kdeldycke, message: "no column \(name)")
            }
            return place
        }
        let (from, to) = (try column("start_date"), try column("stop_date"))
        let (codes, rate, type) = (try column("territory_codes"), try column("rate"), try column("rate_type"))
        var countries: Countries = [:]
        while let item = reader.next() {
            guard case .record(let row) = item, row.text(type) == "standard",
                let start = CivilDate(row.text(from)), let value = ExactNumber(row.text(rate))?.scaled(by: 6)
            else { continue }
            let span = ReferenceTable.Span(from: start, to: CivilDate(row.text(to)), ratePPM: value.value)
            for code in Set(row.text(codes).split { $0 == "\n" || $0 == "\r" }.map { iso(String($0)) })
            where code.utf8.count == 2 {
                countries[code, default: ReferenceTable.Country()].spans.append(span)
            }
        }
        return countries
    }

    /// Rates by the day they took effect. `0000-01-01` is no date: such a rate says nothing about the past, and only
    /// where nothing followed it is it the rate of today.
    static func ibericode(_ bytes: [UInt8], asOf: CivilDate) throws(ReferenceError) -> Countries {
        let root = try root(bytes, .ibericode)
        guard let items = root["items"] else { throw ReferenceError(source: .ibericode, message: "no items") }
        var countries: Countries = [:]
        for member in items.members {
            var entries: [(from: CivilDate?, rate: Int64)] = []
            for entry in member.value.elements {
                guard let rate = percent(entry["rates"]?["standard"]) else { continue }
                entries.append((entry["effective_from"]?.string.flatMap { CivilDate($0) }, rate))
            }
            entries.sort { ($0.from?.daysSinceEpoch ?? Int32.min) < ($1.from?.daysSinceEpoch ?? Int32.min) }
            var country = ReferenceTable.Country()
            country.isSilentOutsideSpans = true
            for (index, entry) in entries.enumerated() {
                let next = index + 1 < entries.count ? entries[index + 1].from : nil
                guard let from = entry.from ?? (next == nil ? asOf : nil) else { continue }
                country.spans.append(ReferenceTable.Span(from: from, to: next, ratePPM: entry.rate))
            }
            countries[iso(text(member.name))] = country
        }
        return countries
    }

    /// The rate of today, and earlier ones by the instant before which they held. A day is compared by its midnight in
    /// UTC.
    static func nodeSalesTax(_ bytes: [UInt8]) throws(ReferenceError) -> Countries {
        var countries: Countries = [:]
        for member in try root(bytes, .nodeSalesTax).members {
            guard let current = fraction(member.value["rate"]) else { continue }
            var earlier: [(until: Instant, rate: Int64)] = []
            if let before = member.value["before"], before.kind == .object {
                for entry in before.members {
                    guard let until = Instant(text(entry.name)), let rate = fraction(entry.value["rate"]) else {
                        continue
                    }
                    earlier.append((until, rate))
                }
            }
            earlier.sort { $0.until < $1.until }
            var country = ReferenceTable.Country()
            var from = CivilDate(daysSinceEpoch: 0)
            for entry in earlier {
                // The first day whose midnight is not before the instant.
                let day = TimeSpan.day.microseconds
                let next = CivilDate(daysSinceEpoch: Int32(clamping: (entry.until.microseconds + day - 1) / day))
                country.spans.append(ReferenceTable.Span(from: from, to: next, ratePPM: entry.rate))
                from = next
            }
            country.spans.append(ReferenceTable.Span(from: from, to: nil, ratePPM: current))
            countries[iso(text(member.name))] = country
        }
        return countries
    }

    /// The rates of one day.
    static func benbucksch(_ bytes: [UInt8]) throws(ReferenceError) -> Countries {
        let root = try root(bytes, .benbucksch)
        let updated = root["last_updated"]?.string.flatMap { LocalTimeText.parse(Array($0.utf8)) }?.date
        guard let day = updated, let rates = root["rates"] else {
            throw ReferenceError(source: .benbucksch, message: "no last_updated or no rates")
        }
        return snapshot(rates, "standard_rate", day)
    }

    /// The rates of one day.
    static func euVatRatesData(_ bytes: [UInt8]) throws(ReferenceError) -> Countries {
        let root = try root(bytes, .euVatRatesData)
        guard let day = root["version"]?.string.flatMap({ CivilDate($0) }), let rates = root["rates"] else {
            throw ReferenceError(source: .euVatRatesData, message: "no version or no rates")
        }
        return snapshot(rates, "standard", day)
    }

    private static func snapshot(_ rates: JSONValue, _ key: String, _ day: CivilDate) -> Countries {
        var countries: Countries = [:]
        for member in rates.members {
            guard let rate = percent(member.value[named: key]) else { continue }
            var country = ReferenceTable.Country()
            country.snapshot = day
            country.spans = [ReferenceTable.Span(from: day, to: day.adding(days: 1), ratePPM: rate)]
            countries[iso(text(member.name))] = country
        }
        return countries
    }

    /// Rates by category on days. Only lines without category that are not reduced speak of the standard rate.
    ///
    /// `situation_on` is midnight of the state's clock as seconds in UTC, so that it reads 22:00 or 23:00 of the day
    /// before: two hours and more are added to land on the day that is meant.
    static func eurovatTEDB(_ bytes: [UInt8]) throws(ReferenceError) -> Countries {
        var countries: Countries = [:]
        for member in try root(bytes, .eurovatTEDB).members {
            var country = ReferenceTable.Country()
            country.isSilentOutsideSpans = true
            for line in member.value.elements {
                guard line["reduced"]?.bool == false, line["category"]?.string ?? "" == "",
                    let rate = line["rate"]?.string.flatMap({ ExactNumber($0) })?.scaled(by: 4),
                    let seconds = line["situation_on"]?.numberText.flatMap({ ExactNumber($0) })?.scaled(by: 0)
                else { continue }
                let day = CivilDate(daysSinceEpoch: Int32(clamping: (seconds.value + 3 * 3_600) / 86_400))
                country.spans.append(ReferenceTable.Span(from: day, to: day.adding(days: 1), ratePPM: rate.value))
            }
            if !country.spans.isEmpty { countries[iso(text(member.name))] = country }
        }
        return countries
    }

    // MARK: Values

    private static func root(_ bytes: [UInt8], _ source: ReferenceTable.Source) throws(ReferenceError) -> JSONValue {
        let root: JSONValue
        do throws(JSONError) {
            root = try JSONDocument(parsing: bytes).root
        } catch {
            throw ReferenceError(source: source, message: "\(error)")
        }
        guard root.kind == .object else { throw ReferenceError(source: source, message: "not an object") }
        return root
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
    private static func iso(_ code: String) -> String { code == "EL" ? "GR" : code == "UK" ? "GB" : code }

    private static func percent(_ value: JSONValue?) -> Int64? {
        value?.numberText.flatMap { ExactNumber($0) }?.scaled(by: 4)?.value
    }

    private static func fraction(_ value: JSONValue?) -> Int64? {
        value?.numberText.flatMap { ExactNumber($0) }?.scaled(by: 6)?.value
    }
}
