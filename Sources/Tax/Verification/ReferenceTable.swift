package import Domain
import Formats

/// A public table of standard rates that is not ours. It is compared with, never read into a rule.
package struct ReferenceTable: Sendable {
    /// The project that publishes it.
    package enum Source: String, Sendable, CaseIterable {
        case kdeldycke, ibericode, benbucksch
        case nodeSalesTax = "node-sales-tax"
        case euVatRatesData = "eu_vat_rates_data"
        case eurovatTEDB = "eurovat_tedb"

        /// The source of a file by the beginning of its name.
        package init?(file: String) {
            guard let source = Source.allCases.first(where: { file.hasPrefix($0.rawValue) }) else { return nil }
            self = source
        }
    }

    /// A rate over `[from, to)`.
    struct Span: Hashable, Sendable {
        let from: CivilDate
        let to: CivilDate?
        let ratePPM: Int64

        func holds(on date: CivilDate) -> Bool { from <= date && (to.map { date < $0 } ?? true) }
    }

    /// What it says about one country.
    struct Country: Sendable {
        var spans: [Span] = []
        /// The table speaks only of this day.
        var snapshot: CivilDate?
        /// Days for which the table has nothing to say, though it has the country.
        var isSilentOutsideSpans = false
    }

    package let source: Source
    let countries: [String: Country]

    /// Reads a file.
    ///
    /// - Parameter asOf: the day up to which a table without dates is held to speak.
    /// - Throws: `ReferenceError` when the bytes are not of the source's form.
    package init(_ source: Source, _ bytes: [UInt8], asOf: CivilDate) throws(ReferenceError) {
        self.source = source
        switch source {
        case .kdeldycke: countries = try ReferenceReader.kdeldycke(bytes)
        case .ibericode: countries = try ReferenceReader.ibericode(bytes, asOf: asOf)
        case .nodeSalesTax: countries = try ReferenceReader.nodeSalesTax(bytes)
        case .benbucksch: countries = try ReferenceReader.benbucksch(bytes)
        case .euVatRatesData: countries = try ReferenceReader.euVatRatesData(bytes)
        case .eurovatTEDB: countries = try ReferenceReader.eurovatTEDB(bytes)
        }
    }
}

/// Why a file is not the table it is named after.
package struct ReferenceError: Error, Hashable, Sendable, CustomStringConvertible {
    package let source: ReferenceTable.Source
    package let message: String

    package init(source: ReferenceTable.Source, message: String) {
        self.source = source
        self.message = message
    }

    package var description: String { "\(source.rawValue): \(message)" }
}
