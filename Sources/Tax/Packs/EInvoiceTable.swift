package import Domain
import Formats

/// Duties to invoice electronically by country (`rules/vat/einvoice.yaml`, schema `vat-einvoice/1`).
package struct EInvoiceTable: Sendable {
    package static let fileName = "einvoice.yaml"

    /// One duty. A start that is not one date is unresolved: the text is told, nothing is guessed.
    package struct Mandate: Hashable, Sendable {
        package let country: String
        package let format: String
        package let channel: String?
        package let scope: String?
        package let start: CivilDate?
        package let startAsWritten: String?
        package let confidence: String
        package let basis: [LegalBasis]

        /// What holds on a date.
        package func state(on date: CivilDate) -> State {
            guard let start else { return .unresolved }
            return start <= date ? .inForce : .announced
        }
    }

    package enum State: String, Sendable, CaseIterable {
        case inForce = "in force"
        case announced, unresolved
    }

    package let mandates: [Mandate]

    /// Reads the file strictly; faults say file, line and column.
    package static func load(_ source: TaxSource) -> (table: EInvoiceTable?, faults: [TaxError]) {
        var reader = PackReader(file: source.name)
        let result = YAMLReader.read(source.bytes, file: source.name)
        for error in result.errors {
            let at = SourcePlace(file: source.name, line: error.position.line, column: error.position.column)
            reader.faults.append(TaxError(.format, at, error.message))
        }
        guard let root = result.root, reader.faults.isEmpty,
            reader.check(root, ["schema", "updated", "mandates"], required: ["schema", "mandates"])
        else { return (nil, reader.faults) }
        if root["schema"]?.text != "vat-einvoice/1" { reader.fault(root["schema"], "schema is not vat-einvoice/1") }
        let mandates = reader.list(root["mandates"], "mandates").compactMap { mandate(&reader, $0) }
        return reader.faults.isEmpty ? (EInvoiceTable(mandates: mandates), []) : (nil, reader.faults)
    }

    private static func mandate(_ reader: inout PackReader, _ node: YAMLNode) -> Mandate? {
        let keys: Set<String> = [
            "country", "format", "channel", "scope", "start", "start_as_written", "confidence", "basis",
        ]
        guard reader.check(node, keys, required: ["country", "format", "start", "confidence", "basis"]),
            let country = reader.text(node["country"], "country"), let format = reader.text(node["format"], "format"),
            let confidence = reader.text(node["confidence"], "confidence")
        else { return nil }
        if !PackReader.isJurisdiction(country) { reader.fault(node["country"], "country is not of ISO 3166-1") }
        return Mandate(
            country: country, format: format, channel: reader.optionalText(node["channel"], "channel"),
            scope: reader.optionalText(node["scope"], "scope"), start: reader.optionalDate(node["start"], "start"),
            startAsWritten: reader.optionalText(node["start_as_written"], "start_as_written"),
            confidence: confidence, basis: reader.basis(node["basis"]))
    }

    /// The duties of a country, with those of the Union for its members.
    ///
    /// - Parameter isMember: whether the country is a member state on the date.
    package func duties(of country: String, on date: CivilDate, isMember: Bool) -> [(mandate: Mandate, state: State)] {
        mandates.filter { $0.country == country || (isMember && $0.country == "EU") }
            .map { ($0, $0.state(on: date)) }
    }

    /// One line a duty, for people.
    package func text(of country: String, on date: CivilDate, isMember: Bool) -> String {
        let found = duties(of: country, on: date, isMember: isMember)
        if found.isEmpty { return "\(country): no duty is known; that is not the same as none" }
        return found.map { mandate, state in
            var words = "\(mandate.country) \(state.rawValue)"
            words += mandate.start.map { " from \($0)" } ?? mandate.startAsWritten.map { " (\($0))" } ?? ""
            words += ": \(mandate.format)"
            if let scope = mandate.scope { words += ", \(scope)" }
            if let channel = mandate.channel { words += ", \(channel)" }
            let basis = mandate.basis.map(\.cite).joined(separator: "; ")
            return words + " [\(basis)]" + (mandate.confidence == "seen" ? "" : " (assumed)")
        }.joined(separator: "\n")
    }
}

extension TaxPack {
    /// Whether a country is a member state of the Union for supplies of goods on a date.
    package func isMemberState(_ code: String, on date: CivilDate) -> Bool {
        compiled.jurisdiction(code).map { compiled.jurisdictions[$0].isMember(onDay: date.daysSinceEpoch) } ?? false
    }
}
